//! How errors come about: each maker says what is known, and takes the password out of what the server wrote.

use std::error::Error as StdError;
use std::time::Duration;

use ::http::header::RETRY_AFTER;
use ::http::{HeaderMap, StatusCode};
use asmx_soap::http::{self, HttpError, HttpErrorKind};
use asmx_soap::{DecodeErrorKind, Delivery, Fault};
use chrono::DateTime;

use super::{Error, ErrorKind, Inner, RetryAfter};
use crate::Account;
use crate::soap::verdict::plain;

/// What is said of an item that cannot be read; which one, and why, stand elsewhere.
const UNREAD: &str = "an item of the answer cannot be read";

impl Error {
    pub(crate) fn config(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Config, None, message, Delivery::NotSent)
    }

    pub(crate) fn refused(operation: &'static str, message: &str, account: &Account) -> Self {
        let message = if message.is_empty() { "refused without a reason" } else { message };
        let message = redact(message, account);
        Self::new(ErrorKind::Refused, Some(operation), message, Delivery::Answered)
    }

    pub(crate) fn not_logged_on(operation: &'static str, message: &str, account: &Account) -> Self {
        let mut error = Self::refused(operation, message, account);
        error.0.kind = ErrorKind::Unauthorized;
        error
    }

    /// An element of a list that says it is none.
    pub(crate) fn refused_item(operation: &'static str) -> Self {
        let message = "an item of the list reports that it failed, and is empty";
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
        let message = "a full page has no article id to continue from";
        Self::new(ErrorKind::Unreadable, Some(operation), message, Delivery::Answered)
    }

    #[cfg(feature = "rest")]
    pub(crate) fn unsupported(operation: &'static str, what: &str) -> Self {
        let message = format!("REST has no field for {what}");
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
        let message = "the answer is larger than the limit";
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

    pub(crate) fn unreadable(
        operation: &'static str,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        let message = "the answer cannot be read";
        Self::new(ErrorKind::Unreadable, Some(operation), message, Delivery::MaybeSent).because(source)
    }

    /// One item of a list.
    #[cfg(feature = "rest")]
    pub(crate) fn unread_item(
        operation: &'static str,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
        record: Option<String>,
    ) -> Self {
        let error = Self::new(ErrorKind::Item, Some(operation), UNREAD, Delivery::Answered);
        error.of_record(record).because(source)
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
                    (true, _) => (ErrorKind::Item, UNREAD),
                    (false, true) => (ErrorKind::Interrupted, "the answer is incomplete"),
                    (false, false) => (ErrorKind::Unreadable, "the answer cannot be read"),
                };
                let record = source.id().filter(|_| item).map(str::to_owned);
                let error = Self::new(kind, None, message, delivery).transient(truncated && !item);
                error.of_record(record).because(source)
            }
            other => {
                Self::new(ErrorKind::Unreadable, None, "the answer cannot be used", delivery).because(other)
            }
        };
        error.during(operation).without_password(account)
    }

    /// A cause may quote the answer, and the answer the request. Such a cause is kept as a text.
    pub(crate) fn without_password(self, account: &Account) -> Self {
        let said = self.0.source.as_ref().map(ToString::to_string).unwrap_or_default();
        match redact(&said, account) {
            clean if clean != said => self.because(clean),
            _ => self,
        }
    }

    fn transport(source: HttpError) -> Self {
        let (kind, message) = match source.kind() {
            HttpErrorKind::Invalid => (ErrorKind::Config, "the request could not be built"),
            HttpErrorKind::Connect => (ErrorKind::Unreachable, "no connection to the warehouse's server"),
            HttpErrorKind::Certificate => {
                (ErrorKind::Certificate, "the certificate of the warehouse's server was refused")
            }
            HttpErrorKind::Timeout => (ErrorKind::Timeout, "no answer in time"),
            _ => (ErrorKind::Interrupted, "the connection broke before the whole answer had arrived"),
        };
        let (delivery, transient) =
            (source.delivery(), !matches!(kind, ErrorKind::Config | ErrorKind::Certificate));
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
        // A gateway says this when it does not know what became of the request, a server when it broke on it.
        let delivery = match status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT {
            true => Delivery::MaybeSent,
            false => Delivery::Answered,
        };
        Self::new(kind, None, format!("HTTP status {status}"), delivery).transient(transient)
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
            record: None,
        }))
    }

    fn of_record(mut self, record: Option<String>) -> Self {
        self.0.record = record;
        self
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

/// No source documents what a fault for a wrong user says, so the words are the usual ones. Two public clients expect a
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
