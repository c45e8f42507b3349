//! The only one that changes the status of orders in the ERP.
//!
//! No document says what a save that holds nothing but a status does to the rest of the order. So the first such write for
//! a tenant is a probe: the order is read before and after, and any other difference stops the process.

use std::collections::VecDeque;
use std::time::Duration;

use asmx_soap::Delivery;
use futures::future::BoxFuture;
use twentyfour_client::types::{CompanyId, InvoiceOrder, InvoiceRow, OrderId, OrderSlipStateType};
use wms_erp_mapping::{REST_ORDER_PROPERTIES, REST_ROW_PROPERTIES};

use super::collect_known;
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::permit::Permit;
use crate::context::run::Run;
use crate::document::{Asked, AskedFor, StatusProbe};
use crate::plan::{FieldChange, PlannedWrite};
use crate::port::{ErrorKind, PortError, order_named};
use crate::store::Batch;

/// Orders in one save.
const SAVE: usize = 100;
const LEASE: &str = "order_status_writes";
const LEASE_WAIT: Duration = Duration::from_secs(10);

/// Does `work` while holding the lease on the statuses of orders in the ERP. Two processes set them, each after a look:
/// what one has set the other must see. `None` when another one has it; the next run goes on.
pub(super) async fn in_turn<T>(
    run: &Run<'_>,
    work: BoxFuture<'_, Result<T, RunError>>,
) -> Result<Option<T>, RunError> {
    run.under(LEASE, LEASE_WAIT, work).await
}

/// To be waited for between one turn and the next.
pub(super) async fn let_others_ask(run: &Run<'_>) {
    run.let_others_ask(LEASE).await;
}

/// One change of a status.
#[derive(Debug, Clone)]
pub(super) struct StatusWrite {
    pub(super) order: OrderId,
    pub(super) customer: CompanyId,
    pub(super) from: OrderSlipStateType,
    pub(super) to: OrderSlipStateType,
    /// Rows that are changed in the same save.
    pub(super) rows: Vec<InvoiceRow>,
}

/// What became of one.
type Answer = (StatusWrite, Result<(), Unwritten>);

/// Why a status was not written, if known.
#[derive(Debug)]
pub(super) enum Unwritten {
    /// The ERP said so, or did not answer.
    Failed(PortError),
    /// It was not asked.
    Refused(HoldReason),
}

impl Unwritten {
    /// What holds the record; an error, if it ends the run rather than the record.
    pub(super) fn obstacle(self, run: &Run<'_>) -> Result<HoldReason, RunError> {
        match self {
            Self::Failed(error) => Ok(HoldReason::from(&run.record_failed(error)?)),
            Self::Refused(obstacle) => Ok(obstacle),
        }
    }
}

/// Changes of statuses, written save by save, so that what one save did can be remembered before the next.
pub(super) struct StatusWriter {
    writes: VecDeque<StatusWrite>,
    has_begun: bool,
    has_probed: bool,
}

impl StatusWriter {
    pub(super) fn new(writes: Vec<StatusWrite>) -> Self {
        Self { writes: writes.into(), has_begun: false, has_probed: false }
    }

    /// Whether the last save was the probe: then its order was compared behind it already.
    pub(super) fn has_probed(&self) -> bool {
        self.has_probed
    }

    /// Makes the next save, and tells what became of each of its orders; `None` when nothing is left, or when another
    /// process waits for its turn to write statuses: then the rest is to be read and decided again in a turn of its own.
    /// An error of the whole call leaves unknown what was done: the next run finds out by reading.
    pub(super) async fn next(&mut self, run: &Run<'_>) -> Result<Option<Vec<Answer>>, RunError> {
        if self.writes.is_empty() || (self.has_begun && run.gives_way(LEASE)) {
            return Ok(None);
        }
        self.has_begun = true;
        run.check_stop()?;
        let probing = needs_probe(run).await?;
        self.has_probed = probing && !run.is_plan();
        let most = if self.has_probed { 1 } else { SAVE };
        let mut answered = Vec::new();
        let mut chunk = Vec::new();
        while chunk.len() < most
            && let Some(write) = self.writes.pop_front()
        {
            match run.permit(|| planned(run, &write)) {
                Permit::Make => chunk.push(write),
                Permit::Noted => answered.push((write, Ok(()))),
                Permit::Refused(obstacle) => answered.push((write, Err(Unwritten::Refused(obstacle)))),
            }
        }
        if probing && let Some(write) = chunk.pop() {
            let (write, answer) = probe(run, write).await?;
            answered.push((write, answer.map_err(Unwritten::Failed)));
        } else if !chunk.is_empty() {
            let mut answers = run.erp.save_orders(chunk.iter().map(request).collect()).await?.into_iter();
            let answer = |write| (write, answer(answers.next()).map_err(Unwritten::Failed));
            answered.extend(chunk.into_iter().map(answer));
        }
        Ok(Some(answered))
    }
}

fn answer(answer: Option<Result<InvoiceOrder, PortError>>) -> Result<(), PortError> {
    match answer {
        Some(answer) => answer.map(drop),
        None => Err(unknown("the ERP did not say what became of the save")),
    }
}

fn unknown(what: &str) -> PortError {
    PortError::new(
        ErrorKind::Transient,
        Delivery::Answered,
        what,
        "nothing: the next run looks what was done",
    )
}

/// Whether this tenant's first write is still to come. Fails when it had side effects that no one has accepted.
async fn needs_probe(run: &Run<'_>) -> Result<bool, RunError> {
    let probe = run.read::<StatusProbe>(&()).await?;
    let is_stopped = probe.as_ref().is_some_and(|probe| !probe.side_effects.is_empty());
    if !run.asked(AskedFor::Release).await?.is_empty() {
        let mut batch = Batch::new();
        // One that was given when nothing was stopped lets no later side effect through.
        batch.remove_all(&Asked::of(AskedFor::Release, run.process));
        if let Some(probe) = probe.as_ref().filter(|_| is_stopped) {
            let accepted = StatusProbe { side_effects: Vec::new(), order: probe.order };
            batch.set(&(), &accepted);
        }
        run.commit(batch).await?;
        return Ok(probe.is_none());
    }
    match probe {
        Some(probe) if is_stopped => Err(stopped(run, &probe)),
        probe => Ok(probe.is_none()),
    }
}

async fn probe(run: &Run<'_>, write: StatusWrite) -> Result<(StatusWrite, Result<(), PortError>), RunError> {
    let Ok(Some(mut before)) = whole(run, &write).await? else {
        return Ok((write, Err(unknown("the order could not be read before its status was to be written"))));
    };
    if let Err(error) = answer(run.erp.save_orders(vec![request(&write)]).await?.into_iter().next()) {
        return Ok((write, Err(error)));
    }
    for edit in &write.rows {
        let row = before.invoice_rows.iter_mut().find(|row| row.row_id == edit.row_id);
        row.into_iter().for_each(|row| row.quantity = edit.quantity);
    }
    let side_effects = match whole(run, &write).await? {
        Ok(Some(after)) => wms_erp_mapping::diff(&before, &after).map_or_else(
            |_| vec!["a text".to_owned()],
            |found| found.into_iter().map(|found| found.field).collect(),
        ),
        // Not read is not "gone": what the write did is not known, and the next write is looked at instead.
        Err(unread) => return Ok((write, Err(unread))),
        Ok(None) => vec!["the order itself, which cannot be read any more".to_owned()],
    };
    let found = StatusProbe { order: write.order.0, side_effects };
    let mut batch = Batch::new();
    batch.set(&(), &found);
    run.commit(batch).await?;
    if found.side_effects.is_empty() { Ok((write, Ok(()))) } else { Err(stopped(run, &found)) }
}

/// The order without what the write is meant to change, if there is one; the inner error says that it cannot be read.
async fn whole(
    run: &Run<'_>,
    write: &StatusWrite,
) -> Result<Result<Option<InvoiceOrder>, PortError>, RunError> {
    let everything = order_named(REST_ORDER_PROPERTIES, REST_ROW_PROPERTIES);
    let (mut found, unread) = collect_known(run, run.erp.orders(&[write.order], &everything).await?).await?;
    if let Some(obstacle) = unread.may_be(write.order) {
        return Ok(Err(unknown(&obstacle.what)));
    }
    let mut order = found.pop();
    if let Some(order) = &mut order {
        order.order_status = None;
        order.date_changed = None;
        if !write.rows.is_empty() {
            // Other quantities make other totals.
            order.order_total_inc_vat = None;
            order.order_total_vat = None;
        }
    }
    Ok(Ok(order))
}

fn stopped(run: &Run<'_>, probe: &StatusProbe) -> RunError {
    RunError::Stopped {
        what: format!(
            "setting the status of order {} in the ERP changed more than the status: {}",
            probe.order,
            probe.side_effects.join(", ")
        ),
        remedy: format!(
            "look at the order in the ERP; if the change is harmless, release {} {}",
            run.tenant.name, run.process
        ),
    }
}

fn request(write: &StatusWrite) -> InvoiceOrder {
    let mut request = wms_erp_mapping::status_write(write.order, Some(write.customer), &write.to);
    request.invoice_rows.clone_from(&write.rows);
    request
}

fn planned(run: &Run<'_>, write: &StatusWrite) -> PlannedWrite {
    let status = FieldChange::new("OrderStatus", Some(write.from.to_string()), Some(write.to.to_string()));
    let rows = write.rows.iter().map(|row| {
        let field = format!("InvoiceRows/InvoiceRow[{}]/Quantity", row.row_id.unwrap_or_default());
        FieldChange::new(field, None, row.quantity.map(|quantity| quantity.normalize().to_string()))
    });
    PlannedWrite {
        process: run.process,
        record: write.order.to_string(),
        what: format!("status of order {} in the ERP", write.order),
        ordered: None,
        fields: [status].into_iter().chain(rows).collect(),
    }
}
