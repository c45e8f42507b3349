//! Operations: inventory.

use asmx_soap::{Effect, Operation, Secret, element};

use crate::NAMESPACE;
use crate::model::*;

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

impl Operation for GetInventory {
    type Item = InventoryLine;
    const RESULT: &'static [&'static str] = &["GetInventoryResult", "InventoryLines"];
    const ITEM: &'static str = "InventoryLine";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetInventoryByQuery {
    type Item = InventoryLine;
    const RESULT: &'static [&'static str] = &["GetInventoryByQueryResult", "InventoryLines"];
    const ITEM: &'static str = "InventoryLine";
    const EFFECT: Effect = Effect::Read;
}
