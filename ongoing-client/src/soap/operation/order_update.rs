//! Operations: order_update.

use asmx_soap::{Secret, element};

use crate::NAMESPACE;
use crate::model::*;
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::soap::verdict::message;
#[cfg(feature = "client")]
use crate::{Client, Error, ProcessedOrder};

element! {
    /// `UpdateOrder`.
    pub struct UpdateOrder in NAMESPACE {
        /// Goods owner code.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// User name.
        "UserName" user_name: Option<String>,
        /// Password.
        "Password" password: Option<Secret>,
        /// Update order.
        "updateOrder" update_order: Option<crate::model::UpdateOrder>,
    }

    /// `UpdateOrderLines`.
    pub struct UpdateOrderLines in NAMESPACE {
        /// Goods owner code.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// User name.
        "UserName" user_name: Option<String>,
        /// Password.
        "Password" password: Option<Secret>,
        /// Update order lines.
        "UpdateOrderLines" update_order_lines: Option<crate::model::UpdateOrderLines>,
    }
}

operation!(UpdateOrder: Idempotent, false, by code, [] "UpdateOrderResult": UpdateOrderResult, judged);
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
