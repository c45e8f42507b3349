use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use twentyfour_client::types::OrderId;

use super::{Document, DocumentKey, Range};
use crate::process_id::Process;
use crate::store::Table;

/// One entry of an order's timeline. It names fields and quantities, never people's data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OrderEvent {
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Which process saw or did it.
    pub process: Process,
    /// What it was.
    pub kind: OrderEventKind,
    /// More about it, in one line.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub detail: String,
    /// What asked for the run that saw or did it, such as a request to a service's page or a webhook of the warehouse: the
    /// [`RequestId`](crate::schedule::RequestId) that is also in the log. `None` for what ran at its interval.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub request_id: Option<String>,
}

/// What can happen to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OrderEventKind {
    /// It was imported into the WMS.
    Imported,
    /// It was in the WMS already, and is ours.
    Adopted,
    /// It changed in the ERP and was transferred again.
    Changed,
    /// The WMS refused it, or a change of it.
    Refused,
    /// It could not be transferred.
    Held,
    /// What held it is gone.
    Released,
    /// It went on in the ERP to a status behind the pulled one.
    Advanced,
    /// It was taken back in the ERP: offer, draft, inactive, gone.
    Withdrawn,
    /// The import was reported to the ERP.
    ImportReported,
    /// It was cancelled in the WMS.
    CancelledInWms,
    /// Sent was reported to the ERP.
    Reported,
    /// It was sent with less than was ordered.
    Short,
    /// Its rows changed in the ERP while it was being reported as sent.
    Edited,
    /// Its tracking was written into the ERP's order, or was not, with the reason.
    Tracking,
    /// The quantities that were delivered were written into the ERP's rows.
    Delivered,
    /// The ERP got an order for the rest.
    RestOrder,
    /// Goods of it came back to the WMS.
    Returned,
    /// The ERP got a credit for goods that came back.
    Credited,
    /// A person closed what was held, or acknowledged a notice.
    Dismissed,
}

impl OrderEventKind {
    /// All kinds, in the order in which they are declared.
    pub const ALL: &'static [Self] = &[
        Self::Imported,
        Self::Adopted,
        Self::Changed,
        Self::Refused,
        Self::Held,
        Self::Released,
        Self::Advanced,
        Self::Withdrawn,
        Self::ImportReported,
        Self::CancelledInWms,
        Self::Reported,
        Self::Short,
        Self::Edited,
        Self::Tracking,
        Self::Delivered,
        Self::RestOrder,
        Self::Returned,
        Self::Credited,
        Self::Dismissed,
    ];

    /// The machine name, as in JSON and in stores: `imported`, `import_reported`. It stays the same across versions.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Adopted => "adopted",
            Self::Changed => "changed",
            Self::Refused => "refused",
            Self::Held => "held",
            Self::Released => "released",
            Self::Advanced => "advanced",
            Self::Withdrawn => "withdrawn",
            Self::ImportReported => "import_reported",
            Self::CancelledInWms => "cancelled_in_wms",
            Self::Reported => "reported",
            Self::Short => "short",
            Self::Edited => "edited",
            Self::Tracking => "tracking",
            Self::Delivered => "delivered",
            Self::RestOrder => "rest_order",
            Self::Returned => "returned",
            Self::Credited => "credited",
            Self::Dismissed => "dismissed",
        }
    }
}

impl fmt::Display for OrderEventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for OrderEventKind {
    type Err = UnknownEventKind;

    fn from_str(name: &str) -> Result<Self, UnknownEventKind> {
        let found = Self::ALL.iter().find(|kind| kind.as_str() == name);
        found.copied().ok_or_else(|| UnknownEventKind(name.to_owned()))
    }
}

/// A text that is not the machine name of an [`OrderEventKind`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a kind of event in an order's timeline")]
pub struct UnknownEventKind(String);

impl Document for OrderEvent {
    const TABLE: Table = Table::Event;
    const PREFIX: &'static str = "order/";
    type Key = EventKey;
}

/// Notes of the engine itself, which name no field.
const ENGINE_NOTES: [&str; 5] = [
    "refused first; ",
    "articles were no longer in the WMS",
    "created again at a person's request",
    "not updated, since the WMS already has it",
    "new settings came too late for it",
];

/// Whether a note begins here, and not the second half of one: `Customer.TelePhone: the order has none; …`.
fn begins_note(text: &str) -> bool {
    let is_field = |name: &str| {
        name.starts_with(|sign: char| sign.is_ascii_uppercase()) && !name.contains(char::is_whitespace)
    };
    text.split_once(": ").is_some_and(|(name, _)| is_field(name))
        || ENGINE_NOTES.iter().any(|note| text.starts_with(note))
}

impl OrderEvent {
    /// The parts of the [`detail`](Self::detail), for a list: the notes of an import or a change, each of which begins with the field
    /// that it is about. What is one text, such as a person's reason or a vendor's answer, stays one.
    pub fn details(&self) -> Vec<&str> {
        let has_notes =
            matches!(self.kind, OrderEventKind::Imported | OrderEventKind::Adopted | OrderEventKind::Changed);
        let detail = self.detail.as_str();
        let joints = detail.match_indices("; ").map(|(at, _)| at);
        let joints = joints.filter(|at| has_notes && detail.get(at + 2..).is_some_and(begins_note));
        let (mut parts, mut begin) = (Vec::new(), 0);
        for at in joints.chain([detail.len()]) {
            parts.extend(detail.get(begin..at).filter(|part| !part.is_empty()));
            begin = at + 2;
        }
        parts
    }

    /// An order's timeline, oldest first.
    pub(crate) fn of(order: OrderId) -> Range<Self> {
        Range::of_first(&order)
    }

    /// The part of an order's timeline that is not before a time.
    pub(crate) fn since(order: OrderId, time: DateTime<Utc>) -> Range<Self> {
        let from = format!("{}{}/{:020}", Self::PREFIX, order.text(), time.timestamp_micros());
        Self::of(order).after_text(from)
    }
}

/// Which entry of which order's timeline. They sort by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EventKey {
    order: OrderId,
    /// Microseconds since 1970.
    time: i64,
    process: Process,
    number: EventNumber,
}

/// Tells entries of the same time apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EventNumber {
    /// Counted in the run.
    OfRun(u32),
    /// Of a person's dismissal.
    Dismissed,
}

impl EventKey {
    pub(crate) fn new(order: OrderId, event: &OrderEvent, number: EventNumber) -> Self {
        Self { order, time: event.at.timestamp_micros(), process: event.process, number }
    }

    /// The order that it is about.
    pub(crate) fn order(&self) -> OrderId {
        self.order
    }
}

const DISMISSED: &str = "dismissed";

impl DocumentKey for EventKey {
    fn write(&self, text: &mut String) {
        let number = match self.number {
            EventNumber::OfRun(number) => format!("{number:06}"),
            EventNumber::Dismissed => DISMISSED.to_owned(),
        };
        self.order.write(text);
        text.push_str(&format!("/{:020}/{}/{number}", self.time, self.process));
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('/');
        let (order, time, process) = (parts.next()?, parts.next()?, parts.next()?);
        let number = match parts.next()? {
            DISMISSED => EventNumber::Dismissed,
            number => EventNumber::OfRun(number.parse().ok()?),
        };
        let (order, process) = (OrderId::read(order)?, Process::read(process)?);
        let key = Self { order, time: time.parse().ok()?, process, number };
        (parts.next().is_none() && key.text() == text).then_some(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_a_list_and_a_persons_reason_is_one_text() {
        let event = |kind, detail: &str| OrderEvent {
            at: DateTime::UNIX_EPOCH,
            process: Process::Orders,
            kind,
            detail: detail.to_owned(),
            request_id: None,
        };
        let notes = [
            "OrderInfo.DeliveryDate: the order has none; the day of its first import is used instead",
            "CustomerOrderLines: row 4 is text",
            "refused first; the articles of 1001, 1002 were written again",
            "created again at a person's request: it had been deleted in the WMS",
        ];
        for kind in [OrderEventKind::Imported, OrderEventKind::Adopted, OrderEventKind::Changed] {
            assert_eq!(event(kind, &notes.join("; ")).details(), notes);
        }
        let dismissed = event(OrderEventKind::Dismissed, "sent by hand; see K-7");
        assert_eq!(dismissed.details(), ["sent by hand; see K-7"]);
        for kind in [OrderEventKind::Imported, OrderEventKind::Dismissed] {
            assert_eq!(event(kind, "").details(), Vec::<&str>::new());
        }
    }

    #[test]
    fn a_kind_has_the_same_name_in_code_in_json_and_in_stores() {
        for kind in OrderEventKind::ALL {
            assert_eq!(serde_json::to_string(kind).unwrap(), format!("{:?}", kind.as_str()));
            assert_eq!(kind.to_string().parse(), Ok(*kind));
        }
        let error = "shipped".parse::<OrderEventKind>().unwrap_err();
        assert_eq!(error.to_string(), "\"shipped\" is not a kind of event in an order's timeline");
    }
}
