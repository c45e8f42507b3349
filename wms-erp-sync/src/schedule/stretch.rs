//! How much longer intervals have to be so that the requests of an hour are enough for all. Arithmetic only.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::process_id::Process;

/// Beyond that, a process would look as if it stood still.
const MAX: f64 = 24.0;
/// Of the supply, what the catalogue may use: the client leaves a fifth to what is more urgent, and refuses it what is beyond.
const FOR_ALL: f64 = 0.8;
/// Of the supply, what is left to the catalogue and the stock however much the urgent work needs.
const FLOOR: f64 = 0.05;
/// Factors go by quarters, so that small changes of demand move no due time.
const STEP: f64 = 0.25;

/// What a process of a tenant needs of the requests that an address may send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Need {
    /// Which process: orders and their status are urgent, all others can wait.
    pub process: Process,
    /// How often it is to run.
    pub interval: Duration,
    /// How many requests a run of it usually takes.
    pub requests: u64,
}

impl Need {
    /// Of a process that runs once per interval, and takes `requests` requests each time.
    pub fn new(process: Process, interval: Duration, requests: u64) -> Self {
        Self { process, interval, requests }
    }

    #[expect(clippy::cast_precision_loss, reason = "no run takes 2^53 requests")]
    fn an_hour(&self) -> f64 {
        let runs = 3_600.0 / self.interval.max(Duration::from_secs(1)).as_secs_f64();
        self.requests as f64 * runs
    }
}

/// How the requests that all processes behind an address need compare with those that there are.
///
/// ```
/// use std::time::Duration;
/// use wms_erp_sync::{Process, schedule::{Need, Stretch}};
///
/// let quarter = Duration::from_secs(15 * 60);
/// let tenant = [Need::new(Process::Orders, quarter, 1), Need::new(Process::Articles, quarter, 1)];
/// let of = |tenants| Stretch::new(std::iter::repeat_n(tenant, tenants).flatten(), 7_200, None);
/// assert_eq!((of(500).demand, of(500).other), (4_000, 1.0));
/// // Orders need 4,800: they keep their intervals, and the catalogue has what is left.
/// assert_eq!((of(1_200).urgent, of(1_200).other), (1.0, 5.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Stretch {
    /// Requests an hour that all processes would need at their intervals.
    pub demand: u64,
    /// Of those, the ones of orders and their status.
    pub urgent_demand: u64,
    /// Requests an hour that there are.
    pub supply: u32,
    /// By what the intervals of orders and their status are multiplied: 1 unless they alone need more than there is.
    pub urgent: f64,
    /// By what the intervals of all other processes are multiplied; 1 while there is enough.
    pub other: f64,
}

impl Stretch {
    /// Compares. Intervals of orders and their status stay what they are as long as that is possible; those of the others are all
    /// multiplied by the same factor, of at most 24, so that what they need is within four fifths of the supply. `before` is what the
    /// last comparison came to: a factor goes down only when a smaller one is clearly enough.
    pub fn new(needs: impl IntoIterator<Item = Need>, supply: u32, before: Option<&Self>) -> Self {
        let (mut urgent, mut other) = (0.0, 0.0);
        for need in needs {
            *if need.process.is_bulk() { &mut other } else { &mut urgent } += need.an_hour();
        }
        let there_is = f64::from(supply);
        let for_urgent = there_is * (1.0 - FLOOR);
        let for_other = (there_is * FOR_ALL - urgent).max(there_is * FLOOR);
        Self {
            demand: whole(urgent + other),
            urgent_demand: whole(urgent),
            supply,
            urgent: factor(urgent, for_urgent, before.map(|before| before.urgent)),
            other: factor(other, for_other, before.map(|before| before.other)),
        }
    }

    /// By what the interval of this process is multiplied.
    pub fn of(&self, process: Process) -> f64 {
        if process.is_bulk() { self.other } else { self.urgent }
    }

    /// Whether anything runs less often than it is meant to.
    pub fn is_stretched(&self) -> bool {
        self.urgent > 1.0 || self.other > 1.0
    }
}

/// The factor that brings `needed` within what there is.
fn factor(needed: f64, there_is: f64, before: Option<f64>) -> f64 {
    if needed <= 0.0 {
        return 1.0;
    }
    let exact = (needed / there_is).clamp(1.0, MAX);
    match before {
        Some(before) if exact <= before && exact > before - 2.0 * STEP && exact > 1.0 => before,
        _ => (exact / STEP).ceil() * STEP,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of requests, saturating"
)]
fn whole(requests: f64) -> u64 {
    requests.ceil() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUARTER: Duration = Duration::from_secs(15 * 60);

    /// So many tenants with two requests in a round, one of them urgent.
    fn tenants(count: usize) -> impl Iterator<Item = Need> {
        let processes =
            [(Process::Articles, 1), (Process::Orders, 1), (Process::OrderStatus, 0), (Process::Stock, 0)];
        (0..count)
            .flat_map(move |_| processes.map(|(process, requests)| Need::new(process, QUARTER, requests)))
    }

    fn of(count: usize, supply: u32) -> Stretch {
        Stretch::new(tenants(count), supply, None)
    }

    #[test]
    fn nothing_is_stretched_while_there_is_enough_for_all() {
        let all = of(700, 7_200);
        assert_eq!((all.demand, all.urgent_demand, all.supply), (5_600, 2_800, 7_200));
        assert!(!all.is_stretched(), "{all:?}");
        assert!(!of(0, 0).is_stretched(), "nothing is needed");
    }

    #[test]
    fn the_catalogue_waits_before_orders_do() {
        let more = of(800, 7_200);
        assert_eq!((more.urgent, more.other), (1.0, 1.25));
        let most = of(1_500, 7_200);
        assert_eq!(most.urgent, 1.0, "6,000 of 7,200");
        assert!(most.other > 10.0, "{most:?}");
        let beyond = of(3_000, 7_200);
        assert_eq!((beyond.urgent, beyond.other), (2.0, 24.0));
    }

    #[test]
    fn what_is_stretched_is_within_the_supply() {
        for count in [1, 10, 100, 500, 900, 1_000, 2_000, 3_000] {
            for supply in [60, 1_000, 7_200] {
                let all = of(count, supply);
                if all.urgent < MAX && all.other < MAX {
                    let urgent = all.urgent_demand as f64;
                    let stretched = urgent / all.urgent + (all.demand as f64 - urgent) / all.other;
                    assert!(stretched <= f64::from(supply) + 1.0, "{count} {supply}: {all:?}");
                }
                assert!((1.0..=MAX).contains(&all.urgent) && (1.0..=MAX).contains(&all.other), "{all:?}");
            }
        }
    }

    #[test]
    fn without_any_supply_everything_runs_rarely_and_nothing_stands_still() {
        let none = of(10, 0);
        assert_eq!((none.urgent, none.other), (MAX, MAX));
    }

    #[test]
    fn a_factor_goes_down_only_when_a_smaller_one_is_clearly_enough() {
        let before = of(800, 7_200);
        let less = Stretch::new(tenants(760), 7_200, Some(&before));
        assert_eq!((before.other, less.other), (1.25, 1.25));
        assert_eq!(Stretch::new(tenants(500), 7_200, Some(&before)).other, 1.0);
        let far = of(1_200, 7_200);
        assert!(Stretch::new(tenants(900), 7_200, Some(&far)).other < far.other - 1.0);
    }
}
