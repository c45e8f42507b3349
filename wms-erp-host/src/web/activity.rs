//! Who did what, and when: one document for each action, in the store.

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use wms_erp_sync::schedule::RequestId;
use wms_erp_sync::store::{Batch, Scan, Store, StoreError, Table};

use crate::csv::{Cell, line};

/// For how long it is remembered: as long as orders are by default.
const RETENTION: TimeDelta = TimeDelta::days(400);
/// How many old ones are forgotten along with each new one.
const PURGED: usize = 100;

/// What a person did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Activity {
    /// The version of this document.
    #[serde(rename = "v")]
    pub(crate) version: u32,
    pub(crate) at: DateTime<Utc>,
    /// The user's name.
    pub(crate) who: String,
    pub(crate) tenant: String,
    /// What was done, such as `retry`.
    pub(crate) action: String,
    /// To what: a process, or a process and a record.
    pub(crate) target: String,
    /// The reason that was given, or why it was refused.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub(crate) detail: String,
    /// Whether it was done; else it was refused.
    pub(crate) done: bool,
    /// The request by which it was asked for; earlier versions did not write it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) request_id: Option<RequestId>,
}

/// Tells apart what happened in the same microsecond.
static COUNTER: AtomicU32 = AtomicU32::new(0);

/// Later ones sort first.
fn key(at: DateTime<Utc>) -> String {
    let until_the_end = u64::MAX - u64::try_from(at.timestamp_micros()).unwrap_or_default();
    format!("{until_the_end:020}/{:010}", u32::MAX - COUNTER.fetch_add(1, Ordering::Relaxed))
}

pub(super) async fn write(store: &dyn Store, activity: &Activity) -> Result<(), StoreError> {
    let Ok(text) = serde_json::to_string(activity) else { return Ok(()) };
    let (tenant, at) = (activity.tenant.as_str(), activity.at);
    let mut batch = Batch::new();
    batch.put(Table::Activity, key(at), text);
    let oldest = key(at - RETENTION);
    let scan = Scan::first(PURGED).after(&oldest);
    for document in store.scan(tenant, Table::Activity, scan).await? {
        batch.delete(Table::Activity, document.key);
    }
    store.commit(tenant, &[], batch).await
}

/// The activities behind a key, newest first, with their keys. One that cannot be read is left out.
pub(super) async fn read(
    store: &dyn Store,
    tenant: &str,
    after: Option<&str>,
    limit: usize,
) -> Result<Vec<(String, Activity)>, StoreError> {
    let mut scan = Scan::first(limit);
    scan.after = after;
    let documents = store.scan(tenant, Table::Activity, scan).await?;
    let read = documents
        .into_iter()
        .filter_map(|document| Some((document.key, serde_json::from_str::<Activity>(&document.value).ok()?)));
    Ok(read.collect())
}

/// All of them as CSV.
pub(crate) fn csv<'a>(activities: impl Iterator<Item = &'a Activity>) -> String {
    let mut text = "time,user,tenant,action,target,detail,done,request_id\r\n".to_owned();
    for activity in activities {
        let Activity { at, who, tenant, action, target, detail, done, request_id, .. } = activity;
        let at = at.to_rfc3339();
        let done = if *done { "yes" } else { "no" };
        let request = request_id.as_ref().map_or("", RequestId::as_str);
        text += &line([at.as_str(), who, tenant, action, target, detail, done, request].map(Cell::Text));
    }
    text
}

#[cfg(test)]
mod tests {
    use wms_erp_sync::store::MemoryStore;

    use super::*;

    fn activity(at: DateTime<Utc>, detail: &str) -> Activity {
        let text = |text: &str| text.to_owned();
        let (who, tenant, action) = (text("anna"), text("acme"), text("retry"));
        Activity {
            version: 1,
            at,
            who,
            tenant,
            action,
            target: text("orders 1"),
            detail: text(detail),
            done: true,
            request_id: Some(RequestId::numbered(1, 2)),
        }
    }

    #[tokio::test]
    async fn the_newest_comes_first_and_the_oldest_are_forgotten() {
        let store = MemoryStore::new();
        let start: DateTime<Utc> = "2026-03-02T07:00:00Z".parse().unwrap();
        for (days, detail) in [(0, "first"), (0, "second"), (10, "third")] {
            write(&store, &activity(start + TimeDelta::days(days), detail)).await.unwrap();
        }
        let details = |found: Vec<(String, Activity)>| -> Vec<String> {
            found.into_iter().map(|(_, activity)| activity.detail).collect()
        };
        let page = read(&store, "acme", None, 2).await.unwrap();
        let last = page[1].0.clone();
        assert_eq!(details(page), ["third", "second"]);
        assert_eq!(details(read(&store, "acme", Some(&last), 2).await.unwrap()), ["first"]);
        assert!(read(&store, "other", None, 2).await.unwrap().is_empty());
        write(&store, &activity(start + TimeDelta::days(405), "late")).await.unwrap();
        assert_eq!(details(read(&store, "acme", None, 9).await.unwrap()), ["late", "third"]);
    }

    #[test]
    fn what_an_earlier_version_wrote_is_read() {
        let text = r#"{"v":1,"at":"2026-03-02T07:00:00Z","who":"anna","tenant":"acme","action":"retry","target":"x","done":true}"#;
        assert_eq!(serde_json::from_str::<Activity>(text).unwrap().request_id, None);
    }

    #[test]
    fn the_table_says_by_which_request_it_was_asked_for() {
        let text = csv([&activity(DateTime::UNIX_EPOCH, "sent by hand")].into_iter());
        let (head, line) = text.split_once("\r\n").unwrap();
        assert!(head.ends_with(",done,request_id") && line.contains("0000000000000001-2"), "{text}");
    }
}
