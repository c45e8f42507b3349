//! A TOML document, read with the line of everything in it, so that whatever is wrong can be pointed at.
//!
//! All that is wrong is collected, not only the first. Values are never repeated: a password stands among them.
//!
//! A section may have several layers: a tenant's own file over a file of defaults. Tables are merged key by key; of everything
//! else, lists too, the first layer that has it counts whole.

use std::cell::RefCell;
use std::fmt;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::near::nearest;

/// Where something stands: its file, its line, counted from 1, and the full name of its key.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Place {
    /// The file, as it was named; empty where it is the file that was read.
    pub file: PathBuf,
    /// The line; for something that is missing, the one of the table that it is missing from. 0 where it is about the whole file.
    pub line: usize,
    /// The key with its tables, such as `tenant.orders.since`; empty where it is about the document.
    pub key: String,
}

/// Something that is wrong. As text: `file:line: key: what`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What, and what would be right.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place: Place { file, line, key }, what } = self;
        write!(f, "{}", file.display())?;
        if *line > 0 {
            write!(f, ":{line}")?;
        }
        if !key.is_empty() {
            write!(f, ": {key}")?;
        }
        write!(f, ": {what}")
    }
}

/// A value and where it stands.
#[derive(Debug)]
pub(super) struct Located<T> {
    pub(super) value: T,
    pub(super) place: Place,
}

/// The text of a file, which knows the lines.
#[derive(Debug)]
pub(super) struct Source {
    file: PathBuf,
    text: String,
}

impl Source {
    pub(super) fn new(file: &Path, text: String) -> Self {
        Self { file: file.to_owned(), text }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Parses the document.
    ///
    /// # Errors
    /// With what keeps it from being one; then there is nothing to go on with.
    pub(super) fn parse(&self) -> Result<DeTable<'_>, Problem> {
        DeTable::parse(&self.text).map(Spanned::into_inner).map_err(|error| {
            let place = self.place(error.span().map_or(0, |span| span.start), String::new());
            Problem { place, what: error.message().replace('\n', ", ") }
        })
    }

    fn place(&self, offset: usize, key: String) -> Place {
        let line = self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1;
        Place { file: self.file.clone(), line, key }
    }
}

/// Collects what is wrong.
#[derive(Debug, Default)]
pub(super) struct Notebook {
    problems: RefCell<Vec<Problem>>,
}

impl Notebook {
    pub(super) fn add(&self, place: &Place, what: impl Into<String>) {
        self.problems.borrow_mut().push(Problem { place: place.clone(), what: what.into() });
    }

    /// What is wrong, from the top of each document to its end.
    pub(super) fn take(&self) -> Vec<Problem> {
        let mut problems = self.problems.take();
        problems.sort_by_key(|problem| problem.place.line);
        problems
    }
}

/// A table of one file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layer<'n, 't> {
    pub(super) source: &'n Source,
    pub(super) table: &'n DeTable<'t>,
}

impl<'n, 't> Layer<'n, 't> {
    fn find(&self, key: &str) -> Option<(&'n Spanned<std::borrow::Cow<'t, str>>, &'n DeValue<'t>)> {
        let (name, value) = self.table.iter().find(|(name, _)| name.get_ref() == key)?;
        Some((name, value.get_ref()))
    }
}

/// A table with its layers, the first of which counts, or the place where it would be.
#[derive(Debug)]
pub(super) struct Section<'n, 't> {
    notebook: &'n Notebook,
    place: Place,
    layers: Vec<Layer<'n, 't>>,
    known: RefCell<Vec<&'static str>>,
}

impl<'n, 't> Section<'n, 't> {
    pub(super) fn root(notebook: &'n Notebook, layers: Vec<Layer<'n, 't>>) -> Self {
        let place = layers.first().map_or_else(Place::default, |layer| layer.source.place(0, String::new()));
        Self::new(notebook, place, layers)
    }

    fn new(notebook: &'n Notebook, place: Place, layers: Vec<Layer<'n, 't>>) -> Self {
        Self { notebook, place, layers, known: RefCell::default() }
    }

    /// The same table, whose problems are noted elsewhere.
    pub(super) fn with_notebook<'m>(&self, notebook: &'m Notebook) -> Section<'m, 't>
    where
        'n: 'm,
    {
        Section::new(notebook, self.place.clone(), self.layers.clone())
    }

    pub(super) fn layers(&self) -> &[Layer<'n, 't>] {
        &self.layers
    }

    /// For keys that are alternatives: the first layer that has one of them, and the layers before it. What stands behind it
    /// says nothing about any of them.
    pub(super) fn alternatives(&self, keys: &[&'static str]) -> Self {
        self.known.borrow_mut().extend(keys);
        let mut layers = self.layers.clone();
        let has_any = |layer: &Layer<'_, '_>| keys.iter().any(|key| layer.find(key).is_some());
        if let Some(first) = layers.iter().position(has_any) {
            layers.truncate(first + 1);
        }
        Self::new(self.notebook, self.place.clone(), layers)
    }

    /// Says that a key has a meaning, where it need not be read.
    pub(super) fn knows(&self, key: &'static str) {
        self.known.borrow_mut().push(key);
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
        self.known.borrow_mut().push(key);
        let mut found = self.find_all(key).peekable();
        let place = found.peek().map_or_else(|| self.absent(key), |(_, place, _)| place.clone());
        let mut layers = Vec::new();
        for (layer, place, value) in found {
            match value.as_table() {
                Some(table) => layers.push(Layer { table, ..*layer }),
                None => self.add(&place, "must be a table"),
            }
        }
        Self::new(self.notebook, place, layers)
    }

    /// As [`section`](Self::section); it is wrong if it is not there.
    pub(super) fn required_section(&self, key: &'static str) -> Option<Self> {
        let section = self.section(key);
        if !self.has(key) {
            self.add(&section.place, "this table is missing");
        }
        (!section.layers.is_empty()).then_some(section)
    }

    /// The tables of an array of tables.
    pub(super) fn sections(&self, key: &'static str) -> Vec<Self> {
        self.known.borrow_mut().push(key);
        let Some((layer, place, value)) = self.find_all(key).next() else { return Vec::new() };
        let Some(array) = value.as_array() else {
            self.add(&place, format!("must be an array of tables: write [[{}]]", place.key));
            return Vec::new();
        };
        let item = |item: &'n Spanned<DeValue<'t>>| {
            let place = layer.source.place(item.span().start, place.key.clone());
            match item.get_ref().as_table() {
                Some(table) => Some(Self::new(self.notebook, place, vec![Layer { table, ..*layer }])),
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
        let keys = |layer: &Layer<'n, 't>| layer.table.iter().map(|(key, _)| key);
        let keys = self.layers.iter().flat_map(|layer| keys(layer).map(|key| (layer.source, key)));
        for (source, key) in keys {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let hint = match nearest(name, known.iter().copied()).first() {
                    Some(near) => format!("did you mean {near}?"),
                    None => format!("there are {}", known.join(", ")),
                };
                let place = source.place(key.span().start, self.path(name));
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
        self.find_all(key).next().map(|(_, place, value)| (place, value))
    }

    /// What each layer has under a key.
    fn find_all<'s>(
        &'s self,
        key: &'s str,
    ) -> impl Iterator<Item = (&'s Layer<'n, 't>, Place, &'n DeValue<'t>)> {
        self.layers.iter().filter_map(move |layer| {
            let (name, value) = layer.find(key)?;
            Some((layer, layer.source.place(name.span().start, self.path(key)), value))
        })
    }

    fn absent(&self, key: &str) -> Place {
        Place { key: self.path(key), ..self.place.clone() }
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
