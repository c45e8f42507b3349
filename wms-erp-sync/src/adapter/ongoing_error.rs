//! What an error of the WMS's client means to the engine.

use asmx_soap::Delivery;
use ongoing_client::{Error, ErrorKind};

use crate::port::{PortError, RetryAfter, Trouble};

pub(super) fn translate(error: Error) -> PortError {
    let trouble = match error.kind() {
        ErrorKind::Item => Trouble::Unreadable,
        ErrorKind::Unauthorized | ErrorKind::Certificate | ErrorKind::Config | ErrorKind::NoResult => {
            Trouble::Access
        }
        ErrorKind::Throttled => Trouble::Quota(None),
        ErrorKind::Refused | ErrorKind::Unwritable => Trouble::Refused,
        _ if error.is_transient() || error.delivery() == Delivery::MaybeSent => Trouble::Transient,
        _ => Trouble::Refused,
    };
    // What the warehouse said stands alone, behind the operation: people read it.
    let message = match error.kind() {
        ErrorKind::Refused => error.to_string(),
        _ => format!("Ongoing: {error}"),
    };
    let (delivery, remedy) = (error.delivery(), error.remedy());
    let retry_after = match error.retry_after() {
        Some(ongoing_client::RetryAfter::In(wait)) => Some(RetryAfter::In(wait)),
        Some(ongoing_client::RetryAfter::At(time)) => Some(RetryAfter::At(time)),
        _ => None,
    };
    let record = error.record_id().map(str::to_owned);
    let translated = PortError::new(trouble, delivery, message, remedy);
    PortError { record, ..translated }.asked_to_wait("Ongoing", retry_after).caused_by(error)
}
