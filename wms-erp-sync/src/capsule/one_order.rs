//! Both sides as if there were one order.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures::{StreamExt, stream};
use ongoing_client::model::{Order, ReturnOrderInfo};
use twentyfour_client::Properties;
use twentyfour_client::types::{Company, InvoiceOrder, OrderId, OrderSlipStateType, Product};

use super::TENANT;
use crate::port::{ErpLayer, ErpPort, OrderQuery, PortError, Records, ReturnQuery, WmsLayer, WmsPort};

/// The ERP, in which every list has this order at most. Which company it is makes no difference, and is not asked.
#[derive(Debug)]
pub(super) struct OneInErp {
    pub(super) inner: Arc<dyn ErpPort>,
    pub(super) order: OrderId,
}

#[async_trait]
impl ErpLayer for OneInErp {
    fn inner(&self) -> &Arc<dyn ErpPort> {
        &self.inner
    }

    fn around(&self, inner: Arc<dyn ErpPort>) -> Arc<dyn ErpPort> {
        Arc::new(Self { inner, order: self.order })
    }

    async fn identity(&self) -> Result<(String, String), PortError> {
        Ok((TENANT.to_owned(), TENANT.to_owned()))
    }

    async fn order_heads_in(
        &self,
        states: &[OrderSlipStateType],
    ) -> Result<Records<InvoiceOrder>, PortError> {
        let states = states.to_vec();
        let heads = self.inner.order_heads(&[self.order]).await?;
        let is_in = move |head: &Result<InvoiceOrder, PortError>| match head {
            Ok(head) => head.order_status.as_ref().is_some_and(|status| states.contains(status)),
            Err(_) => true,
        };
        Ok(heads.filter(move |head| std::future::ready(is_in(head))).boxed())
    }

    async fn products_changed(
        &self,
        _since: Option<DateTime<Utc>>,
        _properties: &Properties<Product>,
    ) -> Result<Records<Product>, PortError> {
        Ok(stream::empty().boxed())
    }

    async fn companies_changed(
        &self,
        _since: Option<DateTime<Utc>>,
        _properties: &Properties<Company>,
    ) -> Result<Records<Company>, PortError> {
        Ok(stream::empty().boxed())
    }
}

/// The WMS, in which every list of orders has this one at most, and every list of returns its returns.
#[derive(Debug)]
pub(super) struct OneInWms {
    pub(super) inner: Arc<dyn WmsPort>,
    pub(super) number: String,
}

#[async_trait]
impl WmsLayer for OneInWms {
    fn inner(&self) -> &Arc<dyn WmsPort> {
        &self.inner
    }

    fn around(&self, inner: Arc<dyn WmsPort>) -> Arc<dyn WmsPort> {
        Arc::new(Self { inner, number: self.number.clone() })
    }

    async fn orders(&self, query: OrderQuery) -> Result<Records<Order>, PortError> {
        if !query.numbers.is_empty() {
            return self.inner.orders(query).await;
        }
        let found = self.inner.orders(OrderQuery::numbers(vec![self.number.clone()])).await?;
        let is_meant = move |order: &Result<Order, PortError>| match order {
            Ok(order) => fits(order, &query),
            Err(_) => true,
        };
        Ok(found.filter(move |order| std::future::ready(is_meant(order))).boxed())
    }

    async fn return_orders(&self, query: ReturnQuery) -> Result<Records<ReturnOrderInfo>, PortError> {
        let ours = vec![self.number.clone()];
        let query = match query {
            ReturnQuery::Since(None) => ReturnQuery::OfOrders(ours),
            ReturnQuery::Since(Some(since)) => ReturnQuery::OfOrdersSince(ours, since),
            of_these => of_these,
        };
        self.inner.return_orders(query).await
    }
}

/// Whether an order fits the conditions of a list. When it was updated is not compared: a list reaches back before its time.
fn fits(order: &Order, query: &OrderQuery) -> bool {
    let status = order.order_info.as_ref().and_then(|info| info.order_status_number);
    let is_in = |(from, to)| status.is_none_or(|status| (from..=to).contains(&status));
    let has_more = order.picked_order_lines.iter().any(|line| {
        line.picked_number_of_items.unwrap_or_default() > line.reported_number_of_items.unwrap_or_default()
    });
    query.status.is_none_or(is_in) && (!query.to_report || has_more)
}
