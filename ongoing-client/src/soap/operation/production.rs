//! Production orders, and transfers between warehouses: reading.

use asmx_soap::{Secret, element};
#[cfg(feature = "client")]
use futures::stream::BoxStream;

use crate::NAMESPACE;
use crate::model::{
    ProductionOrderFilters, ProductionOrderInfo, WarehouseTransferOrderFilters, WarehouseTransferOrderInfo,
};
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::{Client, Error};

element! {
    /// Reads the production orders that all of the filters let through.
    pub struct GetProductionOrdersByQuery in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Which production orders.
        "query" query: Option<ProductionOrderFilters>,
    }

    /// Reads the transfers between warehouses that all of the filters let through.
    pub struct GetWarehouseTransferOrderByQuery in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Which transfers.
        "query" query: Option<WarehouseTransferOrderFilters>,
    }
}

operation!(GetProductionOrdersByQuery: Read, false, by code, ["GetProductionOrdersByQueryResult", "ProductionOrders"] "ProductionOrderInfo": ProductionOrderInfo);
operation!(GetWarehouseTransferOrderByQuery: Read, false, by code, ["GetWarehouseTransferOrderByQueryResult", "Orders"] "WarehouseTransferOrderInfo": WarehouseTransferOrderInfo);

#[cfg(feature = "client")]
impl Client {
    /// `GetProductionOrdersByQuery`: the production orders that all of the filters let through.
    pub fn get_production_orders_by_query(
        &self,
        filters: ProductionOrderFilters,
    ) -> BoxStream<'static, Result<ProductionOrderInfo, Error>> {
        self.execute_list(GetProductionOrdersByQuery {
            query: Some(filters),
            ..GetProductionOrdersByQuery::default()
        })
    }

    /// `GetWarehouseTransferOrderByQuery`: the transfers between warehouses that all of the filters let through.
    pub fn get_warehouse_transfer_order_by_query(
        &self,
        filters: WarehouseTransferOrderFilters,
    ) -> BoxStream<'static, Result<WarehouseTransferOrderInfo, Error>> {
        self.execute_list(GetWarehouseTransferOrderByQuery {
            query: Some(filters),
            ..GetWarehouseTransferOrderByQuery::default()
        })
    }
}
