//! Keeping records that cannot go, and letting them go.

use std::fmt::Display;
use std::pin::pin;

use chrono::{DateTime, TimeDelta, Utc};
use futures::TryStreamExt;

use super::run::Run;
use super::{ProcessError, ProcessErrorKind, RunError, damaged};
use crate::document::{
    Asked, AskedFor, AskedKey, AskedRecords, Class, Dismissed, DocumentKey, Held, HeldKey, hash,
};
use crate::hooks::{Decision, HookError, HookErrorKind};
use crate::observer::Event;
use crate::port::{ErrorKind, PortError, with_causes};
use crate::process_id::Process;
use crate::record_id::RecordId;
use crate::store::Batch;

/// Why a record is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldReason {
    pub(crate) class: Class,
    pub(crate) what: String,
    pub(crate) remedy: String,
    pub(crate) waits_for: Option<String>,
    pub(crate) order: Option<RecordId>,
    pub(crate) source: Option<String>,
}

impl HoldReason {
    /// What happened, in one line, what a person can do about it, and by the class when the record is tried again. Name fields and
    /// quantities, never people's data.
    pub fn new(class: Class, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        let (what, remedy) = (what.into(), remedy.into());
        Self { class, what, remedy, waits_for: None, order: None, source: None }
    }

    /// Says that the record of a host's own process is about this order, by its id in the ERP: [`why`](crate::Inspector::why) shows it
    /// with the order then.
    #[must_use]
    pub fn about_order(self, order: impl Into<RecordId>) -> Self {
        Self { order: Some(order.into()), ..self }
    }

    /// Ends the run with it, where the record cannot wait by itself.
    pub(crate) fn into_stop(self) -> RunError {
        RunError::Stopped { what: self.what, remedy: self.remedy }
    }

    pub(crate) fn waiting_for(self, what: impl Into<String>) -> Self {
        Self { waits_for: Some(what.into()), ..self }
    }

    /// Says what the record was made from, such as a hash: once a person has dismissed it, it is held again for the same reason only if
    /// that has changed. The processes that spool their records do not try one again either while it stays the same.
    #[must_use]
    pub fn for_source(self, source: impl Into<String>) -> Self {
        Self { source: Some(source.into()), ..self }
    }
}

/// What a host's hook said, as an obstacle if it is one. What is skipped stays visible until a person has acknowledged it.
pub(crate) fn rule(decision: Decision) -> Result<(), HoldReason> {
    match decision {
        Decision::Accept => Ok(()),
        Decision::Hold { what, remedy } => Err(HoldReason::new(Class::NeedsPerson, what, remedy)),
        Decision::Skip { why } => {
            Err(HoldReason::new(Class::Notice, format!("left out: {why}"), "nothing, if this is intended"))
        }
    }
}

/// What became of a host's look-up: none if it worked; an obstacle for the records that it was made for.
///
/// # Errors
/// If it may work at the next run.
pub(crate) fn prepared(prepared: Result<(), HookError>) -> Result<Option<HoldReason>, RunError> {
    match prepared {
        Ok(()) => Ok(None),
        Err(error) if error.kind() == HookErrorKind::Refused => {
            Ok(Some(HoldReason::new(Class::NeedsPerson, with_causes(&error), error.remedy())))
        }
        Err(error) => Err(RunError::Hook(error)),
    }
}

impl From<&wms_erp_mapping::Hold> for HoldReason {
    fn from(held: &wms_erp_mapping::Hold) -> Self {
        Self::new(Class::NeedsPerson, held.to_string(), held.remedy())
    }
}

impl From<&ProcessError> for HoldReason {
    fn from(error: &ProcessError) -> Self {
        let class = match error.kind() {
            ProcessErrorKind::Transient => Class::Transient,
            ProcessErrorKind::NeedsPerson => Class::NeedsPerson,
        };
        Self::new(class, with_causes(error), error.remedy())
    }
}

impl From<&PortError> for HoldReason {
    fn from(error: &PortError) -> Self {
        let class = match error.kind {
            ErrorKind::Refused => Class::Rejected,
            // It is tried again by its id: what it lacks may be mended at any time, on either side of the wire.
            ErrorKind::Unreadable | ErrorKind::Transient | ErrorKind::Quota(_) | ErrorKind::Access => {
                Class::Transient
            }
        };
        Self::new(class, error.full_message(), error.remedy.clone())
    }
}

impl Run<'_> {
    /// The key of a record that this process holds.
    pub(crate) fn held_key(&self, record: impl Display) -> HeldKey {
        HeldKey::of(self.process, record)
    }

    /// Holds a record. The first time, the number of attempts and what was reported survive a change of the obstacle.
    pub(crate) async fn hold(
        &self,
        batch: &mut Batch,
        record: &str,
        obstacle: HoldReason,
    ) -> Result<(), RunError> {
        let key = self.held_key(record);
        if self.is_dismissed(record, &obstacle).await? {
            batch.remove::<Held>(&key);
            return Ok(());
        }
        let before = self.read::<Held>(&key).await?;
        let now = self.now();
        let attempts = before.as_ref().map_or(0, |held| held.attempts) + 1;
        let held = Held {
            process: self.process,
            record: record.to_owned(),
            class: obstacle.class,
            what: obstacle.what,
            remedy: obstacle.remedy,
            since: before.map_or(now, |held| held.since),
            last_tried: now,
            attempts,
            due: due(obstacle.class, attempts, &key.text(), now),
            waits_for: obstacle.waits_for,
            order: obstacle.order,
            source: obstacle.source,
        };
        if held.class == Class::Transient {
            self.count_failed(record);
        }
        if !self.is_plan() {
            self.observer.on_event(&Event::Held {
                tenant: &self.tenant.name,
                process: self.process,
                record,
                class: held.class,
                what: &held.what,
            });
        }
        batch.set(&key, &held);
        Ok(())
    }

    /// Whether a person has closed the record for this very obstacle: then nothing more is said of it.
    pub(crate) async fn is_dismissed(&self, record: &str, obstacle: &HoldReason) -> Result<bool, RunError> {
        let dismissed = self.read::<Dismissed>(&self.held_key(record)).await?;
        Ok(dismissed.is_some_and(|dismissed| {
            // An article that is kept away for the same reason is so whatever else of it changes.
            let is_of_another = self.process != Process::Articles
                && dismissed.source.is_some()
                && dismissed.source != obstacle.source;
            dismissed.what == obstacle.what && !is_of_another
        }))
    }

    /// Lets a record go, held or not.
    pub(crate) fn release(&self, batch: &mut Batch, record: &str) {
        batch.remove::<Held>(&self.held_key(record));
    }

    /// The held records of this process that are to be tried now: their due time has come, a person asked for this run,
    /// or a person asked for them.
    pub(crate) async fn held_to_try(&self) -> Result<Vec<Held>, RunError> {
        self.held_to_try_among(|_| ()).await
    }

    /// The same, for callers that also look at everything that the process holds.
    pub(crate) async fn held_to_try_among(
        &self,
        mut visit: impl FnMut(&Held),
    ) -> Result<Vec<Held>, RunError> {
        let asked = self.asked(AskedFor::Retry).await?;
        let now = self.now();
        let mut found = Vec::new();
        // What this very run could not read is not asked for again at once.
        let unread = self.tally().unread.clone();
        self.each_held(self.process, |held| {
            visit(&held);
            let is_due = held.class.is_retried() && (self.eager || held.is_due(now));
            if !unread.contains(&held.record) && (is_due || asked.includes(&held.record)) {
                found.push(held);
            }
        })
        .await?;
        // What was asked for is done when the run is: one that fails must not swallow it.
        self.tally().fulfilled.add(asked);
        Ok(found)
    }

    /// All that a process holds.
    pub(crate) async fn each_held(
        &self,
        process: Process,
        mut visit: impl FnMut(Held),
    ) -> Result<(), RunError> {
        let mut all = pin!(self.documents().stream(Held::of(process)));
        while let Some((key, found)) = all.try_next().await? {
            visit(damaged::held(&key, found, self.now()));
        }
        Ok(())
    }

    /// What operators asked of this process.
    pub(crate) async fn asked(&self, what: AskedFor) -> Result<AskedRecords, RunError> {
        let keys: Vec<AskedKey> = self.keys(Asked::of(what, self.process)).try_collect().await?;
        let asked = self.documents().readable::<Asked>(&keys).await?;
        Ok(keys.into_iter().zip(asked).collect())
    }

    /// Removes requests that have been fulfilled, unless they were made again meanwhile.
    pub(crate) async fn fulfil(&self, batch: &mut Batch, asked: AskedRecords) -> Result<(), RunError> {
        let now = self.documents().readable::<Asked>(&asked.keys()).await?;
        for key in asked.unchanged(now) {
            batch.remove::<Asked>(&key);
        }
        Ok(())
    }
}

/// When the loop tries again: doubling, with a cap, and spread so that a thousand records do not come back at once.
pub(crate) fn due(class: Class, attempts: u32, key: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let (first, most) = match class {
        Class::Transient => (TimeDelta::minutes(1), TimeDelta::hours(1)),
        Class::Waiting => (TimeDelta::minutes(5), TimeDelta::hours(1)),
        Class::Rejected => (TimeDelta::minutes(15), TimeDelta::hours(6)),
        Class::NeedsPerson | Class::Notice => return None,
    };
    let wait = (first * 2_i32.pow(attempts.saturating_sub(1).min(16))).min(most);
    // Up to a quarter more, taken from the key: the same record waits as long after a restart.
    let spread = u32::from_str_radix(&hash(&format!("{key}/{attempts}"))[..4], 16).unwrap_or_default();
    let jitter = wait.num_milliseconds() / 4 * i64::from(spread) / 0xFFFF;
    Some(now + wait + TimeDelta::milliseconds(jitter))
}
