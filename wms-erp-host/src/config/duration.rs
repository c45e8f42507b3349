//! Lengths of time, as people write them.

use std::time::Duration;

pub(super) const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A length of time, and how it is called.
pub(super) type Limit = (Duration, &'static str);

/// Reads a length of time between two limits. Months and years have to be written out: `1M` is a month beside `1m`, a
/// minute.
pub(super) fn read(text: &str, least: Limit, most: Limit, example: &str) -> Result<Duration, String> {
    let letter = text.split(|c: char| !c.is_ascii_alphabetic()).find(|unit| ["M", "y"].contains(unit));
    if let Some(letter) = letter {
        let word = if letter == "M" { "month" } else { "year" };
        return Err(format!(
            "{letter:?} is easily mistaken: write \"1 {word}\" or \"2 {word}s\"; minutes are \"m\""
        ));
    }
    match humantime::parse_duration(text) {
        Ok(time) if time < least.0 => Err(format!("must be {} or more", least.1)),
        Ok(time) if time > most.0 => Err(format!("must be {} or less", most.1)),
        Ok(time) => Ok(time),
        Err(_) => Err(format!("must be a length of time such as {example}")),
    }
}
