//! What vendors have asked for: not to be called before a time. Remembered in the store, so that the next run, another process
//! and a restarted one keep to it too.

use std::pin::pin;

use chrono::{DateTime, TimeDelta, Utc};
use futures::TryStreamExt;

use super::RunError;
use crate::document::{Document, Documents, VendorWait};
use crate::port::{PortError, Wait};
use crate::store::StoreError;

/// No request is believed for longer: a clock may be wrong, and the vendors count by the hour.
const LONGEST: TimeDelta = TimeDelta::hours(1);

/// What an error asks for, if it asks for anything.
pub(crate) fn asked(error: &RunError, now: DateTime<Utc>) -> Option<VendorWait> {
    let RunError::Port(error) = error else { return None };
    asked_by(error, now)
}

/// The same of a port's error.
pub(crate) fn asked_by(error: &PortError, now: DateTime<Utc>) -> Option<VendorWait> {
    until(**error.wait.as_ref()?, error.full_message(), now)
}

/// What a vendor has asked for just now, in these words.
pub(crate) fn until(wait: Wait, what: impl Into<String>, now: DateTime<Utc>) -> Option<VendorWait> {
    let Wait { vendor, retry_after } = wait;
    let until = retry_after.from(now).min(now + LONGEST);
    (until > now).then(|| VendorWait { vendor: vendor.to_owned(), until, since: now, what: what.into() })
}

/// What a tenant is still asked to wait for.
pub(crate) async fn those_that_count(
    documents: &Documents<'_>,
    now: DateTime<Utc>,
) -> Result<Vec<VendorWait>, StoreError> {
    let mut waits = Vec::new();
    let mut all = pin!(documents.stream(VendorWait::all()));
    while let Some((_, found)) = all.try_next().await? {
        // What cannot be read is not known: the vendor says it again.
        waits.extend(found.ok().filter(|wait| counts(wait, now)));
    }
    Ok(waits)
}

/// Whether it still counts. What a clock that was ahead has left in the future does not.
fn counts(wait: &VendorWait, now: DateTime<Utc>) -> bool {
    wait.since <= now && wait.until > now && wait.until <= now + LONGEST
}
