use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc};

/// An `xs:dateTime`: a local time that may or may not say how far it is from UTC.
///
/// Services of this kind often leave the offset out, and only their documents say which zone is meant. So the value
/// keeps what was written, and [`instant`](Self::instant) asks for the zone.
///
/// ```
/// use asmx_soap::XsDateTime;
/// let naive: XsDateTime = "2026-03-29T01:30:00".parse()?;
/// assert_eq!(naive.instant(&chrono::Utc).to_rfc3339(), "2026-03-29T01:30:00+00:00");
/// let told: XsDateTime = "2026-03-29T01:30:00.25+02:00".parse()?;
/// assert_eq!(told.instant(&chrono::Utc).to_rfc3339(), "2026-03-28T23:30:00.250+00:00");
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
    /// a time that a zone skips counts from the offset before the gap, so that nothing is later than it was.
    pub fn instant<Z: TimeZone>(&self, zone: &Z) -> DateTime<Utc> {
        match self.offset {
            Some(offset) => DateTime::from_naive_utc_and_offset(self.local - offset, Utc),
            None => {
                let found = zone.from_local_datetime(&self.local).earliest().map(|time| time.to_utc());
                found.unwrap_or_else(|| {
                    let before =
                        zone.offset_from_utc_datetime(&(self.local - chrono::TimeDelta::hours(3))).fix();
                    DateTime::from_naive_utc_and_offset(self.local - before, Utc)
                })
            }
        }
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
        write!(f, "{}", self.local.format("%Y-%m-%dT%H:%M:%S%.f"))?;
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
            if hours > 14 || minutes > 59 {
                return Err(InvalidDateTime);
            }
            let east = i32::try_from(hours * 3600 + minutes * 60).map_err(|_| InvalidDateTime)?;
            if *sign == b'-' { -east } else { east }
        }
        _ => return Err(InvalidDateTime),
    };
    FixedOffset::east_opt(seconds).map(Some).ok_or(InvalidDateTime)
}
