//! Types of the product service.

mod category;
mod price;
mod record;
mod request;

pub use category::*;
pub use price::*;
pub use record::*;
