use std::fmt;
use std::str::FromStr;

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone,
    Timelike, Utc,
};

/// An `xs:dateTime`: a local time that may or may not say how far it is from UTC.
///
/// Services of this kind often leave the offset out, and only their documents say which zone is meant. So the value
/// keeps what was written, and [`instant`](Self::instant) asks for the zone.
///
/// ```
/// use asmx_soap::XsDateTime;
/// let naive: XsDateTime = "2026-03-29T01:30:00".parse()?;
/// assert_eq!(naive.instant(&chrono::Utc).to_rfc3339(), "2026-03-29T01:30:00+00:00");
/// let sent: XsDateTime = "2026-03-29T01:30:00.25+02:00".parse()?;
/// assert_eq!(sent.instant(&chrono::Utc).to_rfc3339(), "2026-03-28T23:30:00.250+00:00");
/// # Ok::<(), asmx_soap::InvalidDateTime>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct XsDateTime {
    local: NaiveDateTime,
    offset: Option<FixedOffset>,
}

/// A text is not an `xs:dateTime`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an xs:dateTime")]
pub struct InvalidDateTime;

impl XsDateTime {
    /// A local time without an offset.
    pub fn local(local: NaiveDateTime) -> Self {
        Self { local, offset: None }
    }

    /// A local time that lies `offset` from UTC.
    pub fn with_offset(local: NaiveDateTime, offset: FixedOffset) -> Self {
        Self { local, offset: Some(offset) }
    }

    /// A calendar date: midnight, without an offset.
    pub fn date(date: NaiveDate) -> Self {
        Self::local(date.and_time(NaiveTime::MIN))
    }

    /// What the clock on the wall shows.
    pub fn naive(&self) -> NaiveDateTime {
        self.local
    }

    /// The distance from UTC, where it was written.
    pub fn offset(&self) -> Option<FixedOffset> {
        self.offset
    }

    /// The instant. A value without an offset is read in `zone`: of an hour that comes twice the earlier is taken, and
    /// a time that a zone skips is counted with the offset from before the gap.
    pub fn instant<Z: TimeZone>(&self, zone: &Z) -> DateTime<Utc> {
        let offset = self.offset.or_else(|| {
            let at = |local| zone.from_local_datetime(&local);
            // A zone seldom skips more than an hour, but some have left out a day.
            let before = |hours| self.local.checked_sub_signed(TimeDelta::hours(hours));
            let found = at(self.local).earliest();
            let found = found.or_else(|| at(before(3)?).latest()).or_else(|| at(before(27)?).latest());
            found.map(|time| time.offset().fix())
        });
        let utc = self.local.checked_sub_offset(offset.unwrap_or_else(|| Utc.fix()));
        DateTime::from_naive_utc_and_offset(utc.unwrap_or(self.local), Utc)
    }

    /// Whether it is .NET's `DateTime.MinValue`, in whatever zone: the sentinel for "not set".
    pub fn is_minimum(&self) -> bool {
        self.local.year() <= 1
    }
}

impl Default for XsDateTime {
    /// .NET's `DateTime.MinValue`, which stands for "not set".
    fn default() -> Self {
        Self::date(NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default())
    }
}

impl From<DateTime<Utc>> for XsDateTime {
    fn from(instant: DateTime<Utc>) -> Self {
        Self { local: instant.naive_utc(), offset: Some(Utc.fix()) }
    }
}

impl From<NaiveDateTime> for XsDateTime {
    fn from(local: NaiveDateTime) -> Self {
        Self::local(local)
    }
}

impl From<NaiveDate> for XsDateTime {
    fn from(date: NaiveDate) -> Self {
        Self::date(date)
    }
}

impl fmt::Display for XsDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, time) = (self.local.date(), self.local.time());
        match u32::try_from(date.year()) {
            Ok(year @ 0..=9999) => {
                let mut text = *b"0000-00-00T00:00:00";
                let parts = [
                    (0, year / 100),
                    (2, year % 100),
                    (5, date.month()),
                    (8, date.day()),
                    (11, time.hour()),
                    (14, time.minute()),
                    (17, time.second()),
                ];
                for (at, part) in parts {
                    // Two digits: they fit.
                    text[at] += (part / 10) as u8;
                    text[at + 1] += (part % 10) as u8;
                }
                f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)?;
            }
            // No .NET date, but one by the standard.
            _ => write!(f, "{}", self.local.format("%Y-%m-%dT%H:%M:%S"))?,
        }
        // A leap second, which only chrono can hold, becomes the end of the second before it.
        match time.nanosecond().min(999_999_999) {
            0 => {}
            nanos => f.write_str(format!(".{nanos:09}").trim_end_matches('0'))?,
        }
        match self.offset {
            Some(offset) if offset.local_minus_utc() == 0 => f.write_str("Z"),
            Some(offset) => write!(f, "{offset}"),
            None => Ok(()),
        }
    }
}

impl FromStr for XsDateTime {
    type Err = InvalidDateTime;

    /// Reads `2026-11-21T12:30:00`, with or without a fraction, `Z` or an offset; and a date alone, as midnight.
    fn from_str(text: &str) -> Result<Self, InvalidDateTime> {
        let bytes = text.as_bytes();
        let date = match bytes {
            [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, ..] => NaiveDate::from_ymd_opt(
                i32::try_from(digits(&[*y1, *y2, *y3, *y4])?).map_err(|_| InvalidDateTime)?,
                digits(&[*m1, *m2])?,
                digits(&[*d1, *d2])?,
            )
            .ok_or(InvalidDateTime)?,
            _ => return Err(InvalidDateTime),
        };
        let Some(rest) = bytes.get(10..).filter(|rest| !rest.is_empty()) else { return Ok(Self::date(date)) };
        let [b'T', h1, h2, b':', i1, i2, b':', s1, s2, rest @ ..] = rest else { return Err(InvalidDateTime) };
        let (nanos, rest) = fraction(rest)?;
        let (hour, minute, second) = (digits(&[*h1, *h2])?, digits(&[*i1, *i2])?, digits(&[*s1, *s2])?);
        let local = match NaiveTime::from_hms_nano_opt(hour, minute, second, nanos) {
            Some(time) => date.and_time(time),
            // The standard knows 24:00:00, the end of a day.
            None if (hour, minute, second, nanos) == (24, 0, 0, 0) => {
                date.succ_opt().ok_or(InvalidDateTime)?.and_time(NaiveTime::MIN)
            }
            None => return Err(InvalidDateTime),
        };
        Ok(Self { local, offset: offset(rest)? })
    }
}

fn digits(bytes: &[u8]) -> Result<u32, InvalidDateTime> {
    bytes.iter().try_fold(0, |number, byte| match byte {
        b'0'..=b'9' => Ok(number * 10 + u32::from(byte - b'0')),
        _ => Err(InvalidDateTime),
    })
}

/// Nanoseconds, and what follows them. Digits beyond the ninth are cut off.
fn fraction(rest: &[u8]) -> Result<(u32, &[u8]), InvalidDateTime> {
    let Some(after) = rest.strip_prefix(b".") else { return Ok((0, rest)) };
    let length = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if length == 0 {
        return Err(InvalidDateTime);
    }
    let kept = &after[..length.min(9)];
    let scale = 10_u32.pow(9 - u32::try_from(kept.len()).map_err(|_| InvalidDateTime)?);
    Ok((digits(kept)? * scale, &after[length..]))
}

fn offset(rest: &[u8]) -> Result<Option<FixedOffset>, InvalidDateTime> {
    let seconds = match rest {
        [] => return Ok(None),
        b"Z" | b"z" => 0,
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?);
            if hours * 60 + minutes > 14 * 60 || minutes > 59 {
                return Err(InvalidDateTime);
            }
            let east = i32::try_from(hours * 3600 + minutes * 60).map_err(|_| InvalidDateTime)?;
            if *sign == b'-' { -east } else { east }
        }
        _ => return Err(InvalidDateTime),
    };
    FixedOffset::east_opt(seconds).map(Some).ok_or(InvalidDateTime)
}
