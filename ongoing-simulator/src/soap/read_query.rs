//! Queries and small updates as they arrive.

use asmx_test_server::{Fault, Node};

use super::fields::Reader;
use super::read_part::read_optional;
use crate::world::{
    InventoryQuery, LineChange, LineKey, OrderChange, OrderIdentification, OrderKey, OrderQuery,
};

const ORDER_FILTERS: &[&str] = &[
    "DeliveryDateFrom?",
    "DeliveryDateTo?",
    "ShippedTimeFrom?",
    "ShippedTimeTo?",
    "LastPickingTimeFrom?",
    "LastPickingTimeTo?",
    "LastReturnedFrom?",
    "LastPrintedTimeFrom?",
    "OrderStatusFrom?",
    "OrderStatusTo?",
    "LastUpdatedFrom?",
    "LastUpdatedTo?",
    "OrderNumbersToGet",
    "OrderIdsToGet",
    "GoodsOwnerOrderIdToGet",
    "ReferenceNumber",
    "PickOrderIdFrom?",
    "PickOrderIdTo?",
    "OrderSpecialFilters",
];

pub(super) fn read_order_query(reader: Reader<'_>, node: &Node) -> Result<OrderQuery, Fault> {
    let f = reader.fields(node, ORDER_FILTERS);
    let ids = read_optional(&f, "OrderIdsToGet", |_, list| {
        list.all("int")
            .map(|id| {
                id.text
                    .trim()
                    .parse()
                    .map_err(|_| Fault::unreadable("Input string was not in a correct format: int."))
            })
            .collect()
    })?;
    let to_report = read_optional(&f, "OrderSpecialFilters", |reader, node| {
        reader.fields(node, &["OnlyOrdersWithOrderLinesToReport?"]).bool("OnlyOrdersWithOrderLinesToReport")
    })?;
    let none = f.moment("LastReturnedFrom")?.is_some()
        || f.moment("LastPrintedTimeFrom")?.is_some()
        || f.int("PickOrderIdFrom")?.is_some()
        || f.int("PickOrderIdTo")?.is_some();
    Ok(OrderQuery {
        delivery_date_from: f.local("DeliveryDateFrom")?,
        delivery_date_to: f.local("DeliveryDateTo")?,
        shipped_time_from: f.moment("ShippedTimeFrom")?,
        shipped_time_to: f.moment("ShippedTimeTo")?,
        last_picking_time_from: f.moment("LastPickingTimeFrom")?,
        last_picking_time_to: f.moment("LastPickingTimeTo")?,
        order_status_from: f.int("OrderStatusFrom")?,
        order_status_to: f.int("OrderStatusTo")?,
        last_updated_from: f.moment("LastUpdatedFrom")?,
        last_updated_to: f.moment("LastUpdatedTo")?,
        order_numbers: f.strings("OrderNumbersToGet"),
        order_ids: ids.unwrap_or_default(),
        goods_owner_order_ids: f.strings("GoodsOwnerOrderIdToGet"),
        reference_number: f.text("ReferenceNumber").filter(|reference| !reference.is_empty()),
        only_with_lines_to_report: to_report.flatten().unwrap_or(false),
        none,
    })
}

pub(super) fn read_inventory_query(reader: Reader<'_>, node: &Node) -> Result<InventoryQuery, Fault> {
    // What stands behind the 2017 contract's three is documented for the newer service.
    let f = reader.fields(
        node,
        &[
            "ArticleNumbersToGet",
            "StockInfoChangedFrom?",
            "ArticlesBelowStockLimit",
            "MaxArticlesToGet?",
            "ArticleSystemIdFrom?",
            "ProductCodesToGet",
        ],
    );
    Ok(InventoryQuery {
        article_numbers: f.strings("ArticleNumbersToGet"),
        stock_info_changed_from: f.moment("StockInfoChangedFrom")?,
        below_stock_limit: f.bool("ArticlesBelowStockLimit")?.unwrap_or(false),
        max_articles: f.int("MaxArticlesToGet")?.and_then(|max| usize::try_from(max).ok()),
        article_system_id_from: f.int("ArticleSystemIdFrom")?,
        product_codes: f.strings("ProductCodesToGet"),
    })
}

/// An order's key and the changes of `UpdateOrder`.
pub(super) fn read_order_update(reader: Reader<'_>, node: &Node) -> Result<(OrderKey, OrderChange), Fault> {
    let f = reader.fields(
        node,
        &[
            "OrderUpdateIdentification",
            "UpdateOrderStatus",
            "UpdateOrderDeliveryDate",
            "UpdateOrderGoodsOwnerOrderNumber",
        ],
    );
    let names = ["OrderIdentificationType", "GoodsOwnerOrderNumber", "GoodsOwnerOrderId", "OrderId?"];
    let by = [
        ("GoodsOwnerOrderNumber", OrderIdentification::GoodsOwnerOrderNumber),
        ("GoodsOwnerOrderId", OrderIdentification::GoodsOwnerOrderId),
        ("SystemId", OrderIdentification::SystemId),
    ];
    let key = read_key(reader, f.node("OrderUpdateIdentification"), &names, &by)?;
    let status = read_optional(&f, "UpdateOrderStatus", |reader, node| {
        Ok(reader.fields(node, &["OrderStatus"]).int("OrderStatus")?.unwrap_or_default())
    })?;
    let delivery_date = read_optional(&f, "UpdateOrderDeliveryDate", |reader, node| {
        reader.fields(node, &["DeliveryDate"]).local("DeliveryDate")
    })?;
    let number = read_optional(&f, "UpdateOrderGoodsOwnerOrderNumber", |reader, node| {
        Ok(reader.fields(node, &["GoodsOwnerOrderNumber"]).text("GoodsOwnerOrderNumber").unwrap_or_default())
    })?;
    let change =
        OrderChange { status, delivery_date: delivery_date.flatten(), goods_owner_order_number: number };
    Ok((key, change))
}

/// An order's key and the changes of `UpdateOrderLines`.
pub(super) fn read_line_updates(
    reader: Reader<'_>,
    node: &Node,
) -> Result<(OrderKey, Vec<LineChange>), Fault> {
    let f = reader.fields(node, &["UpdateOrderIdentification", "OrderLines"]);
    let names = [
        "OrderIdentificationType",
        "GoodsOwnerOrderId",
        "GoodsOwnerOrderNumber",
        "ReferenceNumber",
        "OrderId",
    ];
    let by = [
        ("GoodsOwnerOrderNumber", OrderIdentification::GoodsOwnerOrderNumber),
        ("ReferenceNumber", OrderIdentification::ReferenceNumber),
        ("SystemId", OrderIdentification::SystemId),
        ("GoodsOwnerOrderId", OrderIdentification::GoodsOwnerOrderId),
    ];
    let key = read_key(reader, f.node("UpdateOrderIdentification"), &names, &by)?;
    let lines = f.node("OrderLines").into_iter().flat_map(|list| list.all("UpdateOrderLine"));
    let changes: Result<_, _> =
        lines.filter(|line| !line.nil).map(|line| read_line_update(reader, line)).collect();
    Ok((key, changes?))
}

fn read_key(
    reader: Reader<'_>,
    node: Option<&Node>,
    names: &[&'static str],
    by: &[(&str, OrderIdentification)],
) -> Result<OrderKey, Fault> {
    let blank = Node::default();
    let f = reader.fields(node.unwrap_or(&blank), names);
    Ok(OrderKey {
        identification: f.choice("OrderIdentificationType", by)?,
        order_id: f.int("OrderId")?,
        goods_owner_order_number: f.text("GoodsOwnerOrderNumber"),
        goods_owner_order_id: f.text("GoodsOwnerOrderId"),
        reference_number: f.text("ReferenceNumber"),
    })
}

fn read_line_update(reader: Reader<'_>, node: &Node) -> Result<LineChange, Fault> {
    let f = reader
        .fields(node, &["UpdateOrderLineIdentification", "UpdateReportedNumberOfItems", "UpdateComment"]);
    let blank = Node::default();
    let key = reader.fields(
        f.node("UpdateOrderLineIdentification").unwrap_or(&blank),
        &["OrderLineIdentificationType", "ExternalOrderLineCode", "OrderLineId?"],
    );
    let by_code = [("ExternalOrderLineCode", true), ("OrderLineId", false)];
    Ok(LineChange {
        line: match key.choice("OrderLineIdentificationType", &by_code)? {
            true => LineKey::ExternalOrderLineCode(key.text("ExternalOrderLineCode").unwrap_or_default()),
            false => LineKey::OrderLineId(key.int("OrderLineId")?.unwrap_or_default()),
        },
        reported: read_optional(&f, "UpdateReportedNumberOfItems", |reader, node| {
            reader.fields(node, &["ReportedNumberOfItems?"]).decimal("ReportedNumberOfItems")
        })?,
        comment: read_optional(&f, "UpdateComment", |reader, node| {
            Ok(reader.fields(node, &["OrderLineComment"]).text("OrderLineComment").unwrap_or_default())
        })?,
    })
}
