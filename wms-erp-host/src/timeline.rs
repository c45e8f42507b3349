//! What happened to an order, in words.

use chrono_tz::Tz;
use wms_erp_sync::{Event, EventKind, moment};

use crate::table::wrap;

/// A line for each event, oldest first, by the clocks of a zone.
pub fn lines(events: &[Event], zone: Tz, width: usize) -> String {
    let line = |event: &Event| {
        let detail = if event.detail.is_empty() { String::new() } else { format!(": {}", event.detail) };
        let first = format!("  {}  ", moment(&event.at, zone));
        let rest = " ".repeat(first.len());
        wrap(&format!("{}{detail}", words(event.kind)), &first, &rest, width)
    };
    events.iter().map(line).collect()
}

pub(crate) fn words(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Imported => "brought to the WMS",
        EventKind::Adopted => "found in the WMS, and taken over",
        EventKind::Changed => "changed in the ERP, transferred again",
        EventKind::Refused => "refused by the WMS",
        EventKind::Held => "held",
        EventKind::Released => "released",
        EventKind::Advanced => "went on in the ERP",
        EventKind::Withdrawn => "withdrawn in the ERP",
        EventKind::ImportReported => "the import was reported to the ERP",
        EventKind::CancelledInWms => "cancelled in the WMS",
        EventKind::Reported => "sent, and reported to the ERP",
        EventKind::Short => "sent short",
        EventKind::Edited => "edited in the ERP while it was reported",
        EventKind::RestOrder => "the ERP got an order for the rest",
        EventKind::Dismissed => "dismissed by a person",
        _ => "something else",
    }
}
