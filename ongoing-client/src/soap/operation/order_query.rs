//! Orders: reading.

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
    /// Reads orders. developer.ongoingwarehouse.com/get-orders-by-query
    pub struct GetOrdersByQuery in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Which orders.
        "query" query: Option<OrderFilters>,
    }

    /// Reads one order by its id. Superseded by [`GetOrdersByQuery`].
    pub struct GetOrder in NAMESPACE {
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Ongoing's id of the order.
        "OrderId" order_id: OrderId,
    }

    /// Reads one order by its number. Superseded by [`GetOrdersByQuery`].
    pub struct GetOrderByOrderNumber in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Order number, at most 50 characters.
        "OrderNumber" order_number: Option<String>,
    }

    /// Reads the statuses that orders of this warehouse can have.
    pub struct GetOrderStatuses in NAMESPACE {
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
    }
}

operation!(GetOrdersByQuery: Read, false, by code, ["GetOrdersByQueryResult", "Orders"] "Order": Order, judged);
operation!(GetOrder: Read, false, by nobody, [] "GetOrderResult": Order, judged);
operation!(GetOrderByOrderNumber: Read, false, by code, [] "GetOrderByOrderNumberResult": Order, judged);
operation!(GetOrderStatuses: Read, false, by code, ["GetOrderStatusesResult", "OrderStatuses"] "OrderStatus": OrderStatus);

#[cfg(feature = "client")]
impl Client {
    /// `GetOrdersByQuery`: the orders that all of the filters let through.
    ///
    /// A list of more than 1000 numbers or ids, the only one in the filters, is asked for in several requests.
    pub fn get_orders_by_query(&self, filters: OrderFilters) -> BoxStream<'static, Result<Order, Error>> {
        page::orders(self, filters)
    }

    /// `GetOrder`: one order by Ongoing's id. The vendor prefers [`Client::get_orders_by_query`].
    ///
    /// # Errors
    /// A refusal, if there is no such order; else as [`Client::execute`].
    pub async fn get_order(&self, order_id: OrderId) -> Result<Order, Error> {
        self.execute(GetOrder { order_id, ..GetOrder::default() }).await
    }

    /// `GetOrderByOrderNumber`: one order by its number. The vendor prefers [`Client::get_orders_by_query`].
    ///
    /// # Errors
    /// A refusal, if there is no such order; else as [`Client::execute`].
    pub async fn get_order_by_order_number(&self, order_number: impl Into<String>) -> Result<Order, Error> {
        let order_number = Some(order_number.into());
        self.execute(GetOrderByOrderNumber { order_number, ..GetOrderByOrderNumber::default() }).await
    }

    /// `GetOrderStatuses`: the statuses that this warehouse uses, with its own names for them.
    pub fn get_order_statuses(&self) -> BoxStream<'static, Result<OrderStatus, Error>> {
        self.execute_list(GetOrderStatuses::default())
    }
}
