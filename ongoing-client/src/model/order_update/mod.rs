//! Changes of orders at any status.

mod lines;
mod order;

pub use lines::*;
pub use order::*;
