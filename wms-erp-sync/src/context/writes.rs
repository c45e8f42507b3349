//! What becomes of the writes of a run: they are made, noted (a plan), or made if a plan has them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

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

impl Allowed {
    /// Each of these writes, once.
    pub(crate) fn these(writes: &[PlannedWrite]) -> Self {
        let mut left = HashMap::new();
        for write in writes {
            *left.entry(write.clone()).or_default() += 1;
        }
        Self { left: Mutex::new(left), refused: Mutex::default() }
    }

    pub(super) fn take(&self, write: PlannedWrite) -> bool {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = left.get_mut(&write).filter(|count| **count > 0) {
            *count -= 1;
            return true;
        }
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).push(write);
        false
    }

    /// What was refused, and what was never asked for.
    pub(crate) fn into_rest(self) -> (Vec<PlannedWrite>, HashMap<PlannedWrite, usize>) {
        let refused = self.refused.into_inner().unwrap_or_else(PoisonError::into_inner);
        (refused, self.left.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}
