//! Whether a write may be made: always, never (a plan only notes it), or when a plan says so.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::hold::Obstacle;
use super::run::Run;
use crate::document::Class;
use crate::plan::PlannedWrite;

/// What becomes of the writes of a run.
#[derive(Clone, Copy)]
pub(crate) enum Writes<'a> {
    /// They are made.
    Made,
    /// They are noted instead of made: a plan.
    Noted(&'a Mutex<Vec<PlannedWrite>>),
    /// Those that a plan knows are made, and no others.
    Only(&'a Allowed),
}

/// The writes of a plan that is being applied, and what was refused because it is not among them.
#[derive(Debug, Default)]
pub(crate) struct Allowed {
    left: Mutex<HashMap<PlannedWrite, usize>>,
    refused: Mutex<Vec<PlannedWrite>>,
}

/// The word on one write.
#[must_use]
pub(crate) enum Permit {
    /// Make it.
    Make,
    /// It was noted: go on as if it had been made.
    Noted,
    /// It is not the one that was planned. The record waits for the next run.
    Refused(Obstacle),
}

impl Allowed {
    /// Each of these writes, once.
    pub(crate) fn these(writes: &[PlannedWrite]) -> Self {
        let mut left = HashMap::new();
        for write in writes {
            *left.entry(write.clone()).or_default() += 1;
        }
        Self { left: Mutex::new(left), refused: Mutex::default() }
    }

    fn take(&self, write: PlannedWrite) -> bool {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = left.get_mut(&write).filter(|count| **count > 0) {
            *count -= 1;
            return true;
        }
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).push(write);
        false
    }

    /// What was not written.
    pub(crate) fn into_refused(self) -> Vec<PlannedWrite> {
        self.refused.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
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

fn unplanned() -> Obstacle {
    let what = "not written: it is not in the plan that was applied, or not as it would be written now";
    let remedy = "nothing: the next run writes it; or make a new plan";
    Obstacle::new(Class::Waiting, what, remedy)
}
