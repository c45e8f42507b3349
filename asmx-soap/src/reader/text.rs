//! Texts: how their pieces become one.

use std::borrow::Cow;

use quick_xml::events::Event;

use super::unreadable::unexpected;
use super::{Reader, reference};
use crate::{DecodeError, DecodeErrorKind, Tag};

impl<'a> Reader<'a> {
    /// The text of an element that has only text in it, with entities resolved and line ends as XML wants them.
    /// What is no character, by its bytes or its number, is U+FFFD in it.
    ///
    /// # Errors
    /// An element inside; an entity that XML does not define; what makes the rest unreadable.
    pub fn text(&mut self, of: &Tag<'_>) -> Result<&str, DecodeError> {
        if of.empty {
            return Ok("");
        }
        if let Some(text) = self.plain_text(of) {
            return Ok(text);
        }
        let mut only = "";
        // The first half of a character that came just before, by a reference of its own.
        let mut half = None;
        self.joined.clear();
        loop {
            let before = half.take();
            match self.event()? {
                Event::Text(piece) => self.join(&mut only, piece.into_inner()),
                Event::CData(piece) => self.join(&mut only, piece.into_inner()),
                Event::GeneralRef(reference) => {
                    self.joined.push_str(std::mem::take(&mut only));
                    half = reference::push(&mut self.joined, before, &reference)?;
                }
                Event::End(end) => {
                    self.end(&end)?;
                    return Ok(if self.joined.is_empty() { only } else { &self.joined });
                }
                Event::Start(start) => return Err(unexpected(&self.tag(&start, false)?)),
                Event::Empty(start) => return Err(unexpected(&self.tag(&start, true)?)),
                Event::Eof => return Err(DecodeError::new(DecodeErrorKind::Truncated)),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => {}
            }
        }
    }

    /// A text that is followed by its end tag, with nothing in it to resolve: nearly every text. It need not go
    /// through the tokenizer, which would look at each part of it twice.
    #[inline]
    fn plain_text(&mut self, of: &Tag<'_>) -> Option<&'a str> {
        let rest: &'a [u8] = self.xml.get_ref();
        let (text, end) = rest.split_at(memchr::memchr3(b'<', b'&', b'\r', rest)?);
        let after = end.strip_prefix(b"</")?.strip_prefix(of.qualified())?.strip_prefix(b">")?;
        let text = std::str::from_utf8(text).ok()?;
        *self.xml.get_mut() = after;
        self.leave();
        Some(text)
    }

    /// Adds a piece to a text. Line ends become `\n`, as XML 1.0 §2.11 demands; a `&#xD;` stays what it is.
    #[inline]
    fn join(&mut self, only: &mut &'a str, piece: Cow<'a, str>) {
        match piece {
            Cow::Borrowed(piece)
                if only.is_empty()
                    && self.joined.is_empty()
                    && memchr::memchr(b'\r', piece.as_bytes()).is_none() =>
            {
                *only = piece;
            }
            piece => {
                self.joined.push_str(std::mem::take(only));
                let mut lines = piece.split('\r');
                self.joined.push_str(lines.next().unwrap_or_default());
                for line in lines {
                    self.joined.push('\n');
                    self.joined.push_str(line.strip_prefix('\n').unwrap_or(line));
                }
            }
        }
    }
}
