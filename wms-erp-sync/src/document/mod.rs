//! What the engine remembers, document by document.
//!
//! Each shelf has one process that writes it, so that two processes of a tenant never overwrite each other:
//!
//! | shelf | key | written by |
//! | --- | --- | --- |
//! | `Cursor` | `process/stream` | that process |
//! | `Spool` | `process/record` | that process |
//! | `Article`, `ArticleNumber` | product id; number | the article writer |
//! | `Intent` | `claim/product`, `number/hash/product` | the articles process; the article writer removes |
//! | `Supplier` | `company/id`, `article/supplier/product` | the suppliers process; the article writer |
//! | `Order` | `order/id`, `open/id` | the orders process |
//! | `Shipment` | order id | the order status process |
//! | `Stock` | product id | the stock process |
//! | `Due` | `process/record` | anybody marks (of orders: a backfill), that process removes |
//! | `Due` | `stock_unbound/product`, `stock_ruled/product` | the stock process: levels of articles that are not ours yet; levels that a hook does not let pass |
//! | `Due` | `stock_replaced/product` | the article writer; the stock process removes |
//! | `Due` | `lines/order`, `acknowledge/order` | the orders process; the order status process |
//! | `Held` | `process/record` | that process |
//! | `Event` | `order/id/time` | anybody adds; the purge removes, as it does orders, shipments and dismissed marks |
//! | `Run` | process | that process |
//! | `Control` | wish | people |
//! | `Tenant` | fact | the first run; the purge |

mod article;
pub(crate) mod due;
mod event;
mod fingerprint;
mod held;
pub(crate) mod key;
mod order;
#[cfg(feature = "sqlite")]
mod problem;
mod stock;

pub(crate) use article::ArticleRecord;
pub use event::{Event, EventKind};
pub(crate) use fingerprint::{Fingerprint, MappingMark, hash};
pub use held::Dismissal;
pub(crate) use held::Dismissed;
pub use held::{Class, Held};
pub(crate) use order::{Imported, OrderRecord, Shipment, ShippedLine};
#[cfg(feature = "sqlite")]
pub(crate) use problem::problem;
pub(crate) use stock::{Brake, StockRecord};

/// Pads a number so that keys sort as numbers do.
pub(crate) fn id_key(id: i32) -> String {
    format!("{id:010}")
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives it so")]
fn is_false(flag: &bool) -> bool {
    !flag
}
