use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Document, DocumentKey, HeldKey, Range};
use crate::process_id::Process;
use crate::store::Table;

/// A pause of one process, or of all of a tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Pause {
    /// Which process; all of them without.
    pub process: Option<Process>,
    /// When it ends.
    pub until: DateTime<Utc>,
    /// Why, as the person said.
    pub reason: String,
    /// When it was begun.
    pub since: DateTime<Utc>,
}

impl Document for Pause {
    const TABLE: Table = Table::Control;
    const PREFIX: &'static str = "pause/";
    type Key = PauseKey;
}

/// Which process is paused; all of the tenant without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PauseKey(pub(crate) Option<Process>);

impl DocumentKey for PauseKey {
    fn write(&self, text: &mut String) {
        text.push_str(self.0.as_ref().map_or(EVERYTHING, Process::as_str));
    }

    fn read(text: &str) -> Option<Self> {
        match text {
            EVERYTHING => Some(Self(None)),
            process => Process::read(process).map(|process| Self(Some(process))),
        }
    }
}

/// Stands for every process, or every record of a process.
const EVERYTHING: &str = "*";

/// What an operator asked of a process, to be done by its next run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Asked {
    /// When.
    pub(crate) at: DateTime<Utc>,
}

impl Asked {
    /// Everything of one sort that was asked of a process.
    pub(crate) fn of(what: AskedFor, process: Process) -> Range<Self> {
        Range::within(&format!("{}/{process}/", what.as_str()))
    }
}

impl Document for Asked {
    const TABLE: Table = Table::Control;
    type Key = AskedKey;

    /// Version 0.1.0 kept nothing but the time.
    fn migrate(_from: u32, content: Value) -> Result<Value, String> {
        Ok(if content.is_string() { json!({ "at": content }) } else { content })
    }
}

/// What operators can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AskedFor {
    /// To try a held record again.
    Retry,
    /// To write a record again that has not changed.
    Rewrite,
    /// To do what a safety limit held back.
    Release,
}

impl AskedFor {
    const ALL: [Self; 3] = [Self::Retry, Self::Rewrite, Self::Release];

    fn as_str(self) -> &'static str {
        match self {
            Self::Retry => "retry",
            Self::Rewrite => "rewrite",
            Self::Release => "release",
        }
    }
}

/// What was asked for, and for which record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AskedKey {
    what: AskedFor,
    record: HeldKey,
}

impl AskedKey {
    /// For a record of a process, or for all of them.
    pub(crate) fn new(what: AskedFor, process: Process, record: Option<&str>) -> Self {
        Self { what, record: HeldKey::new(process, record.unwrap_or(EVERYTHING)) }
    }

    /// The record, by the name under which it is held; none where all are meant.
    pub(crate) fn record(&self) -> Option<&str> {
        Some(self.record.record.as_str()).filter(|record| *record != EVERYTHING)
    }
}

impl DocumentKey for AskedKey {
    fn write(&self, text: &mut String) {
        (self.what.as_str().to_owned(), self.record.clone()).write(text);
    }

    fn read(text: &str) -> Option<Self> {
        let (what, record) = <(String, HeldKey)>::read(text)?;
        let what = AskedFor::ALL.into_iter().find(|known| known.as_str() == what)?;
        Some(Self { what, record })
    }
}

/// The records that something was asked for, with each request as it was read; none where it is damaged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct AskedRecords(Vec<(AskedKey, Option<Asked>)>);

impl AskedRecords {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a record was asked for, by its name or with all others.
    pub(crate) fn includes(&self, record: &str) -> bool {
        self.0.iter().any(|(key, _)| key.record().is_none_or(|named| named == record))
    }

    /// Whether a record was asked for by its name.
    pub(crate) fn names(&self, record: &str) -> bool {
        self.records().any(|named| named == record)
    }

    /// The records that were asked for by their names.
    pub(crate) fn records(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|(key, _)| key.record())
    }

    /// Those and these.
    pub(crate) fn add(&mut self, more: Self) {
        self.0.extend(more.0);
    }

    pub(crate) fn keys(&self) -> Vec<AskedKey> {
        self.0.iter().map(|(key, _)| key.clone()).collect()
    }

    /// Those that are as they were read, by what the store has of them `now`. What was asked again since is another request.
    pub(crate) fn unchanged(self, now: Vec<Option<Asked>>) -> impl Iterator<Item = AskedKey> {
        self.0.into_iter().zip(now).filter(|((_, asked), now)| asked == now).map(|((key, _), _)| key)
    }
}

impl FromIterator<(AskedKey, Option<Asked>)> for AskedRecords {
    fn from_iter<I: IntoIterator<Item = (AskedKey, Option<Asked>)>>(keys: I) -> Self {
        Self(keys.into_iter().collect())
    }
}
