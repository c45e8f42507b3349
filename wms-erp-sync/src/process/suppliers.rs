//! Suppliers travel on their articles: a changed supplier makes its articles due.

use std::collections::HashSet;

use twentyfour_client::types::{Company, CompanyId, CompanyType, ProductId};
use wms_erp_mapping::SUPPLIER_PROPERTIES;

use super::article_writer::without_times;
use super::change_cursor::ChangeCursor;
use super::{Reading, collect_known};
use crate::context::RunError;
use crate::context::hold::Obstacle;
use crate::context::run::{BATCH, ERP_OVERLAP, Run, put};
use crate::document::key::{company_key, supplied_by};
use crate::document::{Class, Held, due};
use crate::process::article_delivery;
use crate::process_id::Process;
use crate::store::{Batch, Table};

const CURSOR: &str = "suppliers/erp";

pub(super) async fn run(run: &Run<'_>) -> Result<(), RunError> {
    let cursor = ChangeCursor::load(run, CURSOR, "").await?;
    let changed = run.erp.companies_changed(cursor.since(ERP_OVERLAP), SUPPLIER_PROPERTIES).await?;
    let mut companies = Reading::of(changed);
    loop {
        let page = companies.next(run, BATCH).await?;
        if page.is_empty() {
            break;
        }
        take(run, &page).await?;
    }
    again(run).await?;
    let mut batch = Batch::new();
    companies.unread().hold(run, &mut batch).await?;
    if companies.is_whole() {
        cursor.advance(&mut batch);
    }
    run.commit(batch).await?;
    article_delivery::write_due(run).await
}

async fn again(run: &Run<'_>) -> Result<(), RunError> {
    let held = run.held_to_try().await?;
    let ids: Vec<CompanyId> =
        held.iter().filter_map(|held| held.record.parse().ok().map(CompanyId)).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let (companies, unread) = collect_known(run, run.erp.companies(&ids, SUPPLIER_PROPERTIES).await?).await?;
    take(run, &companies).await?;
    let found: HashSet<CompanyId> = companies.iter().filter_map(|company| company.id).collect();
    let mut batch = Batch::new();
    unread.hold(run, &mut batch).await?;
    for id in ids.iter().filter(|id| !found.contains(id) && unread.may_be(id).is_none()) {
        run.release(&mut batch, &id.to_string());
    }
    run.commit(batch).await
}

/// Keeps the suppliers among these companies, and marks the articles of those that changed.
async fn take(run: &Run<'_>, companies: &[Company]) -> Result<(), RunError> {
    let keys: Vec<String> =
        companies.iter().map(|company| company_key(company.id.unwrap_or_default().0)).collect();
    let stored = run.get_all::<String>(Table::Supplier, &keys).await?;
    let held_keys: Vec<String> = companies
        .iter()
        .map(|company| format!("{}/{}", Process::Suppliers, company.id.unwrap_or_default()))
        .collect();
    let held = run.get_all::<Held>(Table::Held, &held_keys).await?;
    for (((company, key), stored), held) in companies.iter().zip(keys).zip(stored).zip(held) {
        run.check_stop()?;
        let Some(id) = company.id else { continue };
        let articles = run.ids(Table::Supplier, &supplied_by(id.0)).await?;
        let mut batch = Batch::new();
        if company.kind != Some(CompanyType::Supplier) && articles.is_empty() {
            run.tally().skipped += 1;
            // It supplied something once; should it do so again, it is asked for as it is then. Or it was held as one that
            // could not be read, and is no supplier after all.
            if stored.is_some() || held.is_some() {
                batch.delete(Table::Supplier, key);
                run.release(&mut batch, &id.to_string());
                run.commit(batch).await?;
            }
            continue;
        }
        let xml = asmx_soap::keep(&without_times(company.clone()));
        if articles.is_empty() {
            let what = format!("supplier {id} has no article yet; suppliers travel on their articles");
            let remedy = "it goes by itself as soon as a product names it as its supplier";
            let obstacle =
                Obstacle::new(Class::Waiting, what, remedy).waiting_for(format!("article of {id}"));
            run.hold(&mut batch, &id.to_string(), obstacle).await?;
        } else {
            run.release(&mut batch, &id.to_string());
        }
        if stored.as_deref() == Some(xml.as_str()) {
            run.tally().unchanged += 1;
        } else {
            put(&mut batch, Table::Supplier, key, &xml);
            for product in articles {
                put(&mut batch, Table::Due, due::article(ProductId(product)), &());
            }
        }
        run.commit(batch).await?;
    }
    Ok(())
}
