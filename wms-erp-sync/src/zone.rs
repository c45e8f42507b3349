//! Times as the vendors want to be asked for them.

use asmx_soap::XsDateTime;
use chrono::{DateTime, FixedOffset, Offset, Utc};
use wms_erp_mapping::TimeZone;

/// A time for people: to the minute, by the clocks of a zone, with the zone's abbreviation, or its offset where it has none:
/// `2026-03-02 08:15 CET`.
pub fn moment(instant: &DateTime<Utc>, zone: TimeZone) -> String {
    instant.with_timezone(&zone).format("%Y-%m-%d %H:%M %Z").to_string()
}

/// An instant as a local time with its offset: right for a server that converts to its own zone, and for one in `zone`
/// that reads the digits only.
pub(crate) fn told(instant: DateTime<Utc>, zone: TimeZone) -> XsDateTime {
    let local = instant.with_timezone(&zone);
    let offset: FixedOffset = local.offset().fix();
    XsDateTime::with_offset(local.naive_local(), offset)
}
