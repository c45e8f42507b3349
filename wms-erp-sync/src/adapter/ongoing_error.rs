//! What an error of the WMS's client means to the engine.

use asmx_soap::Delivery;
use ongoing_client::{Error, ErrorKind as ClientErrorKind};

use crate::port::{ErrorKind, PortError, RetryAfter};

/// What an error means to the engine, and to a host's own process that has a client of its own.
impl From<Error> for PortError {
    fn from(error: Error) -> Self {
        translate(error)
    }
}

pub(super) fn translate(error: Error) -> PortError {
    let kind = match error.kind() {
        ClientErrorKind::Item => ErrorKind::Unreadable,
        ClientErrorKind::Unauthorized
        | ClientErrorKind::Certificate
        | ClientErrorKind::Config
        | ClientErrorKind::NoResult => ErrorKind::Access,
        ClientErrorKind::Throttled => ErrorKind::Quota(None),
        ClientErrorKind::Refused | ClientErrorKind::Unwritable => ErrorKind::Refused,
        _ if error.is_transient() || error.delivery() == Delivery::MaybeSent => ErrorKind::Transient,
        _ => ErrorKind::Refused,
    };
    // What the warehouse said stands alone, behind the operation: people read it.
    let message = match error.kind() {
        ClientErrorKind::Refused => error.to_string(),
        _ => format!("Ongoing: {error}"),
    };
    let (delivery, remedy, timed_out) = (error.delivery(), error.remedy(), error.is_timeout());
    let retry_after = match error.retry_after() {
        Some(ongoing_client::RetryAfter::In(wait)) => Some(RetryAfter::In(wait)),
        Some(ongoing_client::RetryAfter::At(time)) => Some(RetryAfter::At(time)),
        _ => None,
    };
    let record = error.record_id().map(str::to_owned);
    let translated = PortError::new(kind, delivery, message, remedy);
    PortError { record, timed_out, ..translated }.asked_to_wait("Ongoing", retry_after).with_source(error)
}
