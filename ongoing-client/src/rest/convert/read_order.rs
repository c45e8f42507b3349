//! Orders, as they are read.

use super::{decimal, text, time};
use crate::model::{
    ArticleClass, ArticleSystemId, Consignee, ConsigneeInvoiceAddress, NotifyClass, Order, OrderId,
    OrderInfoType, OrderLineId, OrderPalletItemInfo, PickedOrderLine, TransporterClass, WayBillTracking,
};
use crate::rest::wire::Notification;
use crate::rest::wire::order::{
    GetConsignee, GetContact, GetInvoiceAddress, GetLine, GetLineArticle, GetOrder, GetOrderInfo, GetParcel,
};

pub(in crate::rest) fn read_order(order: GetOrder) -> Order {
    let mut lines = Vec::new();
    for line in order.order_lines.unwrap_or_default() {
        flatten(line, None, &mut lines);
    }
    let tracking = order.tracking.unwrap_or_default().into_iter().map(|tracking| WayBillTracking {
        way_bill: text(tracking.waybill),
        tracking_url: text(tracking.tracking_url),
    });
    let tracking: Vec<WayBillTracking> = tracking.collect();
    let way_bill = tracking.iter().find_map(|tracking| tracking.way_bill.clone());
    Order {
        consignee: order.consignee.map(consignee),
        order_info: order.order_info.map(|order_info| info(order_info, way_bill)),
        success: Some(true),
        picked_order_lines: lines,
        transporter: order.transporter.map(|transporter| TransporterClass {
            name: text(transporter.transporter_name).or_else(|| text(transporter.name)),
            code: text(transporter.code),
            service_code: text(transporter.service_code),
            ..TransporterClass::default()
        }),
        order_pallet_items: order.parcels.unwrap_or_default().into_iter().map(parcel).collect(),
        tracking,
        ..Order::default()
    }
}

fn info(info: GetOrderInfo, way_bill: Option<String>) -> OrderInfoType {
    let (status, advanced) = (info.order_status.unwrap_or_default(), info.advanced.unwrap_or_default());
    let (kind, way) = (info.order_type.unwrap_or_default(), info.way_of_delivery.unwrap_or_default());
    let back_order = advanced.back_order_info.and_then(|back| back.back_order_for_order_id);
    OrderInfoType {
        order_id: info.order_id.map(OrderId),
        reference_number: text(info.reference_number),
        goods_owner_order_number: text(info.order_number),
        goods_owner_order_id: text(info.goods_owner_order_id),
        consignee_order_number: text(info.consignee_order_number),
        sales_code: text(info.sales_code),
        order_remark: text(info.order_remark),
        delivery_instruction: text(info.delivery_instruction),
        way_of_delivery_type_code: text(way.code),
        way_of_delivery_type_name: text(way.name),
        order_type_code: text(kind.code),
        order_type_name: text(kind.name),
        invoice_number: text(advanced.invoice_number),
        invoice_url: text(info.invoice_url),
        production_code: text(info.production_code),
        delivery_date: time(info.delivery_date),
        created_date: time(info.created_date),
        shipped_time: time(info.shipped_time),
        arrival_date: time(advanced.arrival_date),
        way_bill: text(info.way_bill).or(way_bill),
        customer_price: decimal(info.customer_price),
        freight_price: decimal(info.freight_price),
        order_status_number: status.number,
        order_status_text: text(status.text),
        order_service_point_code: text(info.service_point_code),
        picked_number_of_items: decimal(info.picked_number_of_items),
        ordered_number_of_items: decimal(info.ordered_number_of_items),
        email_notification: info.email_notification.map(notify),
        telephone_notification: info.telephone_notification.map(notify),
        sms_notification: info.sms_notification.map(notify),
        picking_priority: info.picking_priority,
        back_order_for_order_id: back_order.filter(|id| *id != 0).map(OrderId),
        free_text1: text(info.free_text1),
        free_text2: text(info.free_text2),
        free_text3: text(info.free_text3),
        ..OrderInfoType::default()
    }
}

fn notify(notification: Notification) -> NotifyClass {
    NotifyClass { to_be_notified: Some(notification.to_be_notified), value: text(notification.value) }
}

fn consignee(consignee: GetConsignee) -> Consignee {
    let advanced = consignee.advanced.unwrap_or_default();
    let (phone, sms) = (advanced.telephone_notification, advanced.sms_notification);
    let mail = advanced.email_notification;
    Consignee {
        id: consignee.id,
        name: text(consignee.name),
        address: text(consignee.address1),
        address2: text(consignee.address2),
        address3: text(consignee.address3),
        post_code: text(consignee.post_code),
        city: text(consignee.city),
        country_code: text(consignee.country_code),
        country_state_code: text(consignee.country_state_code),
        notify_by_telephone: phone.as_ref().map(|phone| phone.to_be_notified),
        tele_phone: text(phone.and_then(|phone| phone.value)),
        notify_by_sms: sms.as_ref().map(|sms| sms.to_be_notified),
        mobile_phone: text(sms.and_then(|sms| sms.value)),
        notify_by_email: mail.as_ref().map(|mail| mail.to_be_notified),
        email: text(mail.and_then(|mail| mail.value)),
        remark: text(consignee.remark),
        customer_number: text(consignee.customer_number),
        invoice_address: consignee.invoice_address.map(invoice_address),
        ..Consignee::default()
    }
}

fn invoice_address(address: GetInvoiceAddress) -> ConsigneeInvoiceAddress {
    let contacts = address.advanced.unwrap_or_default();
    let value = |contact: Option<GetContact>| text(contact.and_then(|contact| contact.value));
    ConsigneeInvoiceAddress {
        name: text(address.name),
        address: text(address.address1),
        address2: text(address.address2),
        address3: text(address.address3),
        post_code: text(address.post_code),
        city: text(address.city),
        country_code: text(address.country_code),
        tele_phone: value(contacts.telephone_notification),
        mobile_phone: value(contacts.sms_notification),
        email: value(contacts.email_notification),
        ..ConsigneeInvoiceAddress::default()
    }
}

/// A kit's parts follow its line, and point back to it, as in SOAP.
fn flatten(line: GetLine, parent: Option<(OrderLineId, Option<String>)>, lines: &mut Vec<PickedOrderLine>) {
    let parts = line.sub_order_lines.unwrap_or_default();
    let (id, code) = (line.id.map(OrderLineId), text(line.row_number));
    let prices = line.prices.unwrap_or_default();
    let own = id.map(|id| (id, code.clone()));
    let (parent_id, parent_code) = parent.unzip();
    lines.push(PickedOrderLine {
        article: line.article.map(line_article),
        order_line_system_id: id,
        delivery_date: time(line.delivery_date),
        order_line_comment: text(line.comment),
        ordered_number_of_items: decimal(line.ordered_number_of_items),
        picked_number_of_items: decimal(line.picked_number_of_items),
        external_order_line_code: code,
        parent_external_order_line_code: parent_code.flatten(),
        parent_order_line_id: parent_id,
        is_parent_line: Some(!parts.is_empty()),
        do_pick: line.should_be_picked,
        line_price: decimal(prices.line_price),
        discount: decimal(prices.discount_percentage),
        currency_code: text(prices.currency_code),
        reported_number_of_items: decimal(line.reported_number_of_items),
        batch: text(line.batch_number),
        allocated_number_of_items: decimal(line.allocated_number_of_items),
        customer_article_number: text(line.customer_article_number),
        ..PickedOrderLine::default()
    });
    for part in parts {
        flatten(part, own.clone(), lines);
    }
}

/// An article as other records name it.
pub(super) fn line_article(article: GetLineArticle) -> ArticleClass {
    ArticleClass {
        system_id: article.article_system_id.map(ArticleSystemId),
        article_number: text(article.article_number),
        name: text(article.article_name),
        product_code: text(article.product_code),
        ..ArticleClass::default()
    }
}

fn parcel(parcel: GetParcel) -> OrderPalletItemInfo {
    OrderPalletItemInfo {
        id: parcel.id,
        label_id: text(parcel.parcel_number),
        is_return_type: parcel.is_return_parcel,
        tracking_url: text(parcel.tracking.and_then(|tracking| tracking.tracking_url)),
        ..OrderPalletItemInfo::default()
    }
}
