//! Tenants come and go: what the configuration says now.

use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use super::request::Nothing;
use super::{asked_if_any, json};
use crate::config::Problem;
use crate::results::{ConfigurationProblem, WrongTenant};
use crate::tenants::{Report, Roster};
use crate::web::call::{Answer, Call, Failure};

/// The tenants as they were last read.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Reloaded {
    /// When that was.
    at: String,
    /// Those that are served, and those that are wrong, by name.
    tenants: Vec<ReloadedTenant>,
    /// What is wrong with the configuration apart from tenants; it keeps what it had.
    problems: Vec<ConfigurationProblem>,
}

/// A tenant as it was last read.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReloadedTenant {
    name: String,
    /// Whether it is served.
    served: bool,
    /// What became of it just now: `added`, `changed`, `removed`, `waiting` or `wrong`; otherwise `unchanged`.
    outcome: &'static str,
    /// What is wrong with it; it keeps what it had.
    problems: Vec<ConfigurationProblem>,
}

pub(crate) async fn reload(call: Call) -> Answer {
    asked_if_any::<Nothing>(&call)?;
    tracing::info!(user = call.user()?.name(), "the tenants are read again");
    let report = roster(&call)?.look(true).await;
    json(StatusCode::OK, &document(&report))
}

pub(crate) async fn reloaded(call: Call) -> Answer {
    json(StatusCode::OK, &document(&roster(&call)?.report()))
}

fn roster(call: &Call) -> Result<&Roster, Failure> {
    let roster = call.app.operations.roster();
    roster.map(|roster| &**roster).ok_or_else(|| {
        let what = "this service reads its tenants only when it starts: with tenants = \"DIR\" in its \
            configuration, they are in a folder, and it reads them again";
        Failure::NotFound(what.into())
    })
}

fn document(report: &Report) -> Reloaded {
    let tenants = report.tenants.iter().map(|(name, tenant)| ReloadedTenant {
        name: name.clone(),
        served: tenant.served,
        outcome: tenant.outcome.as_str(),
        problems: problems(report.wrong.get(name).map_or(&[], Vec::as_slice)),
    });
    Reloaded { at: report.at.to_rfc3339(), tenants: tenants.collect(), problems: problems(&report.problems) }
}

fn problems(problems: &[Problem]) -> Vec<ConfigurationProblem> {
    WrongTenant::new("", problems).problems
}
