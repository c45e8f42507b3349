//! What happened to an order, in words.

use std::borrow::Cow;

use wms_erp_sync::{OrderEvent, OrderEventKind, TimeZone, moment, visible};

use crate::language::{ENGLISH, Texts};
use crate::table::wrap;

/// One line for each event, oldest first, with times in the given zone, wrapped at `width` characters; below it, a line for each detail if
/// there are several. Where a request to the page or a webhook is known to have asked for the run, its id is at the end of the line.
pub fn lines(events: &[OrderEvent], zone: TimeZone, width: usize) -> String {
    let line = |event: &OrderEvent| {
        let details = event.details();
        let (detail, below): (String, &[&str]) = match details.as_slice() {
            [] => (String::new(), &[]),
            [one] => (format!(": {one}"), &[]),
            several => (String::new(), several),
        };
        let request = event.request_id.as_ref().map(|id| format!(" (request {id})")).unwrap_or_default();
        let first = format!("  {}  ", moment(&event.at, zone));
        let rest = " ".repeat(first.len());
        let mut lines =
            wrap(&format!("{}{detail}{request}", words(&ENGLISH, event.kind)), &first, &rest, width);
        for detail in below {
            lines += &wrap(detail, &format!("{rest}- "), &format!("{rest}  "), width);
        }
        lines
    };
    events.iter().map(line).collect()
}

/// What more there is to an event, each part in the reader's language where it is the engine that says so.
pub(crate) fn details(texts: &Texts, event: &OrderEvent) -> Vec<String> {
    let translated = |detail| match event.kind {
        // A person's reason.
        OrderEventKind::Dismissed => Cow::Borrowed(detail),
        _ => texts.language.reason(detail),
    };
    event.details().into_iter().map(|detail| visible(&translated(detail)).into_owned()).collect()
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

#[cfg(test)]
mod tests {
    use wms_erp_sync::Language;

    use super::*;

    fn event(kind: &str, detail: &str) -> OrderEvent {
        let event = serde_json::json!({
            "at": "2026-03-02T07:00:00Z", "process": "orders", "kind": kind, "detail": detail, "request_id": "support-4711",
        });
        serde_json::from_value(event).expect("an event as it is stored")
    }

    #[test]
    fn several_notes_stand_below_their_event_each_on_its_own_line() {
        let notes =
            "Customer.TelePhone: the order has none; Fax is not used; CustomerOrderLines: row 7 is text";
        let lines = lines(
            &[event("imported", notes), event("dismissed", "sent by hand; see K-7")],
            TimeZone::UTC,
            200,
        );
        let lines: Vec<&str> = lines.lines().collect();
        assert!(lines[0].ends_with("imported into the WMS (request support-4711)"), "{lines:#?}");
        assert_eq!(
            lines[1..3].iter().map(|line| line.trim_start()).collect::<Vec<_>>(),
            [
                "- Customer.TelePhone: the order has none; Fax is not used",
                "- CustomerOrderLines: row 7 is text"
            ]
        );
        assert!(lines[3].contains("dismissed by a person: sent by hand; see K-7"), "{lines:#?}");
    }

    #[test]
    fn each_note_is_shown_as_text() {
        let texts = crate::language::texts(Language::Norwegian);
        let shown = details(texts, &event("changed", "\u{202e}one; City: <b>two</b>"));
        assert_eq!(shown.len(), 2);
        assert!(!shown[0].contains('\u{202e}'), "{shown:?}");
    }
}
