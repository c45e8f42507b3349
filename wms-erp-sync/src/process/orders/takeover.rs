//! Open orders that the WMS has already are adopted.

use twentyfour_client::types::OrderId;

use super::search;
use crate::context::RunError;
use crate::context::run::{BATCH, Run};
use crate::document::{Imported, OpenOrder, OrderEventKind, OrderRecord, Phase};
use crate::plan::FieldChange;
use crate::process::inspect::TakeoverReport;
use crate::process::order_head::{is_before, is_pulled, watched};
use crate::process::orders::compare::{PAGE, Sides, has_begun, look};
use crate::process::{Reading, became_ours};
use crate::store::Batch;

/// Looks with a run that only plans, and keeps what it found with another.
pub(crate) async fn take_over(planning: &Run<'_>, keeping: &Run<'_>) -> Result<TakeoverReport, RunError> {
    let Some(settings) = &planning.tenant.orders else { return Ok(TakeoverReport::default()) };
    let mut taken = TakeoverReport::default();
    let mut heads = Reading::of(planning.erp.order_heads_in(&watched(settings)).await?);
    let mut open: Vec<(OrderId, bool)> = Vec::new();
    loop {
        let page = heads.next(planning, BATCH).await?;
        if page.is_empty() {
            break;
        }
        let wanted = |head: &_| is_pulled(settings, head) && !is_before(planning, settings.since, head);
        open.extend(page.iter().filter_map(|head| Some((head.order_id?, wanted(head)))));
    }
    taken.unreadable = heads.unreadable();
    open.sort_unstable();
    for (number, page) in open.chunks(PAGE).enumerate() {
        let ids: Vec<OrderId> = page.iter().map(|(id, _)| *id).collect();
        let (sides, unread) = look(planning, settings, &ids).await?;
        taken.unreadable += unread;
        let mut batch = Batch::new();
        for sides in sides {
            let wanted = page.binary_search(&(sides.id, true)).is_ok();
            take_one(keeping, &mut batch, sides, wanted, &mut taken);
        }
        keeping.commit(batch).await?;
        let done = (number * PAGE + page.len()) as u64;
        keeping.progress(Phase::Comparing, done, Some(open.len() as u64)).await;
    }
    Ok(taken)
}

fn take_one(run: &Run<'_>, batch: &mut Batch, sides: Sides, wanted: bool, taken: &mut TakeoverReport) {
    if sides.ignored {
        taken.left_out += 1;
        return;
    }
    let Sides { id, record, found, obstacle, adopted, differing, fingerprint, mark, words, .. } = sides;
    if record.is_some_and(|record| record.imported.is_some()) {
        taken.known += 1;
        return;
    }
    if let Some(obstacle) = obstacle {
        taken.choose(id, obstacle.what, obstacle.remedy);
        return;
    }
    let (Some(found), Some(adopted)) = (found, adopted) else {
        *(if wanted { &mut taken.new } else { &mut taken.left_out }) += 1;
        return;
    };
    let begun = has_begun(&found);
    let (fields, remark) = match differing {
        Ok(fields) if fields.is_empty() => (None, String::new()),
        Ok(fields) if begun => {
            (Some(fields), "the warehouse has started it: it stays there as it is".to_owned())
        }
        Ok(fields) => (Some(fields), String::new()),
        Err(obstacle) => (Some(Vec::new()), format!("it cannot be compared: {}", obstacle.what)),
    };
    // What the warehouse would refuse anyway is not sent.
    let settled = fields.is_none() || begun && !fields.as_deref().is_some_and(<[FieldChange]>::is_empty);
    let detail = match &fields {
        None => "the same on both sides".to_owned(),
        Some(fields) => {
            let names: Vec<&str> = fields.iter().map(|change| change.field.as_str()).collect();
            [names.join(", "), remark.clone()]
                .into_iter()
                .filter(|s| !s.is_empty())
                .collect::<Vec<_>>()
                .join("; ")
        }
    };
    let imported =
        adopted.imported.map(|imported| Imported { fingerprint: settled.then_some(fingerprint), ..imported });
    let mut record = OrderRecord { imported, seen: settled.then_some(mark), ..adopted };
    search::index(batch, id, &mut record, words);
    batch.set(&id, &record).mark::<OpenOrder>(&id);
    became_ours::order(batch, id);
    run.release(batch, &id.to_string());
    run.event(batch, id.0, OrderEventKind::Adopted, detail);
    match fields {
        None => taken.equal += 1,
        Some(fields) => taken.differs(id, fields, remark),
    }
}
