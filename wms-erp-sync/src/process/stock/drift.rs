//! The stock of every product that both sides keep stock of.

use std::collections::HashMap;

use rust_decimal::Decimal;
use twentyfour_client::types::{Product, ProductId};
use wms_erp_mapping::{STOCK_PROPERTIES, is_stock_controlled};

use super::ruled::prepare;
use crate::context::RunError;
use crate::context::run::{BATCH, Run};
use crate::document::{ArticleRecord, SafetyLimit, StockRecord};
use crate::hooks::Decision;
use crate::port::named;
use crate::process::Reading;
use crate::process::inspect::{Comparison, DriftKind, held, repair_of};
use crate::process::wms_articles::WmsArticles;
use crate::process_id::Process;

pub(in crate::process) async fn compare(
    run: &Run<'_>,
    in_wms: &WmsArticles,
    found: &mut Comparison,
) -> Result<(), RunError> {
    found.unreadable(Process::Stock, in_wms.unreadable);
    let products = Reading::of(run.erp.products_changed(None, &named(STOCK_PROPERTIES)).await?);
    let mut products = products.comparing(in_wms.articles().len());
    loop {
        let page = products.next(run, BATCH).await?;
        if page.is_empty() {
            break;
        }
        compare_page(run, in_wms, &page, found).await?;
    }
    found.unreadable(Process::Stock, products.unreadable());
    Ok(())
}

async fn compare_page(
    run: &Run<'_>,
    in_wms: &WmsArticles,
    products: &[Product],
    found: &mut Comparison,
) -> Result<(), RunError> {
    let products: HashMap<ProductId, &Product> =
        products.iter().filter_map(|product| Some((product.id?, product))).collect();
    let mut ids: Vec<ProductId> = products.keys().copied().collect();
    ids.sort_unstable();
    let articles = run.read_all::<ArticleRecord>(&ids).await?;
    let records = run.read_all::<StockRecord>(&ids).await?;
    let held = held(run, Process::Stock, ids.iter().map(|id| id.0)).await?;
    // As in a run: an article that we did not create belongs to another system, unless articles are not ours to create.
    let trusted = run.tenant.articles.is_none();
    let levels = ids.iter().filter_map(|id| Some((*id, reported(in_wms, *id)?)));
    let unprepared = prepare(run, &levels.collect::<Vec<_>>()).await?.is_some();
    for (((id, article), record), held) in ids.into_iter().zip(articles).zip(records).zip(held) {
        let Some(product) = products.get(&id) else { continue };
        let keeps_stock = is_stock_controlled(product)
            && !run.tenant.is_kit(id)
            && article.map_or(trusted, |article| article.stock);
        let Some(level) = level(run, in_wms, id).filter(|_| keeps_stock && !unprepared) else {
            found.skipped(Process::Stock);
            continue;
        };
        let erp = product.stock;
        let equal = erp.unwrap_or_default() == level || is_what_it_made_of(record.as_ref(), level, erp);
        found.compared(Process::Stock, equal);
        if equal {
            continue;
        }
        let shown = erp.map_or_else(|| "nothing".to_owned(), |erp| erp.normalize().to_string());
        let what = format!("{} in the WMS, {shown} in the ERP", level.normalize());
        let braked = record.is_some_and(|record| record.safety_limit == Some(SafetyLimit::Held));
        let repair = match braked {
            true => {
                format!("the safety limit holds it; if the WMS is right: release {} stock", run.tenant.name)
            }
            false => "the next run of stock writes it".to_owned(),
        };
        found.add(Process::Stock, id, DriftKind::Different, what, repair_of(held.as_ref(), repair));
    }
    Ok(())
}

/// The quantity that the WMS reports.
fn reported(in_wms: &WmsArticles, id: ProductId) -> Option<Decimal> {
    let [article] = in_wms.of(id)[..] else { return None };
    article.level.filter(|_| article.is_stock != Some(false))
}

/// The quantity that the ERP should show, if the WMS reports one and no hook takes it out.
fn level(run: &Run<'_>, in_wms: &WmsArticles, id: ProductId) -> Option<Decimal> {
    let mut level = reported(in_wms, id)?;
    (run.tenant.hooks.stock(id, &mut level) == Decision::Accept).then_some(level)
}

/// Whether the ERP shows what it made of a quantity that we wrote, by rounding.
fn is_what_it_made_of(record: Option<&StockRecord>, level: Decimal, erp: Option<Decimal>) -> bool {
    record.is_some_and(|record| record.written == Some(level) && erp.is_some() && record.shown == erp)
}
