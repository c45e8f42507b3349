//! The types of the services, in the vendor's names.

mod auth;
mod common;
mod company;
mod id;
mod invoice;
mod product;

pub use auth::*;
pub use common::*;
pub use company::*;
pub use id::*;
pub use invoice::*;
pub use product::*;
