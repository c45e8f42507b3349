//! The hours in the store: one small document for each hour and address, of no tenant, by the hour.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use wms_erp_sync::store::{Batch, Scan, Store, StoreError, Table};

use super::Hour;

/// They are of no tenant.
const OWNER: &str = "";
const PREFIX: &str = "budget/";
const FORMAT: &str = "%Y-%m-%dT%H:%M";
const VERSION: u32 = 1;
/// For so long they are kept.
const KEPT: TimeDelta = TimeDelta::days(31);
/// How many are read, or forgotten, at a time.
const PAGE: usize = 500;

#[derive(Debug, Serialize, Deserialize)]
struct Document {
    /// The version of this document.
    #[serde(rename = "v")]
    version: u32,
    #[serde(flatten)]
    hour: Hour,
}

fn prefix(hour: DateTime<Utc>) -> String {
    format!("{PREFIX}{}/", hour.format(FORMAT))
}

fn parse(key: &str) -> Option<(DateTime<Utc>, &str)> {
    let (hour, address) = key.strip_prefix(PREFIX)?.split_once('/')?;
    Some((NaiveDateTime::parse_from_str(hour, FORMAT).ok()?.and_utc(), address))
}

/// Writes an hour of some addresses.
pub(super) async fn write(
    store: &dyn Store,
    hour: DateTime<Utc>,
    all: &[(String, Hour)],
) -> Result<(), StoreError> {
    let mut batch = Batch::new();
    for (address, hour_of_address) in all {
        if let Ok(text) = serde_json::to_string(&Document { version: VERSION, hour: *hour_of_address }) {
            batch.put(Table::Service, prefix(hour) + address, text);
        }
    }
    store.commit(OWNER, &[], batch).await
}

/// All since an hour. What cannot be read, or is of a later version, is left out.
pub(super) async fn read(
    store: &dyn Store,
    first: DateTime<Utc>,
) -> Result<Vec<(DateTime<Utc>, String, Hour)>, StoreError> {
    let (mut found, mut after) = (Vec::new(), prefix(first));
    loop {
        let scan = Scan::first(PAGE).prefix(PREFIX).after(&after);
        let page = store.scan(OWNER, Table::Service, scan).await?;
        let Some(last) = page.last() else { return Ok(found) };
        let next = last.key.clone();
        let is_last = page.len() < PAGE;
        for document in &page {
            let read = serde_json::from_str::<Document>(&document.value).ok();
            if let (Some((at, address)), Some(read)) = (parse(&document.key), read)
                && read.version == VERSION
            {
                found.push((at, address.to_owned(), read.hour));
            }
        }
        if is_last {
            return Ok(found);
        }
        after = next;
    }
}

/// Forgets what is older than they are kept, some at a time: the next hour forgets the rest.
pub(super) async fn forget(store: &dyn Store, now: DateTime<Utc>) -> Result<(), StoreError> {
    let oldest = prefix(now - KEPT);
    let page = store.scan(OWNER, Table::Service, Scan::first(PAGE).prefix(PREFIX)).await?;
    let mut batch = Batch::new();
    for document in page.into_iter().take_while(|document| document.key < oldest) {
        batch.delete(Table::Service, document.key);
    }
    match batch.is_empty() {
        true => Ok(()),
        false => store.commit(OWNER, &[], batch).await,
    }
}
