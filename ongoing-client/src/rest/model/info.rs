//! The table of types that contract tests walk.

use asmx_soap::Presence;

/// A member of a [`Record`](super::Record), or a parameter in the query of an operation.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct FieldInfo {
    /// Its name on the wire.
    pub name: &'static str,
    /// What it holds; of a list, what each item is.
    pub shape: Shape,
    /// Whether it is always written, written when it is set, or a list.
    pub presence: Presence,
}

/// The sorts of values that the vendor's document knows.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Shape {
    /// A text.
    Text,
    /// A time or a day.
    Time,
    /// A whole number of 32 bits.
    Integer,
    /// A decimal number.
    Decimal,
    /// True or false.
    Boolean,
    /// One of these words.
    Words(&'static [&'static str]),
    /// An object. A function, since types may contain themselves.
    Record(fn() -> RecordInfo),
}

/// What a [`Record`](super::Record) is called and made of.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct RecordInfo {
    /// As [`Record::SCHEMAS`](super::Record::SCHEMAS).
    pub schemas: &'static [&'static str],
    /// As [`Record::FIELDS`](super::Record::FIELDS).
    pub fields: &'static [FieldInfo],
}
