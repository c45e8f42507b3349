//! What an error of the ERP's client means to the engine.

use asmx_soap::Delivery;
use asmx_soap::http::HttpErrorKind;
use twentyfour_client::ItemError;
use twentyfour_client::error::{self, Error, ErrorKind as ClientErrorKind};

use crate::port::{ErrorKind, PortError, RetryAfter};

/// What an error means to the engine, and to a host's own process that has a client of its own.
impl From<Error> for PortError {
    fn from(error: Error) -> Self {
        translate(error)
    }
}

pub(super) fn translate(error: Error) -> PortError {
    let kind = match error.kind() {
        _ if error.is_item() => ErrorKind::Unreadable,
        ClientErrorKind::Quota(quota) => ErrorKind::Quota(quota.until()),
        ClientErrorKind::TooManyRequests { .. } | ClientErrorKind::Status { retry_after: Some(_), .. } => {
            ErrorKind::Quota(None)
        }
        ClientErrorKind::Transport(error) if error.kind() == HttpErrorKind::Certificate => ErrorKind::Access,
        ClientErrorKind::WrongCredentials
        | ClientErrorKind::ApplicationNotRegistered
        | ClientErrorKind::IdentityBlocked
        | ClientErrorKind::NotAuthenticated(_) => ErrorKind::Access,
        _ if error.is_transient() => ErrorKind::Transient,
        // The answer does not say what was done: the next run finds out by reading.
        _ if error.delivery() == Delivery::MaybeSent => ErrorKind::Transient,
        _ => ErrorKind::Refused,
    };
    let (delivery, remedy, timed_out) = (error.delivery(), error.remedy(), error.is_timeout());
    // What our own budget keeps from leaving, no vendor has asked for: more urgent work goes on.
    let is_ours = matches!(error.kind(), ClientErrorKind::Quota(quota) if !quota.is_refused());
    let retry_after = match error.retry_after().filter(|_| !is_ours) {
        Some(error::RetryAfter::After(wait)) => Some(RetryAfter::In(wait)),
        Some(error::RetryAfter::At(time)) => Some(RetryAfter::At(time)),
        _ => None,
    };
    let record = error.record_id().map(str::to_owned);
    let translated = PortError::new(kind, delivery, format!("24SevenOffice: {error}"), remedy);
    PortError { record, timed_out, ..translated }
        .asked_to_wait("24SevenOffice", retry_after)
        .with_source(error)
}

pub(super) fn translate_item(error: ItemError) -> PortError {
    let kind = match &error {
        _ if error.is_transient() => ErrorKind::Transient,
        ItemError::Refused(_) => ErrorKind::Refused,
        // It may have been saved: reading will tell.
        _ => ErrorKind::Transient,
    };
    let remedy = error.remedy();
    let message = format!("24SevenOffice: SaveInvoices: {error}");
    PortError::new(kind, Delivery::Answered, message, remedy).with_source(error)
}
