//! What came back beside what was made of it.

use std::collections::{BTreeSet, HashSet};

use twentyfour_client::types::OrderId;
use wms_erp_mapping::returned;

use super::{number, of_source, quantities, words};
use crate::context::RunError;
use crate::context::run::Run;
use crate::document::{Dismissal, Dismissed, Held, HeldKey, ReturnRecord};
use crate::port::ReturnQuery;
use crate::process::inspect::{Comparison, DriftKind, repair_of};
use crate::process::{Reading, collect_known};
use crate::process_id::Process;
use crate::tenant::{ReturnAction, Returns};
use crate::zone;

const PAGE: usize = 100;
const THIS: Process = Process::Returns;

/// Compares all returns since the start.
pub(in crate::process) async fn compare(
    run: &Run<'_>,
    settings: &Returns,
    found: &mut Comparison,
) -> Result<(), RunError> {
    let start = settings.start(run.tenant.erp_zone);
    let since = start.map(|start| zone::told(start, run.tenant.wms_zone));
    let mut returns = Reading::of(run.wms.return_orders(ReturnQuery::Since(since)).await?);
    loop {
        let page = returns.next(run, PAGE).await?;
        if page.is_empty() {
            found.unreadable(THIS, returns.unreadable());
            return Ok(());
        }
        let numbers: Vec<String> =
            page.iter().map(|order| number(order).unwrap_or_default().to_owned()).collect();
        let keys: Vec<HeldKey> = numbers.iter().map(|number| HeldKey::new(THIS, number.as_str())).collect();
        let records = run.read_all::<ReturnRecord>(&numbers).await?;
        let held = run.read_all::<Held>(&keys).await?;
        let dismissed = run.read_all::<Dismissed>(&keys).await?;
        let credits: BTreeSet<i32> =
            records.iter().flatten().flat_map(|record| record.credits.clone()).collect();
        let credits: Vec<OrderId> = credits.into_iter().map(OrderId).collect();
        let (heads, unread) = match credits.is_empty() {
            true => Default::default(),
            false => collect_known(run, run.erp.order_heads(&credits).await?).await?,
        };
        let in_erp: HashSet<i32> = heads.into_iter().filter_map(|head| Some(head.order_id?.0)).collect();
        let known = numbers.into_iter().zip(records).zip(held).zip(dismissed);
        for (order, (((number, record), held), dismissed)) in page.iter().zip(known) {
            let goods = returned(order);
            let came = quantities(&goods);
            let record = record.unwrap_or_else(|| ReturnRecord::new(run.now()));
            let mut settled = record.clone();
            let was = of_source(dismissed.as_ref().and_then(|dismissed| dismissed.source.as_deref()));
            settled.settle_up_to(&was);
            let lost: Vec<String> = record
                .credits
                .iter()
                .filter(|id| !in_erp.contains(id) && unread.may_be(*id).is_none())
                .map(ToString::to_string)
                .collect();
            let (left, undone) = (record.left(&came), super::notice::undone(&number, &goods, &came, &record));
            found.compared(THIS, left.is_empty() && undone.is_none() && lost.is_empty());
            if !left.is_empty() {
                let what = match settings.action {
                    ReturnAction::Credit => format!("not credited: {}", words(&left, &goods)),
                    ReturnAction::Notice => format!("not reported: {}", words(&left, &goods)),
                };
                let repair = repair_of(held.as_ref(), "the next run of returns does it, or says why not");
                let dismissed = dismissed.filter(|_| held.is_none() && settled.left(&came).is_empty());
                let dismissed = dismissed.map(|dismissed| Dismissal::new(THIS, number.as_str(), dismissed));
                found.add_dismissed(THIS, &number, DriftKind::Missing, what, repair, dismissed);
            }
            if let Some(undone) = undone {
                found.add(THIS, &number, DriftKind::Different, undone.what, undone.remedy);
            }
            if !lost.is_empty() {
                let what =
                    format!("the credit {} of this return is no longer in the ERP", lost.join(" and "));
                let repair = "enter it by hand if the customer is to get it: it is not made again";
                found.add(THIS, &number, DriftKind::Different, what, repair);
            }
        }
    }
}
