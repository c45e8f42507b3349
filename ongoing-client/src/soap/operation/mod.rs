//! The operations of the SOAP API, in the vendor's names.

pub mod article;
pub mod inventory;
pub mod order;
pub mod order_query;
pub mod order_update;
