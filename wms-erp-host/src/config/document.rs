//! A TOML document, read with the line of everything in it, so that whatever is wrong can be pointed at.
//!
//! All that is wrong is collected, not only the first. Values are never repeated: a password stands among them.

use std::cell::RefCell;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::near::nearest;

/// Where something stands: its line, counted from 1, and the full name of its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The line; for something that is missing, the one of the table that it is missing from.
    pub line: usize,
    /// The key with its tables, such as `tenant.orders.since`; empty where it is about the document.
    pub key: String,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What, and what would be right.
    pub what: String,
}

/// A value and where it stands.
#[derive(Debug)]
pub(super) struct Located<T> {
    pub(super) value: T,
    pub(super) place: Place,
}

/// Collects what is wrong, and knows the lines.
#[derive(Debug)]
pub(super) struct Notebook<'t> {
    text: &'t str,
    problems: RefCell<Vec<Problem>>,
}

impl<'t> Notebook<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, problems: RefCell::default() }
    }

    /// Parses the document. Without one there is nothing to go on with.
    pub(super) fn parse(&self) -> Option<DeTable<'t>> {
        match DeTable::parse(self.text) {
            Ok(table) => Some(table.into_inner()),
            Err(error) => {
                let line = self.line(error.span().map_or(0, |span| span.start));
                self.add(&Place { line, key: String::new() }, error.message().replace('\n', ", "));
                None
            }
        }
    }

    pub(super) fn add(&self, place: &Place, what: impl Into<String>) {
        self.problems.borrow_mut().push(Problem { place: place.clone(), what: what.into() });
    }

    /// What is wrong, from the top of the document to its end.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|problem| problem.place.line);
        problems
    }

    fn line(&self, offset: usize) -> usize {
        self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
    }
}

/// A table, or the place where it would be.
#[derive(Debug)]
pub(super) struct Section<'n, 't> {
    notebook: &'n Notebook<'t>,
    place: Place,
    table: Option<&'n DeTable<'t>>,
    known: RefCell<Vec<&'static str>>,
}

impl<'n, 't> Section<'n, 't> {
    pub(super) fn root(notebook: &'n Notebook<'t>, table: &'n DeTable<'t>) -> Self {
        Self::new(notebook, Place { line: 1, key: String::new() }, Some(table))
    }

    fn new(notebook: &'n Notebook<'t>, place: Place, table: Option<&'n DeTable<'t>>) -> Self {
        Self { notebook, place, table, known: RefCell::default() }
    }

    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    pub(super) fn add(&self, place: &Place, what: impl Into<String>) {
        self.notebook.add(place, what);
    }

    /// Where a key stands, or would.
    pub(super) fn place_of(&self, key: &str) -> Place {
        self.find(key).map_or_else(|| self.absent(key), |(place, _)| place)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// A table in this one; an empty one when it is not there.
    pub(super) fn section(&self, key: &'static str) -> Self {
        let Some((place, value)) = self.get(key) else {
            return Self::new(self.notebook, self.absent(key), None);
        };
        let table = value.as_table();
        if table.is_none() {
            self.add(&place, "must be a table");
        }
        Self::new(self.notebook, place, table)
    }

    /// As [`section`](Self::section); it is wrong if it is not there.
    pub(super) fn required_section(&self, key: &'static str) -> Option<Self> {
        let section = self.section(key);
        if !self.has(key) {
            self.add(&section.place, "this table is missing");
        }
        section.table.is_some().then_some(section)
    }

    /// The tables of an array of tables.
    pub(super) fn sections(&self, key: &'static str) -> Vec<Self> {
        let Some((place, value)) = self.get(key) else { return Vec::new() };
        let Some(array) = value.as_array() else {
            self.add(&place, format!("must be an array of tables: write [[{}]]", place.key));
            return Vec::new();
        };
        let item = |item: &'n Spanned<DeValue<'t>>| {
            let place = Place { line: self.notebook.line(item.span().start), key: place.key.clone() };
            match item.get_ref().as_table() {
                Some(table) => Some(Self::new(self.notebook, place, Some(table))),
                None => {
                    self.add(&place, "must be a table");
                    None
                }
            }
        };
        array.iter().filter_map(item).collect()
    }

    /// A text.
    pub(super) fn text(&self, key: &'static str) -> Option<Located<String>> {
        self.typed(key, "a text in quotes", |value| value.as_str().map(str::to_owned))
    }

    /// It is wrong if the key is not there.
    pub(super) fn require(&self, key: &str) {
        if !self.has(key) {
            self.add(&self.absent(key), "is missing");
        }
    }

    /// A text that must be there, and not be empty.
    pub(super) fn required_text(&self, key: &'static str) -> Option<Located<String>> {
        self.require(key);
        let text = self.text(key)?;
        if text.value.trim().is_empty() {
            self.add(&text.place, "must not be empty");
            return None;
        }
        Some(text)
    }

    /// A text that is read as something else.
    pub(super) fn parsed<T>(
        &self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<Located<T>> {
        let text = self.text(key)?;
        match parse(text.value.trim()) {
            Ok(value) => Some(Located { value, place: text.place }),
            Err(what) => {
                self.add(&text.place, what);
                None
            }
        }
    }

    /// A text, or a date or time, which TOML lets one write without quotes.
    pub(super) fn text_or_time(&self, key: &'static str) -> Option<Located<String>> {
        self.typed(key, "a text in quotes, a date or a time", |value| {
            let time = || value.as_datetime().map(ToString::to_string);
            value.as_str().map(str::to_owned).or_else(time)
        })
    }

    /// `true` or `false`.
    pub(super) fn flag(&self, key: &'static str) -> Option<bool> {
        Some(self.typed(key, "true or false", DeValue::as_bool)?.value)
    }

    /// A whole number above zero.
    pub(super) fn number(&self, key: &'static str) -> Option<Located<i32>> {
        self.typed(key, "a whole number above zero, without quotes", positive)
    }

    /// A text that is not empty, or a whole number above zero.
    pub(super) fn text_or_number<T>(
        &self,
        key: &'static str,
        text: impl FnOnce(String) -> T,
        number: impl FnOnce(i32) -> T,
    ) -> Option<Located<T>> {
        self.typed(key, "a text in quotes, or a whole number above zero", |value| match value.as_str() {
            Some(word) => Some(word.trim()).filter(|word| !word.is_empty()).map(|word| text(word.to_owned())),
            None => positive(value).map(number),
        })
    }

    /// A list of texts.
    pub(super) fn texts(&self, key: &'static str) -> Option<Located<Vec<String>>> {
        self.typed(key, "a list of texts, such as [\"Confirmed\"]", |value| {
            value.as_array()?.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect()
        })
    }

    /// A list of whole numbers above zero.
    pub(super) fn numbers(&self, key: &'static str) -> Option<Located<Vec<i32>>> {
        self.typed(key, "a list of whole numbers, such as [450, 500]", |value| {
            value.as_array()?.iter().map(|item| positive(item.get_ref())).collect()
        })
    }

    /// A key that was not read is an error.
    pub(super) fn finish(&self) {
        let known = self.known.borrow();
        for (key, _) in self.table.into_iter().flatten() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let hint = match nearest(name, known.iter().copied()).first() {
                    Some(near) => format!("did you mean {near}?"),
                    None => format!("there are {}", known.join(", ")),
                };
                let place = Place { line: self.notebook.line(key.span().start), key: self.path(name) };
                self.add(&place, format!("there is no such key: {hint}"));
            }
        }
    }

    fn typed<T>(
        &self,
        key: &'static str,
        expected: &str,
        read: impl FnOnce(&DeValue<'t>) -> Option<T>,
    ) -> Option<Located<T>> {
        let (place, value) = self.get(key)?;
        match read(value) {
            Some(value) => Some(Located { value, place }),
            None => {
                self.add(&place, format!("must be {expected}"));
                None
            }
        }
    }

    fn get(&self, key: &'static str) -> Option<(Place, &'n DeValue<'t>)> {
        self.known.borrow_mut().push(key);
        self.find(key)
    }

    fn find(&self, key: &str) -> Option<(Place, &'n DeValue<'t>)> {
        let (name, value) = self.table?.iter().find(|(name, _)| name.get_ref() == key)?;
        let line = self.notebook.line(name.span().start);
        Some((Place { line, key: self.path(key) }, value.get_ref()))
    }

    fn absent(&self, key: &str) -> Place {
        Place { line: self.place.line, key: self.path(key) }
    }

    fn path(&self, key: &str) -> String {
        if self.place.key.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place.key) }
    }
}

fn positive(value: &DeValue<'_>) -> Option<i32> {
    let integer = value.as_integer()?;
    let digits = integer.as_str().replace('_', "");
    i32::from_str_radix(digits.trim_start_matches('+'), integer.radix()).ok().filter(|number| *number > 0)
}
