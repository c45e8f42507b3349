//! Purchase orders as they arrive.

use asmx_test_server::{Fault, Node};

use super::fields::Reader;
use super::read_article::{ARTICLE_IDENTIFICATION, read_supplier_as};
use super::read_part::{read_coded, read_optional};
use crate::world::{
    CodedOperation, LineChange, LineKey, OrderOperation, PurchaseLineData, PurchaseLineRequest,
    PurchaseOrderData, PurchaseOrderKey, PurchaseOrderQuery, PurchaseOrderRequest,
};

const INFO: &[&str] = &[
    "InOrderIdentification",
    "InOrderOperation",
    "InOrderId",
    "GoodsOwnerOrderNumber",
    "SupplierOrderNumber",
    "BatchNumber",
    "GoodsOwnerReference",
    "ReferenceNumber",
    "WayOfDelivery",
    "OrderRemark",
    "InDate",
    "OrderDate",
    "BatchDate",
    "Container",
    "OrderStatusCreated",
    "OrderStatusUpdated",
    "WayOfDeliveryType",
    "InOrderType",
    "InOrderIsReturnType",
    "InvoiceNumber",
    "TermsOfDeliveryType",
    "FreeText1",
    "FreeText2",
    "FreeText3",
    "FreeText4",
    "FreeText5",
    "Warehouse",
];

const LINE: &[&str] = &[
    "OrderLineIdentification",
    "ArticleIdentification",
    "OrderLineSystemId",
    "ExternalOrderLineCode",
    "ExternalOrderLineId",
    "InvoiceNumber",
    "Indate",
    "OrderLineComment",
    "ArticleSystemId",
    "ArticleNumber",
    "ArticleName",
    "ArticleCode",
    "CurrencyCode",
    "NumberOfItems",
    "RowPrice",
    "SupplierNumberOfItems",
    "RowBatchNo",
    "Items",
    "ProductCode",
];

const FILTERS: &[&str] = &[
    "InDateFrom?",
    "InDateTo?",
    "LastReceiveTimeFrom?",
    "LastReceiveTimeTo?",
    "InOrderStatusFrom?",
    "InOrderStatusTo?",
    "IsReturnType?",
    "InOrderNumbersToGet",
    "InOrderSpecialFilters",
    "LastUpdatedFrom?",
    "LastUpdatedTo?",
];

/// What stands in an `InOrder`. A key that this warehouse cannot find by is a fault.
pub(super) fn read(reader: Reader<'_>, node: &Node) -> Result<PurchaseOrderRequest, Fault> {
    let names = [
        "InOrderInfo",
        "InOrderCustomer",
        "InOrderSupplier",
        "GoodsOwner",
        "CommunicationInfo",
        "InOrderLines",
    ];
    let (order, blank) = (reader.fields(node, &names), Node::default());
    let f = reader.fields(order.node("InOrderInfo").unwrap_or(&blank), INFO);
    let by = [("ExternalOrderCode", 0), ("GoodsOwnerOrderNumber", 1), ("SystemId", 2)];
    let number = f.text("GoodsOwnerOrderNumber");
    let key = match f.choice("InOrderIdentification", &by)? {
        1 => PurchaseOrderKey::Number(number.clone().unwrap_or_default()),
        2 => PurchaseOrderKey::Id(f.int("InOrderId")?.unwrap_or_default()),
        _ => return Err(Fault::server("The identification ExternalOrderCode is not simulated.")),
    };
    let operations = [
        ("Create", OrderOperation::Create),
        ("CreateOrUpdate", OrderOperation::CreateOrUpdate),
        ("Remove", OrderOperation::Remove),
    ];
    let kind = read_optional(&f, "InOrderType", |reader, node| {
        let names =
            ["InOrderTypeOperation", "InOrderTypeIdentification", "InOrderTypeCode", "InOrderTypeName"];
        let operations = [("Find", CodedOperation::Find), ("CreateOrFind", CodedOperation::FindOrCreate)];
        read_coded(reader, node, names, &operations, ["InOrderTypeCode", "InOrderTypeName"])
    })?;
    let supplier = read_optional(&order, "InOrderSupplier", |reader, node| {
        read_supplier_as(reader, node, ["InOrderSupplierIdentificationType", "InOrderSupplierOperation"])
    })?;
    let lines = order.node("InOrderLines").map(|list| {
        list.all("InOrderLine")
            .filter(|line| !line.nil)
            .map(|line| read_line(reader, line))
            .collect::<Result<_, _>>()
    });
    Ok(PurchaseOrderRequest {
        operation: f.choice("InOrderOperation", &operations)?,
        key,
        data: PurchaseOrderData {
            number,
            supplier_order_number: f.text("SupplierOrderNumber"),
            goods_owner_reference: f.text("GoodsOwnerReference"),
            reference_number: f.text("ReferenceNumber"),
            remark: f.text("OrderRemark"),
            in_date: f.local("InDate")?,
            order_date: f.local("OrderDate")?,
            way_of_delivery: f.text("WayOfDelivery"),
            batch_number: f.text("BatchNumber"),
            container: f.text("Container"),
            invoice_number: f.text("InvoiceNumber"),
            is_return_type: f.bool("InOrderIsReturnType")?,
            free_text1: f.text("FreeText1"),
            free_text2: f.text("FreeText2"),
            free_text3: f.text("FreeText3"),
        },
        status_created: f.int("OrderStatusCreated")?,
        status_updated: f.int("OrderStatusUpdated")?,
        purchase_order_type: kind,
        supplier,
        lines: lines.transpose()?,
    })
}

fn read_line(reader: Reader<'_>, node: &Node) -> Result<PurchaseLineRequest, Fault> {
    let f = reader.fields(node, LINE);
    let by = [("ExternalOrderLineCode", true), ("Article", false), ("SystemId", false)];
    let code =
        f.text("ExternalOrderLineCode").filter(|_| f.choice("OrderLineIdentification", &by).unwrap_or(true));
    Ok(PurchaseLineRequest {
        code: code.unwrap_or_default(),
        article_identification: f.choice("ArticleIdentification", ARTICLE_IDENTIFICATION)?,
        article_system_id: f.int("ArticleSystemId")?,
        article_number: f.text("ArticleNumber"),
        product_code: f.text("ProductCode"),
        number_of_items: f.decimal("NumberOfItems")?.unwrap_or_default(),
        data: PurchaseLineData {
            external_id: f.text("ExternalOrderLineId"),
            in_date: f.local("Indate")?,
            comment: f.text("OrderLineComment"),
            row_price: f.decimal("RowPrice")?,
            currency_code: f.text("CurrencyCode"),
            batch: f.text("RowBatchNo"),
        },
    })
}

pub(super) fn read_query(reader: Reader<'_>, node: &Node) -> Result<PurchaseOrderQuery, Fault> {
    let f = reader.fields(node, FILTERS);
    let name = "OnlyWithInOrderLinesWithDiffingReceviedToReported";
    let only_to_report = read_optional(&f, "InOrderSpecialFilters", |reader, node| {
        let special = reader.fields(node, &["OnlyGetUnDeclaredInOrders", name]);
        special.bool(name)
    })?;
    Ok(PurchaseOrderQuery {
        numbers: f.strings("InOrderNumbersToGet"),
        status_from: f.int("InOrderStatusFrom")?,
        status_to: f.int("InOrderStatusTo")?,
        in_date_from: f.local("InDateFrom")?,
        in_date_to: f.local("InDateTo")?,
        received_from: f.moment("LastReceiveTimeFrom")?,
        received_to: f.moment("LastReceiveTimeTo")?,
        updated_from: f.moment("LastUpdatedFrom")?,
        updated_to: f.moment("LastUpdatedTo")?,
        is_return_type: f.bool("IsReturnType")?,
        only_to_report: only_to_report.flatten().unwrap_or_default(),
        ..PurchaseOrderQuery::default()
    })
}

/// A purchase order's key and a new status for it.
pub(super) fn read_update(reader: Reader<'_>, node: &Node) -> Result<(PurchaseOrderKey, Option<i32>), Fault> {
    let f = reader.fields(node, &["InOrderUpdateIdentification", "UpdateInOrderStatus"]);
    let names = ["InOrderIdentificationType", "GoodsOwnerOrderNumber", "InOrderId?"];
    let key = read_key(reader, f.node("InOrderUpdateIdentification"), &names)?;
    let status = read_optional(&f, "UpdateInOrderStatus", |reader, node| {
        Ok(reader.fields(node, &["InOrderStatus"]).int("InOrderStatus")?.unwrap_or_default())
    })?;
    Ok((key, status))
}

/// A purchase order's key and the reported quantities of its lines.
pub(super) fn read_line_updates(
    reader: Reader<'_>,
    node: &Node,
) -> Result<(PurchaseOrderKey, Vec<LineChange>), Fault> {
    let f = reader.fields(node, &["UpdateInOrderIdentification", "InOrderLines"]);
    let names = ["InOrderIdentificationType", "GoodsOwnerOrderNumber", "InOrderId"];
    let key = read_key(reader, f.node("UpdateInOrderIdentification"), &names)?;
    let lines = f.node("InOrderLines").into_iter().flat_map(|list| list.all("UpdateInOrderLine"));
    let changes = lines.filter(|line| !line.nil).map(|line| {
        let f = reader.fields(line, &["UpdateInOrderLineIdentification", "UpdateReportedNumberOfItems"]);
        let blank = Node::default();
        let key = reader.fields(
            f.node("UpdateInOrderLineIdentification").unwrap_or(&blank),
            &["InOrderLineIdentificationType", "ExternalOrderLineCode", "InOrderLineId?"],
        );
        let by_code = [("ExternalOrderLineCode", true), ("InOrderLineId", false)];
        Ok(LineChange {
            line: match key.choice("InOrderLineIdentificationType", &by_code)? {
                true => LineKey::ExternalOrderLineCode(key.text("ExternalOrderLineCode").unwrap_or_default()),
                false => LineKey::OrderLineId(key.int("InOrderLineId")?.unwrap_or_default()),
            },
            reported: read_optional(&f, "UpdateReportedNumberOfItems", |reader, node| {
                reader.fields(node, &["ReportedNumberOfItems?"]).decimal("ReportedNumberOfItems")
            })?,
            comment: None,
        })
    });
    let changes: Result<_, Fault> = changes.collect();
    Ok((key, changes?))
}

fn read_key(
    reader: Reader<'_>,
    node: Option<&Node>,
    names: &[&'static str],
) -> Result<PurchaseOrderKey, Fault> {
    let blank = Node::default();
    let f = reader.fields(node.unwrap_or(&blank), names);
    let by = [("GoodsOwnerOrderNumber", true), ("SystemId", false)];
    Ok(match f.choice("InOrderIdentificationType", &by)? {
        true => PurchaseOrderKey::Number(f.text("GoodsOwnerOrderNumber").unwrap_or_default()),
        false => PurchaseOrderKey::Id(f.int("InOrderId")?.unwrap_or_default()),
    })
}
