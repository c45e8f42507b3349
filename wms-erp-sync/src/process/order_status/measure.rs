//! What was sent is measured against the ERP's rows, as they were read just before.

use std::collections::{BTreeSet, HashMap};

use twentyfour_client::Properties;
use twentyfour_client::types::{InvoiceOrder, OrderId, ProductId};
use wms_erp_mapping::{
    DELIVERED_ROW_PROPERTIES, DeliveredOrder, Hold, OrderSettings, ProductFacts, REST_ORDER_PROPERTIES,
    REST_ROW_PROPERTIES, SHIPMENT_ORDER_PROPERTIES, SHIPMENT_ROW_PROPERTIES, ShipmentComparison,
    ShipmentContext, compare_shipment, kit_parts, order_products,
};

use super::back_orders::BackOrders;
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::{BATCH, Run};
use crate::document::{ArticleRecord, SentOrder};
use crate::port::order_named;
use crate::tenant::OrderStatusSettings;

/// What is asked for of the orders that were sent: their rows, and all of them where a rest order may be made.
pub(super) fn properties(settings: &OrderStatusSettings) -> Properties<InvoiceOrder> {
    let (order, row) = match settings.rest_orders {
        true => (REST_ORDER_PROPERTIES, REST_ROW_PROPERTIES),
        false => (SHIPMENT_ORDER_PROPERTIES, SHIPMENT_ROW_PROPERTIES),
    };
    let (mut order, mut row) = (order.to_vec(), row.to_vec());
    if settings.tracking.is_some() {
        // A hook may choose another place.
        let texts = ["InvoiceText", "DeliveryAlternative"];
        order.extend(texts.into_iter().filter(|text| !order.contains(text)).collect::<Vec<_>>());
    }
    if settings.delivered_quantities.is_some() {
        row.extend_from_slice(DELIVERED_ROW_PROPERTIES);
    }
    order_named(&order, &row)
}

/// What must be known to compare a page of orders.
pub(super) struct Measure {
    products: HashMap<ProductId, ProductFacts>,
    mapping: OrderSettings,
    /// Asked for where something is short and rest orders are on.
    back_orders: Option<BackOrders>,
}

impl Measure {
    pub(super) async fn load(
        run: &Run<'_>,
        settings: &OrderStatusSettings,
        orders: &HashMap<OrderId, InvoiceOrder>,
        sent: &[SentOrder],
    ) -> Result<Self, RunError> {
        let parts = sent.iter().flat_map(|sent| kit_parts(&sent.delivery()));
        let products: BTreeSet<ProductId> = orders.values().flat_map(order_products).chain(parts).collect();
        let products: Vec<ProductId> = products.into_iter().collect();
        let mut measure = Self {
            products: HashMap::new(),
            mapping: run.tenant.orders.as_ref().map(|orders| orders.mapping.clone()).unwrap_or_default(),
            back_orders: None,
        };
        for ids in products.chunks(BATCH) {
            let records = run.read_all::<ArticleRecord>(ids).await?;
            // A product without a record has no article: it counts as goods.
            let known = ids.iter().zip(records).filter_map(|(id, record)| Some((*id, record?)));
            measure
                .products
                .extend(known.map(|(id, record)| (id, ProductFacts::new(record.number, record.stock))));
        }
        if settings.rest_orders {
            let is_short = |sent: &SentOrder| {
                let compared = orders.get(&sent.id()).map(|order| measure.with(order, sent, &[]));
                compared.is_some_and(|compared| compared.is_ok_and(|found| found.short().next().is_some()))
            };
            if sent.iter().any(is_short) {
                measure.back_orders = Some(BackOrders::load(run, settings).await?);
            }
        }
        Ok(measure)
    }

    /// Compares one order; an obstacle, if it cannot be said what was sent of which row.
    pub(super) fn compare(
        &self,
        order: &InvoiceOrder,
        sent: &SentOrder,
    ) -> Result<ShipmentComparison, HoldReason> {
        self.with(order, sent, &[]).map_err(|held| HoldReason::from(&held))
    }

    /// The same for one whose rows, and whose rest, may be written by it: then the WMS's own back orders count too.
    pub(super) fn compare_to_write(
        &self,
        order: &InvoiceOrder,
        sent: &SentOrder,
    ) -> Result<ShipmentComparison, HoldReason> {
        let found = self.compare(order, sent)?;
        match &self.back_orders {
            Some(back_orders) if found.short().next().is_some() => {
                let back_orders = back_orders.of(sent.wms_order)?;
                self.with(order, sent, &back_orders).map_err(|held| HoldReason::from(&held))
            }
            _ => Ok(found),
        }
    }

    fn with(
        &self,
        order: &InvoiceOrder,
        sent: &SentOrder,
        back_orders: &[DeliveredOrder],
    ) -> Result<ShipmentComparison, Hold> {
        let products = |id| self.products.get(&id).cloned();
        let context = ShipmentContext::new(&products, back_orders);
        compare_shipment(order, &sent.delivery(), &context, &self.mapping)
    }
}
