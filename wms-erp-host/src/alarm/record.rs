//! What the store knows of alarms: those that are open, and messages that have not been sent.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use wms_erp_sync::store::{Batch, Scan, Store, StoreError, Table};

use super::failed::Failed;
use super::leases::{LOST, Loss};
use super::letter::Letter;
use super::rules::Finding;
use crate::language::Texts;

const OPEN: &str = "open/";
const SEND: &str = "send/";
const DIGEST: &str = "digest/";
const RECEIPT: &str = "receipt";
/// What is about no tenant stands under this one.
pub(crate) const SERVICE: &str = "";
/// What is new is sent within a minute or two.
const A_WHILE: TimeDelta = TimeDelta::minutes(5);
/// How many documents are read at a time.
const PAGE: usize = 500;

/// An alarm that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Alarm {
    /// The version of this document.
    #[serde(rename = "v")]
    pub(super) version: u32,
    pub(crate) opened: DateTime<Utc>,
    /// When the last message about it was made.
    pub(crate) announced: DateTime<Utc>,
    pub(crate) finding: Finding,
}

/// A message that has to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Waiting {
    /// The version of this document.
    #[serde(rename = "v")]
    pub(super) version: u32,
    pub(crate) receiver: String,
    pub(crate) message: Letter,
    /// How often it was tried.
    #[serde(default)]
    pub(crate) attempts: u32,
    /// When it was last tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tried: Option<DateTime<Utc>>,
    /// Why that failed. None while it is not known how it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
    /// The same for people. Earlier versions kept the text alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) failed: Option<Failed>,
}

/// All that is known of a tenant's alarms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TenantAlarms {
    /// By their keys.
    pub(crate) open: BTreeMap<String, Alarm>,
    /// By their keys in the store: for each receiver the oldest first.
    pub(crate) waiting: BTreeMap<String, Waiting>,
    /// Leases that were lost lately, by their keys in the store.
    pub(crate) lost: BTreeMap<String, Loss>,
    /// Of the [service](SERVICE): the day of the last digest of each receiver.
    pub(crate) digests: BTreeMap<String, NaiveDate>,
    /// The day of the last receipt.
    pub(crate) receipt: Option<NaiveDate>,
}

/// The day of the last digest that was made for a receiver, or of the last receipt.
#[derive(Debug, Serialize, Deserialize)]
struct LastDay {
    /// The version of this document.
    #[serde(rename = "v")]
    version: u32,
    day: NaiveDate,
}

/// What a receiver has not got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Unsent {
    /// The name of the receiver.
    pub(crate) receiver: String,
    /// How many messages wait.
    pub(crate) messages: usize,
    /// When the oldest of them was made.
    pub(crate) since: DateTime<Utc>,
    /// Why the last attempt failed; none where none has been made for this tenant.
    pub(crate) error: Option<String>,
    /// The same for people.
    #[serde(skip)]
    pub(crate) failed: Option<Failed>,
}

impl Unsent {
    /// In one line, without the time: in the reader's language, and what others said, in their words, which stands behind it.
    pub(crate) fn parts(&self, texts: &Texts) -> (String, Option<&str>) {
        let (ours, said) = match &self.failed {
            Some(failed) => failed.parts(texts),
            None => (Some(texts.failed_before().to_owned()), None),
        };
        let text = texts.unsent(self.messages as u64, &self.receiver, &ours.unwrap_or_default());
        (text.trim_end().to_owned(), said)
    }
}

impl TenantAlarms {
    /// Whether anything is open or waits.
    pub(crate) fn is_something(&self) -> bool {
        !self.open.is_empty() || !self.waiting.is_empty()
    }

    /// The receivers that have not got what was made for them a while ago.
    pub(crate) fn unsent(&self, now: DateTime<Utc>) -> Vec<Unsent> {
        let mut all: BTreeMap<&str, Unsent> = BTreeMap::new();
        for waiting in self.waiting.values() {
            let (since, name) = (waiting.message.at(), waiting.receiver.as_str());
            let unsent = all.entry(name).or_insert_with(|| Unsent {
                receiver: name.to_owned(),
                messages: 0,
                since,
                error: None,
                failed: None,
            });
            unsent.messages += 1;
            unsent.since = unsent.since.min(since);
            if let Some(error) = waiting.error.as_ref().filter(|_| unsent.error.is_none()) {
                let failed = waiting.failed.clone().filter(Failed::is_known);
                unsent.failed = Some(failed.unwrap_or_else(|| Failed::kept(error)));
                unsent.error = Some(error.clone());
            }
        }
        let is_due = |unsent: &Unsent| unsent.error.is_some() || now - unsent.since > A_WHILE;
        all.into_values().filter(is_due).collect()
    }
}

/// Reads them. A document that cannot be read is left out: an alarm would be opened again.
pub(crate) async fn of_tenant(store: &dyn Store, tenant: &str) -> Result<TenantAlarms, StoreError> {
    let mut all = TenantAlarms::default();
    let mut after: Option<String> = None;
    loop {
        let mut scan = Scan::first(PAGE);
        scan.after = after.as_deref();
        let documents = store.scan(tenant, Table::Alarm, scan).await?;
        let Some(last) = documents.last() else { return Ok(all) };
        let next = last.key.clone();
        let is_last = documents.len() < PAGE;
        for document in documents {
            if let Some(key) = document.key.strip_prefix(OPEN) {
                let alarm = serde_json::from_str(&document.value).ok();
                all.open.extend(alarm.map(|alarm| (key.to_owned(), alarm)));
            } else if document.key.starts_with(SEND) {
                let waiting = serde_json::from_str(&document.value).ok();
                all.waiting.extend(waiting.map(|waiting| (document.key, waiting)));
            } else if document.key.starts_with(LOST) {
                let loss = serde_json::from_str(&document.value).ok();
                all.lost.extend(loss.map(|loss| (document.key, loss)));
            } else if let Some(receiver) = document.key.strip_prefix(DIGEST) {
                let last = serde_json::from_str::<LastDay>(&document.value).ok();
                all.digests.extend(last.map(|last| (receiver.to_owned(), last.day)));
            } else if document.key == RECEIPT {
                let last = serde_json::from_str::<LastDay>(&document.value).ok();
                all.receipt = last.map(|last| last.day);
            }
        }
        if is_last {
            return Ok(all);
        }
        after = Some(next);
    }
}

pub(super) fn put_alarm(batch: &mut Batch, key: &str, alarm: &Alarm) {
    if let Ok(text) = serde_json::to_string(alarm) {
        batch.put(Table::Alarm, format!("{OPEN}{key}"), text);
    }
}

pub(super) fn remove_alarm(batch: &mut Batch, key: &str) {
    batch.delete(Table::Alarm, format!("{OPEN}{key}"));
}

/// Messages are sent in the order of these keys.
fn waiting_key(receiver: &str, at: DateTime<Utc>, number: usize) -> String {
    format!("{SEND}{receiver}/{:020}/{number:04}", at.timestamp_micros().max(0))
}

/// Adds a message that has to be sent to a receiver.
pub(super) fn put_for(
    receiver: &str,
    message: Letter,
    number: usize,
    waiting: &mut BTreeMap<String, Waiting>,
    batch: &mut Batch,
) {
    let key = waiting_key(receiver, message.at(), number);
    let receiver = receiver.to_owned();
    let entry =
        Waiting { version: 1, receiver, message, attempts: 0, tried: None, error: None, failed: None };
    put_waiting(batch, &key, &entry);
    waiting.insert(key, entry);
}

pub(super) fn put_waiting(batch: &mut Batch, key: &str, waiting: &Waiting) {
    if let Ok(text) = serde_json::to_string(waiting) {
        batch.put(Table::Alarm, key, text);
    }
}

pub(super) fn remove_waiting(batch: &mut Batch, key: &str) {
    batch.delete(Table::Alarm, key);
}

pub(super) fn put_digest(batch: &mut Batch, receiver: &str, day: NaiveDate) {
    if let Ok(text) = serde_json::to_string(&LastDay { version: 1, day }) {
        batch.put(Table::Alarm, format!("{DIGEST}{receiver}"), text);
    }
}

pub(super) fn put_receipt_day(batch: &mut Batch, day: NaiveDate) {
    if let Ok(text) = serde_json::to_string(&LastDay { version: 1, day }) {
        batch.put(Table::Alarm, RECEIPT, text);
    }
}

pub(super) fn remove_digest(batch: &mut Batch, receiver: &str) {
    batch.delete(Table::Alarm, format!("{DIGEST}{receiver}"));
}
