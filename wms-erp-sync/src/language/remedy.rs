//! Texts found by their English wording.

use std::borrow::Cow;

use super::{Language, reason};

/// Stands for a value.
const VALUE: &str = "{}";

/// The translation of a text; the text itself if there is none.
pub(super) fn translated<'t>(
    language: Language,
    table: &[(&'static str, &'static str)],
    text: &'t str,
) -> Cow<'t, str> {
    for (pattern, translation) in table {
        if *pattern == text {
            return Cow::Borrowed(translation);
        }
        if let Some(values) = pattern.contains(VALUE).then(|| values(pattern, text)).flatten() {
            // One may be a remedy itself, or what happened.
            let value = |value| match translated(language, table, value) {
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
