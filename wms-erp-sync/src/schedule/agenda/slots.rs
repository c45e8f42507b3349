//! How many runs are in their first seconds: all in all, and at one address.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};

use super::{BRISK, Running};
use crate::clock::later;
use crate::schedule::RunKey;

/// The slots that are taken. Bulk and short work have their own.
#[derive(Debug)]
pub(super) struct Slots {
    most: usize,
    /// By sort: all in all, and by address.
    all: HashMap<bool, usize>,
    at: HashMap<(bool, String), usize>,
}

impl Slots {
    /// Those that are taken now, of so many for either sort.
    pub(super) fn taken(running: &BTreeMap<RunKey, Running>, now: DateTime<Utc>, most: usize) -> Self {
        let mut slots = Self { most, all: HashMap::new(), at: HashMap::new() };
        let brisk = running.iter().filter(|(_, run)| later(run.since, BRISK) > now);
        brisk.for_each(|(key, run)| slots.take(key, &run.addresses));
        slots
    }

    pub(super) fn take(&mut self, key: &RunKey, addresses: &[String]) {
        let bulk = key.process().is_bulk();
        *self.all.entry(bulk).or_default() += 1;
        for address in addresses {
            *self.at.entry((bulk, address.clone())).or_default() += 1;
        }
    }

    /// Whether there is a slot left: one address has half of them at most, so that what falls due elsewhere finds one.
    pub(super) fn has_room(&self, key: &RunKey, addresses: &[String]) -> bool {
        let bulk = key.process().is_bulk();
        let at_one = (self.most / 2).max(1);
        self.all.get(&bulk).is_none_or(|taken| *taken < self.most)
            && addresses.iter().all(|address| self.at(bulk, address) < at_one)
    }

    /// How many runs of its sort have begun at its addresses.
    pub(super) fn load(&self, key: &RunKey, addresses: &[String]) -> usize {
        addresses.iter().map(|address| self.at(key.process().is_bulk(), address)).sum()
    }

    fn at(&self, bulk: bool, address: &str) -> usize {
        self.at.get(&(bulk, address.to_owned())).copied().unwrap_or_default()
    }
}
