//! Leases that runs lose: a few a month are the network's, several an hour mean that services get in each other's way.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use wms_erp_sync::clock::Clock;
use wms_erp_sync::store::{Batch, Store, Table};
use wms_erp_sync::{Event, Observer, Process};

use super::rules::{Finding, Rule, key, short_hash};
use crate::language::mail::ENGLISH;

/// What the keys begin with.
pub(super) const LOST: &str = "lost/";
/// How long a lease that was lost counts.
const COUNTED: TimeDelta = TimeDelta::hours(1);
/// While the store is away, no more are kept: so many say enough.
const MAX_KEPT: usize = 1_000;
/// A lease that a run lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Loss {
    /// The version of this document.
    #[serde(rename = "v")]
    pub(super) version: u32,
    pub(super) process: Process,
    pub(super) at: DateTime<Utc>,
    /// The service that lost it.
    pub(super) owner: String,
}

/// Those that this service has lost, until they are in the store. Clones are the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Losses(Arc<Mutex<Vec<Noted>>>);

#[derive(Debug)]
struct Noted {
    tenant: String,
    process: Process,
    at: DateTime<Utc>,
}

impl Losses {
    pub(super) fn note(&self, tenant: &str, process: Process, at: DateTime<Utc>) {
        let mut all = self.lock();
        if all.len() < MAX_KEPT {
            all.push(Noted { tenant: tenant.to_owned(), process, at });
        }
    }

    /// Writes them where all services count them. What cannot be written is written the next time.
    pub(super) async fn keep(&self, store: &dyn Store, owner: &str) {
        let all = std::mem::take(&mut *self.lock());
        for (number, Noted { tenant, process, at }) in all.into_iter().enumerate() {
            let mut batch = Batch::new();
            let loss = Loss { version: 1, process, at, owner: owner.to_owned() };
            put_loss(&mut batch, &loss_key(&loss, number), &loss);
            if store.commit(&tenant, &[], batch).await.is_err() {
                self.note(&tenant, process, at);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Noted>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Notes them, around another observer.
#[derive(Debug)]
pub(crate) struct LostLeases<O> {
    pub(crate) observer: O,
    pub(crate) losses: Losses,
    pub(crate) clock: Arc<dyn Clock>,
}

impl<O: Observer> Observer for LostLeases<O> {
    fn on_event(&self, event: &Event<'_>) {
        self.observer.on_event(event);
        if let Event::LeaseLost { tenant, process, .. } = event {
            self.losses.note(tenant, *process, self.clock.now());
        }
    }
}

/// The processes of a tenant that lost their leases so often within the hour, by the keys of the alarms.
pub(super) fn fights<'a>(
    losses: impl Iterator<Item = &'a Loss>,
    now: DateTime<Utc>,
    limit: usize,
) -> BTreeMap<String, Finding> {
    let mut by_process: BTreeMap<Process, Vec<&Loss>> = BTreeMap::new();
    for loss in losses.filter(|loss| is_counted(loss, now)) {
        by_process.entry(loss.process).or_default().push(loss);
    }
    let fights = by_process.into_iter().filter(|(_, losses)| losses.len() >= limit);
    let found = fights.filter_map(|(process, losses)| {
        let since = losses.iter().map(|loss| loss.at).min()?;
        let mut owners: Vec<&str> = losses.iter().map(|loss| loss.owner.as_str()).collect();
        owners.sort_unstable();
        owners.dedup();
        let finding = Finding {
            rule: Rule::LeaseFights,
            processes: vec![process],
            since,
            what: format!("{}{}", ENGLISH.leases_lost, owners.join(", ")),
            remedy: ENGLISH.check_hanging.to_owned(),
            count: losses.len(),
            records: Vec::new(),
        };
        Some((format!("{}/{process}", key(Rule::LeaseFights)), finding))
    });
    found.collect()
}

/// Whether it is recent. A clock that was set back makes it no older than it is.
pub(super) fn is_counted(loss: &Loss, now: DateTime<Utc>) -> bool {
    (now - loss.at).abs() < COUNTED
}

/// A service may lose several at one time.
fn loss_key(loss: &Loss, number: usize) -> String {
    let Loss { at, process, owner, .. } = loss;
    format!("{LOST}{:020}/{process}/{}/{number:04}", at.timestamp_micros().max(0), short_hash(owner))
}

fn put_loss(batch: &mut Batch, key: &str, loss: &Loss) {
    if let Ok(text) = serde_json::to_string(loss) {
        batch.put(Table::Alarm, key, text);
    }
}

pub(super) fn remove_loss(batch: &mut Batch, key: &str) {
    batch.delete(Table::Alarm, key);
}
