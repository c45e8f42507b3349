//! Whether a write may be made: always, never (a plan only notes it), or when a plan says so.

use std::sync::PoisonError;

use super::hold::HoldReason;
use super::run::Run;
use super::writes::Writes;
use crate::document::Class;
use crate::plan::PlannedWrite;

/// The answer to the question whether one write may be made.
///
/// Exhaustive on purpose: a process that does not know an answer must not compile, since it would write.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Permit {
    /// Make it.
    Make,
    /// It was noted, for a plan: do not make it, and go on as if it had been made.
    Noted,
    /// It is not the one that was planned: do not make it, and hold the record for this. The next run writes it.
    Refused(HoldReason),
}

impl Run<'_> {
    /// Whether the write may be made. To be asked right before it is.
    pub(crate) fn permit(&self, write: impl FnOnce() -> PlannedWrite) -> Permit {
        match self.writes {
            Writes::Made => Permit::Make,
            Writes::Noted(noted) => {
                noted.lock().unwrap_or_else(PoisonError::into_inner).push(write());
                Permit::Noted
            }
            Writes::Only(allowed) if allowed.take(write()) => Permit::Make,
            Writes::Only(_) => Permit::Refused(unplanned()),
        }
    }

    pub(crate) fn is_plan(&self) -> bool {
        matches!(self.writes, Writes::Noted(_))
    }
}

fn unplanned() -> HoldReason {
    let what = "not written: it is not in the plan that was applied, or not as it would be written now";
    let remedy = "nothing: the next run writes it; or make a new plan";
    HoldReason::new(Class::Waiting, what, remedy)
}
