//! Operations: order_update.

use asmx_soap::{Effect, Operation, Secret, element};

use crate::NAMESPACE;
use crate::model::*;

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
        "updateOrder" update_order: Option<Box<UpdateOrder>>,
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
        "UpdateOrderLines" update_order_lines: Option<Box<UpdateOrderLines>>,
    }
}

impl Operation for UpdateOrder {
    type Item = UpdateOrderResult;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "UpdateOrderResult";
    const EFFECT: Effect = Effect::Idempotent;
}

impl Operation for UpdateOrderLines {
    type Item = UpdateOrderLinesResult;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "UpdateOrderLinesResult";
    const EFFECT: Effect = Effect::Idempotent;
}
