use std::borrow::Cow;
use std::fmt;

/// Why an answer, or one item of it, could not be read.
///
/// Names the element where reading stopped, and never quotes more than a few characters of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    kind: DecodeErrorKind,
    /// Element names, innermost first: errors gather them on their way out.
    path: Vec<Cow<'static, str>>,
    /// Which record it is.
    id: Option<String>,
    /// Whether what is broken was passed over, so that only this item is lost.
    passed: bool,
}

/// What was wrong with the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The answer ended in the middle: the connection broke, or the server stopped writing.
    Truncated,
    /// The answer is not well-formed XML.
    Malformed(String),
    /// The answer says that it is written in this encoding; only UTF-8 is read.
    Encoding(String),
    /// A name has this prefix, which no element around it declares.
    UndeclaredPrefix(String),
    /// The answer has a document type or an entity declaration, which SOAP forbids and attackers like.
    Doctype,
    /// The answer uses an entity that XML does not define by itself.
    UnknownEntity(String),
    /// A bound of [`Limits`](crate::Limits) was passed.
    TooLarge {
        /// Which bound, as the field of [`Limits`](crate::Limits) is called.
        bound: &'static str,
        /// Its value.
        limit: u64,
    },
    /// The root is not a SOAP envelope: an HTML page, a plain text.
    NotAnEnvelope(String),
    /// Something stands in the envelope, or behind it, that is neither the answer that was expected nor a fault.
    UnexpectedBody(String),
    /// A value does not fit its type.
    Value {
        /// The XML schema type that was expected.
        expected: &'static str,
        /// The first characters of what was there.
        found: String,
    },
    /// An element stands where only text may be.
    UnexpectedElement(String),
}

impl DecodeError {
    pub(crate) fn new(kind: DecodeErrorKind) -> Self {
        Self { kind, path: Vec::new(), id: None, passed: false }
    }

    pub(crate) fn malformed(what: impl fmt::Display) -> Self {
        Self::new(DecodeErrorKind::Malformed(what.to_string()))
    }

    /// A value that does not fit `expected`. For types that implement [`Value`](crate::Value) themselves.
    pub fn value(expected: &'static str, found: &str) -> Self {
        Self::new(DecodeErrorKind::Value { expected, found: found.chars().take(32).collect() })
    }

    /// Adds the element that the error happened in; called on the way out, innermost first.
    #[must_use]
    pub fn within(mut self, element: impl Into<Cow<'static, str>>) -> Self {
        self.path.push(element.into());
        self
    }

    /// Says which record could not be read, where that is known.
    #[doc(hidden)]
    #[must_use]
    pub fn of(self, id: Option<String>) -> Self {
        Self { id: id.or(self.id), ..self }
    }

    /// The id of a part of a record is not the record's own, unless it is what identifies it.
    #[doc(hidden)]
    #[must_use]
    pub fn kept_id(self, is_key: bool) -> Self {
        Self { id: self.id.filter(|_| is_key), ..self }
    }

    /// Says that reading went on behind the item.
    pub(crate) fn passed_over(self) -> Self {
        Self { passed: true, ..self }
    }

    /// The id of the item that could not be read ([`Value::id`](crate::Value::id)), where it is known.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// What was wrong.
    pub fn kind(&self) -> &DecodeErrorKind {
        &self.kind
    }

    /// The element where reading stopped, outermost first, such as `Product/Price`; empty at the envelope itself.
    pub fn path(&self) -> String {
        self.path.iter().rev().map(AsRef::as_ref).collect::<Vec<_>>().join("/")
    }

    pub(crate) fn is_truncated(&self) -> bool {
        self.kind == DecodeErrorKind::Truncated
    }

    /// Whether only this item is unreadable: the rest of the list can still be read.
    pub fn is_item(&self) -> bool {
        self.passed
            || matches!(self.kind, DecodeErrorKind::Value { .. } | DecodeErrorKind::UnexpectedElement(_))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path())?;
        }
        match &self.kind {
            DecodeErrorKind::Truncated => f.write_str("the answer ends in the middle"),
            DecodeErrorKind::Malformed(what) => write!(f, "not well-formed XML: {what}"),
            DecodeErrorKind::Encoding(name) => write!(f, "the answer is in the encoding {name:?}, not UTF-8"),
            DecodeErrorKind::UndeclaredPrefix(prefix) => write!(f, "the prefix {prefix:?} is not declared"),
            DecodeErrorKind::Doctype => f.write_str("the answer declares a document type, which is refused"),
            DecodeErrorKind::UnknownEntity(name) => write!(f, "the entity {name:?} is unknown and refused"),
            DecodeErrorKind::TooLarge { bound, limit } => {
                write!(f, "larger than the limit {bound} = {limit}")
            }
            DecodeErrorKind::NotAnEnvelope(root) => write!(f, "not a SOAP envelope but {root:?}"),
            DecodeErrorKind::UnexpectedBody(name) => write!(f, "unexpected {name} in the SOAP envelope"),
            DecodeErrorKind::Value { expected, found } => write!(f, "{found:?} is not a valid {expected}"),
            DecodeErrorKind::UnexpectedElement(name) => write!(f, "element {name:?} where text was expected"),
        }
    }
}

impl std::error::Error for DecodeError {}
