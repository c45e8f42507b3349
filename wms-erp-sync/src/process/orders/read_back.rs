//! Orders that were sent again are read back: no source documents what becomes of lines that a second order does not name.

use std::pin::pin;

use futures::TryStreamExt;
use twentyfour_client::types::OrderId;
use wms_erp_mapping::order_number;

use super::adopt::Existing;
use super::gone;
use super::lines::differences;
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::{BATCH, Run};
use crate::document::{
    ChangedLines, Class, Document, Held, OpenOrder, OrderEventKind, SentLine, lines_record,
};
use crate::plan::FieldChange;
use crate::store::Batch;
use crate::tenant::Orders;

/// Marks an order to be read back, in the commit that says that the WMS took its change.
pub(super) fn mark(batch: &mut Batch, id: OrderId, lines: Vec<SentLine>) {
    batch.set(&id, &ChangedLines { order: id.0, lines, differed: false });
}

/// Reads back what is marked, many orders at a time. What cannot be read stays marked for the next run.
pub(super) async fn work(run: &Run<'_>, settings: &Orders) -> Result<(), RunError> {
    let mut tried: Option<Vec<Held>> = None;
    let mut pages = pin!(run.pages(ChangedLines::all(), BATCH));
    while let Some(page) = pages.try_next().await? {
        let mut changes: Vec<ChangedLines> = page.into_iter().map(|(_, change)| change).collect();
        if changes.iter().any(|change| change.differed) {
            let tried = match &mut tried {
                Some(tried) => tried,
                none => none.insert(run.held_to_try().await?),
            };
            let is_due = |change: &ChangedLines| {
                let name = lines_record(OrderId(change.order));
                !change.differed || tried.iter().any(|held| held.record == name)
            };
            changes.retain(is_due);
        }
        read_back(run, settings, changes).await?;
    }
    Ok(())
}

async fn read_back(run: &Run<'_>, settings: &Orders, changes: Vec<ChangedLines>) -> Result<(), RunError> {
    let number =
        |change: &ChangedLines| order_number(OrderId(change.order), &settings.mapping.order_number_prefix);
    let existing = Existing::read_known(run, &changes.iter().map(number).collect::<Vec<_>>()).await?;
    for change in changes {
        run.check_stop()?;
        let number = number(&change);
        if existing.is_unknown(&number) {
            continue;
        }
        let differing = match existing.alive(&number) {
            Some(found) => differences(&change.lines, found, run.wms.answered_fields()),
            None if existing.is_absent(&number) => {
                lost(run, change, &number).await?;
                continue;
            }
            // Cancelled: the lines of an order that is not sent are no matter. Who cancelled it is reported elsewhere.
            None => Vec::new(),
        };
        settle(run, change, &differing).await?;
    }
    Ok(())
}

/// The order was deleted right after it was changed: it is held as such, unless it is no longer open.
async fn lost(run: &Run<'_>, change: ChangedLines, number: &str) -> Result<(), RunError> {
    let id = OrderId(change.order);
    let mut batch = Batch::new();
    batch.remove::<ChangedLines>(&id);
    run.release(&mut batch, &lines_record(id));
    if run.read::<OpenOrder>(&id).await?.is_some() {
        gone::hold(run, &mut batch, id, number).await?;
    }
    run.commit(batch).await
}

async fn settle(run: &Run<'_>, change: ChangedLines, differing: &[FieldChange]) -> Result<(), RunError> {
    let id = OrderId(change.order);
    let name = lines_record(id);
    let mut batch = Batch::new();
    let before = run.read::<Held>(&run.held_key(&name)).await?;
    if differing.is_empty() {
        batch.remove::<ChangedLines>(&id);
        if before.is_some() {
            run.event(&mut batch, id.0, OrderEventKind::Released, "the lines of the WMS are what was sent");
        }
        run.release(&mut batch, &name);
        return run.commit(batch).await;
    }
    let obstacle = obstacle(differing);
    if run.is_dismissed(&name, &obstacle).await? {
        batch.remove::<ChangedLines>(&id);
    } else {
        batch.set(&id, &ChangedLines { differed: true, ..change });
        run.reason(name.as_str(), Some(obstacle.class), obstacle.what.as_str(), obstacle.remedy.as_str());
        if before.is_none_or(|before| before.what != obstacle.what) {
            run.event(&mut batch, id.0, OrderEventKind::Held, obstacle.what.as_str());
        }
    }
    run.hold(&mut batch, &name, obstacle).await?;
    run.commit(batch).await
}

fn obstacle(differing: &[FieldChange]) -> HoldReason {
    let words: Vec<String> = differing.iter().map(in_words).collect();
    let what = format!(
        "the WMS accepted the change of the order, but its lines are not what was sent: {}",
        words.join("; ")
    );
    let remedy = "have the lines corrected in the WMS before the order is picked; once they agree, this is \
        released automatically";
    HoldReason::new(Class::Rejected, what, remedy)
}

fn in_words(FieldChange { field, old, new, .. }: &FieldChange) -> String {
    match (old, new) {
        (None, Some(new)) => format!("{field} of {new} is missing"),
        (Some(old), None) => format!("{field} of {old} was not sent"),
        (old, new) => {
            let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
            format!("{field} is {}, sent was {}", text(old), text(new))
        }
    }
}
