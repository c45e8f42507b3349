use std::fmt;
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, Utc};
use http::HeaderMap;
use http::header::RETRY_AFTER;

/// The hourly quota is used up.
///
/// 24SevenOffice allows 7200 requests an hour, evidently for each egress address and not for each customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quota {
    until: Option<DateTime<Utc>>,
    text: Option<String>,
    /// Whether the vendor refused, or our own budget.
    refused: bool,
}

/// When to try again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryAfter {
    /// So long after the answer.
    After(Duration),
    /// At this time.
    At(DateTime<Utc>),
}

impl Quota {
    /// When requests are accepted again, where the vendor says so.
    pub fn until(&self) -> Option<DateTime<Utc>> {
        self.until
    }

    /// Whether 24SevenOffice has refused a request for it. Otherwise the request was not sent, since the
    /// [budget](crate::RequestBudget) keeps what is left for more urgent ones.
    pub fn is_refused(&self) -> bool {
        self.refused
    }

    /// The vendor's words about it.
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// A quota that is known to be used up without asking.
    pub(crate) fn known(until: DateTime<Utc>) -> Self {
        Self { until: Some(until), text: None, refused: false }
    }

    /// The same, known to last until then.
    pub(crate) fn lasting(&self, until: DateTime<Utc>) -> Self {
        Self { until: Some(until), text: self.text.clone(), refused: self.refused }
    }

    /// Looks for the vendor's words in any text that came instead of an answer.
    pub(super) fn in_text(text: &str, headers: &HeaderMap) -> Option<Self> {
        let lower = text.to_ascii_lowercase();
        let at =
            [lower.find("limit exceeded by"), lower.find("quarantine ends")].into_iter().flatten().min()?;
        let words = text[at..].split(['<', '\r', '\n']).next().unwrap_or_default().trim();
        let ends = lower.find("quarantine ends at").map(|at| &text[at + "quarantine ends at".len()..]);
        let until = ends.and_then(time).or_else(|| levels(headers).reset).or_else(|| retry_at(headers));
        Some(Self { until, text: Some(words.chars().take(160).collect()), refused: true })
    }

    /// The quota's headers, where they say that nothing is left.
    pub(super) fn in_headers(headers: &HeaderMap) -> Option<Self> {
        let levels = levels(headers);
        (levels.remaining == Some(0)).then(|| Self {
            until: levels.reset.or_else(|| retry_at(headers)),
            text: None,
            refused: true,
        })
    }
}

impl fmt::Display for Quota {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the hourly quota of requests is used up")?;
        if let Some(until) = self.until {
            write!(f, " until {}", until.format("%Y-%m-%dT%H:%M:%SZ"))?;
        }
        Ok(())
    }
}

impl RetryAfter {
    /// How long that is from `now` on.
    pub fn from(self, now: DateTime<Utc>) -> Duration {
        match self {
            Self::After(wait) => wait,
            Self::At(time) => (time - now).to_std().unwrap_or_default(),
        }
    }
}

/// What the headers of an answer say about the quota.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Levels {
    pub(crate) remaining: Option<u32>,
    pub(crate) reset: Option<DateTime<Utc>>,
}

pub(crate) fn levels(headers: &HeaderMap) -> Levels {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    Levels {
        // Below zero: as much over the limit.
        remaining: header("apilimitremaining")
            .and_then(|text| text.parse::<i64>().ok())
            .map(|left| u32::try_from(left.max(0)).unwrap_or(u32::MAX)),
        reset: header("apilimitreset").and_then(time),
    }
}

/// `Retry-After`: seconds, or a date of HTTP.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<RetryAfter> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    match text.parse() {
        Ok(seconds) => Some(RetryAfter::After(Duration::from_secs(seconds))),
        Err(_) => DateTime::parse_from_rfc2822(text).ok().map(|time| RetryAfter::At(time.to_utc())),
    }
}

fn retry_at(headers: &HeaderMap) -> Option<DateTime<Utc>> {
    match retry_after(headers)? {
        RetryAfter::At(time) => Some(time),
        RetryAfter::After(_) => None,
    }
}

/// A time at the beginning of `text`. In which form the vendor writes it is not known, so the likely ones are tried:
/// its headers' own, and those of the Norwegian and the American culture; in UTC, as the vendor says of all its times.
fn time(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim_start();
    let end = text.find(|c: char| {
        !matches!(c, '0'..='9' | '-' | '.' | ':' | '/' | 'T' | 'Z' | '+' | ' ' | 'A' | 'P' | 'M')
    });
    let text = text[..end.unwrap_or(text.len())].trim().trim_end_matches('.');
    if let Ok(time) = DateTime::parse_from_rfc3339(&text.replace(' ', "T")) {
        return Some(time.to_utc());
    }
    [
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M:%S%.f",
        "%d.%m.%Y %H:%M:%S",
        "%d.%m.%Y %H:%M",
        "%m/%d/%Y %I:%M:%S %p",
    ]
    .iter()
    .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
    .map(|time| time.and_utc())
}
