//! A process of a host's own: letters are posted, and weighed again when they change.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures::TryStreamExt;
use serde::{Deserialize, Serialize};
use wms_erp_sync::{
    Changes, Class, Comparison, DriftKind, FieldChange, Finding, HoldReason, Permit, Process,
    ProcessDocument, ProcessError, Rating, RunContext, RunError, SyncProcess, Tenant,
};

pub(super) fn id() -> Process {
    Process::custom("mail").unwrap()
}

/// What is done between an effect and its commit.
type Meanwhile = Box<dyn FnMut() + Send>;

/// The outer world of the process. Clones are the same one.
#[derive(Clone, Default)]
pub(super) struct Mail(Arc<Mutex<Desk>>);

impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mail")
    }
}

#[derive(Default)]
pub(super) struct Desk {
    /// Letters with their weights; those that weigh nothing cannot be posted.
    pub(super) letters: BTreeMap<u32, i64>,
    /// What was posted, in this order.
    pub(super) posted: Vec<String>,
    /// Why the post office is closed.
    pub(super) closed: Option<fn() -> ProcessError>,
    pub(super) meanwhile: Option<Meanwhile>,
}

/// What is remembered of a letter.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Posted {
    weight: i64,
    at: DateTime<Utc>,
}

impl ProcessDocument for Posted {
    const KIND: &'static str = "posted";
}

impl Mail {
    pub(super) fn desk(&self) -> MutexGuard<'_, Desk> {
        self.0.lock().unwrap()
    }

    pub(super) fn write(&self, letter: u32, weight: i64) {
        self.desk().letters.insert(letter, weight);
    }

    pub(super) fn posted(&self) -> Vec<String> {
        self.desk().posted.clone()
    }

    /// Posts a letter, if it does not lie there already.
    fn post(&self, letter: &str) {
        let mut desk = self.desk();
        if !desk.posted.iter().any(|posted| posted == letter) {
            desk.posted.push(letter.to_owned());
        }
        if let Some(mut meanwhile) = desk.meanwhile.take() {
            meanwhile();
        }
    }

    async fn send(
        &self,
        run: &RunContext<'_>,
        changes: &mut Changes,
        letter: u32,
        weight: i64,
    ) -> Result<(), RunError> {
        let record = letter.to_string();
        let before = run.read::<Posted>(&record).await?.map(|posted| posted.weight);
        if before == Some(weight) {
            run.count_unchanged(1);
            changes.release(&record);
            return Ok(());
        }
        if weight <= 0 {
            let reason =
                HoldReason::new(Class::NeedsPerson, format!("it weighs {weight} g"), "weigh it again");
            return run
                .hold(changes, &record, reason.about_order(letter as i32).for_source(letter.to_string()))
                .await;
        }
        let text = |weight: i64| weight.to_string();
        let fields = vec![FieldChange::new("weight", before.map(text), Some(text(weight)))];
        match run.permit(record.as_str(), "post a letter", fields).await? {
            Permit::Make => self.post(&format!("{record}: {weight} g")),
            Permit::Noted => {}
            Permit::Refused(reason) => return run.hold(changes, &record, reason).await,
        }
        run.count_written(1);
        changes.set(&record, Posted { weight, at: run.now() })?.release(&record);
        Ok(())
    }
}

#[async_trait]
impl SyncProcess for Mail {
    fn id(&self) -> Process {
        id()
    }

    async fn run(&self, run: &RunContext<'_>) -> Result<(), RunError> {
        if let Some(closed) = self.desk().closed {
            return Err(closed().into());
        }
        let held = run.held_to_try().await?;
        let letters = self.desk().letters.clone();
        for (letter, weight) in letters {
            run.check_stop()?;
            run.count_read(1);
            let mut changes = run.changes();
            self.send(run, &mut changes, letter, weight).await?;
            run.commit(changes).await?;
        }
        // What was held and has been taken back.
        for held in
            held.iter().filter(|held| !self.desk().letters.keys().any(|id| id.to_string() == held.record))
        {
            let mut changes = run.changes();
            changes.release(&held.record);
            run.commit(changes).await?;
        }
        Ok(())
    }

    async fn check(&self, tenant: &Tenant, findings: &mut Vec<Finding>) {
        findings.push(Finding::of(
            Rating::Doubtful,
            "stamps",
            format!("{} has none left", tenant.name),
            "buy some",
        ));
    }

    fn compares(&self) -> Vec<Process> {
        vec![id()]
    }

    async fn compare(&self, run: &RunContext<'_>, found: &mut Comparison) -> Result<(), RunError> {
        let letters = self.desk().letters.clone();
        for (letter, weight) in letters {
            let posted = run.read::<Posted>(&letter.to_string()).await?;
            let is_same = posted.is_some_and(|posted| posted.weight == weight);
            found.compared(id(), is_same);
            if !is_same {
                found.add(id(), letter, DriftKind::Missing, "it was not posted so", "run mail");
            }
        }
        Ok(())
    }

    async fn purge(&self, run: &RunContext<'_>, before: DateTime<Utc>) -> Result<u64, RunError> {
        let (mut changes, mut forgotten) = (run.changes(), 0);
        let mut all = run.documents::<Posted>("");
        while let Some((key, posted)) = all.try_next().await? {
            if posted.at < before {
                changes.remove::<Posted>(&key);
                forgotten += 1;
            }
        }
        run.commit(changes).await?;
        Ok(forgotten)
    }
}
