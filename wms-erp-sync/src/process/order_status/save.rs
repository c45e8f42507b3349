//! The saves of a page of orders, and what becomes of each order.

use std::collections::HashMap;

use twentyfour_client::types::{InvoiceOrder, OrderId};
use wms_erp_mapping::ShipmentComparison;

use super::done::{done, hold};
use super::meanwhile::{self, Saved};
use super::word::Word;
use super::{delivered, tracking};
use crate::context::RunError;
use crate::context::run::Run;
use crate::document::{Held, SentOrder};
use crate::hooks::TrackingText;
use crate::process::status_write::StatusWrite;
use crate::process::status_writer::StatusWriter;
use crate::store::Batch;
use crate::tenant::OrderStatusSettings;

/// An order that is about to be saved.
pub(super) struct Begun {
    pub(super) sent: SentOrder,
    pub(super) found: ShipmentComparison,
    pub(super) word: Word,
    /// The tracking that it is to get.
    pub(super) tracking: Option<TrackingText>,
    /// Why the ERP refused its delivered quantities.
    pub(super) refused: Option<String>,
}

/// Gives back those that are left for another turn.
pub(super) async fn save(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
    orders: &HashMap<OrderId, InvoiceOrder>,
    writes: Vec<StatusWrite>,
    mut begun: HashMap<OrderId, Begun>,
) -> Result<Vec<SentOrder>, RunError> {
    let mut writer = StatusWriter::new(writes);
    while let Some(answers) = writer.next(run).await? {
        let saved: Vec<OrderId> =
            answers.iter().filter(|(_, answer)| answer.is_ok()).map(|(write, _)| write.order).collect();
        // The first save of a tenant was compared already, but for whether the ERP keeps delivered quantities.
        let is_compared = writer.has_probed() && answers.iter().all(|(write, _)| write.delivered.is_empty());
        let after = match saved.is_empty() || is_compared || run.is_plan() {
            true => None,
            false => Some(Saved::read(run, settings, &saved).await?),
        };
        for (write, answer) in answers {
            let Some(mut one) = begun.remove(&write.order) else { continue };
            let order = orders.get(&write.order);
            match answer {
                // Whatever is wrong with what is only said of the order, the status does not wait for it.
                Err(error) if error.is_refusal() && write.says_more() => {
                    let to = write.to.clone();
                    if write.tracking.is_none() {
                        one.refused = Some(format!("the ERP refused them: {}", error.obstacle(run)?.what));
                    }
                    if let Some(less) = write.less() {
                        begun.insert(less.order, one);
                        writer.add(less);
                        continue;
                    }
                    let tracking = tracking::Outcome::of_read(order, one.tracking.as_ref());
                    let delivered = delivered::Outcome { saved: &[], unwritten: one.refused };
                    done(run, settings, &one.sent, Ok(one.found), tracking, delivered, (&to, true)).await?;
                }
                Ok(()) => {
                    run.side_is_ok();
                    run.tally().written += 1;
                    let change = after.as_ref().zip(order);
                    if let Some(what) = change.and_then(|(after, order)| after.change(order, &write.rows)) {
                        let mut batch = Batch::new();
                        meanwhile::give(run, &mut batch, write.order, what).await?;
                        run.commit(batch).await?;
                    }
                    let lost = change.and_then(|(after, order)| after.undelivered(order, &write.delivered));
                    let saved = write.tracking.as_ref();
                    let is_kept =
                        after.as_ref().zip(saved).is_none_or(|(after, saved)| after.has(write.order, saved));
                    let wished = one.tracking.as_ref();
                    let tracking = tracking::Outcome { order, wished, saved, is_kept };
                    let unwritten = one.refused.or(lost);
                    let delivered = delivered::Outcome { saved: &write.delivered, unwritten };
                    let status = (&write.to, write.from == write.to);
                    done(run, settings, &one.sent, Ok(one.found), tracking, delivered, status).await?;
                }
                Err(error) => {
                    let obstacle = one.word.kept(error.obstacle(run)?);
                    let held = run.read::<Held>(&run.held_key(write.order)).await?;
                    hold(run, write.order, obstacle, held).await?;
                }
            }
        }
    }
    let mut left: Vec<SentOrder> = begun.into_values().map(|begun| begun.sent).collect();
    left.sort_unstable_by_key(|sent| sent.order);
    Ok(left)
}
