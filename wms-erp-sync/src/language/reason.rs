//! What happened, found by its English wording.
//!
//! A text in the tables has `{}` for each value in English. Its translations say what the value is, so that no other text is mistaken
//! for it: `{#}` is one word, such as an id; `{}` is a name or a time, without a second part; `{,}` is a quantity; `{p}` is a word
//! of ours, such as a process; `{=}` is another text of the tables, and `{:}` may be one; `{*}` is anything, such as what a vendor said. What is no text of the
//! tables stays as it is.

mod articles;
mod engine;
mod mapping;
mod orders;
mod returns;
mod shipping;
#[cfg(test)]
mod tests;
mod vendors;

use std::borrow::Cow;

use super::Language;

/// English, Norwegian and Swedish.
type Text = [&'static str; 3];

/// The first that fits counts.
const TABLES: [&[Text]; 7] = [
    mapping::REASONS,
    orders::REASONS,
    shipping::REASONS,
    returns::REASONS,
    articles::REASONS,
    engine::REASONS,
    vendors::REASONS,
];
/// What lists and chains of causes are put together with, the outermost first.
const JOINTS: [&str; 3] = ["; ", ": ", ", "];
/// Those of ours that stand in sentences.
const WORDS: [Text; 12] = [
    ["articles", "artikler", "artiklar"],
    ["suppliers", "leverandører", "leverantörer"],
    ["orders", "ordrer", "ordrar"],
    ["order_status", "ordrestatus", "orderstatus"],
    ["returns", "returer", "returer"],
    ["stock", "beholdning", "lagersaldo"],
    ["recipient", "mottakerens", "mottagarens"],
    ["customer", "kundens", "kundens"],
    ["all processes", "alle prosesser", "alla processer"],
    ["without a status", "uten status", "utan status"],
    ["the status", "statusen", "statusen"],
    ["these", "dette", "detta"],
];
/// A text within a text, and so on: more than that is none of ours.
const DEPTH: usize = 8;
/// A longer one is not looked at.
const MAX_LENGTH: usize = 4000;

/// A text in a language; itself where there is no translation.
pub(super) fn translated(language: Language, text: &str) -> Cow<'_, str> {
    let column = match language {
        Language::English => return Cow::Borrowed(text),
        Language::Norwegian => 1,
        Language::Swedish => 2,
    };
    let found = if text.len() > MAX_LENGTH { None } else { found(column, text, DEPTH) };
    found.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The translation, if there is one.
fn found(column: usize, text: &str, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    let mut texts = TABLES.into_iter().flatten();
    if let Some(translation) = texts.find_map(|known| filled(known[0], known[column], column, text, depth)) {
        return Some(translation);
    }
    // What stands behind a colon can be one text with another colon.
    let joint = JOINTS.into_iter().find(|joint| text.contains(joint))?;
    let parts = text.splitn(if joint == ": " { 2 } else { usize::MAX }, joint);
    let parts: Vec<(&str, Option<String>)> = parts.map(|part| (part, found(column, part, depth))).collect();
    let is_known = parts.iter().any(|(_, known)| known.is_some());
    let parts: Vec<&str> = parts.iter().map(|(part, known)| known.as_deref().unwrap_or(part)).collect();
    is_known.then(|| parts.join(joint))
}

/// The translation with the values of a text; none if the text is another one.
fn filled(english: &str, translation: &str, column: usize, text: &str, depth: usize) -> Option<String> {
    let mut fixed = english.split("{}");
    let first = fixed.next()?;
    let mut rest = text.strip_prefix(first)?;
    let mut sorts = translation.split('{');
    let mut done = sorts.next()?.to_owned();
    let mut fixed = fixed.peekable();
    while let Some(part) = fixed.next() {
        let (sort, behind) = sorts.next()?.split_once('}')?;
        // The last value reaches to the end.
        let (value, after) = match (fixed.peek(), sort) {
            (None, _) => (rest.strip_suffix(part)?, ""),
            (Some(_), _) => rest.split_once(part)?,
        };
        match sort {
            "*" => done += value,
            ":" => done += found(column, value, depth).as_deref().unwrap_or(value),
            "p" if is_short(value) => done += word(column, value).unwrap_or(value),
            "=" if is_short(value) => done += &found(column, value, depth)?,
            "," if is_quantity(value) => done += &value.replace('.', ","),
            "#" if is_short(value) && !value.contains(' ') => done += value,
            "" if is_short(value) => done += value,
            _ => return None,
        }
        done += behind;
        rest = after;
    }
    rest.is_empty().then_some(done)
}

/// Whether it can be one value: what has something behind it is more than that, unless it is quoted.
fn is_short(value: &str) -> bool {
    let is_quoted = value.len() > 1 && value.starts_with('"') && value.ends_with('"');
    !value.is_empty() && (is_quoted || !JOINTS.iter().any(|joint| value.contains(joint)))
}

fn is_quantity(value: &str) -> bool {
    !value.is_empty() && value.chars().all(|sign| sign.is_ascii_digit() || ".-".contains(sign))
}

/// A process in a sentence, or whose data something is. A host's own process has the name that its host gave it.
fn word(column: usize, name: &str) -> Option<&'static str> {
    WORDS.iter().find(|known| known[0] == name).map(|known| known[column])
}
