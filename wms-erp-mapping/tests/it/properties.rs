use asmx_soap::Element;
use twentyfour_client::types::{Company, InvoiceOrder, InvoiceRow, Product};
use wms_erp_mapping::{
    COMPANY_PROPERTIES, ORDER_PRICE_PROPERTIES, ORDER_PROPERTIES, PRODUCT_PROPERTIES, REST_ORDER_PROPERTIES,
    REST_ROW_PROPERTIES, ROW_PRICE_PROPERTIES, ROW_PROPERTIES, STOCK_PROPERTIES, SUPPLIER_PROPERTIES,
};

fn known<E: Element>(lists: &[&[&str]]) {
    for name in lists.iter().flat_map(|list| list.iter()) {
        assert!(E::FIELDS.iter().any(|field| field.name == *name), "{} has no {name}", E::NAME);
    }
    for list in lists {
        let mut names = list.to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), list.len(), "a name stands twice in {list:?}");
    }
}

#[test]
fn every_property_is_one_of_the_contract() {
    known::<Product>(&[PRODUCT_PROPERTIES, STOCK_PROPERTIES]);
    known::<InvoiceOrder>(&[ORDER_PROPERTIES, ORDER_PRICE_PROPERTIES, REST_ORDER_PROPERTIES]);
    known::<InvoiceRow>(&[ROW_PROPERTIES, ROW_PRICE_PROPERTIES, REST_ROW_PROPERTIES]);
    known::<Company>(&[COMPANY_PROPERTIES, SUPPLIER_PROPERTIES]);
}

/// Leaves of the source out that were not asked for, as the ERP does.
fn as_answered(order: &InvoiceOrder, wanted: &[&str], of_rows: &[&str]) -> InvoiceOrder {
    let wanted: Vec<_> = wanted.iter().chain(["OrderId"].iter()).copied().collect();
    let xml = asmx_soap::to_xml(order).unwrap();
    let mut kept = xml.clone();
    for field in InvoiceOrder::FIELDS.iter().filter(|field| !wanted.contains(&field.name)) {
        kept = without(&kept, field.name);
    }
    let (head, rows) = kept.split_once("<InvoiceRows>").unwrap();
    let mut rows = rows.to_owned();
    for field in InvoiceRow::FIELDS.iter().filter(|field| !of_rows.contains(&field.name)) {
        rows = without(&rows, field.name);
    }
    asmx_soap::from_xml(&format!("{head}<InvoiceRows>{rows}")).unwrap()
}

fn without(xml: &str, name: &str) -> String {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let mut out = String::new();
    let mut rest = xml;
    while let Some((before, inside)) = rest.split_once(&open) {
        out.push_str(before);
        rest = inside.split_once(&close).unwrap().1;
    }
    out + rest
}

#[test]
fn what_is_asked_for_is_all_that_the_mapping_of_an_order_sees() {
    let mut order = crate::sample::order();
    order.invoice_rows.push(crate::sample::text_row(9, "text"));
    order.invoice_rows[0].sequence_number = Some(5);
    let answered = as_answered(&order, ORDER_PROPERTIES, ROW_PROPERTIES);
    assert_eq!(crate::sample::map(&answered), crate::sample::map(&order));
}
