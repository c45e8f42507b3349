//! Why an order is where it is: both sides read now, and the gate that it stands before.

use std::collections::BTreeMap;

use futures::StreamExt;
use ongoing_client::model::Order;
use serde::{Deserialize, Serialize};
use twentyfour_client::types::{InvoiceOrder, OrderId, OrderSlipStateType};
use wms_erp_mapping::{TimeZone, order_number};

use super::quantities::{self, LineQuantities, quantities};
use super::vendor_wait;
use crate::context::RunError;
use crate::document::{
    Class, Dismissal, Held, OrderEvent, OrderRecord, Shipment, TakenOrder, WITHOUT_STATUS, WantedOrder,
};
use crate::engine::Inspector;
use crate::port::{OrderQuery, Records, order_named};
use crate::process::order_head::{change_mark, is_older};
use crate::process_id::Process;
use crate::record_id::RecordId;
use crate::tenant::Tenant;
use crate::zone::moment;

/// Where an order is, and what it waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Why {
    /// The order's id in the ERP.
    pub order: RecordId,
    /// Its status in the ERP now; none if the ERP does not have it.
    pub erp_status: Option<String>,
    /// Its status number and name in the WMS now; none if the WMS does not have it, or answers it without one.
    pub wms_status: Option<(i32, String)>,
    /// What keeps it where it is, most important first, in plain words.
    pub gates: Vec<String>,
    /// What holds it, if something does.
    pub held: Vec<Held>,
    /// What held it, or was noted of it, and was dismissed by a person.
    #[serde(default)]
    pub dismissed: Vec<Dismissal>,
    /// Whether one of the sides, or this engine, knows such an order.
    #[serde(default)]
    pub known: bool,
    /// What happened to it so far, oldest first.
    pub timeline: Vec<OrderEvent>,
    /// The quantities of its lines, in the order of the ERP's rows.
    #[serde(default)]
    pub lines: Vec<LineQuantities>,
    /// Why the rows of the order in the ERP are missing among the lines, where they could not be read.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rows_unread: Option<String>,
}

impl Inspector<'_> {
    /// Reads one order on both sides, and says what it waits for. Nothing is written.
    ///
    /// # Errors
    /// [`RunError::UnknownRecord`], if the ERP cannot have an order of that name; if the tenant is unknown, or one of the sides or the
    /// store fails. A name that it could have, and has not, is no error: then [`Why::known`] is false.
    pub async fn why(self, order: impl Into<RecordId>) -> Result<Why, RunError> {
        let known = self.engine.tenant(self.tenant)?;
        vendor_wait::remembering(self.engine, &known, self.look(&known, order.into())).await
    }

    async fn look(self, known: &Tenant, name: RecordId) -> Result<Why, RunError> {
        let documents = self.engine.documents(self.tenant);
        let id = self.order(&name)?;
        let order = id.0;
        let head = first(known.erp.order_heads(&[id]).await?).await?;
        let prefix = known
            .orders
            .as_ref()
            .map(|orders| orders.mapping.order_number_prefix.as_str())
            .unwrap_or_default();
        let found = known.wms.orders(OrderQuery::numbers(vec![order_number(id, prefix)])).await?;
        let found = first(found).await?;
        let (rows, rows_unread) = match &head {
            Some(_) => rows(known, id).await,
            None => (None, None),
        };
        let record = documents.one::<OrderRecord>(&id).await?;
        let shipment = documents.one::<Shipment>(&id).await?;
        let of_order = |held: &Held| held.about() == Some(id);
        let held: Vec<Held> = self.held().await?.into_iter().filter(of_order).collect();
        let dismissed = self.dismissed_of(order).await?;
        let timeline = self.timeline(id).await?;
        let is_known = head.is_some()
            || found.is_some()
            || record.is_some()
            || shipment.is_some()
            || !(held.is_empty() && dismissed.is_empty() && timeline.is_empty());
        let mut gates = Vec::new();
        for pause in self.pauses().await? {
            // Articles go with their orders, whichever is paused; stock and suppliers have nothing to do with them.
            if !matches!(
                pause.process,
                Some(
                    Process::Articles
                        | Process::Suppliers
                        | Process::Returns
                        | Process::ExpectedReceipts
                        | Process::Stock
                )
            ) {
                let what = pause.process.as_ref().map_or("all processes", Process::as_str);
                let until = moment(&pause.until, known.erp_zone);
                gates.push(format!("paused: {what} until {until}, {}", pause.reason));
            }
        }
        gates.extend(held.iter().map(|held| held_gate(held, known.erp_zone)));
        gates.extend(dismissed.iter().map(|dismissed| dismissed.text(known.erp_zone)));
        let marked = documents.has::<WantedOrder>(&id).await? || documents.has::<TakenOrder>(&id).await?;
        let mut runs = BTreeMap::new();
        for &process in Process::ALL {
            runs.insert(process, self.next(process, known.erp_zone).await);
        }
        let next = |process| runs.get(&process).cloned().unwrap_or_default();
        let waits = dismissed.iter().any(|dismissed| dismissed.holds_back(order))
            && head.as_ref().is_some_and(|head| is_as_last_seen(record.as_ref(), head));
        if !waits {
            let holds = |held: &&Held| held.process == Process::Orders && held.class != Class::Notice;
            let holding = held.iter().find(holds);
            gates.extend(erp_gate(known, head.as_ref(), record.as_ref(), marked, holding, next));
        }
        let of_status =
            |process: &Process, record: &str| *process == Process::OrderStatus && record == order.to_string();
        let is_kept = held.iter().any(|held| of_status(&held.process, &held.record) && held.due.is_none())
            || dismissed.iter().any(|dismissed| of_status(&dismissed.process, &dismissed.record));
        let reported = if is_kept { None } else { Some(next(Process::OrderStatus)) };
        gates.extend(wms_gate(known, found.as_ref(), record.as_ref(), shipment.as_ref(), reported));
        let is_sent = found
            .as_ref()
            .and_then(|found| found.order_info.as_ref()?.order_status_number)
            .is_some_and(|number| {
                known.order_status.as_ref().is_some_and(|settings| settings.sent_statuses.contains(&number))
            });
        let lines = quantities(rows.as_ref(), found.as_ref(), is_sent, shipment.as_ref());
        Ok(Why {
            order: name,
            erp_status: head.and_then(|head| head.order_status).map(|status| status.to_string()),
            wms_status: found.and_then(status),
            gates,
            held,
            dismissed,
            known: is_known,
            timeline,
            lines,
            rows_unread,
        })
    }

    /// The next run of a process, in words, with its time where it is known.
    pub(super) async fn next(self, process: Process, zone: TimeZone) -> String {
        match self.next_run(process).await {
            Some(due) => format!("at the next run of {process}, {}", moment(&due, zone)),
            None => format!("at the next run of {process}"),
        }
    }
}

/// The order with its rows. They are asked for apart from its head: one that cannot be read is asked about, too.
async fn rows(tenant: &Tenant, id: OrderId) -> (Option<InvoiceOrder>, Option<String>) {
    let properties = order_named(quantities::ORDER_PROPERTIES, quantities::ROW_PROPERTIES);
    let read = async { first(tenant.erp.orders(&[id], &properties).await?).await };
    match read.await {
        Ok(order) => (order, None),
        Err(error) => (None, Some(error.full_message())),
    }
}

/// Whether the ERP has the order as it was at the last look.
fn is_as_last_seen(record: Option<&OrderRecord>, head: &InvoiceOrder) -> bool {
    record.and_then(|record| record.seen.as_ref()).is_some_and(|seen| *seen == change_mark(head))
}

pub(super) fn held_gate(held: &Held, zone: TimeZone) -> String {
    let verb = if held.class == Class::Notice { "reported by" } else { "held by" };
    let due = held.due.map(|due| format!("; retried after {}", moment(&due, zone))).unwrap_or_default();
    format!("{verb} {}: {}{due}", held.process, held.what)
}

fn erp_gate(
    tenant: &Tenant,
    head: Option<&InvoiceOrder>,
    record: Option<&OrderRecord>,
    marked: bool,
    holding: Option<&Held>,
    next: impl Fn(Process) -> String,
) -> Option<String> {
    let Some(head) = head else { return Some("the ERP has no such order".to_owned()) };
    let imported = record.is_some_and(|record| record.imported.is_some());
    let Some(orders) = &tenant.orders else {
        return (!imported).then(|| "the process orders is off".to_owned());
    };
    let pulled = head.order_status.as_ref().is_some_and(|status| orders.pull_status.contains(status));
    if imported {
        return (pulled && !is_as_last_seen(record, head))
            .then(|| format!("it may have changed in the ERP: it is checked {}", next(Process::Orders)));
    }
    let status = head.order_status.as_ref().map_or("without a status", |status| status.as_str());
    if !pulled {
        let wanted: Vec<&str> = orders.pull_status.iter().map(OrderSlipStateType::as_str).collect();
        return Some(format!("in the ERP it is {status}, not {}", wanted.join(" or ")));
    }
    let before = record.is_none() && !marked && is_older(orders.since, head, tenant.erp_zone);
    let is_ignored = record.is_some_and(|record| record.ignored.is_some());
    if is_ignored && !before && is_as_last_seen(record, head) {
        let what = "the hooks ignore it: it is neither sent nor held, until it or their version changes";
        return Some(what.to_owned());
    }
    Some(match holding {
        _ if before => "it was ordered before the start (since); a backfill would import it".to_owned(),
        None => format!("it is imported {}", next(Process::Orders)),
        Some(held) if is_as_last_seen(record, head) => held.remedy.clone(),
        Some(_) => format!("it has changed since it was held: it is retried {}", next(Process::Orders)),
    })
}

fn wms_gate(
    tenant: &Tenant,
    found: Option<&Order>,
    record: Option<&OrderRecord>,
    shipment: Option<&Shipment>,
    reported: Option<String>,
) -> Option<String> {
    if let Some(shipment) = shipment {
        let day = shipment.reported_at.with_timezone(&tenant.erp_zone).date_naive();
        return Some(match shipment.is_cancelled() {
            true => format!("cancelled in the WMS, detected on {day}"),
            false => format!("reported on {day}: in the ERP {}", shipment.erp_status),
        });
    }
    let imported = record.is_some_and(|record| record.imported.is_some());
    let (Some(found), true) = (found, imported) else {
        return imported.then(|| "it was imported, but is no longer in the WMS".to_owned());
    };
    let Some((number, name)) = status(found.clone()) else { return Some(WITHOUT_STATUS.to_owned()) };
    let Some(settings) = &tenant.order_status else {
        return Some("the process order_status is off".to_owned());
    };
    Some(match (settings.sent_statuses.contains(&number), reported) {
        (true, Some(next)) => format!("sent; it is reported to the ERP {next}"),
        (true, None) => "sent, and not reported to the ERP".to_owned(),
        (false, _) => format!("in the WMS it has the status {number} {name}, which does not mean sent"),
    })
}

fn status(order: Order) -> Option<(i32, String)> {
    let info = order.order_info?;
    Some((info.order_status_number?, info.order_status_text.unwrap_or_default()))
}

pub(super) async fn first<T>(mut records: Records<T>) -> Result<Option<T>, RunError> {
    Ok(records.next().await.transpose()?)
}
