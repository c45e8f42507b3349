//! Types of the invoice service.

mod detail;
mod order;
mod request;
mod row;
mod search;

pub use detail::*;
pub use order::*;
pub use row::*;
pub use search::*;
