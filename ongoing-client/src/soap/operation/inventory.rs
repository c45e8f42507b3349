//! Operations: inventory.

use asmx_soap::{Secret, element};

use crate::NAMESPACE;
use crate::model::*;
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::{Client, Error};
#[cfg(feature = "client")]
use futures::stream::BoxStream;

element! {
    /// `GetInventory`.
    pub struct GetInventory in NAMESPACE {
        /// Goods owner id.
        "GoodsOwnerId" goods_owner_id: Option<i32>,
        /// User name.
        "UserName" user_name: Option<String>,
        /// Password.
        "Password" password: Option<Secret>,
    }

    /// `GetInventoryByQuery`.
    pub struct GetInventoryByQuery in NAMESPACE {
        /// Goods owner code.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// User name.
        "UserName" user_name: Option<String>,
        /// Password.
        "Password" password: Option<Secret>,
        /// Get inventory query.
        "GetInventoryQuery" get_inventory_query: Option<GetInventoryQuery>,
    }
}

operation!(GetInventory: Read, false, by id, ["GetInventoryResult", "InventoryLines"] "InventoryLine": InventoryLine);
operation!(GetInventoryByQuery: Read, false, by code, ["GetInventoryByQueryResult", "InventoryLines"] "InventoryLine": InventoryLine);

#[cfg(feature = "client")]
impl Client {
    /// `GetInventory`: the stock of every article. The vendor calls it obsolete; [`Client::get_inventory_by_query`] is
    /// its successor.
    pub fn get_inventory(&self) -> BoxStream<'static, Result<InventoryLine, Error>> {
        self.execute_list(GetInventory::default())
    }

    /// `GetInventoryByQuery`: the stock of the articles that the query asks for.
    pub fn get_inventory_by_query(
        &self,
        query: GetInventoryQuery,
    ) -> BoxStream<'static, Result<InventoryLine, Error>> {
        let get_inventory_query = Some(query);
        self.execute_list(GetInventoryByQuery { get_inventory_query, ..GetInventoryByQuery::default() })
    }
}
