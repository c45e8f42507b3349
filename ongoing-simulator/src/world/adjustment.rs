//! What counting changed.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::World;

/// One change of a balance that counting found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Adjustment {
    /// The id of the stock-taking.
    pub inventory_id: i32,
    /// The article.
    pub article: i32,
    /// By how much, with its sign.
    pub number_of_items: Decimal,
    /// When.
    pub time: DateTime<Utc>,
    /// Whether an integration has said that it knows of it.
    pub is_reported: bool,
}

/// Which adjustments to read; every condition that is given must hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AdjustmentQuery {
    /// Counted then or later.
    pub from: Option<DateTime<Utc>>,
    /// Counted then or earlier.
    pub to: Option<DateTime<Utc>>,
    /// Only those that have, or have not, been reported.
    pub is_reported: Option<bool>,
}

impl World {
    /// The adjustments that a query means, oldest first.
    pub fn adjustments(&self, query: &AdjustmentQuery) -> impl Iterator<Item = &Adjustment> {
        self.adjustments.iter().filter(move |adjustment| {
            query.from.is_none_or(|from| adjustment.time >= from)
                && query.to.is_none_or(|to| adjustment.time <= to)
                && query.is_reported.is_none_or(|reported| adjustment.is_reported == reported)
        })
    }

    pub(super) fn note_adjustment(&mut self, article: i32, number_of_items: Decimal) {
        if !number_of_items.is_zero() {
            let inventory_id = self.adjustments.last().map_or(9_001, |last| last.inventory_id + 1);
            let time = self.now();
            let is_reported = false;
            self.adjustments.push(Adjustment { inventory_id, article, number_of_items, time, is_reported });
        }
    }
}
