//! Orders whose answer leaves out what decides about them. Nothing is made of that, and they are asked for again by their numbers.

use ongoing_client::model::{Order, PickedOrderLine};
use twentyfour_client::types::OrderId;

use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::document::{Class, Held, WITHOUT_STATUS_REMEDY};
use crate::process::READABLE;
use crate::store::Batch;

/// Whether a line that is picked is without one of its quantities. That is not zero: the order would be reported as short, and what was
/// sent would be ordered again.
pub(super) fn lacks_quantity(order: &Order) -> bool {
    let is_picked = |line: &&PickedOrderLine| line.do_pick != Some(false);
    order
        .picked_order_lines
        .iter()
        .filter(is_picked)
        .any(|line| line.ordered_number_of_items.is_none() || line.picked_number_of_items.is_none())
}

/// Holds such an order until its answer is whole.
pub(super) async fn hold(
    run: &Run<'_>,
    batch: &mut Batch,
    id: OrderId,
    what: &'static str,
) -> Result<(), RunError> {
    let (record, remedy) = (id.to_string(), WITHOUT_STATUS_REMEDY);
    run.reason(record.as_str(), Some(Class::Transient), what, remedy);
    let held = run.read::<Held>(&run.held_key(&record)).await?;
    let is_new = run.tally().unread.insert(record.clone());
    if is_new && held.is_none_or(|held| held.class == Class::Transient) {
        let obstacle = HoldReason::new(Class::Transient, what, remedy).waiting_for(READABLE);
        run.hold(batch, &record, obstacle).await?;
    }
    Ok(())
}
