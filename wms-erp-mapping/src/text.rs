//! How texts go over: as they were typed, without what XML cannot carry.

use std::borrow::Cow;

use crate::note::{NoteKind, Notes};

/// The text, or `None` if it is missing or nothing but white space.
pub(crate) fn filled(text: Option<&str>) -> Option<&str> {
    text.filter(|text| text.chars().any(|c| !c.is_whitespace() && !is_forbidden(c)))
}

/// Whether XML 1.0 has no way to write the character.
pub(crate) fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// The text without forbidden characters.
pub(crate) fn without_forbidden(text: &str) -> Cow<'_, str> {
    if text.contains(is_forbidden) { text.replace(is_forbidden, "").into() } else { text.into() }
}

impl Notes {
    /// A text that is always sent: an empty one empties the field on the other side.
    pub(crate) fn text(&mut self, field: &'static str, text: Option<&str>) -> Option<String> {
        Some(self.unless_empty(field, text).unwrap_or_default())
    }

    /// A text that is left out when it is empty, or for which something else then stands in.
    pub(crate) fn unless_empty(
        &mut self,
        field: impl Into<Cow<'static, str>> + Clone,
        text: Option<&str>,
    ) -> Option<String> {
        let clean = without_forbidden(text?);
        if let Cow::Owned(_) = clean {
            self.add(
                NoteKind::Changed,
                field.clone(),
                "control characters that XML cannot contain were removed",
            );
        }
        if clean.contains(char::REPLACEMENT_CHARACTER) {
            let text = "contains a character that could not be read; it is sent as U+FFFD";
            self.add(NoteKind::Changed, field, text);
        }
        filled(Some(&clean)).map(str::to_owned)
    }
}
