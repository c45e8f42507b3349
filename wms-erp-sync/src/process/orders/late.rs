//! Orders that left before the WMS was known to have them. A write whose answer was lost may be carried out after that: then the WMS has an
//! order that is no longer wanted, and its staff would send it. So the WMS is asked for them for some days more.

use std::pin::pin;

use chrono::TimeDelta;
use futures::TryStreamExt;
use twentyfour_client::types::OrderId;
use wms_erp_mapping::order_number;

use super::adopt::Existing;
use super::leave;
use crate::context::RunError;
use crate::context::run::{BATCH, Run, is_over};
use crate::document::{Document, LateOrder};
use crate::store::Batch;
use crate::tenant::Orders;

/// For so long a write may still arrive.
const AWAITED: TimeDelta = TimeDelta::days(3);

/// Looks for them. What is found is dealt with as if it had been there when the order left.
pub(super) async fn look(run: &Run<'_>, settings: &Orders) -> Result<(), RunError> {
    let mut pages = pin!(run.pages(LateOrder::all(), BATCH));
    while let Some(page) = pages.try_next().await? {
        run.check_stop()?;
        let number = |id: &OrderId| order_number(*id, &settings.mapping.order_number_prefix);
        let numbers: Vec<String> = page.iter().map(|(id, _)| number(id)).collect();
        let existing = Existing::read(run, &numbers).await?;
        let (mut batch, mut arrived) = (Batch::new(), Vec::new());
        for (id, late) in page {
            let number = number(&id);
            if existing.alive(&number).is_some() {
                arrived.push((id, false));
            } else if !existing.is_unknown(&number) && is_over(late.at, AWAITED, run.now()) {
                batch.remove::<LateOrder>(&id);
            }
        }
        run.commit(batch).await?;
        if !arrived.is_empty() {
            leave::ask(run, settings, &arrived).await?;
        }
    }
    Ok(())
}
