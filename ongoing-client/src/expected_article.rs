use crate::model::ArticleSystemId;

/// An article that will be written by its product code.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExpectedArticle {
    /// The product code.
    pub product_code: String,
    /// The number that it will be written with.
    pub article_number: String,
    /// Ongoing's id of it, where it is known. It counts only as long as its article has this product code or none: people
    /// may give it the product code of other goods.
    pub system_id: Option<ArticleSystemId>,
}

impl ExpectedArticle {
    /// An article of which Ongoing's id is not known.
    pub fn new(product_code: impl Into<String>, article_number: impl Into<String>) -> Self {
        Self { product_code: product_code.into(), article_number: article_number.into(), system_id: None }
    }

    /// With Ongoing's id, where it is known.
    #[must_use]
    pub fn system_id(self, system_id: Option<ArticleSystemId>) -> Self {
        Self { system_id, ..self }
    }
}
