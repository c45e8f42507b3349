//! Return orders.

use asmx_soap::{Secret, element};

use crate::NAMESPACE;
use crate::model::{
    GetReturnOrdersQuery, GetReturnOrdersResult, ProcessReturnOrderResult, ReturnOrder,
    ReturnOrderIdentificationType,
};
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::{Client, Error, ProcessedReturnOrder};

element! {
    /// Creates or updates a return order. developer.ongoingwarehouse.com/process-return-order
    pub struct ProcessReturnOrder in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// The return order.
        "ReturnOrder" return_order: Option<ReturnOrder>,
    }

    /// Reads the return orders that all of the filters let through.
    /// developer.ongoingwarehouse.com/get-return-orders-by-query
    pub struct GetReturnOrdersByQuery in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Which return orders.
        "ReturnOrdersQuery" return_orders_query: Option<GetReturnOrdersQuery>,
    }
}

// What finds a return order decides what a second one does: by its number it is the same one again.
operation!(ProcessReturnOrder: Idempotent, false, by code, [] "ProcessReturnOrderResult": ProcessReturnOrderResult, judged, once(|request| {
    let order = request.return_order.as_ref();
    let identification = order.map(|order| &order.return_order_identification);
    identification != Some(&ReturnOrderIdentificationType::ReturnOrderNumber)
}));
operation!(GetReturnOrdersByQuery: Read, false, by code, [] "GetReturnOrdersByQueryResult": GetReturnOrdersResult, judged);

#[cfg(feature = "client")]
impl Client {
    /// `ProcessReturnOrder`: creates or updates a return order.
    ///
    /// It is repeated only if it is found by its own number: whether a second one of the same sales order is another one
    /// is not documented.
    ///
    /// # Errors
    /// A refusal, if the warehouse does not take it; else as [`Client::execute`].
    pub async fn process_return_order(
        &self,
        return_order: ReturnOrder,
    ) -> Result<ProcessedReturnOrder, Error> {
        let request =
            ProcessReturnOrder { return_order: Some(return_order), ..ProcessReturnOrder::default() };
        Ok(ProcessedReturnOrder { return_order_id: self.execute(request).await?.return_order_id })
    }

    /// `GetReturnOrdersByQuery`: the return orders that all of the filters let through, in one piece.
    ///
    /// # Errors
    /// A refusal, if the answer says why it is none; else as [`Client::execute`].
    pub async fn get_return_orders_by_query(
        &self,
        query: GetReturnOrdersQuery,
    ) -> Result<GetReturnOrdersResult, Error> {
        let request =
            GetReturnOrdersByQuery { return_orders_query: Some(query), ..GetReturnOrdersByQuery::default() };
        self.execute(request).await
    }
}
