use crate::model::ArticleSystemId;

/// An article that will be written by its product code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedArticle {
    /// The product code.
    pub product_code: String,
    /// The number that it will be written with.
    pub article_number: String,
    /// Ongoing's id of it, where it is known. It counts only as long as its article has this product code or none: people
    /// may give it the product code of other goods.
    pub system_id: Option<ArticleSystemId>,
}
