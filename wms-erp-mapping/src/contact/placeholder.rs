//! What people type into a field that must not stay empty. It counts as empty, so that something better stands in.

use crate::text::filled;

/// Words for "nothing", in small letters. Rows of the letter x are another.
const WORDS: &[&str] = &["na", "none", "null", "ingen", "inget", "mangler", "saknas"];

/// The phone number, unless there is none: `-`, `0`, `x`, `n/a`, a lone calling code such as `+47`.
pub(super) fn phone(typed: Option<&str>) -> Option<&str> {
    filled(typed).filter(|typed| !is_nothing(typed) && !is_calling_code(typed))
}

/// The e-mail address, unless there is none: `-`, `0`, `x`, `n/a`, a lone `@`.
pub(super) fn email(typed: Option<&str>) -> Option<&str> {
    filled(typed).filter(|typed| !is_nothing(typed))
}

/// Whether nothing is left but signs, zeros, or a word for nothing.
fn is_nothing(typed: &str) -> bool {
    let letters = || typed.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    letters().all(|c| c == '0')
        || letters().all(|c| c == 'x')
        || WORDS.iter().any(|word| letters().eq(word.chars()))
}

/// Calling codes have one to three digits (ITU-T E.164), and no number is that short behind one.
fn is_calling_code(typed: &str) -> bool {
    let is_code = |digits: &str| digits.len() <= 3;
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    !typed.contains(char::is_alphabetic)
        && (typed.contains('+') && is_code(&digits) || digits.strip_prefix("00").is_some_and(is_code))
}
