//! Files that belong to articles and orders.

use asmx_soap::{Base64, element};

use crate::NAMESPACE;
use crate::model::{ArticleSystemId, OrderId};

element! {
    /// Which files to list.
    pub struct FileSearchValues in NAMESPACE {
        /// Of this goods owner.
        "GoodsOwnerId" goods_owner_id: Option<i32>,
        /// Of this goods owner.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// Of the article with this number.
        "ArticleNo" article_no: Option<String>,
        /// Of the article with this name.
        "ArticleName" article_name: Option<String>,
        /// Of the order with this number.
        "OrderNumber" order_number: Option<String>,
        /// Of this order.
        "OrderId" order_id: Option<OrderId>,
        /// Of this article.
        "ArticleSystemId" article_system_id: Option<ArticleSystemId>,
    }

    /// A file, without its content.
    #[non_exhaustive]
    pub struct FileInfo in NAMESPACE {
        /// Id.
        "FileId" file_id: Option<i32>,
        /// Name.
        "FileName" file_name: Option<String>,
        /// Media type.
        "MimeType" mime_type: Option<String>,
        /// Whose it is.
        "GoodsOwnerId" goods_owner_id: Option<i32>,
        /// Whose it is.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// Number of its article.
        "ArticleNo" article_no: Option<String>,
        /// Name of its article.
        "ArticleName" article_name: Option<String>,
        /// Number of its order.
        "OrderNumber" order_number: Option<String>,
        /// Id of its order.
        "OrderId" order_id: Option<OrderId>,
        /// Id of its article.
        "ArticleSystemId" article_system_id: Option<ArticleSystemId>,
    }

    /// A file with its content.
    #[non_exhaustive]
    pub struct File in NAMESPACE {
        /// Name.
        "FileName" file_name: Option<String>,
        /// Content.
        "FileBytes" file_bytes: Option<Base64>,
        /// Media type.
        "MimeType" mime_type: Option<String>,
        /// Id.
        "FileId" file_id: Option<i32>,
    }
}
