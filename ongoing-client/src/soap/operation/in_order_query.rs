//! Purchase orders: reading.

use asmx_soap::{Secret, element};
#[cfg(feature = "client")]
use futures::stream::BoxStream;

use crate::NAMESPACE;
use crate::model::{
    InOrderFilters, InOrderStatus, InOrderStatusReport, InOrderStatusReportsQuery, ReceivedInOrder,
};
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::soap::page;
#[cfg(feature = "client")]
use crate::{Client, Error};

element! {
    /// Reads one purchase order by its number. developer.ongoingwarehouse.com/GetInOrderByOrderNumber
    pub struct GetInOrderByOrderNumber in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Its number.
        "OrderNumber" order_number: Option<String>,
    }

    /// Reads the purchase orders that all of the filters let through.
    /// developer.ongoingwarehouse.com/get-inorders-by-query
    pub struct GetInOrdersByQuery in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Which purchase orders.
        "query" query: Option<InOrderFilters>,
    }

    /// Reads the statuses that purchase orders can have.
    pub struct GetInOrderStatuses in NAMESPACE {
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
    }

    /// Reads how far some purchase orders are. Lighter than [`GetInOrdersByQuery`].
    pub struct GetInOrderStatusReports in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// On which purchase orders.
        "query" query: Option<InOrderStatusReportsQuery>,
    }
}

operation!(GetInOrderByOrderNumber: Read, false, by code, [] "GetInOrderByOrderNumberResult": ReceivedInOrder);
operation!(GetInOrdersByQuery: Read, false, by code, ["GetInOrdersByQueryResult", "InOrders"] "ReceivedInOrder": ReceivedInOrder);
operation!(GetInOrderStatuses: Read, false, by code, ["GetInOrderStatusesResult", "InOrderStatuses"] "InOrderStatus": InOrderStatus);
operation!(GetInOrderStatusReports: Read, false, by code, ["GetInOrderStatusReportsResult", "InOrderStatusReports"] "InOrderStatusReport": InOrderStatusReport);

#[cfg(feature = "client")]
impl Client {
    /// `GetInOrderByOrderNumber`: one purchase order by its number; `None` if the service answers nil.
    ///
    /// # Errors
    /// As [`Client::execute`].
    pub async fn get_in_order_by_order_number(
        &self,
        order_number: impl Into<String>,
    ) -> Result<Option<ReceivedInOrder>, Error> {
        let order_number = Some(order_number.into());
        let request = GetInOrderByOrderNumber { order_number, ..GetInOrderByOrderNumber::default() };
        self.execute_nillable(request).await
    }

    /// `GetInOrdersByQuery`: the purchase orders that all of the filters let through.
    ///
    /// A list of more than 1000 numbers is asked for in several requests. The contract has no pages: bound other reads by
    /// time or status.
    pub fn get_in_orders_by_query(
        &self,
        filters: InOrderFilters,
    ) -> BoxStream<'static, Result<ReceivedInOrder, Error>> {
        page::in_orders(self, filters)
    }

    /// `GetInOrderStatuses`: the statuses that purchase orders can have, with the warehouse's own names for them.
    pub fn get_in_order_statuses(&self) -> BoxStream<'static, Result<InOrderStatus, Error>> {
        self.execute_list(GetInOrderStatuses::default())
    }

    /// `GetInOrderStatusReports`: how far some purchase orders are.
    pub fn get_in_order_status_reports(
        &self,
        query: InOrderStatusReportsQuery,
    ) -> BoxStream<'static, Result<InOrderStatusReport, Error>> {
        self.execute_list(GetInOrderStatusReports {
            query: Some(query),
            ..GetInOrderStatusReports::default()
        })
    }
}
