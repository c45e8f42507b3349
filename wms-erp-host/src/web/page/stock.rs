//! What changed the stock of an article, and why.

use axum::http::{HeaderValue, StatusCode, header};
use maud::{Markup, html};
use wms_erp_sync::StockJournal;

use super::layout::{page, table};
use super::links::{back, path};
use super::words;
use crate::stock_journal::{cells, csv, heading, is_figure, titles, unreadable};
use crate::web::call::{Answer, Call, escaped, with_type};
use crate::web::operations::Served;
use crate::web::stock::query;

/// How many entries are shown. The export has all of them.
const MAX_SHOWN: usize = 1_000;

/// The form; behind it the journal, once something is asked for: it is read from both systems.
pub(crate) async fn show(call: Call) -> Answer {
    let served = call.tenant()?;
    let journal = match call.query.is_empty() {
        true => None,
        false => Some(call.app.operations.stock_journal(served.name(), query(&call, served)?).await?),
    };
    let texts = call.texts;
    let content = html! {
        (back(served))
        h1 { (texts.stock_of(served.name())) }
        p { (texts.stock_about()) }
        (form(&call, served))
        @if let Some(journal) = &journal { (entries(&call, served, journal)) }
    };
    page(&call, &texts.stock_of(served.name()), &content)
}

fn form(call: &Call, served: &Served) -> Markup {
    let texts = call.texts;
    html! {
        form method="get" action={ (path(served)) "/stock" } {
            div.actions {
                label for="stock-article" { (texts.stock_article()) }
                input #stock-article name="article" type="text" maxlength="200" autocomplete="off" value=(call.query("article"));
                label for="stock-since" { (texts.stock_from()) }
                input #stock-since name="since" type="date" value=(call.query("since"));
                label for="stock-until" { (texts.stock_to()) }
                input #stock-until name="until" type="date" value=(call.query("until"));
                button { (texts.show()) }
            }
        }
    }
}

fn entries(call: &Call, served: &Served, journal: &StockJournal) -> Markup {
    let (zone, texts) = (served.zone(), call.texts);
    let more = journal.entries.len().saturating_sub(MAX_SHOWN);
    html! {
        section aria-labelledby="journal" {
            h2 #journal { (texts.journal()) }
            p { (words::shown(&heading(texts, journal, zone))) }
            @if let Some(missing) = unreadable(texts, journal) { p.remedy { (missing) } }
            @if journal.entries.is_empty() { p { (texts.no_changes()) } } @else {
                p { a href={ (path(served)) "/stock.csv?" (address(call)) } { (texts.export()) } }
                @if more > 0 { p { (texts.more_entries(MAX_SHOWN as u64, more as u64)) } }
                (table(texts.changes_table(), &html! {
                    thead { tr {
                        @for (column, title) in titles(texts).into_iter().enumerate() {
                            th.number[is_figure(column)] scope="col" { (title) }
                        }
                    } }
                    tbody { @for entry in &journal.entries[more..] {
                        tr {
                            @for (column, cell) in cells(texts, entry, zone).iter().enumerate() {
                                td.number[is_figure(column)].when[column == 0] { (words::shown(cell)) }
                            }
                        }
                    } }
                }))
            }
        }
    }
}

/// What was asked for, as in the address.
fn address(call: &Call) -> String {
    let part = |name: &str| format!("{name}={}", escaped(call.query(name)));
    ["article", "since", "until"].map(part).join("&")
}

pub(crate) async fn export(call: Call) -> Answer {
    let served = call.tenant()?;
    let journal = call.app.operations.stock_journal(served.name(), query(&call, served)?).await?;
    let mut response = with_type(StatusCode::OK, "text/csv; charset=utf-8", csv([&journal]));
    let name = HeaderValue::from_static("attachment; filename=\"stock.csv\"");
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}
