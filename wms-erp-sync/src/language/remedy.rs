//! What to do, found by its English wording. In the tables, `{}` stands for a value.

mod articles;
mod engine;
mod files;
mod joined;
mod mapping;
mod orders;
mod receipts;
mod returns;
mod vendors;

use std::borrow::Cow;

use super::{Language, reason};

/// English, Norwegian and Swedish.
type Text = [&'static str; 3];

/// The first that fits counts.
const TABLES: [&[Text]; 9] = [
    mapping::REMEDIES,
    orders::REMEDIES,
    returns::REMEDIES,
    articles::REMEDIES,
    receipts::REMEDIES,
    files::REMEDIES,
    engine::REMEDIES,
    vendors::REMEDIES,
    joined::REMEDIES,
];
/// Stands for a value.
const VALUE: &str = "{}";

/// All of them.
pub(super) fn texts() -> impl Iterator<Item = &'static Text> {
    TABLES.into_iter().flatten()
}

/// The translation of a text; the text itself if there is none.
pub(super) fn translated(language: Language, text: &str) -> Cow<'_, str> {
    let column = match language {
        Language::English => return Cow::Borrowed(text),
        Language::Norwegian => 1,
        Language::Swedish => 2,
    };
    for known in texts() {
        let (pattern, translation) = (known[0], known[column]);
        if pattern == text {
            return Cow::Borrowed(translation);
        }
        if let Some(values) = pattern.contains(VALUE).then(|| values(pattern, text)).flatten() {
            // One may be a remedy itself, or what happened.
            let value = |value| match translated(language, value) {
                Cow::Borrowed(same) => reason::translated(language, same),
                remedy => remedy,
            };
            let values: Vec<_> = values.into_iter().map(value).collect();
            return Cow::Owned(filled(translation, &values));
        }
    }
    Cow::Borrowed(text)
}

/// What stands in a text where its pattern has values; none if it is of another pattern.
fn values<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let (first, behind) = pattern.split_once(VALUE)?;
    let mut rest = text.strip_prefix(first)?;
    let parts: Vec<&str> = behind.split(VALUE).collect();
    let (last, between) = parts.split_last()?;
    let mut values = Vec::with_capacity(parts.len());
    for part in between {
        let (value, after) = rest.split_once(part)?;
        values.push(value);
        rest = after;
    }
    values.push(rest.strip_suffix(last)?);
    Some(values)
}

/// A translation with its values, in their order.
fn filled(translation: &str, values: &[Cow<'_, str>]) -> String {
    let mut parts = translation.split(VALUE);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (value, part) in values.iter().zip(parts) {
        text += value;
        text += part;
    }
    text
}

#[cfg(test)]
mod tests;
