//! A warehouse whose service tells decimals, as the vendor's does today; the contract of 2017 knows whole numbers only.

use std::collections::HashMap;
use std::sync::Arc;

use asmx_soap::XsDateTime;
use async_trait::async_trait;
use futures::StreamExt;
use ongoing_client::model::InventoryLine;
use rust_decimal::Decimal;
use wms_erp_sync::port::{PortError, Records, WmsLayer, WmsPort};
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
impl WmsLayer for Scales {
    fn inner(&self) -> &Arc<dyn WmsPort> {
        &self.wms
    }

    fn around(&self, wms: Arc<dyn WmsPort>) -> Arc<dyn WmsPort> {
        Arc::new(Self { wms, ..self.clone() })
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
