#![cfg_attr(feature = "client", doc = include_str!("../README.md"))]
#![cfg_attr(not(feature = "client"), doc = "A typed model of the goods-owner API of Ongoing WMS.")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod account;
mod answered;
#[cfg(feature = "client")]
mod api;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
mod error;
mod expected_article;
pub mod model;
mod movement;
#[cfg(feature = "rest")]
pub mod rest;
#[cfg(feature = "client")]
mod retry;
pub mod soap;
#[cfg(feature = "webhook")]
pub mod webhook;
#[cfg(feature = "client")]
mod write_queue;

pub use account::{Account, Credentials, GoodsOwner};
pub use answered::AnsweredFields;
#[cfg(feature = "client")]
pub use api::{
    ArticleStock, ProcessedArticle, ProcessedCustomer, ProcessedInOrder, ProcessedOrder,
    ProcessedReturnOrder, ProcessedShipment, WarehouseApi, WarehouseStock,
};
#[cfg(feature = "client")]
pub use asmx_soap::clock::{Clock, SystemClock};
#[cfg(feature = "client")]
pub use asmx_soap::retry::RetryPolicy;
pub use asmx_soap::{Delivery, Limits, Secret, XsDateTime};
#[cfg(feature = "client")]
pub use client::{Builder, Client, Observer, RequestEvent};
#[cfg(feature = "client")]
pub use error::{Error, ErrorKind, RetryAfter};
pub use expected_article::ExpectedArticle;
pub use movement::{MovementKind, StockMovement};

/// The namespace of the goods-owner SOAP API.
pub const NAMESPACE: &str = "http://ongoingsystems.se/WSI";
