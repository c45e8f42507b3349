mod reference;
mod text;
mod unreadable;

use quick_xml::Reader as Xml;
use quick_xml::errors::Error as XmlError;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use crate::encoding::{BOM, check_encoding};
use crate::limits::too_large;
use crate::namespaces::{Namespace, Namespaces};
use crate::{DecodeError, DecodeErrorKind, Limits, Tag};

use reference::resolve;
pub(crate) use unreadable::wrong_end;

/// Reads elements out of a part of an answer.
///
/// Types made by [`element!`](crate::element) read themselves with it; only a type with a wire form of its own needs
/// to call it by hand. Children may come in any order, unknown ones are skipped, and names count only in the right
/// namespace, whatever the prefix.
///
/// ```
/// use asmx_soap::{DecodeError, Reader, Tag, Value, Writer, Xsd, XsdKind};
///
/// /// A point, which travels as `<P x="1">2</P>`.
/// #[derive(Debug, Clone, Default, PartialEq)]
/// struct Point(i32, i32);
///
/// impl Value for Point {
///     const XSD: Xsd = Xsd::new("Point", XsdKind::Scalar);
///
///     fn read(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<Option<Self>, DecodeError> {
///         let number = |text: &str| text.trim().parse().map_err(|_| DecodeError::value("Point", text));
///         let x = number(&tag.attribute("x").unwrap_or_default())?;
///         Ok(Some(Self(x, number(reader.text(tag)?)?)))
///     }
///
///     fn write(&self, writer: &mut Writer, name: &'static str) {
///         writer.open_with(name, "x", &self.0.to_string());
///         writer.content(name, &self.1.to_string());
///         writer.close(name);
///     }
/// }
///
/// asmx_soap::element! {
///     /// Where it is.
///     pub struct Place in "urn:map" {
///         /// The point.
///         "At" at: Option<Point>,
///     }
/// }
/// let place = Place { at: Some(Point(1, 2)) };
/// let xml = asmx_soap::to_xml(&place)?;
/// assert_eq!(xml, r#"<Place xmlns="urn:map"><At x="1">2</At></Place>"#);
/// assert_eq!(asmx_soap::from_xml::<Place>(&xml)?, place);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Reader<'a> {
    xml: Xml<&'a [u8]>,
    bytes: &'a [u8],
    /// Whether the bytes end where the document ends. If not, running out of them means "wait for more".
    complete: bool,
    limits: Limits,
    /// How many elements were open before the first of the bytes.
    outside: usize,
    /// The elements that were opened since, by the names that their end tags must have.
    open: Vec<&'a [u8]>,
    elements: usize,
    /// An empty tag counts as left only when the next event is asked for: until then its declarations hold.
    in_empty: bool,
    namespaces: Namespaces,
    /// Where texts that come in pieces are put together.
    joined: String,
    /// Whether an empty text is a text. To a service it is the same as none; in what was made to be sent, it is what makes
    /// a text disappear there.
    keeps_empty: bool,
    /// Whether it stopped at bytes that are not UTF-8.
    met_bytes: bool,
}

/// What comes next inside an element.
pub(crate) enum Step<'a> {
    Child(Tag<'a>),
    End(BytesEnd<'a>),
    /// A text that is more than white space.
    Text,
    Eof,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8], limits: Limits) -> Self {
        // The tokenizer would drop a byte order mark as well, but uncounted.
        let mut xml = Xml::from_reader(bytes.strip_prefix(BOM).unwrap_or(bytes));
        // Names are compared here: the tokenizer does not see the end tags that `plain_text` reads.
        xml.config_mut().check_end_names = false;
        xml.config_mut().allow_unmatched_ends = true;
        Self {
            xml,
            bytes,
            complete: true,
            limits,
            outside: 0,
            open: Vec::new(),
            elements: 0,
            in_empty: false,
            namespaces: Namespaces::default(),
            joined: String::new(),
            keeps_empty: false,
            met_bytes: false,
        }
    }

    /// A reader of what was made to be sent.
    pub(crate) fn keeping_empty(bytes: &'a [u8]) -> Self {
        Self { keeps_empty: true, ..Self::new(bytes, Limits::default()) }
    }

    /// Whether an empty text is a text.
    #[inline]
    pub(crate) fn keeps_empty(&self) -> bool {
        self.keeps_empty
    }

    /// Whether it stopped at bytes that are not UTF-8, and at nothing else.
    pub(crate) fn met_bytes(&self) -> bool {
        self.met_bytes
    }

    /// Goes on in the middle of a document, of which there may be more to come.
    pub(crate) fn resume(
        mut self,
        complete: bool,
        depth: usize,
        namespaces: Namespaces,
        joined: String,
    ) -> Self {
        (self.complete, self.outside, self.namespaces, self.joined) = (complete, depth, namespaces, joined);
        self
    }

    /// What the reader that goes on from here needs.
    pub(crate) fn suspend(mut self) -> (Namespaces, String) {
        self.leave_empty();
        (self.namespaces, self.joined)
    }

    /// Where the next event begins.
    #[inline]
    pub(crate) fn position(&self) -> usize {
        self.bytes.len() - self.xml.get_ref().len()
    }

    /// How deep the element is whose tag was read last.
    #[inline]
    pub(crate) fn depth(&self) -> usize {
        self.outside + self.open.len()
    }

    pub(crate) fn declared(&mut self) -> usize {
        self.leave_empty();
        self.namespaces.len()
    }

    pub(crate) fn forget_declared(&mut self, beyond: usize) {
        self.in_empty = false;
        self.namespaces.truncate(beyond);
    }

    /// Begins a new count of elements.
    pub(crate) fn count_anew(&mut self) {
        self.elements = 0;
    }

    /// The next child element in `namespace`; `None` once the end tag was read. Children in other namespaces are
    /// skipped.
    ///
    /// # Errors
    /// What makes the rest unreadable: malformed XML, a bound passed, a document type.
    #[inline]
    pub fn child(&mut self, of: &Tag<'_>, namespace: &str) -> Result<Option<Tag<'a>>, DecodeError> {
        while let Some(tag) = self.any_child(of)? {
            if self.in_namespace(&tag, namespace) {
                return Ok(Some(tag));
            }
            self.skip(&tag)?;
        }
        Ok(None)
    }

    /// The next child element, whatever its namespace.
    #[inline]
    pub(crate) fn any_child(&mut self, of: &Tag<'_>) -> Result<Option<Tag<'a>>, DecodeError> {
        if of.empty {
            return Ok(None);
        }
        loop {
            match self.step()? {
                Step::Child(tag) => return Ok(Some(tag)),
                Step::End(_) => return Ok(None),
                Step::Text => {}
                Step::Eof => return Err(DecodeError::new(DecodeErrorKind::Truncated)),
            }
        }
    }

    /// Whether the end of an element may have arrived: if not, to begin with it would be work for nothing. A long one is
    /// begun all the same, so that what is wrong with it shows before all of it is here.
    pub(crate) fn may_be_whole(&self, tag: &Tag<'_>) -> bool {
        const LONG: usize = 64 << 10;
        let rest: &[u8] = self.xml.get_ref();
        let is_end = |at: usize| rest[..at].ends_with(b"</");
        self.complete
            || tag.empty
            || rest.len() > LONG
            || memchr::memmem::find_iter(rest, tag.qualified()).any(is_end)
    }

    /// Passes over an element and all that is in it.
    ///
    /// # Errors
    /// What makes the rest unreadable.
    pub fn skip(&mut self, tag: &Tag<'_>) -> Result<(), DecodeError> {
        match tag.empty {
            true => Ok(()),
            false => self.leave_to(self.depth() - 1),
        }
    }

    /// Where [`step_behind`](Self::step_behind) goes on: in the element whose tag was read last.
    #[doc(hidden)]
    #[inline]
    pub fn place(&self) -> usize {
        self.depth()
    }

    /// Goes on behind a child that cannot be read, so that the rest of the element tells which record it is.
    #[doc(hidden)]
    #[cold]
    pub fn step_behind(
        &mut self,
        first: &mut Option<DecodeError>,
        error: DecodeError,
        place: usize,
    ) -> Result<(), DecodeError> {
        if !error.is_item() {
            return Err(error);
        }
        first.get_or_insert(error);
        self.leave_to(place)
    }

    /// Passes over the rest of what is deeper than `depth`.
    pub(crate) fn leave_to(&mut self, depth: usize) -> Result<(), DecodeError> {
        self.leave_empty();
        while self.depth() > depth {
            if let Step::Eof = self.step()? {
                return Err(DecodeError::new(DecodeErrorKind::Truncated));
            }
            self.leave_empty();
        }
        Ok(())
    }

    #[inline]
    pub(crate) fn in_namespace(&self, tag: &Tag<'_>, namespace: &str) -> bool {
        self.namespaces.is(tag.namespace, namespace)
    }

    pub(crate) fn namespace(&self, tag: &Tag<'_>) -> &str {
        self.namespaces.uri(tag.namespace)
    }

    pub(crate) fn step(&mut self) -> Result<Step<'a>, DecodeError> {
        loop {
            match self.event()? {
                Event::Start(start) => return self.tag(&start, false).map(Step::Child),
                Event::Empty(start) => return self.tag(&start, true).map(Step::Child),
                Event::End(end) => return self.end(&end).map(|()| Step::End(end)),
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

    #[inline]
    fn tag(&mut self, start: &BytesStart<'_>, empty: bool) -> Result<Tag<'a>, DecodeError> {
        let end = self.position() - if empty { 2 } else { 1 };
        let whole = &self.bytes[end - start.len()..end];
        let qualified = start.name().into_inner().len();
        let name = &whole[..qualified];
        self.enter(name)?;
        self.in_empty = empty;
        let mut tag = Tag { whole, qualified, local: name, namespace: Namespace::None, nil: false, empty };
        if whole.len() > qualified {
            tag.nil = self.namespaces.declare(tag.attributes(), self.depth(), self.limits.attributes)?;
        }
        match name.iter().position(|byte| *byte == b':') {
            None => tag.namespace = self.namespaces.unprefixed(),
            Some(0) => return Err(DecodeError::malformed("a name that begins with a colon")),
            Some(colon) => {
                tag.namespace =
                    self.namespaces.resolve(std::str::from_utf8(&name[..colon]).unwrap_or_default())?;
                tag.local = &name[colon + 1..];
            }
        }
        match tag.local {
            [] => Err(DecodeError::malformed("a tag without a name")),
            _ => Ok(tag),
        }
    }

    #[inline]
    fn enter(&mut self, name: &'a [u8]) -> Result<(), DecodeError> {
        self.open.push(name);
        self.elements += 1;
        if self.depth() > self.limits.depth {
            return Err(too_large("depth", self.limits.depth));
        }
        if self.elements > self.limits.item_elements {
            return Err(too_large("item_elements", self.limits.item_elements));
        }
        Ok(())
    }

    /// Leaves an element. If it was opened before the first of the bytes, the caller compares the name.
    #[inline]
    fn end(&mut self, end: &BytesEnd<'_>) -> Result<(), DecodeError> {
        let name = end.name().into_inner();
        match self.open.last() {
            Some(opened) if *opened != name.as_bytes() => Err(wrong_end(name)),
            _ => {
                self.leave();
                Ok(())
            }
        }
    }

    #[inline]
    fn leave(&mut self) {
        self.namespaces.leave(self.depth());
        if self.open.pop().is_none() {
            self.outside = self.outside.saturating_sub(1);
        }
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
        let at = self.position();
        match self.xml.read_event() {
            Ok(Event::DocType(_)) => Err(self.doctype(at)),
            Ok(Event::Eof) if !self.complete || self.depth() > 0 => {
                Err(DecodeError::new(DecodeErrorKind::Truncated))
            }
            Ok(Event::Decl(declaration)) => check_encoding(&declaration).map(|()| Event::Decl(declaration)),
            Ok(event) => Ok(event),
            Err(error) => {
                self.met_bytes = matches!(error, XmlError::Encoding(_));
                Err(self.unreadable(&error, at))
            }
        }
    }
}
