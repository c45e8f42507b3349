//! Invoices of the warehouse to the goods owner: read, and changed.

mod read;
mod write;

pub use read::*;
pub use write::*;
