//! A warehouse whose service tells decimals, as the vendor's does today; the contract of 2017 knows whole numbers only.

use std::collections::HashMap;
use std::sync::Arc;

use asmx_soap::XsDateTime;
use async_trait::async_trait;
use futures::StreamExt;
use ongoing_client::AnsweredFields;
use ongoing_client::model::{ArticleDefinition, CustomerOrder, InventoryLine, Order};
use rust_decimal::Decimal;
use wms_erp_sync::port::{Meter, OrderQuery, PortError, Records, WmsPort};
use wms_erp_sync::{Articles, Stock};

use crate::Bench;
use crate::bench::tenant;

#[derive(Debug, Clone)]
struct Scales {
    wms: Arc<dyn WmsPort>,
    told: Arc<HashMap<String, Decimal>>,
}

/// From now on these products have these quantities in the WMS.
pub(crate) fn fractions(bench: &Bench, told: &[(i32, &str)]) {
    let told = told.iter().map(|(id, quantity)| (id.to_string(), quantity.parse().unwrap()));
    let mut tenant = tenant(&bench.erp, &bench.wms).articles(Articles::default()).stock(Stock::default());
    tenant.wms = Arc::new(Scales { wms: tenant.wms, told: Arc::new(told.collect()) });
    bench.engine.put_tenant(tenant);
}

#[async_trait]
impl WmsPort for Scales {
    fn metered(&self, meter: Meter) -> Arc<dyn WmsPort> {
        Arc::new(Self { wms: self.wms.metered(meter), ..self.clone() })
    }

    fn goods_owner(&self) -> (String, String) {
        self.wms.goods_owner()
    }

    fn answered_fields(&self) -> AnsweredFields {
        self.wms.answered_fields()
    }

    async fn process_article(&self, article: &ArticleDefinition) -> Result<Option<i32>, PortError> {
        self.wms.process_article(article).await
    }

    async fn process_order(&self, order: &CustomerOrder) -> Result<Option<i32>, PortError> {
        self.wms.process_order(order).await
    }

    async fn report_quantities(&self, number: &str, lines: &[(String, Decimal)]) -> Result<(), PortError> {
        self.wms.report_quantities(number, lines).await
    }

    async fn cancel_order(&self, number: &str) -> Result<(), PortError> {
        self.wms.cancel_order(number).await
    }

    async fn orders(&self, query: OrderQuery) -> Result<Records<Order>, PortError> {
        self.wms.orders(query).await
    }

    async fn order_statuses(&self) -> Result<Vec<(i32, String)>, PortError> {
        self.wms.order_statuses().await
    }

    async fn inventory(&self, since: Option<XsDateTime>) -> Result<Records<InventoryLine>, PortError> {
        let told = Arc::clone(&self.told);
        let lines = self.wms.inventory(since).await?;
        let weigh = move |mut line: InventoryLine| {
            let code = line.article.as_ref().and_then(|article| article.product_code.as_deref());
            line.number_of_items_decimal = code.and_then(|code| told.get(code)).copied();
            line
        };
        Ok(lines.map(move |line| line.map(&weigh)).boxed())
    }
}
