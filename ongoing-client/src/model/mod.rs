//! The vendor's model, in the vendor's names.

mod article;
mod inventory;
mod order;
mod order_query;
mod order_update;

pub use article::*;
pub use inventory::*;
pub use order::*;
pub use order_query::*;
pub use order_update::*;
