//! Both sides compared whole.

use axum::http::StatusCode;
use maud::{Markup, html};
use wms_erp_sync::{Drift, ProcessDrift};

use super::layout::{page, table, waiting};
use super::links::{back, path};
use super::plan::{choose, chosen, failed, find, recent, under_way};
use super::words;
use crate::web::call::{Answer, Call, Failure, html as html_response};
use crate::web::jobs::{Progress, Work};
use crate::web::operations::Served;

pub(crate) async fn list(call: Call) -> Answer {
    let served = call.tenant()?;
    let jobs = call.app.jobs.of(served.name(), "drift");
    page(
        &call,
        "Drift",
        &html! {
            (back(served))
            h1 { "Drift" }
            p { "Both sides are read in full and compared. Nothing is written. With many articles this \
                takes minutes and requests." }
            (choose(&call, served, "drift", "Compare both sides"))
            (recent(served, "drift", &jobs))
        },
    )
}

pub(crate) async fn begin(call: Call) -> Answer {
    let served = call.tenant()?;
    let work = Work::Drift(chosen(&call, served)?);
    let id = call.begin(served, work)?;
    call.see(&format!("{}/drift/{id}", path(served)))
}

pub(crate) async fn show(call: Call) -> Answer {
    let served = call.tenant()?;
    let content = match find(&call, served)?.progress {
        Progress::Running => {
            let content = under_way(&call, served, "Both sides are being compared");
            return Ok(html_response(StatusCode::OK, waiting(&call, "Drift", &content)));
        }
        Progress::Compared(drift) => compared(served, &drift),
        Progress::Failed { what, remedy } => failed(&what, &remedy),
        _ => return Err(Failure::NotFound("this is not a comparison".to_owned())),
    };
    page(&call, "Drift", &html! { (back(served)) h1 { "Drift" } (content) })
}

fn compared(served: &Served, drift: &Drift) -> Markup {
    html! {
        @match (drift.is_none(), drift.needs_attention()) {
            (true, _) => p.fine { "Both sides agree." },
            (_, true) => p.problem { "The sides differ." },
            (_, false) => p.fine { "The sides differ only in what was dismissed." },
        }
        p.quiet { "Compared at " (words::time(drift.at, served.zone())) "." }
        (table("What was compared", &html! {
            thead { tr {
                th scope="col" { "Process" }
                @for title in ["Compared", "Equal", "Left out", "Unreadable", "Different", "Dismissed"] {
                    th.number scope="col" { (title) }
                }
            } }
            tbody { @for one in &drift.processes {
                tr {
                    th scope="row" { (words::process(one.process)) }
                    @for count in [one.compared, one.equal, one.skipped, one.unreadable, one.kinds.values().sum(), one.dismissed] {
                        td.number { (count) }
                    }
                }
            } }
        }))
        @for one in &drift.processes { (differences(served, one)) }
    }
}

fn differences(served: &Served, one: &ProcessDrift) -> Markup {
    html! {
        @if !one.differences.is_empty() {
            section {
                h2 { (words::process(one.process)) }
                (table(&words::process(one.process), &html! {
                    thead { tr { @for title in ["Record", "Difference", "Repair"] { th scope="col" { (title) } } } }
                    tbody { @for difference in &one.differences {
                        tr {
                            th scope="row" { (words::shown(&difference.record)) }
                            td { (words::shown(&difference.what)) }
                            td {
                                @if let Some(dismissed) = &difference.dismissed { (words::shown(&dismissed.text(served.zone()))) }
                                @else { (words::shown(&difference.repair)) }
                            }
                        }
                    } }
                }))
            }
        }
    }
}
