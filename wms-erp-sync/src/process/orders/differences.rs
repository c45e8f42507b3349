//! An order of the WMS beside what would be written, field by field.

use std::borrow::Cow;
use std::collections::BTreeMap;

use asmx_soap::FieldPath;
use ongoing_client::AnsweredFields;
use ongoing_client::model::{CustomerOrder, Order};
use wms_erp_mapping::OrderSettings;

use super::{further, lines};
use crate::plan::{CurrentValue, FieldChange};
use crate::process::current::{Current, Stored, beside, created};

/// All that would be written, with what the WMS has now. What it has of lines that the order no longer has is removed.
pub(super) fn changes(
    mapped: &CustomerOrder,
    found: Option<&Order>,
    answered: AnsweredFields,
    settings: &OrderSettings,
) -> Vec<FieldChange> {
    let Some(found) = found else { return created(mapped) };
    let stored = Stored::of(found);
    let mut fields = beside(mapped, |path| match path.strip_prefix(WRITTEN_LINE) {
        Some(line) => stored.of_line(ANSWERED_LINE, line, answered_name, |path| {
            FieldPath::<Order>::find(&path.replace('/', ".")).is_ok() && answered.order(path)
        }),
        None => match head_path(path) {
            Some(there) => stored.current(&there, answered.order(&there)),
            None => Current::Not(CurrentValue::NotAnswered),
        },
    });
    let lines = lines::differences(&lines::sent_lines(mapped, settings), found, answered);
    let surplus = lines.into_iter().filter(|change| change.new.is_none());
    fields.extend(surplus.filter_map(|FieldChange { field, old, .. }| {
        let line = field.strip_prefix("Line[")?;
        Some(FieldChange::new(format!("{WRITTEN_LINE}[{line}/NumberOfItems"), old, None))
    }));
    fields
}

/// How lines are written, and how they are answered.
const WRITTEN_LINE: &str = "CustomerOrderLines/CustomerOrderLine";
const ANSWERED_LINE: &str = "PickedOrderLines/PickedOrderLine";

/// How answers call a field of a line.
fn answered_name(written: &str) -> &str {
    match written {
        "NumberOfItems" => "OrderedNumberOfItems",
        "ProductCode" => "Article/ProductCode",
        "ArticleNumber" => "Article/ArticleNumber",
        name => name,
    }
}

/// Where answers have a field of the head.
fn head_path(path: &str) -> Option<String> {
    match path {
        "OrderInfo/WayOfDeliveryType/Code" => Some("OrderInfo/WayOfDeliveryTypeCode".to_owned()),
        "OrderInfo/WayOfDeliveryType/Name" => Some("OrderInfo/WayOfDeliveryTypeName".to_owned()),
        path => further::answered_path(path),
    }
}

/// The fields in which an order of the WMS differs from what would be written. Of what concerns people only the field is
/// named. What its answers do not have (text lines, the outbound warehouse, over REST the free text of the way of delivery)
/// is unknown and not compared.
pub(super) fn differences(
    mapped: &CustomerOrder,
    found: &Order,
    answered: AnsweredFields,
    settings: &OrderSettings,
) -> Vec<FieldChange> {
    let stored = stored(found, answered);
    let head = head(mapped);
    let further = further::differences(mapped, found, answered, settings, |path| {
        head.iter().any(|(field, _)| *field == path)
    });
    let heads = head.into_iter().filter_map(|(field, new)| {
        let (new, old) = (new?, stored.get(field)?);
        (new.trim() != old.as_ref()).then(|| match field.starts_with("Customer/") {
            true => FieldChange::new(field, None, None),
            false => FieldChange::new(field, Some(old.to_string()), Some(new)),
        })
    });
    let lines = lines::differences(&lines::sent_lines(mapped, settings), found, answered);
    heads.chain(further).chain(lines).collect()
}

/// The fields that would be written, under the names of [`stored`]; none where one is left out.
fn head(order: &CustomerOrder) -> Vec<(&'static str, Option<String>)> {
    let mut fields = Vec::new();
    if let Some(info) = &order.order_info {
        fields.extend([
            ("OrderInfo/ReferenceNumber", info.reference_number.clone()),
            ("OrderInfo/SalesCode", info.sales_code.clone()),
            ("OrderInfo/OrderRemark", info.order_remark.clone()),
            ("OrderInfo/WayOfDelivery", info.way_of_delivery.clone()),
            ("OrderInfo/DeliveryDate", Some(info.delivery_date.naive().date().to_string())),
        ]);
        let way = info.way_of_delivery_type.as_ref();
        fields.push(("OrderInfo/WayOfDeliveryType/Code", way.and_then(|way| way.code.clone())));
    }
    if let Some(customer) = &order.customer {
        fields.extend([
            ("Customer/CustomerNumber", customer.customer_number.clone()),
            ("Customer/Name", customer.name.clone()),
            ("Customer/Address", customer.address.clone()),
            ("Customer/PostCode", customer.post_code.clone()),
            ("Customer/City", customer.city.clone()),
            ("Customer/CountryCode", customer.country_code.clone()),
            ("Customer/CountryStateCode", customer.country_state_code.clone()),
            ("Customer/TelePhone", customer.tele_phone.clone()),
            ("Customer/MobilePhone", customer.mobile_phone.clone()),
            ("Customer/Email", customer.email.clone()),
        ]);
        if let Some(invoice) = &customer.invoice_address {
            fields.extend([
                ("Customer/InvoiceAddress/Name", invoice.name.clone()),
                ("Customer/InvoiceAddress/Address", invoice.address.clone()),
                ("Customer/InvoiceAddress/PostCode", invoice.post_code.clone()),
                ("Customer/InvoiceAddress/City", invoice.city.clone()),
                ("Customer/InvoiceAddress/CountryCode", invoice.country_code.clone()),
            ]);
        }
    }
    fields
}

/// The fields of an order's head, as the WMS has them: beside each name that under which answers have it. A part that an
/// answer leaves out whole is not known, and not in here.
fn stored(order: &Order, answered: AnsweredFields) -> BTreeMap<&'static str, Cow<'_, str>> {
    let mut fields: Vec<(&'static str, &'static str, Option<Cow<'_, str>>)> = Vec::new();
    if let Some(info) = &order.order_info {
        let date = info.delivery_date.map(|date| date.naive().date().to_string().into());
        fields.extend([
            ("OrderInfo/ReferenceNumber", "OrderInfo/ReferenceNumber", text(&info.reference_number)),
            ("OrderInfo/SalesCode", "OrderInfo/SalesCode", text(&info.sales_code)),
            ("OrderInfo/OrderRemark", "OrderInfo/OrderRemark", text(&info.order_remark)),
            ("OrderInfo/WayOfDelivery", "OrderInfo/WayOfDelivery", text(&info.way_of_delivery)),
            ("OrderInfo/DeliveryDate", "OrderInfo/DeliveryDate", date),
            (
                "OrderInfo/WayOfDeliveryType/Code",
                "OrderInfo/WayOfDeliveryTypeCode",
                text(&info.way_of_delivery_type_code),
            ),
        ]);
    }
    if let Some(consignee) = &order.consignee {
        fields.extend([
            ("Customer/CustomerNumber", "Consignee/CustomerNumber", text(&consignee.customer_number)),
            ("Customer/Name", "Consignee/Name", text(&consignee.name)),
            ("Customer/Address", "Consignee/Address", text(&consignee.address)),
            ("Customer/PostCode", "Consignee/PostCode", text(&consignee.post_code)),
            ("Customer/City", "Consignee/City", text(&consignee.city)),
            ("Customer/CountryCode", "Consignee/CountryCode", text(&consignee.country_code)),
            ("Customer/CountryStateCode", "Consignee/CountryStateCode", text(&consignee.country_state_code)),
            ("Customer/TelePhone", "Consignee/TelePhone", text(&consignee.tele_phone)),
            ("Customer/MobilePhone", "Consignee/MobilePhone", text(&consignee.mobile_phone)),
            ("Customer/Email", "Consignee/Email", text(&consignee.email)),
        ]);
    }
    let invoice = order.consignee.as_ref().and_then(|consignee| consignee.invoice_address.as_ref());
    if let Some(invoice) = invoice {
        fields.extend([
            ("Customer/InvoiceAddress/Name", "Consignee/InvoiceAddress/Name", text(&invoice.name)),
            ("Customer/InvoiceAddress/Address", "Consignee/InvoiceAddress/Address", text(&invoice.address)),
            (
                "Customer/InvoiceAddress/PostCode",
                "Consignee/InvoiceAddress/PostCode",
                text(&invoice.post_code),
            ),
            ("Customer/InvoiceAddress/City", "Consignee/InvoiceAddress/City", text(&invoice.city)),
            (
                "Customer/InvoiceAddress/CountryCode",
                "Consignee/InvoiceAddress/CountryCode",
                text(&invoice.country_code),
            ),
        ]);
    }
    let known = fields.into_iter().filter_map(|(field, path, stored)| {
        // Absent is empty only where an answer would have it.
        Some((field, stored.or_else(|| answered.order(path).then(Cow::default))?))
    });
    known.collect()
}

fn text(text: &Option<String>) -> Option<Cow<'_, str>> {
    text.as_deref().map(|text| text.trim().into())
}
