//! How often a warehouse is asked.

use serde::Serialize;
use utoipa::ToSchema;

use crate::language::ENGLISH;
use crate::tenants::{POLLED, PollingState};

/// How often a warehouse is asked, by what its webhooks are worth.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Polling {
    /// The process that asks.
    pub(super) process: String,
    /// By what its interval is multiplied; 1 unless webhooks are reliable.
    pub(super) factor: f64,
    /// `reliable`, or why not: `no_webhook`, `silent`, `unproven`, `missed`, `waiting` or `shared`.
    pub(super) state: String,
    /// The same as a sentence.
    pub(super) detail: String,
    /// Since when it has been so.
    #[schema(format = "date-time")]
    pub(super) since: String,
    /// When the last webhook came since the service was started.
    #[schema(format = "date-time")]
    pub(super) last_webhook: Option<String>,
}

impl From<PollingState> for Polling {
    fn from(state: PollingState) -> Self {
        Self {
            process: POLLED.to_string(),
            factor: state.factor,
            state: state.standing.word().to_owned(),
            detail: crate::polling::text(&ENGLISH, state.factor, &state.standing),
            since: state.since.to_rfc3339(),
            last_webhook: state.last_webhook.map(|at| at.to_rfc3339()),
        }
    }
}
