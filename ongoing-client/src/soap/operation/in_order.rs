//! Purchase orders.

use asmx_soap::{Secret, element};

use crate::NAMESPACE;
use crate::model::{
    FileResultClass, InOrder, InOrderOperation, UpdateInOrderLinesResult, UpdateInOrderResult,
};
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::soap::verdict::message;
#[cfg(feature = "client")]
use crate::{Client, Error, ProcessedInOrder};

element! {
    /// Creates, updates or cancels a purchase order. developer.ongoingwarehouse.com/process-inorder
    pub struct ProcessInOrder in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// The purchase order.
        "co" co: Option<InOrder>,
    }

    /// Changes single values of a purchase order, also after goods reception began.
    /// developer.ongoingwarehouse.com/UpdateInOrder
    pub struct UpdateInOrder in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// What to change.
        "updateInOrder" update_in_order: Option<crate::model::UpdateInOrder>,
    }

    /// Changes values of a purchase order's lines, also after goods reception began.
    pub struct UpdateInOrderLines in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// What to change. (The parameter is really named as the operation is.)
        "UpdateInOrderLines" update_in_order_lines: Option<crate::model::UpdateInOrderLines>,
    }
}

operation!(ProcessInOrder: Idempotent, false, by code, [] "ProcessInOrderResult": FileResultClass, judged, once(|request| {
    // A second `Create` or `Remove` is refused, which would hide that the first one was done.
    let info = request.co.as_ref().and_then(|order| order.in_order_info.as_ref());
    info.is_some_and(|info| matches!(info.in_order_operation, InOrderOperation::Create | InOrderOperation::Remove))
}));
operation!(UpdateInOrder: Idempotent, false, by code, [] "UpdateInOrderResult": UpdateInOrderResult, judged);
operation!(UpdateInOrderLines: Idempotent, false, by code, [] "UpdateInOrderLinesResult": UpdateInOrderLinesResult, judged);

#[cfg(feature = "client")]
impl Client {
    /// `ProcessInOrder`: creates, updates or cancels a purchase order, until goods reception begins.
    ///
    /// # Errors
    /// A refusal, if the warehouse does not take it; else as [`Client::execute`].
    pub async fn process_in_order(&self, in_order: InOrder) -> Result<ProcessedInOrder, Error> {
        let request = ProcessInOrder { co: Some(in_order), ..ProcessInOrder::default() };
        let result = self.execute(request).await?;
        // The contract has a plain int here, so 0 is what "none" looks like.
        let in_order_id = result.in_order_id.filter(|id| id.0 != 0);
        Ok(ProcessedInOrder { in_order_id, message: message(result.message.as_deref()) })
    }

    /// `UpdateInOrder`: gives a purchase order another status, also after goods reception began. Not the way to cancel
    /// one.
    ///
    /// # Errors
    /// A refusal, if the warehouse does not take it; else as [`Client::execute`].
    pub async fn update_in_order(
        &self,
        update: crate::model::UpdateInOrder,
    ) -> Result<ProcessedInOrder, Error> {
        let request = UpdateInOrder { update_in_order: Some(update), ..UpdateInOrder::default() };
        let result = self.execute(request).await?;
        Ok(ProcessedInOrder { in_order_id: result.in_order_id, message: message(result.message.as_deref()) })
    }

    /// `UpdateInOrderLines`: writes reported quantities on lines, also after goods reception began.
    ///
    /// # Errors
    /// A refusal, if the warehouse does not take it; else as [`Client::execute`].
    pub async fn update_in_order_lines(
        &self,
        update: crate::model::UpdateInOrderLines,
    ) -> Result<ProcessedInOrder, Error> {
        let request =
            UpdateInOrderLines { update_in_order_lines: Some(update), ..UpdateInOrderLines::default() };
        let result = self.execute(request).await?;
        Ok(ProcessedInOrder { in_order_id: result.in_order_id, message: message(result.message.as_deref()) })
    }
}
