//! The types of the REST API, in the names of the vendor's document: what its operations send and answer.
//!
//! What is written can be built as a struct expression with `..Default::default()`; what is read is `#[non_exhaustive]`,
//! since the service grows. An unset value is `None`: the service answers `null` and `""` for it, inconsistently. Types that
//! the document has several times, under several names, are here once. Schemas that no operation leads to are not here.

mod article_data;
mod article_parts;
mod article_read;
mod article_write;
mod common;
mod field;
mod file;
mod info;
mod inventory;
mod invoice;
mod order_change;
mod order_line_read;
mod order_list;
mod order_party;
mod order_read;
mod order_write;
mod parcel;
mod purchase_order_change;
mod purchase_order_read;
mod purchase_order_write;
mod record;
mod return_order;
mod warehouse;

pub use article_data::*;
pub use article_parts::*;
pub use article_read::*;
pub use article_write::*;
pub use common::*;
pub(in crate::rest) use field::Wire;
pub use field::{Field, Json, WholeList};
pub use file::*;
pub use info::{FieldInfo, RecordInfo, Shape};
pub use inventory::*;
pub use invoice::*;
pub use order_change::*;
pub use order_line_read::*;
pub use order_list::*;
pub use order_party::*;
pub use order_read::*;
pub use order_write::*;
pub use parcel::*;
pub use purchase_order_change::*;
pub use purchase_order_read::*;
pub use purchase_order_write::*;
pub use record::Record;
pub use return_order::*;
pub use warehouse::*;
