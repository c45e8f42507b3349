//! The only one that changes the status of orders in the ERP, and the text that holds their tracking.
//!
//! No document says what a save that holds nothing but a status does to the rest of the order. So the first such write for
//! a tenant is a probe: the order is read before and after, and any other difference stops the process. So is the first that
//! holds tracking.
//!
//! A save without a status is not made: `Web` is what the vendor's reference gives as its default. A process that changes the tracking
//! alone saves the status that the order has.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use asmx_soap::Delivery;
use futures::future::BoxFuture;
use twentyfour_client::types::{InvoiceOrder, OrderId};
use wms_erp_mapping::{REST_ORDER_PROPERTIES, REST_ROW_PROPERTIES};

use super::collect_known;
use super::status_write::{StatusWrite, planned, request};
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::permit::Permit;
use crate::context::run::Run;
use crate::document::{Asked, AskedFor, Class, StatusProbe};
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
    /// Whether the ERP took offence at the record itself.
    pub(super) fn is_refusal(&self) -> bool {
        matches!(self, Self::Failed(error) if error.kind == ErrorKind::Refused)
    }
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
        let open = OpenProbes::read(run).await?;
        let probing = self.writes.front().is_some_and(|write| open.concern(write));
        self.has_probed = probing && !run.is_plan();
        let mut answered = Vec::new();
        let mut chunk = Vec::new();
        for write in unedited(run, self.take(run, open), &mut answered).await? {
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

    /// Puts a write behind those that are left.
    pub(super) fn add(&mut self, write: StatusWrite) {
        self.writes.push_back(write);
    }

    /// What goes into the next save: as many as one takes, or the one that is to be looked at by itself.
    fn take(&mut self, run: &Run<'_>, open: OpenProbes) -> Vec<StatusWrite> {
        let mut taken = Vec::new();
        let is_looked_at = |write: &StatusWrite| !run.is_plan() && open.concern(write);
        while taken.len() < SAVE
            && let Some(write) = self.writes.pop_front_if(|write| taken.is_empty() || !is_looked_at(write))
        {
            let alone = is_looked_at(&write);
            taken.push(write);
            if alone {
                break;
            }
        }
        taken
    }
}

const EDITED: &str = "the order was edited in the ERP while it was about to be saved";

/// Without those whose tracking would overwrite what a person has typed since the order was read, or that repeat a status which the
/// order has no longer: they are read once more, right before the save.
async fn unedited(
    run: &Run<'_>,
    writes: Vec<StatusWrite>,
    answered: &mut Vec<Answer>,
) -> Result<Vec<StatusWrite>, RunError> {
    let ids: Vec<OrderId> =
        writes.iter().filter(|write| write.overwrites()).map(|write| write.order).collect();
    if ids.is_empty() || run.is_plan() {
        return Ok(writes);
    }
    let fields = order_named(&["OrderId", "OrderStatus", "InvoiceText", "DeliveryAlternative"], &[]);
    let (found, unread) = collect_known(run, run.erp.orders(&ids, &fields).await?).await?;
    let found: HashMap<OrderId, InvoiceOrder> =
        found.into_iter().filter_map(|order| Some((order.order_id?, order))).collect();
    let mut kept = Vec::new();
    for write in writes {
        let is_text_of = |order| write.tracking.as_ref().is_none_or(|tracking| tracking.is_of(order));
        let what = match found.get(&write.order) {
            _ if !write.overwrites() => {
                kept.push(write);
                continue;
            }
            Some(order) if order.order_status.as_ref() == Some(&write.from) && is_text_of(order) => {
                kept.push(write);
                continue;
            }
            Some(_) => EDITED.to_owned(),
            None => match unread.may_be(write.order) {
                Some(obstacle) => obstacle.what.clone(),
                None => "the ERP's answer did not contain the order".to_owned(),
            },
        };
        let obstacle = HoldReason::new(Class::Transient, what, "nothing: it is retried automatically");
        answered.push((write, Err(Unwritten::Refused(obstacle))));
    }
    Ok(kept)
}

fn answer(answer: Option<Result<InvoiceOrder, PortError>>) -> Result<(), PortError> {
    match answer {
        Some(answer) => answer.map(drop),
        None => Err(unknown("the ERP did not report the result of the save")),
    }
}

fn unknown(what: &str) -> PortError {
    PortError::new(
        ErrorKind::Transient,
        Delivery::Answered,
        what,
        "nothing: the next run checks what was done",
    )
}

/// Which of this tenant's first writes are still to come.
#[derive(Debug, Clone, Copy)]
struct OpenProbes {
    any: bool,
    with_tracking: bool,
    with_delivered: bool,
}

impl OpenProbes {
    /// Fails when one had side effects that no one has accepted.
    async fn read(run: &Run<'_>) -> Result<Self, RunError> {
        let probe = run.read::<StatusProbe>(&()).await?;
        let is_stopped = probe.as_ref().is_some_and(|probe| !probe.side_effects.is_empty());
        let open = Self {
            any: probe.is_none(),
            with_tracking: probe.as_ref().is_none_or(|probe| !probe.with_tracking),
            with_delivered: probe.as_ref().is_none_or(|probe| !probe.with_delivered),
        };
        if !run.asked(AskedFor::Release).await?.is_empty() {
            let mut batch = Batch::new();
            // One that was given when nothing was stopped lets no later side effect through.
            batch.remove_all(&Asked::of(AskedFor::Release, run.process));
            if let Some(probe) = probe.filter(|_| is_stopped) {
                batch.set(&(), &StatusProbe { side_effects: Vec::new(), ..probe });
            }
            run.commit(batch).await?;
            return Ok(open);
        }
        match probe {
            Some(probe) if is_stopped => Err(stopped(run, &probe)),
            _ => Ok(open),
        }
    }

    fn concern(self, write: &StatusWrite) -> bool {
        self.any
            || (self.with_tracking && write.tracking.is_some())
            || (self.with_delivered && !write.delivered.is_empty())
    }
}

async fn probe(run: &Run<'_>, write: StatusWrite) -> Result<(StatusWrite, Result<(), PortError>), RunError> {
    let Ok(Some(mut before)) = whole(run, &write).await? else {
        return Ok((write, Err(unknown("the order could not be read before its status was written"))));
    };
    if write.tracking.as_ref().is_some_and(|tracking| !tracking.is_of(&before)) {
        return Ok((write, Err(unknown(EDITED))));
    }
    if let Err(error) = answer(run.erp.save_orders(vec![request(&write)]).await?.into_iter().next()) {
        return Ok((write, Err(error)));
    }
    if let Some(tracking) = &write.tracking {
        tracking.place.write(&mut before, &tracking.new);
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
        Ok(None) => vec!["the order itself, which can no longer be read".to_owned()],
    };
    let known = run.read::<StatusProbe>(&()).await?;
    let found = StatusProbe {
        order: write.order.0,
        side_effects,
        with_tracking: known.as_ref().is_some_and(|probe| probe.with_tracking) || write.tracking.is_some(),
        with_delivered: known.is_some_and(|probe| probe.with_delivered) || !write.delivered.is_empty(),
    };
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
    let written = match (probe.with_tracking, probe.with_delivered) {
        (false, false) => "status",
        (true, false) => "status and tracking",
        (false, true) => "status and delivered quantities",
        (true, true) => "status, tracking and delivered quantities",
    };
    RunError::Stopped {
        what: format!(
            "setting the {} of order {} in the ERP changed more than {}: {}",
            written,
            probe.order,
            if written == "status" { "the status" } else { "these" },
            probe.side_effects.join(", ")
        ),
        remedy: format!(
            "check the order in the ERP; if the change is harmless, release {} {}",
            run.tenant.name, run.process
        ),
    }
}
