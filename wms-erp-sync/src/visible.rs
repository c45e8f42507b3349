//! Text of vendors and people, made harmless for terminals, logs and pages.

use std::borrow::Cow;

/// The same text on one line, with everything visible that would steer a terminal, split a log line or turn the direction of
/// reading: control characters (C0, C1, DEL), marks of direction, separators of lines and paragraphs.
///
/// Line breaks become `␊` and `␍`, a tab a blank, other characters their escape, such as `\u{202e}`. Text without any of them
/// is given back as it is.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for char in text.chars() {
        match char {
            '\n' => out.push('␊'),
            '\r' => out.push('␍'),
            '\t' => out.push(' '),
            char if is_control(char) => out.extend(char.escape_unicode()),
            char => out.push(char),
        }
    }
    Cow::Owned(out)
}

/// Whether a character controls a terminal, a log line or the direction of reading, instead of showing something: what
/// [`visible`] replaces. More than [`char::is_control`], which knows C0, C1 and DEL only.
pub fn is_control(char: char) -> bool {
    char.is_control()
        || matches!(char,
            // Arabic letter mark, left-to-right and right-to-left marks.
            '\u{061C}' | '\u{200E}' | '\u{200F}'
            // Line and paragraph separators, embeddings and overrides.
            | '\u{2028}'..='\u{202E}'
            // Isolates.
            | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_stays_as_it_is() {
        for text in ["", "Sovepose «Låvdal» – 12 stk.", "日本 שלום مرحبا 😊", "\\u{202e}"] {
            assert!(matches!(visible(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn what_steers_is_made_visible() {
        assert_eq!(visible("a\nb\r\nc\td"), "a␊b␍␊c d");
        assert_eq!(visible("\u{1b}[2J\u{7}\u{0}\u{7f}\u{9b}"), r"\u{1b}[2J\u{7}\u{0}\u{7f}\u{9b}");
        assert_eq!(visible("1\u{202e}2\u{2066}3\u{200f}4\u{61c}5"), r"1\u{202e}2\u{2066}3\u{200f}4\u{61c}5");
        assert_eq!(visible("a\u{2028}b\u{2029}c\u{85}d"), r"a\u{2028}b\u{2029}c\u{85}d");
    }

    #[test]
    fn no_character_that_steers_is_left() {
        let all: String = ('\u{0}'..='\u{FFFF}').collect();
        assert!(!visible(&all).contains(is_control));
    }
}
