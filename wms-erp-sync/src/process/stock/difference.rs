//! A product whose stock is not the same on both sides.

use rust_decimal::Decimal;
use twentyfour_client::types::ProductId;

use crate::document::StockRecord;

/// A quantity that the ERP does not show is written so often again before it is held.
const MAX_REPEATS: u32 = 2;

/// A product whose stock differs.
pub(super) struct Difference {
    pub(super) id: ProductId,
    pub(super) erp: Option<Decimal>,
    pub(super) record: StockRecord,
}

impl Difference {
    /// Whether the ERP would go from above zero to zero.
    pub(super) fn empties(&self) -> bool {
        self.erp.is_some_and(|erp| erp > Decimal::ZERO) && self.record.level <= Decimal::ZERO
    }

    /// The write does not do anything, as often as it is made.
    pub(super) fn is_ineffective(&self) -> bool {
        self.record.written == Some(self.record.level) && self.record.repeats >= MAX_REPEATS
    }
}
