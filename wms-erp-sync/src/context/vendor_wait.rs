//! What vendors have asked for: not to be called before a time. Remembered in the store, so that the next run, another process
//! and a restarted one keep to it too.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::RunError;
use super::run::put;
use crate::port::{PortError, Wait};
use crate::store::{Batch, Table};

pub(crate) const PREFIX: &str = "wait/";
/// No request is believed for longer: a clock may be wrong, and the vendors count by the hour.
const LONGEST: TimeDelta = TimeDelta::hours(1);

/// A vendor's request that a tenant does not call it before a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct VendorWait {
    /// The vendor.
    pub vendor: String,
    /// Until when we wait.
    pub until: DateTime<Utc>,
    /// When it asked.
    pub since: DateTime<Utc>,
    /// In which words, as far as it used any.
    pub what: String,
}

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
        put(batch, Table::Tenant, format!("{PREFIX}{}", self.vendor), self);
    }

    /// Whether it still counts. What a clock that was ahead has left in the future does not.
    pub(crate) fn counts(&self, now: DateTime<Utc>) -> bool {
        self.since <= now && self.until > now && self.until <= now + LONGEST
    }

    /// What it means, in one line, by the clocks of a zone.
    pub fn text(&self, zone: Tz) -> String {
        let Self { vendor, until, what, .. } = self;
        // To the second: it may be over within a minute.
        let until = until.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S %Z");
        format!("{vendor} asked us to wait until {until}: {what}")
    }
}
