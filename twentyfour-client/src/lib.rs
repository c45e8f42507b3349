//! A typed client for the 24SevenOffice SOAP services.

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod operation;
#[cfg(feature = "simulator")]
pub mod simulator;
pub mod types;

/// The namespace of all services and types of version V001.
pub const NAMESPACE: &str = "http://24sevenOffice.com/webservices";
