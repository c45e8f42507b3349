use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::report::Report;
use super::{Document, DocumentKey};
use crate::process_id::Process;
use crate::store::Table;

/// The report of the last run of a process.
impl Document for Report {
    const TABLE: Table = Table::Run;
    type Key = Process;
}

/// When a run began that has not ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Begun(pub(crate) DateTime<Utc>);

impl Document for Begun {
    const TABLE: Table = Table::Run;
    type Key = BegunKey;
}

/// The process whose run it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BegunKey(pub(crate) Process);

impl DocumentKey for BegunKey {
    fn write(&self, text: &mut String) {
        self.0.write(text);
        text.push_str("/begun");
    }

    fn read(text: &str) -> Option<Self> {
        Process::read(text.strip_suffix("/begun")?).map(Self)
    }
}
