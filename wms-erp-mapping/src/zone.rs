//! Time zones by their IANA names.

use std::fmt::{self, Debug, Display, Formatter};
use std::str::FromStr;

use chrono::{FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, Offset};
use chrono_tz::{TZ_VARIANTS, Tz, TzOffset};
use thiserror::Error;

/// A time zone of the IANA database, such as `Europe/Oslo`, with its rules for daylight saving time.
///
/// ```
/// use chrono::DateTime;
/// use wms_erp_mapping::TimeZone;
///
/// let zone: TimeZone = "Europe/Oslo".parse()?;
/// let sent: DateTime<chrono::Utc> = "2026-07-01T22:30:00Z".parse()?;
/// assert_eq!(sent.with_timezone(&zone).date_naive().to_string(), "2026-07-02");
///
/// let error = "Europe/Olso".parse::<TimeZone>().unwrap_err();
/// assert_eq!(error.to_string(), "\"Europe/Olso\" is not the name of an IANA time zone, such as \"Europe/Oslo\"");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is a [`chrono::TimeZone`]: chrono converts to it and from it. The rules are compiled in, so that the same version of this
/// crate converts the same way on every machine.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeZone(Tz);

impl TimeZone {
    /// `Europe/Oslo`, where 24SevenOffice's server is.
    pub const OSLO: Self = Self(Tz::Europe__Oslo);
    /// `Europe/Stockholm`, where Ongoing's servers are.
    pub const STOCKHOLM: Self = Self(Tz::Europe__Stockholm);
    /// `UTC`, without daylight saving time.
    pub const UTC: Self = Self(Tz::UTC);

    /// The IANA name, such as `Europe/Oslo`.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// All names that can be parsed, older spellings included (`Asia/Calcutta` beside `Asia/Kolkata`).
    pub fn names() -> impl Iterator<Item = &'static str> {
        TZ_VARIANTS.iter().map(|zone| zone.name())
    }
}

impl FromStr for TimeZone {
    type Err = UnknownTimeZone;

    /// Reads an IANA name, in its exact spelling.
    fn from_str(name: &str) -> Result<Self, UnknownTimeZone> {
        name.parse().map(Self).map_err(|_| UnknownTimeZone(name.to_owned()))
    }
}

impl Display for TimeZone {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Debug for TimeZone {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A text that is not the name of an IANA time zone.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is not the name of an IANA time zone, such as \"Europe/Oslo\"")]
pub struct UnknownTimeZone(String);

/// What a [`TimeZone`] is ahead of UTC at some moment. Displayed as its abbreviation (`CET`), or as `+03` where it has none.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ZoneOffset(TzOffset);

impl Offset for ZoneOffset {
    fn fix(&self) -> FixedOffset {
        self.0.fix()
    }
}

impl Display for ZoneOffset {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, f)
    }
}

impl Debug for ZoneOffset {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.0, f)
    }
}

impl chrono::TimeZone for TimeZone {
    type Offset = ZoneOffset;

    fn from_offset(offset: &ZoneOffset) -> Self {
        Self(Tz::from_offset(&offset.0))
    }

    fn offset_from_local_date(&self, local: &NaiveDate) -> MappedLocalTime<ZoneOffset> {
        self.0.offset_from_local_date(local).map(ZoneOffset)
    }

    fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> MappedLocalTime<ZoneOffset> {
        self.0.offset_from_local_datetime(local).map(ZoneOffset)
    }

    fn offset_from_utc_date(&self, utc: &NaiveDate) -> ZoneOffset {
        ZoneOffset(self.0.offset_from_utc_date(utc))
    }

    fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> ZoneOffset {
        ZoneOffset(self.0.offset_from_utc_datetime(utc))
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeZone as _, Utc};

    use super::*;

    #[test]
    fn every_name_is_read_back() {
        assert!(TimeZone::names().count() > 400);
        for name in TimeZone::names() {
            assert_eq!(name.parse::<TimeZone>().unwrap().to_string(), name);
        }
        for wrong in ["", "Europe/Olso", "europe/oslo", "CET+1", "+01:00"] {
            assert_eq!(wrong.parse::<TimeZone>(), Err(UnknownTimeZone(wrong.to_owned())));
        }
    }

    #[test]
    fn daylight_saving_time_is_followed_and_kept_by_what_is_converted() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap().with_timezone(&TimeZone::OSLO);
        assert_eq!(at("2026-03-29T00:59:00Z").format("%H:%M %Z").to_string(), "01:59 CET");
        let summer = at("2026-03-29T01:00:00Z");
        assert_eq!(summer.format("%H:%M %Z %z").to_string(), "03:00 CEST +0200");
        assert_eq!((summer + chrono::TimeDelta::days(300)).format("%Z").to_string(), "CET");
        assert_eq!(summer.timezone(), TimeZone::OSLO);
    }

    #[test]
    fn a_local_time_that_does_not_exist_or_exists_twice_is_said_to() {
        let local = |text: &str| TimeZone::OSLO.from_local_datetime(&text.parse().unwrap());
        assert!(matches!(local("2026-03-29T02:30:00"), MappedLocalTime::None));
        assert!(matches!(local("2026-10-25T02:30:00"), MappedLocalTime::Ambiguous(..)));
        assert!(matches!(local("2026-10-25T03:30:00"), MappedLocalTime::Single(_)));
    }
}
