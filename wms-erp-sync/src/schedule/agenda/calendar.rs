//! The keys by when they are due. Of thousands few are due, and which ones is asked several times in each run.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::schedule::RunKey;

/// All keys whose times are known, whether they run or not.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Calendar(BTreeMap<DateTime<Utc>, BTreeSet<RunKey>>);

impl Calendar {
    /// A key is due at another time than before; none where it is not known, or the key is gone.
    pub(super) fn change(&mut self, key: &RunKey, before: Option<DateTime<Utc>>, now: Option<DateTime<Utc>>) {
        if before == now {
            return;
        }
        if let Some(before) = before
            && let Some(keys) = self.0.get_mut(&before)
        {
            keys.remove(key);
            if keys.is_empty() {
                self.0.remove(&before);
            }
        }
        if let Some(now) = now {
            self.0.entry(now).or_default().insert(key.clone());
        }
    }

    /// What is due by then.
    pub(super) fn until(&self, now: DateTime<Utc>) -> impl Iterator<Item = &RunKey> {
        self.0.range(..=now).flat_map(|(_, keys)| keys)
    }

    /// Everything, in the order in which it is due.
    pub(super) fn all(&self) -> impl Iterator<Item = (DateTime<Utc>, &RunKey)> {
        self.0.iter().flat_map(|(due, keys)| keys.iter().map(|key| (*due, key)))
    }
}

impl FromIterator<(DateTime<Utc>, RunKey)> for Calendar {
    fn from_iter<I: IntoIterator<Item = (DateTime<Utc>, RunKey)>>(all: I) -> Self {
        let mut calendar = Self::default();
        for (due, key) in all {
            calendar.0.entry(due).or_default().insert(key);
        }
        calendar
    }
}
