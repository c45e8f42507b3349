//! Stock.

use asmx_soap::{Secret, element};

use crate::NAMESPACE;
use crate::model::*;
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::soap::page;
#[cfg(feature = "client")]
use crate::{Client, Error};
#[cfg(feature = "client")]
use futures::stream::BoxStream;

element! {
    /// Reads the stock of every article. Obsolete: use [`GetInventoryByQuery`]. developer.ongoingwarehouse.com/get-inventory
    pub struct GetInventory in NAMESPACE {
        /// The goods owner's id; filled in by the client.
        "GoodsOwnerId" goods_owner_id: i32,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
    }

    /// Reads stock. developer.ongoingwarehouse.com/get-inventory-by-query
    pub struct GetInventoryByQuery in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Which stock.
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
    ///
    /// With `max_articles_to_get` set (see [`GetInventoryQuery::paged`]) it is read page by page. A list of more than
    /// 1000 numbers or codes, the only one in the query, is asked for in several requests. A list that broke can be gone on
    /// with: set `article_system_id_from` to the id behind the last article that came.
    pub fn get_inventory_by_query(
        &self,
        query: GetInventoryQuery,
    ) -> BoxStream<'static, Result<InventoryLine, Error>> {
        page::inventory(self, query)
    }
}
