//! Purchase orders, as they are written and as they are read.

use std::collections::HashMap;

use super::{Left, text};
use crate::Error;
use crate::model::{
    AddressClass, ArticleClass, ArticleIdentificationType, InOrder, InOrderInfoClass, InOrderLine,
    InOrderSupplier, InOrderSupplierOperation, InOrderTypeOperation, OrderLineIdentificationType,
    ReceivedArticlItem, ReceivedInOrder, ReceivedInOrderInfoClass, ReceivedInOrderLine,
    ReceivedInOrderSupplier,
};
use crate::rest::model::{
    CodeName, GetPurchaseOrderLine, GetPurchaseOrderModel, PostPurchaseOrderLine, PostPurchaseOrderModel,
    PostPurchaseOrderModelAdvanced, PostPurchaseOrderModelCustomsInfo, PostPurchaseOrderModelFreeValues,
    PostPurchaseOrderModelSupplierInfo,
};

/// The purchase order's JSON. `numbers` has the article numbers that the warehouse has now, by product code.
pub(in crate::rest) fn purchase_order(
    operation: &'static str,
    order: InOrder,
    numbers: &HashMap<String, String>,
) -> Result<PostPurchaseOrderModel, Error> {
    let InOrder {
        in_order_info,
        in_order_customer,
        in_order_supplier,
        goods_owner,
        communication_info,
        in_order_lines,
    } = order;
    let mut left = Left::default();
    left.over("InOrderCustomer", in_order_customer);
    left.over("GoodsOwner", goods_owner);
    left.over("CommunicationInfo", communication_info);
    let mut post = info(in_order_info.unwrap_or_default(), &mut left);
    post.supplier_info = in_order_supplier.map(|supplier| supplier_info(supplier, &mut left));
    let mut unknown = Vec::new();
    let lines = in_order_lines.into_iter().map(|row| line(row, numbers, &mut unknown, &mut left));
    post.purchase_order_lines = lines.collect();
    left.nothing(operation)?;
    if unknown.is_empty() { Ok(post) } else { Err(Error::unknown_articles(operation, &unknown.join(", "))) }
}

fn info(info: InOrderInfoClass, left: &mut Left) -> PostPurchaseOrderModel {
    let InOrderInfoClass {
        in_order_identification: _,
        in_order_operation: _,
        in_order_id,
        goods_owner_order_number,
        supplier_order_number,
        batch_number,
        goods_owner_reference,
        reference_number,
        way_of_delivery,
        order_remark,
        in_date,
        order_date,
        batch_date,
        container,
        order_status_created,
        order_status_updated,
        way_of_delivery_type,
        in_order_type,
        in_order_is_return_type,
        invoice_number,
        terms_of_delivery_type,
        free_text1,
        free_text2,
        free_text3,
        free_text4,
        free_text5,
        warehouse,
    } = info;
    left.over("InOrderInfo.InOrderId", in_order_id);
    left.over("InOrderInfo.BatchNumber", batch_number);
    left.over("InOrderInfo.BatchDate", batch_date);
    left.over("InOrderInfo.WayOfDelivery", way_of_delivery);
    left.over("InOrderInfo.WayOfDeliveryType", way_of_delivery_type);
    left.over("InOrderInfo.OrderStatusUpdated", order_status_updated);
    left.over("InOrderInfo.Warehouse (by name)", warehouse);
    let must_exist =
        in_order_type.as_ref().is_some_and(|kind| kind.in_order_type_operation == InOrderTypeOperation::Find);
    left.over_if("InOrderInfo.InOrderType (Find)", must_exist);
    let free = PostPurchaseOrderModelFreeValues {
        free_text1,
        free_text2,
        free_text3,
        free_text4,
        free_text5,
        ..PostPurchaseOrderModelFreeValues::default()
    };
    let advanced = PostPurchaseOrderModelAdvanced {
        container,
        order_date,
        purchase_order_status_created: order_status_created,
        purchase_order_is_return_type: in_order_is_return_type,
        ..PostPurchaseOrderModelAdvanced::default()
    };
    let terms = terms_of_delivery_type.map(|terms| PostPurchaseOrderModelCustomsInfo {
        terms_of_delivery_type: Some(CodeName { code: terms.code, name: terms.name }),
        ..PostPurchaseOrderModelCustomsInfo::default()
    });
    PostPurchaseOrderModel {
        purchase_order_number: goods_owner_order_number.unwrap_or_default(),
        supplier_order_number,
        goods_owner_reference,
        reference_number,
        in_date,
        purchase_order_type: in_order_type
            .map(|kind| CodeName { code: kind.in_order_type_code, name: kind.in_order_type_name }),
        purchase_order_remark: order_remark,
        free_values: (free != PostPurchaseOrderModelFreeValues::default()).then_some(free),
        advanced: (advanced != PostPurchaseOrderModelAdvanced::default()).then_some(advanced),
        customs_info: terms,
        invoice_number,
        ..PostPurchaseOrderModel::default()
    }
}

/// REST finds a supplier by its number, and creates or updates it.
fn supplier_info(supplier: InOrderSupplier, left: &mut Left) -> PostPurchaseOrderModelSupplierInfo {
    let must_exist = supplier.in_order_supplier_operation == InOrderSupplierOperation::Find;
    left.over_if("InOrderSupplier.InOrderSupplierOperation (Find)", must_exist);
    left.over("InOrderSupplier.Address", supplier.address);
    PostPurchaseOrderModelSupplierInfo {
        supplier_number: supplier.supplier_number,
        supplier_name: supplier.supplier_name,
        ..PostPurchaseOrderModelSupplierInfo::default()
    }
}

fn line(
    line: InOrderLine,
    numbers: &HashMap<String, String>,
    unknown: &mut Vec<String>,
    left: &mut Left,
) -> PostPurchaseOrderLine {
    let InOrderLine {
        order_line_identification,
        article_identification,
        order_line_system_id,
        external_order_line_code,
        external_order_line_id,
        invoice_number,
        in_date,
        order_line_comment,
        article_system_id: _,
        article_number,
        article_name,
        article_code,
        currency_code,
        number_of_items,
        row_price,
        supplier_number_of_items,
        row_batch_no,
        items,
        product_code,
    } = line;
    let by_code = order_line_identification == OrderLineIdentificationType::ExternalOrderLineCode;
    left.over_if("InOrderLine.OrderLineIdentification (but by code)", !by_code);
    left.over("InOrderLine.OrderLineSystemId", order_line_system_id);
    left.over("InOrderLine.InvoiceNumber", invoice_number);
    left.over("InOrderLine.ArticleName", article_name);
    left.over("InOrderLine.ArticleCode", article_code);
    left.over("InOrderLine.SupplierNumberOfItems", supplier_number_of_items);
    left.over("InOrderLine.Items", items.first());
    let article_number = match article_identification {
        ArticleIdentificationType::ArticleNumber => article_number.unwrap_or_default(),
        ArticleIdentificationType::ProductCode => {
            let code = product_code.unwrap_or_default();
            numbers.get(&code).cloned().unwrap_or_else(|| {
                unknown.push(code);
                String::new()
            })
        }
        _ => {
            left.over("InOrderLine.ArticleIdentification (but by number or product code)", Some(()));
            String::new()
        }
    };
    PostPurchaseOrderLine {
        row_number: external_order_line_code.unwrap_or_default(),
        article_number,
        number_of_items,
        comment: order_line_comment,
        row_price,
        currency_code,
        batch_number: row_batch_no,
        external_order_line_id,
        in_date,
        ..PostPurchaseOrderLine::default()
    }
}

pub(in crate::rest) fn received_order(order: GetPurchaseOrderModel) -> ReceivedInOrder {
    let info = order.purchase_order_info.unwrap_or_default();
    let supplier = order.supplier_info.map(|supplier| ReceivedInOrderSupplier {
        supplier_name: text(supplier.supplier_name),
        supplier_number: text(supplier.supplier_number),
        address: None::<AddressClass>,
    });
    let status = info.purchase_order_status.unwrap_or_default();
    let kind = info.purchase_order_type.unwrap_or_default();
    let advanced = info.advanced.unwrap_or_default();
    let free = info.free_values.unwrap_or_default();
    let (mut lines, mut items) = (Vec::new(), Vec::new());
    for row in order.purchase_order_lines {
        received_line(row, &mut lines, &mut items);
    }
    let head = ReceivedInOrderInfoClass {
        in_order_id: info.purchase_order_id,
        goods_owner_order_number: text(info.purchase_order_number),
        supplier_order_number: text(info.supplier_order_number),
        goods_owner_reference: text(info.goods_owner_reference),
        reference_number: text(info.reference_number),
        in_date: info.in_date,
        order_date: advanced.order_date,
        comment: text(info.purchase_order_remark),
        container: text(advanced.container),
        in_order_type_name: text(kind.name),
        in_order_type_code: text(kind.code),
        in_order_is_return_type: advanced.purchase_order_is_return_type,
        in_order_status_number: status.number,
        in_order_status_text: text(status.text),
        invoice_number: text(info.invoice_number),
        free_text1: text(free.free_text1),
        free_text2: text(free.free_text2),
        free_text3: text(free.free_text3),
        free_text4: text(free.free_text4),
        free_text5: text(free.free_text5),
        ..ReceivedInOrderInfoClass::default()
    };
    ReceivedInOrder {
        in_order_info: Some(head),
        in_order_supplier: supplier,
        received_in_order_lines: lines,
        received_article_items: items,
        ..ReceivedInOrder::default()
    }
}

/// A line, and behind it those of a kit's parts, which name it as their parent.
fn received_line(
    line: GetPurchaseOrderLine,
    lines: &mut Vec<ReceivedInOrderLine>,
    items: &mut Vec<ReceivedArticlItem>,
) {
    let article = line.article.map(|article| ArticleClass {
        system_id: article.article_system_id,
        article_number: text(article.article_number),
        name: text(article.article_name),
        product_code: text(article.product_code),
        ..ArticleClass::default()
    });
    let (code, id) = (text(line.row_number), line.id);
    let received = line.article_items.into_iter().map(|item| ReceivedArticlItem {
        article: article.clone(),
        external_order_line_code: code.clone(),
        batch: text(item.batch_number),
        serial: text(item.serial),
        in_date: item.in_date,
        expiry_date: item.expiry_date,
        in_order_line_id: id,
        number_of_items: item.number_of_items,
        comment: text(item.comment),
        original_article_item_id: item.original_article_item_id,
        ..ReceivedArticlItem::default()
    });
    items.extend(received);
    lines.push(ReceivedInOrderLine {
        article,
        external_order_line_code: code,
        external_order_line_id: text(line.external_order_line_id),
        in_date: line.in_date,
        comment: text(line.comment),
        advised_number_of_items: line.advised_number_of_items,
        received_number_of_items: line.received_number_of_items,
        reported_number_of_items: line.reported_number_of_items,
        row_price: line.row_price,
        in_order_line_id: id,
        ..ReceivedInOrderLine::default()
    });
    for part in line.sub_purchase_order_lines {
        let first = lines.len();
        received_line(part, lines, items);
        if let Some(part) = lines.get_mut(first) {
            part.parent_in_order_line_id = id;
        }
    }
}
