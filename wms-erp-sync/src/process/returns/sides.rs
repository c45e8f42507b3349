//! What both sides know of the orders whose goods came back.

use std::collections::{BTreeSet, HashMap};

use ongoing_client::model::{Order, ReturnOrderInfo};
use twentyfour_client::types::{InvoiceOrder, OrderId};
use wms_erp_mapping::{REST_ORDER_PROPERTIES, REST_ROW_PROPERTIES, erp_order};

use crate::context::RunError;
use crate::context::run::Run;
use crate::document::OrderRecord;
use crate::port::{OrderQuery, ReturnQuery, order_named};
use crate::process::{Unread, collect_known};

/// Both sides, read anew for some returns.
pub(super) struct Sides {
    /// All returns of the same orders, by the order's id in the WMS.
    pub(super) returns: HashMap<i32, Vec<ReturnOrderInfo>>,
    pub(super) returns_unread: Unread,
    /// The WMS's orders by their ids there.
    pub(super) in_wms: HashMap<i32, Order>,
    pub(super) in_wms_unread: Unread,
    pub(super) in_erp: HashMap<OrderId, InvoiceOrder>,
    pub(super) in_erp_unread: Unread,
    pub(super) records: HashMap<OrderId, OrderRecord>,
}

impl Sides {
    pub(super) async fn read(run: &Run<'_>, asked: &[ReturnOrderInfo]) -> Result<Self, RunError> {
        let numbers: BTreeSet<String> = asked.iter().filter_map(sold_number).map(str::to_owned).collect();
        let numbers: Vec<String> = numbers.into_iter().collect();
        let prefix = prefix(run);
        let ids: Vec<OrderId> = numbers.iter().filter_map(|number| erp_order(number, prefix)).collect();

        let found = run.wms.return_orders(ReturnQuery::OfOrders(numbers.clone())).await?;
        let (found, returns_unread) = collect_known(run, found).await?;
        let mut returns = HashMap::<i32, Vec<ReturnOrderInfo>>::new();
        for order in once(found) {
            if let Some(id) = order.order_id {
                returns.entry(id.0).or_default().push(order);
            }
        }
        let (found, in_wms_unread) = match numbers.is_empty() {
            true => (Vec::new(), Unread::default()),
            false => collect_known(run, run.wms.orders(OrderQuery::numbers(numbers)).await?).await?,
        };
        let of_wms = |order: Order| Some((order.order_info.as_ref()?.order_id?.0, order));
        let in_wms = found.into_iter().filter_map(of_wms).collect();
        let everything = order_named(REST_ORDER_PROPERTIES, REST_ROW_PROPERTIES);
        let (found, in_erp_unread) = match ids.is_empty() {
            true => (Vec::new(), Unread::default()),
            false => collect_known(run, run.erp.orders(&ids, &everything).await?).await?,
        };
        let in_erp = found.into_iter().filter_map(|order| Some((order.order_id?, order))).collect();
        let records = run.read_all::<OrderRecord>(&ids).await?;
        let records = ids.into_iter().zip(records).filter_map(|(id, record)| Some((id, record?))).collect();
        Ok(Self { returns, returns_unread, in_wms, in_wms_unread, in_erp, in_erp_unread, records })
    }
}

/// Each return once, should an answer have one of them twice.
pub(super) fn once(mut found: Vec<ReturnOrderInfo>) -> Vec<ReturnOrderInfo> {
    let mut ids = BTreeSet::new();
    found.retain(|order| order.return_order_id.is_none_or(|id| ids.insert(id.0)));
    found
}

/// The number of the sales order whose goods came back.
pub(super) fn sold_number(order: &ReturnOrderInfo) -> Option<&str> {
    order.order_number.as_deref().map(str::trim).filter(|number| !number.is_empty())
}

pub(super) fn prefix<'a>(run: &Run<'a>) -> &'a str {
    run.tenant.orders.as_ref().map(|orders| orders.mapping.order_number_prefix.as_str()).unwrap_or_default()
}
