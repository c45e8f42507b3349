//! Orders that leave while it is not known whether the WMS has them: an answer was lost, or a run was cut off.

use std::collections::{HashMap, HashSet};

use twentyfour_client::types::{InvoiceOrder, OrderId};
use wms_erp_mapping::order_number;

use super::adopt::{Existing, adopt};
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::document::{Class, Held, OrderRecord};
use crate::process::collect_whole;
use crate::process::order_head::properties;
use crate::tenant::Orders;

/// What was found out.
pub(super) struct Settled {
    /// Orders that the WMS has, of which we did not know it.
    pub(super) found: HashMap<OrderId, OrderRecord>,
    /// Orders of which it could not be found out.
    pub(super) unclear: HashSet<OrderId>,
    /// Orders under whose number the WMS has a live order with other lines: only a person can say whether it is ours.
    pub(super) unrecognised: HashMap<OrderId, HoldReason>,
}

/// Looks up the orders that we know and have not seen arrive.
pub(super) async fn settle(
    run: &Run<'_>,
    settings: &Orders,
    known: impl IntoIterator<Item = (OrderId, Option<&OrderRecord>)>,
) -> Result<Settled, RunError> {
    let waiting: HashMap<OrderId, &OrderRecord> = known
        .into_iter()
        .filter_map(|(id, record)| Some((id, record.filter(|record| record.imported.is_none())?)))
        .collect();
    let mut settled =
        Settled { found: HashMap::new(), unclear: HashSet::new(), unrecognised: HashMap::new() };
    if waiting.is_empty() {
        return Ok(settled);
    }
    let ids: Vec<OrderId> = waiting.keys().copied().collect();
    let (mut orders, whole) =
        collect_whole(run, run.erp.orders(&ids, &properties(run.tenant, settings)).await?).await?;
    let there: HashSet<OrderId> = orders.iter().filter_map(|order| order.order_id).collect();
    for id in ids.into_iter().filter(|id| !there.contains(id)) {
        if whole {
            let mut gone = InvoiceOrder::default();
            gone.order_id = Some(id);
            orders.push(gone);
        } else {
            settled.unclear.insert(id);
        }
    }
    let existing = Existing::load(run, &settings.mapping, &orders, &vec![None; orders.len()]).await?;
    for order in &orders {
        let Some((id, record)) = order.order_id.and_then(|id| Some((id, *waiting.get(&id)?))) else {
            continue;
        };
        let number = order_number(id, &settings.mapping.order_number_prefix);
        let found = match existing.ours(order, &number, None) {
            Ok(found) => found,
            Err(obstacle) if obstacle.class == Class::Transient => {
                settled.unclear.insert(id);
                continue;
            }
            // Gone from the ERP with its rows, so nothing can be compared; but if a person had to look, it may be a stranger's.
            Err(_) if !there.contains(&id) && !waits_for_person(run, id).await? => existing.alive(&number),
            Err(obstacle) => {
                // What was cancelled there goes nowhere.
                if existing.alive(&number).is_some() {
                    settled.unrecognised.insert(id, obstacle);
                }
                continue;
            }
        };
        if let Some(found) = found {
            let mut record = record.clone();
            adopt(run, &mut record, order, found, &settings.mapping);
            settled.found.insert(id, record);
        }
    }
    Ok(settled)
}

async fn waits_for_person(run: &Run<'_>, id: OrderId) -> Result<bool, RunError> {
    let held = run.read::<Held>(&run.held_key(id)).await?;
    Ok(held.is_some_and(|held| held.class == Class::NeedsPerson))
}
