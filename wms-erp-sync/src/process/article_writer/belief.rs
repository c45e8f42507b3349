//! What is believed of an article, checked by reading when a write that rests on it is refused.

use ongoing_client::model::{ArticleDefinition, ArticleIdentificationType, ArticleSystemId};
use twentyfour_client::types::ProductId;
use wms_erp_mapping::number_key;

use super::ArticleWriter;
use crate::context::RunError;
use crate::document::ArticleRecord;
use crate::port::ArticleQuery;
use crate::process::collect_whole;

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
}
