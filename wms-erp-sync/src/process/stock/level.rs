//! A level of the WMS, remembered.

use rust_decimal::Decimal;
use twentyfour_client::types::ProductId;

use crate::document::{DueStock, StockRecord};
use crate::store::Batch;

/// Remembers a level, and marks it to be compared.
pub(super) fn note(batch: &mut Batch, id: ProductId, record: Option<StockRecord>, level: Decimal) {
    let record = record.unwrap_or_else(|| StockRecord::new(level));
    batch.set(&id, &StockRecord { level, ..record }).mark::<DueStock>(&id);
}
