//! Which returns are to be looked at: those of which goods came back lately, those that are held, and once a day those that were dealt
//! with lately, since what was undone is in no list of what came back.

use std::pin::pin;

use chrono::TimeDelta;
use futures::TryStreamExt;
use ongoing_client::model::ReturnOrderInfo;
use wms_erp_mapping::returned;

use super::{number, quantities, source};
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::{BATCH, Run, WHOLE_EVERY, is_over};
use crate::document::{
    Class, Document, DueReturn, Held, HeldKey, Progress, ReturnRecord, StreamKey, return_of_record,
};
use crate::port::ReturnQuery;
use crate::process::Reading;
use crate::store::Batch;
use crate::tenant::Returns;
use crate::zone;

/// By its name, the filter of the WMS compares days; and its clock is its own.
const REACH: TimeDelta = TimeDelta::days(2);
/// For so long returns are looked at once a day, those that came back and those that were dealt with.
const FOLLOWED: TimeDelta = TimeDelta::days(60);
const PAGE: usize = 100;

/// Marks them.
pub(super) async fn read(run: &Run<'_>, settings: &Returns) -> Result<(), RunError> {
    let began = run.now();
    let last = run.read::<Progress>(&StreamKey::returns()).await?.map(|progress| progress.began);
    let swept = run.read::<Progress>(&StreamKey::all_returns()).await?.map(|progress| progress.began);
    let mut batch = Batch::new();
    for held in run.held_to_try().await? {
        batch.mark::<DueReturn>(&return_of_record(&held.record).to_owned());
    }
    run.commit(batch).await?;

    let start = settings.start(run.tenant.erp_zone);
    // A clock that was ahead has left a cursor in the future: then it is not known what was missed.
    let sweeps = swept.is_none_or(|swept| is_over(swept, WHOLE_EVERY, began));
    let reach = if sweeps { FOLLOWED } else { REACH };
    let from = last.filter(|last| *last <= began).map(|last| last - reach).max(start);
    let since = from.map(|from| zone::told(from, run.tenant.wms_zone));
    let mut is_seen = take(run, ReturnQuery::Since(since)).await?;
    if sweeps {
        is_seen &= sweep(run).await?;
    }
    // Those that could not be read are held by their numbers, and asked for by them.
    if is_seen {
        let mut batch = Batch::new();
        batch.set(&StreamKey::returns(), &Progress::at(began));
        if sweeps {
            batch.set(&StreamKey::all_returns(), &Progress::at(began));
        }
        run.commit(batch).await?;
    }
    Ok(())
}

/// Those that were dealt with lately. One that the WMS does not name is gone there, and is looked at, too.
async fn sweep(run: &Run<'_>) -> Result<bool, RunError> {
    let now = run.now();
    let mut is_seen = true;
    let mut pages = pin!(run.pages(ReturnRecord::all(), BATCH));
    while let Some(page) = pages.try_next().await? {
        let followed = page.into_iter().filter(|(_, record)| now - record.at < FOLLOWED);
        let numbers: Vec<String> = followed.map(|(number, _)| number).collect();
        for numbers in numbers.chunks(PAGE) {
            let mut returns =
                Reading::of(run.wms.return_orders(ReturnQuery::Numbers(numbers.to_vec())).await?);
            let mut gone = numbers.to_vec();
            loop {
                let page = returns.next(run, PAGE).await?;
                if page.is_empty() {
                    break;
                }
                gone.retain(|known| !page.iter().any(|order| number(order) == Some(known)));
                consider(run, page).await?;
            }
            let mut batch = Batch::new();
            returns.unread().hold(run, &mut batch).await?;
            for number in gone.iter().filter(|number| returns.unread().may_be(number).is_none()) {
                batch.mark::<DueReturn>(number);
            }
            run.commit(batch).await?;
            is_seen &= !returns.unread().has_unnamed();
        }
    }
    Ok(is_seen)
}

/// Marks those of an answer that have changed. Whether each of them can be looked at.
async fn take(run: &Run<'_>, query: ReturnQuery) -> Result<bool, RunError> {
    let mut returns = Reading::of(run.wms.return_orders(query).await?);
    loop {
        let page = returns.next(run, PAGE).await?;
        if page.is_empty() {
            let mut batch = Batch::new();
            returns.unread().hold(run, &mut batch).await?;
            run.commit(batch).await?;
            return Ok(!returns.unread().has_unnamed());
        }
        consider(run, page).await?;
    }
}

async fn consider(run: &Run<'_>, page: Vec<ReturnOrderInfo>) -> Result<(), RunError> {
    let mut batch = Batch::new();
    let mut named = Vec::new();
    for order in &page {
        match number(order) {
            Some(number) => named.push((number.to_owned(), quantities(&returned(order)))),
            None => nameless(run, &mut batch, order).await?,
        }
    }
    let numbers: Vec<String> = named.iter().map(|(number, _)| number.clone()).collect();
    let keys: Vec<HeldKey> = numbers.iter().map(|number| run.held_key(number)).collect();
    let records = run.read_all::<ReturnRecord>(&numbers).await?;
    let held = run.read_all::<Held>(&keys).await?;
    for (((number, came), record), held) in named.into_iter().zip(records).zip(held) {
        // A return that was undone while a credit of it was on its way is looked at until that can arrive no more.
        let is_awaited = record.as_ref().is_some_and(|record| record.may_arrive_late(run.now()));
        let seen = record.map(|record| record.seen).unwrap_or_default();
        // One that is held is tried again when it is due, when a person asks for it, or when it has changed.
        let is_same = match held {
            Some(held) => held.source.as_deref() == Some(&source(&came)),
            None => seen == came && !is_awaited,
        };
        if is_same {
            run.tally().unchanged += 1;
        } else {
            batch.mark::<DueReturn>(&number);
        }
    }
    run.commit(batch).await
}

/// A return without a number cannot be asked for again, and has no name to be credited by.
async fn nameless(run: &Run<'_>, batch: &mut Batch, order: &ReturnOrderInfo) -> Result<(), RunError> {
    let goods = returned(order);
    let Some(id) = order.return_order_id.filter(|_| !goods.lines.is_empty()) else {
        run.tally().skipped += 1;
        return Ok(());
    };
    let record = format!("id {id}");
    let obstacle = HoldReason::new(
        Class::NeedsPerson,
        format!("the return with the id {id} in the WMS has no number"),
        "give it a number in the WMS, then dismiss this",
    );
    let obstacle = obstacle.for_source(source(&quantities(&goods)));
    let before = run.read::<Held>(&run.held_key(&record)).await?;
    if before.is_some_and(|before| before.source == obstacle.source) {
        return Ok(());
    }
    run.reason(record.as_str(), Some(obstacle.class), obstacle.what.as_str(), obstacle.remedy.as_str());
    run.hold(batch, &record, obstacle).await
}
