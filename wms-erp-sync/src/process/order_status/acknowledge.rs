//! Telling the WMS which quantities the ERP has been told of, once the ERP has accepted them.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use twentyfour_client::types::OrderId;
use wms_erp_mapping::order_number;

use super::Sent;
use crate::context::RunError;
use crate::context::hold::Obstacle;
use crate::context::permit::Permit;
use crate::context::run::{BATCH, Run, put};
use crate::document::id_key;
use crate::plan::{FieldChange, PlannedWrite};
use crate::store::{Batch, Table};

const DUE: &str = "acknowledge/";

/// Quantities that were reported to the ERP, as they were read: not what is picked by now.
#[derive(Debug, Serialize, Deserialize)]
struct Reported {
    order: i32,
    lines: Vec<(String, Decimal)>,
}

/// Marks an order to be acknowledged, in the commit that says that the ERP knows.
pub(super) fn mark(batch: &mut Batch, sent: &Sent) {
    let lines = sent.lines.iter().filter(|line| line.do_pick).map(|line| (line.code.clone(), line.picked));
    let reported = Reported { order: sent.order, lines: lines.collect() };
    put(batch, Table::Due, format!("{DUE}{}", id_key(sent.order)), &reported);
}

/// Acknowledges what is marked. What fails stays marked for the next run.
pub(super) async fn work(run: &Run<'_>) -> Result<(), RunError> {
    let prefix = run.tenant.orders.as_ref().map(|orders| orders.mapping.order_number_prefix.clone());
    let prefix = prefix.unwrap_or_default();
    let mut after: Option<String> = None;
    loop {
        let page = run.scan(Table::Due, DUE, after.as_deref(), BATCH).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = Some(last.clone());
        for (key, value) in &page {
            run.check_stop()?;
            let Some(reported) = run.sound::<Reported>(Table::Due, key, value).await? else { continue };
            let number = order_number(OrderId(reported.order), &prefix);
            let answer = match run.permit(|| planned(run, &reported)) {
                Permit::Make => match run.wms.report_quantities(&number, &reported.lines).await {
                    Ok(()) => Ok(()),
                    Err(error) => Err(Obstacle::from(&run.record_failed(error)?)),
                },
                Permit::Noted => continue,
                Permit::Refused(obstacle) => Err(obstacle),
            };
            if let Err(obstacle) = answer {
                let what = format!("the quantities were not acknowledged in the WMS: {}", obstacle.what);
                run.reason(reported.order.to_string(), Some(obstacle.class), what, obstacle.remedy);
                continue;
            }
            run.side_is_well();
            let mut batch = Batch::new();
            batch.delete(Table::Due, key.as_str());
            run.commit(batch).await?;
        }
    }
}

fn planned(run: &Run<'_>, reported: &Reported) -> PlannedWrite {
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
