use ::http::{HeaderMap, StatusCode};

use super::HttpError;
use crate::{DecodeError, Delivery, EncodeError, Fault};

/// Why a call failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The request could not be written; nothing was sent.
    #[error("the request could not be written")]
    Encode(#[source] EncodeError),
    /// No answer, or not all of it. [`HttpError::delivery`] tells whether the server may have acted.
    #[error("no answer")]
    Http(#[source] HttpError),
    /// The server answered with a fault.
    #[error("{fault}")]
    Fault {
        /// The fault.
        fault: Fault,
        /// The HTTP status: 500 for most faults, but any is possible.
        status: StatusCode,
        /// The answer's headers.
        headers: Box<HeaderMap>,
    },
    /// The server, or something in front of it, answered with an HTTP error that is no fault.
    #[error("the server answered with HTTP status {status}")]
    Status {
        /// The HTTP status.
        status: StatusCode,
        /// The answer's headers.
        headers: Box<HeaderMap>,
        /// How the body begins; it may be HTML or plain text.
        excerpt: String,
    },
    /// The answer came with a good status, but is not SOAP: an HTML page of a proxy, a login page, a text.
    #[error("the server answered with something that is not SOAP")]
    NotSoap {
        /// The HTTP status.
        status: StatusCode,
        /// The answer's headers.
        headers: Box<HeaderMap>,
        /// How the body begins.
        excerpt: String,
    },
    /// The answer, or one item of it, cannot be read.
    #[error("the answer cannot be read")]
    Decode(#[source] DecodeError),
    /// The answer has no result in it, which this operation always has.
    #[error("the answer has no result in it")]
    NoResult,
}

impl Error {
    /// Whether the server may have acted on the request. A fault is the server's own word; an HTTP error of 5xx without
    /// one is not.
    pub fn delivery(&self) -> Delivery {
        match self {
            Self::Encode(_) => Delivery::NotSent,
            Self::Http(error) => error.delivery(),
            // A gateway says this when it does not know what became of the request, a server when it broke on it.
            Self::Status { status, .. }
                if status.is_server_error() || *status == StatusCode::REQUEST_TIMEOUT =>
            {
                Delivery::MaybeSent
            }
            Self::Fault { .. } | Self::Status { .. } => Delivery::Answered,
            // There was an answer, but it does not say what the server did.
            Self::NotSoap { .. } | Self::Decode(_) | Self::NoResult => Delivery::MaybeSent,
        }
    }

    /// Whether only one item of the answer is unreadable and the rest still comes.
    pub fn is_item(&self) -> bool {
        matches!(self, Self::Decode(error) if error.is_item())
    }
}
