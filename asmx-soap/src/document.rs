use crate::reader::{Reader, Step, wrong_end};
use crate::{DecodeError, DecodeErrorKind, Fault, Operation, Tag, Value, XsdKind};

const SOAP: [&str; 2] =
    ["http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"];

/// Where in the answer the decoder is, and what it has seen.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// The elements that are open around the items, each with the name that its end tag must have.
    pub(crate) open: Vec<(Level, Box<[u8]>)>,
    /// Whether the envelope was read to its end.
    closed: bool,
    pub(crate) ended: bool,
    pub(crate) saw_response: bool,
    pub(crate) saw_result: bool,
    pub(crate) fault: Option<Fault>,
    /// The item that is being read, or was read last.
    pub(crate) item: ItemTag,
}

/// Where an item stands.
#[derive(Debug, Default)]
pub(crate) struct ItemTag {
    /// The name that its end tag must have.
    pub(crate) name: Box<[u8]>,
    /// Where its content begins, in the bytes at hand.
    pub(crate) content: usize,
    /// Whether its end has not been read.
    pub(crate) is_open: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    Envelope,
    Body,
    Response,
    /// Inside so many elements of [`Operation::RESULT`].
    Result(usize),
}

type ItemResult<O> = Result<Option<<O as Operation>::Item>, DecodeError>;

/// What one token between the items was, or one whole item.
pub(crate) enum Found<O: Operation> {
    /// An item, or why it alone cannot be read.
    Item(ItemResult<O>),
    Nothing,
    Last,
}

impl Document {
    pub(crate) fn is_new(&self) -> bool {
        self.open.is_empty() && !self.closed
    }

    /// Reads one token between items, or one whole item: the inner error is the item's own.
    pub(crate) fn token<O: Operation>(&mut self, reader: &mut Reader<'_>) -> Result<Found<O>, DecodeError> {
        self.item.is_open = false;
        match reader.step()? {
            Step::Child(tag) => self.child::<O>(reader, &tag),
            Step::End(end) => self.leave(end.name().into_inner()).map(|()| Found::Nothing),
            Step::Text if self.is_new() => Err(not_an_envelope("text")),
            Step::Text => Err(stray_text()),
            // The reader has seen that no element is open.
            Step::Eof if self.closed => {
                self.ended = true;
                Ok(Found::Last)
            }
            Step::Eof => Err(DecodeError::new(DecodeErrorKind::Truncated)),
        }
    }

    fn leave(&mut self, name: &str) -> Result<(), DecodeError> {
        match self.open.pop() {
            Some((_, opened)) if *opened == *name.as_bytes() => {
                self.closed = self.open.is_empty();
                Ok(())
            }
            _ => Err(wrong_end(name)),
        }
    }

    fn child<O: Operation>(
        &mut self,
        reader: &mut Reader<'_>,
        tag: &Tag<'_>,
    ) -> Result<Found<O>, DecodeError> {
        let level = match self.open.last().map(|(level, _)| *level) {
            None if self.closed => return Err(unexpected(reader, tag)),
            None if is_soap(reader, tag, "Envelope") => Level::Envelope,
            None => return Err(not_an_envelope(tag.name())),
            Some(Level::Envelope) if is_soap(reader, tag, "Body") => Level::Body,
            Some(Level::Body) if is_soap(reader, tag, "Fault") => {
                self.fault = Some(Fault::read(reader, tag)?);
                return Ok(Found::Last);
            }
            Some(Level::Body) if is_response::<O>(reader, tag) => {
                self.saw_response = true;
                Level::Response
            }
            Some(Level::Body) => return Err(unexpected(reader, tag)),
            Some(Level::Response) if is_part::<O>(reader, tag, 0) => Level::Result(1),
            Some(Level::Result(depth)) if is_part::<O>(reader, tag, depth) => Level::Result(depth + 1),
            Some(Level::Envelope | Level::Response | Level::Result(_)) => {
                return reader.skip(tag).map(|()| Found::Nothing);
            }
        };
        self.saw_result |= matches!(level, Level::Result(_));
        match level {
            Level::Result(depth) if depth > O::RESULT.len() => {
                if *self.item.name != *tag.qualified() {
                    self.item.name = tag.qualified().into();
                }
                (self.item.content, self.item.is_open) = (reader.position(), true);
                item::<O>(reader, tag).map(Found::Item)
            }
            _ if !tag.empty => {
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
fn item<O: Operation>(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<ItemResult<O>, DecodeError> {
    if matches!(O::Item::XSD.kind, XsdKind::Complex(_)) && !reader.may_be_whole(tag) {
        return Err(DecodeError::new(DecodeErrorKind::Truncated));
    }
    let inside = reader.depth();
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

pub(crate) fn stray_text() -> DecodeError {
    DecodeError::new(DecodeErrorKind::UnexpectedBody("text".to_owned()))
}

fn not_an_envelope(root: &str) -> DecodeError {
    DecodeError::new(DecodeErrorKind::NotAnEnvelope(root.chars().take(64).collect()))
}

pub(crate) fn unexpected(reader: &Reader<'_>, tag: &Tag<'_>) -> DecodeError {
    let name = |text: &str| text.chars().take(64).collect::<String>();
    let found = format!("{{{}}}{}", name(reader.namespace(tag)), name(tag.name()));
    DecodeError::new(DecodeErrorKind::UnexpectedBody(found))
}
