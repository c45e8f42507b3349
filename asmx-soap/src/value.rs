use std::any::Any;

use crate::{DecodeError, Reader, Tag, Writer};

/// Something that one XML element holds: a scalar, an enumeration, or an element with children.
///
/// Implemented for the scalars of XML schema, and by [`element!`](crate::element),
/// [`enumeration!`](crate::enumeration) and [`newtype!`](crate::newtype).
pub trait Value: Sized {
    /// What the contract calls this type.
    const XSD: Xsd;

    /// Reads the element whose start tag is `tag`. `None` if it is nil, or holds the value that stands for "not set".
    ///
    /// # Errors
    /// If the content does not fit the type, or the rest cannot be read.
    fn read(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<Option<Self>, DecodeError>;

    /// Writes the element, called `name`.
    fn write(&self, writer: &mut Writer, name: &'static str);

    /// The child element of this type, if one is declared as `Option<Part>` and is set. So a client finds what any item of
    /// a service may have in it, such as the service's own error about the item, whatever the item's type.
    fn part<Part: Any>(&self) -> Option<&Part> {
        None
    }

    /// What identifies the value among others of its type, where its declaration says so and it is set. A scalar identifies
    /// itself.
    fn id(&self) -> Option<String> {
        None
    }

    /// The name of the element that holds the [`id`](Self::id): the value's own, or one deeper in it.
    fn key() -> Option<&'static str> {
        None
    }
}

/// The type of a [`Value`] in the words of the contract; contract tests walk it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Xsd {
    /// The type's local name: `int`, `OrderSlipStateType`, `Product`.
    pub name: &'static str,
    /// What sort of type it is.
    pub kind: XsdKind,
}

impl Xsd {
    /// A type by its local name.
    pub const fn new(name: &'static str, kind: XsdKind) -> Self {
        Self { name, kind }
    }
}

/// The sorts of types that a contract knows.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum XsdKind {
    /// A scalar of XML schema.
    Scalar,
    /// A list of words; these are the known ones.
    Enumeration(&'static [&'static str]),
    /// An element with children. A function, since types may contain themselves.
    Complex(fn() -> &'static [FieldInfo]),
}

/// One child element of an [`Element`](crate::Element), as the contract sees it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct FieldInfo {
    /// The element's name.
    pub name: &'static str,
    /// For a list with a wrapper, the name of the elements inside it.
    pub item: Option<&'static str>,
    /// The type of the element, or of each element inside the wrapper.
    pub xsd: Xsd,
    /// How often the element stands there.
    pub presence: Presence,
    /// Whether absence means a value of its own ("vanishing default") rather than "not set".
    pub has_default: bool,
}

impl FieldInfo {
    /// An element of this name and type. Its absence means "not set".
    pub const fn new(name: &'static str, xsd: Xsd, presence: Presence) -> Self {
        Self { name, item: None, xsd, presence, has_default: false }
    }

    /// For a list with a wrapper: the name of the elements inside it.
    #[must_use]
    pub const fn with_item(mut self, item: Option<&'static str>) -> Self {
        self.item = item;
        self
    }

    /// Whether absence means a value of its own.
    #[must_use]
    pub const fn with_default(mut self, has_default: bool) -> Self {
        self.has_default = has_default;
        self
    }
}

/// How often an element stands in its parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Presence {
    /// Always written.
    Required,
    /// Written when set.
    Optional,
    /// Once for each item.
    Repeated,
}

/// How a field of a Rust type stands for child elements: `T`, `Option<T>` or `Vec<T>`.
pub trait Field: Sized {
    /// The element's type.
    const XSD: Xsd;
    /// How often the element may stand there.
    const PRESENCE: Presence;

    /// As [`Value::key`], of the element's type.
    fn key() -> Option<&'static str> {
        None
    }

    /// Takes one element that belongs to the field.
    ///
    /// # Errors
    /// As [`Value::read`].
    fn take(&mut self, reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<(), DecodeError>;

    /// Writes the field's elements, each called `name`.
    fn put(&self, writer: &mut Writer, name: &'static str);
}

impl<T: Value> Field for T {
    const XSD: Xsd = <T as Value>::XSD;
    const PRESENCE: Presence = Presence::Required;

    #[inline]
    fn take(&mut self, reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<(), DecodeError> {
        if let Some(value) = T::read(reader, tag)? {
            *self = value;
        }
        Ok(())
    }

    fn put(&self, writer: &mut Writer, name: &'static str) {
        self.write(writer, name);
    }
}

impl<T: Value> Field for Option<T> {
    const XSD: Xsd = <T as Value>::XSD;
    const PRESENCE: Presence = Presence::Optional;

    fn key() -> Option<&'static str> {
        T::key()
    }

    #[inline]
    fn take(&mut self, reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<(), DecodeError> {
        *self = T::read(reader, tag)?;
        Ok(())
    }

    fn put(&self, writer: &mut Writer, name: &'static str) {
        if let Some(value) = self {
            value.write(writer, name);
        }
    }
}

/// For types that contain themselves.
impl<T: Value> Value for Box<T> {
    const XSD: Xsd = T::XSD;

    fn read(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<Option<Self>, DecodeError> {
        Ok(T::read(reader, tag)?.map(Self::new))
    }

    fn write(&self, writer: &mut Writer, name: &'static str) {
        (**self).write(writer, name);
    }
}

impl<T: Value> Field for Vec<T> {
    const XSD: Xsd = <T as Value>::XSD;
    const PRESENCE: Presence = Presence::Repeated;

    #[inline]
    fn take(&mut self, reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<(), DecodeError> {
        self.extend(T::read(reader, tag)?);
        Ok(())
    }

    fn put(&self, writer: &mut Writer, name: &'static str) {
        for value in self {
            value.write(writer, name);
        }
    }
}
