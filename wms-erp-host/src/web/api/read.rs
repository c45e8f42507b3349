//! What is asked.

use axum::http::StatusCode;
use wms_erp_sync::RecordId;

use super::document::{
    Act, ActivityList, FoundOrder, FoundOrders, HeldList, HeldRecord, Line, Order, Process, Tenant,
    TenantList, TimelineEvent,
};
use super::{json, limit};
use crate::web::call::{Answer, Call, Failure};
use crate::web::operations::Served;
use crate::web::page::order::found;
use crate::web::snapshot::{Snapshot, last_success};

pub(crate) async fn tenants(call: Call) -> Answer {
    let (after, limit) = (call.query("after"), limit(&call)?);
    let mut behind = call.tenants()?.into_iter().filter(|served| served.name() > after);
    let items: Vec<Tenant> = behind
        .by_ref()
        .take(limit)
        .map(|served| of(&call, served, call.app.snapshots.of(served.name()).as_deref()))
        .collect();
    let next = behind.next().and_then(|_| items.last().map(|last| last.name.clone()));
    json(StatusCode::OK, &TenantList { items, next })
}

pub(crate) async fn tenant(call: Call) -> Answer {
    let served = call.tenant()?;
    let known = call.app.look_at(served).await;
    json(StatusCode::OK, &of(&call, served, Some(&known)))
}

fn of(call: &Call, served: &Served, known: Option<&Snapshot>) -> Tenant {
    let status = known.map(|known| &known.status);
    let seen = |process| call.app.watch.last_success(served.name(), process);
    let processes = status.and_then(|status| status.as_ref().ok()).map(|status| &status.processes);
    Tenant {
        name: served.name().to_owned(),
        at: known.map(|known| known.at.to_rfc3339()),
        unknown: match status {
            None => Some("it has not been read yet".to_owned()),
            Some(Err((what, _))) => Some(what.clone()),
            Some(Ok(_)) => None,
        },
        processes: processes
            .into_iter()
            .flatten()
            .map(|process| {
                let stretch = call.app.operations.stretch_of(served.name(), process.process);
                Process::new(process, last_success(process, seen), stretch)
            })
            .collect(),
        polling: call.app.watch.polling().of(served.name()).map(Into::into),
    }
}

pub(crate) async fn held(call: Call) -> Answer {
    let served = call.tenant()?;
    let (after, limit) = (call.query("after"), limit(&call)?);
    let mut all = call.app.operations.held(served.name()).await?;
    let key = |process: &str, record: &str| format!("{process}/{record}");
    all.sort_by_cached_key(|held| key(held.process.as_str(), &held.record));
    let mut behind = all.iter().filter(|held| key(held.process.as_str(), &held.record).as_str() > after);
    let items: Vec<HeldRecord> = behind.by_ref().take(limit).map(HeldRecord::from).collect();
    let next = behind.next().and_then(|_| items.last().map(|last| key(&last.process, &last.record)));
    json(StatusCode::OK, &HeldList { items, next })
}

pub(crate) async fn order(call: Call) -> Answer {
    let served = call.tenant()?;
    let number = call.parameter("order").parse::<i32>();
    let number =
        number.map_err(|_| Failure::NotFound("an order's address has its number in the ERP".into()))?;
    let why = call.app.operations.why(served.name(), number).await?;
    if !why.known {
        let what = format!("neither side has order {number}, and nothing is recorded about it");
        return Err(Failure::NotFound(what.into()));
    }
    let (wms_status, wms_status_name) = why.wms_status.unzip();
    json(
        StatusCode::OK,
        &Order {
            order: number,
            erp_status: why.erp_status,
            wms_status,
            wms_status_name,
            waits_for: why.gates,
            held: why.held.iter().map(HeldRecord::from).collect(),
            timeline: why.timeline.iter().map(TimelineEvent::from).collect(),
            lines: why.lines.iter().map(Line::from).collect(),
            rows_unread: why.rows_unread,
        },
    )
}

pub(crate) async fn orders(call: Call) -> Answer {
    if call.query("q").is_empty() {
        return Err(Failure::Bad("give a search term as ?q=".into()));
    }
    let found = found(&call, call.query("q")).await?;
    let order = |(served, order): (&Served, RecordId)| FoundOrder { tenant: served.name().to_owned(), order };
    json(StatusCode::OK, &FoundOrders { orders: found.into_iter().map(order).collect() })
}

pub(crate) async fn activities(call: Call) -> Answer {
    let served = call.tenant()?;
    let (after, limit) = (call.query("after"), limit(&call)?);
    let after = Some(after).filter(|after| !after.is_empty());
    let mut found = call.app.operations.activities(served.name(), after, limit + 1).await?;
    let is_more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| is_more).map(|(key, _)| key.clone());
    let items = found.into_iter().map(|(_, activity)| Act::from(activity)).collect();
    json(StatusCode::OK, &ActivityList { items, next })
}
