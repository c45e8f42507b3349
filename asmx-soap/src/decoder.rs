use std::borrow::Cow;
use std::collections::VecDeque;

use crate::broken;
use crate::document::{Document, Found, stray_text, unexpected};
use crate::encoding::{BOM, whole_characters, wide_encoding};
use crate::limits::too_large;
use crate::namespaces::Namespaces;
use crate::reader::{Reader, Step};
use crate::{DecodeError, DecodeErrorKind, Element, Fault, Limits, Operation, Value};

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
    /// Why an item cannot be read whose end is being looked for.
    passing: Option<DecodeError>,
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

impl Input {
    /// Puts U+FFFD where the bytes are not UTF-8. A character that has not arrived whole is left to the bytes to come.
    #[cold]
    fn make_text(&mut self) {
        let whole = whole_characters(&self.buffer[self.consumed..]);
        if let Cow::Owned(text) = String::from_utf8_lossy(whole) {
            let end = self.consumed + whole.len();
            self.buffer.splice(self.consumed..end, text.into_bytes());
        }
    }
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
            passing: None,
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

    /// Whether the operation's own answer was there (`OpResponse`), even without a result: all that an operation answers
    /// that has none. Meaningful once the answer is done.
    pub fn saw_response(&self) -> bool {
        self.document.saw_response
    }

    /// Decodes what is there, up to [`AHEAD`] items.
    fn decode(&mut self) {
        if self.input.buffer.len() < self.input.wait_for {
            return;
        }
        loop {
            if let Some(error) = self.passing.take()
                && !self.pass(error)
            {
                return;
            }
            if self.decode_arrived() {
                // Bytes that are not UTF-8 are looked for only once some were met: nearly no answer has any.
                self.input.make_text();
                self.decode_arrived();
            }
            if self.passing.is_none() || !self.ready.is_empty() {
                return;
            }
        }
    }

    /// Looks for the end of a broken item, and tells whether it was there. It must come within the bytes that an item may have.
    #[cold]
    fn pass(&mut self, error: DecodeError) -> bool {
        let Self { input, document, .. } = self;
        let arrived = &input.buffer[input.consumed..];
        let item = &*document.item.name;
        let list = document.open.last().map_or(&b""[..], |(_, name)| name);
        match broken::end(arrived, item, list).filter(|end| *end <= self.limits.item_bytes) {
            Some(end) => {
                let id = || broken::id(&arrived[..end], item, O::Item::key()?);
                let error = if error.id().is_some() { error } else { error.of(id()) };
                self.ready.push_back(Err(error.passed_over()));
                input.consumed += end;
                return true;
            }
            None if input.complete || arrived.len() > self.limits.item_bytes => self.failed = Some(error),
            None => {
                input.wait_for = input.buffer.len() + arrived.len() / 2;
                self.passing = Some(error);
            }
        }
        false
    }

    /// The same, up to bytes that are not UTF-8: whether there are such.
    fn decode_arrived(&mut self) -> bool {
        let input = &mut self.input;
        let from = input.consumed;
        let arrived = &input.buffer[from..];
        if self.document.is_new() && arrived.len() < 4 && !input.complete {
            return false; // Too little to see the encoding.
        }
        if let Some(encoding) = wide_encoding(arrived).filter(|_| self.document.is_new()) {
            self.failed = Some(DecodeError::new(DecodeErrorKind::Encoding(encoding.to_owned())));
            return false;
        }
        if !self.document.is_new() && arrived.starts_with(BOM) {
            // The tokenizer would take it for the start of a document.
            self.failed = Some(stray_text());
            return false;
        }
        let (namespaces, joined) = (std::mem::take(&mut self.namespaces), std::mem::take(&mut self.joined));
        let depth = self.document.open.len();
        let bytes = whole_characters(arrived);
        let complete = input.complete && bytes.len() == arrived.len();
        let mut is_text = true;
        let mut reader = Reader::new(bytes, self.limits).resume(complete, depth, namespaces, joined);
        while self.ready.is_empty() || (self.ready.len() < AHEAD && reader.position() < AHEAD_BYTES) {
            let (at, declared) = (reader.position(), reader.declared());
            reader.count_anew();
            let found = self.document.token::<O>(&mut reader);
            let truncated = found.as_ref().is_err_and(DecodeError::is_truncated);
            let size = if truncated { bytes.len() } else { reader.position() } - at;
            if size > self.limits.item_bytes {
                self.failed = Some(too_large("item_bytes", self.limits.item_bytes));
                break;
            }
            match found {
                Ok(Found::Item(item)) => self.ready.extend(item.transpose()),
                Ok(Found::Nothing) => {}
                Ok(Found::Last) => break,
                Err(_) if truncated && !input.complete => {
                    reader.forget_declared(declared);
                    // Half as much again: all attempts together cost no more than three times one.
                    input.wait_for = input.buffer.len() + size / 2;
                    break;
                }
                Err(_) if reader.met_bytes() => {
                    reader.forget_declared(declared);
                    is_text = false;
                    break;
                }
                Err(error)
                    if self.document.item.is_open && broken::can_be_passed::<O>(&error, input.complete) =>
                {
                    reader.forget_declared(declared);
                    input.consumed = from + self.document.item.content;
                    self.passing = Some(error);
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
        !is_text
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

/// Reads an element that stands on its own.
///
/// # Errors
/// If the text is not that element, not well-formed, or larger than the default [`Limits`].
pub fn from_xml<E: Element>(xml: &str) -> Result<E, DecodeError> {
    read_root(Reader::new(xml.as_bytes(), Limits::default()))
}

pub(crate) fn read_root<E: Element>(mut reader: Reader<'_>) -> Result<E, DecodeError> {
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
