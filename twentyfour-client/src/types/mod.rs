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

/// The names of all properties that can be asked for of a type: its fields, without `APIException`, which is no property.
///
/// ```
/// use twentyfour_client::types::{DeliveryMethod, properties};
/// assert_eq!(properties::<DeliveryMethod>(), ["Id", "Description"]);
/// ```
pub fn properties<T: asmx_soap::Element>() -> Vec<&'static str> {
    T::FIELDS.iter().map(|field| field.name).filter(|name| *name != "APIException").collect()
}
