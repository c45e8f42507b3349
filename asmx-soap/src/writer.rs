use std::fmt::Write as _;

use crate::{EncodeError, EncodeErrorKind};

/// Writes elements in the order of the calls; made for [`Value::write`](crate::Value::write).
///
/// Names carry no prefix: the namespace is the one that the operation's element declares.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
    refused: Option<EncodeError>,
}

impl Writer {
    pub(crate) fn raw(&mut self, xml: &str) {
        self.out.push_str(xml);
    }

    pub(crate) fn len(&self) -> usize {
        self.out.len()
    }

    pub(crate) fn declare(&mut self, at: usize, namespace: &str) {
        self.out.insert_str(at, &format!(" xmlns=\"{namespace}\""));
    }

    /// Writes `<name>`.
    pub fn open(&mut self, name: &str) {
        self.out.push('<');
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Writes `<name attribute="value">`.
    pub fn open_with(&mut self, name: &str, attribute: &str, value: &str) {
        self.out.push('<');
        self.out.push_str(name);
        self.out.push(' ');
        self.out.push_str(attribute);
        self.out.push_str("=\"");
        // As they are, a reader would take them for spaces.
        for line in value.split_inclusive(['\n', '\t']) {
            let (text, end) = match line.as_bytes() {
                [.., b'\n'] => (&line[..line.len() - 1], "&#xA;"),
                [.., b'\t'] => (&line[..line.len() - 1], "&#x9;"),
                _ => (line, ""),
            };
            self.escape(name, text);
            self.out.push_str(end);
        }
        self.out.push_str("\">");
    }

    /// Writes `</name>`.
    pub fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Writes an element that holds `text`, escaped.
    pub fn text(&mut self, name: &'static str, text: &str) {
        self.open(name);
        self.escape(name, text);
        self.close(name);
    }

    /// Writes the escaped content of an element that was opened before; `name` is for errors.
    pub fn content(&mut self, name: &'static str, text: &str) {
        self.escape(name, text);
    }

    /// Writes an element that has no value, and says so: `xsi:nil`.
    pub fn nil(&mut self, name: &'static str) {
        self.out.push('<');
        self.out.push_str(name);
        self.out.push_str(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>");
    }

    /// An element that must hold something, and for which nothing was chosen: what is written is refused as a whole, with
    /// [`EncodeErrorKind::NotSet`].
    pub fn not_set(&mut self, name: &'static str) {
        self.text(name, "");
        self.refused_for(name, EncodeErrorKind::NotSet);
    }

    /// Writes an element whose text needs no escaping: a number, a date.
    pub fn plain(&mut self, name: &'static str, text: std::fmt::Arguments<'_>) {
        self.open(name);
        // Writing to a String cannot fail.
        let _ = self.out.write_fmt(text);
        self.close(name);
    }

    /// Writes an element that holds digits and the like.
    pub(crate) fn ascii(&mut self, name: &'static str, text: &[u8]) {
        self.open(name);
        self.out.push_str(std::str::from_utf8(text).unwrap_or_default());
        self.close(name);
    }

    fn escape(&mut self, element: &str, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| SPECIAL[usize::from(byte)]) {
            let (plain, special) = rest.split_at(at);
            self.out.push_str(plain);
            let mut characters = special.chars();
            match characters.next() {
                Some('&') => self.out.push_str("&amp;"),
                Some('<') => self.out.push_str("&lt;"),
                Some('>') => self.out.push_str("&gt;"),
                Some('"') => self.out.push_str("&quot;"),
                Some('\r') => self.out.push_str("&#xD;"),
                Some(other @ ('\0'..=' ' | '\u{FFFE}' | '\u{FFFF}')) => self.refuse(element, other),
                Some(other) => self.out.push(other),
                None => {}
            }
            rest = characters.as_str();
        }
        self.out.push_str(rest);
    }

    fn refuse(&mut self, element: &str, character: char) {
        match character {
            '\0' => self.out.push('\u{FFFD}'),
            '\u{FFFE}' | '\u{FFFF}' => self.out.push(character),
            // Writing to a String cannot fail.
            _ => drop(write!(self.out, "&#x{:X};", u32::from(character))),
        }
        self.refused_for(element, EncodeErrorKind::Character(character));
    }

    fn refused_for(&mut self, element: &str, kind: EncodeErrorKind) {
        self.refused.get_or_insert_with(|| EncodeError { element: element.to_owned(), kind });
    }

    pub(crate) fn keep(self) -> String {
        self.out
    }

    pub(crate) fn finish(self) -> Result<String, EncodeError> {
        match self.refused {
            Some(error) => Err(error),
            None => Ok(self.out),
        }
    }
}

/// The bytes that cannot go out as they are; 0xEF begins U+FFFE and U+FFFF, among others.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        special[byte] = !matches!(byte, 0x09 | 0x0A);
        byte += 1;
    }
    (special[b'&' as usize], special[b'<' as usize], special[b'>' as usize]) = (true, true, true);
    (special[b'"' as usize], special[0xEF]) = (true, true);
    special
};
