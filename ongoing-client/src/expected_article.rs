use crate::model::ArticleSystemId;

/// An article that will be written by its product code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedArticle {
    /// The product code.
    pub product_code: String,
    /// The number that it will be written with.
    pub article_number: String,
    /// Ongoing's id of it, where it is known.
    pub system_id: Option<ArticleSystemId>,
}
