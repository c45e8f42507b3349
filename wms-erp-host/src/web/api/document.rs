//! What the API answers. Fields are only ever added.

mod held;
mod job;
mod order;
mod tenant;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

pub(super) use self::held::{Decided, HeldList, HeldRecord};
pub(super) use self::job::{Begun, Difference, Field, Job, Run, Write};
pub(super) use self::order::{FoundOrder, FoundOrders, Line, Order, TimelineEvent};
pub(super) use self::tenant::{Cause, Process, Tenant, TenantList};
use crate::web::activity::Activity;

fn text(at: DateTime<Utc>) -> String {
    at.to_rfc3339()
}

/// Why a request was refused (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Problem {
    pub(super) r#type: String,
    pub(super) title: String,
    pub(super) status: u16,
    /// What happened.
    pub(super) detail: String,
    /// What to do about it.
    pub(super) remedy: String,
}

/// That something was done.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Done {
    pub(super) done: bool,
}

/// What people did, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ActivityList {
    pub(super) items: Vec<Act>,
    /// As in `TenantList`.
    pub(super) next: Option<String>,
}

/// What a person did.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Act {
    #[schema(format = "date-time")]
    pub(super) at: String,
    pub(super) who: String,
    pub(super) action: String,
    pub(super) target: String,
    pub(super) detail: String,
    pub(super) done: bool,
    /// The `X-Request-Id` of the request by which it was asked for; the same stands in the log. Earlier versions kept none.
    pub(super) request_id: Option<String>,
}

impl From<Activity> for Act {
    fn from(activity: Activity) -> Self {
        let Activity { at, who, action, target, detail, done, request_id, .. } = activity;
        Self { at: text(at), who, action, target, detail, done, request_id: request_id.map(String::from) }
    }
}
