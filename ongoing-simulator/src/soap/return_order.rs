//! Return orders as they arrive, and how they are answered.

use asmx_test_server::{Fault, Node, Reply};

use super::fields::{Fields, Reader};
use super::read_part::read_optional;
use super::{Desk, element::Element, respond};
use crate::world::{
    Article, LineKey, Order, OrderIdentification, OrderKey, Refusal, ReturnCauseReference, ReturnLineRequest,
    ReturnOrder, ReturnOrderKey, ReturnOrderLine, ReturnOrderQuery, ReturnOrderRequest, ReturnRefusal,
};

const ORDER: &[&str] = &[
    "ReturnCustomerOrderIdentification",
    "ReturnOrderIdentification",
    "ReturnCause",
    "OrderId?",
    "CustomerOrderNumber",
    "ReturnOrderNumber",
    "ReturnOrderComment",
    "ReturnInDate?",
    "ReturnOrderLines",
];

const LINE: &[&str] = &[
    "ReturnOrderLineIdentification",
    "ToBeReturnedNumberOfItems",
    "ReturnOrderRowNumber",
    "ExternalOrderLineCode",
    "ArticleNumber",
    "ReturnCause",
];

pub(super) fn read(reader: Reader<'_>, node: &Node) -> Result<ReturnOrderRequest, Fault> {
    let f = reader.fields(node, ORDER);
    let order_by_id =
        f.choice("ReturnCustomerOrderIdentification", &[("OrderId", true), ("OrderNumber", false)])?;
    let by_number =
        f.choice("ReturnOrderIdentification", &[("CustomerOrder", false), ("ReturnOrderNumber", true)])?;
    let (order_id, order_number) =
        (f.int("OrderId")?, f.text("CustomerOrderNumber").filter(|text| !text.is_empty()));
    let is_given = if order_by_id { order_id.is_some() } else { order_number.is_some() };
    let order = OrderKey {
        identification: match order_by_id {
            true => OrderIdentification::SystemId,
            false => OrderIdentification::GoodsOwnerOrderNumber,
        },
        order_id,
        goods_owner_order_number: order_number,
        goods_owner_order_id: None,
        reference_number: None,
    };
    let number = f.text("ReturnOrderNumber");
    let lines = f.node("ReturnOrderLines").into_iter().flat_map(|list| list.all("ReturnOrderLine"));
    let lines: Result<_, Fault> =
        lines.filter(|line| !line.nil).map(|line| read_line(reader, line)).collect();
    Ok(ReturnOrderRequest {
        key: match by_number {
            true => ReturnOrderKey::Number(number.clone().unwrap_or_default()),
            false => ReturnOrderKey::Order,
        },
        order: Some(order).filter(|_| is_given),
        order_by_id,
        number,
        comment: f.text("ReturnOrderComment"),
        in_date: f.local("ReturnInDate")?,
        cause: read_optional(&f, "ReturnCause", read_cause)?,
        lines: lines?,
    })
}

fn read_line(reader: Reader<'_>, node: &Node) -> Result<ReturnLineRequest, Fault> {
    let f = reader.fields(node, LINE);
    let by_code = [("ExternalOrderLineCode", true), ("ArticleNumber", false)];
    let code = || LineKey::ExternalOrderLineCode(f.text("ExternalOrderLineCode").unwrap_or_default());
    Ok(ReturnLineRequest {
        line: f.choice("ReturnOrderLineIdentification", &by_code)?.then(code),
        article_number: f.text("ArticleNumber"),
        row_number: f.text("ReturnOrderRowNumber"),
        to_be_returned: f.decimal("ToBeReturnedNumberOfItems")?.unwrap_or_default(),
        cause: read_optional(&f, "ReturnCause", read_cause)?,
    })
}

fn read_cause(reader: Reader<'_>, node: &Node) -> Result<ReturnCauseReference, Fault> {
    let f = reader.fields(node, &["ReturnCauseOperation", "ReturnCauseCode", "ReturnCauseName"]);
    let (code, name) = (f.text("ReturnCauseCode"), f.text("ReturnCauseName"));
    let (code, name) = (code.unwrap_or_default(), name.unwrap_or_default());
    Ok(match f.choice("ReturnCauseOperation", &[("Find", 0), ("FindOrCreate", 1), ("SetUnknown", 2)])? {
        0 => ReturnCauseReference::Find(code),
        1 => ReturnCauseReference::FindOrCreate(code, name),
        _ => ReturnCauseReference::Unknown,
    })
}

impl Desk<'_> {
    pub(super) fn return_order_result(&self, done: Result<i32, (ReturnRefusal, Refusal)>) -> Node {
        let e = Element::new("ProcessReturnOrderResult", self.zone, 0)
            .nillable("ReturnOrderId", done.as_ref().ok())
            .value("Success", done.is_ok());
        let errors = done.err().map(|(kind, refusal)| {
            let error = e.element("ProcessReturnOrderError").text("Message", Some(refusal.message()));
            error.value("ErrorType", word(kind)).done()
        });
        e.with_list("ProcessReturnOrderErrors", errors).done()
    }

    pub(super) fn return_orders(&self, operation: &str, f: &Fields<'_>) -> Result<Reply, Fault> {
        let names = ["CustomerOrderNumbersToGet", "ReturnOrderNumbersToGet", "GoodsReturnedFromDate?"];
        let blank = Node::default();
        let f = f.reader.fields(f.node("ReturnOrdersQuery").unwrap_or(&blank), &names);
        let query = ReturnOrderQuery {
            order_numbers: f.strings("CustomerOrderNumbersToGet"),
            numbers: f.strings("ReturnOrderNumbersToGet"),
            returned_from: f.moment("GoodsReturnedFromDate")?,
            ..ReturnOrderQuery::default()
        };
        let orders = self.world.find_return_orders(&query).into_iter().map(|order| self.return_order(order));
        let result = Element::new("GetReturnOrdersByQueryResult", self.zone, 0);
        let result = result.value("Success", true).with_list("ReturnOrders", orders.collect::<Vec<_>>());
        Ok(respond(operation, Some(result.done())))
    }

    fn return_order(&self, order: &ReturnOrder) -> Node {
        let sold = self.world.order_by_id(order.order_id);
        let lines: Vec<Node> = order.lines.iter().map(|line| self.return_order_line(sold, line)).collect();
        let e = Element::new("ReturnOrderInfo", self.zone, order.id)
            .value("OrderId", order.order_id)
            .text("OrderNumber", sold.map(Order::number))
            .value("ReturnOrderId", order.id)
            .text("ReturnOrderNumber", Some(&order.number))
            .text("ReturnOrderComment", order.comment.as_deref())
            .nillable_local("ReturnInDate", order.in_date);
        self.cause(e, order.cause)
            .nillable("ReturnCauseId", order.cause)
            .with_list("ReturnOrderLines", lines)
            .done()
    }

    fn return_order_line(&self, sold: Option<&Order>, line: &ReturnOrderLine) -> Node {
        let of = sold.and_then(|order| order.lines.iter().find(|known| known.id == line.order_line));
        let article = of.and_then(|of| self.world.article(of.article));
        let e = Element::new("ReturnOrderLineInfo", self.zone, line.id)
            .text("ArticleName", article.and_then(|article| article.data.article_name.as_deref()))
            .text("ArticleNumber", article.map(Article::number))
            .value("ReturnOrderLineId", line.id)
            .text("ExternalOrderLineCode", self.world.return_line_code(of, line))
            .values([
                ("PickedNumberOfItems", of.map(|of| of.picked).unwrap_or_default()),
                ("ToBeReturnedNumberOfItems", line.to_be_returned),
                ("ReturnedNumberOfItems", line.returned),
            ]);
        self.cause(e, line.cause)
            .text("ReturnOrderRowNumber", Some(&line.row_number))
            .nillable("ReturnCauseId", line.cause)
            .nillable("ParentReturnOrderLineId", None::<i32>)
            .done()
    }

    fn cause<'a>(&self, e: Element<'a>, id: Option<i32>) -> Element<'a> {
        let cause = self.world.return_causes().iter().find(|cause| Some(cause.id) == id);
        e.text("ReturnCauseCode", cause.map(|cause| cause.code.as_str()))
            .text("ReturnCauseName", cause.map(|cause| cause.name.as_str()))
    }
}

fn word(kind: ReturnRefusal) -> &'static str {
    match kind {
        ReturnRefusal::OrderNotFound => "OrderNotFound",
        ReturnRefusal::ReturnCauseNotFound => "ReturnCauseNotFound",
        ReturnRefusal::UnknownError => "UnknownError",
        ReturnRefusal::LogonError => "LogonError",
        ReturnRefusal::OrderIdNotSupplied => "OrderIdNotSupplied",
        ReturnRefusal::OrderNumberNotSupplied => "OrderNumberNotSupplied",
        ReturnRefusal::OrderRowNotFound => "OrderRowNotFound",
    }
}
