use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::process_id::Process;

/// One entry of an order's timeline. It names fields and quantities, never people's data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Event {
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Which process saw or did it.
    pub process: Process,
    /// What it was.
    pub kind: EventKind,
    /// More about it, in one line.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub detail: String,
}

/// What can happen to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EventKind {
    /// It was brought to the WMS.
    Imported,
    /// It was in the WMS already, and is ours.
    Adopted,
    /// It changed in the ERP and was brought over again.
    Changed,
    /// The WMS refused it, or a change of it.
    Refused,
    /// It could not be brought over.
    Held,
    /// What held it is gone.
    Released,
    /// It went on in the ERP to a status behind the pulled one.
    Advanced,
    /// It was taken back in the ERP: offer, draft, inactive, gone.
    Withdrawn,
    /// The ERP was told that it is imported.
    ImportReported,
    /// It was cancelled in the WMS.
    CancelledInWms,
    /// The ERP was told that it is sent.
    Reported,
    /// It was sent with less than was ordered.
    Short,
    /// Its rows changed in the ERP while it was being reported as sent.
    Edited,
    /// The ERP got an order for the rest.
    RestOrder,
    /// A person closed what was held, or acknowledged a notice.
    Dismissed,
}
