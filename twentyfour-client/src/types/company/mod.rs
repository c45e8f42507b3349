//! Types of the company service.

mod category;
mod contact;
mod currency;
mod record;
mod request;
mod search;

pub use category::*;
pub use contact::*;
pub use currency::*;
pub use record::*;
pub use search::*;
