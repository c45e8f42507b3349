//! Both sides compared whole.

use axum::http::StatusCode;
use maud::{Markup, html};
use wms_erp_sync::{Drift, ProcessDrift};

use super::layout::{page, table, waiting};
use super::links::{back, path};
use super::plan::{choose, chosen, failed, find, recent, under_way};
use super::words;
use crate::language::{Said, Texts};
use crate::web::call::{Answer, Call, Failure, html as html_response};
use crate::web::jobs::{Progress, Work};
use crate::web::operations::Served;

pub(crate) async fn list(call: Call) -> Answer {
    let served = call.tenant()?;
    let texts = call.texts;
    let jobs = call.app.jobs.of(served.name(), "drift");
    page(
        &call,
        texts.drift(),
        &html! {
            (back(served))
            h1 { (texts.drift()) }
            p { (texts.drift_about()) }
            (choose(&call, served, "drift", texts.compare()))
            (recent(texts, served, "drift", &jobs))
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
    let texts = call.texts;
    let content = match find(&call, served)?.progress {
        Progress::Running => {
            let content = under_way(&call, served, texts.being_compared());
            return Ok(html_response(StatusCode::OK, waiting(&call, texts.drift(), &content)));
        }
        Progress::Compared(drift) => compared(texts, served, &drift),
        Progress::Failed { what, remedy } => failed(texts, &what, &remedy),
        _ => return Err(Failure::NotFound(Said::new(Texts::not_a_comparison))),
    };
    page(&call, texts.drift(), &html! { (back(served)) h1 { (texts.drift()) } (content) })
}

fn compared(texts: &Texts, served: &Served, drift: &Drift) -> Markup {
    let figures = [
        texts.compared(),
        texts.equal(),
        texts.left_out(),
        texts.unreadable(),
        texts.different(),
        texts.dismissed(),
    ];
    html! {
        @match (drift.is_none(), drift.needs_attention()) {
            (true, _) => p.fine { (texts.sides_agree()) },
            (_, true) => p.problem { (texts.sides_differ()) },
            (_, false) => p.fine { (texts.differ_as_dismissed()) },
        }
        p.quiet { (texts.compared_at()) " " (words::time(drift.at, served.zone())) "." }
        (table(texts.compared_table(), &html! {
            thead { tr {
                th scope="col" { (texts.process()) }
                @for title in figures {
                    th.number scope="col" { (title) }
                }
            } }
            tbody { @for one in &drift.processes {
                tr {
                    th scope="row" { (texts.process_name(one.process)) }
                    @for count in [one.compared, one.equal, one.skipped, one.unreadable, one.kinds.values().sum(), one.dismissed] {
                        td.number { (texts.number(count)) }
                    }
                }
            } }
        }))
        @for one in &drift.processes { (differences(texts, served, one)) }
    }
}

fn differences(texts: &Texts, served: &Served, one: &ProcessDrift) -> Markup {
    html! {
        @if !one.differences.is_empty() {
            section {
                h2 { (texts.process_name(one.process)) }
                (table(&texts.process_name(one.process), &html! {
                    thead { tr { @for title in [texts.record(), texts.difference(), texts.repair()] { th scope="col" { (title) } } } }
                    tbody { @for difference in &one.differences {
                        tr {
                            th scope="row" { (words::shown(&difference.record)) }
                            td { (words::reason(texts, &difference.what)) }
                            td {
                                @if let Some(dismissed) = &difference.dismissed { (words::shown(&words::dismissal(texts, dismissed, served.zone()))) }
                                @else { (words::shown(&texts.language.remedy(&difference.repair))) }
                            }
                        }
                    } }
                }))
            }
        }
    }
}
