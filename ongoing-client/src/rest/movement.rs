//! Movements of stock over REST.

use asmx_soap::XsDateTime;
use futures::stream::BoxStream;
use rust_decimal::Decimal;

use super::RestClient;
use super::model::{CodeName, GetInventoryAdjustmentsLine, GetPurchaseOrderLine, GetPurchaseOrderModel};
use super::model::{GetReturnOrderLine, GetReturnOrderModel, LineArticleModel};
use super::operation::{AdjustmentsQuery, PurchaseOrdersQuery, ReturnOrdersQuery};
use crate::model::OrderFilters;
use crate::movement::records::{each, first_text, one_by_one, shipped};
use crate::movement::{MovementKind, StockMovement};
use crate::{Error, WarehouseApi};

type Movements = BoxStream<'static, Result<StockMovement, Error>>;

pub(super) fn movements(client: &RestClient, kind: MovementKind, since: XsDateTime) -> Movements {
    let since = Some(since);
    match kind {
        MovementKind::Adjusted => {
            let query = AdjustmentsQuery { from: since, ..AdjustmentsQuery::default() };
            let client = client.clone();
            each(one_by_one(async move { client.get_inventory_adjustments(query).await }), adjusted)
        }
        MovementKind::Received => {
            let query = PurchaseOrdersQuery { last_receive_time_from: since, ..Default::default() };
            each(client.get_purchase_orders(query), received)
        }
        MovementKind::Shipped => {
            let filters = OrderFilters { shipped_time_from: since, ..OrderFilters::default() };
            each(client.orders(filters), shipped)
        }
        MovementKind::Returned => {
            let query = ReturnOrdersQuery { goods_returned_from_date: since, ..Default::default() };
            let client = client.clone();
            each(one_by_one(async move { client.get_return_orders(query).await }), returned)
        }
    }
}

fn moved(kind: MovementKind, article: Option<&LineArticleModel>, quantity: Decimal) -> StockMovement {
    let article = article.cloned().unwrap_or_default();
    StockMovement {
        article_system_id: article.article_system_id,
        article_number: article.article_number,
        product_code: article.product_code,
        ..StockMovement::new(kind, quantity)
    }
}

fn named(cause: Option<CodeName>) -> Option<String> {
    let cause = cause?;
    first_text([cause.name, cause.code])
}

fn adjusted(line: GetInventoryAdjustmentsLine) -> Vec<StockMovement> {
    let adjustments = line.inventory_adjustments.into_iter();
    adjustments
        .filter_map(|adjustment| {
            Some(StockMovement {
                time: adjustment.inventory_time,
                reference: adjustment.inventory_id.map(|id| id.to_string()),
                cause: named(adjustment.inventory_adjustment_cause),
                comment: first_text([adjustment.inventory_item_comment, adjustment.article_item_comment]),
                ..moved(MovementKind::Adjusted, line.article.as_ref(), adjustment.number_of_items?)
            })
        })
        .collect()
}

fn received(order: GetPurchaseOrderModel) -> Vec<StockMovement> {
    let number = order.purchase_order_info.and_then(|info| info.purchase_order_number);
    let mut movements = Vec::new();
    for line in order.purchase_order_lines {
        received_on(line, number.as_ref(), &mut movements);
    }
    movements
}

/// What was received on a line, item by item; where it has no items, as a whole, at a time that the answer does not say. Of a
/// line that has lines below it those count.
fn received_on(line: GetPurchaseOrderLine, number: Option<&String>, movements: &mut Vec<StockMovement>) {
    if !line.sub_purchase_order_lines.is_empty() {
        for below in line.sub_purchase_order_lines {
            received_on(below, number, movements);
        }
        return;
    }
    let movement = |quantity| StockMovement {
        reference: number.cloned(),
        ..moved(MovementKind::Received, line.article.as_ref(), quantity)
    };
    if line.article_items.is_empty() {
        let whole = line.received_number_of_items.filter(|quantity| !quantity.is_zero());
        movements.extend(whole.map(movement));
    }
    for item in line.article_items {
        let Some(quantity) = item.number_of_items.filter(|quantity| !quantity.is_zero()) else { continue };
        let comment = first_text([item.comment]);
        movements.push(StockMovement { time: item.in_date, comment, ..movement(quantity) });
    }
}

fn returned(order: GetReturnOrderModel) -> Vec<StockMovement> {
    let info = order.return_order_info.unwrap_or_default();
    let sales_order = order.customer_order_info.unwrap_or_default().order_number;
    let reference = first_text([info.return_order_number, sales_order]);
    let comment = first_text([info.comment]);
    let mut movements = Vec::new();
    for line in order.return_order_lines {
        let of_line = StockMovement { comment: comment.clone(), ..returned_whole(&line, reference.clone()) };
        if line.returned_article_items.is_empty() && !of_line.quantity.is_zero() {
            movements.push(StockMovement { time: info.return_order_arrival_time, ..of_line.clone() });
        }
        for item in line.returned_article_items {
            let Some(quantity) = item.number_of_items.filter(|quantity| !quantity.is_zero()) else {
                continue;
            };
            movements.push(StockMovement {
                quantity,
                time: item.return_time,
                is_removed_again: item.is_return_removed_by_inventory,
                cause: named(item.return_cause).or_else(|| of_line.cause.clone()),
                comment: first_text([item.return_comment, item.comment, comment.clone()]),
                ..of_line.clone()
            });
        }
    }
    movements
}

fn returned_whole(line: &GetReturnOrderLine, reference: Option<String>) -> StockMovement {
    let article = line.article.clone().unwrap_or_default();
    let quantity = line.returned_number_of_items.unwrap_or_default();
    StockMovement {
        article_system_id: article.article_system_id,
        article_number: article.article_number,
        reference,
        cause: named(line.return_cause.clone()),
        ..StockMovement::new(MovementKind::Returned, quantity)
    }
}
