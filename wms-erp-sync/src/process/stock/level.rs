//! A level of the WMS, remembered; and what is said where there is none.

use rust_decimal::Decimal;
use twentyfour_client::types::ProductId;

use crate::document::{DueStock, StockRecord};
use crate::store::Batch;

/// Remembers a level, and marks it to be compared.
pub(super) fn note(batch: &mut Batch, id: ProductId, record: Option<StockRecord>, level: Decimal) {
    let record = record.unwrap_or_else(|| StockRecord::new(level));
    batch.set(&id, &StockRecord { level, ..record }).mark::<DueStock>(&id);
}

/// What is said of an article that the WMS lists without how much there is of it, and what to do.
pub(super) fn unsaid(number: &str) -> (String, &'static str) {
    (
        format!("the WMS reports no quantity for the article {number:?}, so its stock is not compared"),
        "check whether the WMS keeps stock of the article; if it should not, switch stock control off in the ERP",
    )
}
