//! Times as people write them at a terminal.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use wms_erp_sync::TimeZone;

use super::HostError;

/// A date (its beginning), a local time, or an instant.
pub(super) fn beginning(text: &str, zone: TimeZone) -> Result<DateTime<Utc>, HostError> {
    instant(text, zone, Some)
}

/// A date (its end), a local time, or an instant.
pub(super) fn end(text: &str, zone: TimeZone) -> Result<DateTime<Utc>, HostError> {
    instant(text, zone, |date| date.succ_opt())
}

fn instant(
    text: &str,
    zone: TimeZone,
    of_date: impl Fn(NaiveDate) -> Option<NaiveDate>,
) -> Result<DateTime<Utc>, HostError> {
    let known = || {
        if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
            return Some(instant.with_timezone(&Utc));
        }
        let local = match text.parse::<NaiveDate>() {
            Ok(date) => of_date(date)?.and_time(NaiveTime::MIN),
            Err(_) => {
                let text = text.replace(' ', "T");
                let text = if text.len() == 16 { format!("{text}:00") } else { text };
                text.parse::<NaiveDateTime>().ok()?
            }
        };
        local.and_local_timezone(zone).earliest().map(|time| time.with_timezone(&Utc))
    };
    known().ok_or_else(|| {
        HostError::Usage(format!("{text:?} is neither a date nor a time such as 2026-12-24T15:00"))
    })
}
