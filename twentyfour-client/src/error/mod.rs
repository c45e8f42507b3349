//! What can go wrong, by meaning: what happened, whether the vendor may have acted, and what to do.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use asmx_soap::http::{HttpError, HttpErrorKind};
use asmx_soap::{DecodeError, Delivery, EncodeError, Fault};
use chrono::{DateTime, Utc};

use crate::properties::Missing;
use crate::types::APIException;

mod classify;
mod quota;

pub(crate) use classify::classify;
pub(crate) use quota::{Levels, levels};
pub use quota::{Quota, RetryAfter};

/// Why a call failed.
///
/// `Display` is one line and holds no secret. A clone is cheap: callers that shared a login share its error.
#[derive(Clone)]
pub struct Error(Arc<Inner>);

struct Inner {
    operation: &'static str,
    kind: ErrorKind,
}

/// The meaning of an [`Error`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request was not allowed to leave: the vendor is known to refuse it, or to take it for something else.
    /// Nothing was sent; a repetition fails the same way.
    #[error("{0}")]
    Invalid(InvalidRequest),
    /// The request holds a character that XML cannot carry. Nothing was sent; a repetition fails the same way.
    #[error("the request could not be written")]
    Encode(#[source] EncodeError),
    /// No answer, or not all of it: [`Error::delivery`] tells whether the vendor may have acted. Transient.
    #[error("no answer from 24SevenOffice")]
    Transport(#[source] HttpError),
    /// The user name or the password is wrong. Remembered: nothing is sent any more until they change, since
    /// 24SevenOffice slows down clients that keep trying.
    #[error("24SevenOffice does not accept the user name or the password")]
    WrongCredentials,
    /// 24SevenOffice does not know the application id.
    #[error("24SevenOffice does not know the application id")]
    ApplicationNotRegistered,
    /// The identity that was asked for, or the user's default one, is blocked.
    #[error("the identity is blocked in 24SevenOffice")]
    IdentityBlocked,
    /// The session is not accepted, not even one that was just made. The request was not executed.
    #[error("24SevenOffice does not accept the session: {0}")]
    NotAuthenticated(String),
    /// The hourly quota is used up; requests are refused until it begins anew. Transient.
    #[error("{0}")]
    Quota(Quota),
    /// Too many requests in too short a time. Transient.
    #[error("too many requests at once")]
    TooManyRequests {
        /// When the vendor wants to hear from us again, where it says so.
        retry_after: Option<RetryAfter>,
    },
    /// The vendor answered with a fault of another sort. A save of several items may have been done in part.
    #[error("{0}")]
    Fault(Fault),
    /// The vendor, or something in front of it, answered with an HTTP error.
    #[error("24SevenOffice answered with HTTP status {status}")]
    Status {
        /// The HTTP status.
        status: u16,
        /// When it wants to hear from us again, where it says so.
        retry_after: Option<RetryAfter>,
    },
    /// The answer is no SOAP: the page of a proxy, a text.
    #[error("the answer is not from 24SevenOffice but begins with {excerpt:?}")]
    NotSoap {
        /// How it begins.
        excerpt: String,
    },
    /// The answer, or one item of it, cannot be read.
    #[error("the answer cannot be read")]
    Decode(#[source] DecodeError),
    /// A record of a list has no value where the program must have one. The rest still comes.
    #[error("{0}")]
    Missing(Missing),
    /// 24SevenOffice could not give one record of a list, and says why in its place. The rest still comes. Whether the
    /// record is there is known, and what it holds is not: it is no empty record.
    #[error("{0}")]
    Record(FailedRecord),
    /// The answer has no result in it, which this operation always has. A list that is empty has one, with nothing in it.
    #[error("the answer has no result in it")]
    NoResult,
    /// The service answered "false": it did not do what was asked, and does not say why.
    #[error("24SevenOffice answered that it was not done, without a reason")]
    AnsweredFalse,
    /// The answer to a save cannot be matched with what was sent; read the records back before saving them again.
    #[error("{sent} items were saved, and the {returned} that came back cannot be matched to them")]
    Uncorrelated {
        /// How many items were sent.
        sent: usize,
        /// How many came back.
        returned: usize,
    },
}

/// A record that the service answered with an `APIException` in place of its values.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{record}{} could not be read: {exception}", .id.as_ref().map(|id| format!(" {id}")).unwrap_or_default())]
#[non_exhaustive]
pub struct FailedRecord {
    /// The type of the record.
    pub record: &'static str,
    /// The record's id, where the service says it.
    pub id: Option<String>,
    /// The vendor's reason.
    pub exception: APIException,
}

/// Why a request was not sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidRequest {
    /// The service refuses a search without any filter.
    #[error("the search has no filter, and the service refuses that")]
    NoFilter,
    /// The service takes at most so many ids in one request.
    #[error("{given} {what} in one request; 24SevenOffice accepts {limit}")]
    TooManyIds {
        /// Which list is too long.
        what: &'static str,
        /// How many it has.
        given: usize,
        /// How many it may have.
        limit: usize,
    },
    /// A row of an existing order does not say what shall become of it, and the service may pass over it in silence.
    #[error("a row of order {order_id} would be saved without ChangeState, and may stay unchanged")]
    ChangeStateMissing {
        /// The order.
        order_id: crate::types::OrderId,
    },
    /// An existing order is saved without its status, which the service may take for `Web`.
    #[error("order {order_id} would be saved without OrderStatus, which may set it to Web")]
    StatusMissing {
        /// The order.
        order_id: crate::types::OrderId,
    },
}

impl Error {
    pub(crate) fn new(operation: &'static str, kind: ErrorKind) -> Self {
        Self(Arc::new(Inner { operation, kind }))
    }

    /// Takes a password out of what the server said, in case it repeats what it was sent. For an error that is not shared
    /// yet.
    pub(crate) fn without(self, secret: &asmx_soap::Secret) -> Self {
        let clean = |text: &mut String| *text = text.replace(secret.expose(), "***");
        let mut inner = match Arc::try_unwrap(self.0) {
            Ok(inner) if !secret.expose().is_empty() => inner,
            Ok(inner) => return Self(Arc::new(inner)),
            Err(shared) => return Self(shared),
        };
        match &mut inner.kind {
            ErrorKind::Fault(fault) => clean(&mut fault.text),
            ErrorKind::NotAuthenticated(text) | ErrorKind::NotSoap { excerpt: text } => clean(text),
            _ => {}
        }
        Self(Arc::new(inner))
    }

    pub(crate) fn invalid(operation: &'static str, why: InvalidRequest) -> Self {
        Self::new(operation, ErrorKind::Invalid(why))
    }

    /// The operation that failed; where a login was needed first and failed, `Login`.
    pub fn operation(&self) -> &'static str {
        self.0.operation
    }

    /// What happened.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// Whether the vendor may have acted on the request.
    pub fn delivery(&self) -> Delivery {
        match self.kind() {
            ErrorKind::Transport(error) => error.delivery(),
            // Refused before execution, whether by us or by them.
            ErrorKind::Invalid(_)
            | ErrorKind::Encode(_)
            | ErrorKind::WrongCredentials
            | ErrorKind::ApplicationNotRegistered
            | ErrorKind::IdentityBlocked
            | ErrorKind::NotAuthenticated(_)
            | ErrorKind::Quota(_)
            | ErrorKind::TooManyRequests { .. } => Delivery::NotSent,
            // A gateway that gave up does not know what the service behind it did.
            ErrorKind::Status { status: 408 | 500.., .. } => Delivery::MaybeSent,
            ErrorKind::Fault(_)
            | ErrorKind::Status { .. }
            | ErrorKind::AnsweredFalse
            | ErrorKind::Missing(_)
            | ErrorKind::Record(_) => Delivery::Answered,
            ErrorKind::NotSoap { .. }
            | ErrorKind::Decode(_)
            | ErrorKind::NoResult
            | ErrorKind::Uncorrelated { .. } => Delivery::MaybeSent,
        }
    }

    /// Whether the same request may well succeed later, without intervention. Whether it may be *repeated*
    /// depends on [`delivery`](Self::delivery) and on the operation's effect, too.
    pub fn is_transient(&self) -> bool {
        match self.kind() {
            ErrorKind::Transport(error) => {
                !matches!(error.kind(), HttpErrorKind::Invalid | HttpErrorKind::Certificate)
            }
            ErrorKind::Quota(_) | ErrorKind::TooManyRequests { .. } | ErrorKind::NotSoap { .. } => true,
            ErrorKind::Status { status, .. } => matches!(status, 408 | 500..),
            ErrorKind::Fault(fault) => ["timeout", "timed out", "deadlock", "DataBaseServerException"]
                .iter()
                .any(|w| fault.mentions(w)),
            ErrorKind::Decode(error) => matches!(error.kind(), asmx_soap::DecodeErrorKind::Truncated),
            ErrorKind::Record(failed) => failed.exception.is_transient(),
            _ => false,
        }
    }

    /// Whether the service took the request and did not answer in time: by the limits of this client, or by those of the server or
    /// of a gateway before it (HTTP 408 and 504). It may still be at work on it.
    pub fn is_timeout(&self) -> bool {
        match self.kind() {
            ErrorKind::Transport(error) => error.kind() == HttpErrorKind::Timeout,
            ErrorKind::Status { status, .. } => matches!(status, 408 | 504),
            _ => false,
        }
    }

    /// When the vendor wants to hear from us again, where it says so.
    pub fn retry_after(&self) -> Option<RetryAfter> {
        match self.kind() {
            ErrorKind::Quota(quota) => quota.until().map(RetryAfter::At),
            ErrorKind::TooManyRequests { retry_after } | ErrorKind::Status { retry_after, .. } => {
                *retry_after
            }
            _ => None,
        }
    }

    /// How long to wait from `now` on, where the vendor says so.
    pub fn wait(&self, now: DateTime<Utc>) -> Option<Duration> {
        self.retry_after().map(|when| when.from(now))
    }

    /// Whether only one item of a list is unreadable, or misses something, and the rest still comes.
    pub fn is_item(&self) -> bool {
        match self.kind() {
            ErrorKind::Decode(error) => error.is_item(),
            ErrorKind::Missing(_) | ErrorKind::Record(_) => true,
            _ => false,
        }
    }

    /// The id of the record that it is about, if it [is an item's](Self::is_item) and the id is known.
    pub fn record_id(&self) -> Option<&str> {
        match self.kind() {
            ErrorKind::Decode(error) if error.is_item() => error.id(),
            ErrorKind::Missing(missing) => missing.key.as_deref(),
            ErrorKind::Record(failed) => failed.id.as_deref(),
            _ => None,
        }
    }

    /// Whether the service had an answer that it could not write: one record holds what XML cannot carry, and which one, it does
    /// not say. The words are those of .NET's `XmlSerializer`.
    pub fn is_unwritten(&self) -> bool {
        matches!(self.kind(), ErrorKind::Fault(fault) if fault.mentions("error generating the XML document"))
    }

    /// The decoder's error, if it is about one item only.
    pub(crate) fn into_item(self) -> Result<DecodeError, Self> {
        match self.kind() {
            ErrorKind::Decode(error) if error.is_item() => Ok(error.clone()),
            _ => Err(self),
        }
    }

    /// Whether the session was refused.
    pub fn is_not_authenticated(&self) -> bool {
        matches!(self.kind(), ErrorKind::NotAuthenticated(_))
    }

    /// What a person should do about it, in a sentence.
    pub fn remedy(&self) -> &'static str {
        match self.kind() {
            ErrorKind::Invalid(InvalidRequest::NoFilter) => "Give the search at least one filter.",
            ErrorKind::Invalid(InvalidRequest::TooManyIds { .. }) => {
                "Use the method that accepts any number of ids and requests them in portions."
            }
            ErrorKind::Invalid(InvalidRequest::StatusMissing { .. }) => {
                "Set OrderStatus to the status that the order should have after the save."
            }
            ErrorKind::Invalid(InvalidRequest::ChangeStateMissing { .. }) => {
                "Set for each row of an existing order whether it is added, edited or deleted."
            }
            ErrorKind::Encode(_) => "Remove the control character from the text that is named.",
            ErrorKind::Transport(error) if error.kind() == HttpErrorKind::Certificate => {
                "Check the host name in the base URL, this machine's clock and its trusted issuers (a proxy \
                 may present its own certificate); if these are right, report it to 24SevenOffice."
            }
            ErrorKind::Transport(_) => {
                "Wait; if it lasts, check the network, the base address and the vendor's status page."
            }
            ErrorKind::WrongCredentials => {
                "Log in to 24SevenOffice with this user by hand, correct user name or password, and restart."
            }
            ErrorKind::ApplicationNotRegistered => {
                "Check the application id against the one that 24SevenOffice gave out for this integration."
            }
            ErrorKind::IdentityBlocked => {
                "Let an administrator at the customer unblock the user, or choose another identity id."
            }
            ErrorKind::NotAuthenticated(_) => {
                "Check that the user still has access to the company, that the identity id is right, and \
                 that no proxy drops cookies."
            }
            ErrorKind::Quota(_) => {
                "Wait until the next hour; if it happens often, ask 24SevenOffice for a higher limit."
            }
            ErrorKind::TooManyRequests { .. } => "Wait a moment, and run fewer requests at the same time.",
            ErrorKind::Fault(fault) if fault.mentions("instance validation error") => {
                "The service does not know one of the values; check enumerations and numbers of the request."
            }
            ErrorKind::Fault(_) if self.is_unwritten() => {
                "Look in 24SevenOffice for a text with an invisible character, and type it again."
            }
            ErrorKind::Fault(_) => "Read the vendor's reason; correct the record in 24SevenOffice, or wait.",
            ErrorKind::Status { .. } | ErrorKind::NotSoap { .. } => {
                "Wait; if it lasts, check the base address, proxies on the way, and the vendor's status page."
            }
            ErrorKind::Missing(_) => {
                "Fill in what is missing in 24SevenOffice, or change the program so that it does not need it."
            }
            ErrorKind::Record(failed) if failed.exception.is_transient() => {
                "Wait; the vendor's database did not answer."
            }
            ErrorKind::Record(_) => {
                "Open the record in 24SevenOffice and save it again; if the vendor's reason stays the same, \
                 ask their support."
            }
            ErrorKind::Decode(error) if error.is_item() => {
                "Open the record in 24SevenOffice and correct the value or text that is named; if it looks right there, \
                 report the element: the vendor's answer has an unknown form."
            }
            ErrorKind::Decode(_) | ErrorKind::NoResult => {
                "Report it with the element that is named: the vendor's answer has an unknown form."
            }
            ErrorKind::AnsweredFalse => {
                "Check the record in 24SevenOffice: something in it prevents the change."
            }
            ErrorKind::Uncorrelated { .. } => "Read the records before you save them again.",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation(), self.kind())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error").field("operation", &self.operation()).field("kind", self.kind()).finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(self.kind())
    }
}
