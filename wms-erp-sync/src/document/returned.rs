use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Document;
use crate::store::Table;

/// Quantities by the codes of a sales order's lines.
pub(crate) type Quantities = BTreeMap<String, Decimal>;

/// How long after a save whose answer was lost the ERP may still carry it out.
const LATE: TimeDelta = TimeDelta::days(3);

/// What was made of a return of the WMS. Its key is the number of the return there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReturnRecord {
    /// When something was last made of it.
    pub(crate) at: DateTime<Utc>,
    /// The ERP's order whose goods came back, where it is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) order: Option<i32>,
    /// What had come back when it was last dealt with.
    #[serde(default)]
    pub(crate) seen: Quantities,
    /// What is dealt with: credited, reported in a notice, or left to a person. It never gets less.
    #[serde(default)]
    pub(crate) settled: Quantities,
    /// The ERP's orders that credit it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub(crate) credits: Vec<i32>,
    /// Whether a person has dismissed it since the ERP was last asked for credits: those that it has by then are part of what they have
    /// dealt with.
    #[serde(skip_serializing_if = "super::is_false", default)]
    pub(crate) dismissed: bool,
    /// What a credit was begun for: noted before it is created, so that an unknown outcome is settled by looking.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) attempt: Option<Quantities>,
}

impl ReturnRecord {
    /// Of a return that is met for the first time.
    pub(crate) fn new(at: DateTime<Utc>) -> Self {
        Self {
            at,
            order: None,
            seen: Quantities::new(),
            settled: Quantities::new(),
            credits: Vec::new(),
            dismissed: false,
            attempt: None,
        }
    }

    /// Whether a credit that was begun may still arrive in the ERP, or may just have done so.
    pub(crate) fn may_arrive_late(&self, now: DateTime<Utc>) -> bool {
        self.attempt.is_some() && now.signed_duration_since(self.at) < LATE
    }

    /// What came back and is not dealt with yet.
    pub(crate) fn left(&self, came: &Quantities) -> Quantities {
        let settled = |code: &str| self.settled.get(code).copied().unwrap_or_default();
        let left = came.iter().map(|(code, came)| (code.clone(), came.saturating_sub(settled(code))));
        left.filter(|(_, left)| *left > Decimal::ZERO).collect()
    }

    /// Adds what is dealt with now.
    pub(crate) fn settle(&mut self, quantities: &Quantities) {
        for (code, quantity) in quantities {
            let settled = self.settled.entry(code.clone()).or_default();
            *settled = settled.saturating_add(*quantity).normalize();
        }
    }

    /// Takes what had come back at some time for dealt with. Whether not all of it was.
    pub(crate) fn settle_up_to(&mut self, came: &Quantities) -> bool {
        let left = self.left(came);
        self.settle(&left);
        !left.is_empty()
    }
}

impl Document for ReturnRecord {
    const TABLE: Table = Table::Intent;
    const PREFIX: &'static str = "return/";
    type Key = String;
}

/// Under which name it is held that less has come back on a return than was credited.
pub(crate) fn undone_record(number: &str) -> String {
    format!("{number}{UNDONE}")
}

/// The number of the return that a held record is, or is about.
pub(crate) fn return_of_record(record: &str) -> &str {
    record.strip_suffix(UNDONE).unwrap_or(record)
}

const UNDONE: &str = "/undone";

super::kind::marks! {
    /// A return of the WMS that is to be looked at, by its number.
    DueReturn: Due "returns/" by String;
}
