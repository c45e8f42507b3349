//! What happened to an order, in words.

use wms_erp_sync::{OrderEvent, OrderEventKind, TimeZone, moment};

use crate::table::wrap;

/// One line for each event, oldest first, with times in the given zone, wrapped at `width` characters. Where a request to the page or a
/// webhook is known to have asked for the run, its id is at the end.
pub fn lines(events: &[OrderEvent], zone: TimeZone, width: usize) -> String {
    let line = |event: &OrderEvent| {
        let detail = if event.detail.is_empty() { String::new() } else { format!(": {}", event.detail) };
        let request = event.request_id.as_ref().map(|id| format!(" (request {id})")).unwrap_or_default();
        let first = format!("  {}  ", moment(&event.at, zone));
        let rest = " ".repeat(first.len());
        wrap(&format!("{}{detail}{request}", words(event.kind)), &first, &rest, width)
    };
    events.iter().map(line).collect()
}

pub(crate) fn words(kind: OrderEventKind) -> &'static str {
    match kind {
        OrderEventKind::Imported => "imported into the WMS",
        OrderEventKind::Adopted => "found in the WMS and adopted",
        OrderEventKind::Changed => "changed in the ERP and sent to the WMS again",
        OrderEventKind::Refused => "refused by the WMS",
        OrderEventKind::Held => "held",
        OrderEventKind::Released => "released",
        OrderEventKind::Advanced => "moved on in the ERP",
        OrderEventKind::Withdrawn => "withdrawn in the ERP",
        OrderEventKind::ImportReported => "import reported to the ERP",
        OrderEventKind::CancelledInWms => "cancelled in the WMS",
        OrderEventKind::Reported => "sent, and reported to the ERP",
        OrderEventKind::Short => "sent short",
        OrderEventKind::Tracking => "tracking in the ERP",
        OrderEventKind::Edited => "edited in the ERP while it was being reported",
        OrderEventKind::Delivered => "delivered quantities in the ERP",
        OrderEventKind::RestOrder => "order for the rest created in the ERP",
        OrderEventKind::Returned => "goods came back",
        OrderEventKind::Credited => "credit created in the ERP",
        OrderEventKind::Dismissed => "dismissed by a person",
        _ => "something else",
    }
}
