//! The open orders of the ERP against the WMS's, and the WMS's open orders against the ERP.

use std::collections::{BTreeSet, HashMap, HashSet};

use ongoing_client::model::Order;
use twentyfour_client::types::{OrderId, OrderSlipStateType};
use wms_erp_mapping::erp_order;

use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::{BATCH, Run};
use crate::document::{
    Dismissal, Dismissed, Held, OrderRecord, Phase, Shipment, WITHOUT_STATUS, WITHOUT_STATUS_REMEDY,
    cancelled_in_wms,
};
use crate::plan::FieldChange;
use crate::port::OrderQuery;
use crate::process::inspect::{Comparison, DriftKind, dismissed, held, repair_of};
use crate::process::order_head::{is_before, watched};
use crate::process::orders::compare::{PAGE, Sides, has_advanced, has_begun, look};
use crate::process::orders::gone::gone;
use crate::process::{Reading, collect_whole};
use crate::process_id::Process;
use crate::tenant::Orders;

/// The warehouse has sent nothing that is below, unless its own list of statuses says otherwise.
const SENT: i32 = 450;

pub(in crate::process) async fn compare(
    run: &Run<'_>,
    settings: &Orders,
    found: &mut Comparison,
) -> Result<(), RunError> {
    let mut heads = Reading::of(run.erp.order_heads_in(&watched(settings)).await?);
    let mut open: BTreeSet<OrderId> = BTreeSet::new();
    let mut before: HashSet<OrderId> = HashSet::new();
    loop {
        let page = heads.next(run, BATCH).await?;
        if page.is_empty() {
            break;
        }
        for head in page {
            let Some(id) = head.order_id else { continue };
            open.insert(id);
            if is_before(run, settings.since, &head) {
                before.insert(id);
            }
        }
    }
    found.unreadable(Process::Orders, heads.unreadable());
    let ids: Vec<OrderId> = open.iter().copied().collect();
    for (number, chunk) in ids.chunks(PAGE).enumerate() {
        let done = (number * PAGE) as u64;
        run.progress(Phase::Comparing, done, Some(ids.len() as u64)).await;
        let (sides, unread) = look(run, settings, chunk).await?;
        found.unreadable(Process::Orders, unread);
        let orders = held(run, Process::Orders, sides.iter().map(|sides| sides.id.0)).await?;
        let statuses = held(run, Process::OrderStatus, sides.iter().map(|sides| sides.id.0)).await?;
        let of_status = dismissed(run, Process::OrderStatus, sides.iter().map(|sides| sides.id.0)).await?;
        let dismissed = dismissed(run, Process::Orders, sides.iter().map(|sides| sides.id.0)).await?;
        let ids: Vec<OrderId> = sides.iter().map(|sides| sides.id).collect();
        let shipments = run.read_all::<Shipment>(&ids).await?;
        let stored =
            orders.into_iter().zip(statuses).zip(shipments).zip(dismissed.into_iter().zip(of_status));
        for (sides, (((orders, statuses), shipment), (dismissed, of_status))) in sides.iter().zip(stored) {
            let known = Known {
                before: before.contains(&sides.id),
                imported: sides.record.as_ref().is_some_and(|record| record.imported.is_some()),
                shipment,
                // What is held now was not dismissed.
                dismissed: dismissed.filter(|_| orders.is_none()),
                of_status: of_status.filter(|_| statuses.is_none()),
                orders,
                statuses,
            };
            compare_one(run, sides, &known, found);
        }
    }
    if heads.is_whole() { over(run, settings, &open, found).await } else { Ok(()) }
}

/// What the store has of an order besides its record.
struct Known {
    /// From before the start.
    before: bool,
    imported: bool,
    shipment: Option<Shipment>,
    /// Held by the process orders.
    orders: Option<Held>,
    /// Dismissed of the process orders.
    dismissed: Option<Dismissed>,
    /// Held by the process order_status.
    statuses: Option<Held>,
    /// Dismissed of the process order_status.
    of_status: Option<Dismissed>,
}

fn compare_one(run: &Run<'_>, sides: &Sides, known: &Known, found: &mut Comparison) {
    let (id, held) = (sides.id, known.orders.as_ref());
    if sides.ignored {
        return found.skipped(Process::Orders);
    }
    let Some(order) = &sides.found else {
        match &sides.obstacle {
            // The WMS's answer could not be read.
            Some(_) => found.unreadable(Process::Orders, 1),
            None if known.before && sides.record.is_none() => found.skipped(Process::Orders),
            None => missing(sides, known, found),
        }
        return;
    };
    let Some((number, name)) = status(order) else { return unclear(run, id, known, found) };
    if number == Shipment::CANCELLED {
        found.compared(Process::Orders, false);
        let repair =
            "withdraw it in the ERP, or have it reopened in the WMS; it is not created again automatically";
        let what = "cancelled in the WMS, and open in the ERP";
        return found.add_dismissed(
            Process::Orders,
            id,
            DriftKind::Cancelled,
            what,
            repair_of(known.statuses.as_ref().or(held), repair),
            dismissed_as_cancelled(sides, known),
        );
    }
    if let Some(obstacle) = &sides.obstacle {
        found.compared(Process::Orders, false);
        return found.add_dismissed(
            Process::Orders,
            id,
            DriftKind::Ambiguous,
            obstacle.what.as_str(),
            obstacle.remedy.as_str(),
            dismissed_as(sides, known, obstacle),
        );
    }
    match &sides.differing {
        Ok(differing) if differing.is_empty() => found.compared(Process::Orders, true),
        Ok(differing) => {
            found.compared(Process::Orders, false);
            let repair = repair_of(held, different(sides, order));
            // The change that was dismissed is the one that the ERP has, and it did not go over.
            let dismissed = known.dismissed.clone().filter(|dismissed| {
                dismissed.source.as_ref() == Some(&sides.fingerprint.source) && !is_current(sides)
            });
            let dismissed = dismissed.map(|dismissed| of_order(id, dismissed));
            let (kind, what) = (DriftKind::Different, told(differing));
            found.add_dismissed(Process::Orders, id, kind, what, repair, dismissed);
        }
        Err(obstacle) => {
            found.compared(Process::Orders, false);
            let what = format!("it cannot be compared: {}", obstacle.what);
            let dismissed = dismissed_as(sides, known, obstacle);
            let remedy = obstacle.remedy.as_str();
            found.add_dismissed(Process::Orders, id, DriftKind::Different, what, remedy, dismissed);
        }
    }
    reported(run, sides, (number, &name), known, found);
}

/// An order whose answer does not say where it stands: whether it was sent or cancelled is not known.
fn unclear(run: &Run<'_>, id: OrderId, known: &Known, found: &mut Comparison) {
    let held = [(Process::Orders, &known.orders), (Process::OrderStatus, &known.statuses)];
    for (process, held) in held {
        if process == Process::OrderStatus && run.tenant.order_status.is_none() {
            continue;
        }
        found.compared(process, false);
        let repair = repair_of(held.as_ref(), WITHOUT_STATUS_REMEDY);
        found.add(process, id, DriftKind::Unclear, WITHOUT_STATUS, repair);
    }
}

fn missing(sides: &Sides, known: &Known, found: &mut Comparison) {
    found.compared(Process::Orders, false);
    let (kind, what, repair) = match known.imported {
        true => (
            DriftKind::Lost,
            format!("the order {}, which we transferred, is no longer in the WMS", sides.number),
            "find out who removed it in the WMS; the next daily run holds it, and a retry of it creates it there again",
        ),
        false => (
            DriftKind::Missing,
            format!("the WMS has no order {}", sides.number),
            "the next run of orders transfers it",
        ),
    };
    let seen = sides.record.as_ref().and_then(|record| record.seen.as_ref());
    let dismissed = known.dismissed.clone().filter(|dismissed| match known.imported {
        true => dismissed.what == gone(&sides.number).what,
        // It stayed as it was when it was held last.
        false => seen == Some(&sides.mark),
    });
    let repair = repair_of(known.orders.as_ref(), repair);
    let dismissed = dismissed.map(|dismissed| of_order(sides.id, dismissed));
    found.add_dismissed(Process::Orders, sides.id, kind, what, repair, dismissed);
}

fn of_order(id: OrderId, dismissed: Dismissed) -> Dismissal {
    Dismissal::new(Process::Orders, id.to_string(), dismissed)
}

/// What was dismissed of an order, if that is what keeps it back now.
fn dismissed_as(sides: &Sides, known: &Known, obstacle: &HoldReason) -> Option<Dismissal> {
    let dismissed = known.dismissed.clone().filter(|dismissed| dismissed.what == obstacle.what)?;
    Some(of_order(sides.id, dismissed))
}

/// What was dismissed of an order that the WMS has cancelled: that, with the process that has seen it, or what keeps it back
/// otherwise.
fn dismissed_as_cancelled(sides: &Sides, known: &Known) -> Option<Dismissal> {
    if known.statuses.is_some() {
        return None;
    }
    let seen = known.shipment.as_ref().is_some_and(Shipment::is_cancelled);
    let dismissed =
        known.of_status.clone().filter(|dismissed| seen && dismissed.what == cancelled_in_wms(sides.id));
    match dismissed {
        Some(dismissed) => Some(Dismissal::new(Process::OrderStatus, sides.id.to_string(), dismissed)),
        None => dismissed_as(sides, known, sides.obstacle.as_ref()?),
    }
}

/// Whether the WMS got the order as the ERP has it.
fn is_current(sides: &Sides) -> bool {
    let imported = sides.record.as_ref().and_then(|record| record.imported.as_ref());
    imported.is_some_and(|known| known.fingerprint.as_ref() == Some(&sides.fingerprint))
}

/// What brings a differing order into step.
fn different(sides: &Sides, order: &Order) -> &'static str {
    let imported = sides.record.as_ref().and_then(|record| record.imported.as_ref());
    match (has_begun(order), imported.is_some(), is_current(sides)) {
        (true, ..) => "the warehouse has started it: inform the warehouse, or change the order in the ERP",
        (_, false, _) => {
            "it is in the WMS, but this engine did not transfer it: the next run of orders adopts it"
        }
        (_, true, true) => {
            "it was changed in the WMS: change it back there, or change the order in the ERP, which writes \
             it in full"
        }
        (_, true, false) => "the next run of orders sends the change",
    }
}

fn told(differing: &[FieldChange]) -> String {
    let told = differing.iter().map(|FieldChange { field, old, new, .. }| match (old, new) {
        (None, None) => field.clone(),
        (Some(old), Some(new)) => format!("{field}: {old:?} in the WMS, {new:?} in the ERP"),
        (None, Some(new)) => format!("{field}: {new} in the ERP only"),
        (Some(old), None) => format!("{field}: {old} in the WMS only"),
    });
    told.collect::<Vec<_>>().join("; ")
}

/// An order that the WMS has sent, and that is still open in the ERP.
fn reported(
    run: &Run<'_>,
    sides: &Sides,
    (number, name): (i32, &str),
    known: &Known,
    found: &mut Comparison,
) {
    let Some(settings) = &run.tenant.order_status else { return };
    let sent = settings.sent_statuses.contains(&number);
    found.compared(Process::OrderStatus, !sent);
    if sent {
        let what = format!("the WMS has sent it ({number} {name}), and in the ERP it is open");
        let repair = match (&known.shipment, known.imported) {
            (Some(shipment), _) if !shipment.is_cancelled() => {
                "it was reported to the ERP, and the order was set back there by hand: set it to sent by hand, if it is"
            }
            (_, true) => "the next run of order_status reports it to the ERP",
            (_, false) => {
                "this engine did not transfer it: the next run of orders adopts it, and it is then reported"
            }
        };
        let repair = repair_of(known.statuses.as_ref(), repair);
        let (kind, dismissed) = (DriftKind::NotReported, dismissed_as_not_reported(sides, known));
        found.add_dismissed(Process::OrderStatus, sides.id, kind, what, repair, dismissed);
    }
}

/// What was dismissed of an order that keeps it from being reported, if it has not changed in the ERP since.
fn dismissed_as_not_reported(sides: &Sides, known: &Known) -> Option<Dismissal> {
    let looked_at = sides.record.as_ref().and_then(|record| record.seen.as_ref());
    let dismissed = known.of_status.clone().filter(|dismissed| {
        // An earlier version did not keep what it was dismissed of.
        let seen = dismissed.seen.as_ref().or(looked_at);
        known.shipment.is_none() && dismissed.what != cancelled_in_wms(sides.id) && seen == Some(&sides.mark)
    })?;
    Some(Dismissal::new(Process::OrderStatus, sides.id.to_string(), dismissed))
}

/// Orders that we imported, that the WMS still works on, and that are over in the ERP.
async fn over(
    run: &Run<'_>,
    settings: &Orders,
    open: &BTreeSet<OrderId>,
    found: &mut Comparison,
) -> Result<(), RunError> {
    let sent = run.tenant.order_status.as_ref().and_then(|status| status.sent_statuses.first().copied());
    let query = OrderQuery::status(0, sent.unwrap_or(SENT) - 1, None);
    let mut orders = Reading::of(run.wms.orders(query).await?);
    loop {
        let page = orders.next(run, PAGE).await?;
        if page.is_empty() {
            break;
        }
        let ours = page.iter().filter_map(|order| {
            let info = order.order_info.as_ref().filter(|info| info.back_order_for_order_id.is_none())?;
            let number = info.goods_owner_order_number.as_deref()?;
            let id = erp_order(number, &settings.mapping.order_number_prefix)?;
            (!open.contains(&id)).then(|| (id, status(order)))
        });
        ask(run, settings, ours.collect(), found).await?;
    }
    found.unreadable(Process::Orders, orders.unreadable());
    Ok(())
}

async fn ask(
    run: &Run<'_>,
    settings: &Orders,
    orders: HashMap<OrderId, Option<(i32, String)>>,
    found: &mut Comparison,
) -> Result<(), RunError> {
    let mut ids: Vec<OrderId> = orders.keys().copied().collect();
    ids.sort_unstable();
    let records = run.read_all::<OrderRecord>(&ids).await?;
    let imported = ids
        .into_iter()
        .zip(records)
        .filter(|(_, record)| record.as_ref().is_some_and(|record| record.imported.is_some()));
    // Those of other systems are none of our business, whatever their numbers look like.
    let ids: Vec<OrderId> = imported.map(|(id, _)| id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let (heads, whole) = collect_whole(run, run.erp.order_heads(&ids).await?).await?;
    let statuses: HashMap<OrderId, OrderSlipStateType> =
        heads.into_iter().filter_map(|head| Some((head.order_id?, head.order_status?))).collect();
    let held = held(run, Process::Orders, ids.iter().map(|id| id.0)).await?;
    for (id, held) in ids.into_iter().zip(held) {
        let now = statuses.get(&id);
        let is_over = match now {
            Some(OrderSlipStateType::OrderStateSent) => true,
            Some(status) => !has_advanced(status, settings) && !settings.pull_status.contains(status),
            None => whole,
        };
        let Some(in_wms) = orders.get(&id).filter(|_| is_over) else { continue };
        let in_wms = match in_wms {
            Some((number, name)) => format!("it has the status {number} {name}"),
            None => "it is open, and it was returned without its status".to_owned(),
        };
        let now = now.map_or_else(|| "gone".to_owned(), ToString::to_string);
        let what = format!("in the WMS {in_wms}, and in the ERP it is {now}");
        let repair = "cancel it in the WMS if it is not to be sent, or set it back in the ERP";
        found.compared(Process::Orders, false);
        found.add(Process::Orders, id, DriftKind::OverInErp, what, repair_of(held.as_ref(), repair));
    }
    Ok(())
}

/// Its status number and name, if the WMS answered it with one.
fn status(order: &Order) -> Option<(i32, String)> {
    let info = order.order_info.as_ref()?;
    Some((info.order_status_number?, info.order_status_text.clone().unwrap_or_default()))
}
