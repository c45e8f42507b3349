//! The vendor's model, in the vendor's names.

mod article;
mod article_structure;
mod id;
mod inventory;
mod order;
mod order_query;
mod order_update;

pub use article::*;
pub use article_structure::*;
pub use id::*;
pub use inventory::*;
pub use order::*;
pub use order_query::*;
pub use order_update::*;
