//! Articles: what is written, what is read, and what they refer to.

mod class;
mod customs;
mod definition;
mod registry;
mod structure;
mod supplier;

pub use class::*;
pub use customs::*;
pub use definition::*;
pub use registry::*;
pub use structure::*;
pub use supplier::*;
