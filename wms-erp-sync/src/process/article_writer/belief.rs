//! What is believed of an article, checked by reading when a write that rests on it is refused.

use ongoing_client::model::{ArticleDefinition, ArticleIdentificationType, ArticleSystemId};
use twentyfour_client::types::{Product, ProductId};
use wms_erp_mapping::{ArticleIdentification, number_key};

use super::ArticleWriter;
use crate::context::RunError;
use crate::document::{ArticleRecord, Claimant, ClaimantKey, DueArticle, Fingerprint};
use crate::port::ArticleQuery;
use crate::process::{article_number, collect_whole};
use crate::process_id::Process;
use crate::store::Batch;

impl ArticleWriter<'_, '_> {
    /// The article as a write to the one that we made, if people have given that one another product code by hand and it
    /// still has its number. It must not be another product's by now.
    pub(super) async fn taken_from_us(
        &self,
        id: ProductId,
        article: &ArticleDefinition,
    ) -> Result<Option<ArticleDefinition>, RunError> {
        let by_code = article.article_identification == ArticleIdentificationType::ProductCode;
        let Some(record) = self.known.get(&id).filter(|_| by_code) else { return Ok(None) };
        let Some(system_id) = record.system_id else { return Ok(None) };
        let query = ArticleQuery::Numbers(vec![record.number.clone()]);
        let (lines, _) = collect_whole(self.run, self.run.wms.articles(query).await?).await?;
        let ours = lines.into_iter().filter_map(|line| line.article).find(|stored| {
            stored.system_id == Some(ArticleSystemId(system_id))
                && stored.article_number.as_deref().map(number_key) == Some(number_key(&record.number))
        });
        let Some(stored) = ours else { return Ok(None) };
        let code = stored.product_code.as_deref().unwrap_or_default().trim();
        if code == id.to_string() {
            return Ok(None);
        }
        if let Ok(other) = code.parse::<i32>()
            && self.run.read::<ArticleRecord>(&ProductId(other)).await?.is_some()
        {
            return Ok(None);
        }
        Ok(Some(ArticleDefinition {
            article_identification: ArticleIdentificationType::SystemId,
            article_system_id: stored.system_id,
            ..article.clone()
        }))
    }

    /// Remembers the article of a newcomer that did not get its number, if the WMS has one with its product code: it was created
    /// by a write whose answer was lost, or before the store was. The number that it has may be what another product waits for:
    /// whether one does is what this returns.
    pub(super) async fn bind_unanswered(
        &mut self,
        id: ProductId,
        product: &Product,
        batch: &mut Batch,
    ) -> Result<bool, RunError> {
        let by_code = self.settings.identification == ArticleIdentification::ProductCode;
        if self.known.contains_key(&id) || !by_code || self.run.process != Process::Articles {
            return Ok(false);
        }
        let code = id.to_string();
        let query = ArticleQuery::ProductCodes(vec![code.clone()]);
        let (lines, _) = collect_whole(self.run, self.run.wms.articles(query).await?).await?;
        let mut ours = lines
            .into_iter()
            .filter_map(|line| line.article)
            .filter(|stored| stored.product_code.as_deref().is_some_and(|stored| stored.trim() == code));
        // Of several with one product code it cannot be known which one is meant.
        let (Some(stored), None) = (ours.next(), ours.next()) else { return Ok(false) };
        let Some(number) = stored.article_number.filter(|number| !number.trim().is_empty()) else {
            return Ok(false);
        };
        let key = number_key(&number);
        let owners = article_number::owners(self.run, vec![key.clone()]).await?;
        if owners.get(&key).or_else(|| self.owners.get(&key)).is_some_and(|owner| *owner != id) {
            return Ok(false);
        }
        // It still wants what it wanted, now as a product that the WMS knows.
        let claim = self.claims.remove(&id);
        let system_id = stored.system_id.map(|id| id.0);
        self.remember(batch, id, self.record(product, number, system_id, Fingerprint::none()));
        if let Some(wanted) = &claim {
            batch.set(&ClaimantKey::new(wanted, id), &Claimant(true));
        }
        self.claims.extend(claim.map(|claim| (id, claim)));
        // Those that were refused its number did not know whose it is.
        let rivals = article_number::rivals(self.run, &key, id, false).await?;
        for rival in &rivals {
            batch.mark::<DueArticle>(&ProductId(*rival));
        }
        Ok(!rivals.is_empty())
    }
}
