//! Processes that people pause. A pause has an end and a reason, so that none is forgotten.

use chrono::{DateTime, Utc};

use crate::context::{RunError, pauses};
use crate::document::{Pause, PauseKey};
use crate::engine::{Inspector, Operator};
use crate::process_id::Process;
use crate::store::Batch;
use crate::zone::moment;

impl Operator<'_> {
    /// Pauses one process of a tenant, or all of them, until a time. Current runs are finished; runs that people
    /// request are paused, too.
    ///
    /// # Errors
    /// If the tenant is unknown, `until` is over already, or the store fails.
    pub async fn pause(
        self,
        process: Option<Process>,
        until: DateTime<Utc>,
        reason: impl Into<String>,
    ) -> Result<Pause, RunError> {
        let zone = self.engine.tenant(self.tenant)?.erp_zone;
        let since = self.engine.inner.clock.now();
        if until <= since {
            let (until, since) = (moment(&until, zone), moment(&since, zone));
            let what = format!("a pause until {until} would already be over: it is {since}");
            return Err(RunError::Stopped { what, remedy: "give a time in the future".to_owned() });
        }
        let pause = Pause { process, until, reason: reason.into(), since };
        let mut batch = Batch::new();
        batch.set(&PauseKey(process), &pause);
        self.engine.inner.store.commit(self.tenant, &[], batch).await?;
        Ok(pause)
    }

    /// Ends the pause of one process, or of all of them; returns the pauses that it ended.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn resume(self, process: Option<Process>) -> Result<Vec<Pause>, RunError> {
        self.engine.tenant(self.tenant)?;
        let (now, ends) = (self.engine.inner.clock.now(), PauseKey(process));
        let (mut batch, mut ended) = (Batch::new(), Vec::new());
        for (found, pause) in pauses::all(&self.engine.documents(self.tenant), now).await? {
            // It is kept with its end: whether a process is overdue is counted from there.
            if pause.until > now && (process.is_none() || found == ends) {
                let resumed = Pause { until: now, ..pause };
                batch.set(&found, &resumed);
                ended.push(resumed);
            }
        }
        self.engine.inner.store.commit(self.tenant, &[], batch).await?;
        Ok(ended)
    }
}

impl Inspector<'_> {
    /// The pauses of a tenant that have not ended.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn pauses(self) -> Result<Vec<Pause>, RunError> {
        self.engine.tenant(self.tenant)?;
        let now = self.engine.inner.clock.now();
        Ok(pauses::that_last(&self.engine.documents(self.tenant), now).await?)
    }
}
