//! What schedules went through: a suite in which nothing happens proves nothing.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use crate::place::REFUSED;

/// Of a thousand schedules at least so many must have had this, or the suite has lost its bite.
const LEAST: &[(&str, u64)] = &[
    ("a fault on the wire", 700),
    ("drop before", 100),
    ("drop after", 150),
    ("fault", 50),
    ("fault after", 50),
    ("status", 50),
    ("status after", 50),
    ("too many requests", 50),
    ("html", 50),
    ("no result", 30),
    ("html after", 50),
    ("truncate", 50),
    ("malform", 50),
    ("duplicate", 50),
    ("shuffle", 50),
    ("omit", 50),
    ("trickle", 50),
    ("a field left out", 50),
    ("a first process failing alone", 200),
    ("an item error on a read", 300),
    ("a broken record of the ERP", 150),
    ("a broken record of the WMS", 50),
    ("a text that is none", 100),
    ("a store error", 300),
    (REFUSED, 30),
    ("a clock that is wrong by days", 400),
    ("a clock that is wrong by minutes", 400),
    ("an engine started again", 200),
    ("an engine killed", 150),
    ("a lost store", 100),
    ("an old store", 100),
    ("two engines at once", 150),
    ("a race", 400),
    ("a used-up quota", 100),
    ("over REST", 150),
    ("a hung vendor beside it", 150),
    ("numbers exchanged", 50),
    ("an order edited", 500),
    ("an order edited after picking began", 40),
    ("a row exchanged", 80),
    ("rows with new ids", 80),
    ("an order withdrawn", 400),
    ("an order sent", 400),
    ("an order sent short", 200),
    ("an order sent otherwise than the ERP has it", 60),
    ("an order for the rest", 80),
    ("further fields", 200),
    ("kits", 200),
    ("a kit sent", 10),
    ("a part sent without its kit", 10),
    ("tracking of an order", 50),
    ("a parcel behind Sent", 100),
    ("a text typed", 200),
    ("a text typed between two requests", 100),
    ("a text changed between the markers", 20),
    ("delivered quantities", 10),
    ("delivered quantities that the ERP does not take", 20),
    ("a later shipment", 50),
    ("goods that came back", 100),
    ("a return in several parcels", 20),
    ("a return undone", 10),
    ("a credit", 50),
    ("a notice of a return", 10),
    ("purchase orders", 200),
    ("a purchase order withdrawn", 20),
    ("a purchase order taken up again", 3),
    ("a late purchase order", 20),
    ("a late order", 50),
    ("goods that were ordered came", 100),
    ("a report of what came", 80),
    ("a purchase order in the warehouse", 150),
    ("an ignored order", 30),
    ("an ignored product", 20),
    ("an order deleted by hand", 10),
    ("an article deleted by hand", 10),
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
        let rare = LEAST.iter().filter(|(what, least)| seen(what) * 1000 < least * self.schedules.max(1));
        let told = rare.map(|(what, least)| {
            format!(
                "{what}: in {} of {} schedules, which is less than {least} of a thousand",
                seen(what),
                self.schedules
            )
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
