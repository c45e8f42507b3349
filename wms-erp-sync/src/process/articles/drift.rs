//! Every product that should be an article, against the articles of the WMS.

use std::collections::HashSet;

use twentyfour_client::types::{Product, ProductId};
use wms_erp_mapping::{article_number, is_expired};

use crate::context::RunError;
use crate::context::run::{BATCH, Run};
use crate::document::{ArticleRecord, Dismissal, Dismissed, Document, Held, NumberOwner, SupplierCompany};
use crate::plan::FieldChange;
use crate::process::article_writer::ArticleWriter;
use crate::process::inspect::{Comparison, DriftKind, dismissed, held, repair_of};
use crate::process::wms_articles::{StoredArticle, WmsArticles};
use crate::process::{Reading, mapping};
use crate::process_id::Process;
use crate::store::Batch;

pub(in crate::process) async fn compare(
    run: &Run<'_>,
    in_wms: &WmsArticles,
    found: &mut Comparison,
) -> Result<(), RunError> {
    for process in [Process::Articles, Process::Suppliers] {
        found.unreadable(process, in_wms.unreadable);
    }
    // Suppliers are compared as the ERP has them now, not as they were last transferred.
    let mut forgotten = Batch::new();
    forgotten.remove_all(&SupplierCompany::all());
    run.commit(forgotten).await?;
    let mut products =
        Reading::of(run.erp.products_changed(None, &mapping::asked_of_product(run.tenant)).await?)
            .comparing(in_wms.articles().len());
    let mut seen = HashSet::new();
    loop {
        let page = products.next(run, BATCH).await?;
        if page.is_empty() {
            break;
        }
        seen.extend(page.iter().filter_map(|product| product.id));
        compare_page(run, in_wms, &page, found).await?;
    }
    found.unreadable(Process::Articles, products.unreadable());
    if products.is_whole() {
        unmatched(run, in_wms, &seen, found).await?;
    }
    Ok(())
}

async fn compare_page(
    run: &Run<'_>,
    in_wms: &WmsArticles,
    products: &[Product],
    found: &mut Comparison,
) -> Result<(), RunError> {
    let mut writer = ArticleWriter::read_only(run);
    writer.look(products).await?;
    writer.prepare_hooks(products).await?;
    let ids = products.iter().map(|product| product.id.unwrap_or_default());
    let records = run.read_all::<ArticleRecord>(&ids.clone().collect::<Vec<_>>()).await?;
    let held = held(run, Process::Articles, ids.clone().map(|id| id.0)).await?;
    let dismissed = dismissed(run, Process::Articles, ids.map(|id| id.0)).await?;
    for (((product, record), held), dismissed) in products.iter().zip(records).zip(held).zip(dismissed) {
        let Some(id) = product.id else { continue };
        // What keeps it away now is what was dismissed.
        let keeps = writer.mapped(product).err().map(|obstacle| obstacle.what);
        let dismissed = dismissed
            .filter(|dismissed| held.is_none() && is_for(dismissed, &writer, product, keeps.as_deref()))
            .map(|dismissed| Dismissal::new(Process::Articles, id.to_string(), dismissed));
        if writer.is_ignored(product) {
            found.skipped(Process::Articles);
            continue;
        }
        let stored = stored(in_wms, id, record.as_ref());
        let (Some(article), false) = (stored.first(), stored.len() > 1) else {
            if stored.len() > 1 {
                ambiguous(id, &stored, found);
            } else if is_expired(product) && record.is_none() {
                found.skipped(Process::Articles);
            } else if in_wms.unreadable == 0 {
                let known = Known { record: record.as_ref(), held: held.as_ref(), dismissed };
                missing(in_wms, id, product, known, found);
            }
            continue;
        };
        match writer.mapped(product) {
            Ok(mapped) => {
                // What went over as it is was changed in the WMS since.
                let dismissed = dismissed.filter(|_| !writer.is_unchanged(product));
                differences(id, article.differences(&mapped.value), held.as_ref(), dismissed, found);
            }
            // What the article should be is not known.
            Err(obstacle) => {
                found.compared(Process::Articles, false);
                let what = format!("it cannot be compared: {}", obstacle.what);
                let remedy = obstacle.remedy;
                found.add_dismissed(Process::Articles, id, DriftKind::Different, what, remedy, dismissed);
            }
        }
    }
    Ok(())
}

/// Whether a product was dismissed for what it is now: for what `keeps` it away, or for what was tried and refused.
fn is_for(
    dismissed: &Dismissed,
    writer: &ArticleWriter<'_, '_>,
    product: &Product,
    keeps: Option<&str>,
) -> bool {
    let was_tried = || dismissed.source.as_deref().is_some_and(|source| writer.is_text_of(product, source));
    keeps.map_or_else(was_tried, |keeps| keeps == dismissed.what)
}

/// The articles of a product: by its id, or by the number under which it was bound.
fn stored<'s>(
    in_wms: &'s WmsArticles,
    id: ProductId,
    record: Option<&ArticleRecord>,
) -> Vec<&'s StoredArticle> {
    let by_product = in_wms.of(id);
    if !by_product.is_empty() {
        return by_product;
    }
    let bound = record.and_then(|record| in_wms.numbered(&record.number));
    bound.filter(|article| article.code.is_empty()).into_iter().collect()
}

fn ambiguous(id: ProductId, stored: &[&StoredArticle], found: &mut Comparison) {
    let numbers: Vec<&str> = stored.iter().map(|article| article.number.as_str()).collect();
    let what =
        format!("the WMS has {} articles with the product code {id}: {}", stored.len(), numbers.join(", "));
    let repair = "find out which one is meant, and remove the product code from the others in the WMS";
    found.compared(Process::Articles, false);
    found.add(Process::Articles, id, DriftKind::Ambiguous, what, repair);
}

/// What the store has of a product that the WMS does not have.
struct Known<'a> {
    record: Option<&'a ArticleRecord>,
    held: Option<&'a Held>,
    /// Dismissed for what keeps it away now.
    dismissed: Option<Dismissal>,
}

fn missing(in_wms: &WmsArticles, id: ProductId, product: &Product, known: Known<'_>, found: &mut Comparison) {
    let Known { record, held, dismissed } = known;
    found.compared(Process::Articles, false);
    let number = article_number(product);
    if record.is_some() {
        let what = format!("the article {number:?}, which we transferred, is no longer in the WMS");
        let repair = "find out who removed it in the WMS; an order that needs it, or any change of the \
            product in the ERP, creates it again";
        return found.add(Process::Articles, id, DriftKind::Lost, what, repair_of(held, repair));
    }
    let (what, repair) = match in_wms.numbered(&number) {
        Some(taken) if taken.code.is_empty() => (
            format!("the WMS has an article {number:?} without a product code"),
            format!(
                "if it is this product, set its product code to {id} in the WMS; if not, renumber one of them"
            ),
        ),
        Some(taken) => (
            format!("the WMS has an article {number:?} with the product code {:?}", taken.code),
            format!(
                "if it is this product, set its product code to {id} in the WMS; if not, renumber one of them"
            ),
        ),
        None => {
            (format!("the WMS has no article {number:?}"), "the next run of articles transfers it".to_owned())
        }
    };
    let repair = repair_of(held, repair);
    found.add_dismissed(Process::Articles, id, DriftKind::Missing, what, repair, dismissed);
}

fn differences(
    id: ProductId,
    differing: Vec<FieldChange>,
    held: Option<&Held>,
    dismissed: Option<Dismissal>,
    found: &mut Comparison,
) {
    let (supplier, article): (Vec<_>, Vec<_>) =
        differing.into_iter().partition(|change| change.field.starts_with("MainSupplier/"));
    for (process, differing) in [(Process::Articles, article), (Process::Suppliers, supplier)] {
        found.compared(process, differing.is_empty());
        if !differing.is_empty() {
            let repair = "if it was changed in the WMS, change it back there, or change the product in the \
                ERP: any change of it is written in full";
            let (what, repair) = (told(&differing), repair_of(held, repair));
            found.add_dismissed(process, id, DriftKind::Different, what, repair, dismissed.clone());
        }
    }
}

/// The fields, from what to what; an article has nothing that concerns people.
fn told(differing: &[FieldChange]) -> String {
    let told = differing.iter().map(|FieldChange { field, old, new, .. }| {
        let (old, new) = (old.as_deref().unwrap_or_default(), new.as_deref().unwrap_or_default());
        format!("{field}: {old:?} in the WMS, {new:?} in the ERP")
    });
    told.collect::<Vec<_>>().join("; ")
}

/// Articles that nothing in the ERP stands for. Those of another system are as good as ours: they are listed, not judged.
async fn unmatched(
    run: &Run<'_>,
    in_wms: &WmsArticles,
    seen: &HashSet<ProductId>,
    found: &mut Comparison,
) -> Result<(), RunError> {
    let strange: Vec<&StoredArticle> = in_wms
        .articles()
        .iter()
        .filter(|article| article.product.is_none_or(|id| !seen.contains(&id)))
        .collect();
    for page in strange.chunks(BATCH) {
        let keys: Vec<String> =
            page.iter().map(|article| wms_erp_mapping::number_key(&article.number)).collect();
        let owners = run.read_all::<NumberOwner>(&keys).await?;
        for (article, owner) in page.iter().zip(owners) {
            // Bound by its number, to a warehouse that knows no product codes.
            if article.code.is_empty() && owner.is_some_and(|NumberOwner(id)| seen.contains(&ProductId(id))) {
                continue;
            }
            let (what, repair) = match article.product {
                Some(id) => (
                    format!("the article is of product {id}, which the ERP does not have"),
                    "if the product was deleted, close the article in the WMS when its stock is gone",
                ),
                None if article.code.is_empty() => (
                    "the article has no product code".to_owned(),
                    "nothing, if it belongs to another system; otherwise set its product code to the \
                     product's id",
                ),
                None => (
                    format!("the article's product code {:?} is not a product id", article.code),
                    "nothing, if it belongs to another system; otherwise set its product code to the \
                     product's id",
                ),
            };
            found.add(Process::Articles, &article.number, DriftKind::Unmatched, what, repair);
        }
    }
    Ok(())
}
