//! What the source lists is kept, and marked if it is new or has changed.

use std::collections::{BTreeMap, HashSet};

use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::document::{
    Class, DuePurchase, DueReceipt, Held, HeldKey, NumberOwner, PurchaseCursor, PurchaseRecord,
    article_number_waited_for, fingerprint,
};
use crate::port::{PurchaseOrder, PurchaseOrderPage};
use crate::process::READABLE;
use crate::store::Batch;
use crate::tenant::ExpectedReceipts;

use super::REPORT;

/// Marks what is held and is to be tried now: what is due, and what waits for an article that has become ours.
pub(super) async fn retry(run: &Run<'_>) -> Result<(), RunError> {
    let mut waiting: Vec<(String, String)> = Vec::new();
    let due = run.held_to_try_among(|held| {
        let article = held.waits_for.as_deref().and_then(article_number_waited_for);
        waiting.extend(article.map(|article| (article.to_owned(), held.record.clone())));
    });
    let due = due.await?;
    let mut batch = Batch::new();
    for held in due {
        if let Some(number) = held.record.strip_suffix(REPORT) {
            batch.mark::<DueReceipt>(&number.to_owned());
        }
        batch.mark::<DuePurchase>(&held.record);
    }
    let articles: Vec<String> = waiting.iter().map(|(article, _)| article.clone()).collect();
    let owners = run.read_all::<NumberOwner>(&articles).await?;
    for ((_, number), _) in waiting.iter().zip(owners).filter(|(_, owner)| owner.is_some()) {
        batch.mark::<DuePurchase>(number);
    }
    run.commit(batch).await
}

pub(super) async fn read(run: &Run<'_>, settings: &ExpectedReceipts) -> Result<(), RunError> {
    let mut cursor = run.read::<PurchaseCursor>(&()).await?.map(|cursor| cursor.0);
    let mut unread = HashSet::new();
    loop {
        run.check_stop()?;
        let page = settings.source.changed(cursor.as_deref()).await?;
        let (has_more, next) = (page.has_more, page.cursor.clone());
        if has_more && next == cursor {
            let what =
                "the source of purchase orders says that there are more, and gives the same cursor again";
            let remedy = "report it to those who maintain the source: each page needs another cursor";
            return Err(RunError::Stopped { what: what.to_owned(), remedy: remedy.to_owned() });
        }
        take(run, page, cursor.as_ref(), &mut unread).await?;
        cursor = next.or(cursor);
        if !has_more {
            break;
        }
    }
    // What the source no longer lists as unreadable is not held any more.
    let mut gone = Vec::new();
    run.each_held(run.process, |held| {
        if held.waits_for.as_deref() == Some(READABLE) && !unread.contains(&held.record) {
            gone.push(held.record);
        }
    })
    .await?;
    let mut batch = Batch::new();
    gone.iter().for_each(|record| run.release(&mut batch, record));
    run.commit(batch).await
}

/// Keeps a page, with the cursor behind it.
async fn take(
    run: &Run<'_>,
    page: PurchaseOrderPage,
    before: Option<&String>,
    unread: &mut HashSet<String>,
) -> Result<(), RunError> {
    let mut batch = Batch::new();
    // Of two with one number, the later one is the order as it is now.
    let mut orders = BTreeMap::<String, PurchaseOrder>::new();
    for order in page.orders {
        match order {
            Ok(order) => {
                let order = order.tidy();
                run.tally().read += 1;
                orders.insert(order.number.clone(), order);
            }
            Err(error) if error.is_item() => {
                let record = error.record.clone().unwrap_or_else(|| "purchase order".to_owned());
                let obstacle =
                    HoldReason::new(Class::NeedsPerson, error.full_message(), error.remedy.as_str());
                let obstacle = obstacle.waiting_for(READABLE);
                run.reason(
                    record.as_str(),
                    Some(obstacle.class),
                    obstacle.what.as_str(),
                    obstacle.remedy.as_str(),
                );
                let held = run.read::<Held>(&run.held_key(&record)).await?;
                if unread.insert(record.clone()) && held.is_none_or(|held| held.what != obstacle.what) {
                    run.hold(&mut batch, &record, obstacle).await?;
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    if orders.remove("").is_some() {
        let what = "the source of purchase orders lists one without a number";
        let obstacle = HoldReason::new(Class::NeedsPerson, what, "give it a number in the source");
        unread.insert(NAMELESS.to_owned());
        run.hold(&mut batch, NAMELESS, obstacle.waiting_for(READABLE)).await?;
    }
    let numbers: Vec<String> = orders.keys().cloned().collect();
    let keys: Vec<HeldKey> = numbers.iter().map(|number| run.held_key(number)).collect();
    let records = run.read_all::<PurchaseRecord>(&numbers).await?;
    let held = run.read_all::<Held>(&keys).await?;
    for (((number, order), record), held) in orders.into_iter().zip(records).zip(held) {
        let mark = fingerprint(&order);
        let is_known = record.as_ref().is_some_and(|record| fingerprint(&record.wanted) == mark);
        if is_known && held.is_none_or(|held| held.source.as_deref() == Some(&mark)) {
            run.tally().unchanged += 1;
            continue;
        }
        let record = match record {
            Some(record) => PurchaseRecord { wanted: order, ..record },
            None => PurchaseRecord::new(order, run.now()),
        };
        batch.set(&number, &record).mark::<DuePurchase>(&number);
    }
    if let Some(cursor) = page.cursor.filter(|cursor| Some(cursor) != before) {
        batch.set(&(), &PurchaseCursor(cursor));
    }
    run.commit(batch).await
}

const NAMELESS: &str = "without number";
