//! What can go wrong, by what it means for the caller.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use ::http::header::RETRY_AFTER;
use ::http::{HeaderMap, StatusCode};
use asmx_soap::http::{self, HttpError, HttpErrorKind};
use asmx_soap::{DecodeErrorKind, Delivery, Fault};
use chrono::{DateTime, Utc};

use crate::Account;
use crate::soap::verdict::plain;

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
}

/// The two forms of the header `Retry-After`.
#[derive(Debug, Clone, Copy)]
enum RetryAfter {
    In(Duration),
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

    /// Whether the same call may succeed later, with nobody doing anything about it.
    pub fn is_transient(&self) -> bool {
        self.0.transient
    }

    /// Whether only one item of a list is meant and the rest still comes.
    pub fn is_item(&self) -> bool {
        self.0.kind == ErrorKind::Item
    }

    /// The HTTP status, where there was an answer that was not good.
    pub fn status(&self) -> Option<u16> {
        self.0.status.map(|status| status.as_u16())
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
            ErrorKind::Unwritable => "Remove the character from the text in the system that it comes from.",
            ErrorKind::Unsupported => "Leave out what is named, or use the SOAP transport, which can say it.",
            ErrorKind::Unreachable => "Check the base URL and the network, then try again.",
            ErrorKind::Timeout => "Try again later; for large lists, ask for less at once.",
            ErrorKind::Interrupted => {
                "Try again; if it stays, ask the warehouse whether its system is in order."
            }
            ErrorKind::Unauthorized => {
                "Check user, password, goods owner code and id, and that API access is on for this goods owner."
            }
            ErrorKind::Refused => {
                "Read what the warehouse says, and correct the record or the warehouse's settings."
            }
            ErrorKind::Throttled => "Wait, and send fewer requests at a time.",
            ErrorKind::Fault => "Read what the server says; if it stays, show it to Ongoing's support.",
            ErrorKind::Status => "Check the base URL with its system name; if it is right, try again later.",
            ErrorKind::NotTheApi => {
                "Check the base URL with its system name, and what stands between here and the server."
            }
            ErrorKind::NoResult => {
                "Check user, password and goods owner: this API may leave out the result when they are wrong."
            }
            ErrorKind::Unreadable | ErrorKind::Item => {
                "Report the element that is named; the service may be newer than this version."
            }
        }
    }

    pub(crate) fn config(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Config, None, message, Delivery::NotSent)
    }

    pub(crate) fn refused(operation: &'static str, message: &str, account: &Account) -> Self {
        let message = if message.is_empty() { "refused without a reason" } else { message };
        let message = redact(message, account);
        Self::new(ErrorKind::Refused, Some(operation), message, Delivery::Answered)
    }

    /// An element of a list that says it is none.
    pub(crate) fn refused_item(operation: &'static str) -> Self {
        let message = "an item of the list says that it is not a success, and holds nothing";
        Self::new(ErrorKind::Item, Some(operation), message, Delivery::Answered)
    }

    pub(crate) fn unspoken(operation: &'static str) -> Self {
        let message = "the answer does not say whether it succeeded";
        Self::new(ErrorKind::NoResult, Some(operation), message, Delivery::MaybeSent)
    }

    pub(crate) fn no_result(operation: &'static str) -> Self {
        let message = "the answer has no result in it";
        Self::new(ErrorKind::NoResult, Some(operation), message, Delivery::MaybeSent)
    }

    /// A full page without a single id to go on from: better no list than one that ends early and looks whole.
    pub(crate) fn stuck(operation: &'static str) -> Self {
        let message = "a full page has no article id to go on from";
        Self::new(ErrorKind::Unreadable, Some(operation), message, Delivery::Answered)
    }

    #[cfg(feature = "rest")]
    pub(crate) fn unsupported(operation: &'static str, what: &str) -> Self {
        let message = format!("REST has no place for {what}");
        Self::new(ErrorKind::Unsupported, Some(operation), message, Delivery::NotSent)
    }

    /// What a warehouse would say to an unknown article, said before it is asked.
    #[cfg(feature = "rest")]
    pub(crate) fn unknown_articles(operation: &'static str, codes: &str) -> Self {
        let message = format!("no article has the product code {codes}");
        Self::new(ErrorKind::Refused, Some(operation), message, Delivery::NotSent)
    }

    #[cfg(feature = "rest")]
    pub(crate) fn unwritable(
        operation: &'static str,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        let message = "the request cannot be written";
        Self::new(ErrorKind::Unwritable, Some(operation), message, Delivery::NotSent).because(source)
    }

    #[cfg(feature = "rest")]
    pub(crate) fn sending(operation: &'static str, source: HttpError) -> Self {
        Self::transport(source).during(operation)
    }

    #[cfg(feature = "rest")]
    pub(crate) fn too_large(operation: &'static str) -> Self {
        let message = "the answer is larger than is believed";
        Self::new(ErrorKind::Unreadable, Some(operation), message, Delivery::MaybeSent)
    }

    #[cfg(feature = "rest")]
    pub(crate) fn not_json(
        operation: &'static str,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        let message = "the answer is not JSON";
        let error = Self::new(ErrorKind::NotTheApi, Some(operation), message, Delivery::MaybeSent);
        error.transient(true).because(source)
    }

    #[cfg(feature = "rest")]
    pub(crate) fn unreadable(
        operation: &'static str,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        let message = "the answer cannot be read";
        Self::new(ErrorKind::Unreadable, Some(operation), message, Delivery::MaybeSent).because(source)
    }

    /// An HTTP error of the REST interface, with the message in its body.
    #[cfg(feature = "rest")]
    pub(crate) fn rest(
        operation: &'static str,
        status: StatusCode,
        said: Option<&str>,
        account: &Account,
    ) -> Self {
        let mut error = Self::http(status).during(operation);
        if let Some(said) = said {
            error.0.message = format!("{}: {}", error.0.message, redact(&plain(said), account));
        }
        error
    }

    #[cfg(feature = "rest")]
    pub(crate) fn with_answer(
        self,
        status: StatusCode,
        headers: &HeaderMap,
        excerpt: String,
        account: &Account,
    ) -> Self {
        self.answered(status, headers).showing(excerpt, account)
    }

    /// Translates what the SOAP layer says. Texts that the server wrote may quote the request: the password is taken out.
    pub(crate) fn soap(operation: &'static str, error: http::Error, account: &Account) -> Self {
        let (delivery, item) = (error.delivery(), error.is_item());
        let error = match error {
            http::Error::Encode(source) => {
                let message = "the request cannot be written";
                Self::new(ErrorKind::Unwritable, None, message, delivery).because(source)
            }
            http::Error::Http(source) => Self::transport(source),
            http::Error::Fault { fault, status, headers } => {
                Self::fault(&fault, account).answered(status, &headers)
            }
            http::Error::Status { status, headers, excerpt } => {
                Self::http(status).answered(status, &headers).showing(excerpt, account)
            }
            http::Error::NotSoap { status, headers, excerpt } => {
                let message = "the answer is not SOAP";
                let error = Self::new(ErrorKind::NotTheApi, None, message, delivery).transient(true);
                error.answered(status, &headers).showing(excerpt, account)
            }
            http::Error::Decode(source) => {
                let truncated = matches!(source.kind(), DecodeErrorKind::Truncated);
                let (kind, message) = match (item, truncated) {
                    (true, _) => (ErrorKind::Item, "an item of the answer cannot be read"),
                    (false, true) => (ErrorKind::Interrupted, "the answer is not whole"),
                    (false, false) => (ErrorKind::Unreadable, "the answer cannot be read"),
                };
                Self::new(kind, None, message, delivery).transient(truncated).because(source)
            }
            other => {
                Self::new(ErrorKind::Unreadable, None, "the answer cannot be used", delivery).because(other)
            }
        };
        error.during(operation)
    }

    fn transport(source: HttpError) -> Self {
        let (kind, message) = match source.kind() {
            HttpErrorKind::Invalid => (ErrorKind::Config, "the request could not be built"),
            HttpErrorKind::Connect => (ErrorKind::Unreachable, "no connection to the warehouse's server"),
            HttpErrorKind::Timeout => (ErrorKind::Timeout, "no answer in time"),
            _ => (ErrorKind::Interrupted, "the connection broke before the whole answer was here"),
        };
        let (delivery, transient) = (source.delivery(), kind != ErrorKind::Config);
        Self::new(kind, None, message, delivery).transient(transient).because(source.into_source())
    }

    fn fault(fault: &Fault, account: &Account) -> Self {
        let said = redact(&plain(fault.reason()), account);
        let said = if said.is_empty() { "(no text)" } else { &*said };
        let kind = if is_logon(fault) { ErrorKind::Unauthorized } else { ErrorKind::Fault };
        let blames_us = matches!(fault.code.as_str(), "Client" | "Sender");
        Self::new(kind, None, format!("fault: {said}"), Delivery::Answered)
            .transient(kind == ErrorKind::Fault && !blames_us)
    }

    fn http(status: StatusCode) -> Self {
        let (kind, transient) = match status.as_u16() {
            401 | 403 => (ErrorKind::Unauthorized, false),
            429 | 503 => (ErrorKind::Throttled, true),
            408 => (ErrorKind::Status, true),
            _ => (ErrorKind::Status, status.is_server_error()),
        };
        Self::new(kind, None, format!("HTTP status {status}"), Delivery::Answered).transient(transient)
    }

    fn new(
        kind: ErrorKind,
        operation: Option<&'static str>,
        message: impl Into<String>,
        delivery: Delivery,
    ) -> Self {
        Self(Box::new(Inner {
            kind,
            operation,
            message: message.into(),
            status: None,
            retry_after: None,
            excerpt: None,
            delivery,
            transient: false,
            source: None,
        }))
    }

    fn during(mut self, operation: &'static str) -> Self {
        self.0.operation = Some(operation);
        self
    }

    fn transient(mut self, transient: bool) -> Self {
        self.0.transient = transient;
        self
    }

    pub(crate) fn because(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    fn answered(mut self, status: StatusCode, headers: &HeaderMap) -> Self {
        self.0.status = Some(status);
        self.0.retry_after = headers.get(RETRY_AFTER).and_then(|value| {
            let text = value.to_str().ok()?.trim();
            let date = || DateTime::parse_from_rfc2822(text).ok().map(|time| RetryAfter::At(time.to_utc()));
            let seconds = text.parse().ok().map(|seconds| RetryAfter::In(Duration::from_secs(seconds)));
            seconds.or_else(date)
        });
        self
    }

    fn showing(mut self, excerpt: String, account: &Account) -> Self {
        self.0.excerpt = Some(redact(&excerpt, account));
        self
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

/// Nobody documents what a fault for a wrong user says, so the words are the usual ones. Two public clients expect a
/// fault here; the vendor's typed errors call it `LogonError`.
fn is_logon(fault: &Fault) -> bool {
    const WORDS: [&str; 9] = [
        "logon",
        "log on",
        "login",
        "log in",
        "password",
        "credentials",
        "unauthorized",
        "not authorized",
        "authentication",
    ];
    WORDS.iter().any(|words| fault.mentions(words))
}

fn redact(text: &str, account: &Account) -> String {
    let password = account.credentials.password.expose();
    if password.is_empty() {
        return text.to_owned();
    }
    let escaped =
        password.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    text.replace(&escaped, "…").replace(password, "…")
}
