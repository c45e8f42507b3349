//! Partial deliveries in the ERP: an order for the rest, and rows cut down to what was delivered.

use rust_decimal::Decimal;
use twentyfour_client::types::{ChangeState, InvoiceOrder, InvoiceRow, OrderSlipStateType};

use crate::order::{in_document_order, sent_product};
use crate::{ShipmentComparison, ShippedRow};

/// A new order for what is not delivered of `original`; `None` if nothing is left, or if the original has no id.
///
/// It has the customer, addresses, references, terms and prices of the original, the status `Rest`, and the original's
/// id as `ExternalStatus`, by which it can be found again. Ask for [`REST_ORDER_PROPERTIES`](crate::REST_ORDER_PROPERTIES)
/// and [`REST_ROW_PROPERTIES`](crate::REST_ROW_PROPERTIES) when you read the original. Rows that the warehouse never had to
/// pick are in it; what the WMS has back-ordered itself is not. `shipment` is the comparison of this very `original`.
pub fn rest_order(original: &InvoiceOrder, shipment: &ShipmentComparison) -> Option<InvoiceOrder> {
    let id = original.order_id?;
    let rows: Vec<InvoiceRow> =
        undelivered(original, shipment).map(|(row, shipped)| rest_row(row, shipped.rest())).collect();
    if rows.is_empty() {
        return None;
    }
    let mut rest = follow_up(original);
    rest.order_status = Some(OrderSlipStateType::Rest);
    rest.external_status = Some(id.0);
    rest.invoice_text.clone_from(&original.invoice_text);
    rest.delivery_date = original.delivery_date;
    rest.delivery_method.clone_from(&original.delivery_method);
    rest.delivery_alternative.clone_from(&original.delivery_alternative);
    rest.skip_stock = original.skip_stock;
    rest.invoice_rows = rows;
    Some(rest)
}

/// A new order with the customer, addresses, references and terms of `original`, without rows.
pub(crate) fn follow_up(original: &InvoiceOrder) -> InvoiceOrder {
    let o = original;
    let mut next = InvoiceOrder::default();
    next.customer_id = o.customer_id;
    next.customer_delivery_id = o.customer_delivery_id;
    next.customer_name.clone_from(&o.customer_name);
    next.customer_delivery_name.clone_from(&o.customer_delivery_name);
    next.customer_delivery_phone.clone_from(&o.customer_delivery_phone);
    next.customer_org_no.clone_from(&o.customer_org_no);
    next.gln_number.clone_from(&o.gln_number);
    next.invoice_email_address.clone_from(&o.invoice_email_address);
    next.addresses.clone_from(&o.addresses);
    next.your_reference.clone_from(&o.your_reference);
    next.our_reference = o.our_reference;
    next.reference_number.clone_from(&o.reference_number);
    next.invoice_title.clone_from(&o.invoice_title);
    next.project_id = o.project_id;
    next.department_id = o.department_id;
    next.production_manager_id = o.production_manager_id;
    next.sales_opportunity_id = o.sales_opportunity_id;
    next.type_of_sale_id = o.type_of_sale_id;
    next.user_defined_dimensions.clone_from(&o.user_defined_dimensions);
    next.payment_time = o.payment_time;
    next.payment_method_id = o.payment_method_id;
    next.include_vat = o.include_vat;
    next.currency.clone_from(&o.currency);
    next.distributor.clone_from(&o.distributor);
    next.distribution_method.clone_from(&o.distribution_method);
    next.invoice_template_id = o.invoice_template_id;
    next.send_to_factoring = o.send_to_factoring;
    next
}

/// Edits that set the rows of `original` to what was delivered, or is back-ordered by the WMS, where that is less: one with
/// nothing delivered is set to zero, so that the customer pays for nothing that did not come. Empty if nothing is left.
/// `shipment` is the comparison of this very `original`.
pub fn delivered_rows(original: &InvoiceOrder, shipment: &ShipmentComparison) -> Vec<InvoiceRow> {
    undelivered(original, shipment)
        .map(|(row, shipped)| {
            let mut edit = InvoiceRow::default();
            edit.row_id = row.row_id;
            edit.product_id = row.product_id;
            edit.change_state = Some(ChangeState::Edit);
            edit.quantity = Some(shipped.sent.saturating_add(shipped.back_ordered));
            edit
        })
        .collect()
}

/// The rows of which a part is not delivered. A row that is short has an id of its own: the comparison sees
/// to that.
fn undelivered<'a>(
    original: &'a InvoiceOrder,
    shipment: &'a ShipmentComparison,
) -> impl Iterator<Item = (&'a InvoiceRow, &'a ShippedRow)> {
    let rows = in_document_order(original).into_iter().filter(|row| sent_product(row).is_some());
    rows.filter_map(|row| {
        let mut shipped = shipment.rows.iter().filter(|shipped| shipped.rest() > Decimal::ZERO);
        Some((row, shipped.find(|shipped| shipped.row == row.row_id)?))
    })
}

/// A new row like another, with a quantity of its own.
pub(crate) fn rest_row(row: &InvoiceRow, quantity: Decimal) -> InvoiceRow {
    let mut rest = InvoiceRow::default();
    rest.change_state = Some(ChangeState::Add);
    rest.quantity = Some(quantity);
    rest.product_id = row.product_id;
    rest.name.clone_from(&row.name);
    rest.price = row.price;
    rest.discount_rate = row.discount_rate;
    rest.cost = row.cost;
    rest.in_price = row.in_price;
    rest.type_group_id = row.type_group_id;
    rest.tax_settings.clone_from(&row.tax_settings);
    rest.account_project = row.account_project;
    rest.project_id = row.project_id;
    rest.department_id = row.department_id;
    rest.user_defined_dimensions.clone_from(&row.user_defined_dimensions);
    rest.sequence_number = row.sequence_number;
    rest.hidden = row.hidden;
    rest.kind.clone_from(&row.kind);
    rest
}
