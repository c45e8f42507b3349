//! Lists of things with a code and a name: groups, categories, order types, ways of delivery.

use super::{Refusal, key, refusal::refuse};

/// A code with its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coded {
    /// The code; may be empty where the list is kept by name.
    pub code: String,
    /// The name.
    pub name: String,
}

/// What a request wants of such a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodedOperation {
    /// Must be there already.
    Find,
    /// Is used as it is when there, else made.
    FindOrCreate,
    /// Is renamed when there, else made.
    CreateOrUpdate,
    /// The reference is taken away.
    Clear,
}

/// Which of the two fields finds the entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodedIdentification {
    /// The code.
    Code,
    /// The name.
    Name,
}

/// A request's reference to an entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedReference {
    /// What is wanted.
    pub operation: CodedOperation,
    /// Which field finds it.
    pub identification: CodedIdentification,
    /// The code.
    pub code: Option<String>,
    /// The name.
    pub name: Option<String>,
}

/// One list, with the name of what it holds for messages.
#[derive(Debug, Clone)]
pub(crate) struct Registry {
    what: &'static str,
    entries: Vec<Coded>,
}

impl Registry {
    pub(crate) fn new(what: &'static str) -> Self {
        Self { what, entries: Vec::new() }
    }

    pub(crate) fn entries(&self) -> &[Coded] {
        &self.entries
    }

    pub(crate) fn put(&mut self, code: &str, name: &str) {
        let entry = Coded { code: code.to_owned(), name: name.to_owned() };
        match self.position(CodedIdentification::Code, code) {
            Some(at) => self.entries[at] = entry,
            None => self.entries.push(entry),
        }
    }

    /// Takes an entry off the list; whether it was there.
    pub(crate) fn remove(&mut self, code: &str) -> bool {
        let found = self.position(CodedIdentification::Code, code);
        found.map(|at| self.entries.remove(at)).is_some()
    }

    /// Whether the reference would be taken.
    pub(crate) fn check(&self, reference: &CodedReference) -> Result<(), Refusal> {
        if reference.operation == CodedOperation::Clear {
            return Ok(());
        }
        let (field, value) = reference.sought();
        if value.trim().is_empty() {
            refuse!("{} is identified by its {field}, which was empty.", self.what);
        }
        if reference.operation == CodedOperation::Find
            && self.position(reference.identification, value).is_none()
        {
            refuse!("{} with {field} '{value}' was not found.", self.what);
        }
        Ok(())
    }

    /// Carries out a reference that has been checked: the entry, or none when the reference was cleared.
    pub(crate) fn apply(&mut self, reference: &CodedReference) -> Option<Coded> {
        if reference.operation == CodedOperation::Clear {
            return None;
        }
        let given = || Coded { code: text(reference.code.as_deref()), name: text(reference.name.as_deref()) };
        let Some(at) = self.position(reference.identification, reference.sought().1) else {
            self.entries.push(given());
            return Some(given());
        };
        let entry = &mut self.entries[at];
        if reference.operation == CodedOperation::CreateOrUpdate {
            let given = given();
            if !given.code.is_empty() {
                entry.code = given.code;
            }
            if !given.name.is_empty() {
                entry.name = given.name;
            }
        }
        Some(entry.clone())
    }

    fn position(&self, by: CodedIdentification, value: &str) -> Option<usize> {
        let value = key(value);
        self.entries.iter().position(|entry| match by {
            CodedIdentification::Code => key(&entry.code) == value,
            CodedIdentification::Name => key(&entry.name) == value,
        })
    }
}

impl CodedReference {
    fn sought(&self) -> (&'static str, &str) {
        match self.identification {
            CodedIdentification::Code => ("code", self.code.as_deref().unwrap_or_default()),
            CodedIdentification::Name => ("name", self.name.as_deref().unwrap_or_default()),
        }
    }
}

fn text(value: Option<&str>) -> String {
    value.unwrap_or_default().trim().to_owned()
}
