//! Answers that hold what is no character: bytes that are not UTF-8, and halves of a pair of escapes. Each becomes U+FFFD,
//! so that the record, and those around it, can be read.

/// The answer with U+FFFD where it holds no character. Asked only once it could not be read as it is.
pub(super) fn readable(body: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(body);
    let mut readable = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find('\\') {
        readable.push_str(&rest[..at]);
        let escape = &rest[at..];
        let length = match (unit(escape), unit(escape.get(6..).unwrap_or_default())) {
            (Some(0xD800..0xDC00), Some(0xDC00..0xE000)) => 12,
            (Some(0xD800..0xE000), _) => {
                readable.push(char::REPLACEMENT_CHARACTER);
                rest = &escape[6..];
                continue;
            }
            // The backslash, and the character that it is for.
            _ => escape.chars().take(2).map(char::len_utf8).sum(),
        };
        readable.push_str(&escape[..length]);
        rest = &escape[length..];
    }
    readable.push_str(rest);
    readable.into_bytes()
}

/// The UTF-16 unit of an escape such as `\ud83d` that the text begins with.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn what_is_no_character_is_replaced() {
        for (body, expected) in [
            (&br#""a\ud83d\ude0ab""#[..], "a😊b"),
            (br#""a\ud83db""#, "a\u{FFFD}b"),
            (br#""\ude0a""#, "\u{FFFD}"),
            (br#""\ud83d\ud83d\ude0a""#, "\u{FFFD}😊"),
            (br#""\ud83d\n\\ud83d""#, "\u{FFFD}\n\\ud83d"),
            (br#""\\\ud83d""#, "\\\u{FFFD}"),
            (b"\"Bj\xF8rn \\\xC3\xB8\"", "Bj\u{FFFD}rn \\ø"),
        ] {
            let read = readable(body);
            let read = String::from_utf8(read).unwrap();
            // The last one is no JSON: what is wrong otherwise stays as it is.
            let value =
                serde_json::from_str::<String>(&read).unwrap_or_else(|_| read.trim_matches('"').to_owned());
            assert_eq!(value, expected);
        }
    }
}
