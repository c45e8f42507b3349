//! The budget of requests of each vendor address, now and in the last hours, for all who show it. It is kept in memory, so that a page
//! costs no look at the store.

mod kept;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use wms_erp_sync::schedule::Stretch;
use wms_erp_sync::store::{Store, StoreError};

use crate::requests::Compared;

/// How many hours are shown, the current one among them.
pub(crate) const SHOWN_HOURS: i64 = 48;

/// What the requests of all addresses came to. Clones are the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Budgets(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    /// As they were compared last.
    now: Vec<Compared>,
    /// By hour and address.
    hours: BTreeMap<(DateTime<Utc>, String), Hour>,
    /// What the store has of the current hour.
    written: BTreeMap<String, Hour>,
    /// The hour for which old ones were forgotten last; none before the store was read.
    tidied: Option<DateTime<Utc>>,
}

/// The budget of one address.
#[derive(Debug, Clone)]
pub(crate) struct Budget {
    /// Its name, and the vendor's host.
    pub(crate) address: String,
    pub(crate) stretch: Stretch,
    /// How many tenants share it.
    pub(crate) tenants: usize,
    /// The hours that are shown, from the oldest to the current one; none for those of which nothing is known.
    pub(crate) hours: Vec<(DateTime<Utc>, Option<Hour>)>,
}

/// The worst of an hour.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Hour {
    /// The most requests an hour that all processes needed at their intervals.
    pub(crate) demand: u64,
    /// The fewest that there were.
    pub(crate) supply: u32,
    /// The most by which intervals of orders and their status were multiplied.
    pub(crate) urgent: f64,
    /// The same for all others.
    pub(crate) other: f64,
}

impl From<&Stretch> for Hour {
    fn from(stretch: &Stretch) -> Self {
        let Stretch { demand, supply, urgent, other, .. } = *stretch;
        Self { demand, supply, urgent, other }
    }
}

impl Hour {
    fn worse(self, other: Self) -> Self {
        Self {
            demand: self.demand.max(other.demand),
            supply: self.supply.min(other.supply),
            urgent: self.urgent.max(other.urgent),
            other: self.other.max(other.other),
        }
    }
}

impl Budgets {
    /// Of all addresses, by name.
    pub(crate) fn now(&self, now: DateTime<Utc>) -> Vec<Budget> {
        let (known, current) = (self.known(), hour_of(now));
        let shown = (0..SHOWN_HOURS).rev().map(|back| current - TimeDelta::hours(back));
        let shown: Vec<DateTime<Utc>> = shown.collect();
        let budget = |compared: &Compared| {
            let of_hour =
                |hour: &DateTime<Utc>| (*hour, known.hours.get(&(*hour, compared.address.clone())).copied());
            Budget {
                address: compared.address.clone(),
                stretch: compared.stretch,
                tenants: compared.tenants.len(),
                hours: shown.iter().map(of_hour).collect(),
            }
        };
        known.now.iter().map(budget).collect()
    }

    /// Takes down what a comparison came to, and writes the hour to the store if it has become worse. Where the store fails, the next
    /// comparison is written instead.
    pub(crate) async fn note(
        &self,
        store: &dyn Store,
        all: &[Compared],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let hour = hour_of(now);
        {
            let mut known = self.known();
            known.now = all.to_vec();
            for compared in all {
                known.add(hour, &compared.address, (&compared.stretch).into());
            }
        }
        self.tidy(store, hour).await?;
        let changed: Vec<(String, Hour)> = {
            let known = self.known();
            let current = all.iter().filter_map(|compared| {
                let worst = known.hours.get(&(hour, compared.address.clone()))?;
                Some((compared.address.clone(), *worst))
            });
            current.filter(|(address, worst)| known.written.get(address) != Some(worst)).collect()
        };
        if !changed.is_empty() {
            kept::write(store, hour, &changed).await?;
            self.known().written.extend(changed);
        }
        Ok(())
    }

    /// Once an hour: reads what others have written, and forgets what is old.
    async fn tidy(&self, store: &dyn Store, hour: DateTime<Utc>) -> Result<(), StoreError> {
        if self.known().tidied == Some(hour) {
            return Ok(());
        }
        let first = hour - TimeDelta::hours(SHOWN_HOURS - 1);
        let found = kept::read(store, first).await?;
        kept::forget(store, hour).await?;
        let mut known = self.known();
        for (at, address, worst) in found.into_iter().filter(|(at, ..)| *at <= hour) {
            known.add(at, &address, worst);
        }
        known.hours.retain(|(at, _), _| (first..=hour).contains(at));
        known.written.clear();
        known.tidied = Some(hour);
        Ok(())
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn add(&mut self, hour: DateTime<Utc>, address: &str, found: Hour) {
        let worst = self.hours.entry((hour, address.to_owned())).or_insert(found);
        *worst = worst.worse(found);
    }
}

fn hour_of(at: DateTime<Utc>) -> DateTime<Utc> {
    at.duration_trunc(TimeDelta::hours(1)).unwrap_or(at)
}
