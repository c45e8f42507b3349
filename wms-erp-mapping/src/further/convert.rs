//! What becomes of a value on its way.

use asmx_soap::Xsd;
use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::Country;

/// How the value of a further field is converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Conversion {
    /// As it stands.
    #[default]
    Text,
    /// A number: spaces between digits are dropped, a decimal comma becomes a point, zeros at the end go.
    Number,
    /// The date of a point in time, as `2026-03-02`; at midnight where the target is a point in time.
    Date,
    /// Yes or no: `true` or `false` where the target is a boolean, else `yes` or `no`.
    YesNo,
    /// A country: its code of two letters, recognised as [`Country::recognise`] does it.
    Country,
}

impl Conversion {
    /// The words for configurations, in the order of the variants.
    pub const WORDS: [&'static str; 5] = ["text", "number", "date", "yes_no", "country"];

    /// The conversion that a word of [`WORDS`](Self::WORDS) stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        let all = [Self::Text, Self::Number, Self::Date, Self::YesNo, Self::Country];
        Self::WORDS.iter().position(|known| *known == word).map(|at| all[at])
    }

    /// `None` if the value is nothing of the kind.
    pub(super) fn apply(self, value: &str, target: Xsd) -> Option<String> {
        match self {
            Self::Text => Some(value.to_owned()),
            Self::Number => number(value).map(|number| number.normalize().to_string()),
            Self::Date if target.name == "dateTime" => Some(format!("{}T00:00:00", date(value)?)),
            Self::Date => date(value).map(|date| date.to_string()),
            Self::YesNo => Some(
                match (yes_no(value)?, target.name) {
                    (true, "boolean") => "true",
                    (false, "boolean") => "false",
                    (true, _) => "yes",
                    (false, _) => "no",
                }
                .to_owned(),
            ),
            Self::Country => Country::recognise(value).map(|country| country.code().to_owned()),
        }
    }
}

/// With a decimal point or a decimal comma, but not with both: which of them groups thousands is not known.
fn number(value: &str) -> Option<Decimal> {
    let plain: String = value.chars().filter(|character| !character.is_whitespace()).collect();
    match (plain.contains('.'), plain.matches(',').count()) {
        (_, 0) => plain.parse().ok(),
        (false, 1) => plain.replace(',', ".").parse().ok(),
        _ => None,
    }
}

fn date(value: &str) -> Option<NaiveDate> {
    let time = |value: &str| value.parse::<NaiveDateTime>().ok().map(|time| time.date());
    let instant =
        |value: &str| chrono::DateTime::parse_from_rfc3339(value).ok().map(|time| time.naive_local().date());
    let value = value.trim();
    value.parse().ok().or_else(|| time(value)).or_else(|| instant(value))
}

fn yes_no(value: &str) -> Option<bool> {
    match value.trim().to_lowercase().as_str() {
        "true" | "1" | "yes" | "ja" | "y" | "j" | "x" => Some(true),
        "false" | "0" | "no" | "nei" | "nej" | "n" => Some(false),
        _ => None,
    }
}
