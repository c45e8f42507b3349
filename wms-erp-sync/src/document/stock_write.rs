use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use twentyfour_client::types::ProductId;

use super::{Document, DocumentKey, Range};
use crate::store::Table;

/// A stock that we wrote to the ERP. What the ERP did with it, the next comparison shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StockWrite {
    /// What the ERP showed right before; none if it showed nothing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) from: Option<Decimal>,
    /// What was written.
    pub(crate) to: Decimal,
}

impl Document for StockWrite {
    const TABLE: Table = Table::Event;
    const PREFIX: &'static str = "stock/";
    type Key = StockWriteKey;
}

impl StockWrite {
    /// Those that are not before a time, the earliest first.
    pub(crate) fn since(time: DateTime<Utc>) -> Range<Self> {
        Range::within("").after_text(format!("{}{:020}", Self::PREFIX, time.timestamp_micros().max(0)))
    }
}

/// When it was written, and of which product. They sort by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StockWriteKey {
    /// Microseconds since 1970.
    time: i64,
    pub(crate) product: ProductId,
}

impl StockWriteKey {
    pub(crate) fn new(at: DateTime<Utc>, product: ProductId) -> Self {
        Self { time: at.timestamp_micros().max(0), product }
    }

    pub(crate) fn at(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.time).unwrap_or_default()
    }
}

impl DocumentKey for StockWriteKey {
    fn write(&self, text: &mut String) {
        text.push_str(&format!("{:020}/", self.time));
        self.product.write(text);
    }

    fn read(text: &str) -> Option<Self> {
        let (time, product) = text.split_once('/')?;
        let key = Self { time: time.parse().ok()?, product: ProductId::read(product)? };
        (key.text() == text).then_some(key)
    }
}
