//! What an error of the ERP's client means to the engine.

use asmx_soap::Delivery;
use asmx_soap::http::HttpErrorKind;
use twentyfour_client::ItemError;
use twentyfour_client::error::{self, Error, ErrorKind};

use crate::port::{PortError, RetryAfter, Trouble};

pub(super) fn translate(error: Error) -> PortError {
    let trouble = match error.kind() {
        _ if error.is_item() => Trouble::Unreadable,
        ErrorKind::Quota(quota) => Trouble::Quota(quota.until()),
        ErrorKind::TooManyRequests { .. } | ErrorKind::Status { retry_after: Some(_), .. } => {
            Trouble::Quota(None)
        }
        ErrorKind::Transport(error) if error.kind() == HttpErrorKind::Certificate => Trouble::Access,
        ErrorKind::WrongCredentials
        | ErrorKind::ApplicationNotRegistered
        | ErrorKind::IdentityBlocked
        | ErrorKind::NotAuthenticated(_) => Trouble::Access,
        _ if error.is_transient() => Trouble::Transient,
        // The answer does not say what was done: the next run finds out by reading.
        _ if error.delivery() == Delivery::MaybeSent => Trouble::Transient,
        _ => Trouble::Refused,
    };
    let (delivery, remedy) = (error.delivery(), error.remedy());
    // What our own budget keeps from leaving, no vendor has asked for: more urgent work goes on.
    let is_ours = matches!(error.kind(), ErrorKind::Quota(quota) if !quota.is_refused());
    let retry_after = match error.retry_after().filter(|_| !is_ours) {
        Some(error::RetryAfter::After(wait)) => Some(RetryAfter::In(wait)),
        Some(error::RetryAfter::At(time)) => Some(RetryAfter::At(time)),
        _ => None,
    };
    let record = error.record_id().map(str::to_owned);
    let translated = PortError::new(trouble, delivery, format!("24SevenOffice: {error}"), remedy);
    PortError { record, ..translated }.asked_to_wait("24SevenOffice", retry_after).caused_by(error)
}

pub(super) fn translate_item(error: ItemError) -> PortError {
    let trouble = match &error {
        _ if error.is_transient() => Trouble::Transient,
        ItemError::Refused(_) => Trouble::Refused,
        // It may have been saved: reading will tell.
        _ => Trouble::Transient,
    };
    let remedy = error.remedy();
    let message = format!("24SevenOffice: SaveInvoices: {error}");
    PortError::new(trouble, Delivery::Answered, message, remedy).caused_by(error)
}
