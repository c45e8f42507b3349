//! The daily receipt: what became of a goods owner's orders on one day, with every figure's entries. Pure.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use lettre::message::Mailbox;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use wms_erp_sync::{Class, DayActivity, Held, OrderEventKind, Process, TimeZone, moment, visible};

use crate::csv::{Cell, line};
use crate::language::mail::{ENGLISH, Mail};

/// How many days are made up for after the service was down.
const MAX_LATE: Days = Days::new(31);

/// For whom receipts are, and what they say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReceiptSettings {
    pub(crate) to: Vec<Mailbox>,
    /// The time of the day after, by the clocks of the tenant's ERP.
    pub(crate) at: NaiveTime,
    /// Whether it repeats what was said about a record, which may name people.
    pub(crate) people: bool,
}

/// What is to be done about receipts now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    Nothing,
    /// The first one is that of today: none is sent yet, and this day is noted as the last one.
    Begin(NaiveDate),
    /// The receipt of this day.
    Of(NaiveDate),
}

impl ReceiptSettings {
    /// What follows from the day of the last receipt. Each day has one, also when the service was down; one at a time.
    pub(super) fn due(&self, last: Option<NaiveDate>, now: DateTime<Utc>, zone: TimeZone) -> Due {
        let local = now.with_timezone(&zone).naive_local();
        let today = local.date();
        let (Some(yesterday), Some(earliest)) = (today.pred_opt(), today.checked_sub_days(MAX_LATE)) else {
            return Due::Nothing;
        };
        // A last day that has not come yet was noted by a clock that was ahead.
        let Some(last) = last.filter(|last| *last < today) else { return Due::Begin(yesterday) };
        let Some(next) = last.succ_opt().map(|next| next.max(earliest)) else { return Due::Nothing };
        let is_due = next < yesterday || next == yesterday && local.time() >= self.at;
        if is_due { Due::Of(next) } else { Due::Nothing }
    }
}

/// One receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Receipt {
    /// The same whenever this receipt is sent again.
    pub(super) id: String,
    pub(super) tenant: String,
    pub(super) at: DateTime<Utc>,
    /// The day that it is about, by the clocks of the tenant's ERP.
    pub(super) receipt_of: NaiveDate,
    /// When it was made, by these clocks.
    pub(super) at_text: String,
    /// What happened to orders.
    pub(super) entries: Vec<Entry>,
    /// What is held when the receipt is made.
    pub(super) held: Vec<HeldEntry>,
    /// Articles that were written to the WMS.
    pub(super) articles: u64,
    /// Corrections of the stock in the ERP.
    pub(super) stock: u64,
    /// Entries of the day that cannot be read.
    pub(super) damaged: u64,
}

/// Something that happened to an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) order: String,
    pub(super) at: DateTime<Utc>,
    pub(super) at_text: String,
    pub(super) kind: OrderEventKind,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) detail: String,
}

/// A record that is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct HeldEntry {
    pub(super) process: Process,
    pub(super) record: String,
    pub(super) class: Class,
    pub(super) since: DateTime<Utc>,
    pub(super) since_text: String,
    /// What was said about it; empty where people's data are left out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) what: String,
}

/// A figure: how many orders had one of these entries.
#[derive(Debug)]
pub(super) struct Figure {
    /// The key in JSON.
    pub(super) key: &'static str,
    pub(super) title: &'static str,
    pub(super) count: u64,
}

/// A figure's key, its title, and what happened to the orders that it counts.
type OfOrders = (&'static str, &'static str, &'static [OrderEventKind]);

fn of_orders(mail: &Mail) -> [OfOrders; 7] {
    [
        ("imported", mail.imported, &[OrderEventKind::Imported, OrderEventKind::Adopted]),
        ("sent", mail.sent, &[OrderEventKind::Reported]),
        ("short", mail.short, &[OrderEventKind::Short]),
        ("corrected", mail.corrected, &[OrderEventKind::Changed]),
        ("cancelled", mail.cancelled, &[OrderEventKind::CancelledInWms]),
        ("withdrawn", mail.withdrawn, &[OrderEventKind::Withdrawn]),
        ("rest_orders", mail.rest_orders, &[OrderEventKind::RestOrder]),
    ]
}

impl Receipt {
    pub(super) fn new(
        (tenant, zone): (&str, TimeZone),
        activity: DayActivity,
        held: Vec<Held>,
        people: bool,
        at: DateTime<Utc>,
    ) -> Self {
        let day = activity.day;
        let of = |process: Process| -> u64 {
            activity
                .counts
                .iter()
                .filter(|counts| counts.process == process)
                .map(|counts| counts.written)
                .sum()
        };
        let (articles, stock) = (of(Process::Articles), of(Process::Stock));
        let entry = |(order, event): (wms_erp_sync::RecordId, wms_erp_sync::OrderEvent)| Entry {
            order: order.as_str().to_owned(),
            at: event.at,
            at_text: moment(&event.at, zone),
            kind: event.kind,
            // What a vendor refused may stand in its words; all others name fields and quantities only.
            detail: match event.kind {
                OrderEventKind::Refused | OrderEventKind::Held | OrderEventKind::Dismissed if !people => {
                    String::new()
                }
                _ => visible(&event.detail).to_string(),
            },
        };
        let mut entries: Vec<Entry> = activity.events.into_iter().map(entry).collect();
        entries.sort_by(|one, other| (one.at, &one.order).cmp(&(other.at, &other.order)));
        let held = held.into_iter().filter(|held| held.class != Class::Notice).map(|held| HeldEntry {
            process: held.process,
            record: visible(&held.record).to_string(),
            class: held.class,
            since: held.since,
            since_text: moment(&held.since, zone),
            what: if people { visible(&held.what).to_string() } else { String::new() },
        });
        Self {
            id: crate::web::hex(&Sha256::digest(format!("receipt\n{tenant}\n{day}"))[..16]),
            tenant: tenant.to_owned(),
            at,
            receipt_of: day,
            at_text: moment(&at, zone),
            entries,
            held: held.collect(),
            articles,
            stock,
            damaged: activity.damaged,
        }
    }

    /// The figures, each with its entries behind it.
    pub(super) fn figures(&self, mail: &Mail) -> Vec<Figure> {
        let orders = |kinds: &[OrderEventKind]| {
            let of_kinds = self.entries.iter().filter(|entry| kinds.contains(&entry.kind));
            of_kinds.map(|entry| entry.order.as_str()).collect::<BTreeSet<_>>().len() as u64
        };
        let figure = |(key, title, kinds): OfOrders| Figure { key, title, count: orders(kinds) };
        let mut figures: Vec<Figure> = of_orders(mail).into_iter().map(figure).collect();
        figures.extend([
            Figure { key: "articles", title: mail.articles, count: self.articles },
            Figure { key: "stock", title: mail.stock, count: self.stock },
            Figure { key: "held", title: mail.held_records, count: self.held.len() as u64 },
        ]);
        figures
    }

    pub(super) fn title(&self, mail: &Mail) -> String {
        let figures = self.figures(mail);
        let count = |key| figures.iter().find(|figure| figure.key == key).map_or(0, |figure| figure.count);
        let counts = ["imported", "sent", "held"].map(count);
        visible(&(mail.receipt)(&self.tenant, &mail.day(self.receipt_of), counts)).to_string()
    }

    /// The figures, and what is held.
    pub(super) fn text(&self, mail: &Mail) -> String {
        let mut lines = vec![self.title(mail), String::new()];
        lines.extend(self.figures(mail).iter().map(|figure| format!("{}: {}", figure.title, figure.count)));
        if self.damaged > 0 {
            lines.push((mail.damaged)(self.damaged));
        }
        if !self.held.is_empty() {
            lines.extend([String::new(), (mail.held_as_of)(&mail.time(&self.at_text))]);
        }
        for held in &self.held {
            let HeldEntry { process, record, since_text, class, .. } = held;
            let what = held.what(mail);
            let what = if what.is_empty() { String::new() } else { format!(": {what}") };
            let record = format!("{} {record}", mail.process(*process));
            let line = (mail.held_line)(&record, class_text(*class, mail), &mail.time(since_text));
            lines.push(format!("- {line}{what}"));
        }
        lines.join("\n")
    }

    /// The name of the file with all entries.
    pub(super) fn file_name(&self) -> String {
        format!("{}-{}.csv", self.tenant, self.receipt_of)
    }

    /// All entries, and what is held: each figure is the number of different orders in the lines of its sort. People read the heads of the
    /// columns and the details; sorts, processes and times are the same in each language, for programs.
    pub(super) fn csv(&self, mail: &Mail) -> String {
        let mut text = line(mail.columns.map(Cell::Text));
        for entry in &self.entries {
            let (at, detail) = (entry.at.to_rfc3339(), entry.detail(mail));
            text += &line([entry.kind.as_str(), &entry.order, &at, "", &detail].map(Cell::Text));
        }
        for held in &self.held {
            let (at, process) = (held.since.to_rfc3339(), held.process.to_string());
            text += &line(["is_held", &held.record, &at, &process, &held.why(mail)].map(Cell::Text));
        }
        for (sort, count) in [("articles_written", self.articles), ("stock_corrected", self.stock)] {
            text += &line([sort, "", "", "", &count.to_string()].map(Cell::Text));
        }
        text
    }

    pub(super) fn json(&self) -> Value {
        let figures =
            self.figures(&ENGLISH).into_iter().map(|figure| (figure.key.to_owned(), figure.count.into()));
        json!({
            "id": self.id,
            "tenant": self.tenant,
            "change": "receipt",
            "at": self.at,
            "day": self.receipt_of,
            "title": self.title(&ENGLISH),
            "figures": Value::Object(figures.collect()),
        })
    }
}

impl Entry {
    /// What more is to be said, for people.
    pub(super) fn detail(&self, mail: &Mail) -> Cow<'_, str> {
        match self.kind {
            // A person's reason.
            OrderEventKind::Dismissed => Cow::Borrowed(&self.detail),
            _ => mail.language.reason(&self.detail),
        }
    }
}

impl HeldEntry {
    /// What was said about it, where that is in the receipt.
    pub(super) fn what(&self, mail: &Mail) -> Cow<'_, str> {
        mail.language.reason(&self.what)
    }

    /// The same, or at least the class.
    pub(super) fn why(&self, mail: &Mail) -> Cow<'_, str> {
        if self.what.is_empty() { Cow::Borrowed(class_text(self.class, mail)) } else { self.what(mail) }
    }
}

/// What a class means for a goods owner.
fn class_text(class: Class, mail: &Mail) -> &'static str {
    match class {
        Class::Transient => mail.transient,
        Class::Rejected => mail.rejected,
        Class::Waiting => mail.waiting,
        Class::NeedsPerson => mail.needs_person,
        _ => mail.other_class,
    }
}

/// For so long a receipt is tried to be sent.
pub(super) const KEPT: TimeDelta = TimeDelta::days(31);
