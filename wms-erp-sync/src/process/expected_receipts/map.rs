//! A purchase order in the WMS's terms. The same fields go over SOAP and over REST.

use asmx_soap::XsDateTime;
use ongoing_client::model::{
    ArticleKey, InOrder, InOrderInfoClass, InOrderLine, InOrderSupplier, InOrderSupplierIdentificationType,
};

use super::in_wms::Articles;
use crate::port::{PurchaseOrder, PurchaseSupplier};

/// What is wrong with an order in itself, and what to do.
pub(super) fn wrong(order: &PurchaseOrder) -> Option<String> {
    if order.withdrawn {
        return None;
    }
    if order.lines.is_empty() {
        return Some("the purchase order has no lines".to_owned());
    }
    let mut seen = std::collections::HashSet::new();
    order.lines.iter().find_map(|line| {
        let number = &line.number;
        if number.is_empty() {
            Some("a line has no number".to_owned())
        } else if !seen.insert(number.to_lowercase()) {
            Some(format!("two lines have the number {number}"))
        } else if line.article.is_empty() {
            Some(format!("line {number} has no article"))
        } else if line.quantity <= rust_decimal::Decimal::ZERO {
            Some(format!("line {number} has the quantity {}, which is not more than zero", line.quantity))
        } else {
            None
        }
    })
}

/// What is sent. Texts are always sent, empty ones too: one that was removed disappears in the WMS.
pub(super) fn map(order: &PurchaseOrder, articles: &Articles) -> InOrder {
    let text = |text: &Option<String>| Some(text.clone().unwrap_or_default());
    let info = InOrderInfoClass {
        supplier_order_number: text(&order.supplier_order_number),
        reference_number: text(&order.reference),
        order_remark: text(&order.remark),
        in_date: order.expected.map(XsDateTime::date),
        ..InOrderInfoClass::by_number(&order.number)
    };
    let lines = order.lines.iter().map(|line| {
        let number = articles.number(&line.article).unwrap_or(&line.article).to_owned();
        let mut row = InOrderLine::new(&line.number, ArticleKey::ArticleNumber(number), line.quantity);
        row.order_line_comment = text(&line.text);
        row.in_date = line.expected.or(order.expected).map(XsDateTime::date);
        row
    });
    let supplier = order.supplier.as_ref().map(supplier);
    InOrder { in_order_supplier: supplier, ..InOrder::new(info, lines.collect()) }
}

fn supplier(supplier: &PurchaseSupplier) -> InOrderSupplier {
    let by = match supplier.number {
        Some(_) => InOrderSupplierIdentificationType::SupplierNumber,
        None => InOrderSupplierIdentificationType::SupplierName,
    };
    InOrderSupplier {
        in_order_supplier_identification_type: by,
        supplier_number: supplier.number.clone(),
        supplier_name: supplier.name.clone(),
        ..InOrderSupplier::default()
    }
}
