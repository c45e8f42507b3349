//! The model: articles, orders, customers and stock in the vendor's words, whatever the transport.
//!
//! What is written can be built as a struct expression with `..Default::default()`; what is read is `#[non_exhaustive]`,
//! since the service grows. An unset value is `None`; enums keep words that this version does not know.

mod article;
mod customer;
mod file;
mod id;
mod in_order;
mod inventory;
mod invoice;
mod order;
mod order_query;
mod order_report;
mod order_update;
mod production;
mod result;
mod return_order;
mod shipment;
mod stock;
mod system;
mod transfer;
mod transporter;
mod trip;

pub use article::*;
pub use customer::*;
pub use file::*;
pub use id::*;
pub use in_order::*;
pub use inventory::*;
pub use invoice::*;
pub use order::*;
pub use order_query::*;
pub use order_report::*;
pub use order_update::*;
pub use production::*;
pub use result::*;
pub use return_order::*;
pub use shipment::*;
pub use stock::*;
pub use system::*;
pub use transfer::*;
pub use transporter::*;
pub use trip::*;
