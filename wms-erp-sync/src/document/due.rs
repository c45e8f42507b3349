//! Marks that one process leaves to another: the record is to be looked at, whether it changed or not.

use twentyfour_client::types::{OrderId, ProductId};

use super::id_key;
use crate::process_id::Process;

/// Before the marks of [`article`].
pub(crate) const ARTICLES: &str = "articles/";
/// Before the marks of [`stock`].
pub(crate) const STOCK: &str = "stock/";
/// Before the marks of [`stock_replaced`].
pub(crate) const STOCK_REPLACED: &str = "stock_replaced/";
/// Before the marks of [`lines`].
pub(crate) const LINES: &str = "lines/";

/// The article of a product is to be looked at again.
pub(crate) fn article(id: ProductId) -> String {
    format!("{ARTICLES}{}", id_key(id.0))
}

/// The stock of a product is to be compared on both sides.
pub(crate) fn stock(id: ProductId) -> String {
    format!("{STOCK}{}", id_key(id.0))
}

/// The article of a product was made anew in the WMS: whatever level is known was another article's.
pub(crate) fn stock_replaced(id: ProductId) -> String {
    format!("{STOCK_REPLACED}{}", id_key(id.0))
}

/// An order is wanted although it is from before the start.
pub(crate) fn order(id: OrderId) -> String {
    format!("{}/{}", Process::Orders, id_key(id.0))
}

/// The WMS is to be asked how far an order is.
pub(crate) fn order_status(id: OrderId) -> String {
    format!("{}/{}", Process::OrderStatus, id_key(id.0))
}

/// The lines of an order are to be read back from the WMS.
pub(crate) fn lines(id: OrderId) -> String {
    format!("{LINES}{}", id_key(id.0))
}
