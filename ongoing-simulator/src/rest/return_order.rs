//! Return orders in JSON: `PostReturnOrderModel` as it arrives, `GetReturnOrderModel` as it goes out.

use asmx_test_server::Call;
use serde_json::{Value, json};

use super::fields::Fields;
use super::query::Query;
use super::value::{Whim, date, number, time};
use super::{Answered, Desk, Failure, body};
use crate::world::{
    LineKey, Order, OrderIdentification, OrderKey, ReturnCause, ReturnCauseReference, ReturnLineRequest,
    ReturnOrder, ReturnOrderKey, ReturnOrderLine, ReturnOrderQuery, ReturnOrderRequest,
};

const ORDER: &str = "goodsOwnerId returnOrderNumber customerOrder comment inDate returnOrderLines warehouseId tracking \
    returnOrderHandlingComment freeValues";
const LINE: &str =
    "returnOrderRowNumber customerOrderLine toBeReturnedNumberOfItems returnCause returnOrderLineComment";
const CAUSE: &str = "goodsOwnerId code name isRemoveCause isChangeCause isReturnCommentMandatory";

impl Desk<'_> {
    pub(super) fn get_return_orders(&self, query: &Query<'_>) -> Answered {
        self.check_goods_owner(query.int("goodsOwnerId")?)?;
        let asked = ReturnOrderQuery {
            numbers: query.all("returnOrderNumbers"),
            order_numbers: query.all("customerOrderNumbers"),
            returned_from: query.time("goodsReturnedFromDate")?,
            status_from: query.int("returnOrderStatusFrom")?,
            status_to: query.int("returnOrderStatusTo")?,
        };
        let found = self.world.find_return_orders(&asked).into_iter();
        Ok((200, found.map(|order| self.return_order_json(order)).collect()))
    }

    pub(super) fn get_return_order(&self, id: i32) -> Answered {
        let order = self.world.return_order(id).ok_or_else(|| Failure::missing("The return order"))?;
        Ok((200, self.return_order_json(order)))
    }

    pub(super) fn put_return_order(&mut self, call: &Call) -> Answered {
        let body = body(call)?;
        let f = Fields::of(self.zone, "PostReturnOrderModel", ORDER, &body)?;
        self.check_goods_owner(f.int("goodsOwnerId")?)?;
        let order = f.child("customerOrder", "PostReturnOrderCustomerOrder", "orderId")?;
        let order = f.required("customerOrder", order)?.int("orderId")?;
        let return_number = f.required("returnOrderNumber", f.text("returnOrderNumber")?)?;
        let lines = f.list("returnOrderLines", "PostReturnOrderLine", LINE)?;
        let lines = f.required("returnOrderLines", lines)?;
        let request = ReturnOrderRequest {
            key: ReturnOrderKey::Number(return_number.clone()),
            order: order.map(|id| OrderKey {
                identification: OrderIdentification::SystemId,
                order_id: Some(id),
                goods_owner_order_number: None,
                goods_owner_order_id: None,
                reference_number: None,
            }),
            order_by_id: true,
            number: Some(return_number),
            comment: f.text("comment")?,
            in_date: f.time("inDate")?,
            cause: None,
            lines: lines.iter().map(read_line).collect::<Result<_, Failure>>()?,
        };
        let id = self.world.process_return_order(request).map_err(|(_, refusal)| refusal)?;
        Ok((200, json!({ "returnOrderId": id, "message": "The return order was written.<br/>" })))
    }

    pub(super) fn delete_return_order(&mut self, id: Option<i32>) -> Answered {
        let id = id.ok_or_else(|| Failure::missing("The return order"))?;
        self.world.remove_return_order(id)?;
        Ok((200, json!({ "returnOrderId": id, "message": "The return order was cancelled.<br/>" })))
    }

    pub(super) fn patch_return_order_status(&mut self, call: &Call, id: i32) -> Answered {
        let body = body(call)?;
        let f = Fields::of(self.zone, "PatchReturnOrderStatus", "returnOrderStatusNumber", &body)?;
        let status = f.required("returnOrderStatusNumber", f.int("returnOrderStatusNumber")?)?;
        self.world.set_return_order_status(id, status)?;
        Ok((200, json!({ "returnOrderId": id, "message": "The return order was updated.<br/>" })))
    }

    pub(super) fn get_return_causes(&self) -> Value {
        let causes = self.world.return_causes().iter().map(|cause| {
            json!({
                "id": cause.id,
                "code": cause.code,
                "name": cause.name,
                "isRemoveCause": cause.is_remove_cause,
                "isChangeCause": cause.is_change_cause,
                "isReturnCommentMandatory": cause.is_comment_mandatory,
            })
        });
        json!({ "returnCauses": causes.collect::<Vec<_>>() })
    }

    pub(super) fn put_return_cause(&mut self, call: &Call, id: Option<i32>) -> Answered {
        if id.is_some_and(|id| !self.world.return_causes().iter().any(|known| known.id == id)) {
            return Err(Failure::missing("The return cause"));
        }
        let body = body(call)?;
        let f = Fields::of(self.zone, "PostReturnCauseModel", CAUSE, &body)?;
        self.check_goods_owner(f.int("goodsOwnerId")?)?;
        let cause = ReturnCause {
            id: id.unwrap_or_default(),
            code: f.required("code", f.text("code")?)?,
            name: f.required("name", f.text("name")?)?,
            is_remove_cause: f.bool("isRemoveCause")?.unwrap_or_default(),
            is_change_cause: f.bool("isChangeCause")?.unwrap_or_default(),
            is_comment_mandatory: f.bool("isReturnCommentMandatory")?.unwrap_or_default(),
        };
        let id = self.world.put_return_cause(cause);
        Ok((200, json!({ "returnCauseId": id, "success": true, "message": "" })))
    }

    fn return_order_json(&self, order: &ReturnOrder) -> Value {
        let whim = Whim::of(order.id);
        let sold = self.world.order_by_id(order.order_id);
        let name =
            self.world.return_order_statuses().into_iter().find(|status| status.number == order.status);
        json!({
            "returnOrderInfo": {
                "returnOrderId": order.id,
                "returnOrderNumber": order.number,
                "comment": whim.text(&order.comment),
                "inDate": date(order.in_date),
                "returnOrderStatus": { "number": order.status, "text": name.map(|status| status.name) },
                "createdDate": time(order.created),
                "returnOrderArrivalTime": order.returned.map(time),
            },
            "customerOrderInfo": { "orderId": order.order_id, "orderNumber": sold.map(Order::number) },
            "returnOrderLines":
                order.lines.iter().map(|line| self.returned_json(order, line, &whim)).collect::<Vec<_>>(),
        })
    }

    fn returned_json(&self, order: &ReturnOrder, line: &ReturnOrderLine, whim: &Whim) -> Value {
        let sold = self.world.order_by_id(order.order_id);
        let of = sold.and_then(|order| order.lines.iter().find(|known| known.id == line.order_line));
        let article = of.and_then(|of| self.world.article(of.article));
        let cause = line.cause.or(order.cause);
        let cause = self.world.return_causes().iter().find(|known| Some(known.id) == cause);
        json!({
            "returnOrderLineId": line.id,
            "returnOrderRowNumber": line.row_number,
            "customerOrderLine": {
                "orderLineId": line.order_line,
                "customerOrderRowNumber": self.world.return_line_code(of, line),
            },
            "article": article.map(|article| json!({
                "articleSystemId": article.system_id,
                "articleNumber": article.number(),
                "articleName": whim.text(&article.data.article_name),
            })),
            "returnCause": cause.map(|cause| json!({ "code": cause.code, "name": cause.name })),
            "returnedNumberOfItems": number(line.returned),
            "pickedNumberOfItems": number(of.map(|of| of.picked).unwrap_or_default()),
            "toBeReturnedNumberOfItems": number(line.to_be_returned),
            "returnedRemovedByInventoryNumberOfItems": number(line.removed),
            "returnedArticleItems": [],
        })
    }
}

fn read_line(f: &Fields<'_>) -> Result<ReturnLineRequest, Failure> {
    let of = f.child("customerOrderLine", "PostReturnOrderLineCustomerOrderLine", "orderLineId")?;
    let of = f.required("customerOrderLine", of)?.int("orderLineId")?.unwrap_or_default();
    let cause = f.child("returnCause", "CodeNamePair", "code name")?;
    let cause = cause.map(|f| -> Result<_, Failure> {
        let (code, name) = (f.text("code")?, f.text("name")?);
        Ok(ReturnCauseReference::FindOrCreate(code.unwrap_or_default(), name.unwrap_or_default()))
    });
    let quantity = f.decimal("toBeReturnedNumberOfItems")?;
    Ok(ReturnLineRequest {
        line: Some(LineKey::OrderLineId(of)),
        article_number: None,
        row_number: Some(f.required("returnOrderRowNumber", f.text("returnOrderRowNumber")?)?),
        to_be_returned: f.required("toBeReturnedNumberOfItems", quantity)?,
        cause: cause.transpose()?,
    })
}
