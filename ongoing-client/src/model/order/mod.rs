//! Sales orders, as they are written.

mod customer_order;
mod delivery;
mod info;
mod line;

pub use customer_order::*;
pub use delivery::*;
pub use info::*;
pub use line::*;
