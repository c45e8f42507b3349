use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Fingerprint;

/// What became of one order of the ERP.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct OrderRecord {
    /// The day that stands for a missing delivery date; fixed before the first attempt.
    pub(crate) first_import: NaiveDate,
    /// The change time at which the order was last read whole and dealt with.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) seen: Option<String>,
    /// What was brought over; none until the WMS has it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) imported: Option<Imported>,
    /// Whether the ERP was told of the import, where that is wished.
    #[serde(default)]
    pub(crate) import_status_written: bool,
}

/// The order as the WMS has it from us.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Imported {
    pub(crate) at: DateTime<Utc>,
    pub(crate) fingerprint: Fingerprint,
    /// The order's id in the WMS, where it was told.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) wms_order: Option<i32>,
    /// Found in the WMS rather than created by us.
    #[serde(default)]
    pub(crate) adopted: bool,
}

/// What the ERP was told about an order's delivery.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Shipment {
    /// The WMS's status number when it was reported.
    pub(crate) wms_status: i32,
    pub(crate) reported_at: DateTime<Utc>,
    /// What the ERP's status was made, or was found to be.
    pub(crate) erp_status: String,
    pub(crate) lines: Vec<ShippedLine>,
}

/// One line of a delivery.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ShippedLine {
    pub(crate) code: String,
    pub(crate) ordered: Decimal,
    pub(crate) picked: Decimal,
}
