//! Items of a list whose XML is broken: where the next one begins, and which record it was.
//!
//! What no parser can read says nothing about the items around it: the tags of items stand where they stand. So only what lies
//! between two of them is lost, as one item that cannot be read, and never as data. What follows must be well-formed again up to
//! the end of the envelope, or the whole answer fails.

use crate::value::FieldInfo;
use crate::{DecodeError, DecodeErrorKind, Effect, Operation, Value, XsdKind};

/// The longest id that is looked for.
const ID: usize = 100;

/// Whether a broken item of this operation's answer can be passed over: it is one of a list, nothing was done by asking for it,
/// and its tags cannot be those of something inside it.
pub(crate) fn can_be_passed<O: Operation>(error: &DecodeError, complete: bool) -> bool {
    let is_broken = match error.kind() {
        DecodeErrorKind::Malformed(_)
        | DecodeErrorKind::UnknownEntity(_)
        | DecodeErrorKind::UndeclaredPrefix(_) => true,
        DecodeErrorKind::TooLarge { bound, .. } => !matches!(*bound, "item_bytes" | "total_bytes"),
        // A comment or a tag that begins and never ends takes all that follows.
        DecodeErrorKind::Truncated => complete,
        _ => false,
    };
    is_broken
        && O::EFFECT == Effect::Read
        && !O::RESULT.is_empty()
        && !holds(O::Item::XSD.kind, O::ITEM, &mut Vec::new())
}

/// Whether elements of this name stand inside that type, however deep.
fn holds(kind: XsdKind, name: &str, seen: &mut Vec<&'static str>) -> bool {
    let XsdKind::Complex(fields) = kind else { return false };
    let is_or_holds = |field: &FieldInfo| {
        if field.name == name || field.item == Some(name) {
            return true;
        }
        let is_new = !seen.contains(&field.xsd.name);
        seen.push(field.xsd.name);
        is_new && holds(field.xsd.kind, name, seen)
    };
    fields().iter().any(is_or_holds)
}

/// Where an item ends, by the tags of items and of their list: behind its own end tag, or before the next tag of one. `None`
/// if that has not arrived.
pub(crate) fn end(bytes: &[u8], item: &[u8], list: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'<', bytes).find_map(|at| {
        let tag = &bytes[at + 1..];
        let end = tag.strip_prefix(b"/");
        let behind = |name: &[u8]| {
            let rest = end.unwrap_or(tag).strip_prefix(name)?;
            matches!(rest, [b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n', ..]).then_some(rest)
        };
        match (behind(item), end) {
            (Some(rest), Some(_)) => {
                memchr::memchr(b'>', rest).map(|close| bytes.len() - rest.len() + close + 1)
            }
            (Some(_), None) => Some(at),
            (None, end) => end.and_then(|_| behind(list)).map(|_| at),
        }
    })
}

/// The id in a broken item, where there is just one element of that name, with the prefix of the item, and a plain text in it.
pub(crate) fn id(broken: &[u8], item: &[u8], key: &str) -> Option<String> {
    let prefix = item.iter().position(|byte| *byte == b':').map_or(&b""[..], |colon| &item[..=colon]);
    let start = [b"<", prefix, key.as_bytes(), b">"].concat();
    let mut found = memchr::memmem::find_iter(broken, &start);
    let (first, None) = (found.next()?, found.next()) else { return None };
    let text = &broken[first + start.len()..];
    let length = memchr::memchr2(b'<', b'&', text).filter(|length| (1..=ID).contains(length))?;
    let is_closed = text[length..].strip_prefix(b"</").is_some_and(|end| end.starts_with(&start[1..]));
    let id = std::str::from_utf8(&text[..length]).ok()?.trim();
    (is_closed && !id.is_empty()).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{end, id};

    #[test]
    fn a_broken_item_ends_at_the_next_tag_of_an_item_or_of_the_list() {
        for (bytes, expected) in [
            ("<x</Name></p:Item>rest", Some(18)),
            ("<x</Name></p:Item >rest", Some(19)),
            ("x<p:ItemNo>3</p:ItemNo></p:Items><p:Item>", Some(33)),
            ("x<p:Item", None),
            ("x</p:Item", None),
            ("x</p:Item ", None),
            ("x<", None),
            ("x</p:List>", Some(1)),
            ("x<p:List>", None),
            ("x<p:Item id='1'>", Some(1)),
            ("x</Item><Item>", None),
        ] {
            assert_eq!(end(bytes.as_bytes(), b"p:Item", b"p:List"), expected, "{bytes}");
        }
    }

    #[test]
    fn an_id_is_named_only_where_it_is_plain_and_the_only_one() {
        for (bytes, expected) in [
            ("<p:Name>a<b</p:Name><p:Id>7</p:Id>", Some("7")),
            ("<p:Id> 7 </p:Id>", Some("7")),
            ("<p:Id>7</p:Id><p:Id>8</p:Id>", None),
            ("<p:Id>7", None),
            ("<p:Id>7<b</p:Id>", None),
            ("<p:Id>&#55;</p:Id>", None),
            ("<p:Id></p:Id>", None),
            ("<Id>7</Id>", None),
        ] {
            assert_eq!(id(bytes.as_bytes(), b"p:Item", "Id").as_deref(), expected, "{bytes}");
        }
    }
}
