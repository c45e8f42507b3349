//! Who is due when: the decisions of the interval scheduler, without its waiting.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::{Outcome, RunKey};
use crate::clock::later;

/// Without a floor, an interval of nothing would be a loop without rest.
const SHORTEST: Duration = Duration::from_secs(1);
/// Ten years: without a ceiling, the arithmetic of times would overflow.
const LONGEST: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);
/// Beyond so many missed slots the past is given up instead of walked through.
const WALK: u32 = 100;
/// A run that takes longer than this waits for a vendor for most of its time, or will take hours anyway: it no longer counts
/// against the number of runs that may begin. And short work waits no longer for another run of its tenant.
const BRISK: Duration = Duration::from_secs(5);

/// Everything that runs again and again, and what is running.
#[derive(Debug)]
pub(super) struct Agenda {
    pub(super) seed: u64,
    /// The most by which an interval is stretched or shortened, as a share of it.
    pub(super) jitter: f64,
    /// How long after one tenant the next one starts for the first time.
    pub(super) stagger: Duration,
    /// How many runs of bulk work, and how many of short work, may be in their first seconds at the same time.
    pub(super) concurrency: usize,
    entries: BTreeMap<RunKey, Entry>,
    /// The place of each tenant among all that ever were: all its processes begin together.
    places: BTreeMap<String, u32>,
    /// What runs, since when. Apart from the entries: one may be removed and put again while it runs.
    running: BTreeMap<RunKey, DateTime<Utc>>,
    seen: Option<DateTime<Utc>>,
}

#[derive(Debug)]
struct Entry {
    interval: Duration,
    /// How long after it is first seen the entry is due.
    offset: Duration,
    times: Option<Times>,
    /// A wish that came while the entry was running.
    wish: Option<DateTime<Utc>>,
    /// Whether its last run could not do its work: then all others go first.
    failing: bool,
}

#[derive(Debug, Clone, Copy)]
struct Times {
    /// The next usual time. Processes of a tenant with the same interval share their slots, come what may between.
    slot: DateTime<Utc>,
    /// When the entry really is due.
    due: DateTime<Utc>,
}

impl Agenda {
    pub(super) fn new() -> Self {
        Self {
            seed: 0,
            jitter: 0.1,
            stagger: Duration::from_secs(1),
            concurrency: 256,
            entries: BTreeMap::new(),
            places: BTreeMap::new(),
            running: BTreeMap::new(),
            seen: None,
        }
    }

    /// Enters a key, or gives it another interval, which counts from now on.
    pub(super) fn put(&mut self, key: RunKey, interval: Duration) {
        let interval = interval.clamp(SHORTEST, LONGEST);
        match self.entries.get_mut(&key) {
            Some(entry) if entry.interval == interval => {}
            Some(entry) => (entry.interval, entry.times) = (interval, None),
            None => {
                let next = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
                let place = *self.places.entry(key.tenant.clone()).or_insert(next);
                let offset = remainder(self.stagger.saturating_mul(place), interval);
                self.entries.insert(key, Entry { interval, offset, times: None, wish: None, failing: false });
            }
        }
    }

    /// Takes a key out. A run in hand goes on.
    pub(super) fn remove(&mut self, key: &RunKey) {
        self.entries.remove(key);
    }

    /// Makes a key due at that time, unless it is due earlier anyway. False when there is no such key.
    pub(super) fn wake(&mut self, key: &RunKey, due: DateTime<Utc>) -> bool {
        let Some(entry) = self.entries.get_mut(key) else { return false };
        match &mut entry.times {
            Some(times) if !self.running.contains_key(key) => times.due = times.due.min(due),
            _ => entry.wish = Some(entry.wish.map_or(due, |wish| wish.min(due))),
        }
        true
    }

    /// When a key is due; `None` while that is not known, as before the first look.
    pub(super) fn due(&self, key: &RunKey) -> Option<DateTime<Utc>> {
        Some(self.entries.get(key)?.times?.due)
    }

    /// The key that is to be run now, if there is one; from here on it is running.
    ///
    /// The tenant that has waited longest comes first, and of its processes that are due the first in the order of work. What
    /// failed last time comes behind everything else.
    pub(super) fn start(&mut self, now: DateTime<Utc>) -> Option<RunKey> {
        self.look(now);
        let (room, busy) = (Room::at(self, now), self.busy());
        let mut chosen: Option<(Rank, &RunKey)> = None;
        let mut tenant: Option<(Rank, &RunKey)> = None;
        for (key, entry) in self.entries.iter().filter(|(key, _)| room.is_for(key)) {
            let Some(ready) = self.ready_at(key, &busy).filter(|ready| *ready <= now) else { continue };
            // The entries are sorted: the first key of a tenant is the first in the order of work.
            match &mut tenant {
                Some(((_, earliest), first)) if first.tenant == key.tenant => {
                    *earliest = ready.min(*earliest);
                }
                _ => tenant = Some(((entry.failing, ready), key)),
            }
            if let Some((rank, first)) = tenant
                && chosen.is_none_or(|(best, _)| rank < best)
            {
                chosen = Some((rank, first));
            }
        }
        let key = chosen?.1.clone();
        self.running.insert(key.clone(), now);
        Some(key)
    }

    /// A run has ended; one that panicked has no outcome, and comes again at its usual time.
    pub(super) fn finish(&mut self, key: &RunKey, now: DateTime<Utc>, outcome: Option<&Outcome>) {
        self.running.remove(key);
        self.look(now);
        let Some(times) = self.entries.get(key).and_then(|entry| entry.times) else { return };
        let slot = self.slot_behind(now, key, times.slot);
        let due = match outcome {
            Some(Outcome::Done { next_due: Some(wish) }) => slot.min(*wish),
            Some(Outcome::NotBefore { time }) => slot.max(*time),
            Some(Outcome::Retry { after, .. }) => later(now, *after),
            _ => slot,
        };
        let failing = !matches!(outcome, Some(Outcome::Done { .. }));
        if let Some(entry) = self.entries.get_mut(key) {
            entry.failing = failing;
            let due = entry.wish.take().map_or(due, |wish| wish.min(due));
            entry.times = Some(Times { slot, due });
        }
    }

    /// Nothing runs any more: what ran was broken off. Gives what that was.
    pub(super) fn forget_runs(&mut self) -> Vec<RunKey> {
        std::mem::take(&mut self.running).into_keys().collect()
    }

    /// When to look again, at the latest: the first time after `now` at which a key may have become ready, or at which there
    /// is room for one that is.
    pub(super) fn next_look(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let busy = self.busy();
        let (waits, ready): (Vec<_>, Vec<_>) =
            self.entries.keys().filter_map(|key| self.ready_at(key, &busy)).partition(|ready| *ready <= now);
        let room = self.running.values().map(|since| later(*since, BRISK)).filter(|brisk| *brisk > now);
        ready.into_iter().chain(room.filter(|_| !waits.is_empty())).min()
    }

    /// The tenants that something runs for, and when the last of it was started.
    fn busy(&self) -> Busy<'_> {
        let mut busy = Busy::new();
        for (key, since) in &self.running {
            busy.entry(&key.tenant).and_modify(|last| *last = (*since).max(*last)).or_insert(*since);
        }
        busy
    }

    /// When a key may be started: when it is due, but behind what runs for its tenant, so that it sees what that did.
    /// Bulk work waits no longer than its own interval. Short work waits for some seconds only: a first load of hours, or a
    /// vendor that does not answer, must not keep orders from their warehouse.
    fn ready_at(&self, key: &RunKey, busy: &Busy<'_>) -> Option<DateTime<Utc>> {
        let entry = self.entries.get(key)?;
        if self.running.contains_key(key) {
            return None;
        }
        let due = entry.times?.due;
        let Some(since) = busy.get(&*key.tenant) else { return Some(due) };
        Some(match key.process.is_bulk() {
            true => later(due.max(*since), entry.interval),
            false => later(due, entry.interval.min(BRISK)),
        })
    }

    /// Notes the time: what is new gets its first slot, and when the clock was set back, all plans go back with it.
    fn look(&mut self, now: DateTime<Utc>) {
        let back = self.seen.map(|seen| seen - now).filter(|back| *back > chrono::TimeDelta::zero());
        self.seen = Some(now);
        if let Some(back) = back {
            self.running.values_mut().for_each(|since| *since -= back);
        }
        for entry in self.entries.values_mut() {
            match (&mut entry.times, back) {
                (Some(times), Some(back)) => (times.slot, times.due) = (times.slot - back, times.due - back),
                (Some(_), None) => {}
                (times @ None, _) => {
                    let slot = later(now, entry.offset);
                    let due = entry.wish.take().map_or(slot, |wish| wish.min(slot));
                    *times = Some(Times { slot, due });
                }
            }
        }
    }

    /// The first usual time after `now`.
    fn slot_behind(&self, now: DateTime<Utc>, key: &RunKey, slot: DateTime<Utc>) -> DateTime<Utc> {
        let Some(interval) = self.entries.get(key).map(|entry| entry.interval) else { return slot };
        let lost = later(slot, interval.saturating_mul(WALK)) < now;
        let mut slot = if lost { now } else { slot };
        while slot <= now && slot < DateTime::<Utc>::MAX_UTC {
            slot = later(slot, self.jittered(interval, &key.tenant, slot));
        }
        slot
    }

    /// The interval as it is after this slot: the same for all processes of the tenant that share the slot.
    fn jittered(&self, interval: Duration, tenant: &str, slot: DateTime<Utc>) -> Duration {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.seed.to_le_bytes());
        hasher.update(&slot.timestamp_micros().to_le_bytes());
        hasher.update(tenant.as_bytes());
        let mut seed = [0; 8];
        hasher.finalize_xof().fill(&mut seed);
        let share = fastrand::Rng::with_seed(u64::from_le_bytes(seed)).f64() * 2.0 - 1.0;
        interval.mul_f64(1.0 + self.jitter * share)
    }
}

type Busy<'a> = HashMap<&'a str, DateTime<Utc>>;

/// Whether the last run failed, and since when the key has been ready: the least comes first.
type Rank = (bool, DateTime<Utc>);

/// Whether a run may begin now, for either sort of work.
struct Room {
    bulk: bool,
    short: bool,
}

impl Room {
    fn at(agenda: &Agenda, now: DateTime<Utc>) -> Self {
        let brisk = agenda.running.iter().filter(|(_, since)| later(**since, BRISK) > now);
        let (bulk, short): (Vec<_>, Vec<_>) = brisk.partition(|(key, _)| key.process.is_bulk());
        Self { bulk: bulk.len() < agenda.concurrency, short: short.len() < agenda.concurrency }
    }

    fn is_for(&self, key: &RunKey) -> bool {
        if key.process.is_bulk() { self.bulk } else { self.short }
    }
}

fn remainder(duration: Duration, of: Duration) -> Duration {
    let millis = duration.as_millis().checked_rem(of.as_millis()).unwrap_or(0);
    Duration::from_millis(u64::try_from(millis).unwrap_or(0))
}

#[cfg(test)]
mod tests;
