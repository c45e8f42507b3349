//! Purchase orders: written, read, and changed.

mod info;
mod line;
mod order;
mod query;
mod received;
mod received_line;
mod update;

pub use info::*;
pub use line::*;
pub use order::*;
pub use query::*;
pub use received::*;
pub use received_line::*;
pub use update::*;
