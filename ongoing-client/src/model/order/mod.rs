//! Sales orders, as they are written.

mod delivery;
mod info;
mod line;
mod order;

pub use delivery::*;
pub use info::*;
pub use line::*;
pub use order::*;
