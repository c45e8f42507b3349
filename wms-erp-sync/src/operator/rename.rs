//! What is remembered of a tenant goes to another name, or is forgotten.
//!
//! Both leave a pause under the old name: an engine that still has the tenant by it, in another process too, begins no run that
//! would take an emptied memory for a new tenant's.

use std::pin::pin;

use chrono::{DateTime, TimeDelta, Utc};
use futures::TryStreamExt;

use crate::context::holding::Holding;
use crate::context::lease::HeldLease;
use crate::context::{RunError, pauses};
use crate::document::{Pause, PauseKey};
use crate::engine::Operator;
use crate::store::{Batch, Fence};

/// How many documents go over in one commit.
const PAGE: usize = 500;
/// For how long the old name stays paused.
const LONG: TimeDelta = TimeDelta::days(3650);

impl Operator<'_> {
    /// Moves all that is remembered of the tenant to the name `to`, and gives the number of documents. Under its old
    /// name it stays paused. After an interruption, call this again with the same name to continue.
    ///
    /// # Errors
    /// [`RunError::Busy`] if a run is at work on it; if it is paused as a whole, or something is remembered under `to` already;
    /// or as the store does.
    pub async fn rename(self, to: &str) -> Result<u64, RunError> {
        let reason = format!("it was renamed to {to}: its state is there");
        let quiet = self.quiet(&reason).await?;
        let moved = self.move_to(to, &quiet, reason).await;
        quiet.end().await;
        moved
    }

    /// Forgets all that is remembered of the tenant: orders, articles, what is held, its history. Its name stays paused.
    ///
    /// # Errors
    /// [`RunError::Busy`] if a run is at work on it; or as the store does.
    pub async fn forget(self) -> Result<(), RunError> {
        let reason = "its state was deleted".to_owned();
        let quiet = self.quiet(&reason).await?;
        let forgotten = self.empty(&quiet, reason).await;
        quiet.end().await;
        forgotten
    }

    /// Keeps every run away.
    async fn quiet(self, reason: &str) -> Result<Quiet, RunError> {
        self.engine.tenant(self.tenant)?;
        let all = self.engine.all_processes(self.tenant);
        let all: Vec<_> = all.iter().map(|process| process.id()).collect();
        let (holding, wait) = (Holding::default(), self.engine.inner.lease_wait);
        let leases = self.engine.inner.leases.take_all(self.tenant, &all, wait, &holding).await?;
        let mut quiet = Quiet { leases, holding, has_begun: false };
        match self.has_begun(reason).await {
            Ok(has_begun) => {
                quiet.has_begun = has_begun;
                Ok(quiet)
            }
            Err(error) => {
                quiet.end().await;
                Err(error)
            }
        }
    }

    /// Whether this was begun before and came to no end. Fails if the tenant is paused for anything else.
    async fn has_begun(self, reason: &str) -> Result<bool, RunError> {
        let paused = pauses::that_last(&self.engine.documents(self.tenant), self.now()).await?;
        let other = paused.iter().find(|pause| pause.process.is_none() && pause.reason != reason);
        if let Some(pause) = other {
            let what = format!("the tenant {:?} is paused: {}", self.tenant, pause.reason);
            let remedy = "resume it first: the pause would be lost".to_owned();
            return Err(RunError::Stopped { what, remedy });
        }
        Ok(paused.iter().any(|pause| pause.process.is_none()))
    }

    async fn move_to(self, to: &str, quiet: &Quiet, reason: String) -> Result<u64, RunError> {
        let store = &self.engine.inner.store;
        if !quiet.has_begun && !self.engine.documents(to).are_none().await? {
            let what = format!("the store already has state of a tenant {to:?}");
            return Err(RunError::Stopped { what, remedy: "choose another name".to_owned() });
        }
        let mut batch = Batch::new();
        batch.set(&PauseKey(None), &self.tombstone(reason.clone()));
        store.commit(self.tenant, &quiet.fences()?, batch).await?;
        let moved = self.copy(to, quiet).await?;
        // The tenant itself is not paused.
        let mut batch = Batch::new();
        batch.remove::<Pause>(&PauseKey(None));
        store.commit(to, &[], batch).await?;
        self.empty(quiet, reason).await?;
        Ok(moved.saturating_sub(1))
    }

    async fn copy(self, to: &str, quiet: &Quiet) -> Result<u64, RunError> {
        let mut copied = 0;
        let mut all = pin!(self.engine.documents(self.tenant).copied(PAGE));
        while let Some(batch) = all.try_next().await? {
            quiet.fences()?;
            copied += u64::try_from(batch.len()).unwrap_or(u64::MAX);
            self.engine.inner.store.commit(to, &[], batch).await?;
        }
        Ok(copied)
    }

    /// In one commit: all is there, or nothing but the pause.
    async fn empty(self, quiet: &Quiet, reason: String) -> Result<(), RunError> {
        let mut batch = Batch::new();
        batch.remove_everything().set(&PauseKey(None), &self.tombstone(reason));
        Ok(self.engine.inner.store.commit(self.tenant, &quiet.fences()?, batch).await?)
    }

    fn tombstone(self, reason: String) -> Pause {
        let since = self.now();
        Pause { process: None, until: since + LONG, reason, since }
    }

    fn now(self) -> DateTime<Utc> {
        self.engine.inner.clock.now()
    }
}

/// That no run of a tenant is at work.
struct Quiet {
    leases: Vec<HeldLease>,
    holding: Holding,
    /// Whether this goes on with what was interrupted.
    has_begun: bool,
}

impl Quiet {
    fn fences(&self) -> Result<Vec<Fence>, RunError> {
        self.holding.check()?;
        Ok(self.holding.fences())
    }

    async fn end(self) {
        for lease in self.leases {
            lease.give_back().await;
        }
    }
}
