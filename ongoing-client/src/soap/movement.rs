//! Movements of stock over SOAP.

use asmx_soap::XsDateTime;
use futures::stream::BoxStream;

use crate::model::{
    ArticleClass, GetReturnOrdersQuery, InOrderFilters, InventoryChangeLine, InventoryChangesQuery,
    OrderFilters, ReceivedInOrder, ReturnOrderInfo,
};
use crate::movement::records::{each, first_text, one_by_one, shipped};
use crate::movement::{MovementKind, StockMovement};
use crate::{Client, Error};

type Movements = BoxStream<'static, Result<StockMovement, Error>>;

pub(super) fn movements(client: &Client, kind: MovementKind, since: XsDateTime) -> Movements {
    match kind {
        MovementKind::Adjusted => {
            each(client.get_inventory_changes(InventoryChangesQuery::since(since)), adjusted)
        }
        MovementKind::Received => {
            let filters = InOrderFilters { last_receive_time_from: Some(since), ..InOrderFilters::default() };
            each(client.get_in_orders_by_query(filters), received)
        }
        MovementKind::Shipped => {
            let filters = OrderFilters { shipped_time_from: Some(since), ..OrderFilters::default() };
            each(client.get_orders_by_query(filters), shipped)
        }
        MovementKind::Returned => {
            let client = client.clone();
            let query = GetReturnOrdersQuery { goods_returned_from_date: Some(since), ..Default::default() };
            let found = async move { Ok(client.get_return_orders_by_query(query).await?.return_orders) };
            each(one_by_one(found), returned)
        }
    }
}

fn adjusted(line: InventoryChangeLine) -> Vec<StockMovement> {
    let article = line.article.unwrap_or_default();
    let transactions = line.inventory_transactions.into_iter();
    transactions
        .filter_map(|transaction| {
            let quantity = transaction.inventory_changes_number_of_items?;
            Some(StockMovement {
                article_system_id: article.system_id,
                article_number: article.article_number.clone(),
                product_code: article.product_code.clone(),
                time: transaction.inventory_time,
                reference: transaction.inventory_id.map(|id| id.to_string()),
                cause: first_text([
                    transaction.inventory_adjustment_cause_name,
                    transaction.inventory_adjustment_cause_code,
                ]),
                comment: first_text([transaction.comment, transaction.inventory_item_comment]),
                ..StockMovement::new(MovementKind::Adjusted, quantity)
            })
        })
        .collect()
}

/// What was received, item by item; where the answer has no items, line by line, at the time of the last reception.
fn received(order: ReceivedInOrder) -> Vec<StockMovement> {
    let info = order.in_order_info.unwrap_or_default();
    let number = info.goods_owner_order_number;
    let movement = |article: Option<ArticleClass>, quantity, time| {
        let article = article.unwrap_or_default();
        StockMovement {
            article_system_id: article.system_id,
            article_number: article.article_number,
            product_code: article.product_code,
            time,
            reference: number.clone(),
            ..StockMovement::new(MovementKind::Received, quantity)
        }
    };
    let items = order.received_article_items.into_iter().filter_map(|item| {
        let quantity = item.number_of_items.filter(|quantity| !quantity.is_zero())?;
        let comment = first_text([item.comment]);
        Some(StockMovement { comment, ..movement(item.article, quantity, item.in_date) })
    });
    let items: Vec<StockMovement> = items.collect();
    if !items.is_empty() {
        return items;
    }
    let lines = order.received_in_order_lines.into_iter();
    lines
        .filter_map(|line| {
            let quantity = line.received_number_of_items.filter(|quantity| !quantity.is_zero())?;
            Some(movement(line.article, quantity, info.last_received_time.or(info.received_date)))
        })
        .collect()
}

fn returned(order: ReturnOrderInfo) -> Vec<StockMovement> {
    let reference = first_text([order.return_order_number, order.order_number]);
    let of_order = first_text([order.return_cause_name, order.return_cause_code]);
    let comment = first_text([order.return_order_comment]);
    let lines = order.return_order_lines.into_iter();
    lines
        .filter_map(|line| {
            let quantity = line.returned_number_of_items.filter(|quantity| !quantity.is_zero())?;
            Some(StockMovement {
                article_number: line.article_number,
                reference: reference.clone(),
                cause: first_text([line.return_cause_name, line.return_cause_code, of_order.clone()]),
                comment: comment.clone(),
                ..StockMovement::new(MovementKind::Returned, quantity)
            })
        })
        .collect()
}
