//! Files that belong to articles and orders.

use asmx_soap::{Base64, element, enumeration};

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
    pub struct File in NAMESPACE {
        /// Name.
        "FileName" file_name: Option<String>,
        /// Content.
        "FileBytes" file_bytes: Option<Base64>,
        /// Media type.
        "MimeType" mime_type: Option<String>,
        /// Id; 0 for one that is uploaded. Always written.
        "FileId" file_id: i32,
    }

    /// A file of an order.
    pub struct OrderFile in NAMESPACE {
        /// The file.
        "File" file: Option<File>,
        /// The goods owner's id; filled in by the client.
        "GoodsOwnerId" goods_owner_id: i32,
        /// Which field the order is found by; that field must be set. Always written.
        "OrderFileIdentificationType" order_file_identification_type: OrderFileIdentificationType,
        /// Number of the order.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
        /// Its id in the system that it comes from.
        "GoodsOwnerOrderId" goods_owner_order_id: Option<String>,
        /// Ongoing's id of it.
        "OrderSystemId" order_system_id: Option<OrderId>,
    }
}

enumeration! {
    /// Which field finds the order that a file belongs to.
    pub enum OrderFileIdentificationType = GoodsOwnerOrderNumber {
        /// `GoodsOwnerOrderNumber`.
        GoodsOwnerOrderNumber,
        /// `GoodsOwnerOrderId`.
        GoodsOwnerOrderId,
        /// `OrderSystemId`.
        SystemId,
    }
}

impl File {
    /// A file to be uploaded.
    pub fn new(name: impl Into<String>, mime_type: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self {
            file_name: Some(name.into()),
            file_bytes: Some(Base64(content.into())),
            mime_type: Some(mime_type.into()),
            file_id: 0,
        }
    }
}

impl OrderFile {
    /// A file of the order with this number.
    pub fn by_order_number(number: impl Into<String>, file: File) -> Self {
        Self { file: Some(file), goods_owner_order_number: Some(number.into()), ..Self::default() }
    }

    /// A file of the order with this id of Ongoing's.
    pub fn by_order_id(id: OrderId, file: File) -> Self {
        let order_file_identification_type = OrderFileIdentificationType::SystemId;
        Self {
            file: Some(file),
            order_file_identification_type,
            order_system_id: Some(id),
            ..Self::default()
        }
    }
}

impl FileSearchValues {
    /// The files of the order with this number.
    pub fn of_order(number: impl Into<String>) -> Self {
        Self { order_number: Some(number.into()), ..Self::default() }
    }

    /// The files of the article with this number.
    pub fn of_article(number: impl Into<String>) -> Self {
        Self { article_no: Some(number.into()), ..Self::default() }
    }
}
