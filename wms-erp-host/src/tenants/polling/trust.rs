//! Whether the webhooks of a warehouse can be relied on. They are judged by what runs find, never by their own silence or noise: each
//! change that a run finds should have been announced. Pure.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// So many changes in a row must have been announced.
pub(crate) const PROOF: u32 = 3;
/// Without a webhook for this long, they are not relied on until the next one. A warehouse at rest sends none either; asking it at the
/// usual interval costs little then.
pub(crate) const SILENCE: TimeDelta = TimeDelta::hours(2);
/// A run may be faster than the webhook of what it finds.
const GRACE: TimeDelta = TimeDelta::minutes(1);
/// How many announcements are kept between two runs. What a flood has beyond that counts as not announced.
const MAX_ANNOUNCED: usize = 10_000;

/// What is known of the webhooks about the orders of a tenant. It begins without any trust.
#[derive(Debug, Default)]
pub(super) struct Trust {
    /// Orders that were announced since the current run began, or the last one. By their numbers in the warehouse.
    fresh: HashSet<String>,
    /// Those that were announced before that and after the run before the last one that did its work: one more run must see them.
    earlier: HashSet<String>,
    /// When the last webhook came, about whatever.
    last: Option<DateTime<Utc>>,
    /// How many changes in a row were announced.
    proven: u32,
    /// Changes that were not announced yet, and when they were found.
    unannounced: BTreeMap<String, DateTime<Utc>>,
    /// The last one that never was.
    missed: Option<(String, DateTime<Utc>)>,
    /// Whether the process holds records, which it looks at in each run.
    holds: bool,
    /// Whether orders became ours, before and since the current run began, of which a run has to find out where they are.
    is_asked: (bool, bool),
}

/// Whether webhooks are relied on, and why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub(crate) enum Standing {
    /// They are.
    Reliable,
    /// None has come since the service was started.
    NoWebhook,
    /// None has come for a while.
    Silent,
    /// Changes have to be found that were announced: so many more.
    Unproven { left: u32 },
    /// A change was found that was not announced.
    Missed { order: String, at: DateTime<Utc>, left: u32 },
    /// Orders are held, or have become ours, and are looked at in each run.
    Waiting,
    /// Several services share the schedule: the one that gets a webhook is not the one that runs the process.
    Shared,
}

impl Standing {
    /// All words for it.
    pub(crate) const WORDS: [&'static str; 7] =
        ["reliable", "no_webhook", "silent", "unproven", "missed", "waiting", "shared"];

    /// The word for it in JSON and metrics.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Reliable => "reliable",
            Self::NoWebhook => "no_webhook",
            Self::Silent => "silent",
            Self::Unproven { .. } => "unproven",
            Self::Missed { .. } => "missed",
            Self::Waiting => "waiting",
            Self::Shared => "shared",
        }
    }
}

impl Trust {
    /// A webhook with the right token came, about this order if it names one.
    pub(super) fn announced(&mut self, number: Option<&str>, now: DateTime<Utc>) {
        self.last = Some(now);
        let Some(number) = number else { return };
        match self.unannounced.get(number).is_some_and(|found| is_graced(*found, now)) {
            true => {
                self.unannounced.remove(number);
                self.proven = self.proven.saturating_add(1);
            }
            false if self.fresh.len() < MAX_ANNOUNCED => drop(self.fresh.insert(number.to_owned())),
            false => {}
        }
    }

    /// A run begins, which sees whatever was announced before.
    pub(super) fn began(&mut self) {
        let fresh = std::mem::take(&mut self.fresh);
        let room = MAX_ANNOUNCED.saturating_sub(self.earlier.len());
        self.earlier.extend(fresh.into_iter().take(room));
        self.is_asked = (self.is_asked.0 || self.is_asked.1, false);
    }

    /// A run has found that this order has changed.
    pub(super) fn found(&mut self, number: &str, now: DateTime<Utc>) {
        if self.earlier.contains(number) || self.fresh.contains(number) {
            self.proven = self.proven.saturating_add(1);
        } else {
            self.unannounced.entry(number.to_owned()).or_insert(now);
        }
    }

    /// A run has ended; `is_done`: what was announced before it has been seen.
    pub(super) fn ended(&mut self, is_done: bool, holds: bool) {
        self.holds = holds;
        if is_done {
            self.earlier.clear();
            self.is_asked.0 = false;
        }
    }

    /// An order became ours: the next run has to find out where it is.
    pub(super) fn asked(&mut self) {
        self.is_asked.1 = true;
    }

    /// When the last webhook came.
    pub(super) fn last(&self) -> Option<DateTime<Utc>> {
        self.last
    }

    /// Judges.
    pub(super) fn judge(&mut self, now: DateTime<Utc>) -> Standing {
        let late = self.unannounced.extract_if(.., |_, found| !is_graced(*found, now)).last();
        if let Some((order, _)) = late {
            self.missed = Some((order, now));
            self.proven = 0;
        }
        let left = PROOF.saturating_sub(self.proven);
        if left == 0 {
            self.missed = None;
        }
        let Some(last) = self.last else { return Standing::NoWebhook };
        match &self.missed {
            Some((order, at)) => return Standing::Missed { order: order.clone(), at: *at, left },
            None if left > 0 || !self.unannounced.is_empty() => {
                return Standing::Unproven { left: left.max(1) };
            }
            None => {}
        }
        // One from the future came before the clock was set back.
        if now - last > SILENCE || last > now {
            return Standing::Silent;
        }
        if self.holds || self.is_asked.0 || self.is_asked.1 { Standing::Waiting } else { Standing::Reliable }
    }
}

/// Whether the webhook of a change that was found then may still be on its way.
fn is_graced(found: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    (TimeDelta::zero()..=GRACE).contains(&(now - found))
}

#[cfg(test)]
mod tests;
