//! Orders: changes at any status.

use asmx_soap::{Secret, element};

use crate::NAMESPACE;
use crate::model::*;
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::soap::verdict::message;
#[cfg(feature = "client")]
use crate::{Client, Error, ProcessedOrder};

element! {
    /// Changes single values of an order, at any status. developer.ongoingwarehouse.com/update-order
    pub struct UpdateOrder in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// What to change.
        "updateOrder" update_order: Option<crate::model::UpdateOrder>,
    }

    /// Changes values of order lines, at any status. developer.ongoingwarehouse.com/UpdateOrderLines
    pub struct UpdateOrderLines in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// What to change. (The parameter is really named as the operation is.)
        "UpdateOrderLines" update_order_lines: Option<crate::model::UpdateOrderLines>,
    }
}

operation!(UpdateOrder: Idempotent, false, by code, [] "UpdateOrderResult": UpdateOrderResult, judged, once(|request| {
    // Under its new number the order is not found by the old one.
    request.update_order.as_ref().is_some_and(|update| update.update_order_goods_owner_order_number.is_some())
}));
operation!(UpdateOrderLines: Idempotent, false, by code, [] "UpdateOrderLinesResult": UpdateOrderLinesResult, judged);

#[cfg(feature = "client")]
impl Client {
    /// `UpdateOrder`: changes single values of an order, at any status. Not the way to cancel one.
    ///
    /// # Errors
    /// A refusal, if the warehouse does not take it; else as [`Client::execute`].
    pub async fn update_order(&self, update: crate::model::UpdateOrder) -> Result<ProcessedOrder, Error> {
        let request = UpdateOrder { update_order: Some(update), ..UpdateOrder::default() };
        let result = self.execute(request).await?;
        Ok(ProcessedOrder { order_id: result.order_id, message: message(result.message.as_deref()) })
    }

    /// `UpdateOrderLines`: writes reported quantities and comments on lines, at any status.
    ///
    /// # Errors
    /// A refusal, if the warehouse does not take it; else as [`Client::execute`].
    pub async fn update_order_lines(
        &self,
        update: crate::model::UpdateOrderLines,
    ) -> Result<ProcessedOrder, Error> {
        let request = UpdateOrderLines { update_order_lines: Some(update), ..UpdateOrderLines::default() };
        let result = self.execute(request).await?;
        Ok(ProcessedOrder { order_id: result.order_id, message: message(result.message.as_deref()) })
    }
}
