//! What happened, found by its English wording.
//!
//! A text in the tables has `{}` for each value in English. Its translations say what the value is, so that no other text is mistaken
//! for it: `{#}` is one word, such as an id; `{}` is a name or a time, without a second part; `{,}` is a quantity; `{p}` is a word of
//! ours, such as a process; `{=}` is another text of the tables, and `{:}` may be one; `{*}` is anything, such as what a vendor said.
//! What is no text of the tables stays as it is.

mod articles;
mod engine;
mod files;
mod goods;
mod mapping;
mod orders;
mod receipts;
mod returns;
mod shipping;
#[cfg(test)]
mod tests;
mod vendors;

use std::borrow::Cow;
use std::sync::LazyLock;

use super::Language;

/// English, Norwegian and Swedish.
type Text = [&'static str; 3];

/// The first that fits counts.
const TABLES: [&[Text]; 10] = [
    // Before those that have a quantity of something.
    goods::REASONS,
    mapping::REASONS,
    orders::REASONS,
    shipping::REASONS,
    returns::REASONS,
    articles::REASONS,
    engine::REASONS,
    vendors::REASONS,
    receipts::REASONS,
    files::REASONS,
];
/// What lists and chains of causes are put together with, the outermost first.
const JOINTS: [&str; 3] = ["; ", ": ", ", "];
/// Those of ours that stand in sentences.
const WORDS: [Text; 13] = [
    ["articles", "artikler", "artiklar"],
    ["suppliers", "leverandører", "leverantörer"],
    ["orders", "ordrer", "ordrar"],
    ["order_status", "ordrestatus", "orderstatus"],
    ["returns", "returer", "returer"],
    ["expected_receipts", "ventede varemottak", "väntade inleveranser"],
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

/// A text of the tables, taken apart once.
struct Pattern {
    /// What stands before, between and behind the values of the English text.
    fixed: Vec<&'static str>,
    /// What the values are.
    sorts: Vec<&'static str>,
    /// What stands before, between and behind the values in each language.
    languages: [Vec<&'static str>; 3],
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let pattern = |text: &Text| {
        // A value is `{…}`.
        let fixed = |text: &'static str| {
            text.split('{').enumerate().map(|(number, part)| match number {
                0 => part,
                _ => part.split_once('}').map_or("", |(_, behind)| behind),
            })
        };
        let sorts = text[1].split('{').skip(1).filter_map(|part| part.split('}').next());
        let languages = text.map(|text| fixed(text).collect());
        Pattern { fixed: fixed(text[0]).collect(), sorts: sorts.collect(), languages }
    };
    TABLES.into_iter().flatten().map(pattern).collect()
});

/// The translation, if there is one.
fn found(column: usize, text: &str, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    if let Some(translation) = PATTERNS.iter().find_map(|pattern| pattern.filled(column, text, depth)) {
        return Some(translation);
    }
    // A note names its field first, and is one text, though it may have a semicolon.
    if let Some((field, note)) = text.split_once(": ")
        && !field.contains(char::is_whitespace)
        && let Some(note) = found(column, note, depth)
    {
        return Some(format!("{field}: {note}"));
    }
    // What stands behind a colon can be one text with another colon.
    let joint = JOINTS.into_iter().find(|joint| text.contains(joint))?;
    let parts = text.splitn(if joint == ": " { 2 } else { usize::MAX }, joint);
    let parts: Vec<(&str, Option<String>)> = parts.map(|part| (part, found(column, part, depth))).collect();
    let is_known = parts.iter().any(|(_, known)| known.is_some());
    let parts: Vec<&str> = parts.iter().map(|(part, known)| known.as_deref().unwrap_or(part)).collect();
    is_known.then(|| parts.join(joint))
}

impl Pattern {
    /// The translation with the values of a text; none if the text is another one.
    fn filled(&self, column: usize, text: &str, depth: usize) -> Option<String> {
        let values = self.values(text)?;
        let mut parts = self.languages.get(column)?.iter();
        let mut done = (*parts.next()?).to_owned();
        for ((sort, value), behind) in self.sorts.iter().zip(values).zip(parts) {
            match *sort {
                ":" => done += found(column, value, depth).as_deref().unwrap_or(value),
                "=" => done += &found(column, value, depth)?,
                "p" => done += word(column, value).unwrap_or(value),
                "," => done += &value.replace('.', ","),
                _ => done += value,
            }
            done += behind;
        }
        Some(done)
    }

    /// What stands in a text where the English one has its values; none if the text is another one.
    fn values<'t>(&self, text: &'t str) -> Option<Vec<&'t str>> {
        let (first, behind) = self.fixed.split_first()?;
        let mut rest = text.strip_prefix(first)?;
        let Some((last, between)) = behind.split_last() else { return rest.is_empty().then(Vec::new) };
        rest = rest.strip_suffix(last)?;
        let mut values = Vec::with_capacity(self.sorts.len());
        for part in between {
            let (value, after) = rest.split_once(part)?;
            values.push(value);
            rest = after;
        }
        values.push(rest);
        self.sorts.iter().zip(&values).all(|(sort, value)| can_be(sort, value)).then_some(values)
    }
}

/// Whether a value can be of a sort.
fn can_be(sort: &str, value: &str) -> bool {
    match sort {
        "*" | ":" => true,
        "," => !value.is_empty() && value.chars().all(|sign| sign.is_ascii_digit() || ".-".contains(sign)),
        "#" => is_short(value) && !value.contains(' '),
        _ => is_short(value),
    }
}

/// Whether it can be one value: what has something behind it is more than that, unless it is quoted.
fn is_short(value: &str) -> bool {
    let is_quoted = value.len() > 1 && value.starts_with('"') && value.ends_with('"');
    !value.is_empty() && (is_quoted || !JOINTS.iter().any(|joint| value.contains(joint)))
}

/// A process in a sentence, or whose data something is. A host's own process has the name that its host gave it.
fn word(column: usize, name: &str) -> Option<&'static str> {
    WORDS.iter().find(|known| known[0] == name).map(|known| known[column])
}
