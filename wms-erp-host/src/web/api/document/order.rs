//! Orders.

use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;
use wms_erp_sync::{LineQuantities, OrderEvent, RecordId};

use super::held::HeldRecord;
use super::text;
use crate::language::ENGLISH;

/// An order, read on both sides now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Order {
    /// Its number in the ERP.
    pub(crate) order: i32,
    pub(crate) erp_status: Option<String>,
    pub(crate) wms_status: Option<i32>,
    pub(crate) wms_status_name: Option<String>,
    /// What keeps it where it is, most important first.
    pub(crate) waits_for: Vec<String>,
    pub(crate) held: Vec<HeldRecord>,
    pub(crate) timeline: Vec<TimelineEvent>,
    /// The quantities of its lines.
    pub(crate) lines: Vec<Line>,
    /// Why the ERP's rows are missing among the lines, where they could not be read.
    pub(crate) rows_unread: Option<String>,
}

/// The quantities of one line; null where there is none.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Line {
    /// The row's id in the ERP.
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) ordered: Option<String>,
    pub(crate) in_wms: Option<String>,
    pub(crate) picked: Option<String>,
    pub(crate) sent: Option<String>,
    pub(crate) reported: Option<String>,
}

impl From<&LineQuantities> for Line {
    fn from(line: &LineQuantities) -> Self {
        let text = |quantity: Option<Decimal>| quantity.map(|quantity| quantity.to_string());
        Self {
            code: line.code.clone(),
            name: line.name.clone(),
            ordered: text(line.ordered),
            in_wms: text(line.in_wms),
            picked: text(line.picked),
            sent: text(line.sent),
            reported: text(line.reported),
        }
    }
}

/// Orders that match a text, tenant by tenant, of each the newest ones.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundOrders {
    pub(crate) orders: Vec<FoundOrder>,
}

/// An order that fits.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundOrder {
    pub(crate) tenant: String,
    /// Its number in the ERP.
    #[schema(value_type = i32)]
    pub(crate) order: RecordId,
}

/// Something that happened to an order.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TimelineEvent {
    #[schema(format = "date-time")]
    pub(crate) at: String,
    pub(crate) what: String,
    pub(crate) detail: String,
    /// The parts of the detail, such as the notes of an import, each of which is one text.
    pub(crate) details: Vec<String>,
    /// What asked for the run, as in the header `X-Request-Id`, such as a request to this API or a webhook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) request_id: Option<String>,
}

impl From<&OrderEvent> for TimelineEvent {
    fn from(event: &OrderEvent) -> Self {
        let what = crate::timeline::words(&ENGLISH, event.kind).to_owned();
        Self {
            at: text(event.at),
            what,
            detail: event.detail.clone(),
            details: event.details().into_iter().map(str::to_owned).collect(),
            request_id: event.request_id.clone(),
        }
    }
}
