//! Articles.

use asmx_soap::{Secret, element};

use crate::NAMESPACE;
use crate::model::*;
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::soap::verdict::message;
#[cfg(feature = "client")]
use crate::{Client, Error, ProcessedArticle};

element! {
    /// Creates or updates an article. developer.ongoingwarehouse.com/process-article
    pub struct ProcessArticle in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// The article.
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
