//! A receipt as HTML. Whatever vendors and people have written is text in it.

use maud::{DOCTYPE, Markup, html};

use super::receipt::{Entry, HeldEntry, Receipt};
use crate::language::mail::Mail;
use crate::language::texts;
use crate::timeline::words;

/// How many lines of each table a mail shows; the attached file has all.
const MAX_SHOWN: usize = 200;
const CELL: &str = "padding:2px 12px 2px 0;text-align:left;vertical-align:top";

/// A page without scripts, style sheets or anything else from elsewhere.
pub(super) fn page(receipt: &Receipt, mail: &Mail) -> String {
    let Receipt { tenant, receipt_of, at_text, entries, held, damaged, .. } = receipt;
    let page = html! {
        (DOCTYPE)
        html lang=(mail.language) {
            head { meta charset="utf-8"; title { (receipt.title(mail)) } }
            body style="font-family:sans-serif" {
                h1 { (tenant) ", " (mail.day(*receipt_of)) }
                table {
                    @for figure in receipt.figures(mail) {
                        tr { th scope="row" style=(CELL) { (figure.title) } td style=(CELL) { (figure.count) } }
                    }
                }
                @if *damaged > 0 { p { ((mail.damaged)(*damaged)) } }
                @if !held.is_empty() {
                    h2 { ((mail.held_as_of)(&mail.time(at_text))) }
                    (table(mail, &mail.held_head, held, |held: &HeldEntry| {
                        let HeldEntry { process, record, since_text, .. } = held;
                        let since = mail.time(since_text).into_owned();
                        [mail.process(*process).into_owned(), record.clone(), since, held.why(mail).into_owned()]
                    }))
                }
                @if !entries.is_empty() {
                    h2 { (mail.orders) }
                    (table(mail, &mail.entries_head, entries, |entry: &Entry| {
                        let what = words(texts(mail.language), entry.kind).to_owned();
                        let at = mail.time(&entry.at_text).into_owned();
                        [at, entry.order.clone(), what, entry.detail(mail).into_owned()]
                    }))
                }
                p { (mail.about_times) }
            }
        }
    };
    page.into_string()
}

fn table<T>(mail: &Mail, heads: &[&str], rows: &[T], cells: impl Fn(&T) -> [String; 4]) -> Markup {
    html! {
        table {
            tr { @for head in heads { th scope="col" style=(CELL) { (head) } } }
            @for row in rows.iter().take(MAX_SHOWN) {
                tr { @for cell in cells(row) { td style=(CELL) { (cell) } } }
            }
        }
        @if rows.len() > MAX_SHOWN { p { ((mail.more_in_file)(rows.len() - MAX_SHOWN)) } }
    }
}
