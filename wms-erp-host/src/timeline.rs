//! What happened to an order, in words.

use std::borrow::Cow;

use wms_erp_sync::{OrderEvent, OrderEventKind, TimeZone, moment, visible};

use crate::language::{ENGLISH, Texts};
use crate::table::wrap;

/// One line for each event, oldest first, with times in the given zone, wrapped at `width` characters. Where a request to the page or a
/// webhook is known to have asked for the run, its id is at the end.
pub fn lines(events: &[OrderEvent], zone: TimeZone, width: usize) -> String {
    let line = |event: &OrderEvent| {
        let detail = if event.detail.is_empty() { String::new() } else { format!(": {}", event.detail) };
        let request = event.request_id.as_ref().map(|id| format!(" (request {id})")).unwrap_or_default();
        let first = format!("  {}  ", moment(&event.at, zone));
        let rest = " ".repeat(first.len());
        wrap(&format!("{}{detail}{request}", words(&ENGLISH, event.kind)), &first, &rest, width)
    };
    events.iter().map(line).collect()
}

/// What more there is to an event, in the reader's language where it is the engine that says so.
pub(crate) fn detail(texts: &Texts, event: &OrderEvent) -> String {
    let detail = match event.kind {
        // A person's reason.
        OrderEventKind::Dismissed => Cow::Borrowed(event.detail.as_str()),
        _ => texts.language.reason(&event.detail),
    };
    visible(&detail).into_owned()
}

pub(crate) fn words(texts: &Texts, kind: OrderEventKind) -> &'static str {
    match kind {
        OrderEventKind::Imported => texts.event_imported(),
        OrderEventKind::Adopted => texts.event_adopted(),
        OrderEventKind::Changed => texts.event_changed(),
        OrderEventKind::Refused => texts.event_refused(),
        OrderEventKind::Held => texts.event_held(),
        OrderEventKind::Released => texts.event_released(),
        OrderEventKind::Advanced => texts.event_advanced(),
        OrderEventKind::Withdrawn => texts.event_withdrawn(),
        OrderEventKind::ImportReported => texts.event_import_reported(),
        OrderEventKind::CancelledInWms => texts.event_cancelled(),
        OrderEventKind::Reported => texts.event_reported(),
        OrderEventKind::Short => texts.event_short(),
        OrderEventKind::Tracking => texts.event_tracking(),
        OrderEventKind::Edited => texts.event_edited(),
        OrderEventKind::Delivered => texts.event_delivered(),
        OrderEventKind::RestOrder => texts.event_rest_order(),
        OrderEventKind::Returned => texts.event_returned(),
        OrderEventKind::Credited => texts.event_credited(),
        OrderEventKind::Dismissed => texts.event_dismissed(),
        _ => texts.something_else(),
    }
}
