//! Processes that people have paused. A pause has an end and a reason, so that none is forgotten.

use std::pin::pin;

use chrono::{DateTime, TimeDelta, Utc};
use futures::TryStreamExt;

use crate::context::RunError;
use crate::document::{Document, Found, Pause, PauseKey};
use crate::engine::Engine;
use crate::process_id::Process;
use crate::store::Batch;
use crate::zone::moment;

impl Engine {
    pub(crate) async fn pause(
        &self,
        tenant: &str,
        process: Option<Process>,
        until: DateTime<Utc>,
        reason: String,
    ) -> Result<(), RunError> {
        let zone = self.tenant(tenant)?.erp_zone;
        let since = self.inner.clock.now();
        if until <= since {
            let (until, since) = (moment(&until, zone), moment(&since, zone));
            let what = format!("a pause until {until} would be over already: it is {since}");
            return Err(RunError::Stopped { what, remedy: "give a time in the future".to_owned() });
        }
        let pause = Pause { process, until, reason, since };
        let mut batch = Batch::new();
        batch.set(&PauseKey(process), &pause);
        Ok(self.inner.store.commit(tenant, &[], batch).await?)
    }

    pub(crate) async fn resume(&self, tenant: &str, process: Option<Process>) -> Result<(), RunError> {
        self.tenant(tenant)?;
        let (now, ends) = (self.inner.clock.now(), PauseKey(process));
        let mut batch = Batch::new();
        for (found, pause) in self.all_pauses(tenant).await? {
            // It is kept with its end: whether a process is overdue is counted from there.
            if pause.until > now && (process.is_none() || found == ends) {
                batch.set(&found, &Pause { until: now, ..pause });
            }
        }
        Ok(self.inner.store.commit(tenant, &[], batch).await?)
    }

    pub(crate) async fn pauses(&self, tenant: &str) -> Result<Vec<Pause>, RunError> {
        self.tenant(tenant)?;
        let now = self.inner.clock.now();
        let pauses = self.all_pauses(tenant).await?.into_iter().map(|(_, pause)| pause);
        Ok(pauses.filter(|pause| pause.until > now).collect())
    }

    /// The pauses of a tenant with their keys, those that have ended too.
    pub(crate) async fn all_pauses(&self, tenant: &str) -> Result<Vec<(PauseKey, Pause)>, RunError> {
        let mut pauses = Vec::new();
        let mut all = pin!(self.documents(tenant).stream(Pause::all()));
        while let Some((key, found)) = all.try_next().await? {
            pauses.push((key, self.pause_of(key, found)));
        }
        Ok(pauses)
    }

    /// A pause whose document cannot be read goes on until a person ends it: nothing begins again by accident.
    fn pause_of(&self, PauseKey(process): PauseKey, found: Found<Pause>) -> Pause {
        found.unwrap_or_else(|error| {
            let now = self.inner.clock.now();
            let reason = format!("{error}; resume it, or pause it again");
            Pause { process, until: now + TimeDelta::days(1), reason, since: now }
        })
    }

    /// The pause that keeps a process from running, if one does.
    pub(crate) async fn paused(&self, tenant: &str, process: Process) -> Result<Option<Pause>, RunError> {
        let pauses = self.pauses(tenant).await?;
        Ok(pauses.into_iter().find(|pause| pause.process.is_none_or(|paused| paused == process)))
    }
}
