//! Where the values of a JSON text stand. Numbers and texts stay as they are written.

use std::ops::Range;

/// An array or an object.
pub(super) struct Container<'a> {
    pub(super) is_array: bool,
    /// Of each container around it, from the outermost on, and of itself: its name as a property, or nothing.
    pub(super) names: Vec<&'a str>,
    /// Where its items stand, or its properties with their names.
    pub(super) items: Vec<Range<usize>>,
}

impl Container<'_> {
    /// Its name, if it is a property.
    pub(super) fn name(&self) -> &str {
        self.names.last().copied().unwrap_or_default()
    }
}

/// One that is not closed yet.
struct Open<'a> {
    is_array: bool,
    name: &'a str,
    /// Where the item begins that is being read.
    item: usize,
    items: Vec<Range<usize>>,
}

/// All arrays and objects, inner ones before those around them.
pub(super) fn containers(text: &str) -> Option<Vec<Container<'_>>> {
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut closed = Vec::new();
    let (mut at, mut last_text) = (0, "");
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b'"' => {
                let end = end_of_text(text, at)?;
                last_text = &text[at + 1..end - 1];
                at = end;
                continue;
            }
            b'[' | b'{' => {
                let is_named = open.last().is_some_and(|around| !around.is_array);
                let name = if is_named { last_text } else { "" };
                open.push(Open { is_array: *byte == b'[', name, item: at + 1, items: Vec::new() });
            }
            b',' => {
                let around = open.last_mut()?;
                around.items.push(around.item..at);
                around.item = at + 1;
            }
            b']' | b'}' => {
                let names = open.iter().map(|around| around.name).collect();
                let mut ended = open.pop()?;
                if !text[ended.item..at].trim().is_empty() {
                    ended.items.push(ended.item..at);
                }
                closed.push(Container { is_array: ended.is_array, names, items: ended.items });
            }
            _ => {}
        }
        at += 1;
    }
    Some(closed)
}

/// The name of a property that stands there.
pub(super) fn property_name(text: &str, property: &Range<usize>) -> Option<String> {
    let begin = property.start + text[property.clone()].find('"')?;
    let end = end_of_text(text, begin)?;
    Some(text[begin + 1..end - 1].to_owned())
}

/// The place behind a text that begins at a quotation mark.
fn end_of_text(text: &str, begin: usize) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(begin + 1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}
