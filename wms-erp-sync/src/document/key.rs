//! Keys of documents that more than one process goes by.

use twentyfour_client::types::OrderId;

use super::id_key;
use crate::process_id::Process;

/// Before the records of orders.
pub(crate) const ORDERS: &str = "order/";
/// Before the marks of orders that are open in the ERP.
pub(crate) const OPEN: &str = "open/";
/// Before the companies that supply products.
pub(crate) const COMPANIES: &str = "company/";

/// Where the record of an order is.
pub(crate) fn order_key(id: OrderId) -> String {
    format!("{ORDERS}{}", id_key(id.0))
}

/// Where an order is marked as open in the ERP.
pub(crate) fn open_key(id: OrderId) -> String {
    format!("{OPEN}{}", id_key(id.0))
}

/// Where a supplier's company is kept.
pub(crate) fn company_key(id: i32) -> String {
    format!("{COMPANIES}{}", id_key(id))
}

/// Before the products that a supplier supplies.
pub(crate) fn supplied_by(supplier: i32) -> String {
    format!("article/{}/", id_key(supplier))
}

/// Where it is noted that a supplier supplies a product.
pub(crate) fn supplied_key(supplier: i32, product: i32) -> String {
    supplied_by(supplier) + &id_key(product)
}

/// Where it is noted that a run has begun and not ended.
pub(crate) fn begun_key(process: Process) -> String {
    format!("{process}/begun")
}
