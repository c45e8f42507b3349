//! Operations: order_query.

use asmx_soap::{Effect, Operation, Secret, element};

use crate::NAMESPACE;
use crate::model::*;

element! {
    /// `GetOrdersByQuery`.
    pub struct GetOrdersByQuery in NAMESPACE {
        /// Goods owner code.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// User name.
        "UserName" user_name: Option<String>,
        /// Password.
        "Password" password: Option<Secret>,
        /// Query.
        "query" query: Option<OrderFilters>,
    }

    /// `GetOrder`.
    pub struct GetOrder in NAMESPACE {
        /// User name.
        "UserName" user_name: Option<String>,
        /// Password.
        "Password" password: Option<Secret>,
        /// Order id.
        "OrderId" order_id: Option<i32>,
    }

    /// `GetOrderByOrderNumber`.
    pub struct GetOrderByOrderNumber in NAMESPACE {
        /// Goods owner code.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// User name.
        "UserName" user_name: Option<String>,
        /// Password.
        "Password" password: Option<Secret>,
        /// Order number.
        "OrderNumber" order_number: Option<String>,
    }

    /// `GetOrderStatuses`.
    pub struct GetOrderStatuses in NAMESPACE {
        /// User name.
        "UserName" user_name: Option<String>,
        /// Password.
        "Password" password: Option<Secret>,
        /// Goods owner code.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
    }
}

impl Operation for GetOrdersByQuery {
    type Item = Order;
    const RESULT: &'static [&'static str] = &["GetOrdersByQueryResult", "Orders"];
    const ITEM: &'static str = "Order";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetOrder {
    type Item = Order;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "GetOrderResult";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetOrderByOrderNumber {
    type Item = Order;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "GetOrderByOrderNumberResult";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetOrderStatuses {
    type Item = OrderStatus;
    const RESULT: &'static [&'static str] = &["GetOrderStatusesResult", "OrderStatuses"];
    const ITEM: &'static str = "OrderStatus";
    const EFFECT: Effect = Effect::Read;
}
