//! The usual times at which a process runs: one interval behind the other, together with the others of its tenant.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::{Agenda, Entry, LONGEST, WALK};
use crate::clock::later;
use crate::schedule::RunKey;

impl Agenda {
    /// Multiplies the intervals of these keys from their next usual time on. Where a factor is smaller than it was, what is left until
    /// that time shrinks with it: for all in the same proportion, so that what was spread stays spread.
    pub(in crate::schedule) fn stretch(&mut self, factors: impl IntoIterator<Item = (RunKey, f64)>) {
        let seen = self.seen;
        for (key, factor) in factors {
            let factor = if factor.is_finite() { factor.max(1.0) } else { 1.0 };
            self.change(&key, |entry| {
                let before = std::mem::replace(&mut entry.stretch, factor);
                let (Some(times), Some(now)) = (&mut entry.times, seen) else { return };
                let left = (times.slot - now).to_std().unwrap_or_default();
                if factor < before && !left.is_zero() {
                    let slot = later(now, left.mul_f64(factor / before));
                    if times.due == times.slot {
                        times.due = slot;
                    }
                    times.slot = slot;
                }
            });
        }
    }

    /// By what the interval of a key is multiplied.
    pub(in crate::schedule) fn stretch_of(&self, key: &RunKey) -> f64 {
        self.entries.get(key).map_or(1.0, |entry| entry.stretch)
    }

    /// A stretched process falls due together with those of its tenant that have the same interval and the same stretch, and one that
    /// was stretched with those that never were: it takes their time where that comes before its own.
    pub(super) fn on_beat(&mut self, now: DateTime<Utc>, key: &RunKey, slot: DateTime<Utc>) -> DateTime<Utc> {
        let Some(entry) = self.entries.get(key) else { return slot };
        let (interval, stretch, is_off) =
            (entry.interval, entry.stretch, entry.off_beat || entry.stretch > 1.0);
        if !is_off {
            return slot;
        }
        let of_tenant =
            self.entries.iter().filter(|(other, _)| other.tenant() == key.tenant() && *other != key);
        let alike = of_tenant.filter(|(_, other)| other.interval == interval && other.stretch == stretch);
        let times = alike.filter_map(|(_, other)| Some(other.times?.slot));
        let theirs = times.filter(|other| *other > now && *other <= slot).max();
        if let Some(entry) = self.entries.get_mut(key) {
            entry.off_beat = stretch > 1.0 || theirs.is_none();
        }
        theirs.unwrap_or(slot)
    }

    /// The first usual time after `now`.
    pub(super) fn slot_behind(&self, now: DateTime<Utc>, key: &RunKey, slot: DateTime<Utc>) -> DateTime<Utc> {
        let stretched = |entry: &Entry| entry.interval.mul_f64(entry.stretch).min(LONGEST);
        let Some(interval) = self.entries.get(key).map(stretched) else { return slot };
        let lost = later(slot, interval.saturating_mul(WALK)) < now;
        let mut slot = if lost { now } else { slot };
        while slot <= now && slot < DateTime::<Utc>::MAX_UTC {
            slot = later(slot, self.jittered(interval, key.tenant(), slot));
        }
        slot
    }

    /// The interval as it is after this slot: the same for all processes of the tenant that share the slot.
    pub(super) fn jittered(&self, interval: Duration, tenant: &str, slot: DateTime<Utc>) -> Duration {
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
