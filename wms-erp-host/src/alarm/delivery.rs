//! Sends what waits, in its order, and never for long.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures::future::join_all;
use wms_erp_sync::clock::Clock;
use wms_erp_sync::store::{Batch, Fence, Store, StoreError};
use wms_erp_sync::visible;

use super::channel::{Channels, Receiver};
use super::languages::Languages;
use super::record::{Waiting, put_waiting, remove_waiting};
use crate::language::mail::ENGLISH;

/// After this time no further message is begun in one round.
const ROUND: Duration = Duration::from_secs(45);
/// A message of which it is not known how sending it ended may still be on its way for as long as that.
const UNSURE: TimeDelta = TimeDelta::seconds(60);
/// A receiver that fails rests for a minute, twice as long each time, at most an hour.
const REST: TimeDelta = TimeDelta::minutes(1);
const LONGEST_REST: TimeDelta = TimeDelta::hours(1);

/// A message with the place where it waits.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) tenant: String,
    pub(super) key: String,
    pub(super) waiting: Waiting,
}

impl Entry {
    /// All that waits at a tenant, by the keys in the store.
    pub(super) fn all(tenant: &str, waiting: BTreeMap<String, Waiting>) -> Vec<Self> {
        let entry = |(key, waiting)| Self { tenant: tenant.to_owned(), key, waiting };
        waiting.into_iter().map(entry).collect()
    }
}

/// Receivers that have failed.
#[derive(Debug, Default)]
pub(super) struct Resting(Mutex<HashMap<String, (u32, DateTime<Utc>)>>);

impl Resting {
    fn is_over(&self, receiver: &str, now: DateTime<Utc>) -> bool {
        // A clock that was set back must not let it rest for long.
        self.lock().get(receiver).is_none_or(|(_, until)| *until <= now || *until > now + LONGEST_REST + REST)
    }

    fn failed(&self, receiver: &str, now: DateTime<Utc>) {
        let mut all = self.lock();
        let (failures, until) = all.entry(receiver.to_owned()).or_insert((0, now));
        let rest = REST * 2_i32.pow((*failures).min(6));
        *failures = failures.saturating_add(1);
        *until = now + rest.min(LONGEST_REST);
    }

    fn worked(&self, receiver: &str) {
        self.lock().remove(receiver);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, (u32, DateTime<Utc>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What sends, and with which right.
#[derive(Debug)]
pub(super) struct Delivery<'a> {
    pub(super) channels: &'a Channels,
    pub(super) resting: &'a Resting,
    pub(super) store: &'a dyn Store,
    pub(super) clock: &'a dyn Clock,
    pub(super) fence: &'a Fence,
    pub(super) languages: &'a Languages<'a>,
}

impl Delivery<'_> {
    /// Sends to each receiver what waits for it, to all of them at the same time.
    ///
    /// # Errors
    /// If the right is lost, or the store fails.
    pub(super) async fn deliver(
        &self,
        receivers: &[Receiver],
        entries: Vec<Entry>,
    ) -> Result<(), StoreError> {
        let mut queues: HashMap<String, Vec<Entry>> = HashMap::new();
        for entry in entries {
            queues.entry(entry.waiting.receiver.clone()).or_default().push(entry);
        }
        let deadline = self.clock.monotonic() + ROUND;
        let all = queues.into_iter().map(|(name, mut queue)| async move {
            queue.sort_by_key(|entry| entry.waiting.message.at());
            match receivers.iter().find(|receiver| receiver.name == name) {
                Some(receiver) => self.to_one(receiver, queue, deadline).await,
                None => self.forget(queue, "its receiver is no longer configured").await,
            }
        });
        join_all(all).await.into_iter().collect()
    }

    async fn to_one(
        &self,
        receiver: &Receiver,
        queue: Vec<Entry>,
        deadline: Duration,
    ) -> Result<(), StoreError> {
        for mut entry in queue {
            let now = self.clock.now();
            if now - entry.waiting.message.at() > entry.waiting.message.kept() {
                self.forget(vec![entry], "it could not be sent for days").await?;
                continue;
            }
            if self.clock.monotonic() >= deadline
                || !self.resting.is_over(&receiver.name, now)
                || is_unsure(&entry.waiting, now)
            {
                break;
            }
            // The right to send is confirmed by what is written before it.
            let waiting = &mut entry.waiting;
            (waiting.attempts, waiting.tried, waiting.error) =
                (waiting.attempts.saturating_add(1), Some(now), None);
            waiting.failed = None;
            self.write(&entry).await?;
            let language = self.languages.of(receiver, &entry.tenant);
            match self.channels.send(&receiver.channel, &entry.waiting.message, language).await {
                Ok(()) => {
                    self.resting.worked(&receiver.name);
                    let mut batch = Batch::new();
                    remove_waiting(&mut batch, &entry.key);
                    self.store.commit(&entry.tenant, std::slice::from_ref(self.fence), batch).await?;
                }
                Err(failed) => {
                    let (tenant, receiver, attempts) =
                        (&entry.tenant, &receiver.name, entry.waiting.attempts);
                    tracing::warn!(tenant, receiver, attempts, "an alarm could not be sent: {failed}");
                    self.resting.failed(receiver, self.clock.now());
                    (entry.waiting.error, entry.waiting.failed) = (Some(failed.to_string()), Some(failed));
                    self.write(&entry).await?;
                    break;
                }
            }
        }
        Ok(())
    }

    async fn write(&self, entry: &Entry) -> Result<(), StoreError> {
        let mut batch = Batch::new();
        put_waiting(&mut batch, &entry.key, &entry.waiting);
        self.store.commit(&entry.tenant, std::slice::from_ref(self.fence), batch).await
    }

    async fn forget(&self, entries: Vec<Entry>, why: &str) -> Result<(), StoreError> {
        for Entry { tenant, key, waiting } in entries {
            let title = waiting.message.title(&ENGLISH);
            let receiver = &waiting.receiver;
            tracing::warn!(tenant, receiver, "an alarm is not sent, {why}: {}", visible(&title));
            let mut batch = Batch::new();
            remove_waiting(&mut batch, &key);
            self.store.commit(&tenant, std::slice::from_ref(self.fence), batch).await?;
        }
        Ok(())
    }
}

/// Whether another service may still be sending it, which has lost its lease meanwhile.
fn is_unsure(waiting: &Waiting, now: DateTime<Utc>) -> bool {
    let tried = waiting.tried.filter(|_| waiting.error.is_none());
    tried.is_some_and(|tried| (now - tried).abs() < UNSURE)
}
