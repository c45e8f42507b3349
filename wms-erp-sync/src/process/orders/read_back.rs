//! Orders that were sent again are read back: nobody documents what becomes of lines that a second order does not name.

use serde::{Deserialize, Serialize};
use twentyfour_client::types::OrderId;
use wms_erp_mapping::order_number;

use super::adopt::Existing;
use super::gone;
use super::lines::{SentLine, differences};
use crate::context::RunError;
use crate::context::hold::Obstacle;
use crate::context::run::{BATCH, Run, put};
use crate::document::key::open_key;
use crate::document::{Class, EventKind, Held, due};
use crate::plan::FieldChange;
use crate::store::{Batch, Table};
use crate::tenant::Orders;

/// A change that the WMS took.
#[derive(Debug, Serialize, Deserialize)]
struct Change {
    order: i32,
    lines: Vec<SentLine>,
    /// Whether it was read back before, and differed: then the held record says when it is looked at again.
    differed: bool,
}

/// Under which name lines that differ are held.
pub(super) fn record(id: OrderId) -> String {
    format!("{id}/lines")
}

/// Marks an order to be read back, in the commit that says that the WMS took its change.
pub(super) fn mark(batch: &mut Batch, id: OrderId, lines: Vec<SentLine>) {
    put(batch, Table::Due, due::lines(id), &Change { order: id.0, lines, differed: false });
}

/// Reads back what is marked, many orders at a time. What cannot be read stays marked for the next run.
pub(super) async fn work(run: &Run<'_>, settings: &Orders) -> Result<(), RunError> {
    let mut after: Option<String> = None;
    let mut tried: Option<Vec<Held>> = None;
    loop {
        let page = run.scan(Table::Due, due::LINES, after.as_deref(), BATCH).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = Some(last.clone());
        let mut changes = Vec::new();
        for (key, value) in &page {
            changes.extend(run.sound::<Change>(Table::Due, key, value).await?);
        }
        if changes.iter().any(|change| change.differed) {
            let tried = match &mut tried {
                Some(tried) => tried,
                none => none.insert(run.held_to_try().await?),
            };
            let is_due = |change: &Change| {
                let name = record(OrderId(change.order));
                !change.differed || tried.iter().any(|held| held.record == name)
            };
            changes.retain(is_due);
        }
        read_back(run, settings, changes).await?;
    }
}

async fn read_back(run: &Run<'_>, settings: &Orders, changes: Vec<Change>) -> Result<(), RunError> {
    let number = |change: &Change| order_number(OrderId(change.order), &settings.mapping.order_number_prefix);
    let existing = Existing::read_known(run, &changes.iter().map(number).collect::<Vec<_>>()).await?;
    for change in changes {
        run.check_stop()?;
        let number = number(&change);
        if existing.is_unknown(&number) {
            continue;
        }
        let differing = match existing.alive(&number) {
            Some(found) => differences(&change.lines, found),
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
async fn lost(run: &Run<'_>, change: Change, number: &str) -> Result<(), RunError> {
    let id = OrderId(change.order);
    let mut batch = Batch::new();
    batch.delete(Table::Due, due::lines(id));
    run.release(&mut batch, &record(id));
    if run.get::<()>(Table::Order, &open_key(id)).await?.is_some() {
        gone::hold(run, &mut batch, id, number).await?;
    }
    run.commit(batch).await
}

async fn settle(run: &Run<'_>, change: Change, differing: &[FieldChange]) -> Result<(), RunError> {
    let id = OrderId(change.order);
    let name = record(id);
    let mut batch = Batch::new();
    let before: Option<Held> = run.get(Table::Held, &format!("{}/{name}", run.process)).await?;
    if differing.is_empty() {
        batch.delete(Table::Due, due::lines(id));
        if before.is_some() {
            run.event(&mut batch, id.0, EventKind::Released, "the lines of the WMS are what was sent");
        }
        run.release(&mut batch, &name);
        return run.commit(batch).await;
    }
    let obstacle = obstacle(differing);
    if run.is_dismissed(&name, &obstacle).await? {
        batch.delete(Table::Due, due::lines(id));
    } else {
        put(&mut batch, Table::Due, due::lines(id), &Change { differed: true, ..change });
        run.reason(name.as_str(), Some(obstacle.class), obstacle.what.as_str(), obstacle.remedy.as_str());
        if before.is_none_or(|before| before.what != obstacle.what) {
            run.event(&mut batch, id.0, EventKind::Held, obstacle.what.as_str());
        }
    }
    run.hold(&mut batch, &name, obstacle).await?;
    run.commit(batch).await
}

fn obstacle(differing: &[FieldChange]) -> Obstacle {
    let words: Vec<String> = differing.iter().map(in_words).collect();
    let what = format!(
        "the WMS took the change of the order, and its lines are not what was sent: {}",
        words.join("; ")
    );
    let remedy = "have the lines corrected in the WMS before the order is picked; once they agree, this goes away by itself";
    Obstacle::new(Class::Rejected, what, remedy)
}

fn in_words(FieldChange { field, old, new }: &FieldChange) -> String {
    match (old, new) {
        (None, Some(new)) => format!("{field} of {new} is missing"),
        (Some(old), None) => format!("{field} of {old} was not sent"),
        (old, new) => {
            let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
            format!("{field} is {}, sent was {}", text(old), text(new))
        }
    }
}
