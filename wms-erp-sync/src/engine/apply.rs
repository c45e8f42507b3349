//! Doing what a plan said, and nothing else.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

use super::{Engine, RunError, Trigger};
use crate::plan::{Plan, PlannedWrite};
use crate::process::Process;
use crate::report::Report;

/// What became of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Applied {
    /// It still held, and was carried out.
    Done(Vec<Report>),
    /// The sides have moved since it was made: nothing was written. Make a new plan.
    Moved {
        /// What the plan would write, and a run would not any more, or not so.
        gone: Vec<PlannedWrite>,
        /// What a run would write now, and the plan does not know.
        new: Vec<PlannedWrite>,
    },
}

impl Engine {
    /// Carries out a plan, if a new plan says the same as it.
    ///
    /// # Errors
    /// Whatever keeps the new plan from being made, or a run from being begun.
    pub async fn apply(&self, plan: &Plan, cancel: &CancellationToken) -> Result<Applied, RunError> {
        let fresh = self.plan(&plan.tenant, &plan.processes).await?;
        let gone = missing(&plan.writes, &fresh.writes);
        let new = missing(&fresh.writes, &plan.writes);
        if !gone.is_empty() || !new.is_empty() {
            return Ok(Applied::Moved { gone, new });
        }
        let mut reports = Vec::new();
        for process in Process::ALL.into_iter().filter(|process| plan.processes.contains(process)) {
            reports.push(self.run(&plan.tenant, process, Trigger::Person, cancel).await?);
        }
        Ok(Applied::Done(reports))
    }
}

fn missing(from: &[PlannedWrite], others: &[PlannedWrite]) -> Vec<PlannedWrite> {
    let others: HashSet<&PlannedWrite> = others.iter().collect();
    from.iter().filter(|write| !others.contains(write)).cloned().collect()
}
