//! What the API is sent. Fields are only ever added. The schemas say all that can be said without knowing a tenant: a request
//! that fits them is refused only for what things are at that moment.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::ToSchema;

/// The held records to try again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Retry {
    /// The process that holds them.
    pub(super) process: AnyProcessName,
    /// Their names, as the list of held records has them.
    pub(super) records: Vec<String>,
    /// Not used.
    #[serde(default, rename = "reason")]
    #[schema(deprecated)]
    pub(super) _reason: String,
}

/// The held records to close.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Dismiss {
    /// The process that holds them.
    pub(super) process: AnyProcessName,
    /// Their names, as the list of held records has them.
    pub(super) records: Vec<String>,
    /// Why; it stays in an order's timeline.
    #[schema(pattern = r"\S")]
    pub(super) reason: String,
}

/// A pause.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Pause {
    /// One process; all of them without.
    #[serde(default)]
    pub(super) process: Option<ProcessName>,
    /// When it ends by itself; a time to come.
    #[schema(value_type = String, format = "date-time")]
    pub(super) until: DateTime<Utc>,
    /// Why; it is shown wherever the pause is.
    #[schema(pattern = r"\S")]
    pub(super) reason: String,
}

/// The pauses to end.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Resume {
    /// That of one process; all of them without.
    #[serde(default)]
    pub(super) process: Option<ProcessName>,
}

/// The changes to approve.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Release {
    /// The process whose changes a safety limit blocks.
    pub(super) process: LimitedProcessName,
}

/// Which processes are meant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Processes {
    /// At least one that is on for the tenant; those that are off are passed over.
    #[schema(min_items = 1)]
    pub(super) processes: Vec<ProcessName>,
}

/// The name of a built-in process.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(pattern = "^(articles|suppliers|orders|order_status|stock)$")]
pub(super) struct ProcessName(pub(super) String);

/// The name of a built-in process that has a safety limit.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(pattern = "^(orders|order_status|stock)$")]
pub(super) struct LimitedProcessName(pub(super) String);

/// The name of a built-in process, or of one of a host's own.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(pattern = "^(order_status|[a-z][a-z0-9-]{0,31})$")]
pub(super) struct AnyProcessName(pub(super) String);

/// What of a plan is approved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Approve {
    /// Its records, each as `process/record`, such as `orders/10004`; all of them without.
    #[serde(default)]
    #[schema(min_items = 1)]
    pub(super) records: Option<Vec<String>>,
}

/// Nothing needs to be said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}
