//! `show`: what happened to an order.

use wms_erp_sync::EventKind;

use super::held::moment;
use super::{Exit, Host, HostError, Surroundings};
use crate::results::Why;
use crate::table::wrap;

const WIDTH: usize = 100;

pub(super) async fn show(host: &Host, order: i32, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    let mut known = false;
    for tenant in &host.tenants {
        let events = host.engine.timeline(&tenant.name, order).await?;
        let record = order.to_string();
        let held = host.engine.held(&tenant.name).await?;
        let held: Vec<_> =
            held.into_iter().filter(|held| held.record.split('/').next() == Some(record.as_str())).collect();
        if events.is_empty() && held.is_empty() {
            continue;
        }
        known = true;
        writeln!(around.out, "{}: order {order}", tenant.name)?;
        for event in events {
            let detail = if event.detail.is_empty() { String::new() } else { format!(": {}", event.detail) };
            let first = format!("  {}  ", moment(&event.at));
            let rest = " ".repeat(first.len());
            write!(around.out, "{}", wrap(&format!("{}{detail}", words(event.kind)), &first, &rest, WIDTH))?;
        }
        for held in held {
            let why = Why {
                record: held.record,
                class: Some(held.class.as_str()),
                what: held.what,
                remedy: held.remedy,
            };
            write!(around.out, "  now held:\n{}", why.lines(held.process, WIDTH))?;
        }
    }
    if !known {
        writeln!(around.out, "order {order}: nothing has happened to it")?;
    }
    Ok(Exit::Done)
}

fn words(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Imported => "brought to the WMS",
        EventKind::Adopted => "found in the WMS, and taken over",
        EventKind::Changed => "changed in the ERP, brought over again",
        EventKind::Refused => "refused by the WMS",
        EventKind::Held => "held",
        EventKind::Released => "released",
        EventKind::Advanced => "went on in the ERP",
        EventKind::Withdrawn => "withdrawn in the ERP",
        EventKind::ImportReported => "the ERP was told of the import",
        EventKind::CancelledInWms => "cancelled in the WMS",
        EventKind::Reported => "sent; the ERP was told",
        EventKind::Short => "sent short",
        _ => "something else",
    }
}
