//! What a person has to say before a short order is reported, where the settings want that.

use twentyfour_client::types::OrderId;

use crate::context::hold::HoldReason;
use crate::document::{AskedRecords, Held, hash};
use crate::tenant::{OrderStatusSettings, ShortShipment};

/// What a person has to let go first, if anything.
pub(super) struct Word(Option<String>);

impl Word {
    /// For these differences.
    pub(super) fn of(settings: &OrderStatusSettings, what: Option<&str>) -> Self {
        Self(what.filter(|_| settings.short_shipment == ShortShipment::Hold).map(hash))
    }

    /// Of an order that the ERP has as sent already.
    pub(super) fn none() -> Self {
        Self(None)
    }

    /// Whether it was given: now, or before something else got in the way of the very same.
    pub(super) fn is_given(&self, words: &AskedRecords, id: OrderId, held: Option<&Held>) -> bool {
        let Some(differences) = &self.0 else { return true };
        words.includes(&id.to_string()) || held.is_some_and(|held| held.source.as_ref() == Some(differences))
    }

    /// An obstacle that remembers that it was given.
    pub(super) fn kept(&self, obstacle: HoldReason) -> HoldReason {
        match &self.0 {
            Some(differences) => obstacle.for_source(differences.as_str()),
            None => obstacle,
        }
    }
}
