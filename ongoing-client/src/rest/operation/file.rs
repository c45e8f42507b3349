//! Files of articles, orders and purchase orders. A file that is written by its name replaces the one with that name.

use super::operations;
use crate::model::{ArticleSystemId, InOrderId, OrderId};
use crate::rest::model::{GetFileModel, PostFileModel, PostFileNoFilenameModel, PostFileResponse};

operations! {
    /// `GET /articles/{articleSystemId}/files`: the files of an article, with their content.
    get "/articles/{articleSystemId}/files" fn get_article_files
        path [article_system_id: ArticleSystemId] => list [GetFileModel];

    /// `POST /articles/{articleSystemId}/files`: attaches a file to an article.
    post bulk "/articles/{articleSystemId}/files" fn post_article_file
        path [article_system_id: ArticleSystemId] body [PostFileModel] => one [PostFileResponse];

    /// `PUT /articles/{articleSystemId}/files`: attaches a file to an article, or replaces the one with its name.
    put bulk "/articles/{articleSystemId}/files" fn put_article_file
        path [article_system_id: ArticleSystemId] value ["fileName" file_name: String] body [PostFileNoFilenameModel]
        => one [PostFileResponse];

    /// `PUT /articles/{articleSystemId}/files/{fileId}`: replaces a file of an article.
    put bulk "/articles/{articleSystemId}/files/{fileId}" fn put_article_file_by_id
        path [article_system_id: ArticleSystemId, file_id: i32] body [PostFileModel] => one [PostFileResponse];

    /// `GET /orders/{orderId}/files`: the files of an order, with their content.
    get "/orders/{orderId}/files" fn get_order_files
        path [order_id: OrderId] => list [GetFileModel];

    /// `POST /orders/{orderId}/files`: attaches a file to an order.
    post "/orders/{orderId}/files" fn post_order_file
        path [order_id: OrderId] body [PostFileModel] => one [PostFileResponse];

    /// `PUT /orders/{orderId}/files`: attaches a file to an order, or replaces the one with its name.
    put "/orders/{orderId}/files" fn put_order_file
        path [order_id: OrderId] value ["fileName" file_name: String] body [PostFileNoFilenameModel]
        => one [PostFileResponse];

    /// `PUT /orders/{orderId}/files/{fileId}`: replaces a file of an order.
    put "/orders/{orderId}/files/{fileId}" fn put_order_file_by_id
        path [order_id: OrderId, file_id: i32] body [PostFileModel] => one [PostFileResponse];

    /// `DELETE /orders/{orderId}/files/{fileId}`: removes a file of an order.
    delete "/orders/{orderId}/files/{fileId}" fn delete_order_file
        path [order_id: OrderId, file_id: i32] => one [PostFileResponse];

    /// `GET /purchaseOrders/{purchaseOrderId}/files`: the files of a purchase order, with their content.
    get "/purchaseOrders/{purchaseOrderId}/files" fn get_purchase_order_files
        path [purchase_order_id: InOrderId] => list [GetFileModel];

    /// `POST /purchaseOrders/{purchaseOrderId}/files`: attaches a file to a purchase order.
    post "/purchaseOrders/{purchaseOrderId}/files" fn post_purchase_order_file
        path [purchase_order_id: InOrderId] body [PostFileModel] => one [PostFileResponse];

    /// `PUT /purchaseOrders/{purchaseOrderId}/files`: attaches a file to a purchase order, or replaces the one with its
    /// name.
    put "/purchaseOrders/{purchaseOrderId}/files" fn put_purchase_order_file
        path [purchase_order_id: InOrderId] value ["fileName" file_name: String] body [PostFileNoFilenameModel]
        => one [PostFileResponse];

    /// `PUT /purchaseOrders/{purchaseOrderId}/files/{fileId}`: replaces a file of a purchase order.
    put "/purchaseOrders/{purchaseOrderId}/files/{fileId}" fn put_purchase_order_file_by_id
        path [purchase_order_id: InOrderId, file_id: i32] body [PostFileModel] => one [PostFileResponse];
}
