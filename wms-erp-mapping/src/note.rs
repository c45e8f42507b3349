use std::borrow::Cow;
use std::fmt;

use twentyfour_client::types::RowId;

/// A mapped value, and what a person should know about how it came about.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
#[non_exhaustive]
pub struct Mapped<T> {
    /// The value for the other side.
    pub value: T,
    /// What was filled in, left out or changed on the way; empty if everything went over as it was.
    pub notes: Vec<Note>,
}

/// One thing that did not go over as it stood in the source.
///
/// The text is for people. It names fields, rows and products, never what a field of a person holds (a name, a phone
/// number, an address).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Note {
    /// The field of the target, in the vendor's words: `Customer.MobilePhone`.
    pub field: Cow<'static, str>,
    /// What happened.
    pub kind: NoteKind,
    /// What happened, in words.
    pub text: String,
    /// The row of the order that it is about.
    pub row: Option<RowId>,
}

/// What a [`Note`] reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NoteKind {
    /// The source had nothing; a setting or another field of the same meaning stands in.
    FilledIn,
    /// The source had nothing in the field that the mapping names; the value comes from elsewhere in the ERP.
    Fallback,
    /// Something of the source does not go over.
    LeftOut,
    /// The value goes over, but not as it stood there.
    Changed,
    /// A setting asks for a change that could not be made; the value goes over as it stood there.
    Kept,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.text)
    }
}

impl NoteKind {
    /// A stable word for reports: `filled_in`, `fallback`, `left_out`, `changed`, `kept`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FilledIn => "filled_in",
            Self::Fallback => "fallback",
            Self::LeftOut => "left_out",
            Self::Changed => "changed",
            Self::Kept => "kept",
        }
    }
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Collects the notes of one record.
#[derive(Debug, Default)]
pub(crate) struct Notes(Vec<Note>);

impl Notes {
    pub(crate) fn add(
        &mut self,
        kind: NoteKind,
        field: impl Into<Cow<'static, str>>,
        text: impl Into<String>,
    ) {
        self.0.push(Note { field: field.into(), kind, text: text.into(), row: None });
    }

    pub(crate) fn add_for(
        &mut self,
        row: Option<RowId>,
        kind: NoteKind,
        field: impl Into<Cow<'static, str>>,
        text: impl Into<String>,
    ) {
        self.0.push(Note { field: field.into(), kind, text: text.into(), row });
    }

    pub(crate) fn extend(&mut self, notes: Vec<Note>) {
        self.0.extend(notes);
    }

    /// Notes of one row of an order.
    pub(crate) fn extend_for(&mut self, row: Option<RowId>, notes: Vec<Note>) {
        self.0.extend(notes.into_iter().map(|note| Note { row, ..note }));
    }

    pub(crate) fn with<T>(self, value: T) -> Mapped<T> {
        Mapped { value, notes: self.0 }
    }
}
