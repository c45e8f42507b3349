//! The journal of stock, in words.

use rust_decimal::Decimal;
use wms_erp_sync::{JournalEntry, JournalKind, RecordId, StockJournal, TimeZone, moment};

use crate::csv::{Cell, line};
use crate::language::{ENGLISH, Texts};
use crate::table::TextTable;

/// What people see of an entry.
pub(crate) fn titles(texts: &Texts) -> [&'static str; 7] {
    [
        texts.when(),
        texts.article(),
        texts.what(),
        texts.change(),
        texts.stock(),
        texts.reference(),
        texts.why(),
    ]
}

/// Which of the [`titles`] stand over figures: the change, and the stock after it.
pub(crate) fn is_figure(column: usize) -> bool {
    matches!(column, 3 | 4)
}

pub(crate) fn words(texts: &Texts, kind: JournalKind) -> &'static str {
    match kind {
        JournalKind::Adjusted => texts.adjusted(),
        JournalKind::Received => texts.received(),
        JournalKind::Returned => texts.returned(),
        JournalKind::Shipped => texts.shipped(),
        JournalKind::WrittenToErp => texts.written_to_erp(),
        _ => texts.something_else(),
    }
}

/// An entry, cell by cell, under [`titles`].
pub(crate) fn cells(texts: &Texts, entry: &JournalEntry, zone: TimeZone) -> [String; 7] {
    [
        entry.at.map_or_else(|| texts.not_known().to_owned(), |at| moment(&at, zone)),
        entry.number.clone().unwrap_or_default(),
        words(texts, entry.kind).to_owned(),
        entry.change.map(|by| change(texts, by)).unwrap_or_default(),
        entry.stock.map(|stock| texts.decimal(stock)).unwrap_or_default(),
        entry.reference.clone().unwrap_or_default(),
        why(texts, entry),
    ]
}

fn why(texts: &Texts, entry: &JournalEntry) -> String {
    let removed = entry.removed_again.filter(|removed| *removed).map(|_| texts.removed_again());
    let parts = [entry.cause.as_deref(), removed, entry.comment.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn number(number: Decimal) -> String {
    number.normalize().to_string()
}

/// With its sign, whichever it is.
fn change(texts: &Texts, change: Decimal) -> String {
    let sign = if change > Decimal::ZERO { "+" } else { "" };
    format!("{sign}{}", texts.decimal(change))
}

/// What the journal is of: the article with its stock on both sides, and the period.
pub(crate) fn heading(texts: &Texts, journal: &StockJournal, zone: TimeZone) -> String {
    let known = |stock: Option<Decimal>| {
        stock.map_or_else(|| texts.no_stock().to_owned(), |stock| texts.decimal(stock))
    };
    let of = match &journal.article {
        None => texts.journal_all().to_owned(),
        Some(article) => texts.journal_of(
            &article.number,
            &article.product.to_string(),
            &known(article.erp),
            &known(article.wms),
        ),
    };
    format!("{of}; {}", texts.period(&moment(&journal.since, zone), &moment(&journal.until, zone)))
}

/// What is missing, if something is.
pub(crate) fn unreadable(texts: &Texts, journal: &StockJournal) -> Option<String> {
    let count = journal.unreadable;
    (count > 0).then(|| texts.journal_incomplete(count))
}

/// As a table for a terminal.
pub(crate) fn lines(journal: &StockJournal, zone: TimeZone) -> String {
    let [when, article, what, change, stock, reference, why] = titles(&ENGLISH);
    let table = TextTable::new().margin(2).text(when).text(article).text(what).number(change).number(stock);
    let mut table = table.text(reference).text(why);
    for entry in &journal.entries {
        table.row(cells(&ENGLISH, entry, zone));
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
