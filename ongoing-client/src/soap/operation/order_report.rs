//! Orders: short reports.

use asmx_soap::{Secret, element};
#[cfg(feature = "client")]
use futures::stream::BoxStream;

use crate::NAMESPACE;
use crate::model::{OrderStatusReport, OrderStatusReportsQuery};
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::{Client, Error};

element! {
    /// Reads how far one order is. Superseded by [`GetOrdersByQuery`](super::GetOrdersByQuery).
    pub struct GetOrderStatusReport in NAMESPACE {
        /// The goods owner's id; filled in by the client.
        "GoodsOwnerId" goods_owner_id: i32,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Order number.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
    }

    /// Reads how far some orders are. Superseded by [`GetOrdersByQuery`](super::GetOrdersByQuery), but
    /// lighter. developer.ongoingwarehouse.com/GetOrderStatusReports
    pub struct GetOrderStatusReports in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// On which orders.
        "query" query: Option<OrderStatusReportsQuery>,
    }
}

operation!(GetOrderStatusReport: Read, false, by id, [] "GetOrderStatusReportResult": OrderStatusReport);
operation!(GetOrderStatusReports: Read, false, by code, ["GetOrderStatusReportsResult", "OrderStatusReports"] "OrderStatusReport": OrderStatusReport);

#[cfg(feature = "client")]
impl Client {
    /// `GetOrderStatusReport`: how far one order is.
    ///
    /// # Errors
    /// As [`Client::execute`].
    pub async fn get_order_status_report(
        &self,
        order_number: impl Into<String>,
    ) -> Result<OrderStatusReport, Error> {
        self.execute(GetOrderStatusReport {
            goods_owner_order_number: Some(order_number.into()),
            ..GetOrderStatusReport::default()
        })
        .await
    }

    /// `GetOrderStatusReports`: how far some orders are.
    pub fn get_order_status_reports(
        &self,
        query: OrderStatusReportsQuery,
    ) -> BoxStream<'static, Result<OrderStatusReport, Error>> {
        self.execute_list(GetOrderStatusReports { query: Some(query), ..GetOrderStatusReports::default() })
    }
}
