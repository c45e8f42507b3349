//! The journal of stock, in words.

use rust_decimal::Decimal;
use wms_erp_sync::{JournalEntry, JournalKind, RecordId, StockJournal, TimeZone, moment};

use crate::csv::{Cell, line};
use crate::table::TextTable;

/// What people see of an entry.
pub(crate) const TITLES: [&str; 7] = ["When", "Article", "What", "Change", "Stock", "Reference", "Why"];

pub(crate) fn words(kind: JournalKind) -> &'static str {
    match kind {
        JournalKind::Adjusted => "adjusted in the WMS",
        JournalKind::Received => "received in the WMS",
        JournalKind::Returned => "returned to the WMS",
        JournalKind::Shipped => "shipped by the WMS",
        JournalKind::WrittenToErp => "written to the ERP",
        _ => "something else",
    }
}

/// An entry, cell by cell, under [`TITLES`].
pub(crate) fn cells(entry: &JournalEntry, zone: TimeZone) -> [String; 7] {
    [
        entry.at.map_or_else(|| "not known".to_owned(), |at| moment(&at, zone)),
        entry.number.clone().unwrap_or_default(),
        words(entry.kind).to_owned(),
        entry.change.map(change).unwrap_or_default(),
        entry.stock.map(number).unwrap_or_default(),
        entry.reference.clone().unwrap_or_default(),
        why(entry),
    ]
}

fn why(entry: &JournalEntry) -> String {
    let removed = "taken out of the stock again";
    let removed = entry.removed_again.filter(|removed| *removed).map(|_| removed);
    let texts = [entry.cause.as_deref(), removed, entry.comment.as_deref()];
    texts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn number(number: Decimal) -> String {
    number.normalize().to_string()
}

/// With its sign, whichever it is.
fn change(change: Decimal) -> String {
    let sign = if change > Decimal::ZERO { "+" } else { "" };
    format!("{sign}{}", change.normalize())
}

/// What the journal is of: the article with its stock on both sides, and the period.
pub(crate) fn heading(journal: &StockJournal, zone: TimeZone) -> String {
    let known = |stock: Option<Decimal>| stock.map_or_else(|| "none".to_owned(), number);
    let of = match &journal.article {
        None => "stock of all articles".to_owned(),
        Some(article) => format!(
            "stock of {} (product {}): now {} in the ERP, {} in the WMS",
            article.number,
            article.product,
            known(article.erp),
            known(article.wms)
        ),
    };
    format!("{of}; {} to {}", moment(&journal.since, zone), moment(&journal.until, zone))
}

/// What is missing, if something is.
pub(crate) fn unreadable(journal: &StockJournal) -> Option<String> {
    let count = journal.unreadable;
    (count > 0)
        .then(|| format!("{count} records of the WMS could not be read: what they say is missing here"))
}

/// As a table for a terminal.
pub(crate) fn lines(journal: &StockJournal, zone: TimeZone) -> String {
    let [when, article, what, change, stock, reference, why] = TITLES;
    let table = TextTable::new().margin(2).text(when).text(article).text(what).number(change).number(stock);
    let mut table = table.text(reference).text(why);
    for entry in &journal.entries {
        table.row(cells(entry, zone));
    }
    if table.is_empty() { "  nothing\n".to_owned() } else { table.to_string() }
}

/// As CSV, with times in UTC.
pub(crate) fn csv<'j>(journals: impl IntoIterator<Item = &'j StockJournal>) -> String {
    let mut text =
        "tenant,time,product,article,what,change,stock,reference,cause,comment,removed_again\r\n".to_owned();
    for journal in journals {
        for entry in &journal.entries {
            let at = entry.at.map(|at| at.to_rfc3339());
            let removed = entry.removed_again.map(|removed| if removed { "yes" } else { "no" });
            text += &line([
                Cell::Text(&journal.tenant),
                Cell::text(at.as_deref()),
                Cell::text(entry.product.as_ref().map(RecordId::as_str)),
                Cell::text(entry.number.as_deref()),
                Cell::Text(entry.kind.as_str()),
                Cell::number(entry.change.map(number)),
                Cell::number(entry.stock.map(number)),
                Cell::text(entry.reference.as_deref()),
                Cell::text(entry.cause.as_deref()),
                Cell::text(entry.comment.as_deref()),
                Cell::text(removed),
            ]);
        }
    }
    text
}
