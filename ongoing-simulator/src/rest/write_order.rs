//! `GetOrderModel` as it goes out.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::value::{Whim, date, number, optional, time};
use super::write_article::reference;
use crate::soap::Credentials;
use crate::world::{Address, Customer, Order, OrderLine, World};

pub(super) fn order(world: &World, owner: &Credentials, order: &Order) -> Value {
    let whim = Whim::of(order.order_id);
    let customer = order.customer_id.and_then(|id| world.customer(id));
    let parcels: Vec<_> = (1..)
        .zip(&order.parcels)
        .map(|(id, parcel)| {
            // What has no address may come without tracking at all.
            let url = parcel.tracking_url.as_ref().map(|url| json!({ "trackingUrl": url }));
            json!({ "id": id, "parcelNumber": parcel.label, "isReturnParcel": parcel.is_return, "tracking": url })
        })
        .collect();
    let transporter = order.transporter.as_ref().map(|contract| {
        json!({
            "name": whim.text(&None),
            "code": contract.transporter_code,
            "serviceCode": contract.service_code,
        })
    });
    let mut tracking: Vec<_> = order
        .way_bills
        .iter()
        .map(|way_bill| json!({ "waybill": way_bill.number, "trackingUrl": way_bill.tracking_url, "created": time(way_bill.created) }))
        .collect();
    if let (true, Some(way_bill)) = (tracking.is_empty(), &order.data.way_bill) {
        // One that came with the order.
        tracking.push(json!({ "waybill": way_bill, "trackingUrl": null, "created": time(order.created) }));
    }
    let texts = order.text_lines.iter().map(|line| {
        let row = whim.text(&line.external_order_line_code);
        json!({ "rowNumber": row, "comment": whim.text(&line.comment), "numberOfItems": optional(line.number_of_items) })
    });
    json!({
        "goodsOwner": { "id": owner.goods_owner_id, "name": owner.goods_owner_code },
        "orderInfo": info(world, order, &whim),
        "consignee": customer.map(|customer| consignee(customer, &whim)),
        // A list without items is null now and then.
        "parcels": if parcels.is_empty() && order.order_id % 2 == 0 { Value::Null } else { Value::Array(parcels) },
        "orderLines": order.lines.iter().filter(|line| line.parent.is_none()).map(|l| line(world, order, l)).collect::<Vec<_>>(),
        "transporter": transporter,
        "returnTransporter": null,
        "tracking": tracking,
        "classes": [],
        "shipmentInfo": null,
        "returnTracking": [],
        "advanced": { "orderTextLines": texts.collect::<Vec<_>>() },
    })
}

fn info(world: &World, order: &Order, whim: &Whim) -> Value {
    let data = &order.data;
    let text = |text: &Option<String>| whim.text(text);
    let sum = |of: fn(&OrderLine) -> Decimal| {
        number(order.lines.iter().filter(|line| line.parent.is_none()).map(of).sum())
    };
    let warehouse = order.outbound_warehouse.as_ref();
    json!({
        "orderId": order.order_id,
        "orderNumber": text(&data.goods_owner_order_number),
        "goodsOwnerOrderId": text(&data.goods_owner_order_id),
        "referenceNumber": text(&data.reference_number),
        "salesCode": text(&data.sales_code),
        "orderRemark": text(&data.order_remark),
        "deliveryInstruction": text(&data.delivery_instruction),
        "servicePointCode": text(&data.order_service_point_code),
        "freeText1": text(&data.free_text1),
        "freeText2": text(&data.free_text2),
        "freeText3": text(&data.free_text3),
        "orderType": whim.coded(order.order_type.as_ref()),
        "wayOfDelivery": whim.coded(order.way_of_delivery_type.as_ref()),
        "deliveryDate": date(data.delivery_date),
        "createdDate": time(order.created),
        "shippedTime": order.shipped_time.map(time),
        "wayBill": text(&data.way_bill),
        "returnWayBill": text(&None),
        "orderStatus": { "number": order.status, "text": world.status_name(order.status) },
        "emailNotification": whim.notification(&data.notification_email, data.notify_by_email),
        "smsNotification": whim.notification(&data.notification_mobile_phone, data.notify_by_sms),
        "telephoneNotification": whim.notification(&data.notification_telephone, data.notify_by_telephone),
        "orderedNumberOfItems": sum(|line| line.number_of_items),
        "allocatedNumberOfItems": sum(|line| line.allocated),
        "pickedNumberOfItems": sum(|line| line.picked),
        "warehouse": warehouse.map(|w| json!({ "id": w.id, "code": w.code, "name": w.name })),
        "termsOfDeliveryType": whim.coded(order.terms_of_delivery_type.as_ref()),
        "customerPrice": optional(data.customer_price),
        "consigneeOrderNumber": text(&data.consignee_order_number),
        "pickingPriority": data.picking_priority,
        "productionCode": text(&data.production_code),
        "advanced": {
            "invoiceNumber": text(&data.invoice_number),
            "arrivalDate": date(data.arrival_date),
            "deliveryDateWithTime": data.delivery_date.map(|time| time.format("%Y-%m-%dT%H:%M:%S").to_string()),
            "backOrderInfo": order.back_order_for.map(|id| json!({ "backOrderForOrderId": id })),
            "orderHeaderUpdated": time(order.last_updated),
            "transportPaymentType": text(&None),
        },
        "freightPrice": optional(data.freight_price),
        "invoiceUrl": text(&data.invoice_url),
    })
}

fn consignee(customer: &Customer, whim: &Whim) -> Value {
    let address = &customer.data.address;
    let mut written = place(address, whim);
    written["id"] = json!(customer.id);
    written["customerNumber"] = whim.text(&customer.data.customer_number);
    written["remark"] = whim.text(&address.remark);
    written["doorCode"] = whim.text(&None);
    written["advanced"] = contacts(address, whim);
    let invoice = customer.data.invoice_address.as_ref();
    written["invoiceAddress"] = invoice.map_or(Value::Null, |address| {
        let mut written = place(address, whim);
        // The payer is not notified about deliveries.
        let value = |value| json!({ "value": whim.text(value) });
        written["advanced"] = json!({
            "telephoneNotification": value(&address.telephone),
            "emailNotification": value(&address.email),
            "smsNotification": value(&address.mobile_phone),
        });
        written
    });
    written
}

fn place(address: &Address, whim: &Whim) -> Value {
    json!({
        "name": whim.text(&address.name),
        "address1": whim.text(&address.address),
        "address2": whim.text(&address.address2),
        "address3": whim.text(&address.address3),
        "postCode": whim.text(&address.post_code),
        "city": whim.text(&address.city),
        "countryCode": whim.text(&address.country_code),
        "countryStateCode": whim.text(&address.country_state_code),
    })
}

fn contacts(address: &Address, whim: &Whim) -> Value {
    json!({
        "telephoneNotification": whim.notification(&address.telephone, address.notify_by_telephone),
        "emailNotification": whim.notification(&address.email, address.notify_by_email),
        "smsNotification": whim.notification(&address.mobile_phone, address.notify_by_sms),
    })
}

/// A line; a kit's parts are inside of it.
fn line(world: &World, order: &Order, line: &OrderLine) -> Value {
    let (data, whim) = (&line.data, Whim::of(line.id));
    let text = |text: &Option<String>| whim.text(text);
    let parts: Vec<_> = order
        .lines
        .iter()
        .filter(|part| part.parent == Some(line.id))
        .map(|part| self::line(world, order, part))
        .collect();
    let picks = order.picks.iter().filter(|pick| pick.line == line.id).map(|pick| {
        json!({
            "articleItemId": pick.article_item_id,
            "numberOfItems": number(pick.number_of_items),
            "inDate": time(order.created),
            "serial": text(&data.serial),
            "batchNumber": text(&data.batch),
            "isPicked": true,
            "isReturned": false,
            "pickedTime": time(pick.time),
            "originalArticleItemId": pick.article_item_id,
        })
    });
    json!({
        "id": line.id,
        "rowNumber": text(&data.external_order_line_code),
        "article": world.article(line.article).map(reference),
        "comment": text(&data.comment),
        "orderedNumberOfItems": number(line.number_of_items),
        "allocatedNumberOfItems": number(line.allocated),
        "pickedNumberOfItems": number(line.picked),
        "packedNumberOfItems": number(Decimal::ZERO),
        "reportedNumberOfItems": optional(line.reported),
        "shouldBePicked": line.do_pick(),
        "pickedArticleItems": picks.collect::<Vec<_>>(),
        "subOrderLines": if parts.is_empty() { Value::Null } else { Value::Array(parts) },
        "serialNumber": text(&data.serial),
        "batchNumber": text(&data.batch),
        "prices": {
            "linePrice": optional(data.line_price),
            "customerLinePrice": optional(data.customer_line_price),
            "currencyCode": text(&data.currency_code),
            "discountPercentage": optional(data.discount),
        },
        "customerArticleNumber": text(&data.customer_article_number),
        "externalId": text(&None),
        "returnedNumberOfItems": number(Decimal::ZERO),
        "minDaysToExpiryDate": data.min_days_to_expiry_date,
        "maxDaysToExpiryDate": data.max_days_to_expiry_date,
        "deliveryDate": date(data.delivery_date),
    })
}
