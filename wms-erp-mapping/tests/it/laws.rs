//! What holds for any input.

mod any;

use asmx_soap::Element;
use ongoing_client::model::{CustomerOrder, Order};
use proptest::prelude::*;
use rust_decimal::Decimal;
use twentyfour_client::types::{Company, InvoiceOrder, Product, RowType};
use wms_erp_mapping::{
    ArticleSettings, Country, Hold, HoldCause, Mapped, NoteKind, OrderContext, OrderSettings, PhoneStyle,
    ShipmentContext, StockBasis, TextRows, TimeZone, article, article_number, compare_shipment,
    contact_companies, delivered, delivered_rows, diff, erp_order, fields, number_key, order, order_number,
    order_products, rest_order, status_write, stock_level, supplier,
};

use crate::sample::{day, facts};

fn map(
    source: &InvoiceOrder,
    company: Option<&Company>,
    settings: &OrderSettings,
) -> Result<Mapped<CustomerOrder>, Hold> {
    let context = OrderContext::new(company.as_slice(), &facts, day("2026-11-21"), TimeZone::OSLO);
    order(source, &context, settings)
}

/// The fields that hold something: an empty element and none read back alike.
fn filled_fields<E: Element>(value: &E) -> Vec<(String, String)> {
    fields(value).unwrap().into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// What XML 1.0 cannot carry.
fn is_forbidden(c: char) -> bool {
    !matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

fn is_line(row: &twentyfour_client::types::InvoiceRow) -> bool {
    matches!(row.kind, None | Some(RowType::Normal))
        && row.product_id.is_some()
        && row.quantity.is_some_and(|quantity| quantity > Decimal::ZERO)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_order_maps_or_is_held_and_always_the_same(
        source in any::order(), company in any::company(), settings in any::order_settings()
    ) {
        let once = map(&source, Some(&company), &settings);
        prop_assert_eq!(&once, &map(&source, Some(&company), &settings));
        if let Err(held) = &once {
            prop_assert!(!held.to_string().is_empty() && !held.remedy().is_empty());
            prop_assert!(!held.to_string().contains('\n'));
        }
    }

    #[test]
    fn every_mapped_order_can_be_written_and_read_back(
        source in any::order(), company in any::company(), settings in any::order_settings()
    ) {
        if let Ok(mapped) = map(&source, Some(&company), &settings) {
            let xml = asmx_soap::to_xml(&mapped.value).unwrap();
            let back: CustomerOrder = asmx_soap::from_xml(&xml).unwrap();
            prop_assert_eq!(filled_fields(&back), filled_fields(&mapped.value));
            prop_assert_eq!(diff(&mapped.value, &mapped.value).unwrap(), vec![]);
        }
    }

    #[test]
    fn no_line_is_ever_lost_and_no_row_left_out_in_silence(
        source in any::order(), settings in any::order_settings()
    ) {
        match map(&source, None, &settings) {
            Ok(mapped) => {
                let expected: Vec<_> = source.invoice_rows.iter().filter(|row| is_line(row)).collect();
                prop_assert_eq!(mapped.value.customer_order_lines.len(), expected.len());
                for row in expected {
                    let code = row.row_id.map(|id| id.to_string());
                    let lines = &mapped.value.customer_order_lines;
                    let line = lines.iter().find(|line| line.external_order_line_code == code).unwrap();
                    prop_assert_eq!(Some(line.number_of_items), row.quantity);
                    prop_assert_eq!(&line.product_code, &row.product_id.map(|id| id.to_string()));
                }
                let noted = mapped.notes.iter().filter(|note| {
                    note.kind == NoteKind::LeftOut
                        && matches!(&*note.field, "CustomerOrderLines" | "CustomerOrderTextLines")
                });
                let sent = mapped.value.customer_order_lines.len() + mapped.value.customer_order_text_lines.len();
                prop_assert_eq!(sent + noted.count(), source.invoice_rows.len());
            }
            Err(held) if held.cause == HoldCause::NothingToPick => {
                prop_assert!(!source.invoice_rows.iter().any(is_line));
            }
            Err(_) => {}
        }
    }

    #[test]
    fn nobody_is_notified_unless_switched_on(source in any::order(), company in any::company()) {
        if let Ok(mapped) = map(&source, Some(&company), &OrderSettings::default()) {
            let xml = asmx_soap::to_xml(&mapped.value).unwrap();
            prop_assert!(!xml.contains("<NotifyBySMS>true"));
            prop_assert!(!xml.contains("<NotifyByEmail>true"));
            prop_assert!(!xml.contains("<NotifyByTelephone>true"));
        }
    }

    #[test]
    fn an_order_maps_the_same_after_a_journey_over_the_wire(
        source in any::order(), company in any::company(), settings in any::order_settings()
    ) {
        let (Ok(xml), Ok(company_xml)) = (asmx_soap::to_xml(&source), asmx_soap::to_xml(&company)) else {
            return Ok(());
        };
        if source.delivery_date.is_some_and(|date| !date.to_string().starts_with(|c: char| c.is_ascii_digit())) {
            return Ok(());
        }
        let source_back: InvoiceOrder = asmx_soap::from_xml(&xml).unwrap();
        let company_back: Company = asmx_soap::from_xml(&company_xml).unwrap();
        prop_assert_eq!(
            map(&source_back, Some(&company_back), &settings),
            map(&source, Some(&company), &settings)
        );
    }

    #[test]
    fn the_notes_repeat_nothing_of_a_person(mut source in any::order(), company in any::company()) {
        source.customer_delivery_name = Some("Kari \u{1}Hemmelig".to_owned());
        source.invoice_email_address = Some("hemmelig@x.example\u{2}".to_owned());
        source.customer_delivery_phone = Some("Hemmelig\u{3}".to_owned());
        if let Ok(mapped) = map(&source, Some(&company), &OrderSettings::default()) {
            prop_assert!(mapped.notes.iter().all(|note| !note.text.to_lowercase().contains("hemmelig")));
        }
    }

    #[test]
    fn an_article_maps_or_is_held_and_can_be_written(
        product in any::product(), company in any::company(), suppliers in any::<bool>(), factor in any::decimal()
    ) {
        let mut settings = ArticleSettings::default();
        settings.suppliers = suppliers;
        settings.weight_factor = factor;
        let once = article(&product, Some(&company), &settings);
        prop_assert_eq!(&once, &article(&product, Some(&company), &settings));
        if let Ok(mapped) = once {
            asmx_soap::to_xml(&mapped.value).unwrap();
            prop_assert_eq!(mapped.value.article_number, Some(article_number(&product)));
            prop_assert!(mapped.value.article_name.is_some_and(|name| !name.trim().is_empty()));
            prop_assert_eq!(mapped.value.product_code, product.id.map(|id| id.to_string()));
            if let Ok(xml) = asmx_soap::to_xml(&product) {
                let back: Product = asmx_soap::from_xml(&xml).unwrap();
                prop_assert_eq!(
                    article(&back, Some(&company), &settings).unwrap().notes, mapped.notes
                );
            }
        }
    }

    #[test]
    fn a_supplier_maps_or_is_held_and_can_be_written(company in any::company()) {
        if let Ok(mapped) = supplier(&company) {
            asmx_soap::to_xml(&mapped.value).unwrap();
            prop_assert_eq!(&Ok(mapped), &supplier(&company));
        }
    }

    #[test]
    fn a_delivery_counts_every_line_once_or_as_part_of_a_kit(lines in any::picked_lines()) {
        let mut warehouse = Order::default();
        warehouse.picked_order_lines = lines.clone();
        let delivery = delivered(&warehouse);
        prop_assert_eq!(&delivery, &delivered(&warehouse));
        prop_assert!(delivery.lines.len() <= lines.len());
        prop_assert_eq!(delivery.lines.is_empty(), lines.is_empty());
        let free = |line: &&ongoing_client::model::PickedOrderLine| {
            line.parent_order_line_id.is_none() && line.parent_external_order_line_code.is_none()
        };
        prop_assert!(delivery.lines.len() >= lines.iter().filter(free).count());
        prop_assert!(delivery.lines.iter().all(|line| line.missing() >= Decimal::ZERO));
        prop_assert_eq!(delivery.is_complete(), delivery.short().count() == 0);
    }

    #[test]
    fn what_was_delivered_and_the_rest_make_the_original(source in any::order(), lines in any::picked_lines()) {
        let mut warehouse = Order::default();
        warehouse.picked_order_lines = lines;
        let delivery = delivered(&warehouse);
        let context = ShipmentContext::new(&|_| None, &[]);
        let compared = compare_shipment(&source, &delivery, &context, &OrderSettings::default());
        prop_assert_eq!(&compared, &compare_shipment(&source, &delivery, &context, &OrderSettings::default()));
        let Ok(shipment) = compared else { return Ok(()) };
        prop_assert_eq!(shipment.is_complete(), shipment.differences().is_empty());
        let edits = delivered_rows(&source, &shipment);
        let rest = rest_order(&source, &shipment).map(|rest| rest.invoice_rows).unwrap_or_default();
        if source.order_id.is_some() {
            prop_assert_eq!(edits.len(), rest.len());
        }
        for (edit, again) in edits.iter().zip(&rest) {
            prop_assert!(edit.quantity.unwrap() >= Decimal::ZERO);
            prop_assert!(again.quantity.unwrap() > Decimal::ZERO);
            let rows = source.invoice_rows.iter().filter(|row| is_line(row) && row.row_id == edit.row_id);
            // Subtracted, not added: numbers of 28 digits do not add up to the last one.
            let left: Vec<_> = rows.map(|row| row.quantity.unwrap() - edit.quantity.unwrap()).collect();
            prop_assert!(left.contains(&again.quantity.unwrap()));
        }
    }

    #[test]
    fn countries_are_recognised_or_not_and_a_code_stays_itself(text in any::text()) {
        if let Some(country) = Country::recognise(&text) {
            prop_assert_eq!(Country::recognise(country.code()), Some(country));
            prop_assert_eq!(Country::recognise(&text.to_uppercase()).is_some(), true);
        }
    }

    #[test]
    fn order_numbers_are_read_back(id in 1..=i32::MAX, prefix in any::text()) {
        let id = twentyfour_client::types::OrderId(id);
        let ambiguous = prefix.trim_end().ends_with(|c: char| c.is_ascii_digit()) || prefix.trim_end() != prefix;
        if !ambiguous {
            prop_assert_eq!(erp_order(&order_number(id, &prefix), &prefix), Some(id));
        }
    }

    #[test]
    fn contact_fields_hold_what_was_typed_and_nothing_else(
        phone in any::contact(), email in any::contact(), settings in any::order_settings()
    ) {
        let mut source = crate::sample::order();
        source.customer_delivery_phone = Some(phone.clone());
        source.invoice_email_address = Some(email.clone());
        let mut contact = OrderSettings::default();
        contact.contact = settings.contact.clone();
        let mapped = map(&source, None, &contact).unwrap();
        let customer = mapped.value.customer.unwrap();
        // The international form is the one that is asked to change digits.
        let typed = settings.contact.phones == PhoneStyle::AsTyped;
        let sent = [(&email, customer.email, true), (&phone, customer.mobile_phone, typed), (&phone, customer.tele_phone, typed)];
        for (from, to, _) in sent.into_iter().filter(|(.., typed)| *typed) {
            let from: String = from.chars().filter(|c| !is_forbidden(*c)).collect();
            prop_assert!(from.contains(&to.clone().unwrap()), "{from:?} became {to:?}");
        }
    }

    #[test]
    fn small_things_take_anything(
        source in any::order(), text in any::text(), items in any::decimal(), booked in any::decimal()
    ) {
        let _ = (contact_companies(&source), order_products(&source), erp_order(&text, &text));
        prop_assert_eq!(number_key(&number_key(&text)), number_key(&text));
        let mut line = ongoing_client::model::InventoryLine::default();
        line.number_of_items_decimal = Some(items);
        line.number_of_booked_items_decimal = Some(booked);
        prop_assert_eq!(stock_level(&line, StockBasis::Physical), Some(items));
        let _ = stock_level(&line, StockBasis::Sellable);
        if let (Some(id), Some(status)) = (source.order_id, &source.order_status) {
            let write = status_write(id, source.customer_id, status);
            prop_assert!(fields(&write).unwrap().len() <= 3);
        }
        prop_assert!(TextRows::default() == TextRows::LeaveOut);
    }
}
