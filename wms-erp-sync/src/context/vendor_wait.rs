//! What vendors have asked for: not to be called before a time. Remembered in the store, so that the next run, another process
//! and a restarted one keep to it too.

use chrono::{DateTime, TimeDelta, Utc};

use super::RunError;
use crate::document::VendorWait;
use crate::port::{PortError, Wait};
use crate::store::Batch;

/// No request is believed for longer: a clock may be wrong, and the vendors count by the hour.
const LONGEST: TimeDelta = TimeDelta::hours(1);

impl VendorWait {
    /// What an error asks for, if it asks for anything.
    pub(crate) fn asked(error: &RunError, now: DateTime<Utc>) -> Option<Self> {
        let RunError::Port(error @ PortError { wait: Some(wait), .. }) = error else { return None };
        let Wait { vendor, retry_after } = **wait;
        let until = retry_after.from(now).min(now + LONGEST);
        let (vendor, what) = (vendor.to_owned(), error.full_message());
        (until > now).then_some(Self { vendor, until, since: now, what })
    }

    pub(crate) fn remember(&self, batch: &mut Batch) {
        batch.set(&self.vendor, self);
    }

    /// Whether it still counts. What a clock that was ahead has left in the future does not.
    pub(crate) fn counts(&self, now: DateTime<Utc>) -> bool {
        self.since <= now && self.until > now && self.until <= now + LONGEST
    }
}
