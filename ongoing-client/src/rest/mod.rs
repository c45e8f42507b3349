//! The REST transport, version 1 of the goods-owner API: the same model, the same promises, JSON on the wire.
//!
//! It says less than SOAP. A value that it has no place for is an error
//! ([`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported)) and never left out in silence. Articles are identified by
//! product code here too: the client looks up the id and the number that the warehouse has now. A new article whose
//! number another one has is refused, as over SOAP: the service itself would write into that other article.
//!
//! Source: contracts of developer.ongoingwarehouse.com/REST/v1; nothing of it has met a live warehouse yet.

mod api;
mod client;
mod convert;
mod exchange;
mod items;
mod list;
mod look_up;
pub mod model;
mod movement;
pub mod operation;
mod pages;
mod purchased;
mod query;
mod readable;
mod returned;
mod warehouse_stock;
mod wire;

pub use client::RestClient;
pub use list::{Warehouse, WayOfDelivery};
