//! What happened to an order, in words.

use wms_erp_sync::{OrderEvent, OrderEventKind, TimeZone, moment};

use crate::table::wrap;

/// A line for each event, oldest first, by the clocks of a zone.
pub fn lines(events: &[OrderEvent], zone: TimeZone, width: usize) -> String {
    let line = |event: &OrderEvent| {
        let detail = if event.detail.is_empty() { String::new() } else { format!(": {}", event.detail) };
        let first = format!("  {}  ", moment(&event.at, zone));
        let rest = " ".repeat(first.len());
        wrap(&format!("{}{detail}", words(event.kind)), &first, &rest, width)
    };
    events.iter().map(line).collect()
}

pub(crate) fn words(kind: OrderEventKind) -> &'static str {
    match kind {
        OrderEventKind::Imported => "brought to the WMS",
        OrderEventKind::Adopted => "found in the WMS, and taken over",
        OrderEventKind::Changed => "changed in the ERP, transferred again",
        OrderEventKind::Refused => "refused by the WMS",
        OrderEventKind::Held => "held",
        OrderEventKind::Released => "released",
        OrderEventKind::Advanced => "went on in the ERP",
        OrderEventKind::Withdrawn => "withdrawn in the ERP",
        OrderEventKind::ImportReported => "the import was reported to the ERP",
        OrderEventKind::CancelledInWms => "cancelled in the WMS",
        OrderEventKind::Reported => "sent, and reported to the ERP",
        OrderEventKind::Short => "sent short",
        OrderEventKind::Edited => "edited in the ERP while it was reported",
        OrderEventKind::RestOrder => "the ERP got an order for the rest",
        OrderEventKind::Dismissed => "dismissed by a person",
        _ => "something else",
    }
}
