use std::fmt::Write as _;

use crate::EncodeError;

/// Writes elements in the order it is told to; made for [`Value::write`](crate::Value::write).
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
        self.escape(name, value);
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

    /// Writes an element whose text needs no escaping: a number, a date.
    pub fn plain(&mut self, name: &'static str, text: std::fmt::Arguments<'_>) {
        self.open(name);
        // Writing to a String cannot fail.
        let _ = self.out.write_fmt(text);
        self.close(name);
    }

    fn escape(&mut self, element: &str, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.bytes().position(must_escape) {
            self.out.push_str(&rest[..at]);
            let byte = rest.as_bytes()[at];
            let mut width = 1;
            match byte {
                b'&' => self.out.push_str("&amp;"),
                b'<' => self.out.push_str("&lt;"),
                b'>' => self.out.push_str("&gt;"),
                b'"' => self.out.push_str("&quot;"),
                b'\r' => self.out.push_str("&#xD;"),
                0xEF if matches!(&rest.as_bytes()[at + 1..at + 3], [0xBF, 0xBE | 0xBF]) => {
                    width = 3;
                    self.refuse(
                        element,
                        if rest.as_bytes()[at + 2] == 0xBE { '\u{FFFE}' } else { '\u{FFFF}' },
                    );
                }
                0xEF => {
                    width = 3;
                    self.out.push_str(&rest[at..at + 3]);
                }
                _ => self.refuse(element, char::from(byte)),
            }
            rest = &rest[at + width..];
        }
        self.out.push_str(rest);
    }

    /// Remembers the first character that XML cannot carry. It is written all the same, in a way that our own reader
    /// takes back: see [`keep`](crate::keep).
    fn refuse(&mut self, element: &str, character: char) {
        match character {
            '\0' => self.out.push('\u{FFFD}'),
            '\u{FFFE}' | '\u{FFFF}' => self.out.push(character),
            // Writing to a String cannot fail.
            _ => drop(write!(self.out, "&#x{:X};", u32::from(character))),
        }
        self.refused.get_or_insert_with(|| EncodeError { element: element.to_owned(), character });
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

fn must_escape(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\r' | 0xEF | 0..=0x08 | 0x0B | 0x0C | 0x0E..=0x1F)
}
