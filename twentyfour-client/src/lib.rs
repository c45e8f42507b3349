#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "client")]
mod budget;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
mod config;
#[cfg(feature = "client")]
pub mod error;
pub mod operation;
pub mod properties;
#[cfg(feature = "client")]
mod retry;
#[cfg(feature = "client")]
mod saved;
#[cfg(feature = "client")]
mod service;
#[cfg(feature = "client")]
pub mod session;
pub mod types;

/// The plumbing under this crate, whose types its signatures use.
pub use asmx_soap;
#[cfg(feature = "client")]
pub use asmx_soap::clock::{Clock, SystemClock};
#[cfg(feature = "client")]
pub use asmx_soap::retry::RetryPolicy;
pub use asmx_soap::{Delivery, Secret, XsDateTime};
#[cfg(feature = "client")]
pub use budget::{Ledger, Portion, Priority, RequestBudget, Usage};
#[cfg(feature = "client")]
pub use client::{BuildError, Client, ClientBuilder, Items, RequestEvent};
#[cfg(feature = "client")]
pub use config::Credentials;
#[cfg(feature = "client")]
pub use error::Error;
pub use properties::{Projection, Properties};
#[cfg(feature = "client")]
pub use saved::{ItemError, ItemResult};

/// The namespace of all services and types of version V001.
pub const NAMESPACE: &str = "http://24sevenOffice.com/webservices";

/// The vendor's host for these services.
pub const BASE_URL: &str = "https://api.24sevenoffice.com";
