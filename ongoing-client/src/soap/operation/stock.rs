//! Stock in its other forms.

use asmx_soap::{Secret, element};
#[cfg(feature = "client")]
use futures::stream::BoxStream;

use crate::NAMESPACE;
use crate::model::{
    GetInventoryPerWarehouseQuery, GetInventoryPerWarehouseResult, GoodsStatusInventoryLine,
    GoodsStatusInventoryQuery, InventoryChangeLine, InventoryChangesQuery, InventoryItemLine,
    InventoryItemsQuery,
};
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::soap::page;
#[cfg(feature = "client")]
use crate::{Client, Error};

element! {
    /// Reads stock item by item: batches, serial numbers, places.
    pub struct GetInventoryItems in NAMESPACE {
        /// The goods owner's id; filled in by the client.
        "GoodsOwnerId" goods_owner_id: i32,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Which items.
        "InventoryItemsQuery" inventory_items_query: Option<InventoryItemsQuery>,
    }

    /// Reads stock by warehouse.
    pub struct GetInventoryPerWarehouse in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Of which articles.
        "InventoryPerWarehouseQuery" inventory_per_warehouse_query: Option<GetInventoryPerWarehouseQuery>,
    }

    /// Reads how counting changed the stock. developer.ongoingwarehouse.com/get-inventory-changes
    pub struct GetInventoryChanges in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Which stock-takings.
        "query" query: Option<InventoryChangesQuery>,
    }

    /// Reads stock by the status of the goods.
    pub struct GetGoodsStatusInventory in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Of which articles.
        "query" query: Option<GoodsStatusInventoryQuery>,
    }
}

operation!(GetInventoryItems: Read, false, by id, ["GetInventoryItemsResult", "InventoryItemLines"] "InventoryItemLine": InventoryItemLine);
operation!(GetInventoryPerWarehouse: Read, false, by code, [] "GetInventoryPerWarehouseResult": GetInventoryPerWarehouseResult, judged);
operation!(GetInventoryChanges: Read, false, by code, ["GetInventoryChangesResult", "InventoryChangeLines"] "InventoryChangeLine": InventoryChangeLine);
operation!(GetGoodsStatusInventory: Read, false, by code, ["GetGoodsStatusInventoryResult", "GoodsStatusInventoryLines"] "GoodsStatusInventoryLine": GoodsStatusInventoryLine);

#[cfg(feature = "client")]
impl Client {
    /// `GetInventoryItems`: stock item by item.
    pub fn get_inventory_items(
        &self,
        inventory_items_query: InventoryItemsQuery,
    ) -> BoxStream<'static, Result<InventoryItemLine, Error>> {
        self.execute_list(GetInventoryItems {
            inventory_items_query: Some(inventory_items_query),
            ..GetInventoryItems::default()
        })
    }

    /// `GetInventoryPerWarehouse`: stock by warehouse, in one piece.
    ///
    /// # Errors
    /// As [`Client::execute`].
    pub async fn get_inventory_per_warehouse(
        &self,
        query: GetInventoryPerWarehouseQuery,
    ) -> Result<GetInventoryPerWarehouseResult, Error> {
        self.execute(GetInventoryPerWarehouse {
            inventory_per_warehouse_query: Some(query),
            ..GetInventoryPerWarehouse::default()
        })
        .await
    }

    /// `GetInventoryChanges`: how counting changed the stock.
    ///
    /// With `max_articles_to_get` set it is read page by page. A list that broke can be gone on with: set
    /// `article_def_id_from` to the id behind the last article that came.
    pub fn get_inventory_changes(
        &self,
        query: InventoryChangesQuery,
    ) -> BoxStream<'static, Result<InventoryChangeLine, Error>> {
        page::changes(self, query)
    }

    /// `GetGoodsStatusInventory`: stock by the status of the goods.
    pub fn get_goods_status_inventory(
        &self,
        query: GoodsStatusInventoryQuery,
    ) -> BoxStream<'static, Result<GoodsStatusInventoryLine, Error>> {
        self.execute_list(GetGoodsStatusInventory {
            query: Some(query),
            ..GetGoodsStatusInventory::default()
        })
    }
}
