//! Comparing both sides, product by product, and writing where they differ.

use std::collections::HashMap;

use rust_decimal::Decimal;
use twentyfour_client::types::{Product, ProductId};
use wms_erp_mapping::{STOCK_PROPERTIES, is_stock_controlled};

use super::{DUE, due_key};
use crate::engine::RunError;
use crate::engine::hold::Obstacle;
use crate::engine::run::{Run, put};
use crate::flow::{BATCH, collect};
use crate::plan::{FieldChange, PlannedWrite};
use crate::record::{Class, StockRecord, id_key};
use crate::store::{Batch, Table};
use crate::tenant::Stock;

const BRAKE: &str = "brake";

/// A product whose stock differs.
struct Difference {
    id: ProductId,
    erp: Option<Decimal>,
    record: StockRecord,
}

impl Difference {
    fn empties(&self) -> bool {
        self.erp.is_some_and(|erp| erp > Decimal::ZERO) && self.record.level <= Decimal::ZERO
    }
}

pub(super) async fn compare(run: &Run<'_>, settings: &Stock) -> Result<(), RunError> {
    mark_held(run).await?;
    let (compared, mut differences) = find(run).await?;
    let emptied = differences.iter().filter(|difference| difference.empties()).count();
    let brakes = emptied > settings.brake_above && emptied * 2 > compared;
    let released = run.wishes("release").await?;
    let mut batch = Batch::new();
    if brakes && released.is_empty() {
        differences.retain(|difference| !difference.empties());
        let what =
            format!("{emptied} of {compared} products compared would go to zero; none of them is written");
        let remedy = format!("check the WMS's stock; if it is right: release {} stock", run.tenant.name);
        run.reason(BRAKE, Some(Class::NeedsPerson), what.as_str(), remedy.as_str());
        run.hold(&mut batch, BRAKE, Obstacle::new(Class::NeedsPerson, what, remedy)).await?;
    } else {
        run.release(&mut batch, BRAKE);
    }
    run.commit(batch).await?;
    for difference in differences {
        run.check_stop()?;
        write(run, difference).await?;
    }
    let mut batch = Batch::new();
    if !released.is_empty() {
        batch.delete_prefix(Table::Control, format!("release/{}/", run.process));
    }
    run.commit(batch).await
}

/// Whether nothing is to be written: the same quantity, or what the ERP made of ours by rounding.
pub(super) fn is_settled(record: &StockRecord, product: &Product) -> bool {
    if !is_stock_controlled(product) {
        return true;
    }
    let Some(erp) = product.stock else { return false };
    let written = record.written == Some(record.level);
    erp == record.level || written && is_rounded(record.level, erp)
}

/// Whether `rounded` is `exact` with fewer decimals.
fn is_rounded(exact: Decimal, rounded: Decimal) -> bool {
    let (exact, rounded) = (exact.normalize(), rounded.normalize());
    let unit = Decimal::ONE.checked_div(Decimal::from(10_u64.pow(rounded.scale().min(18))));
    exact.scale() > rounded.scale() && unit.is_some_and(|unit| (exact - rounded).abs() < unit)
}

/// Held products are looked at again like all others.
async fn mark_held(run: &Run<'_>) -> Result<(), RunError> {
    let mut batch = Batch::new();
    for id in run.held_to_try().await?.iter().filter_map(|held| held.record.parse().ok()) {
        put(&mut batch, Table::Due, due_key(id), &());
    }
    run.commit(batch).await
}

/// Reads the due products from the ERP, fresh, and tells how many were compared and which differ.
async fn find(run: &Run<'_>) -> Result<(usize, Vec<Difference>), RunError> {
    let mut compared = 0;
    let mut differences = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let page = run.scan(Table::Due, DUE, after.as_deref(), BATCH).await?;
        let Some((last, _)) = page.last() else { return Ok((compared, differences)) };
        after = Some(last.clone());
        let ids: Vec<ProductId> = page.iter().filter_map(|(key, _)| key[DUE.len()..].parse().ok()).collect();
        let products = collect(run, run.erp.products(&ids, STOCK_PROPERTIES).await?).await?;
        let products: HashMap<ProductId, Product> =
            products.into_iter().filter_map(|product| Some((product.id?, product))).collect();
        let keys: Vec<String> = ids.iter().map(|id| id_key(id.0)).collect();
        let records = run.get_all::<StockRecord>(Table::Stock, &keys).await?;
        let mut batch = Batch::new();
        for (id, record) in ids.into_iter().zip(records) {
            match (products.get(&id), record) {
                (Some(product), Some(record)) if !is_settled(&record, product) => {
                    compared += 1;
                    differences.push(Difference { id, erp: product.stock, record });
                }
                (Some(_), Some(_)) => {
                    compared += 1;
                    run.tally().unchanged += 1;
                    batch.delete(Table::Due, due_key(id));
                    run.release(&mut batch, &id.to_string());
                }
                // One of the sides does not know it: there is nothing to compare.
                _ => drop(batch.delete(Table::Due, due_key(id))),
            }
        }
        run.commit(batch).await?;
    }
}

async fn write(run: &Run<'_>, difference: Difference) -> Result<(), RunError> {
    let Difference { id, erp, record } = difference;
    let planned = run.planned(|| PlannedWrite {
        process: run.process,
        record: id.to_string(),
        what: format!("stock of product {id} in the ERP"),
        fields: vec![FieldChange::new(
            "Stock",
            erp.map(|erp| erp.normalize().to_string()),
            Some(record.level.normalize().to_string()),
        )],
    });
    let answer = if planned { Ok(()) } else { run.erp.set_stock(id, record.level).await };
    let mut batch = Batch::new();
    match answer {
        Ok(()) => {
            run.side_is_well();
            run.tally().written += 1;
            put(
                &mut batch,
                Table::Stock,
                id_key(id.0),
                &StockRecord { written: Some(record.level), ..record },
            );
            run.release(&mut batch, &id.to_string());
        }
        Err(error) => {
            let obstacle = Obstacle::from(&run.record_failed(error)?);
            run.reason(
                id.to_string(),
                Some(obstacle.class),
                obstacle.what.as_str(),
                obstacle.remedy.as_str(),
            );
            run.hold(&mut batch, &id.to_string(), obstacle).await?;
        }
    }
    batch.delete(Table::Due, due_key(id));
    run.commit(batch).await
}
