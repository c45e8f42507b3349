//! Shipments: written, read, and changed.

mod container;
mod party;
mod query;
mod read;
mod read_container;
mod read_party;
mod update;
mod write;

pub use container::*;
pub use party::*;
pub use query::*;
pub use read::*;
pub use read_container::*;
pub use read_party::*;
pub use update::*;
pub use write::*;
