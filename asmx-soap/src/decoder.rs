use std::collections::VecDeque;

use crate::namespaces::Namespaces;
use crate::reader::{Reader, Step, too_large};
use crate::{DecodeError, DecodeErrorKind, Element, Fault, Limits, Operation, Tag, Value};

const SOAP: [&str; 2] =
    ["http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"];

/// How many items are decoded at a time, and out of how many bytes: a large piece is not turned into items all at once.
const AHEAD: usize = 64;
const AHEAD_BYTES: usize = 64 << 10;

/// Decodes an answer while it arrives: bytes in, items out, and never much more than one item's bytes kept.
///
/// It does no I/O. Feed it with [`push`](Self::push), take what is complete with [`next`](Self::next), say with
/// [`end`](Self::end) that nothing more will come. How the bytes are cut into pieces makes no difference.
///
/// ```
/// # asmx_soap::element! {
/// #     /// Asks.
/// #     pub struct GetNames in "urn:shop" {}
/// # }
/// # impl asmx_soap::Operation for GetNames {
/// #     type Item = String;
/// #     const RESULT: &'static [&'static str] = &["GetNamesResult"];
/// #     const ITEM: &'static str = "string";
/// #     const EFFECT: asmx_soap::Effect = asmx_soap::Effect::Read;
/// # }
/// use asmx_soap::{Decoder, Limits};
/// let mut decoder = Decoder::<GetNames>::new(Limits::default());
/// decoder.push(br#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
///     <GetNamesResponse xmlns="urn:shop"><GetNamesResult><string>Kari</string><string>O"#)?;
/// assert_eq!(decoder.next()?.as_deref(), Some("Kari"));
/// assert_eq!(decoder.next()?, None); // the second name is still on its way
/// decoder.push(b"la</string></GetNamesResult></GetNamesResponse></s:Body></s:Envelope>")?;
/// assert_eq!(decoder.next()?.as_deref(), Some("Ola"));
/// decoder.end();
/// assert_eq!(decoder.next()?, None); // an error, had the answer ended in the middle
/// assert!(decoder.saw_result());
/// # Ok::<(), asmx_soap::DecodeError>(())
/// ```
pub struct Decoder<O: Operation> {
    limits: Limits,
    input: Input,
    document: Document,
    /// What was decoded and not yet taken; errors among them are those of single items.
    ready: VecDeque<Result<O::Item, DecodeError>>,
    /// Why nothing more can be read.
    failed: Option<DecodeError>,
    namespaces: Namespaces,
    joined: String,
}

/// The bytes that have arrived and are not decoded.
#[derive(Debug, Default)]
struct Input {
    buffer: Vec<u8>,
    /// Bytes of the buffer that were read already.
    consumed: usize,
    /// Do not look again before the buffer is this long: an item that trickles in is not read again for every byte.
    wait_for: usize,
    total: u64,
    complete: bool,
}

/// Where in the answer the decoder is, and what it has seen.
#[derive(Debug, Default)]
struct Document {
    /// The elements that are open around the items, each with the name that its end tag must have.
    open: Vec<(Level, Box<[u8]>)>,
    closed: bool,
    ended: bool,
    saw_result: bool,
    fault: Option<Fault>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Envelope,
    Body,
    Response,
    /// Inside so many elements of [`Operation::RESULT`].
    Result(usize),
}

/// What one token between the items was, or one whole item.
enum Found<T> {
    Item(T),
    Nothing,
    Last,
}

impl<O: Operation> Decoder<O> {
    /// A decoder for one answer.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            input: Input::default(),
            document: Document::default(),
            ready: VecDeque::new(),
            failed: None,
            namespaces: Namespaces::default(),
            joined: String::new(),
        }
    }

    /// Takes the next bytes of the answer.
    ///
    /// # Errors
    /// If the answer is larger than [`Limits::total_bytes`].
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), DecodeError> {
        let input = &mut self.input;
        input.total += bytes.len() as u64;
        if input.total > self.limits.total_bytes {
            let (bound, limit) = ("total_bytes", self.limits.total_bytes);
            let error = DecodeError::new(DecodeErrorKind::TooLarge { bound, limit });
            return Err(self.failed.get_or_insert(error).clone());
        }
        if input.consumed > 0 {
            input.buffer.drain(..input.consumed);
            input.wait_for = input.wait_for.saturating_sub(input.consumed);
            input.consumed = 0;
        }
        input.buffer.extend_from_slice(bytes);
        Ok(())
    }

    /// Says that the answer is at its end: nothing more will be pushed.
    pub fn end(&mut self) {
        self.input.complete = true;
        self.input.wait_for = 0;
    }

    /// The next item that has arrived whole. `None` means: push more; after [`end`](Self::end), that it was the last.
    /// Items that are nil, or hold the value that stands for "not set", are passed over.
    ///
    /// # Errors
    /// If the item or the answer cannot be read, or the answer ended in the middle. After an error for which
    /// [`DecodeError::is_item`] is true, the item was passed over and the next call goes on behind it; any other error
    /// is final, and comes again with every call.
    #[expect(clippy::should_implement_trait, reason = "it is no iterator: after None more may come")]
    pub fn next(&mut self) -> Result<Option<O::Item>, DecodeError> {
        if self.ready.is_empty() && self.failed.is_none() && !self.is_done() {
            self.decode();
        }
        match (self.ready.pop_front(), &self.failed) {
            (Some(item), _) => item.map(Some),
            (None, Some(error)) => Err(error.clone()),
            (None, None) => Ok(None),
        }
    }

    /// Whether the answer was read to its end, and every item taken.
    pub fn is_done(&self) -> bool {
        (self.document.ended || self.document.fault.is_some()) && self.ready.is_empty()
    }

    /// The fault that the server answered with instead.
    pub fn fault(&self) -> Option<&Fault> {
        self.document.fault.as_ref()
    }

    /// Whether the answer had a result at all, even an empty one; meaningful once the answer is done. Some services
    /// leave it out when they refuse.
    pub fn saw_result(&self) -> bool {
        self.document.saw_result
    }

    /// Whether the end of the envelope was read: what comes behind it cannot change the answer.
    #[cfg(feature = "http")]
    pub(crate) fn saw_end(&self) -> bool {
        self.document.closed && self.failed.is_none()
    }

    /// Decodes what is there, up to [`AHEAD`] items.
    fn decode(&mut self) {
        let input = &mut self.input;
        if input.buffer.len() < input.wait_for {
            return;
        }
        let from = input.consumed;
        let arrived = &input.buffer[from..];
        if self.document.is_new() && arrived.len() < 4 && !input.complete {
            return; // Too little to see the encoding.
        }
        if let Some(encoding) = wide_encoding(arrived).filter(|_| self.document.is_new()) {
            self.failed = Some(DecodeError::new(DecodeErrorKind::Encoding(encoding.to_owned())));
            return;
        }
        let (namespaces, joined) = (std::mem::take(&mut self.namespaces), std::mem::take(&mut self.joined));
        let depth = self.document.open.len();
        let bytes = whole_characters(arrived);
        let complete = input.complete && bytes.len() == arrived.len();
        let mut reader = Reader::new(bytes, self.limits).resume(complete, depth, namespaces, joined);
        while self.ready.is_empty() || (self.ready.len() < AHEAD && reader.position() < AHEAD_BYTES) {
            let (at, declared) = (reader.position(), reader.declared());
            reader.count_anew();
            let found = self.document.token::<O>(&mut reader);
            let size = reader.position() - at;
            if size > self.limits.item_bytes {
                self.failed = Some(too_large("item_bytes", self.limits.item_bytes));
                break;
            }
            match found {
                Ok(Found::Item(item)) => self.ready.extend(item.transpose()),
                Ok(Found::Nothing) => {}
                Ok(Found::Last) => break,
                Err(error) if error.is_truncated() && !input.complete => {
                    reader.forget_declared(declared);
                    // Half as much again: all attempts together cost no more than three times one.
                    input.wait_for = input.buffer.len() + size / 2;
                    break;
                }
                Err(error) => {
                    self.failed = Some(error);
                    break;
                }
            }
            input.consumed = from + reader.position();
        }
        (self.namespaces, self.joined) = reader.suspend();
    }
}

impl<O: Operation> std::fmt::Debug for Decoder<O> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Decoder")
            .field("operation", &O::NAME)
            .field("read", &self.input.total)
            .finish_non_exhaustive()
    }
}

impl Document {
    fn is_new(&self) -> bool {
        self.open.is_empty() && !self.closed
    }

    /// Reads one token between items, or one whole item: the inner error is the item's own.
    fn token<O: Operation>(
        &mut self,
        reader: &mut Reader<'_>,
    ) -> Result<Found<Result<Option<O::Item>, DecodeError>>, DecodeError> {
        match reader.step()? {
            Step::Child(tag) => self.child::<O>(reader, &tag),
            Step::End(name) => self.leave(name).map(|()| Found::Nothing),
            Step::Text if self.is_new() => Err(not_an_envelope("text")),
            Step::Text => Err(DecodeError::new(DecodeErrorKind::UnexpectedBody("text".to_owned()))),
            // The reader has seen that no element is open.
            Step::Eof if self.closed => {
                self.ended = true;
                Ok(Found::Last)
            }
            Step::Eof => Err(DecodeError::new(DecodeErrorKind::Truncated)),
        }
    }

    fn leave(&mut self, name: &[u8]) -> Result<(), DecodeError> {
        match self.open.pop() {
            Some((_, opened)) if *opened == *name => {
                self.closed = self.open.is_empty();
                Ok(())
            }
            _ => Err(DecodeError::malformed(format_args!(
                "</{}> ends another element",
                String::from_utf8_lossy(&name[..name.len().min(64)])
            ))),
        }
    }

    fn child<O: Operation>(
        &mut self,
        reader: &mut Reader<'_>,
        tag: &Tag<'_>,
    ) -> Result<Found<Result<Option<O::Item>, DecodeError>>, DecodeError> {
        let level = match self.open.last().map(|(level, _)| *level) {
            None if self.closed => return Err(unexpected(reader, tag)),
            None if is_soap(reader, tag, "Envelope") => Level::Envelope,
            None => return Err(not_an_envelope(tag.name())),
            Some(Level::Envelope) if is_soap(reader, tag, "Body") => Level::Body,
            Some(Level::Body) if is_soap(reader, tag, "Fault") => {
                self.fault = Some(Fault::read(reader, tag)?);
                return Ok(Found::Last);
            }
            Some(Level::Body) if is_response::<O>(reader, tag) => Level::Response,
            Some(Level::Body) => return Err(unexpected(reader, tag)),
            Some(Level::Response) if is_part::<O>(reader, tag, 0) => Level::Result(1),
            Some(Level::Result(depth)) if is_part::<O>(reader, tag, depth) => Level::Result(depth + 1),
            Some(Level::Envelope | Level::Response | Level::Result(_)) => {
                return reader.skip(tag).map(|()| Found::Nothing);
            }
        };
        self.saw_result |= matches!(level, Level::Result(_));
        match level {
            Level::Result(depth) if depth > O::RESULT.len() => item::<O>(reader, tag).map(Found::Item),
            _ if !tag.is_empty() => {
                self.open.push((level, tag.qualified().into()));
                Ok(Found::Nothing)
            }
            _ => {
                self.closed |= level == Level::Envelope;
                Ok(Found::Nothing)
            }
        }
    }
}

/// Reads an item. If its content does not fit, steps behind it.
fn item<O: Operation>(
    reader: &mut Reader<'_>,
    tag: &Tag<'_>,
) -> Result<Result<Option<O::Item>, DecodeError>, DecodeError> {
    let inside = reader.open_depth();
    match O::Item::read(reader, tag) {
        Ok(item) => Ok(Ok(item)),
        Err(error) if error.is_item() => {
            reader.leave_to(inside - 1)?;
            Ok(Err(error.within(O::ITEM)))
        }
        Err(error) => Err(error.within(O::ITEM)),
    }
}

fn is_soap(reader: &Reader<'_>, tag: &Tag<'_>, name: &str) -> bool {
    tag.is(name) && SOAP.iter().any(|namespace| reader.in_namespace(tag, namespace))
}

fn is_response<O: Operation>(reader: &Reader<'_>, tag: &Tag<'_>) -> bool {
    tag.name().strip_suffix("Response") == Some(O::NAME) && reader.in_namespace(tag, O::NAMESPACE)
}

/// Whether the tag is what stands so deep in the answer: an element on the way to the items, or an item.
fn is_part<O: Operation>(reader: &Reader<'_>, tag: &Tag<'_>, depth: usize) -> bool {
    tag.is(O::RESULT.get(depth).copied().unwrap_or(O::ITEM)) && reader.in_namespace(tag, O::NAMESPACE)
}

/// Reads an element that stands on its own.
///
/// # Errors
/// If the text is not that element, not well-formed, or larger than the default [`Limits`].
pub fn from_xml<E: Element>(xml: &str) -> Result<E, DecodeError> {
    let mut reader = Reader::new(xml.as_bytes(), Limits::default());
    let value = match reader.step()? {
        Step::Child(tag) if tag.is(E::NAME) && reader.in_namespace(&tag, E::NAMESPACE) => {
            E::read(&mut reader, &tag).map_err(|error| error.within(E::NAME))?
        }
        Step::Child(tag) => return Err(unexpected(&reader, &tag)),
        Step::End(_) | Step::Text | Step::Eof => return Err(DecodeError::malformed("no element")),
    };
    match reader.step()? {
        Step::Eof => Ok(value.unwrap_or_default()),
        _ => Err(DecodeError::malformed("something behind the element")),
    }
}

/// Leaves out the beginning of a character that has not arrived whole.
fn whole_characters(bytes: &[u8]) -> &[u8] {
    let tail = bytes.len().saturating_sub(3);
    let Some(lead) = bytes[tail..].iter().rposition(|byte| *byte >= 0xC0) else { return bytes };
    match std::str::from_utf8(&bytes[tail + lead..]) {
        Err(error) if error.error_len().is_none() => &bytes[..tail + lead],
        _ => bytes,
    }
}

/// UTF-16 and UTF-32 show at the first bytes, by their mark or by the zeros beside `<`.
fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0, 0, ..] | [0xFF, 0xFE, 0, 0, ..] => Some("utf-32"),
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, b'<', ..] | [b'<', 0, ..] => Some("utf-16"),
        _ => None,
    }
}

fn not_an_envelope(root: &str) -> DecodeError {
    DecodeError::new(DecodeErrorKind::NotAnEnvelope(root.chars().take(64).collect()))
}

fn unexpected(reader: &Reader<'_>, tag: &Tag<'_>) -> DecodeError {
    let name = |text: &str| text.chars().take(64).collect::<String>();
    let found = format!("{{{}}}{}", name(reader.namespace(tag)), name(tag.name()));
    DecodeError::new(DecodeErrorKind::UnexpectedBody(found))
}
