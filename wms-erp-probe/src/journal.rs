//! What the probe has made, written down before it is made, so that a probe that is killed can still clean up.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

/// What every name of the probe begins with. Nothing else is ever changed or removed.
pub const PREFIX: &str = "WMS-ERP-PROBE";

/// Where lines are kept.
pub trait Journal: Send {
    /// Adds a line. When this returns, the line survives a kill of the process and a loss of power.
    ///
    /// # Errors
    /// If it cannot be kept. Then what it is about is not written to any system.
    fn append(&mut self, line: &str) -> io::Result<()>;
}

/// A journal in memory. Clones share their lines, so that a test can read what a probe that was dropped has left.
#[derive(Debug, Clone, Default)]
pub struct MemoryJournal(Arc<Mutex<String>>);

impl MemoryJournal {
    /// All lines.
    pub fn text(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Journal for MemoryJournal {
    fn append(&mut self, line: &str) -> io::Result<()> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += &format!("{line}\n");
        Ok(())
    }
}

/// What a record of the probe is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// A customer in the ERP.
    Customer,
    /// A product in the ERP.
    Product,
    /// An order in the ERP.
    Order,
    /// An article in the WMS.
    Article,
    /// A supplier in the WMS, which is written with an article.
    Supplier,
    /// An order in the WMS; its customer is in the WMS's register afterwards.
    WarehouseOrder,
}

/// A record that the probe made, or may have made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Made {
    pub(crate) number: u32,
    pub(crate) kind: Kind,
    /// Its name in the system; unique.
    pub(crate) name: String,
    /// The id of the customer that an order of the ERP belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) parent: Option<i32>,
    /// Its id, once it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<i32>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Planned(Made),
    Made { number: u32, id: i32 },
    Gone { number: u32 },
}

/// A journal that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("line {line} of the journal cannot be read")]
pub struct UnreadableJournal {
    line: usize,
    #[source]
    source: serde_json::Error,
}

/// What a journal says: the records that may still be there.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    pub(crate) there: Vec<Made>,
    last: u32,
}

impl Notes {
    /// Reads the lines of a journal. A last line that is cut short counts as not written: what it was about was not begun.
    ///
    /// # Errors
    /// If another line cannot be read.
    pub fn read(text: &str) -> Result<Self, UnreadableJournal> {
        let mut notes = Self::default();
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        for (at, line) in whole.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let line =
                serde_json::from_str(line).map_err(|source| UnreadableJournal { line: at + 1, source })?;
            notes.follow(line);
        }
        Ok(notes)
    }

    /// Whether nothing of a probe may still be there.
    pub fn is_empty(&self) -> bool {
        self.there.is_empty()
    }

    /// The names of what may still be there.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.there.iter().map(|made| made.name.as_str())
    }

    fn follow(&mut self, line: Line) {
        match line {
            Line::Planned(made) => {
                self.last = self.last.max(made.number);
                self.there.push(made);
            }
            Line::Made { number, id } => {
                if let Some(made) = self.there.iter_mut().find(|made| made.number == number) {
                    made.id = Some(id);
                }
            }
            Line::Gone { number } => self.there.retain(|made| made.number != number),
        }
    }
}

/// The notes, and the journal that they are kept in.
pub(crate) struct Book<'a> {
    journal: &'a mut dyn Journal,
    notes: Notes,
    run: String,
}

impl<'a> Book<'a> {
    pub(crate) fn new(journal: &'a mut dyn Journal, notes: Notes, run: String) -> Self {
        Self { journal, notes, run }
    }

    pub(crate) fn there(&self) -> &[Made] {
        &self.notes.there
    }

    /// The number and the name of the next record.
    pub(crate) fn next(&self) -> (u32, String) {
        let number = self.notes.last + 1;
        (number, format!("{PREFIX}-{}-{number}", self.run))
    }

    /// Keeps that a record is about to be made.
    pub(crate) fn plan(&mut self, kind: Kind, parent: Option<i32>) -> io::Result<u32> {
        let (number, name) = self.next();
        self.write(Line::Planned(Made { number, kind, name, parent, id: None }))?;
        Ok(number)
    }

    /// Keeps the id of a record that was made.
    pub(crate) fn made(&mut self, number: u32, id: i32) -> io::Result<()> {
        self.write(Line::Made { number, id })
    }

    /// Keeps that a record is gone, or was not made.
    pub(crate) fn gone(&mut self, number: u32) -> io::Result<()> {
        self.write(Line::Gone { number })
    }

    fn write(&mut self, line: Line) -> io::Result<()> {
        self.journal.append(&serde_json::to_string(&line)?)?;
        self.notes.follow(line);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_and_is_not_gone_is_read_back_and_a_line_that_is_cut_short_was_not_begun() {
        let mut journal = MemoryJournal::default();
        let mut book = Book::new(&mut journal, Notes::default(), "abc".to_owned());
        let customer = book.plan(Kind::Customer, None).unwrap();
        book.made(customer, 7).unwrap();
        let order = book.plan(Kind::Order, Some(7)).unwrap();
        let product = book.plan(Kind::Product, None).unwrap();
        book.gone(product).unwrap();
        assert_eq!((customer, order, product), (1, 2, 3));
        let text = journal.text() + "{\"planned\":{\"number\":4,\"ki";
        let notes = Notes::read(&text).unwrap();
        assert_eq!(notes.names().collect::<Vec<_>>(), ["WMS-ERP-PROBE-abc-1", "WMS-ERP-PROBE-abc-2"]);
        assert_eq!((notes.there[0].id, notes.there[1].parent, notes.last), (Some(7), Some(7), 3));
    }

    #[test]
    fn a_journal_of_something_else_is_refused() {
        let error = Notes::read("{\"planned\":{}}\n").unwrap_err();
        assert_eq!(error.to_string(), "line 1 of the journal cannot be read");
    }
}
