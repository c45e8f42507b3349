//! Who is due when: the decisions of the interval scheduler, without its waiting.

mod beat;
mod calendar;
mod rank;
mod slots;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};
use std::time::Duration;

use chrono::{DateTime, Utc};

use self::calendar::Calendar;
use self::rank::{Rank, Waiting, ranked};
use self::slots::Slots;
use super::{RequestId, RunKey, RunOutcome, RunRequest, Trigger};
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
/// Short work waits no longer than this for one of the slots, so that all of it begins within ten seconds, however much is due.
/// What failed last time waits until there is one.
const SLOT_WAIT: Duration = Duration::from_secs(3);
/// The due time of what is asked for now, until the next look says when that was: who asks has no clock.
pub(super) const NOW: DateTime<Utc> = DateTime::<Utc>::MIN_UTC;

/// Everything that runs again and again, and what is running.
#[derive(Debug)]
pub(super) struct Agenda {
    pub(super) seed: u64,
    /// The most by which an interval is stretched or shortened, as a share of it.
    pub(super) jitter: f64,
    /// How long after one tenant the next one starts for the first time.
    pub(super) stagger: Duration,
    /// How many runs of bulk work, and how many of short work, may be in their first seconds at the same time; half as many at
    /// one address.
    pub(super) concurrency: usize,
    entries: BTreeMap<RunKey, Entry>,
    /// The same by when they are due.
    calendar: Calendar,
    /// The place of each tenant among all that ever were: all its processes begin together.
    places: BTreeMap<String, u32>,
    /// What runs. Apart from the entries: one may be removed and put again while it runs.
    running: BTreeMap<RunKey, Running>,
    seen: Option<DateTime<Utc>>,
    /// Whether the next look gives times: to a key that has none, or to what was asked for meanwhile.
    unplanned: bool,
}

#[derive(Debug)]
struct Entry {
    interval: Duration,
    /// By what the interval is multiplied while there are not enough requests for all.
    stretch: f64,
    /// Whether it has left the times of its tenant's other processes with the same interval.
    off_beat: bool,
    /// How long after it is first seen the entry is due.
    offset: Duration,
    times: Option<Times>,
    /// A time that was asked for while the entry was running, or before its times were known.
    asked: Option<DateTime<Utc>>,
    /// Why it is run next, where that was said, and how long that is good.
    reason: Option<(Trigger, Option<DateTime<Utc>>)>,
    /// What asked for the next run first, where that was said.
    request_id: Option<RequestId>,
    /// Whether its last run could not do its work: then all others go first.
    failing: bool,
}

#[derive(Debug)]
struct Running {
    since: DateTime<Utc>,
    addresses: Vec<String>,
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
            concurrency: 512,
            entries: BTreeMap::new(),
            calendar: Calendar::default(),
            places: BTreeMap::new(),
            running: BTreeMap::new(),
            seen: None,
            unplanned: false,
        }
    }

    /// Enters a key, or gives it another interval, which counts from now on.
    pub(super) fn put(&mut self, key: RunKey, interval: Duration) {
        let interval = interval.clamp(SHORTEST, LONGEST);
        self.unplanned = true;
        match self.entries.get(&key).map(|entry| entry.interval) {
            Some(known) if known == interval => {}
            Some(_) => self.change(&key, |entry| (entry.interval, entry.times) = (interval, None)),
            None => {
                let next = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
                let place = *self.places.entry(key.tenant().to_owned()).or_insert(next);
                let offset = remainder(self.stagger.saturating_mul(place), interval);
                let (times, asked, reason) = (None, None, None);
                let (stretch, off_beat, failing) = (1.0, false, false);
                self.entries.insert(
                    key,
                    Entry {
                        interval,
                        stretch,
                        off_beat,
                        offset,
                        times,
                        asked,
                        reason,
                        request_id: None,
                        failing,
                    },
                );
            }
        }
    }

    /// Takes a key out. A run in hand goes on.
    pub(super) fn remove(&mut self, key: &RunKey) {
        if let Some(entry) = self.entries.remove(key) {
            self.calendar.change(key, entry.due(), None);
        }
    }

    /// Changes an entry, and when it is due.
    fn change(&mut self, key: &RunKey, change: impl FnOnce(&mut Entry)) {
        let Some(entry) = self.entries.get_mut(key) else { return };
        let before = entry.due();
        change(entry);
        self.calendar.change(key, before, entry.due());
    }

    /// Makes a key due at that time, unless it is due earlier anyway. False when there is no such key.
    pub(super) fn wake(&mut self, request: &RunRequest, due: DateTime<Utc>) -> bool {
        let key = &request.key;
        let Some(entry) = self.entries.get_mut(key) else { return false };
        self.unplanned = true;
        let new = (request.reason, request.not_after);
        // Of two that ask, the one that counts for more; of the same sort, the one that is good for longer.
        let weight = |(reason, until): (Trigger, Option<DateTime<Utc>>)| {
            (reason, until.unwrap_or(DateTime::<Utc>::MAX_UTC))
        };
        entry.reason = entry.reason.into_iter().chain([new]).max_by_key(|asked| weight(*asked));
        if entry.request_id.is_none() {
            entry.request_id.clone_from(&request.request_id);
        }
        let is_running = self.running.contains_key(key);
        self.change(key, |entry| match &mut entry.times {
            Some(times) if !is_running => times.due = times.due.min(due),
            _ => entry.asked = Some(entry.asked.map_or(due, |asked| asked.min(due))),
        });
        true
    }

    /// When a key is due; `None` while that is not known, as before the first look.
    pub(super) fn due(&self, key: &RunKey) -> Option<DateTime<Utc>> {
        let due = self.entries.get(key)?.times?.due;
        if due == NOW { self.seen } else { Some(due) }
    }

    /// Starts what is due and has a slot, at most so many; from here on it is running.
    ///
    /// What failed last time comes behind everything else. Then a run that goes to addresses where little else begins comes
    /// first, then the tenant that has waited longest, and of its processes that are due the first in the order of work.
    pub(super) fn start(
        &mut self,
        now: DateTime<Utc>,
        most: usize,
        addresses: &dyn Fn(&RunKey) -> Vec<String>,
    ) -> Vec<RunRequest> {
        self.look(now);
        let mut slots = Slots::taken(&self.running, now, self.concurrency);
        let mut busy = self.busy();
        let mut queue = self.queue(now, &busy, &slots, addresses);
        let mut started = Vec::new();
        while started.len() < most
            && let Some(Reverse(mut waiting)) = queue.pop()
        {
            // What was started meanwhile may have changed it.
            let ready = self.ready_at(&waiting.key, &busy).filter(|ready| *ready <= now);
            let Some(ready) = ready else { continue };
            let before = waiting.rank;
            waiting.rank.load = slots.load(&waiting.key, &waiting.addresses);
            if waiting.was_busy != busy.contains_key(waiting.key.tenant()) {
                (waiting.rank.ready, waiting.was_busy) = (ready, true);
            }
            if waiting.rank > before {
                queue.push(Reverse(waiting));
                continue;
            }
            let Waiting { key, addresses, .. } = waiting;
            let Some(entry) = self.entries.get_mut(&key) else { continue };
            let is_urgent = !key.process().is_bulk() && !entry.failing && later(ready, SLOT_WAIT) <= now;
            if !is_urgent && !slots.has_room(&key, &addresses) {
                continue;
            }
            let reason = entry.reason.take().filter(|(_, until)| until.is_none_or(|until| now <= until));
            // A person who asks for a run has a reason to have everything read anew.
            let due = reason.is_none().then(|| entry.times.map(|times| times.due)).flatten();
            let (reason, not_after) = reason.unwrap_or_default();
            let request_id = entry.request_id.take();
            slots.take(&key, &addresses);
            busy.insert(key.tenant().to_owned(), now);
            self.running.insert(key.clone(), Running { since: now, addresses });
            started.push(RunRequest { key, reason, not_after, due, request_id });
        }
        started
    }

    /// What could be started now, the first of it on top.
    fn queue(
        &self,
        now: DateTime<Utc>,
        busy: &Busy,
        slots: &Slots,
        addresses: &dyn Fn(&RunKey) -> Vec<String>,
    ) -> BinaryHeap<Reverse<Waiting>> {
        let mut queue = BinaryHeap::new();
        let mut of_tenant: Vec<Waiting> = Vec::new();
        let ready = |key| Some((key, self.ready_at(key, busy).filter(|ready| *ready <= now)?));
        let mut due: Vec<(&RunKey, DateTime<Utc>)> = self.calendar.until(now).filter_map(ready).collect();
        // Those of a tenant follow one another, in the order of work.
        due.sort_unstable();
        for (key, ready) in due {
            let Some(entry) = self.entries.get(key) else { continue };
            if of_tenant.last().is_some_and(|last| last.key.tenant() != key.tenant()) {
                queue.extend(ranked(&mut of_tenant));
            }
            let addresses = addresses(key);
            let rank = Rank { failing: entry.failing, load: slots.load(key, &addresses), ready };
            let was_busy = busy.contains_key(key.tenant());
            of_tenant.push(Waiting { rank, key: key.clone(), addresses, was_busy });
        }
        queue.extend(ranked(&mut of_tenant));
        queue
    }

    /// A run has ended; one that panicked has no outcome, and comes again at its usual time.
    pub(super) fn finish(&mut self, key: &RunKey, now: DateTime<Utc>, outcome: Option<&RunOutcome>) {
        self.running.remove(key);
        self.look(now);
        let Some(times) = self.entries.get(key).and_then(|entry| entry.times) else { return };
        let slot = self.slot_behind(now, key, times.slot);
        let slot = self.on_beat(now, key, slot);
        let due = outcome.map_or(slot, |outcome| outcome.next_due(slot, now));
        self.change(key, |entry| {
            entry.failing = outcome.is_none_or(RunOutcome::has_failed);
            let due = entry.asked.take().map_or(due, |asked| asked.min(due));
            entry.times = Some(Times { slot, due });
        });
    }

    /// Nothing runs any more: what ran was broken off. Gives what that was.
    pub(super) fn forget_runs(&mut self) -> Vec<RunKey> {
        std::mem::take(&mut self.running).into_keys().collect()
    }

    /// When to look again, at the latest: the first time after `now` at which a key may have become ready, or at which one that
    /// is may begin.
    pub(super) fn next_look(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let busy = self.busy();
        let (mut next, mut someone_waits) = (None::<DateTime<Utc>>, false);
        for (due, key) in self.calendar.all() {
            // None is ready before it is due.
            if due > now && next.is_some_and(|next| next <= due) {
                break;
            }
            let Some((entry, ready)) = self.entries.get(key).zip(self.ready_at(key, &busy)) else { continue };
            if ready > now {
                next = earlier(next, ready);
                continue;
            }
            someone_waits = true;
            let slot = later(ready, SLOT_WAIT);
            if !key.process().is_bulk() && !entry.failing && slot > now {
                next = earlier(next, slot);
            }
        }
        if someone_waits {
            let brisk = self.running.values().map(|run| later(run.since, BRISK));
            next = brisk.filter(|brisk| *brisk > now).fold(next, earlier);
        }
        next
    }

    /// The tenants that something runs for, and when the last of it was started.
    fn busy(&self) -> Busy {
        let mut busy = Busy::new();
        for (key, run) in &self.running {
            let last = busy.entry(key.tenant().to_owned()).or_insert(run.since);
            *last = run.since.max(*last);
        }
        busy
    }

    /// When a key may be started: when it is due, but behind what runs for its tenant, so that it sees what that did.
    /// Bulk work waits no longer than its own interval. Short work waits for some seconds only: a first load of hours, or a
    /// vendor that does not answer, must not keep orders from their warehouse.
    fn ready_at(&self, key: &RunKey, busy: &Busy) -> Option<DateTime<Utc>> {
        let entry = self.entries.get(key)?;
        if self.running.contains_key(key) {
            return None;
        }
        let due = entry.times?.due;
        let Some(since) = busy.get(key.tenant()) else { return Some(due) };
        Some(match key.process().is_bulk() {
            true => later(due.max(*since), entry.interval),
            false => later(due, entry.interval.min(BRISK)),
        })
    }

    /// Notes the time: what is new gets its first slot, and when the clock was set back, all plans go back with it.
    fn look(&mut self, now: DateTime<Utc>) {
        let back = self.seen.map(|seen| seen - now).filter(|back| *back > chrono::TimeDelta::zero());
        let before = self.seen.replace(now).unwrap_or(now);
        if let Some(back) = back {
            self.running.values_mut().for_each(|run| run.since -= back);
        }
        // This is asked several times in each run, and there may be thousands of keys.
        if !std::mem::take(&mut self.unplanned) && back.is_none() {
            return;
        }
        for entry in self.entries.values_mut() {
            for asked in entry.times.iter_mut().map(|times| &mut times.due).chain(&mut entry.asked) {
                if *asked == NOW {
                    *asked = before;
                }
            }
            match (&mut entry.times, back) {
                (Some(times), Some(back)) => (times.slot, times.due) = (times.slot - back, times.due - back),
                (Some(_), None) => {}
                (times @ None, _) => {
                    let slot = later(now, entry.offset);
                    let due = entry.asked.take().map_or(slot, |asked| asked.min(slot));
                    *times = Some(Times { slot, due });
                }
            }
        }
        let due = self.entries.iter().filter_map(|(key, entry)| Some((entry.due()?, key.clone())));
        self.calendar = due.collect();
    }
}

impl Entry {
    fn due(&self) -> Option<DateTime<Utc>> {
        self.times.map(|times| times.due)
    }
}

type Busy = HashMap<String, DateTime<Utc>>;

fn earlier(one: Option<DateTime<Utc>>, other: DateTime<Utc>) -> Option<DateTime<Utc>> {
    Some(one.map_or(other, |one| one.min(other)))
}

fn remainder(duration: Duration, of: Duration) -> Duration {
    let millis = duration.as_millis().checked_rem(of.as_millis()).unwrap_or(0);
    Duration::from_millis(u64::try_from(millis).unwrap_or(0))
}

#[cfg(test)]
mod tests;
