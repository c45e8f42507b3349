use std::borrow::Cow;

use quick_xml::Reader as Xml;
use quick_xml::errors::{Error as XmlError, SyntaxError};
use quick_xml::events::{BytesStart, Event};

use crate::namespaces::Namespaces;
use crate::{DecodeError, DecodeErrorKind, Limits};

/// Reads elements out of a part of an answer.
///
/// Types made by [`element!`](crate::element) read themselves with it; only a type with a wire form of its own needs
/// to call it by hand. Children may come in any order, unknown ones are skipped, and names count only in the right
/// namespace, whatever the prefix.
pub struct Reader<'a> {
    xml: Xml<&'a [u8]>,
    base: usize,
    /// Whether the bytes end where the document ends. If not, running out of them means "wait for more".
    complete: bool,
    limits: Limits,
    depth: usize,
    /// An empty tag counts as left only when the next event is asked for: until then its declarations hold.
    in_empty: bool,
    namespaces: Namespaces,
}

/// The start tag of an element whose content has not been read yet.
#[derive(Debug)]
pub struct Tag<'a> {
    start: BytesStart<'a>,
    namespace: Option<u16>,
    nil: bool,
    empty: bool,
}

impl Tag<'_> {
    /// Whether the local name is `name`.
    #[inline]
    pub fn is(&self, name: &str) -> bool {
        self.start.local_name().into_inner() == name
    }

    /// The local name.
    pub fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.empty
    }

    /// Whether the element says `xsi:nil="true"`.
    pub fn is_nil(&self) -> bool {
        self.nil
    }

    /// The value of the attribute `name` that has no prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let attributes = attributes.with_checks(false).flatten();
        attributes
            .filter(|a| a.key.into_inner() == name)
            .find_map(|a| a.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(Cow::into_owned))
    }
}

/// What comes next inside an element.
pub(crate) enum Step<'a> {
    Child(Tag<'a>),
    End,
    Text,
    Eof,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        bytes: &'a [u8],
        complete: bool,
        limits: Limits,
        namespaces: Namespaces,
        depth: usize,
    ) -> Self {
        let mut xml = Xml::from_reader(bytes);
        let config = xml.config_mut();
        config.allow_unmatched_ends = true;
        Self { xml, base: depth, complete, limits, depth, in_empty: false, namespaces }
    }

    pub(crate) fn position(&self) -> usize {
        usize::try_from(self.xml.buffer_position()).unwrap_or(usize::MAX)
    }

    /// The declarations in force where reading stopped.
    pub(crate) fn into_namespaces(mut self) -> Namespaces {
        self.leave_empty();
        self.namespaces
    }

    /// The next child element in `namespace`; `None` once the end tag was read. Children in other namespaces are
    /// skipped.
    ///
    /// # Errors
    /// What makes the rest unreadable: malformed XML, a bound passed, a document type.
    #[inline]
    pub fn child(&mut self, of: &Tag<'_>, namespace: &str) -> Result<Option<Tag<'a>>, DecodeError> {
        if of.empty {
            return Ok(None);
        }
        loop {
            match self.step()? {
                Step::Child(tag) if self.in_namespace(&tag, namespace) => return Ok(Some(tag)),
                Step::Child(tag) => self.skip(&tag)?,
                Step::End => return Ok(None),
                Step::Text => {}
                Step::Eof => return Err(DecodeError::new(DecodeErrorKind::Truncated)),
            }
        }
    }

    /// The next child element, whatever its namespace.
    pub(crate) fn any_child(&mut self, of: &Tag<'_>) -> Result<Option<Tag<'a>>, DecodeError> {
        if of.empty {
            return Ok(None);
        }
        loop {
            match self.step()? {
                Step::Child(tag) => return Ok(Some(tag)),
                Step::End => return Ok(None),
                Step::Text => {}
                Step::Eof => return Err(DecodeError::new(DecodeErrorKind::Truncated)),
            }
        }
    }

    /// The text of an element that has only text in it.
    ///
    /// # Errors
    /// An element inside; an entity that XML does not define; what makes the rest unreadable.
    pub fn text(&mut self, of: &Tag<'_>) -> Result<Cow<'a, str>, DecodeError> {
        let mut text = Cow::Borrowed("");
        if of.empty {
            return Ok(text);
        }
        loop {
            match self.event()? {
                Event::Text(part) => append(&mut text, part.into_inner(), true),
                Event::CData(part) => append(&mut text, part.into_inner(), true),
                Event::GeneralRef(reference) => append(&mut text, Cow::Owned(resolve(&reference)?), false),
                Event::End(_) => {
                    self.leave();
                    return Ok(text);
                }
                Event::Start(start) | Event::Empty(start) => {
                    let name = start.local_name().into_inner().to_owned();
                    return Err(DecodeError::new(DecodeErrorKind::UnexpectedElement(name)));
                }
                Event::Eof => return Err(DecodeError::new(DecodeErrorKind::Truncated)),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => {}
            }
        }
    }

    /// Passes over an element and all that is in it.
    ///
    /// # Errors
    /// What makes the rest unreadable.
    pub fn skip(&mut self, tag: &Tag<'_>) -> Result<(), DecodeError> {
        if tag.empty {
            return Ok(());
        }
        let outside = self.depth - 1;
        loop {
            match self.step()? {
                Step::Child(tag) if tag.empty => {}
                Step::End if self.depth == outside => return Ok(()),
                Step::Eof => return Err(DecodeError::new(DecodeErrorKind::Truncated)),
                Step::Child(_) | Step::End | Step::Text => {}
            }
        }
    }

    #[inline]
    pub(crate) fn in_namespace(&self, tag: &Tag<'_>, namespace: &str) -> bool {
        self.namespaces.is(tag.namespace, namespace)
    }

    pub(crate) fn step(&mut self) -> Result<Step<'a>, DecodeError> {
        loop {
            match self.event()? {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > self.limits.depth {
                        return Err(too_large("depth", self.limits.depth));
                    }
                    return self.tag(start, false).map(Step::Child);
                }
                Event::Empty(start) => {
                    self.depth += 1;
                    self.in_empty = true;
                    return self.tag(start, true).map(Step::Child);
                }
                Event::End(_) => {
                    self.leave();
                    return Ok(Step::End);
                }
                Event::Text(text) if text.bytes().all(|byte| byte.is_ascii_whitespace()) => {}
                Event::GeneralRef(reference) => {
                    resolve(&reference)?;
                    return Ok(Step::Text);
                }
                Event::Text(_) | Event::CData(_) => return Ok(Step::Text),
                Event::Eof => return Ok(Step::Eof),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => {}
            }
        }
    }

    fn tag(&mut self, start: BytesStart<'a>, empty: bool) -> Result<Tag<'a>, DecodeError> {
        let name = start.name().into_inner();
        let mut nil = false;
        if start.len() > name.len() {
            nil = self.namespaces.declare(&start, self.depth, self.limits.attributes)?;
        }
        let prefix = memchr::memchr(b':', name.as_bytes()).map_or("", |colon| &name[..colon]);
        let namespace = self.namespaces.resolve(prefix)?;
        Ok(Tag { start, namespace, nil, empty })
    }

    #[inline]
    fn leave(&mut self) {
        self.namespaces.leave(self.depth);
        self.depth = self.depth.saturating_sub(1);
    }

    #[inline]
    fn leave_empty(&mut self) {
        if std::mem::take(&mut self.in_empty) {
            self.leave();
        }
    }

    #[inline]
    fn event(&mut self) -> Result<Event<'a>, DecodeError> {
        self.leave_empty();
        match self.xml.read_event() {
            Ok(Event::DocType(_)) => Err(DecodeError::new(DecodeErrorKind::Doctype)),
            Ok(Event::Eof) if !self.complete || self.depth > self.base => {
                Err(DecodeError::new(DecodeErrorKind::Truncated))
            }
            Ok(event) => Ok(event),
            Err(XmlError::Syntax(SyntaxError::InvalidBangMarkup)) if self.complete => {
                Err(DecodeError::malformed(SyntaxError::InvalidBangMarkup))
            }
            // A tag, comment or reference without an end: there is more to come, or there should have been.
            Err(XmlError::Syntax(_)) => Err(DecodeError::new(DecodeErrorKind::Truncated)),
            Err(error) => Err(DecodeError::malformed(error)),
        }
    }
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader")
            .field("position", &self.position())
            .field("depth", &self.depth)
            .finish_non_exhaustive()
    }
}

pub(crate) fn too_large(bound: &'static str, limit: usize) -> DecodeError {
    DecodeError::new(DecodeErrorKind::TooLarge { bound, limit: limit as u64 })
}

/// Joins the parts of a text. Line ends become `\n`, as XML 1.0 §2.11 demands; a `&#xD;` stays what it is.
fn append<'a>(text: &mut Cow<'a, str>, part: Cow<'a, str>, normalise: bool) {
    let part = if normalise && memchr::memchr(b'\r', part.as_bytes()).is_some() {
        Cow::Owned(part.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        part
    };
    if text.is_empty() {
        *text = part;
    } else {
        text.to_mut().push_str(&part);
    }
}

fn resolve(reference: &quick_xml::events::BytesRef<'_>) -> Result<String, DecodeError> {
    if let Some(character) = reference.resolve_char_ref().map_err(DecodeError::malformed)? {
        return Ok(character.to_string());
    }
    let name: &str = reference;
    let text = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => {
            let name = name.chars().take(64).collect();
            return Err(DecodeError::new(DecodeErrorKind::UnknownEntity(name)));
        }
    };
    Ok(text.to_owned())
}
