//! Stock in its other forms: by item, by warehouse, by status, and how counting changed it.

mod changes;
mod goods_status;
mod items;
mod per_warehouse;

pub use changes::*;
pub use goods_status::*;
pub use items::*;
pub use per_warehouse::*;
