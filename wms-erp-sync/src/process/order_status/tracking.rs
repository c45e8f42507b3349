//! The tracking that goes to the ERP with Sent, and what is left for a save of its own.

use std::collections::HashMap;

use chrono::TimeDelta;
use twentyfour_client::Properties;
use twentyfour_client::types::{InvoiceOrder, OrderId};

use crate::context::RunError;
use crate::context::run::Run;
use crate::document::{KnownTracking, LateTracking, OrderEventKind, SentOrder, tracking_record};
use crate::hooks::TrackingText;
use crate::port::order_named;
use crate::process::status_write::TrackingWrite;
use crate::store::Batch;
use crate::tenant::OrderStatusSettings;

/// What is remembered of the tracking of orders; nothing where it is not reported.
pub(super) async fn known(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
    ids: &[OrderId],
) -> Result<HashMap<OrderId, KnownTracking>, RunError> {
    if settings.tracking.is_none() {
        return Ok(HashMap::new());
    }
    let known = run.read_all::<KnownTracking>(ids).await?;
    Ok(ids.iter().copied().zip(known).filter_map(|(id, known)| Some((id, known?))).collect())
}

/// Whether changes of an order's tracking are still written.
pub(super) fn is_followed(run: &Run<'_>, settings: &OrderStatusSettings, known: &KnownTracking) -> bool {
    run.now() - known.reported_at <= TimeDelta::days(settings.tracking_days.into())
}

/// The change of the order's field, if there is one that can be made. What cannot is left for [`late`](super::late), which says why:
/// it never keeps the status back.
pub(super) fn to_write(
    order: &InvoiceOrder,
    wished: Option<&TrackingText>,
    known: Option<&KnownTracking>,
) -> Option<TrackingWrite> {
    let TrackingText { place, text } = wished?;
    let old = place.read(order);
    let (written, attempted) = memory(known);
    let new = place.put(old, text, written, attempted).ok().flatten()?;
    Some(TrackingWrite { place: *place, old: old.map(str::to_owned), new, text: text.clone() })
}

/// What is asked for of an order to see its text.
pub(super) fn texts() -> Properties<InvoiceOrder> {
    order_named(&["OrderId", "OrderStatus", "InvoiceText", "DeliveryAlternative"], &[])
}

/// The texts that are ours: one that was written, one that may have been.
pub(super) fn memory(known: Option<&KnownTracking>) -> (Option<&str>, Option<&str>) {
    (known.and_then(|known| known.written.as_deref()), known.and_then(|known| known.attempted.as_deref()))
}

/// Notes what is about to be saved, so that a save without an answer is known as ours.
pub(super) fn attempt(
    run: &Run<'_>,
    batch: &mut Batch,
    id: OrderId,
    known: Option<&KnownTracking>,
    write: &TrackingWrite,
) {
    let known = KnownTracking {
        reported_at: known.map_or_else(|| run.now(), |known| known.reported_at),
        seen: known.map(|known| known.seen.clone()).unwrap_or_default(),
        written: known.and_then(|known| known.written.clone()),
        attempted: Some(write.text.clone()),
    };
    batch.set(&id, &known);
}

/// What became of an order's tracking.
pub(super) struct Outcome<'a> {
    /// The order as it was read before the save.
    pub(super) order: Option<&'a InvoiceOrder>,
    /// What it was to get.
    pub(super) wished: Option<&'a TrackingText>,
    /// What was saved.
    pub(super) saved: Option<&'a TrackingWrite>,
    /// Whether it was there still when the order was read once more behind the save.
    pub(super) is_kept: bool,
}

impl<'a> Outcome<'a> {
    /// Of an order that was read, and not saved with tracking.
    pub(super) fn of_read(order: Option<&'a InvoiceOrder>, wished: Option<&'a TrackingText>) -> Self {
        Self { order, wished, saved: None, is_kept: true }
    }
}

/// Remembers it in the commit that says that Sent was reported. What the ERP does not have yet is left for later.
pub(super) async fn remember(
    run: &Run<'_>,
    batch: &mut Batch,
    settings: &OrderStatusSettings,
    sent: &SentOrder,
    outcome: Outcome<'_>,
) -> Result<(), RunError> {
    if settings.tracking.is_none() {
        return Ok(());
    }
    let id = sent.id();
    let known = run.read::<KnownTracking>(&id).await?;
    let (before, attempted) = memory(known.as_ref());
    let stands = |order: &InvoiceOrder, wished: &TrackingText| {
        wished.place.put(wished.place.read(order), &wished.text, before, attempted) == Ok(None)
    };
    let there = outcome
        .order
        .zip(outcome.wished)
        .filter(|(order, wished)| outcome.saved.is_none() && stands(order, wished));
    // What is not there any more is as if it may not have been saved: it is looked at once more by the next run.
    let saved = outcome.saved.filter(|_| outcome.is_kept);
    let written =
        saved.map(|saved| saved.text.clone()).or_else(|| there.map(|(_, wished)| wished.text.clone()));
    let now = sent.tracking.clone().unwrap_or_default();
    let is_late = written.is_none() && outcome.wished.is_some();
    let seen = match is_late {
        // Not dealt with yet.
        true => known.as_ref().map(|known| known.seen.clone()).unwrap_or_default(),
        false => now.clone(),
    };
    if is_late {
        batch.set(&id, &LateTracking { order: id.0, tracking: now });
    } else {
        batch.remove::<LateTracking>(&id);
    }
    if written.is_some() {
        run.release(batch, &tracking_record(id));
    }
    if let Some(saved) = saved {
        run.event(batch, id.0, OrderEventKind::Tracking, format!("{}: {}", saved.place.field(), saved.text));
    }
    let attempted = attempted.filter(|_| written.is_none()).map(str::to_owned);
    let written = written.or_else(|| before.map(str::to_owned));
    batch.set(&id, &KnownTracking { reported_at: run.now(), seen, written, attempted });
    Ok(())
}
