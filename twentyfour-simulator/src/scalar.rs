//! The scalar types as .NET reads and writes them.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

use super::schema::{Field, Kind};

/// The canonical text of what a person sets; `None` if the field cannot hold it.
pub(super) fn canonical(field: &Field, text: &str) -> Option<String> {
    match field.kind {
        Kind::Time => {
            // What chrono's `Display` prints is welcome too.
            let text = text.strip_suffix(" UTC").map_or_else(|| text.to_owned(), |text| format!("{text}Z"));
            let (time, offset) = read_time(&text.replacen(' ', "T", 1))?;
            Some(print_time(offset.map_or(time, |offset| time - offset)))
        }
        kind => read(kind, text),
    }
}

/// The canonical text of a scalar on the wire, other than a time.
pub(super) fn read(kind: Kind, text: &str) -> Option<String> {
    let trimmed = text.trim();
    match kind {
        Kind::Text => return Some(text.to_owned()),
        Kind::Int => trimmed.parse::<i32>().ok()?.to_string(),
        Kind::Short => trimmed.parse::<i16>().ok()?.to_string(),
        Kind::Long => trimmed.parse::<i64>().ok()?.to_string(),
        Kind::Decimal => {
            // No exponent and no digit separators, which the library would take.
            let plain = trimmed.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
            let number = trimmed.strip_prefix('+').unwrap_or(trimmed);
            plain.then(|| number.parse::<Decimal>().ok()).flatten()?.to_string()
        }
        Kind::Double => {
            trimmed.parse::<f64>().ok()?;
            trimmed.to_owned()
        }
        Kind::Bool => match trimmed {
            "true" | "1" => "true".to_owned(),
            "false" | "0" => "false".to_owned(),
            _ => return None,
        },
        Kind::Guid => uuid::Uuid::parse_str(trimmed).ok()?.to_string(),
        Kind::OneOf(literals) | Kind::Many(literals) => literals.has(trimmed).then(|| trimmed.to_owned())?,
        Kind::Time | Kind::Record(_) | Kind::Records(_) | Kind::Ints | Kind::Texts => return None,
    }
    .into()
}

/// Whether a canonical text is the field's default.
pub(super) fn is_default(field: &Field, text: &str) -> bool {
    let Some(default) = field.default else { return false };
    if text == default {
        return true;
    }
    match field.kind {
        Kind::Decimal => text.parse::<Decimal>().ok() == default.parse().ok(),
        Kind::Double => text.parse::<f64>().ok() == default.parse().ok(),
        _ => false,
    }
}

/// A canonical time, UTC without an offset.
pub(super) fn parse_time(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok()
}

pub(super) fn print_time(time: NaiveDateTime) -> String {
    time.format("%Y-%m-%dT%H:%M:%S%.f").to_string()
}

/// An `xs:dateTime` or a bare date: as written, with the offset if there is one.
pub(super) fn read_time(text: &str) -> Option<(NaiveDateTime, Option<FixedOffset>)> {
    let text = text.trim();
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some((time.naive_local(), Some(*time.offset())));
    }
    let date = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0);
    parse_time(text).or_else(date).map(|time| (time, None))
}
