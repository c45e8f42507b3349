use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What the WMS last said about one product's stock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct StockRecord {
    /// The quantity, by the chosen basis.
    pub(crate) level: Decimal,
    /// What we last wrote to the ERP: one that rounds must not be written for ever.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) written: Option<Decimal>,
}
