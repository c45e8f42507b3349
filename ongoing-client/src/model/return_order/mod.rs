//! Return orders: written and read.

mod read;
mod write;

pub use read::*;
pub use write::*;
