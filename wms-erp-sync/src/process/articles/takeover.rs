//! Articles of the WMS are bound to the products that they stand for.

use std::collections::HashMap;

use twentyfour_client::properties;
use twentyfour_client::types::{Product, ProductId};
use wms_erp_mapping::{ArticleIdentification, article_number, is_expired, number_key};

use crate::context::RunError;
use crate::context::run::{BATCH, Run};
use crate::process::article_writer::ArticleWriter;
use crate::process::inspect::TakeoverReport;
use crate::process::wms_articles::{StoredArticle, WmsArticles};
use crate::process::{Reading, mapping};
use crate::store::Batch;
use crate::tenant::Stock;

/// Products that are bound in one commit; those who write articles wait meanwhile.
const PAGE: usize = 200;

pub(crate) async fn take_over(run: &Run<'_>) -> Result<TakeoverReport, RunError> {
    let in_wms = WmsArticles::read(run, &Stock::default()).await?;
    let mut taking =
        Taking {
            by_number: run.tenant.articles.as_ref().is_some_and(|articles| {
                articles.mapping.identification == ArticleIdentification::ArticleNumber
            }),
            rivals: rivals(run).await?,
            met: vec![false; in_wms.articles().len()],
            taken: TakeoverReport { unreadable: in_wms.unreadable, ..TakeoverReport::default() },
            in_wms,
        };
    let mut products =
        Reading::of(run.erp.products_changed(None, &mapping::asked_of_product(run.tenant)).await?)
            .comparing(taking.in_wms.articles().len());
    loop {
        let page = products.next(run, PAGE).await?;
        if page.is_empty() {
            break;
        }
        let mut writer = ArticleWriter::open(run).await?;
        let worked = taking.page(&mut writer, &page).await;
        writer.close().await;
        worked?;
    }
    let Taking { mut taken, met, .. } = taking;
    taken.unreadable += products.unreadable();
    taken.unmatched = met.iter().filter(|met| !**met).count() as u64;
    Ok(taken)
}

/// The products that want the same number as another one, by number.
async fn rivals(run: &Run<'_>) -> Result<HashMap<String, Vec<ProductId>>, RunError> {
    let mut wanted: HashMap<String, Vec<ProductId>> = HashMap::new();
    let mut products =
        Reading::of(run.erp.products_changed(None, &properties![Product: id, no, status_id]).await?);
    loop {
        let page = products.next(run, BATCH).await?;
        if page.is_empty() {
            break;
        }
        for product in page.iter().filter(|product| !is_expired(product)) {
            wanted.entry(number_key(&article_number(product))).or_default().extend(product.id);
        }
    }
    wanted.retain(|_, products| products.len() > 1);
    Ok(wanted)
}

struct Taking {
    in_wms: WmsArticles,
    /// Whether the WMS's articles are found by their numbers.
    by_number: bool,
    rivals: HashMap<String, Vec<ProductId>>,
    /// The articles that some product has to do with.
    met: Vec<bool>,
    taken: TakeoverReport,
}

/// What a product is to be bound to.
enum Match<'s> {
    Article(&'s StoredArticle),
    Nothing,
    Unclear { what: String, remedy: String },
}

impl Taking {
    async fn page(&mut self, writer: &mut ArticleWriter<'_, '_>, page: &[Product]) -> Result<(), RunError> {
        writer.prepare(page).await?;
        let mut batch = Batch::new();
        for (id, product) in
            page.iter().filter_map(|product| Some((product.id.filter(|id| id.0 > 0)?, product)))
        {
            for article in self.in_wms.of(id) {
                self.met[article.at] = true;
            }
            if writer.knows(id) {
                self.taken.known += 1;
                continue;
            }
            if writer.is_ignored(product) {
                self.taken.left_out += 1;
                continue;
            }
            let article = match find(&self.in_wms, self.by_number, &self.rivals, id, product) {
                Match::Article(article) => article,
                Match::Nothing if is_expired(product) => {
                    self.taken.left_out += 1;
                    continue;
                }
                Match::Nothing => {
                    self.taken.new += 1;
                    continue;
                }
                Match::Unclear { what, remedy } => {
                    self.taken.choose(id, what, remedy);
                    continue;
                }
            };
            self.met[article.at] = true;
            let mapped = match writer.mapped(product) {
                Ok(mapped) => mapped.value,
                Err(obstacle) => {
                    self.taken.choose(id, obstacle.what, obstacle.remedy);
                    continue;
                }
            };
            let differing = article.differences(&mapped);
            let equal = differing.is_empty();
            writer.bind(&mut batch, id, product, (article.number.clone(), article.system_id), equal);
            match equal {
                true => self.taken.equal += 1,
                false => self.taken.differs(id, differing, ""),
            }
        }
        writer.commit(batch).await
    }
}

/// The article of a product. Two that could be meant are none.
fn find<'s>(
    in_wms: &'s WmsArticles,
    by_number: bool,
    rivals: &HashMap<String, Vec<ProductId>>,
    id: ProductId,
    product: &Product,
) -> Match<'s> {
    let number = article_number(product);
    match in_wms.of(id)[..] {
        [article] => return Match::Article(article),
        [] => {}
        ref several => {
            let numbers: Vec<&str> = several.iter().map(|article| article.number.as_str()).collect();
            return Match::Unclear {
                what: format!(
                    "the WMS has several articles with the product code {id}: {}",
                    numbers.join(", ")
                ),
                remedy: "find out which one is meant, and remove the product code from the others in the WMS"
                    .to_owned(),
            };
        }
    }
    let Some(article) = in_wms.numbered(&number) else { return Match::Nothing };
    let others = rivals.get(&number_key(&number));
    if let Some(others) = others {
        let others: Vec<String> = others.iter().map(ToString::to_string).collect();
        return Match::Unclear {
            what: format!(
                "the WMS has one article {number:?}, and the ERP has several products of that number: {}",
                others.join(", ")
            ),
            remedy: format!(
                "set the article's product code to the id of the product that is meant, and renumber the others in \
                 24SevenOffice ({id} is one of them)"
            ),
        };
    }
    if by_number && article.product.is_none() {
        return Match::Article(article);
    }
    let (what, whose) = match article.code.as_str() {
        "" => (format!("the WMS has an article {number:?} without a product code"), ""),
        code => (
            format!("the WMS has an article {number:?} with the product code {code:?}"),
            ", in place of its present one",
        ),
    };
    Match::Unclear {
        what,
        remedy: format!(
            "if it is this product, set its product code to {id} in the WMS{whose}; if it is another one, renumber one of \
             them"
        ),
    }
}
