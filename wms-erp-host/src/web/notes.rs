//! What a form did, said on the page that follows it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many are kept that have not been fetched.
const MAX_NOTES: usize = 1000;

/// One line for each session, by what its forms carry.
#[derive(Debug, Default)]
pub(crate) struct Notes(Mutex<HashMap<String, String>>);

impl Notes {
    pub(crate) fn leave(&self, csrf: &str, what: String) {
        let mut all = self.lock();
        if all.len() >= MAX_NOTES {
            all.clear();
        }
        all.insert(csrf.to_owned(), what);
    }

    pub(crate) fn take(&self, csrf: &str) -> Option<String> {
        self.lock().remove(csrf)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
