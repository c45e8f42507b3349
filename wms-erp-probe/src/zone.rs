//! Which zone a time without an offset is in, by comparing it with the clock.

use chrono::{DateTime, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// What a time without an offset says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// It is UTC.
    Utc,
    /// It is the time of the zone that was compared.
    Local,
    /// It is neither, and so many minutes ahead of UTC.
    Neither(i64),
}

/// How much clocks may differ, and how coarsely times may be rounded.
const TOLERANCE: TimeDelta = TimeDelta::minutes(10);

/// Compares a time that was written just now.
pub(crate) fn of(written: NaiveDateTime, now: DateTime<Utc>, local: Tz) -> Zone {
    let ahead = written - now.naive_utc();
    let offset = local.offset_from_utc_datetime(&now.naive_utc()).fix().local_minus_utc();
    let is_about = |offset: TimeDelta| (ahead - offset).abs() <= TOLERANCE;
    if is_about(TimeDelta::zero()) {
        Zone::Utc
    } else if is_about(TimeDelta::seconds(offset.into())) {
        Zone::Local
    } else {
        Zone::Neither(ahead.num_minutes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_compared_with_the_zone_as_it_is_on_that_day() {
        let time = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let oslo = chrono_tz::Europe::Oslo;
        let (winter, summer) = (time("2026-01-15T12:00:00Z"), time("2026-07-15T12:00:00Z"));
        let ahead = |now: DateTime<Utc>, minutes| now.naive_utc() + TimeDelta::minutes(minutes);
        assert_eq!(of(ahead(winter, 1), winter, oslo), Zone::Utc);
        assert_eq!(of(ahead(winter, 59), winter, oslo), Zone::Local);
        assert_eq!(of(ahead(summer, 121), summer, oslo), Zone::Local);
        assert_eq!(of(ahead(summer, 60), summer, oslo), Zone::Neither(60));
    }
}
