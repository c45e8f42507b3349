//! What becomes of each return that is to be looked at.

use std::collections::HashMap;

use futures::TryStreamExt;
use ongoing_client::model::ReturnOrderInfo;
use twentyfour_client::types::{OrderId, ProductId};
use wms_erp_mapping::{ReturnedOrder, erp_order, number_key, returned};

use super::sides::{Sides, once, prefix, sold_number};
use super::sold::Sold;
use super::{credit, notice, number, of_source, quantities, source, words};
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::document::{
    Class, Dismissed, Document, DueReturn, Held, NumberOwner, OrderEventKind, OrderRecord, Quantities,
    ReturnRecord, StockRequest, undone_record,
};
use crate::port::ReturnQuery;
use crate::process::{Unread, collect_known};
use crate::store::Batch;
use crate::tenant::{ReturnAction, Returns};

const PAGE: usize = 50;

pub(super) async fn work(run: &Run<'_>, settings: &Returns) -> Result<(), RunError> {
    let due: Vec<String> = run.keys(DueReturn::all()).try_collect().await?;
    for numbers in due.chunks(PAGE) {
        run.check_stop()?;
        page(run, settings, numbers).await?;
    }
    Ok(())
}

async fn page(run: &Run<'_>, settings: &Returns, numbers: &[String]) -> Result<(), RunError> {
    let asked = run.wms.return_orders(ReturnQuery::Numbers(numbers.to_vec())).await?;
    let (found, unread) = collect_known(run, asked).await?;
    let found = once(found);
    let sides = match settings.action {
        ReturnAction::Credit => Some(Sides::read(run, &found).await?),
        ReturnAction::Notice => None,
    };
    let mut by_number = HashMap::<&str, Vec<&ReturnOrderInfo>>::new();
    for order in &found {
        by_number.entry(number(order).unwrap_or_default()).or_default().push(order);
    }
    for number in numbers {
        run.check_stop()?;
        match by_number.get(number.as_str()).map(Vec::as_slice) {
            Some([order]) => one(run, settings, number, order, sides.as_ref()).await?,
            Some(_) => {
                let what = format!("several returns of the WMS have the number {number}");
                let remedy = "give each a number of its own in the WMS, then retry this";
                let obstacle = HoldReason::new(Class::NeedsPerson, what, remedy);
                hold(run, number, None, obstacle, &Quantities::new()).await?;
            }
            // If it is not known to be the one that could not be read, it may be.
            None if unread.is_known(number) => unreadable(run, number, &unread).await?,
            None if unread.may_be(number).is_some() => {}
            // One of an answer without its number may be it, and is said to have none.
            None if by_number.contains_key("") => {}
            None => gone(run, number).await?,
        }
    }
    Ok(())
}

/// One that the WMS does not have any more, or never had.
async fn gone(run: &Run<'_>, number: &String) -> Result<(), RunError> {
    match run.read::<ReturnRecord>(number).await? {
        Some(record) => finish(run, number, &ReturnedOrder::default(), &[], record).await,
        None => {
            let mut batch = Batch::new();
            batch.remove::<DueReturn>(number);
            run.release(&mut batch, number);
            run.commit(batch).await
        }
    }
}

async fn one(
    run: &Run<'_>,
    settings: &Returns,
    number: &String,
    order: &ReturnOrderInfo,
    sides: Option<&Sides>,
) -> Result<(), RunError> {
    let goods = returned(order);
    let came = quantities(&goods);
    let record = run.read::<ReturnRecord>(number).await?;
    let mut record = record.unwrap_or_else(|| ReturnRecord::new(run.now()));
    // What a person has dismissed they have dealt with, as it was then.
    if let Some(dismissed) = run.read::<Dismissed>(&run.held_key(number)).await? {
        record.dismissed |= record.settle_up_to(&of_source(dismissed.source.as_deref()));
    }
    let Some(sides) = sides else { return tell(run, number, (order, &goods), record).await };
    if record.left(&came).is_empty() {
        if record.attempt.is_some()
            && let Ok(sold) = Sold::of(order, sides, prefix(run))
        {
            credit::find_late(run, order, sold.original, &mut record).await?;
        }
        return finish(run, number, &goods, &[], record).await;
    }
    let sold = match Sold::of(order, sides, prefix(run)) {
        Ok(sold) => sold,
        Err(obstacle) => {
            let id = sold_number(order).and_then(|number| erp_order(number, prefix(run)));
            return hold(run, number, id, obstacle, &came).await;
        }
    };
    let products: Vec<ProductId> = match sold.rows(&record.left(&came)) {
        Ok(rows) => rows.iter().map(|row| row.product).collect(),
        Err(obstacle) => return hold(run, number, Some(sold.id), obstacle, &came).await,
    };
    record.order = Some(sold.id.0);
    match credit::make(run, settings, (number.as_str(), order), &sold, &came, &mut record).await? {
        Ok(()) => finish(run, number, &goods, &products, record).await,
        Err(obstacle) => hold(run, number, Some(sold.id), obstacle, &came).await,
    }
}

/// Gives the notice of a return.
async fn tell(
    run: &Run<'_>,
    number: &String,
    (order, goods): (&ReturnOrderInfo, &ReturnedOrder),
    mut record: ReturnRecord,
) -> Result<(), RunError> {
    let came = quantities(goods);
    let mut batch = Batch::new();
    let id = sold_number(order).and_then(|number| erp_order(number, prefix(run)));
    if record.seen != came
        && let Some(obstacle) = notice::of(order, goods, &came, &record)
    {
        let obstacle = about(obstacle.for_source(source(&came)), id);
        run.reason(number.as_str(), Some(obstacle.class), obstacle.what.as_str(), obstacle.remedy.as_str());
        if let Some(id) = ours(run, id).await? {
            run.event(
                &mut batch,
                id.0,
                OrderEventKind::Returned,
                format!("return {number}: {}", words(&came, goods)),
            );
        }
        run.hold(&mut batch, number, obstacle).await?;
    }
    let keys: Vec<String> = goods.lines.iter().map(|line| number_key(&line.article)).collect();
    let owners = run.read_all::<NumberOwner>(&keys).await?;
    for owner in owners.into_iter().flatten() {
        batch.mark::<StockRequest>(&ProductId(owner.0));
    }
    // With credits on later, it is not credited: people have been asked to.
    record.settle_up_to(&came);
    (record.at, record.order, record.seen) = (run.now(), id.map(|id| id.0).or(record.order), came);
    batch.set(number, &record).remove::<DueReturn>(number);
    run.commit(batch).await
}

/// Keeps that all that came back is dealt with.
async fn finish(
    run: &Run<'_>,
    number: &String,
    goods: &ReturnedOrder,
    products: &[ProductId],
    mut record: ReturnRecord,
) -> Result<(), RunError> {
    let came = quantities(goods);
    let mut batch = Batch::new();
    let before = run.read::<ReturnRecord>(number).await?;
    let known = before.map(|before| before.credits).unwrap_or_default();
    let id = ours(run, record.order.map(OrderId)).await?;
    for credit in record.credits.iter().filter(|credit| !known.contains(credit)) {
        if let Some(id) = id {
            run.event(&mut batch, id.0, OrderEventKind::Credited, format!("return {number}: order {credit}"));
        }
    }
    let undone = undone_record(number);
    match notice::undone(number, goods, &came, &record) {
        Some(obstacle) if record.seen != came => {
            let obstacle = about(obstacle.for_source(source(&came)), record.order.map(OrderId));
            run.reason(
                undone.as_str(),
                Some(obstacle.class),
                obstacle.what.as_str(),
                obstacle.remedy.as_str(),
            );
            if let Some(id) = id {
                run.event(&mut batch, id.0, OrderEventKind::Returned, obstacle.what.as_str());
            }
            run.hold(&mut batch, &undone, obstacle).await?;
        }
        Some(_) => {}
        None => run.release(&mut batch, &undone),
    }
    for product in products {
        batch.mark::<StockRequest>(product);
    }
    // Of one that is only waited for, that begins once.
    if record.attempt.is_none() || record.seen != came {
        record.at = run.now();
    }
    record.seen = came;
    batch.set(number, &record).remove::<DueReturn>(number);
    run.release(&mut batch, number);
    run.commit(batch).await
}

/// Holds a return, and says so in the timeline of its order when that is new.
async fn hold(
    run: &Run<'_>,
    number: &String,
    id: Option<OrderId>,
    obstacle: HoldReason,
    came: &Quantities,
) -> Result<(), RunError> {
    let obstacle = about(obstacle.for_source(source(came)), id);
    let mut batch = Batch::new();
    batch.remove::<DueReturn>(number);
    run.reason(number.as_str(), Some(obstacle.class), obstacle.what.as_str(), obstacle.remedy.as_str());
    let before = run.read::<Held>(&run.held_key(number)).await?;
    let is_told = before.is_some_and(|held| held.class == obstacle.class && held.what == obstacle.what);
    if let Some(id) = ours(run, id).await?.filter(|_| !is_told) {
        run.event(&mut batch, id.0, OrderEventKind::Held, format!("return {number}: {}", obstacle.what));
    }
    run.hold(&mut batch, number, obstacle).await?;
    run.commit(batch).await
}

/// One that cannot be read is asked for again when it is due.
async fn unreadable(run: &Run<'_>, number: &String, unread: &Unread) -> Result<(), RunError> {
    let mut batch = Batch::new();
    batch.remove::<DueReturn>(number);
    let is_new = run.tally().unread.insert(number.clone());
    if let Some(obstacle) = unread.may_be(number).filter(|_| is_new) {
        run.hold(&mut batch, number, obstacle.clone()).await?;
    }
    run.commit(batch).await
}

fn about(obstacle: HoldReason, id: Option<OrderId>) -> HoldReason {
    match id {
        Some(id) => obstacle.about_order(id.0),
        None => obstacle,
    }
}

/// The order, if it is one that we remember: what is noted of others would never be forgotten.
async fn ours(run: &Run<'_>, id: Option<OrderId>) -> Result<Option<OrderId>, RunError> {
    let Some(id) = id else { return Ok(None) };
    Ok(run.read::<OrderRecord>(&id).await?.map(|_| id))
}
