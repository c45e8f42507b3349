use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use twentyfour_client::types::{OrderId, ProductId};
use wms_erp_mapping::TimeZone;

use super::{Document, DocumentKey, Range};
use crate::process_id::Process;
use crate::record_id::RecordId;
use crate::store::Table;
use crate::zone::moment;

/// A record that could not be transferred, and why. It delays no other record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Held {
    /// The process that holds it.
    pub process: Process,
    /// The record: the id of an order, a product or a company.
    pub record: String,
    /// The class of the obstacle.
    pub class: Class,
    /// What happened, in one line.
    pub what: String,
    /// What to do about it, in plain words.
    pub remedy: String,
    /// When it was first held.
    pub since: DateTime<Utc>,
    /// When it was last tried.
    pub last_tried: DateTime<Utc>,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is retried; `None` if it needs a person.
    pub due: Option<DateTime<Utc>>,
    /// What it waits for, such as `article/4711`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub waits_for: Option<String>,
    /// The order that a record of a host's own process concerns, if it concerns one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub order: Option<RecordId>,
    /// Fingerprint of what was tried, where the process keeps one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) source: Option<String>,
}

impl Held {
    /// The order that it is about; none where it is about something else.
    pub(crate) fn about(&self) -> Option<OrderId> {
        let named = self.order.as_ref().and_then(RecordId::number).map(OrderId);
        named.or_else(|| HeldKey::new(self.process, self.record.as_str()).order())
    }

    /// Whether the loop is to try it now. One that was tried in the future was so by a clock that has been set back since,
    /// and its due time says nothing.
    pub(crate) fn is_due(&self, now: DateTime<Utc>) -> bool {
        self.due.is_some_and(|due| due <= now || self.last_tried > now)
    }
}

/// A held record that a person has closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Dismissed {
    /// The reason, as it was reported.
    pub(crate) what: String,
    /// Why it was closed, as the person said.
    pub(crate) reason: String,
    pub(crate) at: DateTime<Utc>,
    /// What was tried when it was closed, where the process keeps that. The same words about another change are said
    /// again, but for articles.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) source: Option<String>,
    /// The order as the ERP had it when it had last been looked at, as `OrderRecord::seen` has it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) seen: Option<String>,
}

/// What a person has dismissed: a held record that was closed, or a notice that was acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Dismissal {
    /// The process that held it.
    pub process: Process,
    /// Which record, by the name under which it was held.
    pub record: String,
    /// What had happened, in one line.
    pub what: String,
    /// Why it was dismissed, as the person said.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl Dismissal {
    pub(crate) fn new(process: Process, record: impl Into<String>, dismissed: Dismissed) -> Self {
        let Dismissed { what, reason, at, .. } = dismissed;
        Self { process, record: record.into(), what, reason, at }
    }

    /// A description in one line, with times in this zone.
    pub fn text(&self, zone: TimeZone) -> String {
        let Self { process, what, reason, at, .. } = self;
        format!("dismissed on {} ({reason}): {process}: {what}", moment(at, zone))
    }

    /// Whether it is the order itself that does not go while it stays as it is, rather than something noted of it.
    pub(crate) fn holds_back(&self, order: i32) -> bool {
        self.process == Process::Orders && self.record == order.to_string()
    }
}

/// Classes of obstacles, by what has to happen next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Class {
    /// A failure that may pass without help: it is tried again.
    Transient,
    /// The other system refused the record. It is retried at growing intervals, since the meaning of the refusal is
    /// unknown.
    Rejected,
    /// It waits for something else, such as its article, and is transferred automatically once that exists.
    Waiting,
    /// Nothing will change until a person does something.
    NeedsPerson,
    /// Nothing is blocked: a person should know about it, and acknowledge it.
    Notice,
}

impl Class {
    /// Whether a person has to act; a run with such records ends as "done, but".
    pub fn needs_attention(self) -> bool {
        matches!(self, Self::Rejected | Self::NeedsPerson)
    }

    /// Whether the engine retries it automatically.
    pub fn is_retried(self) -> bool {
        matches!(self, Self::Transient | Self::Rejected | Self::Waiting)
    }

    /// The name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Transient => "transient",
            Self::Rejected => "rejected",
            Self::Waiting => "waiting",
            Self::NeedsPerson => "needs_person",
            Self::Notice => "notice",
        }
    }
}

impl Document for Held {
    const TABLE: Table = Table::Held;
    type Key = HeldKey;
}

impl Held {
    /// All that a process holds.
    pub(crate) fn of(process: Process) -> Range<Self> {
        Range::of_first(&process)
    }
}

impl Document for Dismissed {
    const TABLE: Table = Table::Control;
    const PREFIX: &'static str = "dismissed/";
    type Key = HeldKey;
}

impl Dismissed {
    /// Those whose records have names that begin so.
    pub(crate) fn beginning(process: Process, record: &str) -> Range<Self> {
        Range::within(&HeldKey::new(process, record).text())
    }
}

/// What [`Held::waits_for`] says of an article that is not there yet.
pub(crate) fn waits_for_article(product: ProductId) -> String {
    format!("{ARTICLE}{product}")
}

/// The product whose article is waited for.
pub(crate) fn article_waited_for(text: &str) -> Option<ProductId> {
    text.strip_prefix(ARTICLE)?.parse().ok().map(ProductId)
}

/// What [`Held::waits_for`] says of an article number that the WMS does not have yet, as it is compared.
pub(crate) fn waits_for_article_number(number: &str) -> String {
    format!("{ARTICLE_NUMBER}{number}")
}

/// The article number that is waited for, as it is compared.
pub(crate) fn article_number_waited_for(text: &str) -> Option<&str> {
    text.strip_prefix(ARTICLE_NUMBER)
}

/// What [`Held::waits_for`] says of an article number that another product has.
pub(crate) fn waits_for_number(number: &str) -> String {
    format!("{NUMBER}{number}")
}

/// The number that is waited for, as it is compared.
pub(crate) fn number_waited_for(text: &str) -> Option<&str> {
    text.strip_prefix(NUMBER)
}

/// What [`Held::waits_for`] says of a refused change of rows: what is sent is compared with the rows.
pub(crate) fn waits_for_shipment(order: OrderId) -> String {
    format!("shipment/{order}")
}

/// Under which name the lines of an order are held that are not what was sent.
pub(crate) fn lines_record(order: OrderId) -> String {
    format!("{order}/lines")
}

/// Under which name a report is held that an order was imported, and that the ERP refused.
pub(crate) fn import_record(order: OrderId) -> String {
    format!("{order}/import_status")
}

/// Under which name the notice of a short shipment is held.
pub(crate) fn short_record(order: OrderId) -> String {
    format!("{order}/short")
}

/// Under which name the notice is held that tracking could not be written.
pub(crate) fn tracking_record(order: OrderId) -> String {
    format!("{order}/tracking")
}

/// Under which name the notice is held that delivered quantities could not be written.
pub(crate) fn delivered_record(order: OrderId) -> String {
    format!("{order}/delivered")
}

const ARTICLE: &str = "article/";
const NUMBER: &str = "number/";
const ARTICLE_NUMBER: &str = "article_number/";

/// Who holds a record, and its name there: an id, or an id with what it is about, such as `4711/short`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct HeldKey {
    pub(crate) process: Process,
    pub(crate) record: String,
}

impl HeldKey {
    pub(crate) fn new(process: Process, record: impl Into<String>) -> Self {
        Self { process, record: record.into() }
    }

    /// The order that the record is, or is about; none where it is another process's.
    pub(crate) fn order(&self) -> Option<OrderId> {
        let of_orders = matches!(self.process, Process::Orders | Process::OrderStatus);
        self.record.split('/').next().filter(|_| of_orders)?.parse().ok().map(OrderId)
    }

    /// Of a document that cannot be read.
    pub(crate) fn damaged<D: Document>(process: Process, key: &D::Key) -> Self {
        Self::new(process, format!("store/{}/{}{}", D::TABLE, D::PREFIX, key.text()))
    }

    /// Of a record that has a number.
    pub(crate) fn of(process: Process, id: impl std::fmt::Display) -> Self {
        Self::new(process, id.to_string())
    }
}

impl DocumentKey for HeldKey {
    fn write(&self, text: &mut String) {
        text.push_str(self.process.as_str());
        text.push('/');
        text.push_str(&self.record);
    }

    fn read(text: &str) -> Option<Self> {
        let (process, record) = <(Process, String)>::read(text)?;
        Some(Self { process, record })
    }
}
