//! Processes that people have paused. A pause has an end and a reason, so that none is forgotten.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::context::run::put;
use crate::context::{RunError, parse};
use crate::engine::Engine;
use crate::process_id::Process;
use crate::store::{Batch, Document, Scan, Table};
use crate::zone::moment;

const PREFIX: &str = "pause/";
/// Stands for every process of the tenant.
const ALL: &str = "*";

/// A pause of one process, or of all of a tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Pause {
    /// Which process; all of them without.
    pub process: Option<Process>,
    /// When it ends by itself.
    pub until: DateTime<Utc>,
    /// Why, as the person said.
    pub reason: String,
    /// When it was begun.
    pub since: DateTime<Utc>,
}

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
        put(&mut batch, Table::Control, key(process), &pause);
        Ok(self.inner.store.commit(tenant, &[], batch).await?)
    }

    pub(crate) async fn resume(&self, tenant: &str, process: Option<Process>) -> Result<(), RunError> {
        self.tenant(tenant)?;
        let (now, ends) = (self.inner.clock.now(), key(process));
        let mut batch = Batch::new();
        for (found, pause) in self.all_pauses(tenant).await? {
            // It is kept with its end: whether a process is overdue is counted from there.
            if pause.until > now && (process.is_none() || found == ends) {
                put(&mut batch, Table::Control, found, &Pause { until: now, ..pause });
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
    pub(crate) async fn all_pauses(&self, tenant: &str) -> Result<Vec<(String, Pause)>, RunError> {
        let scan = Scan { prefix: PREFIX, after: None, limit: 100 };
        let mut pauses = Vec::new();
        for document in self.inner.store.scan(tenant, Table::Control, scan).await? {
            let pause = self.pause_of(PREFIX, &document);
            pauses.extend(pause.map(|pause| (document.key, pause)));
        }
        Ok(pauses)
    }

    /// A pause whose document cannot be read goes on until a person ends it: nothing begins again by accident.
    fn pause_of(&self, prefix: &str, document: &Document) -> Option<Pause> {
        match parse::<Pause>(Table::Control, &document.key, &document.value) {
            Ok(pause) => Some(pause),
            Err(error) => {
                let process = document.key.strip_prefix(prefix)?;
                let now = self.inner.clock.now();
                let reason = format!("{error}; resume it, or pause it again");
                let process = process.parse().ok();
                Some(Pause { process, until: now + TimeDelta::days(1), reason, since: now })
            }
        }
    }

    /// The pause that keeps a process from running, if one does.
    pub(crate) async fn paused(&self, tenant: &str, process: Process) -> Result<Option<Pause>, RunError> {
        let pauses = self.pauses(tenant).await?;
        Ok(pauses.into_iter().find(|pause| pause.process.is_none_or(|paused| paused == process)))
    }
}

fn key(process: Option<Process>) -> String {
    format!("{PREFIX}{}", process.map_or(ALL, Process::as_str))
}
