//! Doing what a plan said, and nothing else.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

use crate::context::RunError;
use crate::context::writes::{Allowed, Writes};
use crate::document::report::{Outcome, Report};
use crate::engine::{Operator, Trigger};
use crate::plan::{Plan, PlannedWrite};
use crate::process_id::Process;
use crate::schedule::{RunKey, RunRequest};

/// The result of applying a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Applied {
    /// The plan was still valid, and was applied.
    Done(Vec<Report>),
    /// It held when it was begun, and something moved meanwhile. What was planned was written where it still held, and
    /// nothing else was.
    #[non_exhaustive]
    Partly {
        /// What the runs did.
        reports: Vec<Report>,
        /// What they would have written besides, or otherwise. These records wait for the next run.
        refused: Vec<PlannedWrite>,
        /// What was planned and did not come up: the record was held, or went on meanwhile.
        not_made: Vec<PlannedWrite>,
    },
    /// The sides have moved since it was made: nothing was written. Make a new plan.
    #[non_exhaustive]
    Stale {
        /// What the plan would write, and a run would not any more, or not so.
        gone: Vec<PlannedWrite>,
        /// What a run would write now, and the plan does not know.
        new: Vec<PlannedWrite>,
    },
}

impl Operator<'_> {
    /// Applies a plan, if a new plan has the same content. Each write is compared with the plan immediately before it
    /// is made: a write that is not in the plan, or has another value there, is not made.
    ///
    /// # Errors
    /// If the plan belongs to another tenant, the new plan cannot be made, or a run cannot be started.
    pub async fn apply(self, plan: &Plan, cancel: &CancellationToken) -> Result<Applied, RunError> {
        if plan.tenant != self.tenant {
            return Err(RunError::Stopped {
                what: format!("the plan is for the tenant {:?}, not for {:?}", plan.tenant, self.tenant),
                remedy: "apply it to the tenant that it was made for".to_owned(),
            });
        }
        let mut fresh = self.engine.inspect(self.tenant).plan(&plan.processes).await?.writes;
        let mut left_out = Vec::new();
        if plan.partial {
            let chosen: HashSet<(Process, &str)> =
                plan.writes.iter().map(|write| (write.process, write.record.as_str())).collect();
            (fresh, left_out) =
                fresh.into_iter().partition(|write| chosen.contains(&(write.process, write.record.as_str())));
        }
        let gone = missing(&plan.writes, &fresh);
        let new = missing(&fresh, &plan.writes);
        if !gone.is_empty() || !new.is_empty() {
            return Ok(Applied::Stale { gone, new });
        }
        let allowed = Allowed::these(&plan.writes);
        let mut reports = Vec::new();
        let on = self.engine.processes(self.tenant)?;
        for process in on.into_iter().filter(|process| plan.processes.contains(process)) {
            let writes = Writes::Only(&allowed);
            let request = RunRequest::new(RunKey::new(plan.tenant.as_str(), process), Trigger::Manual);
            let ran = self.engine.run_with(&request, cancel, writes);
            reports.push(ran.await?);
        }
        let (refused, left) = allowed.into_rest();
        let mut left = counted(&left);
        // What is left out of a part on purpose has not moved.
        let refused: Vec<PlannedWrite> = refused
            .into_iter()
            .filter(|write| !left_out.iter().any(|planned| write.carries_out(planned)))
            .collect();
        // A process that did not run to its end says so itself.
        let is_whole = |process| {
            reports.iter().any(|report: &Report| report.process == process && report.outcome == Outcome::Done)
        };
        let is_left = |write: &&PlannedWrite| is_whole(write.process) && take(&mut left, write);
        let not_made: Vec<PlannedWrite> = plan.writes.iter().filter(is_left).cloned().collect();
        Ok(match refused.is_empty() && not_made.is_empty() {
            true => Applied::Done(reports),
            false => Applied::Partly { reports, refused, not_made },
        })
    }
}

/// What is in `from` and not among the others, or not as often.
fn missing(from: &[PlannedWrite], others: &[PlannedWrite]) -> Vec<PlannedWrite> {
    let mut left = counted(others);
    from.iter().filter(|write| !take(&mut left, write)).cloned().collect()
}

fn counted(writes: &[PlannedWrite]) -> HashMap<PlannedWrite, usize> {
    let mut counted = HashMap::new();
    for write in writes {
        *counted.entry(write.clone()).or_default() += 1;
    }
    counted
}

/// Whether there is one more of it; it is gone then.
fn take(left: &mut HashMap<PlannedWrite, usize>, write: &PlannedWrite) -> bool {
    match left.get_mut(write).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            true
        }
        None => false,
    }
}
