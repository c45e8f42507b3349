//! Operations: article.

use asmx_soap::{Effect, Operation, Secret, element};

use crate::NAMESPACE;
use crate::model::*;

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

impl Operation for ProcessArticle {
    type Item = FileResultClass;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "ProcessArticleResult";
    const EFFECT: Effect = Effect::Idempotent;
}
