//! Orders, as they are written.

use std::collections::HashMap;

use super::{Left, number};
use crate::Error;
use crate::model::{
    ArticleIdentificationType, Customer, CustomerIdentificationType, CustomerOrder, CustomerOrderLine,
    InvoiceAddress, OrderInfoClass, OrderLineIdentificationType, TransportPaymentType,
    TransporterContractClass, WarehouseIdentificationType,
};
use crate::rest::wire::order::{
    PostConsignee, PostConsigneeAdvanced, PostContact, PostInvoiceAddress, PostInvoiceAddressAdvanced,
    PostLine, PostOrder, PostOrderAdvanced, PostPrices, PostTextLine, PostTransporter,
};
use crate::rest::wire::{CodeName, Notification, Time};

/// The order's JSON. `numbers` has the article numbers that the warehouse has now, by product code.
pub(in crate::rest) fn order(
    operation: &'static str,
    goods_owner_id: i32,
    order: CustomerOrder,
    numbers: &HashMap<String, String>,
) -> Result<PostOrder, Error> {
    let CustomerOrder {
        order_info,
        goods_owner,
        customer,
        communication_info,
        transporter_contract,
        customer_order_lines,
        customer_order_text_lines,
        transport_services,
    } = order;
    let mut left = Left::default();
    left.over("GoodsOwner", goods_owner);
    left.over("CommunicationInfo", communication_info);
    left.over("TransportServices", transport_services);
    let text_lines = customer_order_text_lines.into_iter().map(|line| PostTextLine {
        row_number: line.external_order_line_code,
        comment: line.order_line_comment,
        number_of_items: number(line.number_of_items),
    });
    let mut post = info(order_info.unwrap_or_default(), text_lines.collect(), &mut left);
    post.goods_owner_id = Some(goods_owner_id);
    post.consignee = Some(consignee(customer.unwrap_or_default(), &mut left));
    post.transporter = transporter_contract.map(|contract| transporter(contract, &mut left));
    let mut unknown = Vec::new();
    let lines = customer_order_lines.into_iter().map(|row| line(row, numbers, &mut unknown, &mut left));
    post.order_lines = Some(lines.collect());
    left.nothing(operation)?;
    if unknown.is_empty() { Ok(post) } else { Err(Error::unknown_articles(operation, &unknown.join(", "))) }
}

fn info(info: OrderInfoClass, text_lines: Vec<PostTextLine>, left: &mut Left) -> PostOrder {
    left.over_if("an order without DeliveryDate", info.delivery_date.is_minimum());
    left.over("OrderInfo.ProfitCenter", info.profit_center);
    left.over("OrderInfo.WayBill", info.way_bill);
    left.over("OrderInfo.OrderStatusCreated", info.order_status_created);
    left.over("OrderInfo.OrderStatusUpdated", info.order_status_updated);
    left.over("OrderInfo.InvoiceTypeCode", info.invoice_type_code);
    let warehouse = info.outbound_warehouse.unwrap_or_default();
    let by_id = warehouse.warehouse_identification == WarehouseIdentificationType::WarehouseId;
    left.over_if(
        "OrderInfo.OutboundWarehouse (by code or name)",
        !by_id && (warehouse.warehouse_code.is_some() || warehouse.warehouse_name.is_some()),
    );
    let told = info.order_notification.unwrap_or_default();
    let advanced = PostOrderAdvanced {
        order_text_lines: Some(text_lines).filter(|lines| !lines.is_empty()),
        arrival_date: info.arrival_date.map(Time),
        arrival_date_from: info.arrival_date_from.map(Time),
        way_of_delivery_string: info.way_of_delivery,
        transporter_order_number: info.transporter_order_number,
        invoice_number: info.invoice_number,
        terms_of_payment_string: info.terms_of_payment,
        terms_of_delivery_string: info.terms_of_delivery,
        communication: info.communication,
    };
    PostOrder {
        order_number: info.goods_owner_order_number,
        delivery_date: Some(Time(info.delivery_date)),
        reference_number: info.reference_number,
        goods_owner_order_id: info.goods_owner_order_id,
        sales_code: info.sales_code,
        order_remark: info.order_remark,
        delivery_instruction: info.delivery_instruction,
        service_point_code: info.order_service_point_code,
        free_text1: info.free_text1,
        free_text2: info.free_text2,
        free_text3: info.free_text3,
        order_type: info
            .order_type
            .and_then(|kind| CodeName::new(kind.order_type_code, kind.order_type_name)),
        way_of_delivery: info.way_of_delivery_type.and_then(|way| CodeName::new(way.code, way.name)),
        email_notification: Notification::new(told.notify_by_email.unwrap_or_default(), told.email),
        sms_notification: Notification::new(told.notify_by_sms.unwrap_or_default(), told.mobile_phone),
        telephone_notification: Notification::new(
            told.notify_by_telephone.unwrap_or_default(),
            told.telephone,
        ),
        freight_price: number(info.freight_price),
        warehouse_id: warehouse.warehouse_id.filter(|_| by_id),
        terms_of_delivery_type: info.terms_of_delivery_type.and_then(|t| CodeName::new(t.code, t.name)),
        customer_price: number(info.customer_price),
        advanced: Some(advanced),
        consignee_order_number: info.consignee_order_number,
        picking_priority: info.picking_priority,
        production_code: info.production_code,
        invoice_url: info.invoice_url,
        language_code: info.language,
        ..PostOrder::default()
    }
}

/// Phones go to the telephone and SMS notifications, mail to the e-mail one: there is no other place for them.
fn consignee(customer: Customer, left: &mut Left) -> PostConsignee {
    let by_id = customer.customer_identification == CustomerIdentificationType::SystemId;
    left.over_if("Customer.CustomerIdentification (SystemId)", by_id);
    left.over("Customer.DeliveryAddressId", customer.delivery_address_id);
    left.over("Customer.InvoiceAddressId", customer.invoice_address_id);
    left.over("Customer.Coordinates", customer.coordinates);
    left.over("Customer.DeliveryInstruction", customer.delivery_instruction);
    PostConsignee {
        customer_number: customer.customer_number,
        name: customer.name,
        address1: customer.address,
        address2: customer.address2,
        address3: customer.address3,
        post_code: customer.post_code,
        city: customer.city,
        country_code: customer.country_code,
        country_state_code: customer.country_state_code,
        remark: customer.remark,
        advanced: Some(PostConsigneeAdvanced {
            telephone_notification: Notification::new(customer.notify_by_telephone, customer.tele_phone),
            email_notification: Notification::new(customer.notify_by_email, customer.email),
            sms_notification: Notification::new(customer.notify_by_sms, customer.mobile_phone),
            external_customer_code: customer.external_customer_code,
        }),
        invoice_address: customer.invoice_address.map(|address| invoice_address(address, left)),
        customer_group: customer
            .customer_group
            .and_then(|group| CodeName::new(group.customer_group_code, group.customer_group_name)),
    }
}

fn invoice_address(address: InvoiceAddress, left: &mut Left) -> PostInvoiceAddress {
    left.over("Customer.InvoiceAddress.Coordinates", address.coordinates);
    left.over("Customer.InvoiceAddress.Remark", address.remark);
    left.over("Customer.InvoiceAddress.DeliveryInstruction", address.delivery_instruction);
    let told = address.notify_by_telephone || address.notify_by_email || address.notify_by_sms;
    left.over_if("Customer.InvoiceAddress.NotifyBy…", told);
    let contact = |value: Option<String>| value.map(|value| PostContact { value: Some(value) });
    PostInvoiceAddress {
        name: address.name,
        address1: address.address,
        address2: address.address2,
        address3: address.address3,
        post_code: address.post_code,
        city: address.city,
        country_code: address.country_code,
        country_state_code: address.country_state_code,
        advanced: Some(PostInvoiceAddressAdvanced {
            telephone_notification: contact(address.tele_phone),
            email_notification: contact(address.email),
            sms_notification: contact(address.mobile_phone),
        }),
    }
}

fn transporter(contract: TransporterContractClass, left: &mut Left) -> PostTransporter {
    let pays = contract.transport_payment;
    left.over_if("TransporterContract.TransportPayment", pays != TransportPaymentType::Prepaid);
    left.over("TransporterContract.CustomerNumber", contract.customer_number);
    left.over("TransporterContract.ConsigneePalletCustomerNumber", contract.consignee_pallet_customer_number);
    PostTransporter {
        transporter_code: contract.transporter_code,
        transporter_service_code: contract.transporter_service_code,
    }
}

fn line(
    line: CustomerOrderLine,
    numbers: &HashMap<String, String>,
    unknown: &mut Vec<String>,
    left: &mut Left,
) -> PostLine {
    let by_code = line.order_line_identification == OrderLineIdentificationType::ExternalOrderLineCode;
    left.over_if("CustomerOrderLine.OrderLineIdentification (but by code)", !by_code);
    left.over("CustomerOrderLine.SubOrderLines", line.sub_order_lines.first().map(|_| ()));
    left.over("CustomerOrderLine.Height", line.height);
    left.over("CustomerOrderLine.Width", line.width);
    left.over("CustomerOrderLine.Length", line.length);
    left.over("CustomerOrderLine.VatCode", line.vat_code);
    left.over("CustomerOrderLine.OrderLineCaseNo", line.order_line_case_no);
    left.over("CustomerOrderLine.OrderLineArticleItemStatus", line.order_line_article_item_status);
    let article_number = match line.article_identification {
        ArticleIdentificationType::ArticleNumber => line.article_number,
        ArticleIdentificationType::ProductCode => {
            let code = line.product_code.unwrap_or_default();
            let number = numbers.get(&code).cloned();
            if number.is_none() {
                unknown.push(code);
            }
            number
        }
        _ => {
            left.over("CustomerOrderLine.ArticleIdentification (but by number or product code)", Some(()));
            None
        }
    };
    let (price, customer_price) = (number(line.line_price), number(line.customer_line_price));
    let has_prices = price.is_some() || customer_price.is_some() || line.currency_code.is_some();
    PostLine {
        row_number: line.external_order_line_code,
        article_number,
        number_of_items: number(Some(line.number_of_items)),
        comment: line.order_line_comment,
        should_be_picked: line.do_pick,
        serial_number: line.order_line_serial,
        batch_number: line.batch,
        prices: (has_prices || line.discount.is_some()).then_some(PostPrices {
            line_price: price,
            customer_line_price: customer_price,
            currency_code: line.currency_code,
            discount_percentage: number(line.discount),
        }),
        customer_article_number: line.customer_article_number,
        min_days_to_expiry_date: line.min_days_to_expiry_date,
        max_days_to_expiry_date: line.max_days_to_expiry_date,
        delivery_date: line.delivery_date.map(Time),
        weight: number(line.order_line_weight),
    }
}
