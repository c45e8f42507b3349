//! Operations: article.

use asmx_soap::{Secret, element};

use crate::NAMESPACE;
use crate::model::*;
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::soap::verdict::message;
#[cfg(feature = "client")]
use crate::{Client, Error, ProcessedArticle};

element! {
    /// `ProcessArticle`.
    pub struct ProcessArticle in NAMESPACE {
        /// Goods owner code.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// User name.
        "UserName" user_name: Option<String>,
        /// Password.
        "Password" password: Option<Secret>,
        /// Art.
        "art" art: Option<ArticleDefinition>,
    }
}

operation!(ProcessArticle: Idempotent, true, by code, [] "ProcessArticleResult": FileResultClass, judged);

#[cfg(feature = "client")]
impl Client {
    /// `ProcessArticle`: creates or updates an article.
    ///
    /// # Errors
    /// A refusal, if the warehouse does not take it; else as [`Client::execute`].
    pub async fn process_article(&self, article: ArticleDefinition) -> Result<ProcessedArticle, Error> {
        let request = ProcessArticle { art: Some(article), ..ProcessArticle::default() };
        let result = self.execute(request).await?;
        Ok(ProcessedArticle { system_id: result.article_def_id, message: message(result.message.as_deref()) })
    }
}
