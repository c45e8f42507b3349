//! Operations: order.

use asmx_soap::{Effect, Operation, Secret, element};

use crate::NAMESPACE;
use crate::model::*;

element! {
    /// `ProcessOrder`.
    pub struct ProcessOrder in NAMESPACE {
        /// Goods owner code.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// User name.
        "UserName" user_name: Option<String>,
        /// Password.
        "Password" password: Option<Secret>,
        /// Co.
        "co" co: Option<CustomerOrder>,
    }

    /// `ProcessCustomer`.
    pub struct ProcessCustomer in NAMESPACE {
        /// Goods owner code.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// User name.
        "UserName" user_name: Option<String>,
        /// Password.
        "Password" password: Option<Secret>,
        /// Customer.
        "Customer" customer: Option<Customer>,
    }
}

impl Operation for ProcessOrder {
    type Item = FileResultClass;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "ProcessOrderResult";
    const EFFECT: Effect = Effect::Idempotent;
}

impl Operation for ProcessCustomer {
    type Item = FileResultClass;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "ProcessCustomerResult";
    const EFFECT: Effect = Effect::Idempotent;
}
