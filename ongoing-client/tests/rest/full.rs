//! Records and questions with every field filled.

use ongoing_client::model::{
    AddressClass, ArticleColor, ArticleDefinition, ArticleGroup, ArticleNameClass, ArticleNames, ArticleSize,
    Country, CustomerGroup, CustomerOrder, CustomerOrderTextLine, GetInventoryQuery, InventorySpecialFilters,
    Language, OrderFilters, OrderNotification, OrderType, OutboundWarehouse, Supplier, TaricNumberClass,
    TaricNumbers, TransportPaymentType, TransporterContractClass, TypeClass, WarehouseIdentificationType,
};

use super::order;

pub(super) fn full_article() -> ArticleDefinition {
    let text = || Some("x".to_owned());
    let decimal = || "12345678.125".parse().ok();
    ArticleDefinition {
        article_name: text(),
        bar_code: text(),
        supplier_article_number: text(),
        article_description: text(),
        article_unit_code: text(),
        country_of_origin_code: text(),
        statistics_number: text(),
        purchase_currency_code: text(),
        weight: decimal(),
        net_weight: decimal(),
        volume: decimal(),
        length: decimal(),
        width: decimal(),
        height: decimal(),
        quantity_per_pallet: Some(1),
        quantity_per_package: Some(1),
        order_point: Some(1),
        price: decimal(),
        customer_price: decimal(),
        purchase_price: decimal(),
        is_stock_article: Some(true),
        article_group: Some(ArticleGroup { article_group_code: text(), ..Default::default() }),
        article_category: Some(TypeClass { code: text(), ..Default::default() }),
        article_names: Some(ArticleNames {
            article_name: vec![ArticleNameClass {
                language: Some(Language { language_code: text() }),
                article_name: text(),
            }],
        }),
        main_supplier: Some(Supplier {
            address: Some(AddressClass {
                name: text(),
                tele_phone: text(),
                city: text(),
                ..Default::default()
            }),
            ..Supplier::by_number("9", "Lys")
        }),
        bar_code_package: text(),
        link_to_picture: text(),
        bar_code_pallet: text(),
        quantity_per_layer: Some(1),
        taric_numbers: Some(TaricNumbers {
            taric_number: vec![TaricNumberClass {
                country: Country { country_code: text() },
                taric_number: text(),
            }],
        }),
        is_obsolete: Some(false),
        min_days_to_expiry_date: Some(1),
        additional_statistics_number: text(),
        customs_export_conditions: text(),
        article_color: Some(ArticleColor { color_code: text(), color_name: text() }),
        article_size: Some(ArticleSize { size_code: text(), size_name: text() }),
        is_serial_number_article: Some(true),
        is_batch_article: Some(true),
        article_free_decimal1: decimal(),
        article_free_decimal2: decimal(),
        ..ArticleDefinition::by_product_code("17", "L17")
    }
}

pub(super) fn full_order() -> CustomerOrder {
    let text = || Some("x".to_owned());
    let mut full = order("1");
    let info = full.order_info.as_mut().unwrap();
    let day = info.delivery_date;
    for field in [
        &mut info.reference_number,
        &mut info.goods_owner_order_id,
        &mut info.sales_code,
        &mut info.delivery_instruction,
        &mut info.consignee_order_number,
        &mut info.terms_of_delivery,
        &mut info.terms_of_payment,
        &mut info.transporter_order_number,
        &mut info.communication,
        &mut info.invoice_number,
        &mut info.invoice_url,
        &mut info.language,
        &mut info.production_code,
        &mut info.order_service_point_code,
        &mut info.free_text1,
        &mut info.free_text2,
        &mut info.free_text3,
    ] {
        *field = text();
    }
    info.arrival_date = Some(day);
    info.arrival_date_from = Some(day);
    info.freight_price = Some(49.into());
    info.customer_price = Some(490.into());
    info.picking_priority = Some(1);
    info.order_type = Some(OrderType { order_type_code: text(), ..Default::default() });
    info.terms_of_delivery_type = Some(TypeClass { code: text(), ..Default::default() });
    info.order_notification = Some(OrderNotification {
        telephone: text(),
        mobile_phone: text(),
        email: text(),
        ..Default::default()
    });
    info.outbound_warehouse = Some(OutboundWarehouse {
        warehouse_identification: WarehouseIdentificationType::WarehouseId,
        warehouse_id: Some(1),
        ..Default::default()
    });
    let customer = full.customer.as_mut().unwrap();
    customer.customer_number = text();
    customer.external_customer_code = text();
    customer.tele_phone = text();
    customer.remark = text();
    customer.customer_group = Some(CustomerGroup { customer_group_code: text(), ..Default::default() });
    customer.invoice_address.as_mut().unwrap().email = text();
    full.transporter_contract = Some(TransporterContractClass {
        transport_payment: TransportPaymentType::Prepaid,
        transporter_code: text(),
        transporter_service_code: text(),
        ..Default::default()
    });
    full.customer_order_text_lines = vec![CustomerOrderTextLine {
        external_order_line_code: text(),
        order_line_comment: text(),
        number_of_items: Some(1.into()),
    }];
    let line = &mut full.customer_order_lines[0];
    line.delivery_date = Some(day);
    line.order_line_comment = text();
    line.line_price = Some(1.into());
    line.customer_line_price = Some(1.into());
    line.currency_code = text();
    line.do_pick = Some(false);
    line.batch = text();
    line.order_line_serial = text();
    line.min_days_to_expiry_date = Some(1);
    line.max_days_to_expiry_date = Some(1);
    line.discount = Some(1.into());
    line.order_line_weight = Some(1.into());
    line.customer_article_number = text();
    full
}

pub(super) fn full_query() -> GetInventoryQuery {
    GetInventoryQuery {
        article_numbers_to_get: vec!["x".to_owned()],
        articles_below_stock_limit: Some(true),
        special_filters: Some(InventorySpecialFilters { only_articles_in_stock: Some(true) }),
        ..GetInventoryQuery::changed_from(chrono::DateTime::UNIX_EPOCH)
    }
}

pub(super) fn full_filters() -> OrderFilters {
    let time = Some(chrono::DateTime::UNIX_EPOCH.into());
    OrderFilters {
        shipped_time_from: time,
        shipped_time_to: time,
        last_picking_time_from: time,
        last_returned_from: time,
        order_status_from: Some(1),
        order_status_to: Some(2),
        last_updated_from: time,
        order_numbers_to_get: vec!["x".to_owned()],
        reference_number: Some("x".to_owned()),
        ..OrderFilters::to_report()
    }
}
