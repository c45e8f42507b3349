//! What becomes of the writes of a run: they are made, noted (a plan), or made if a plan has them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::plan::PlannedWrite;
use crate::process_id::Process;

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
    /// By process and record, each write once.
    left: Mutex<HashMap<(Process, String), Vec<PlannedWrite>>>,
    refused: Mutex<Vec<PlannedWrite>>,
}

impl Allowed {
    /// Each of these writes, once.
    pub(crate) fn these(writes: &[PlannedWrite]) -> Self {
        let mut left: HashMap<_, Vec<PlannedWrite>> = HashMap::new();
        for write in writes {
            left.entry((write.process, write.record.clone())).or_default().push(write.clone());
        }
        Self { left: Mutex::new(left), refused: Mutex::default() }
    }

    pub(super) fn take(&self, write: PlannedWrite) -> bool {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(planned) = left.get_mut(&(write.process, write.record.clone()))
            && let Some(at) = planned.iter().position(|planned| write.carries_out(planned))
        {
            planned.remove(at);
            return true;
        }
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).push(write);
        false
    }

    /// What was refused, and what was never asked for.
    pub(crate) fn into_rest(self) -> (Vec<PlannedWrite>, Vec<PlannedWrite>) {
        let refused = self.refused.into_inner().unwrap_or_else(PoisonError::into_inner);
        let left = self.left.into_inner().unwrap_or_else(PoisonError::into_inner);
        (refused, left.into_values().flatten().collect())
    }
}
