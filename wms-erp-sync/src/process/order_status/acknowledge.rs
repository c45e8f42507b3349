//! Reports to the WMS the quantities that the ERP has accepted.

use std::pin::pin;

use futures::TryStreamExt;
use rust_decimal::Decimal;
use twentyfour_client::types::OrderId;
use wms_erp_mapping::order_number;

use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::permit::Permit;
use crate::context::run::Run;
use crate::document::{Document, ReportedQuantities, SentOrder};
use crate::plan::{FieldChange, PlannedWrite};
use crate::store::Batch;

/// Marks an order to be acknowledged, in the commit that says that the ERP knows.
pub(super) fn mark(batch: &mut Batch, sent: &SentOrder) {
    let lines = sent.lines.iter().filter(|line| line.do_pick).map(|line| (line.code.clone(), line.picked));
    batch.set(&sent.id(), &ReportedQuantities { order: sent.order, lines: lines.collect() });
}

/// Acknowledges what is marked. What fails stays marked for the next run.
pub(super) async fn work(run: &Run<'_>) -> Result<(), RunError> {
    let prefix = run.tenant.orders.as_ref().map(|orders| orders.mapping.order_number_prefix.clone());
    let prefix = prefix.unwrap_or_default();
    let mut due = pin!(run.stream(ReportedQuantities::all()));
    while let Some((id, reported)) = due.try_next().await? {
        run.check_stop()?;
        let number = order_number(OrderId(reported.order), &prefix);
        let answer = match run.permit(|| planned(run, &reported)) {
            Permit::Make => match run.wms.report_quantities(&number, &reported.lines).await {
                Ok(()) => Ok(()),
                Err(error) => Err(HoldReason::from(&run.record_failed(error)?)),
            },
            Permit::Noted => continue,
            Permit::Refused(obstacle) => Err(obstacle),
        };
        if let Err(obstacle) = answer {
            let what = format!("the quantities were not acknowledged in the WMS: {}", obstacle.what);
            run.reason(reported.order.to_string(), Some(obstacle.class), what, obstacle.remedy);
            continue;
        }
        run.side_is_ok();
        let mut batch = Batch::new();
        batch.remove::<ReportedQuantities>(&id);
        run.commit(batch).await?;
    }
    Ok(())
}

fn planned(run: &Run<'_>, reported: &ReportedQuantities) -> PlannedWrite {
    let field = |(code, quantity): &(String, Decimal)| {
        FieldChange::new(
            format!("line {code}/ReportedNumberOfItems"),
            None,
            Some(quantity.normalize().to_string()),
        )
    };
    PlannedWrite {
        process: run.process,
        record: reported.order.to_string(),
        what: format!("reported quantities of order {} in the WMS", reported.order),
        ordered: None,
        fields: reported.lines.iter().map(field).collect(),
    }
}
