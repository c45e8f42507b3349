//! Sales orders, as they are read.

mod filters;
mod info;
mod line;
mod order;
mod party;

pub use filters::*;
pub use info::*;
pub use line::*;
pub use order::*;
pub use party::*;
