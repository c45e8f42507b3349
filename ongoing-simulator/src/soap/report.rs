//! How far orders are, in short.

use asmx_test_server::{Fault, Node, Reply};
use rust_decimal::Decimal;

use super::fields::Fields;
use super::{Beside, Desk, element::Element, respond, write_list};
use crate::world::Order;

/// From these statuses on an order is picked, and delivered, whatever the warehouse calls them.
const PICKED: i32 = 400;
const DELIVERED: i32 = 450;
const CANCELLED: i32 = 1000;

impl Desk<'_> {
    pub(super) fn order_status_report(&self, operation: &str, f: &Fields<'_>) -> Reply {
        let order = f.text("GoodsOwnerOrderNumber").and_then(|number| self.world.order(&number));
        respond(operation, order.map(|order| self.report("GetOrderStatusReportResult", order)))
    }

    pub(super) fn order_status_reports(&self, operation: &str, f: &Fields<'_>) -> Result<Reply, Fault> {
        let blank = Node::default();
        let query = f.reader.fields(f.node("query").unwrap_or(&blank), &["OrderNumbersToReport"]);
        let numbers = query.strings("OrderNumbersToReport");
        let orders = numbers.iter().filter_map(|number| self.world.order(number));
        let reports = orders.map(|order| self.report("OrderStatusReport", order));
        let list = ["GetOrderStatusReportsResult", "OrderStatusReports"];
        Ok(write_list(operation, &list, reports, Beside::Nothing))
    }

    fn report(&self, name: &'static str, order: &Order) -> Node {
        let data = &order.data;
        let lines = || order.lines.iter().filter(|line| line.parent.is_none());
        let ordered: Decimal = lines().map(|line| line.number_of_items).sum();
        let picked: Decimal = lines().map(|line| line.picked).sum();
        let is_from = |status| (status..CANCELLED).contains(&order.status);
        Element::new(name, self.zone, order.order_id)
            .value("OrderId", order.order_id)
            .value("GoodsOwnerId", self.credentials.goods_owner_id)
            .text("GoodsOwnerOrderNumber", data.goods_owner_order_number.as_deref())
            .nillable_time("PickingTime", order.last_picking_time())
            .local("DeliveryDate", data.delivery_date)
            .text("GoodsOwnerReferenceNumber", data.reference_number.as_deref())
            .value("OrderStatusNumber", order.status)
            .text("OrderStatusText", self.world.status_name(order.status))
            .value("OrderStatusIsPicked", is_from(PICKED))
            .value("OrderStatusIsDelivered", is_from(DELIVERED))
            .value("OrderedNumberOfItems", ordered)
            .value("PickedNumberOfItems", picked)
            .done()
    }
}
