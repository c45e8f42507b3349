//! The operations of the services: one request type each, in the vendor's names.

pub mod auth;
pub mod company;
pub mod invoice;
pub mod product;
