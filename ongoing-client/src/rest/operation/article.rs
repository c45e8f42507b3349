//! Articles.

use asmx_soap::XsDateTime;

use super::filters::filters;
use super::operations;
use crate::model::ArticleSystemId;
use crate::rest::model::{GetArticleModel, PostArticleModel, PostArticleResponse, Wire};

filters! {
    /// Which articles to read: those that all of the filters let through.
    pub struct ArticlesQuery {
        /// With this number.
        "articleNumber" article_number: Option<String>,
        /// With this id or a higher one: where the list begins.
        "articleSystemIdFrom" article_system_id_from: Option<ArticleSystemId>,
        /// So many in a request: the size of a page; 1000 unless it is set.
        "maxArticlesToGet" max_articles_to_get: Option<i32>,
        /// Whose stock changed then or later. At most 24 hours back: older times are refused.
        "stockInfoChangedFrom" stock_info_changed_from: Option<XsDateTime>,
        /// With one of these numbers.
        "articleNumbers" article_numbers: Vec<String>,
        /// Whose data changed then or later.
        "articleDataLastUpdatedFrom" article_data_last_updated_from: Option<XsDateTime>,
        /// Only those of which something is in stock.
        "onlyArticlesInStock" only_articles_in_stock: Option<bool>,
        /// With this product code.
        "productCode" product_code: Option<String>,
        /// With one of these product codes.
        "productCodes" product_codes: Vec<String>,
        /// Whose name contains one of these texts.
        "articleNameContains" article_name_contains: Vec<String>,
        /// In one of these classes.
        "articleClassIds" article_class_ids: Vec<i32>,
        /// With one of these bar codes.
        "barCodes" bar_codes: Vec<String>,
        /// Only those of which less is in stock than their limit.
        "onlyArticlesBelowStockLimit" only_articles_below_stock_limit: Option<bool>,
        /// The same, without what orders have booked.
        "onlyArticlesBelowStockLimitConsideringNumberOfBookedItems" only_articles_below_stock_limit_considering_number_of_booked_items: Option<bool>,
    }
}

operations! {
    /// `GET /articles`: the articles that all of the filters let through, with their stock.
    get "/articles" fn get_articles
        owner ["goodsOwnerId"] filters [ArticlesQuery]
        => pages [GetArticleModel; article_system_id_from "articleSystemIdFrom", max_articles_to_get "maxArticlesToGet",
            |Wire(article): &Wire<GetArticleModel>| article.article_system_id.map(|id| id.0)];

    /// `GET /articles/{articleSystemId}`: one article, with its stock.
    get "/articles/{articleSystemId}" fn get_article
        path [article_system_id: ArticleSystemId] => one [GetArticleModel];

    /// `PUT /articles`: creates the article with this number, or updates it. An article that has another product code is
    /// written all the same.
    put bulk "/articles" fn put_article
        body [PostArticleModel] => one [PostArticleResponse];

    /// `PUT /articles/{articleSystemId}`: updates the article with this id, also its number.
    put bulk "/articles/{articleSystemId}" fn put_article_by_id
        path [article_system_id: ArticleSystemId] body [PostArticleModel] => one [PostArticleResponse];
}
