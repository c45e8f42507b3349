use std::marker::PhantomData;

use crate::namespaces::Namespaces;
use crate::reader::{Reader, Step, too_large};
use crate::{DecodeError, DecodeErrorKind, Element, Fault, Limits, Operation, Tag, Value};

const SOAP: [&str; 2] =
    ["http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"];

/// Decodes an answer while it arrives: bytes in, items out, and never more than one item's bytes kept.
///
/// It does no I/O. Feed it with [`push`](Self::push), take what is complete with [`next`](Self::next), say with
/// [`end`](Self::end) that nothing more will come.
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
#[derive(Debug)]
pub struct Decoder<O> {
    limits: Limits,
    buffer: Vec<u8>,
    /// Bytes of the buffer that were read already.
    consumed: usize,
    /// Do not look again before the buffer is this long: an item that trickles in is not read again for every byte.
    wait_for: usize,
    total: u64,
    complete: bool,
    /// The elements that are open around the items.
    open: Vec<Level>,
    namespaces: Namespaces,
    saw_envelope: bool,
    saw_result: bool,
    fault: Option<Fault>,
    ended: bool,
    items: PhantomData<fn() -> O>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Envelope,
    Body,
    Response,
    /// Inside so many elements of [`Operation::RESULT`].
    Result(usize),
}

enum Found<T> {
    Item(Option<T>),
    Fault(Fault),
    Opened(Level),
    Closed,
    Passed,
    End,
}

impl<O: Operation> Decoder<O> {
    /// A decoder for one answer.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            buffer: Vec::new(),
            consumed: 0,
            wait_for: 0,
            total: 0,
            complete: false,
            open: Vec::with_capacity(4 + O::RESULT.len()),
            namespaces: Namespaces::default(),
            saw_envelope: false,
            saw_result: false,
            fault: None,
            ended: false,
            items: PhantomData,
        }
    }

    /// Takes the next bytes of the answer.
    ///
    /// # Errors
    /// If the answer, or one item of it, is larger than the limits allow.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), DecodeError> {
        self.total += bytes.len() as u64;
        if self.total > self.limits.total_bytes {
            return Err(DecodeError::new(DecodeErrorKind::TooLarge {
                bound: "total_bytes",
                limit: self.limits.total_bytes,
            }));
        }
        if self.consumed > 0 {
            self.buffer.drain(..self.consumed);
            self.wait_for = self.wait_for.saturating_sub(self.consumed);
            self.consumed = 0;
        }
        self.buffer.extend_from_slice(bytes);
        Ok(())
    }

    /// Says that the answer is at its end: nothing more will be pushed.
    pub fn end(&mut self) {
        self.complete = true;
        self.wait_for = 0;
    }

    /// The next item that has arrived whole. `None` means: push more; after [`end`](Self::end), that it was the last.
    ///
    /// # Errors
    /// If the item or the answer cannot be read, or the answer ended in the middle. After an error for which [`DecodeError::is_item`] is true, the item
    /// was passed over and the next call goes on behind it.
    #[expect(clippy::should_implement_trait, reason = "it is no iterator: after None more may come")]
    pub fn next(&mut self) -> Result<Option<O::Item>, DecodeError> {
        if self.is_done() || self.buffer.len() < self.wait_for {
            return Ok(None);
        }
        loop {
            match self.advance() {
                Ok(Found::Item(Some(item))) => return Ok(Some(item)),
                Ok(Found::Item(None) | Found::Passed) => {}
                Ok(Found::Opened(level)) => {
                    self.saw_envelope |= level == Level::Envelope;
                    self.saw_result |= matches!(level, Level::Result(_));
                    self.open.push(level);
                }
                Ok(Found::Closed) => {
                    self.open.pop();
                }
                Ok(Found::End) if self.saw_envelope => {
                    self.ended = true;
                    return Ok(None);
                }
                Ok(Found::End) => return Err(DecodeError::new(DecodeErrorKind::Truncated)),
                Ok(Found::Fault(fault)) => {
                    self.fault = Some(fault);
                    return Ok(None);
                }
                Err(error) if error.is_truncated() && !self.complete => {
                    let waiting = self.buffer.len() - self.consumed;
                    if waiting > self.limits.item_bytes {
                        return Err(too_large("item_bytes", self.limits.item_bytes));
                    }
                    self.wait_for = self.buffer.len() + waiting / 2;
                    return Ok(None);
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Whether the answer was read to its end.
    pub fn is_done(&self) -> bool {
        self.ended || self.fault.is_some()
    }

    /// The fault that the server answered with instead.
    pub fn fault(&self) -> Option<&Fault> {
        self.fault.as_ref()
    }

    /// Whether the answer had a result at all, even an empty one. Some services leave it out when they refuse.
    pub fn saw_result(&self) -> bool {
        self.saw_result
    }

    /// Reads one token between items, or one whole item. Only what was read whole counts as consumed.
    fn advance(&mut self) -> Result<Found<O::Item>, DecodeError> {
        let bytes = whole_characters(&self.buffer[self.consumed..], self.complete);
        let namespaces = std::mem::take(&mut self.namespaces);
        let kept = namespaces.len();
        let mut reader = Reader::new(bytes, self.complete, self.limits, namespaces, self.open.len());
        let found = Self::token(&mut reader, &self.open);
        let position = reader.position();
        self.namespaces = reader.into_namespaces();
        match found {
            Ok(found) => {
                self.consumed += position;
                self.saw_result |= matches!(found, Found::Item(_));
                Ok(found)
            }
            Err(error) => {
                self.namespaces.truncate(kept);
                if error.is_item() {
                    self.pass_over()?;
                }
                Err(error)
            }
        }
    }

    /// Steps behind an item that could not be read.
    fn pass_over(&mut self) -> Result<(), DecodeError> {
        let bytes = whole_characters(&self.buffer[self.consumed..], self.complete);
        let kept = self.namespaces.len();
        let namespaces = std::mem::take(&mut self.namespaces);
        let mut reader = Reader::new(bytes, self.complete, self.limits, namespaces, self.open.len());
        let passed = match reader.step() {
            Ok(Step::Child(tag)) => reader.skip(&tag),
            Ok(_) => Ok(()),
            Err(error) => Err(error),
        };
        let position = reader.position();
        self.namespaces = reader.into_namespaces();
        if passed.is_err() {
            self.namespaces.truncate(kept);
        }
        passed?;
        self.consumed += position;
        Ok(())
    }

    fn token(reader: &mut Reader<'_>, open: &[Level]) -> Result<Found<O::Item>, DecodeError> {
        match reader.step()? {
            Step::Child(tag) => Self::child(reader, &tag, open),
            Step::End if open.is_empty() => Err(DecodeError::malformed("an end tag without a start")),
            Step::End => Ok(Found::Closed),
            Step::Text if open.is_empty() => Err(not_an_envelope("text")),
            Step::Text => Ok(Found::Passed),
            Step::Eof => Ok(Found::End),
        }
    }

    fn child(reader: &mut Reader<'_>, tag: &Tag<'_>, open: &[Level]) -> Result<Found<O::Item>, DecodeError> {
        let soap = SOAP.iter().any(|namespace| reader.in_namespace(tag, namespace));
        let ours = reader.in_namespace(tag, O::NAMESPACE);
        let opened = match open.last() {
            None if soap && tag.is("Envelope") => Some(Level::Envelope),
            None => return Err(not_an_envelope(tag.name())),
            Some(Level::Envelope) if soap && tag.is("Body") => Some(Level::Body),
            Some(Level::Body) if soap && tag.is("Fault") => {
                return Fault::read(reader, tag).map(Found::Fault);
            }
            Some(Level::Body) if ours && tag.name().strip_suffix("Response") == Some(O::NAME) => {
                Some(Level::Response)
            }
            Some(Level::Body) => {
                return Err(DecodeError::new(DecodeErrorKind::UnexpectedBody(tag.name().to_owned())));
            }
            Some(Level::Response) => Self::within(tag, ours, 0),
            Some(Level::Result(depth)) => Self::within(tag, ours, *depth),
            Some(Level::Envelope) => None,
        };
        match opened {
            Some(Level::Result(depth)) if depth > O::RESULT.len() => {
                O::Item::read(reader, tag).map(Found::Item).map_err(|error| error.within(O::ITEM))
            }
            Some(level) if !tag.is_empty() => Ok(Found::Opened(level)),
            Some(Level::Result(_)) => Ok(Found::Item(None)),
            Some(_) => Ok(Found::Passed),
            None => reader.skip(tag).map(|()| Found::Passed),
        }
    }

    /// The level that a child of the result's path opens; one beyond the path's end is an item.
    fn within(tag: &Tag<'_>, ours: bool, depth: usize) -> Option<Level> {
        let name = O::RESULT.get(depth).copied().unwrap_or(O::ITEM);
        (ours && tag.is(name)).then_some(Level::Result(depth + 1))
    }
}

/// Reads an element that stands on its own.
///
/// # Errors
/// If the text is not that element, or not well-formed.
pub fn from_xml<E: Element>(xml: &str) -> Result<E, DecodeError> {
    let mut reader = Reader::new(xml.as_bytes(), true, Limits::default(), Namespaces::default(), 0);
    match reader.step()? {
        Step::Child(tag) if tag.is(E::NAME) && reader.in_namespace(&tag, E::NAMESPACE) => {
            let value = E::read(&mut reader, &tag).map_err(|error| error.within(E::NAME))?;
            Ok(value.unwrap_or_default())
        }
        Step::Child(tag) => Err(DecodeError::new(DecodeErrorKind::UnexpectedElement(tag.name().to_owned()))),
        Step::End | Step::Text | Step::Eof => Err(DecodeError::malformed("no element")),
    }
}

/// Leaves out the bytes of a character that has not arrived whole.
fn whole_characters(bytes: &[u8], complete: bool) -> &[u8] {
    let tail = bytes.len().saturating_sub(3);
    match bytes[tail..].iter().rposition(|byte| *byte >= 0xC0) {
        Some(lead) if !complete && std::str::from_utf8(&bytes[tail + lead..]).is_err() => {
            &bytes[..tail + lead]
        }
        _ => bytes,
    }
}

fn not_an_envelope(root: &str) -> DecodeError {
    DecodeError::new(DecodeErrorKind::NotAnEnvelope(root.chars().take(64).collect()))
}
