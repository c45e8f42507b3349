//! What can go wrong, by what it means for the caller.

mod make;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use ::http::StatusCode;
use asmx_soap::Delivery;
use chrono::{DateTime, Utc};

/// Why a call failed.
///
/// [`kind`](Self::kind) says what it means, [`delivery`](Self::delivery) whether the warehouse may have acted,
/// [`is_transient`](Self::is_transient) whether the same call may succeed later, [`remedy`](Self::remedy) what a
/// person can do. `Display` is one line and does not repeat [`source`](StdError::source). No password is ever in it.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    operation: Option<&'static str>,
    message: String,
    status: Option<StatusCode>,
    retry_after: Option<RetryAfter>,
    excerpt: Option<String>,
    delivery: Delivery,
    transient: bool,
    source: Option<Box<dyn StdError + Send + Sync>>,
    record: Option<String>,
}

/// How long the server asks to wait: the two forms of the header `Retry-After`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryAfter {
    /// So long after the answer.
    In(Duration),
    /// Until then.
    At(DateTime<Utc>),
}

/// What a failure means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client cannot be set up like this; nothing was sent. Never retried.
    Config,
    /// A text holds a character that XML cannot carry; nothing was sent. Never retried.
    Unwritable,
    /// This transport has no place for something that is set; nothing was sent. Never retried.
    Unsupported,
    /// There was no connection; nothing was sent. Worth a retry.
    Unreachable,
    /// The server's certificate was refused; the cause says why. Nothing was sent. Never retried.
    Certificate,
    /// There was no answer in time; the warehouse may have acted. Worth a retry where doing it twice is harmless.
    Timeout,
    /// The connection broke, or the answer ended in the middle; the warehouse may have acted. As [`Timeout`](Self::Timeout).
    Interrupted,
    /// User, password or goods owner are wrong, or have no access. Never retried: repeated attempts may lock the user.
    Unauthorized,
    /// The warehouse refused (`Success = false`), with a message for people. Not retried at once.
    Refused,
    /// The server asks to slow down (HTTP 429 or 503). Worth a retry, later.
    Throttled,
    /// The server answered with a SOAP fault. Worth a retry where doing it twice is harmless, unless it blames the request.
    Fault,
    /// An HTTP error that is no fault. Worth a retry if it is the server's (408, 5xx).
    Status,
    /// The answer is not of this API: a page of a proxy, a login page. Worth a retry.
    NotTheApi,
    /// The answer has no result where it always has one. Wrong credentials may look like this. Never retried.
    NoResult,
    /// The answer cannot be read. Not retried.
    Unreadable,
    /// One item of a list cannot be read; the rest still comes.
    Item,
}

impl Error {
    /// What it means.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation that failed, in the vendor's name.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// What was wrong, without the operation's name. For [`ErrorKind::Refused`] it is what the warehouse said.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Whether the warehouse may have acted on the request.
    pub fn delivery(&self) -> Delivery {
        self.0.delivery
    }

    /// Whether the same call may succeed later, without intervention.
    pub fn is_transient(&self) -> bool {
        self.0.transient
    }

    /// Whether the warehouse took the request and did not answer in time: by the limits of this client, or by those of the server
    /// or of a gateway before it (HTTP 408 and 504). It may still be at work on it.
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout || matches!(self.status(), Some(408 | 504))
    }

    /// Whether only one item of a list is meant and the rest still comes.
    pub fn is_item(&self) -> bool {
        self.0.kind == ErrorKind::Item
    }

    /// What identifies the record that it is about, where it [is an item's](Self::is_item) and that could be read: the
    /// order number of an order; the product code of an article or its stock (the article number, for stock by warehouse).
    pub fn record_id(&self) -> Option<&str> {
        self.0.record.as_deref()
    }

    /// The HTTP status, where there was an answer that was not good.
    pub fn status(&self) -> Option<u16> {
        self.0.status.map(|status| status.as_u16())
    }

    /// When the server wants to hear from us again, where it says so.
    pub fn retry_after(&self) -> Option<RetryAfter> {
        self.0.retry_after
    }

    /// How long the server asks to wait, if it does; `now` is needed where it named a time.
    pub fn wait_told(&self, now: DateTime<Utc>) -> Option<Duration> {
        match self.0.retry_after? {
            RetryAfter::In(wait) => Some(wait),
            RetryAfter::At(time) => Some((time - now).to_std().unwrap_or_default()),
        }
    }

    /// How an answer that is not of this API begins, at most 4096 bytes of it. It may hold data of people.
    pub fn excerpt(&self) -> Option<&str> {
        self.0.excerpt.as_deref()
    }

    /// What a person can do, in one sentence.
    pub fn remedy(&self) -> &'static str {
        match self.0.kind {
            ErrorKind::Config => "Correct the settings of the client.",
            ErrorKind::Unwritable => "Remove the character from the text in the system where it was entered.",
            ErrorKind::Unsupported => "Leave out the named field, or use the SOAP transport, which has it.",
            ErrorKind::Unreachable => "Check the base URL and the network, then try again.",
            ErrorKind::Certificate => {
                "Check the host name in the base URL, this machine's clock and its trusted issuers (a proxy \
                 may present its own certificate); if these are right, report it to the warehouse."
            }
            ErrorKind::Timeout => "Try again later; for large lists, ask for less at once.",
            ErrorKind::Interrupted => {
                "Try again; if the problem persists, ask the warehouse whether its system is working."
            }
            ErrorKind::Unauthorized => {
                "Check user, password, goods owner code and id, and that API access is on for this goods owner."
            }
            ErrorKind::Refused => {
                "Read the warehouse's message, and correct the record or the warehouse's settings."
            }
            ErrorKind::Throttled => "Wait, and send fewer requests at a time.",
            ErrorKind::Fault => {
                "Read the server's message; if the problem persists, send it to Ongoing's \
                support."
            }
            ErrorKind::Status => "Check the base URL with its system name; if it is right, try again later.",
            ErrorKind::NotTheApi => {
                "Check the base URL with its system name, and any proxy between here and the server."
            }
            ErrorKind::NoResult => {
                "Check user, password and goods owner: this API may leave out the result when they are wrong."
            }
            ErrorKind::Item => {
                "Open the record in the warehouse's system and correct the value or text that is named; if it looks right \
                 there, report the element: the service may be newer than this version."
            }
            ErrorKind::Unreadable => {
                "Report the element that is named; the service may be newer than this version."
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.0.operation {
            write!(f, "{operation}: ")?;
        }
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    /// Without the excerpt, which may hold data of people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { kind, operation, message, status, delivery, source, .. } = &*self.0;
        f.debug_struct("Error")
            .field("kind", kind)
            .field("operation", operation)
            .field("message", message)
            .field("status", status)
            .field("delivery", delivery)
            .field("source", source)
            .finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}
