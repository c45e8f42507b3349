//! The operations as methods of [`Client`](crate::Client), one file per service.

mod auth;
mod company;
mod invoice;
mod portion;
mod product;
