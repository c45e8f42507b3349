//! Reports to the WMS the quantities that the ERP has accepted.

use std::collections::HashMap;
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
use crate::plan::{CurrentValue, FieldChange, PlannedWrite};
use crate::port::OrderQuery;
use crate::process::collect_known;
use crate::store::Batch;

/// Orders in one look-up.
const NUMBERS: usize = 200;

/// Marks an order to be acknowledged, in the commit that says that the ERP knows.
pub(super) fn mark(batch: &mut Batch, sent: &SentOrder) {
    let lines = sent.lines.iter().filter(|line| line.do_pick).map(|line| (line.code.clone(), line.picked));
    batch.set(&sent.id(), &ReportedQuantities { order: sent.order, lines: lines.collect() });
}

/// Acknowledges what is marked. What fails stays marked for the next run.
pub(super) async fn work(run: &Run<'_>) -> Result<(), RunError> {
    let prefix = run.tenant.orders.as_ref().map(|orders| orders.mapping.order_number_prefix.clone());
    let prefix = prefix.unwrap_or_default();
    let now = match run.is_plan() {
        true => Some(reported_now(run, &prefix).await?),
        false => None,
    };
    let mut due = pin!(run.stream(ReportedQuantities::all()));
    while let Some((id, reported)) = due.try_next().await? {
        run.check_stop()?;
        let number = order_number(OrderId(reported.order), &prefix);
        let answer = match run.permit(|| planned(run, &reported, &number, now.as_ref())) {
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

/// What the WMS has as reported now, by the numbers of the orders and the codes of their lines.
type ReportedNow = HashMap<String, HashMap<String, Decimal>>;

async fn reported_now(run: &Run<'_>, prefix: &str) -> Result<ReportedNow, RunError> {
    let due: Vec<OrderId> = run.keys(ReportedQuantities::all()).try_collect().await?;
    let numbers: Vec<String> = due.into_iter().map(|id| order_number(id, prefix)).collect();
    let mut now = ReportedNow::new();
    for numbers in numbers.chunks(NUMBERS) {
        let query = OrderQuery::numbers(numbers.to_vec());
        for order in collect_known(run, run.wms.orders(query).await?).await?.0 {
            let Some(number) = order.order_info.and_then(|info| info.goods_owner_order_number) else {
                continue;
            };
            let reported = now.entry(number.trim().to_owned()).or_default();
            for line in order.picked_order_lines {
                let code = line.external_order_line_code.unwrap_or_default();
                reported.insert(code.trim().to_owned(), line.reported_number_of_items.unwrap_or_default());
            }
        }
    }
    Ok(now)
}

/// What a plan shows of it, and when it is applied: then it is not read again what the WMS has.
fn planned(
    run: &Run<'_>,
    reported: &ReportedQuantities,
    number: &str,
    now: Option<&ReportedNow>,
) -> PlannedWrite {
    let field = |(code, quantity): &(String, Decimal)| {
        let (field, new) = (format!("line {code}/ReportedNumberOfItems"), Some(text(*quantity)));
        match now.map(|now| now.get(number).and_then(|lines| lines.get(code))) {
            Some(Some(old)) => FieldChange::new(field, Some(text(*old)), new),
            Some(None) => FieldChange::without_old(field, new, CurrentValue::Unreadable),
            None => FieldChange::without_old(field, new, CurrentValue::NotRead),
        }
    };
    PlannedWrite {
        process: run.process,
        record: reported.order.to_string(),
        what: format!("reported quantities of order {} in the WMS", reported.order),
        ordered: None,
        fields: reported.lines.iter().map(field).collect(),
    }
}

fn text(quantity: Decimal) -> String {
    quantity.normalize().to_string()
}
