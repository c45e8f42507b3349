//! A typed client for the goods-owner API of Ongoing WMS.

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod model;
#[cfg(feature = "simulator")]
pub mod simulator;
pub mod soap;

/// The namespace of the goods-owner SOAP API.
pub const NAMESPACE: &str = "http://ongoingsystems.se/WSI";
