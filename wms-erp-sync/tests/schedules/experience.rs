//! What schedules went through: a suite in which nothing happens proves nothing.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use crate::place::REFUSED;

/// Of a hundred schedules at least so many must have had this, or the suite has lost its bite.
const LEAST: &[(&str, u64)] = &[
    ("a fault on the wire", 70),
    ("drop before", 10),
    ("drop after", 15),
    ("fault", 5),
    ("fault after", 5),
    ("status", 5),
    ("status after", 5),
    ("too many requests", 5),
    ("html", 5),
    ("no result", 3),
    ("html after", 5),
    ("truncate", 5),
    ("malform", 5),
    ("duplicate", 5),
    ("shuffle", 5),
    ("omit", 5),
    ("trickle", 5),
    ("a first process failing alone", 20),
    ("an item error on a read", 30),
    ("a broken record of the ERP", 15),
    ("a broken record of the WMS", 5),
    ("a text that is none", 10),
    ("a store error", 30),
    (REFUSED, 3),
    ("a clock that is wrong by days", 40),
    ("a clock that is wrong by minutes", 40),
    ("an engine started again", 20),
    ("an engine killed", 15),
    ("a lost store", 10),
    ("an old store", 10),
    ("two engines at once", 15),
    ("a race", 40),
    ("a used-up quota", 10),
    ("over REST", 15),
    ("a hung vendor beside it", 15),
    ("numbers exchanged", 5),
    ("an order edited", 50),
    ("an order edited after picking began", 4),
    ("a row exchanged", 8),
    ("rows with new ids", 8),
    ("an order withdrawn", 40),
    ("an order sent", 40),
    ("an order sent short", 20),
    ("an order sent otherwise than the ERP has it", 6),
    ("an order for the rest", 8),
    ("further fields", 20),
    ("kits", 20),
    ("a kit sent", 1),
    ("a part sent without its kit", 1),
    ("tracking of an order", 5),
    ("a parcel behind Sent", 10),
    ("a text typed", 20),
    ("a text typed between two requests", 10),
    ("a text changed between the markers", 2),
    ("delivered quantities", 1),
    ("delivered quantities that the ERP does not take", 2),
    ("a later shipment", 5),
    ("goods that came back", 10),
    ("a return in several parcels", 2),
    ("a return undone", 1),
    ("a credit", 5),
    ("a notice of a return", 1),
    ("purchase orders", 20),
    ("a purchase order withdrawn", 2),
    ("a purchase order taken up again", 1),
    ("a late purchase order", 2),
    ("a late order", 5),
    ("goods that were ordered came", 10),
    ("a report of what came", 8),
    ("a purchase order in the warehouse", 15),
    ("an ignored order", 3),
    ("an ignored product", 2),
    ("an order deleted by hand", 1),
    ("an article deleted by hand", 1),
];
/// Fewer schedules than this are no statistic.
const ENOUGH: u64 = 100;

/// What happened in one schedule, and how often.
#[derive(Debug, Clone, Default)]
pub(crate) struct Experience(Arc<Mutex<BTreeMap<&'static str, u64>>>);

impl Experience {
    pub(crate) fn note(&self, what: &'static str) {
        *self.0.lock().unwrap().entry(what).or_default() += 1;
    }
}

/// The same of many schedules.
#[derive(Debug, Default)]
pub(crate) struct Experiences {
    schedules: u64,
    /// In how many schedules, and how often in all.
    seen: BTreeMap<&'static str, (u64, u64)>,
}

impl Experiences {
    pub(crate) fn add(&mut self, experience: &Experience) {
        self.schedules += 1;
        for (what, times) in &*experience.0.lock().unwrap() {
            let (schedules, all) = self.seen.entry(what).or_default();
            *schedules += 1;
            *all += times;
        }
    }

    /// What was met less often than it must be.
    pub(crate) fn missing(&self) -> Vec<String> {
        let seen = |what| self.seen.get(what).map_or(0, |(schedules, _)| *schedules);
        let rare = LEAST.iter().filter(|(what, least)| seen(what) * 100 < least * self.schedules.max(1));
        let told = rare.map(|(what, least)| {
            format!("{what}: in {} of {} schedules, which is less than {least} %", seen(what), self.schedules)
        });
        if self.schedules < ENOUGH { Vec::new() } else { told.collect() }
    }
}

impl fmt::Display for Experiences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} schedules; of these had", self.schedules)?;
        for (what, (schedules, times)) in &self.seen {
            writeln!(f, "{schedules:>7} {what}, {times} times")?;
        }
        Ok(())
    }
}
