//! Orders and customers: writing.

use asmx_soap::{Secret, element};

use crate::NAMESPACE;
use crate::model::*;
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::soap::verdict::message;
#[cfg(feature = "client")]
use crate::{Client, Error, ProcessedCustomer, ProcessedOrder};

element! {
    /// Creates, updates or cancels an order, while the warehouse has not begun with it. developer.ongoingwarehouse.com/process-order
    pub struct ProcessOrder in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// The order.
        "co" co: Option<CustomerOrder>,
    }

    /// Creates or updates a customer on its own.
    pub struct ProcessCustomer in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// The customer.
        "Customer" customer: Option<Customer>,
    }
}

operation!(ProcessOrder: Idempotent, false, by code, [] "ProcessOrderResult": FileResultClass, judged, once(|request| {
    // A second `Create` or `Remove` is refused, which would hide that the first one was done.
    let info = request.co.as_ref().and_then(|order| order.order_info.as_ref());
    info.is_some_and(|info| matches!(info.order_operation, OrderOperation::Create | OrderOperation::Remove))
}));
operation!(ProcessCustomer: Idempotent, false, by code, [] "ProcessCustomerResult": FileResultClass, judged, once(|request| {
    request.customer.as_ref().is_some_and(|customer| customer.customer_operation == CustomerOperation::Create)
}));

#[cfg(feature = "client")]
impl Client {
    /// `ProcessOrder`: creates, updates or cancels an order, while the warehouse has not begun with it.
    ///
    /// # Errors
    /// A refusal, if the warehouse does not take it; else as [`Client::execute`].
    pub async fn process_order(&self, order: CustomerOrder) -> Result<ProcessedOrder, Error> {
        let request = ProcessOrder { co: Some(order), ..ProcessOrder::default() };
        let result = self.execute(request).await?;
        // The contract has a plain int here, so 0 is what "none" looks like.
        let order_id = result.order_id.filter(|id| id.0 != 0);
        Ok(ProcessedOrder { order_id, message: message(result.message.as_deref()) })
    }

    /// `ProcessCustomer`: creates or updates a customer on its own. Usually customers travel inside orders.
    ///
    /// # Errors
    /// A refusal, if the warehouse does not take it; else as [`Client::execute`].
    pub async fn process_customer(&self, customer: Customer) -> Result<ProcessedCustomer, Error> {
        let request = ProcessCustomer { customer: Some(customer), ..ProcessCustomer::default() };
        Ok(ProcessedCustomer { message: message(self.execute(request).await?.message.as_deref()) })
    }
}
