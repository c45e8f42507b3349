//! Fields that go over because a configuration says so.

use std::error::Error;

use ongoing_client::model::{
    ArticleDefinition, CustomerOrder, CustomerOrderLine, WarehouseIdentificationType,
};
use twentyfour_client::types::{Company, InvoiceOrder, InvoiceRow, Product};
use wms_erp_mapping::{
    ArticleSettings, Conversion, FurtherField, FurtherFieldError, FurtherFields, Hold, HoldCause, Mapped,
    OrderSettings, article,
};

use super::sample;

type OrderField = FurtherField<InvoiceOrder, CustomerOrder>;

fn order_field(from: &str, to: &str) -> OrderField {
    FurtherField::from_field(from, to).unwrap()
}

/// What a source of an order becomes at a target of the WMS's order.
fn filled(field: OrderField, order: &InvoiceOrder) -> Result<CustomerOrder, HoldCause> {
    let mut mapped = CustomerOrder::default();
    FurtherFields::from(vec![field]).fill(order, &mut mapped)?;
    Ok(mapped)
}

fn with_text(text: &str) -> InvoiceOrder {
    let mut order = InvoiceOrder::default();
    order.invoice_text = Some(text.to_owned());
    order
}

#[test]
fn a_field_and_a_constant_go_where_they_are_sent_in_their_order() {
    let mut order = with_text("ring first");
    order.our_reference = Some(17);
    let fields: FurtherFields<InvoiceOrder, CustomerOrder> = vec![
        order_field("OurReference", "OrderInfo.FreeText1"),
        order_field("InvoiceText", "Customer.DeliveryInstruction").with_prefix("Obs: "),
        FurtherField::from_constant("24SO", "OrderInfo.FreeText2").unwrap(),
        FurtherField::from_constant("last", "OrderInfo.FreeText3").unwrap(),
        FurtherField::from_constant("wins", "OrderInfo.FreeText3").unwrap(),
    ]
    .into();
    let mut mapped = CustomerOrder::default();
    fields.fill(&order, &mut mapped).unwrap();
    let info = mapped.order_info.unwrap();
    assert_eq!(info.free_text1.as_deref(), Some("17"));
    assert_eq!(info.free_text2.as_deref(), Some("24SO"));
    assert_eq!(info.free_text3.as_deref(), Some("wins"));
    assert_eq!(mapped.customer.unwrap().delivery_instruction.as_deref(), Some("Obs: ring first"));
    assert_eq!(fields.properties(), ["OurReference", "InvoiceText"]);
}

#[test]
fn a_text_that_was_removed_disappears_and_of_other_types_nothing_is_said() {
    let mapped = filled(order_field("InvoiceText", "OrderInfo.FreeText1"), &InvoiceOrder::default()).unwrap();
    assert_eq!(mapped.order_info.unwrap().free_text1.as_deref(), Some(""));
    let mapped = filled(order_field("OrderTotalIncVat", "OrderInfo.FreightPrice"), &InvoiceOrder::default());
    assert_eq!(mapped.unwrap(), CustomerOrder::default());
    let prefixed = order_field("InvoiceText", "OrderInfo.FreeText1").with_prefix("Obs: ");
    let mapped = filled(prefixed, &with_text("  ")).unwrap();
    assert_eq!(mapped.order_info.unwrap().free_text1.as_deref(), Some(""), "no prefix without a value");
}

#[test]
fn values_are_converted_as_the_configuration_says() {
    for (conversion, typed, expected) in [
        (Conversion::Number, "1 234,50", Some("1234.5")),
        (Conversion::Number, "1234.50", Some("1234.5")),
        (Conversion::Number, "1.234,50", None),
        (Conversion::Number, "a dozen", None),
        (Conversion::Date, "2026-03-02T23:30:00", Some("2026-03-02")),
        (Conversion::Date, "2026-03-02", Some("2026-03-02")),
        (Conversion::Date, "2026-03-02T23:30:00+01:00", Some("2026-03-02")),
        (Conversion::Date, "02.03.2026", None),
        (Conversion::YesNo, "Ja", Some("yes")),
        (Conversion::YesNo, "0", Some("no")),
        (Conversion::YesNo, "perhaps", None),
        (Conversion::Country, " Norge", Some("NO")),
        (Conversion::Country, "cn", Some("CN")),
        (Conversion::Country, "Norge og Sverige", None),
        (Conversion::Text, " as typed ", Some(" as typed ")),
        (Conversion::Text, "ring\u{1} first", Some("ring first")),
    ] {
        let field = order_field("InvoiceText", "OrderInfo.FreeText1").with_conversion(conversion);
        let found = filled(field, &with_text(typed)).ok().and_then(|mapped| mapped.order_info?.free_text1);
        assert_eq!(found.as_deref(), expected, "{conversion:?} of {typed:?}");
    }
    let field = order_field("InvoiceText", "OrderInfo.ArrivalDate").with_conversion(Conversion::Date);
    let mapped = filled(field, &with_text("2026-03-02")).unwrap();
    assert_eq!(mapped.order_info.unwrap().arrival_date.unwrap().to_string(), "2026-03-02T00:00:00");
    for (at, word) in Conversion::WORDS.into_iter().enumerate() {
        let conversion = Conversion::from_word(word).unwrap();
        assert_eq!(Conversion::WORDS.iter().position(|known| *known == word), Some(at));
        assert_eq!(serde_json::to_value(conversion).unwrap(), word);
    }
}

#[test]
fn a_value_that_does_not_fit_holds_the_record_and_says_which() {
    let cause =
        filled(order_field("InvoiceText", "OrderInfo.FreightPrice"), &with_text("cheap")).unwrap_err();
    assert_eq!(cause.to_string(), "the value of InvoiceText does not fit OrderInfo.FreightPrice");
    assert!(!cause.to_string().contains("cheap"), "what people typed is not repeated");
}

#[test]
fn rows_and_articles_have_further_fields_of_their_own() {
    let row = FurtherField::<InvoiceRow, CustomerOrderLine>::from_field("Cost", "CustomerLinePrice").unwrap();
    let mut source = InvoiceRow::default();
    source.cost = Some(rust_decimal::Decimal::new(1250, 2));
    let mut line = CustomerOrderLine::default();
    FurtherFields::from(vec![row]).fill(&source, &mut line).unwrap();
    assert_eq!(line.customer_line_price, source.cost);

    let article =
        FurtherField::<Product, ArticleDefinition>::from_constant("NO", "CountryOfOriginCode").unwrap();
    let mut mapped = ArticleDefinition::default();
    FurtherFields::from(vec![article]).fill(&Product::default(), &mut mapped).unwrap();
    assert_eq!(mapped.country_of_origin_code.as_deref(), Some("NO"));
}

#[test]
fn names_that_lead_nowhere_and_reserved_targets_are_refused_with_the_reason() {
    let error = OrderField::from_field("OurRefrence", "OrderInfo.FreeText1").unwrap_err();
    assert!(
        matches!(&error, FurtherFieldError::Source(unknown) if unknown.candidates().contains(&"OurReference"))
    );
    assert_eq!(error.source().unwrap().to_string(), "InvoiceOrder has no field \"OurRefrence\"");
    let error = OrderField::from_field("OurReference", "OrderInfo").unwrap_err();
    assert!(matches!(error, FurtherFieldError::Target(_)), "{error:?}");
    let error = OrderField::from_field("OurReference", "OrderInfo.GoodsOwnerOrderNumber").unwrap_err();
    assert_eq!(
        error.to_string(),
        "OrderInfo.GoodsOwnerOrderNumber cannot be a further field: records are identified by it"
    );
    let error = OrderField::from_constant("dear", "OrderInfo.FreightPrice").unwrap_err();
    assert_eq!(error.to_string(), "OrderInfo.FreightPrice cannot hold this value");
}

#[test]
fn what_can_never_fit_is_refused_before_any_record_is_seen() {
    let error = OrderField::from_field("OurReference", "OrderInfo.ArrivalDate").unwrap_err();
    assert_eq!(
        error.to_string(),
        "OurReference is a number, and OrderInfo.ArrivalDate takes a date and time"
    );
    let error = OrderField::from_field("DateOrdered", "OrderInfo.FreightPrice").unwrap_err();
    assert!(matches!(error, FurtherFieldError::Type { .. }), "{error:?}");
    let error = OrderField::from_field("InvoiceRows.InvoiceRow.Name", "OrderInfo.FreeText1").unwrap_err();
    assert!(matches!(error, FurtherFieldError::Row { .. }), "what is not asked for is not read: {error:?}");
    order_field("DateOrdered", "OrderInfo.ArrivalDate");
    order_field("OrderTotalIncVat", "OrderInfo.FreeText1");

    let word = "OrderInfo.OutboundWarehouse.WarehouseIdentification";
    let error = OrderField::from_constant("ByName", word).unwrap_err();
    assert_eq!(error.to_string(), format!("{word} takes one of WarehouseCode, WarehouseName, WarehouseId"));
    OrderField::from_constant("WarehouseName", word).unwrap();
    let cause = filled(order_field("InvoiceText", word), &with_text("ByName")).unwrap_err();
    assert!(matches!(cause, HoldCause::FurtherField { .. }), "no word is made up: {cause:?}");
}

#[test]
fn characters_that_do_not_go_over_as_they_are_are_noted() {
    let fields: FurtherFields<_, _> = vec![order_field("InvoiceText", "OrderInfo.FreeText1")].into();
    let mut mapped = CustomerOrder::default();
    let notes = fields.fill(&with_text("Bj\u{FFFD}rn\u{1}"), &mut mapped).unwrap();
    let told: Vec<String> = notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "OrderInfo.FreeText1: control characters that XML cannot contain were removed",
            "OrderInfo.FreeText1: contains a character that could not be read; it is sent as U+FFFD",
        ]
    );
    assert_eq!(mapped.order_info.unwrap().free_text1.as_deref(), Some("Bj\u{FFFD}rn"));
}

#[test]
fn targets_that_a_transport_drops_are_found_alone_and_beside_each_other() {
    let fields: FurtherFields<InvoiceOrder, CustomerOrder> = vec![
        order_field("OurReference", "OrderInfo.FreeText1"),
        order_field("OurReference", "OrderInfo.OutboundWarehouse.WarehouseId"),
        FurtherField::from_constant("WarehouseId", "OrderInfo.OutboundWarehouse.WarehouseIdentification")
            .unwrap(),
        order_field("IncludeVAT", "Customer.NotifyBySMS"),
    ]
    .into();
    // A transport that has a free text, and a warehouse's id where the word says so.
    let sent = |order: &CustomerOrder| {
        let info = order.order_info.clone().unwrap_or_default();
        let warehouse = info.outbound_warehouse.unwrap_or_default();
        let by_id = warehouse.warehouse_identification == WarehouseIdentificationType::WarehouseId;
        (info.free_text1, warehouse.warehouse_id.filter(|_| by_id))
    };
    let dropped = fields.without_place(&CustomerOrder::default(), |one, other| sent(one) != sent(other));
    assert_eq!(dropped, [3]);
}

fn mapping(
    order: &InvoiceOrder,
    companies: &[&Company],
    settings: &OrderSettings,
) -> Result<Mapped<CustomerOrder>, Hold> {
    wms_erp_mapping::order(order, &sample::context(companies), settings)
}

#[test]
fn settings_name_the_fields_of_orders_rows_customers_articles_and_suppliers() {
    let mut order = sample::order();
    order.our_reference = Some(17);
    order.invoice_rows[0].cost = Some(7.into());
    let mut company = Company::default();
    company.id = order.customer_id;
    company.organization_number = Some("987654321".to_owned());
    let mut settings = OrderSettings::default();
    settings.fields = vec![order_field("OurReference", "OrderInfo.FreeText1")].into();
    settings.row_fields =
        vec![FurtherField::from_field("Cost", "OrderLineComment").unwrap().with_prefix("cost ")].into();
    settings.customer_fields = vec![FurtherField::from_field("OrganizationNumber", "Remark").unwrap()].into();
    let mapped = mapping(&order, &[&company], &settings).unwrap();
    assert_eq!(mapped.value.order_info.unwrap().free_text1.as_deref(), Some("17"));
    assert_eq!(mapped.value.customer.unwrap().remark.as_deref(), Some("987654321"));
    assert_eq!(mapped.value.customer_order_lines[0].order_line_comment.as_deref(), Some("cost 7"));

    let unknown = mapping(&order, &[], &settings).unwrap();
    assert_eq!(unknown.value.customer.unwrap().remark.as_deref(), Some(""), "texts go over empty");
    assert!(unknown.notes.iter().any(|note| note.text.contains("the ERP knows no company")));

    settings.row_fields =
        vec![FurtherField::from_field("Name", "LinePrice").unwrap().with_conversion(Conversion::Number)]
            .into();
    let row = order.invoice_rows[0].row_id.unwrap();
    order.invoice_rows[0].name = Some("a gift".to_owned());
    let held = mapping(&order, &[&company], &settings).unwrap_err();
    assert_eq!(held.to_string(), format!("the value of Name of row {row} does not fit LinePrice"));

    let mut settings = ArticleSettings::default();
    settings.suppliers = true;
    settings.fields = vec![FurtherField::from_field("InPrice", "PurchasePrice").unwrap()].into();
    settings.supplier_fields =
        vec![FurtherField::from_field("OrganizationNumber", "Address.Remark").unwrap()].into();
    let mut product = Product::default();
    (product.id, product.supplier_id, product.in_price) = (Some(5.into()), company.id, Some(12.into()));
    let mapped = article(&product, Some(&company), &settings).unwrap().value;
    assert_eq!(mapped.purchase_price, Some(12.into()));
    let remark = mapped.main_supplier.unwrap().address.unwrap().remark;
    assert_eq!(remark.as_deref(), Some("987654321"));
}

#[test]
fn fingerprints_hold_what_the_fields_say_and_nothing_else() {
    let fields: FurtherFields<InvoiceOrder, CustomerOrder> = vec![
        order_field("OurReference", "OrderInfo.FreeText1"),
        order_field("InvoiceText", "OrderInfo.FreeText2")
            .with_conversion(Conversion::Number)
            .with_prefix("A"),
        FurtherField::from_constant("x", "OrderInfo.FreeText3").unwrap(),
    ]
    .into();
    let json = serde_json::to_string(&fields).unwrap();
    assert_eq!(
        json,
        r#"[{"from":"OurReference","to":"OrderInfo.FreeText1"},{"from":"InvoiceText","to":"OrderInfo.FreeText2","as":"number","prefix":"A"},{"value":"x","to":"OrderInfo.FreeText3"}]"#
    );
    assert_eq!(
        serde_json::to_string(&FurtherFields::<InvoiceOrder, CustomerOrder>::default()).unwrap(),
        "[]"
    );
}
