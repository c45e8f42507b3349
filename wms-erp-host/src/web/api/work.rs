//! Plans, their application, comparisons: begun by one request, fetched by others.

use axum::http::StatusCode;
use wms_erp_sync::{Applied, PlannedWrite, Process, Report};

use super::document::{Begun, Difference, Job, Run, Write};
use super::request::{Approve, ProcessName, Processes};
use super::{accepted, asked, asked_if_any, json};
use crate::web::call::{Answer, Call, Failure, escaped};
use crate::web::jobs::is_whole;
use crate::web::jobs::{self, Progress, Work};
use crate::web::operations::Served;
use crate::web::page::plan::{find, part};

pub(crate) async fn plan(call: Call) -> Answer {
    let served = call.tenant()?;
    begin(&call, served, Work::Plan(chosen(&call, served)?))
}

pub(crate) async fn drift(call: Call) -> Answer {
    let served = call.tenant()?;
    begin(&call, served, Work::Drift(chosen(&call, served)?))
}

/// Approves a plan.
pub(crate) async fn apply(call: Call) -> Answer {
    let served = call.tenant()?;
    let jobs::Job { progress: Progress::Planned(plan), .. } = find(&call, served)? else {
        return Err(Failure::Conflict("this plan is not ready, or does not exist".into()));
    };
    let chosen = asked_if_any::<Approve>(&call)?.and_then(|approve| approve.records);
    let plan = match chosen {
        Some(records) => part(&plan, &records.iter().map(String::as_str).collect())?,
        None => plan,
    };
    begin(&call, served, Work::Apply(plan))
}

fn chosen(call: &Call, served: &Served) -> Result<Vec<Process>, Failure> {
    let Processes { processes } = asked(call)?;
    let named: Vec<Process> =
        processes.iter().map(|ProcessName(name)| Call::process(name)).collect::<Result<_, _>>()?;
    if named.is_empty() {
        return Err(Failure::Bad("name at least one process".into()));
    }
    let on: Vec<Process> = served.on().into_iter().filter(|process| named.contains(process)).collect();
    match on.is_empty() {
        true => Err(Failure::Conflict("name at least one process that is enabled".into())),
        false => Ok(on),
    }
}

fn begin(call: &Call, served: &Served, work: Work) -> Answer {
    let job = call.begin(served, work)?;
    let location = format!("/api/v1/tenants/{}/jobs/{job}", escaped(served.name()));
    accepted(&location, &Begun { job })
}

pub(crate) async fn job(call: Call) -> Answer {
    let served = call.tenant()?;
    let jobs::Job { by, began, kind, progress, .. } = find(&call, served)?;
    let mut job = Job {
        job: call.parameter("job").to_owned(),
        kind: kind.to_owned(),
        by,
        began: began.to_rfc3339(),
        state: "done".to_owned(),
        detail: None,
        progress: None,
        writes: Vec::new(),
        runs: Vec::new(),
        differences: Vec::new(),
    };
    let runs = |reports: &[Report]| reports.iter().map(Run::from).collect();
    let writes = |writes: &[PlannedWrite]| writes.iter().map(Write::from).collect();
    match progress {
        Progress::Running => {
            job.state = "running".to_owned();
            let progress = call.app.watch.progress(served.name());
            job.progress = progress.as_ref().map(|(_, progress)| progress.into());
        }
        Progress::Failed { what, .. } => {
            job.state = "failed".to_owned();
            job.detail = Some(what);
        }
        Progress::Planned(plan) => {
            job.writes = writes(&plan.writes);
            job.runs = runs(&plan.reports);
        }
        Progress::Applied(applied) => match &*applied {
            Applied::Done(reports) => {
                if !is_whole(reports) {
                    job.state = "partly".to_owned();
                    job.detail = Some("a process did not run to its end".to_owned());
                }
                job.runs = runs(reports);
            }
            Applied::Partly { reports, refused, not_made, .. } => {
                job.state = "partly".to_owned();
                job.runs = runs(reports);
                job.writes = writes(&[refused.as_slice(), not_made.as_slice()].concat());
            }
            Applied::Stale { gone, new, .. } => {
                job.state = "moved".to_owned();
                job.detail =
                    Some("nothing was written: the data has changed since the plan was made".to_owned());
                job.writes = writes(&[gone.as_slice(), new.as_slice()].concat());
            }
            _ => {}
        },
        Progress::Compared(drift) => {
            let all = drift.processes.iter().flat_map(|one| {
                one.differences.iter().map(|difference| Difference {
                    process: one.process.to_string(),
                    record: difference.record.clone(),
                    what: difference.what.clone(),
                    repair: difference.repair.clone(),
                    dismissed: difference.dismissed.is_some(),
                })
            });
            job.differences = all.collect();
        }
    }
    json(StatusCode::OK, &job)
}
