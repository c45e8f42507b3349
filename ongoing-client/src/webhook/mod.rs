//! Webhooks: what the warehouse sends by itself when an order changes.
//!
//! A webhook is a hint, not the truth: deliveries are repeated for up to a day, may overtake each other and may be lost.
//! Read the order that it names through the API, and keep reading the changed ones from time to time. An integration
//! whose trigger carries no meaning cannot be misled by one.
//!
//! ```
//! use ongoing_client::webhook::{OrderEvent, Token};
//!
//! let token = Token::new("the text that is set up in the warehouse as X-Auth-Token")?;
//! # let (header, body) = ("the text that is set up in the warehouse as X-Auth-Token", br#"{"orderId": 77, "orderNumber": "10234", "orderStatus": {"number": 450}}"#);
//! if token.matches(header) {
//!     let event = OrderEvent::from_json(body)?;
//!     assert_eq!((event.order_number.as_deref(), event.order_status), (Some("10234"), Some(450)));
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Source: developer.ongoingwarehouse.com/webhooks and /webhook-order. Nothing of a signature over the body is
//! documented, so the token is all that tells the warehouse from a stranger: take webhooks over TLS only.

mod order;
mod token;

pub use order::{OrderEvent, Parcel, Tracking};
pub use token::{EmptyToken, Token};

/// A webhook's body cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WebhookError {
    /// It is larger than [`MAX_BYTES`].
    #[error("the webhook has {0} bytes, more than are read")]
    TooLarge(usize),
    /// It is not the JSON of this webhook.
    #[error("the webhook cannot be read")]
    Json(#[source] InvalidJson),
}

/// What is wrong with the JSON, and where.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct InvalidJson(serde_json::Error);

/// How large a webhook may be, in bytes: far more than any documented one.
pub const MAX_BYTES: usize = 1 << 20;

#[cfg(test)]
mod tests;
