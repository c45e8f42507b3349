//! Records that cannot be read: the vendor answers them with an item that has only the id and why.

use std::collections::BTreeMap;

use super::record::{Record, refuse};
use super::schema::{Type, company::COMPANY, order::ORDER, product::CATEGORY, product::PRODUCT};

/// The types that have an `APIException`, each with the field that identifies a record.
static KINDS: [(&Type, &str); 4] =
    [(&PRODUCT, "Id"), (&CATEGORY, "Id"), (&ORDER, "OrderId"), (&COMPANY, "Id")];

/// What cannot be read, and of what reading it dies.
#[derive(Debug, Default)]
pub(super) struct Failing {
    /// By identity, type and id: the exception's type and message.
    records: BTreeMap<(usize, &'static str, i32), (String, String)>,
    /// How many items were answered so.
    pub(super) answered: u64,
}

impl Failing {
    #[track_caller]
    pub(super) fn put(&mut self, identity: usize, kind: &str, id: i32, exception: &str, message: &str) {
        let Some((of, _)) = KINDS.iter().find(|(of, _)| of.name == kind) else {
            refuse(format!("{kind} has no APIException"))
        };
        self.records.insert((identity, of.name, id), (exception.to_owned(), message.to_owned()));
    }

    pub(super) fn clear(&mut self, identity: usize) {
        self.records.retain(|(whose, ..), _| *whose != identity);
    }

    /// What is answered in place of the record, if it cannot be read.
    pub(super) fn answer(&mut self, identity: usize, record: &Record) -> Option<Record> {
        if self.records.is_empty() {
            return None;
        }
        let (of, key) = KINDS.iter().find(|(of, _)| std::ptr::eq(*of, record.of))?;
        let id = record.int(key)?;
        let (exception, message) = self.records.get(&(identity, of.name, id))?;
        self.answered += 1;
        let mut failed = Record::new(of).with(key, id);
        failed.fail(exception, message);
        Some(failed)
    }
}
