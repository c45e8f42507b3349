//! Purchase orders as they are answered.

use asmx_test_server::{Fault, Node, Reply};
use rust_decimal::Decimal;

use super::fields::Fields;
use super::read_purchase_order::read_query;
use super::write_article::article_class;
use super::{Beside, Desk, element::Element, outcome, respond, write_list};
use crate::world::{
    Address, Processed, PurchaseOrder, PurchaseOrderKey, PurchaseOrderLine, ReceivedItem, Refusal,
};

impl Desk<'_> {
    pub(super) fn purchase_order_result(&self, number: &str, done: Result<Processed, Refusal>) -> Node {
        let (error, message, id) = outcome(&done.map(|done| (done.id, done.message)));
        Element::new("ProcessInOrderResult", self.zone, id.unwrap_or_default())
            .text("ErrorMessage", error.as_deref())
            .text("GoodsOwnerOrderNumber", Some(number))
            .values([("OrderId", 0), ("InOrderId", id.unwrap_or_default())])
            .nillable("ArticleDefId", None::<i32>)
            .value("Success", id.is_some())
            .text("Message", message.as_deref())
            .done()
    }

    pub(super) fn purchase_order_update_result(
        &self,
        name: &'static str,
        done: Result<i32, Refusal>,
    ) -> Node {
        let (error, message, id) =
            outcome(&done.map(|id| (id, "The purchase order was updated.<br/>".to_owned())));
        Element::new(name, self.zone, 0)
            .value("Success", id.is_some())
            .text("Message", message.or(error).as_deref())
            .nillable("InOrderId", id)
            .done()
    }

    pub(super) fn purchase_orders(&self, operation: &str, f: &Fields<'_>) -> Result<Reply, Fault> {
        let blank = Node::default();
        let query = read_query(f.reader, f.node("query").unwrap_or(&blank))?;
        let orders = self.world.find_purchase_orders(&query).into_iter();
        let orders = orders.map(|order| self.purchase_order("ReceivedInOrder", order));
        Ok(write_list(operation, &["GetInOrdersByQueryResult", "InOrders"], orders, Beside::Nothing))
    }

    pub(super) fn purchase_order_by_number(&self, operation: &str, f: &Fields<'_>) -> Reply {
        let key = PurchaseOrderKey::Number(f.text("OrderNumber").unwrap_or_default());
        let order = self.world.purchase_order(&key);
        respond(operation, order.map(|order| self.purchase_order("GetInOrderByOrderNumberResult", order)))
    }

    pub(super) fn purchase_order_statuses(&self, operation: &str) -> Reply {
        let statuses = self.world.purchase_order_statuses().into_iter().map(|status| {
            let e = Element::new("InOrderStatus", self.zone, status.number);
            e.value("InOrderStatusId", status.number).text("InOrderStatusName", Some(&status.name)).done()
        });
        write_list(operation, &["GetInOrderStatusesResult", "InOrderStatuses"], statuses, Beside::Nothing)
    }

    pub(super) fn purchase_order_reports(&self, operation: &str, f: &Fields<'_>) -> Reply {
        let blank = Node::default();
        let query = f.reader.fields(f.node("query").unwrap_or(&blank), &["InOrderNumbersToReport"]);
        let numbers = query.strings("InOrderNumbersToReport").into_iter().map(PurchaseOrderKey::Number);
        let orders: Vec<_> = numbers.filter_map(|key| self.world.purchase_order(&key)).collect();
        let reports = orders.into_iter().map(|order| {
            let (advised, received) = sums(order);
            Element::new("InOrderStatusReport", self.zone, order.id)
                .values([("InOrderId", order.id), ("GoodsOwnerId", self.credentials.goods_owner_id)])
                .text("GoodsOwnerInOrderNumber", Some(order.number()))
                .nillable_time("ReceiveTime", order.last_receive_time())
                .nillable_local("InDate", order.data.in_date)
                .text("GoodsOwnerReferenceNumber", order.data.reference_number.as_deref())
                .value("InOrderStatusNumber", order.status)
                .text("OrderStatusText", self.purchase_status_name(order.status).as_deref())
                .values([("ReceivedNumberOfItems", received), ("AdvisedNumberOfItems", advised)])
                .done()
        });
        let list = ["GetInOrderStatusReportsResult", "InOrderStatusReports"];
        write_list(operation, &list, reports, Beside::Nothing)
    }

    fn purchase_status_name(&self, number: i32) -> Option<String> {
        let statuses = self.world.purchase_order_statuses().into_iter();
        statuses.filter(|status| status.number == number).map(|status| status.name).next()
    }

    fn purchase_order(&self, name: &'static str, order: &PurchaseOrder) -> Node {
        let e = Element::new(name, self.zone, order.id);
        let supplier = self.world.supplier_of(order).map(|supplier| {
            let address = address(&e, &supplier.address);
            e.element("InOrderSupplier")
                .text("SupplierName", supplier.name.as_deref())
                .text("SupplierNumber", supplier.number.as_deref())
                .with(address)
                .done()
        });
        let lines: Vec<Node> = order.lines.iter().map(|line| self.purchase_order_line(line)).collect();
        let items: Vec<Node> =
            order.received.iter().filter_map(|item| self.received_item(order, item)).collect();
        let info = self.purchase_order_info(order);
        e.with_all([info])
            .with_all(supplier)
            .with_list("ReceivedInOrderLines", lines)
            .with_list("ReceivedArticleItems", items)
            .done()
    }

    fn purchase_order_info(&self, order: &PurchaseOrder) -> Node {
        let (data, (advised, received)) = (&order.data, sums(order));
        let kind = order.purchase_order_type.as_ref();
        Element::new("InOrderInfo", self.zone, order.id)
            .value("InOrderId", order.id)
            .text("GoodsOwnerOrderNumber", Some(order.number()))
            .text("SupplierOrderNumber", data.supplier_order_number.as_deref())
            .text("GoodsOwnerReference", data.goods_owner_reference.as_deref())
            .text("BatchNumber", data.batch_number.as_deref())
            .text("ReferenceNumber", data.reference_number.as_deref())
            .nillable_local("InDate", data.in_date)
            .nillable_local("OrderDate", data.order_date)
            .nillable_local("BatchDate", None)
            .nillable_time("ReceivedDate", order.last_receive_time())
            .nillable_time("LastReceivedTime", order.last_receive_time())
            .text("Comment", data.remark.as_deref())
            .text("Container", data.container.as_deref())
            .text("WayOfDelivery", data.way_of_delivery.as_deref())
            .text("InOrderTypeName", kind.map(|kind| kind.name.as_str()))
            .text("InOrderTypeCode", kind.map(|kind| kind.code.as_str()))
            .value("InOrderIsReturnType", data.is_return_type.unwrap_or_default())
            .value("InOrderStatusNumber", order.status)
            .text("InOrderStatusText", self.purchase_status_name(order.status).as_deref())
            .values([("AdvisedNumberOfItems", advised), ("ReceivedNumberOfItems", received)])
            .text("InvoiceNumber", data.invoice_number.as_deref())
            .text("FreeText1", data.free_text1.as_deref())
            .text("FreeText2", data.free_text2.as_deref())
            .text("FreeText3", data.free_text3.as_deref())
            .done()
    }

    fn purchase_order_line(&self, line: &PurchaseOrderLine) -> Node {
        let article = self.world.article(line.article);
        Element::new("ReceivedInOrderLine", self.zone, line.id)
            .with_all(article.map(|article| article_class(self.world, self.zone, article)))
            .text("ExternalOrderLineCode", Some(&line.code))
            .text("ExternalOrderLineId", line.data.external_id.as_deref())
            .nillable_local("InDate", line.data.in_date)
            .text("Comment", line.data.comment.as_deref())
            .values([
                ("AdvisedNumberOfItems", line.advised),
                ("ReceivedNumberOfItems", line.received),
                ("CreatedNumberOfItems", line.advised),
            ])
            .nillables([
                ("ShipmentNumberOfItems", None),
                ("SupplierNumberOfItems", None),
                ("ReportedNumberOfItems", line.reported),
                ("RowPrice", line.data.row_price),
            ])
            .text("CurrencyCode", line.data.currency_code.as_deref())
            .value("InOrderLineId", line.id)
            .nillable("ParentInOrderLineId", None::<i32>)
            .done()
    }

    fn received_item(&self, order: &PurchaseOrder, item: &ReceivedItem) -> Option<Node> {
        let line = order.lines.iter().find(|line| line.id == item.line)?;
        let article = self.world.article(line.article)?;
        let e = Element::new("ReceivedArticlItem", self.zone, item.article_item_id)
            .with_all([article_class(self.world, self.zone, article)])
            .text("ExternalOrderLineCode", Some(&line.code))
            .text("Batch", line.data.batch.as_deref())
            .nillable("isLocked", Some(false))
            .time("InDate", Some(item.time))
            .nillable_local("ExpiryDate", None)
            .nillable("InOrderLineId", Some(line.id))
            .value("NumberOfItems", item.number_of_items)
            .nillable("SupplierNumberOfItems", None::<Decimal>)
            .nillable("IsDeclared", None::<bool>)
            .nillable("ItemWeight", None::<Decimal>)
            .value("OriginalArticleItemId", item.article_item_id);
        Some(e.done())
    }
}

/// What was announced and what was received, over all lines.
fn sums(order: &PurchaseOrder) -> (Decimal, Decimal) {
    let lines = || order.lines.iter();
    (lines().map(|line| line.advised).sum(), lines().map(|line| line.received).sum())
}

fn address<'a>(e: &Element<'a>, address: &Address) -> Element<'a> {
    e.element("Address")
        .text("Name", address.name.as_deref())
        .text("Address", address.address.as_deref())
        .text("PostCode", address.post_code.as_deref())
        .text("City", address.city.as_deref())
        .text("TelePhone", address.telephone.as_deref())
        .text("Email", address.email.as_deref())
        .nillable("IsEuCountry", None::<bool>)
        .text("CountryCode", address.country_code.as_deref())
        .values([
            ("IsVisible", address.is_visible.unwrap_or_default()),
            ("NotifyBySMS", address.notify_by_sms.unwrap_or_default()),
            ("NotifyByEmail", address.notify_by_email.unwrap_or_default()),
            ("NotifyByTelephone", address.notify_by_telephone.unwrap_or_default()),
        ])
}
