//! The items of a page, each by itself: one that cannot be read costs the others nothing.

use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::readable::readable;

/// How items of a list are asked for page by page, and what identifies them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paging {
    /// The parameter that says where a page begins.
    pub(super) from: &'static str,
    /// The one that says how many items it may have.
    pub(super) size: &'static str,
    /// The key of the id that pages go by.
    pub(super) id: &'static str,
    /// The key by which the caller identifies a record; empty if there is none.
    pub(super) record: &'static str,
}

/// An answer to a question for a page.
pub(super) enum Page<T> {
    /// Its items, each as it could be read.
    Items(Vec<Result<T, Unread>>),
    /// It came whole, and what is broken in it cannot be distinguished from what is not: asking for fewer items may find it.
    Broken(Unread),
}

/// An item that cannot be read.
#[derive(Debug)]
pub(super) struct Unread {
    pub(super) error: serde_json::Error,
    /// Its id, where it is known.
    pub(super) id: Option<i32>,
    /// What identifies it for the caller, where it is known.
    pub(super) record: Option<String>,
}

impl<T: DeserializeOwned> Page<T> {
    /// Reads one.
    ///
    /// # Errors
    /// If it is no list, or did not come whole.
    pub(super) fn read(
        body: &[u8],
        paging: Paging,
        id: fn(&T) -> Option<i32>,
    ) -> Result<Self, serde_json::Error> {
        match items(body, paging, id) {
            Ok(items) => Ok(Self::Items(items)),
            Err(error) if is_broken_list(body, &error) => Ok(Self::Broken(Unread::new(body, error, paging))),
            Err(error) => Err(error),
        }
    }
}

/// The items of a list, or why it is none. (A list without items may come as null.)
///
/// What is no character is U+FFFD; it is looked for only where something cannot be read.
fn items<T: DeserializeOwned>(
    body: &[u8],
    paging: Paging,
    id: fn(&T) -> Option<i32>,
) -> Result<Vec<Result<T, Unread>>, serde_json::Error> {
    let error = match serde_json::from_slice::<Option<Vec<T>>>(body) {
        Ok(items) => return Ok(items.unwrap_or_default().into_iter().map(Ok).collect()),
        Err(error) => error,
    };
    let body = readable(body);
    let Some(pieces) = pieces(&body) else { return Err(error) };
    let mut items = Vec::new();
    for piece in pieces {
        items.push(match serde_json::from_slice::<T>(piece) {
            // One without an id might be a part of a broken one.
            Ok(item) if id(&item).is_some() => Ok(item),
            Ok(_) => return Err(error),
            Err(error) => Err(Unread::new(piece, error, paging)),
        });
    }
    Ok(items)
}

impl Unread {
    fn new(json: &[u8], error: serde_json::Error, paging: Paging) -> Self {
        let id = only(json, paging.id).and_then(|id| serde_json::from_slice(id).ok());
        let record = only(json, paging.record).and_then(|record| serde_json::from_slice(record).ok());
        Self { error, id, record }
    }
}

/// Whether it is a list that came whole, and is broken in itself.
fn is_broken_list(body: &[u8], error: &serde_json::Error) -> bool {
    let body = body.trim_ascii();
    error.classify() == Category::Syntax && body.starts_with(b"[") && body.ends_with(b"]")
}

/// The objects of a list, by their braces outside of texts; `None` where they cannot be separated. What is in them may be
/// broken.
fn pieces(list: &[u8]) -> Option<Vec<&[u8]>> {
    let mut rest = list.trim_ascii().strip_prefix(b"[")?.trim_ascii_start();
    let mut pieces = Vec::new();
    while let Some(end) = object(rest) {
        let (piece, behind) = rest.split_at(end);
        pieces.push(piece);
        match behind.trim_ascii_start() {
            b"]" => return Some(pieces),
            behind => rest = behind.strip_prefix(b",")?.trim_ascii_start(),
        }
    }
    None
}

/// Where the object ends that the text begins with.
fn object(text: &[u8]) -> Option<usize> {
    if !text.starts_with(b"{") {
        return None;
    }
    let (mut open, mut in_text, mut is_escaped) = (Vec::new(), false, false);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_text => is_escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b'}' | b']' if open.pop() != Some(*byte) => return None,
            b'}' | b']' if open.is_empty() => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The number or text behind a key that stands there only once.
fn only<'a>(json: &'a [u8], key: &str) -> Option<&'a [u8]> {
    if key.is_empty() {
        return None;
    }
    let key = format!("\"{key}\"");
    let mut found = json.windows(key.len()).enumerate().filter(|(_, window)| *window == key.as_bytes());
    let (Some((at, _)), None) = (found.next(), found.next()) else { return None };
    let value = json[at + key.len()..].trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
    let end = match value.strip_prefix(b"\"") {
        Some(text) => 2 + text.iter().position(|byte| *byte == b'"')?,
        None => value.iter().position(|byte| !byte.is_ascii_digit())?,
    };
    Some(&value[..end])
}

#[cfg(test)]
mod tests {
    use super::{Paging, is_broken_list, items};

    const PAGING: Paging = Paging { from: "from", size: "size", id: "id", record: "no" };

    crate::rest::wire::read! {
        /// A thing.
        struct Thing {
            id: i32,
            no: String,
            weight: i32,
            parts: Vec<Thing>,
        }
    }

    fn read(body: &str) -> Option<Vec<String>> {
        let things = items(body.as_bytes(), PAGING, |thing: &Thing| thing.id).ok()?;
        let shown = |thing: Result<Thing, super::Unread>| match thing {
            Ok(thing) => thing.no.unwrap_or_default(),
            Err(unread) => format!("{:?} {}?", unread.id, unread.record.unwrap_or_default()),
        };
        Some(things.into_iter().map(shown).collect())
    }

    #[test]
    fn an_item_that_cannot_be_read_is_told_apart_from_the_others_by_its_id() {
        let good = |id: i32| format!(r#"{{"id":{id},"no":"n{id}]}}","parts":[{{"id":9}}, {{}}]}}"#);
        for (bad, expected) in [
            (r#"{"id":7,"no":"n7","weight":"x"}"#, "Some(7) n7?"),
            (r#"{"weight":"x","no":"n7","id":7}"#, "Some(7) n7?"),
            (r#"{"id":7,"no":"n7","weight":0x1}"#, "Some(7) n7?"),
            (r#"{"id":7,"no":"n7","weight":NaN}"#, "Some(7) n7?"),
            (r#"{"id":7,"no":"n7","weight":}"#, "Some(7) n7?"),
            ("{\"id\":7,\"no\":\"n7\",\"parts\":\"\n\"}", "Some(7) n7?"),
            (r#"{"id":7,"no":"\x"}"#, "Some(7) ?"),
            (r#"{"id":"seven","no":"n7"}"#, "None n7?"),
            (r#"{"id":7,"no":"n7","parts":[{"id":9,"weight":"x"}]}"#, "None n7?"),
        ] {
            let list = format!("[{}, {bad} ,{}]", good(1), good(2));
            let expected = ["n1]}", expected, "n2]}"].map(str::to_owned).to_vec();
            assert_eq!(read(&list), Some(expected), "{list}");
        }
        assert_eq!(read("null"), Some(vec![]));
        assert_eq!(read("[]"), Some(vec![]));
    }

    #[test]
    fn a_list_whose_items_cannot_be_told_apart_is_none() {
        for list in [
            r#"[{"id":1,"no":"a"b"},{"id":2,"no":"c"}]"#,
            r#"[{"id":1,"no":"a},{"id":2,"no":"c"}]"#,
            r#"[{"id":1},{"id":2}"#,
            r#"[{"id":1},{"weight":"x"},{"id":"#,
            r#"[{"id":1},{"weight":"x"}]<"#,
            r#"[{"id":1}{"weight":"x"}]"#,
            r#"[{"id":1,"weight":"x"},5]"#,
            r#"[{"id":1,"weight":"x"},{}]"#,
            r#"[{"id":1,"parts":[}]"#,
            r#"{"id":"x"}"#,
            "<html>",
        ] {
            assert_eq!(read(list), None, "{list}");
        }
        let error = |body: &str| serde_json::from_str::<serde_json::Value>(body).unwrap_err();
        for (body, is_broken) in
            [(r#"[{"no":"a"b"}]"#, true), (r#"[{"no":"#, false), ("<html>", false), ("[1]<", false)]
        {
            assert_eq!(is_broken_list(body.as_bytes(), &error(body)), is_broken, "{body}");
        }
    }
}
