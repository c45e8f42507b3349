//! Ports around ports. A layer forwards every method that it does not define itself, also those that a later version adds.

use std::fmt::Debug;
use std::sync::Arc;

use asmx_soap::XsDateTime;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use ongoing_client::model::{
    ArticleDefinition, CustomerOrder, InOrder, InventoryLine, Order, ReceivedInOrder, ReturnOrderInfo,
};
use ongoing_client::{AnsweredFields, ExpectedArticle, MovementKind, StockMovement};
use rust_decimal::Decimal;
use twentyfour_client::Properties;
use twentyfour_client::types::{
    Company, CompanyId, InvoiceOrder, OrderId, OrderSlipStateType, Product, ProductId,
};

use super::{
    ArticleQuery, ErpPort, Meter, OrderQuery, PortError, PurchaseOrderQuery, Records, ReturnQuery, WmsPort,
};

/// Makes the trait, whose methods forward, and the port that everything with that trait is.
macro_rules! layer {
    (
        $(#[$attribute:meta])*
        pub trait $layer:ident around $port:ident {
            $( fn $name:ident(&$this:ident $(, $given:ident: $given_type:ty)*) -> $result:ty; )*
            $( async fn $async_name:ident(&$async_this:ident $(, $argument:ident: $type:ty)*) -> $async_result:ty; )*
        }
    ) => {
        $(#[$attribute])*
        #[async_trait]
        pub trait $layer: Send + Sync + Debug {
            /// The port that this one stands around.
            fn inner(&self) -> &Arc<dyn $port>;

            /// The same layer around another port. Each run has a port with a meter of its own.
            fn around(&self, inner: Arc<dyn $port>) -> Arc<dyn $port>;

            $(
                #[doc = concat!("As [`", stringify!($port), "::", stringify!($name), "`]; forwards unless it is defined.")]
                fn $name(&$this $(, $given: $given_type)*) -> $result {
                    $this.inner().$name($($given),*)
                }
            )*
            $(
                #[doc = concat!("As [`", stringify!($port), "::", stringify!($async_name), "`]; forwards unless it is defined.")]
                async fn $async_name(&$async_this $(, $argument: $type)*) -> $async_result {
                    $async_this.inner().$async_name($($argument),*).await
                }
            )*
        }

        // Methods of a port that have a default would go missing here without a word.
        #[deny(clippy::missing_trait_methods)]
        #[async_trait]
        impl<T: $layer> $port for T {
            fn metered(&self, meter: Meter) -> Arc<dyn $port> {
                self.around(self.inner().metered(meter))
            }

            $(
                fn $name(&$this $(, $given: $given_type)*) -> $result {
                    $layer::$name($this $(, $given)*)
                }
            )*
            $(
                async fn $async_name(&$async_this $(, $argument: $type)*) -> $async_result {
                    $layer::$async_name($async_this $(, $argument)*).await
                }
            )*
        }
    };
}

layer! {
    /// A port of the ERP around another. Every method forwards to [`inner`](Self::inner) unless it is defined; whatever has this
    /// trait is an [`ErpPort`].
    pub trait ErpLayer around ErpPort {
        fn address(&self) -> Option<String>;
        fn requests_left(&self) -> Option<u32>;
        async fn identity(&self) -> Result<(String, String), PortError>;
        async fn identities(&self) -> Result<Vec<(String, String)>, PortError>;
        async fn products_changed(&self, since: Option<DateTime<Utc>>, properties: &Properties<Product>)
            -> Result<Records<Product>, PortError>;
        async fn products(&self, ids: &[ProductId], properties: &Properties<Product>)
            -> Result<Records<Product>, PortError>;
        async fn order_heads_in(&self, states: &[OrderSlipStateType]) -> Result<Records<InvoiceOrder>, PortError>;
        async fn order_heads(&self, ids: &[OrderId]) -> Result<Records<InvoiceOrder>, PortError>;
        async fn orders(&self, ids: &[OrderId], properties: &Properties<InvoiceOrder>)
            -> Result<Records<InvoiceOrder>, PortError>;
        async fn orders_for_rest_of(&self, ids: &[OrderId]) -> Result<Records<InvoiceOrder>, PortError>;
        async fn save_orders(&self, orders: Vec<InvoiceOrder>)
            -> Result<Vec<Result<InvoiceOrder, PortError>>, PortError>;
        async fn set_stock(&self, product: ProductId, quantity: Decimal) -> Result<(), PortError>;
        async fn companies(&self, ids: &[CompanyId], properties: &Properties<Company>)
            -> Result<Records<Company>, PortError>;
        async fn companies_changed(&self, since: Option<DateTime<Utc>>, properties: &Properties<Company>)
            -> Result<Records<Company>, PortError>;
    }
}

layer! {
    /// A port of the WMS around another. Every method forwards to [`inner`](Self::inner) unless it is defined; whatever has this
    /// trait is a [`WmsPort`].
    pub trait WmsLayer around WmsPort {
        fn address(&self) -> Option<String>;
        fn goods_owner(&self) -> (String, String);
        fn answered_fields(&self) -> AnsweredFields;
        fn tells_articles_apart(&self, one: &ArticleDefinition, other: &ArticleDefinition) -> bool;
        fn tells_orders_apart(&self, one: &CustomerOrder, other: &CustomerOrder) -> bool;
        async fn expect_articles(&self, articles: Vec<ExpectedArticle>) -> Result<(), PortError>;
        async fn process_article(&self, article: &ArticleDefinition) -> Result<Option<i32>, PortError>;
        async fn process_order(&self, order: &CustomerOrder) -> Result<Option<i32>, PortError>;
        async fn cancel_order(&self, number: &str) -> Result<(), PortError>;
        async fn report_quantities(&self, number: &str, lines: &[(String, Decimal)]) -> Result<(), PortError>;
        async fn orders(&self, query: OrderQuery) -> Result<Records<Order>, PortError>;
        async fn order_statuses(&self) -> Result<Vec<(i32, String)>, PortError>;
        async fn articles(&self, query: ArticleQuery) -> Result<Records<InventoryLine>, PortError>;
        async fn inventory(&self, since: Option<XsDateTime>) -> Result<Records<InventoryLine>, PortError>;
        async fn stock_movements(&self, kind: MovementKind, since: XsDateTime)
            -> Result<Records<StockMovement>, PortError>;
        async fn return_orders(&self, query: ReturnQuery) -> Result<Records<ReturnOrderInfo>, PortError>;
        async fn process_purchase_order(&self, order: &InOrder) -> Result<Option<i32>, PortError>;
        async fn cancel_purchase_order(&self, number: &str) -> Result<(), PortError>;
        async fn purchase_orders(&self, query: PurchaseOrderQuery)
            -> Result<Records<ReceivedInOrder>, PortError>;
        async fn inventory_of(&self, articles: &[String], warehouses: &[String])
            -> Result<Records<InventoryLine>, PortError>;
        async fn inventory_in(&self, warehouses: &[String], since: Option<XsDateTime>)
            -> Result<Records<InventoryLine>, PortError>;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    /// The methods that the source of a trait names, one `fn` a line.
    fn methods<'a>(source: &'a str, after: &str) -> BTreeSet<&'a str> {
        let (_, body) = source.split_once(after).unwrap_or_else(|| panic!("no {after}"));
        let lines = body.lines().take_while(|line| *line != "}");
        let declared = lines.filter_map(|line| {
            let line = line.trim_start();
            line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ")?.split('(').next()
        });
        declared.filter(|name| *name != "metered").collect()
    }

    #[test]
    fn a_layer_forwards_every_method_of_its_port() {
        let layers = include_str!("layer.rs");
        for (port, source) in [("Erp", include_str!("erp.rs")), ("Wms", include_str!("wms.rs"))] {
            let declared = methods(source, &format!("pub trait {port}Port"));
            assert!(declared.len() > 8, "{declared:?}");
            assert_eq!(methods(layers, &format!("pub trait {port}Layer around")), declared);
        }
    }
}
