//! Orders that the WMS has sent become sent in the ERP.

mod acknowledge;
mod partial;
mod read;

use std::collections::{BTreeSet, HashMap};

use futures::FutureExt;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use twentyfour_client::types::{InvoiceOrder, OrderId, OrderSlipStateType, ProductId};

use self::partial::Partial;
use super::status_writer::{StatusWrite, StatusWriter, in_turn};
use super::{BATCH, collect_whole, stock};
use crate::engine::RunError;
use crate::engine::hold::Obstacle;
use crate::engine::run::{Run, parse, put};
use crate::record::{Class, EventKind, Held, Shipment, ShippedLine, id_key};
use crate::store::{Batch, Table};
use crate::tenant::{OrderStatus, ShortShipment};

const SPOOL: &str = "order_status/";

pub(super) async fn run(run: &Run<'_>) -> Result<(), RunError> {
    let Some(settings) = run.tenant.order_status.clone() else { return Ok(()) };
    let wished = read::read(run, &settings).await?;
    let mut after: Option<String> = None;
    loop {
        let page = run.scan(Table::Spool, SPOOL, after.as_deref(), BATCH).await?;
        let Some((last, _)) = page.last() else { break };
        after = Some(last.clone());
        let mut sent = Vec::new();
        for (key, value) in &page {
            sent.push(parse::<Sent>(Table::Spool, key, value)?);
        }
        if in_turn(run, report(run, &settings, sent, &wished).boxed()).await?.is_none() {
            return Ok(());
        }
    }
    if settings.acknowledge {
        acknowledge::work(run).await?;
    }
    Ok(())
}

/// An order that was sent, and of which the ERP has not been told.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Sent {
    order: i32,
    /// Its id in the WMS.
    #[serde(default)]
    wms_order: Option<i32>,
    wms_status: i32,
    lines: Vec<ShippedLine>,
    /// Lines that were to be picked, and of which less was picked than ordered.
    short: Vec<ShippedLine>,
    products: Vec<i32>,
}

impl Sent {
    fn id(&self) -> OrderId {
        OrderId(self.order)
    }
}

/// Tells the ERP. `wished` are the held ones that are to be tried now. What stays held stays in the spool: the next run
/// looks whether somebody has put it right.
async fn report(
    run: &Run<'_>,
    settings: &OrderStatus,
    sent: Vec<Sent>,
    wished: &BTreeSet<OrderId>,
) -> Result<(), RunError> {
    let ids: Vec<OrderId> = sent.iter().map(Sent::id).collect();
    let (heads, whole) = collect_whole(run, run.erp.order_heads(&ids).await?).await?;
    let heads: HashMap<OrderId, InvoiceOrder> =
        heads.into_iter().filter_map(|head| Some((head.order_id?, head))).collect();
    let keys: Vec<String> = ids.iter().map(|id| format!("{}/{id}", run.process)).collect();
    let held = run.get_all::<Held>(Table::Held, &keys).await?;
    let partial = Partial::load(run, settings, &sent).await?;
    let mut writes = Vec::new();
    let mut by_id = HashMap::new();
    for (sent, held) in sent.into_iter().zip(held) {
        run.check_stop()?;
        let id = sent.id();
        let head = heads.get(&id);
        if head.is_none() && !whole {
            // It may be the one that cannot be read.
            continue;
        }
        match decide(run, settings, id, head) {
            Decision::Write(write) => {
                if held.as_ref().is_some_and(|held| held.class.is_retried()) && !wished.contains(&id) {
                    continue;
                }
                if settings.short_shipment == ShortShipment::Hold
                    && !wished.contains(&id)
                    && let Some(obstacle) = waits_for_word(&sent)
                {
                    hold(run, id, obstacle, held).await?;
                    continue;
                }
                match partial.rows(run, settings, &sent).await? {
                    Ok(rows) => {
                        writes.push(StatusWrite { rows, ..write });
                        by_id.insert(id, sent);
                    }
                    Err(obstacle) => hold(run, id, obstacle, held).await?,
                }
            }
            Decision::Already(status) => {
                run.tally().unchanged += 1;
                if status != settings.sent_status {
                    run.reason(id.to_string(), None, format!("sent, and {status} in the ERP already"), "");
                }
                done(run, settings, &sent, &status, "it was so already").await?;
            }
            Decision::Hold(obstacle) => hold(run, id, obstacle, held).await?,
        }
    }
    let mut writer = StatusWriter::new(writes);
    while let Some(answers) = writer.next(run).await? {
        for (write, answer) in answers {
            let Some(sent) = by_id.remove(&write.order) else { continue };
            match answer {
                Ok(()) => {
                    run.side_is_well();
                    run.tally().written += 1;
                    done(run, settings, &sent, &write.to, "").await?;
                }
                Err(error) => {
                    let obstacle = error.obstacle(run)?;
                    let key = format!("{}/{}", run.process, write.order);
                    let held = run.get(Table::Held, &key).await?;
                    hold(run, write.order, obstacle, held).await?;
                }
            }
        }
    }
    Ok(())
}

enum Decision {
    Write(StatusWrite),
    Already(OrderSlipStateType),
    Hold(Obstacle),
}

/// Sent is written only over the status in which we pulled the order, or the one that we gave it on import.
fn decide(run: &Run<'_>, settings: &OrderStatus, id: OrderId, head: Option<&InvoiceOrder>) -> Decision {
    use OrderSlipStateType as State;
    let Some(head) = head else {
        let what = "the WMS has sent the order, but the ERP does not have it any more";
        return Decision::Hold(Obstacle::new(
            Class::NeedsPerson,
            what,
            "find out who deleted it, then dismiss this",
        ));
    };
    let status = head.order_status.clone().unwrap_or(State::None);
    let pulled: &[State] =
        run.tenant.orders.as_ref().map_or(&[State::Confirmed], |orders| &orders.pull_status);
    let imported = run.tenant.orders.as_ref().and_then(|orders| orders.import_status.as_ref());
    match (&status, head.customer_id) {
        (status, _) if *status == settings.sent_status => Decision::Already(status.clone()),
        (State::Invoiced | State::InvoicedCashAccount | State::InvoicedPack, _) => Decision::Already(status),
        (status, Some(customer)) if pulled.contains(status) || imported == Some(status) => {
            Decision::Write(StatusWrite {
                order: id,
                customer,
                from: status.clone(),
                to: settings.sent_status.clone(),
                rows: Vec::new(),
            })
        }
        (status, customer) => {
            let without = if customer.is_none() { " and has no customer" } else { "" };
            let what = format!("the WMS has sent the order, but in the ERP it is {status}{without}");
            let remedy = format!(
                "set it to {} by hand, or back to the status in which it was pulled",
                settings.sent_status
            );
            Decision::Hold(Obstacle::new(Class::NeedsPerson, what, remedy))
        }
    }
}

/// Remembers that the ERP knows, and what follows from it.
async fn done(
    run: &Run<'_>,
    settings: &OrderStatus,
    sent: &Sent,
    status: &OrderSlipStateType,
    remark: &str,
) -> Result<(), RunError> {
    let mut batch = Batch::new();
    let id = sent.id();
    let shipment = Shipment {
        wms_status: sent.wms_status,
        reported_at: run.now(),
        erp_status: status.to_string(),
        lines: sent.lines.clone(),
    };
    put(&mut batch, Table::Shipment, id_key(id.0), &shipment);
    // What left the warehouse left the ERP's stock too, one way or another: compare it next.
    for product in &sent.products {
        put(&mut batch, Table::Due, stock::due_key(ProductId(*product)), &());
    }
    let remark = if remark.is_empty() { String::new() } else { format!(" ({remark})") };
    run.event(&mut batch, id.0, EventKind::Reported, format!("{status}{remark}"));
    notice_short(run, &mut batch, sent).await?;
    if settings.acknowledge {
        acknowledge::mark(&mut batch, sent);
    }
    run.release(&mut batch, &id.to_string());
    batch.delete(Table::Spool, format!("{SPOOL}{}", id_key(id.0)));
    run.commit(batch).await
}

/// Less was sent than ordered: that stays on the list until somebody has acknowledged it.
async fn notice_short(run: &Run<'_>, batch: &mut Batch, sent: &Sent) -> Result<(), RunError> {
    let record = format!("{}/short", sent.order);
    if sent.short.is_empty() {
        run.release(batch, &record);
        return Ok(());
    }
    let what = short_lines(sent);
    let remedy = "check the invoice, and send or credit the rest; dismiss this when it is done";
    run.event(batch, sent.order, EventKind::Short, what.as_str());
    run.reason(sent.order.to_string(), Some(Class::Notice), what.as_str(), remedy);
    run.hold(batch, &record, Obstacle::new(Class::Notice, what, remedy)).await
}

/// A short order that a person has to let go first.
fn waits_for_word(sent: &Sent) -> Option<Obstacle> {
    let what = format!("{}; the ERP has not been told", short_lines(sent));
    let remedy = "retry it to have it reported as it is, or have the rest picked";
    (!sent.short.is_empty()).then(|| Obstacle::new(Class::NeedsPerson, what, remedy))
}

fn short_lines(sent: &Sent) -> String {
    let lines = sent.short.iter().map(|line| {
        let missing = (line.ordered - line.picked).normalize();
        let missing = missing.max(Decimal::ZERO);
        format!(
            "row {}: {} of {} sent, {missing} missing",
            line.code,
            line.picked.normalize(),
            line.ordered.normalize()
        )
    });
    format!("order {} was sent short: {}", sent.order, lines.collect::<Vec<_>>().join("; "))
}

/// Holds the order, and says so when that is new.
async fn hold(run: &Run<'_>, id: OrderId, obstacle: Obstacle, before: Option<Held>) -> Result<(), RunError> {
    let mut batch = Batch::new();
    let record = id.to_string();
    if run.is_dismissed(&record, &obstacle.what).await? {
        run.release(&mut batch, &record);
        batch.delete(Table::Spool, format!("{SPOOL}{}", id_key(id.0)));
        return run.commit(batch).await;
    }
    run.reason(record.as_str(), Some(obstacle.class), obstacle.what.as_str(), obstacle.remedy.as_str());
    let told = before.is_some_and(|held| held.class == obstacle.class && held.what == obstacle.what);
    if !told {
        run.event(&mut batch, id.0, EventKind::Held, obstacle.what.as_str());
    }
    if !told || obstacle.class.is_retried() {
        run.hold(&mut batch, &record, obstacle).await?;
    }
    run.commit(batch).await
}
