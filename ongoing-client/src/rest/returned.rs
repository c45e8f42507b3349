//! Return orders over REST, in the model's shape, each by itself: one that cannot be read costs the others nothing.

use futures::StreamExt;
use futures::stream::{self, BoxStream};

use super::RestClient;
use super::convert::text;
use super::model::{CodeName, GetReturnOrderLine, GetReturnOrderModel};
use super::operation::ReturnOrdersQuery;
use crate::Error;
use crate::model::{GetReturnOrdersQuery, ReturnOrderInfo, ReturnOrderLineInfo};

pub(super) fn return_orders(
    client: &RestClient,
    query: GetReturnOrdersQuery,
) -> BoxStream<'static, Result<ReturnOrderInfo, Error>> {
    let query = ReturnOrdersQuery {
        return_order_numbers: query.return_order_numbers_to_get,
        customer_order_numbers: query.customer_order_numbers_to_get,
        goods_returned_from_date: query.goods_returned_from_date,
        ..ReturnOrdersQuery::default()
    };
    let client = client.clone();
    let read = async move {
        match client.return_orders_one_by_one(&query).await {
            Ok(found) => found.into_iter().map(|order| order.map(return_order)).collect(),
            Err(error) => vec![Err(error)],
        }
    };
    stream::once(read).flat_map(stream::iter).boxed()
}

fn return_order(order: GetReturnOrderModel) -> ReturnOrderInfo {
    let (info, sold) =
        (order.return_order_info.unwrap_or_default(), order.customer_order_info.unwrap_or_default());
    ReturnOrderInfo {
        order_id: sold.order_id,
        order_number: text(sold.order_number),
        return_order_id: info.return_order_id,
        return_order_number: text(info.return_order_number),
        return_order_comment: text(info.comment),
        return_in_date: info.in_date,
        // Here every line has its own cause, and the return order none.
        return_cause_code: None,
        return_cause_name: None,
        return_cause_id: None,
        return_order_lines: order.return_order_lines.into_iter().map(line).collect(),
    }
}

fn line(line: GetReturnOrderLine) -> ReturnOrderLineInfo {
    let article = line.article.unwrap_or_default();
    let cause: CodeName = line.return_cause.unwrap_or_default();
    ReturnOrderLineInfo {
        article_name: text(article.article_name),
        article_number: text(article.article_number),
        return_order_line_id: line.return_order_line_id,
        // What SOAP calls the code of a line is its row number here.
        external_order_line_code: text(line.customer_order_line.and_then(|of| of.customer_order_row_number)),
        picked_number_of_items: line.picked_number_of_items,
        to_be_returned_number_of_items: line.to_be_returned_number_of_items,
        returned_number_of_items: line.returned_number_of_items,
        return_cause_code: text(cause.code),
        return_cause_name: text(cause.name),
        return_order_row_number: text(line.return_order_row_number),
        return_cause_id: None,
        parent_return_order_line_id: None,
    }
}
