//! A receipt as HTML. Whatever vendors and people have written is text in it.

use maud::{DOCTYPE, Markup, html};

use super::receipt::{Entry, HeldEntry, Receipt, class_text};

/// How many lines of each table a mail shows; the attached file has all.
const MAX_SHOWN: usize = 200;
const CELL: &str = "padding:2px 12px 2px 0;text-align:left;vertical-align:top";

/// A page without scripts, style sheets or anything else from elsewhere.
pub(super) fn page(receipt: &Receipt) -> String {
    let Receipt { tenant, receipt_of, at_text, entries, held, damaged, .. } = receipt;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; title { (receipt.title()) } }
            body style="font-family:sans-serif" {
                h1 { (tenant) ", " (receipt_of) }
                table {
                    @for figure in receipt.figures() {
                        tr { th scope="row" style=(CELL) { (figure.title) } td style=(CELL) { (figure.count) } }
                    }
                }
                @if *damaged > 0 { p { (receipt.damaged_text()) } }
                @if !held.is_empty() {
                    h2 { "Held, as of " (at_text) }
                    (table(&["Process", "Record", "Since", "Why"], held, |held: &HeldEntry| {
                        let why = if held.what.is_empty() { class_text(held.class) } else { held.what.as_str() };
                        [held.process.to_string(), held.record.clone(), held.since_text.clone(), why.to_owned()]
                    }))
                }
                @if !entries.is_empty() {
                    h2 { "Orders" }
                    (table(&["Time", "Order", "What", "Detail"], entries, |entry: &Entry| {
                        let what = entry.kind.as_str().replace('_', " ");
                        [entry.at_text.clone(), entry.order.clone(), what, entry.detail.clone()]
                    }))
                }
                p { "Times are those of the tenant's ERP. Every entry of the day is in the attached file." }
            }
        }
    };
    page.into_string()
}

fn table<T>(titles: &[&str], rows: &[T], cells: impl Fn(&T) -> [String; 4]) -> Markup {
    html! {
        table {
            tr { @for title in titles { th scope="col" style=(CELL) { (title) } } }
            @for row in rows.iter().take(MAX_SHOWN) {
                tr { @for cell in cells(row) { td style=(CELL) { (cell) } } }
            }
        }
        @if rows.len() > MAX_SHOWN { p { "and " (rows.len() - MAX_SHOWN) " more in the attached file" } }
    }
}
