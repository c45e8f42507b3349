//! Suppliers travel on their articles: a changed supplier makes its articles due.

use std::collections::HashSet;
use std::pin::pin;

use futures::TryStreamExt;
use twentyfour_client::types::{Company, CompanyId, CompanyType, ProductId};

use super::article_delivery::{self, TURN};
use super::article_writer::{ArticleWriter, without_times};
use super::change_cursor::ChangeCursor;
use super::{Reading, collect_known, further, mapping, supplier_memory};
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::{BATCH, ERP_OVERLAP, Run};
use crate::document::{Class, DueArticle, Held, HeldKey, StreamKey, SuppliedArticle, SupplierCompany};
use crate::process_id::Process;
use crate::store::Batch;

pub(super) async fn run(run: &Run<'_>) -> Result<(), RunError> {
    further::check_articles(run.tenant)?;
    supplier_memory::renew(run).await?;
    let cursor = ChangeCursor::load(run, StreamKey::suppliers(), supplier_memory::asked_besides(run)).await?;
    let asked = mapping::asked_of_supplier(run.tenant);
    let changed = run.erp.companies_changed(cursor.since(ERP_OVERLAP), &asked).await?;
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
    let asked = mapping::asked_of_supplier(run.tenant);
    let (companies, unread) = collect_known(run, run.erp.companies(&ids, &asked).await?).await?;
    take(run, &companies).await?;
    let found: HashSet<CompanyId> = companies.iter().filter_map(|company| company.id).collect();
    let mut batch = Batch::new();
    unread.hold(run, &mut batch).await?;
    for id in ids.iter().filter(|id| !found.contains(id) && unread.may_be(id).is_none()) {
        run.release(&mut batch, &id.to_string());
    }
    run.commit(batch).await
}

/// Looks for the suppliers among these companies, and keeps those that changed.
async fn take(run: &Run<'_>, companies: &[Company]) -> Result<(), RunError> {
    let ids: Vec<CompanyId> = companies.iter().map(|company| company.id.unwrap_or_default()).collect();
    let stored = run.read_all::<SupplierCompany>(&ids).await?;
    let held_keys: Vec<HeldKey> = ids.iter().map(|id| HeldKey::of(Process::Suppliers, id)).collect();
    let held = run.read_all::<Held>(&held_keys).await?;
    let mut changed = Vec::new();
    for ((company, stored), held) in companies.iter().zip(stored).zip(held) {
        run.check_stop()?;
        let Some(id) = company.id else { continue };
        let articles: Vec<ProductId> =
            run.keys(SuppliedArticle::of(id)).map_ok(|(_, product)| product).try_collect().await?;
        let mut batch = Batch::new();
        if company.kind != Some(CompanyType::Supplier) && articles.is_empty() {
            run.tally().skipped += 1;
            // It supplied something once; should it do so again, it is asked for as it is then. Or it was held as one that
            // could not be read, and is no supplier after all.
            if stored.is_some() || held.is_some() {
                batch.remove::<SupplierCompany>(&id);
                run.release(&mut batch, &id.to_string());
                run.commit(batch).await?;
            }
            continue;
        }
        let now = SupplierCompany::new(&without_times(company.clone()));
        if articles.is_empty() {
            let what = format!(
                "supplier {id} has no article yet; suppliers are transferred with their \
                articles"
            );
            let remedy = "it is transferred automatically as soon as a product names it as its supplier";
            let obstacle =
                HoldReason::new(Class::Waiting, what, remedy).waiting_for(format!("article of {id}"));
            run.hold(&mut batch, &id.to_string(), obstacle).await?;
        } else {
            run.release(&mut batch, &id.to_string());
        }
        if stored.as_ref() == Some(&now) {
            run.tally().unchanged += 1;
            run.commit(batch).await?;
        } else {
            changed.push((id, now, batch));
        }
    }
    keep(run, changed).await
}

/// Keeps these suppliers as they are now, with what else is to be remembered of each, and marks their articles as due. The writer's lease
/// is held for it: whoever writes one of these articles at the moment does so with the supplier as it was, keeps that one, and then
/// removes the mark.
async fn keep(run: &Run<'_>, changed: Vec<(CompanyId, SupplierCompany, Batch)>) -> Result<(), RunError> {
    let mut changed = changed.into_iter().peekable();
    while changed.peek().is_some() {
        let writer = ArticleWriter::open(run).await?;
        let kept = keep_some(run, &writer, changed.by_ref().take(TURN)).await;
        writer.close().await;
        kept?;
        if changed.peek().is_some() {
            ArticleWriter::let_others_ask(run).await;
        }
    }
    Ok(())
}

async fn keep_some(
    run: &Run<'_>,
    writer: &ArticleWriter<'_, '_>,
    changed: impl Iterator<Item = (CompanyId, SupplierCompany, Batch)>,
) -> Result<(), RunError> {
    for (id, now, mut batch) in changed {
        run.check_stop()?;
        batch.set(&id, &now);
        let mut articles = pin!(run.keys(SuppliedArticle::of(id)));
        while let Some((_, product)) = articles.try_next().await? {
            batch.mark::<DueArticle>(&product);
        }
        writer.commit(batch).await?;
    }
    Ok(())
}
