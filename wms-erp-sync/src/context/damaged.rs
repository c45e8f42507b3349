//! Documents in the store that cannot be read: each concerns its record only.
//!
//! What such a document said is not known any more, which is what a lost store is, for one record: both sides are looked at
//! again, as they are for a record that is met for the first time. A person is told once, by a notice.

use serde::de::DeserializeOwned;

use super::hold::DISMISSED;
use super::run::{Run, parse, put};
use crate::document::{Class, Held};
use crate::process_id::Process;
use crate::store::{Batch, StoreError, Table};
use chrono::{DateTime, Utc};

const REMEDY: &str = "nothing is known of the record any more, so it is looked up on both sides as if it were new; compare both \
                      sides with drift, look at the whole file with store check and at its disk, then dismiss this";

/// What a document says; none if it cannot be read. A mark says all that it has to say by being there.
pub(crate) fn read<T: DeserializeOwned>(table: Table, key: &str, value: &str) -> Result<T, StoreError> {
    parse(table, key, value).or_else(|error| serde_json::from_str("null").map_err(|_| error))
}

impl Run<'_> {
    /// What a document says; none, and a notice, if it cannot be read. Facts about the tenant itself guard it against mistaken
    /// settings: without them it stands still.
    pub(crate) async fn sound<T: DeserializeOwned>(
        &self,
        table: Table,
        key: &str,
        value: &str,
    ) -> Result<Option<T>, StoreError> {
        match read(table, key, value) {
            Ok(document) => Ok(Some(document)),
            Err(error) if table == Table::Tenant => Err(error),
            Err(error) => {
                self.tell_damaged(table, key, &error).await?;
                Ok(None)
            }
        }
    }

    /// Tells a person, once.
    async fn tell_damaged(&self, table: Table, key: &str, error: &StoreError) -> Result<(), StoreError> {
        let record = format!("store/{table}/{key}");
        self.reason(record.as_str(), Some(Class::Notice), error.to_string(), REMEDY);
        let (held, dismissed) =
            (format!("{}/{record}", self.process), format!("{DISMISSED}{}/{record}", self.process));
        let tenant = &self.tenant.name;
        let is_there = |found: Vec<Option<String>>| found.iter().any(Option::is_some);
        if is_there(self.store.get(tenant, Table::Held, &[&held]).await?)
            || is_there(self.store.get(tenant, Table::Control, &[&dismissed]).await?)
        {
            return Ok(());
        }
        let now = self.now();
        let mut batch = Batch::new();
        put(&mut batch, Table::Held, held, &damaged(self.process, record, Class::Notice, error, now));
        let fences: Vec<_> = self.fence.iter().cloned().collect();
        self.store.commit(tenant, &fences, batch).await
    }
}

/// A held record whose document cannot be read: it is held all the same.
pub(crate) fn held(key: &str, value: &str, now: DateTime<Utc>) -> Option<Held> {
    match parse(Table::Held, key, value) {
        Ok(held) => Some(held),
        Err(error) => {
            let (process, record) = key.split_once('/')?;
            let process = process.parse().ok()?;
            Some(damaged(process, record.to_owned(), Class::NeedsPerson, &error, now))
        }
    }
}

fn damaged(process: Process, record: String, class: Class, error: &StoreError, now: DateTime<Utc>) -> Held {
    let remedy = match class {
        Class::Notice => REMEDY,
        _ => "why it is held is not known any more: retry it, or dismiss it",
    };
    Held {
        process,
        record,
        class,
        what: error.to_string(),
        remedy: remedy.to_owned(),
        since: now,
        last_tried: now,
        attempts: 1,
        due: None,
        waits_for: None,
        source: None,
    }
}
