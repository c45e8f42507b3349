//! Who goes first of all that could be started.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};

use crate::schedule::RunKey;

/// The least comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// Whether the last run failed.
    pub(super) failing: bool,
    /// How many runs of its sort are in their first seconds at its addresses.
    pub(super) load: usize,
    /// Since when the tenant has been waiting.
    pub(super) ready: DateTime<Utc>,
}

/// A key that could be started.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Waiting {
    pub(super) rank: Rank,
    pub(super) key: RunKey,
    pub(super) addresses: Vec<String>,
    /// Whether something of its tenant ran when it was ranked.
    pub(super) was_busy: bool,
}

/// The processes of one tenant stand together, behind the first in the order of work, since when the first of them waits.
pub(super) fn ranked(of_tenant: &mut Vec<Waiting>) -> Vec<Reverse<Waiting>> {
    let failing = of_tenant.first().is_some_and(|first| first.rank.failing);
    let ready = of_tenant.iter().map(|waiting| waiting.rank.ready).min();
    let waiting = std::mem::take(of_tenant).into_iter();
    let together = |waiting: Waiting| {
        let rank = Rank { failing, ready: ready.unwrap_or(waiting.rank.ready), ..waiting.rank };
        Reverse(Waiting { rank, ..waiting })
    };
    waiting.map(together).collect()
}
