//! Which fields of the vendors' answers stay as they are. All others are pseudonymised, also those that no one knows.

use std::collections::HashMap;
use std::sync::OnceLock;

use asmx_soap::{Element, FieldInfo, XsdKind};
use ongoing_client::model;
use twentyfour_client::types;

use super::treatment::Treatment;

/// Texts that stay: ids, numbers of articles and orders, codes, statuses, countries. `Parent/Name`, or the name alone where it means
/// the same everywhere.
const KEPT: &[&str] = &[
    // The ERP, by the names of its contract.
    "ProductNo",
    "No",
    "EAN1",
    "Country",
    "Currency/Symbol",
    "DeliveryMethod/Description",
    "invoiceReturnProperties/string",
    "rowReturnProperties/string",
    "returnProperties/string",
    "APIException/Type",
    // The WMS over SOAP.
    "GoodsOwnerOrderNumber",
    "GoodsOwnerOrderId",
    "OrderNumbersToGet/string",
    "CustomerOrderNumbersToGet/string",
    "ReturnOrderNumbersToGet/string",
    "ReturnOrderNumber",
    "ReturnOrderRowNumber",
    "ProductCodesToGet/string",
    "ArticleNumbersToGet/string",
    "OrderNumber",
    "ArticleNumber",
    "ProductCode",
    "ExternalOrderLineCode",
    "ParentExternalOrderLineCode",
    "CustomerNumber",
    "CountryCode",
    "CountryOfOriginCode",
    "CountryName",
    "CurrencyCode",
    "OrderStatusText",
    "OrderStatusName",
    "OrderTypeCode",
    "OrderTypeName",
    "WayOfDelivery",
    "WayOfDeliveryTypeCode",
    "WayOfDeliveryTypeName",
    "ArticleUnitCode",
    "StatisticsNumber",
    "SystemStatusText",
    // The WMS over REST.
    "orderNumber",
    "customerOrderNumbers",
    "returnOrderNumber",
    "returnOrderNumbers",
    "returnOrderRowNumber",
    "customerOrderRowNumber",
    "goodsReturnedFromDate",
    "goodsOwnerOrderId",
    "articleNumber",
    "productCode",
    "productCodes",
    "articleNumbers",
    "rowNumber",
    "customerNumber",
    "countryCode",
    "countryOfOriginCode",
    "currencyCode",
    "unitCode",
    "statisticsNumber",
    "articleKind",
    "orderStatus/text",
    "orderStatus/name",
    "status/text",
    "statuses/text",
    "orderType/code",
    "orderType/name",
    "wayOfDelivery/code",
    "wayOfDelivery/name",
    "wayOfDeliveryType/code",
    "wayOfDeliveryType/name",
    // SOAP itself.
    "faultcode",
    "Code/Value",
];

/// Messages, of which the harmless words stay.
const PROSE: &[&str] = &[
    "faultstring",
    "Reason/Text",
    "Message",
    "ErrorMessage",
    "ExceptionMessage",
    "message",
    "error",
    "Error",
    "errors",
    "title",
    "detail",
    "html",
    "body",
    "h1",
    "h2",
    "p",
];

/// Secrets, and what says whose system it is.
const MASKED: &[&str] = &[
    "UserName",
    "userName",
    "Username",
    "username",
    "Password",
    "password",
    "GoodsOwnerCode",
    "goodsOwnerCode",
    "goodsOwnerId",
    "GoodsOwnerId",
    "ApplicationId",
    "Token",
    "token",
    "LoginResult",
    "goodsOwner/code",
    "goodsOwner/id",
];

/// What is to become of the value of a field, by its parent's name and its own.
pub(super) fn field(parent: &str, name: &str, value: &str) -> Treatment {
    let is_in = |names: &[&str]| {
        names.iter().any(|known| match known.split_once('/') {
            Some(known) => known == (parent, name),
            None => *known == name,
        })
    };
    if is_in(MASKED) {
        return Treatment::Mask;
    }
    if is_in(KEPT) || is_date(value) {
        return Treatment::Keep;
    }
    match types().get(name) {
        Some(Sort::Value) if is_value(value) => return Treatment::Keep,
        Some(Sort::Word) if is_word(value) => return Treatment::Keep,
        _ => {}
    }
    let is_phone = |name: &str| name.to_ascii_lowercase().contains("phone");
    match is_in(PROSE) {
        true => Treatment::Prose,
        false if is_phone(name) || is_phone(parent) || PHONE_SLOTS.contains(&parent) => Treatment::HidePhone,
        false => Treatment::Hide,
    }
}

/// The slots of a company's telephone numbers that no e-mail address has.
const PHONE_SLOTS: &[&str] = &["Mobile", "Fax"];

/// Whether it is the name of a field of the contracts.
pub(super) fn is_field(name: &str) -> bool {
    name.chars().any(char::is_lowercase)
        && name.chars().skip(1).any(char::is_uppercase)
        && types().contains_key(name)
}

/// What a field holds, by the contracts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A number, a date, yes or no.
    Value,
    /// One of some words.
    Word,
    /// Text, or text in one type and something else in another.
    Text,
}

/// All fields of what is asked for and of what may be in an answer, by name.
fn types() -> &'static HashMap<&'static str, Sort> {
    static ALL: OnceLock<HashMap<&'static str, Sort>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = HashMap::from([
            ("int", Sort::Value),
            ("long", Sort::Value),
            ("decimal", Sort::Value),
            ("boolean", Sort::Value),
            ("dateTime", Sort::Value),
            ("OrderSlipStateType", Sort::Word),
        ]);
        let mut walked = Vec::new();
        for fields in [
            types::InvoiceOrder::FIELDS,
            types::Company::FIELDS,
            types::Product::FIELDS,
            types::APIException::FIELDS,
            types::InvoiceSearchParameters::FIELDS,
            types::CompanySearchParameters::FIELDS,
            types::ProductSearchParameters::FIELDS,
            model::Order::FIELDS,
            model::InventoryLine::FIELDS,
            model::ArticleDefinition::FIELDS,
            model::CustomerOrder::FIELDS,
            model::OrderStatus::FIELDS,
            model::OrderFilters::FIELDS,
            model::ReturnOrderInfo::FIELDS,
            model::GetReturnOrdersQuery::FIELDS,
            model::GetInventoryQuery::FIELDS,
        ] {
            walk(fields, &mut all, &mut walked);
        }
        all
    })
}

fn walk(
    fields: &'static [FieldInfo],
    all: &mut HashMap<&'static str, Sort>,
    walked: &mut Vec<*const FieldInfo>,
) {
    if walked.contains(&fields.as_ptr()) {
        return;
    }
    walked.push(fields.as_ptr());
    for field in fields {
        let sort = match field.xsd.kind {
            XsdKind::Enumeration(_) => Sort::Word,
            XsdKind::Scalar if !["string", "base64Binary"].contains(&field.xsd.name) => Sort::Value,
            XsdKind::Complex(fields) => {
                walk(fields(), all, walked);
                continue;
            }
            _ => Sort::Text,
        };
        // A list that is wrapped has its values one element deeper, whose name is that of the type.
        let name = field.item.unwrap_or(field.name);
        let known = all.entry(name).or_insert(sort);
        if *known != sort {
            *known = Sort::Text;
        }
    }
}

/// A number, yes or no, an id without meaning.
fn is_value(text: &str) -> bool {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_number = !digits.is_empty()
        && digits.chars().all(|char| char.is_ascii_digit() || ".eE+-".contains(char))
        && digits.starts_with(|char: char| char.is_ascii_digit() || char == '.');
    let is_guid = text.len() == 36 && text.chars().all(|char| char.is_ascii_hexdigit() || char == '-');
    is_number || is_guid || ["true", "false", "INF", "-INF", "NaN"].contains(&text)
}

/// One of a contract's words, also one that is new.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')
}

/// A date, with or without a time.
fn is_date(text: &str) -> bool {
    let text = text.trim().as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        text.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit))
    };
    digits(0..4)
        && text.get(4) == Some(&b'-')
        && digits(5..7)
        && text.get(7) == Some(&b'-')
        && digits(8..10)
        && (text.len() == 10
            || text.len() <= 40
                && text[10] == b'T'
                && text[11..].iter().all(|byte| byte.is_ascii_digit() || b":.+-Z".contains(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_one_knows_is_hidden() {
        for (parent, name, value) in [
            ("Order", "NewField", "Kari"),
            ("Order", "NewField", "4711"),
            ("Address", "Street", "Storgata 1"),
            ("InvoiceOrder", "CustomerId", "Kari"),
            ("InvoiceOrder", "OrderStatus", "Kari Nordmann"),
            ("", "", "Kari"),
        ] {
            assert_eq!(field(parent, name, value), Treatment::Hide, "{parent}/{name} {value}");
        }
        assert_eq!(field("Consignee", "MobilePhone", "912"), Treatment::HidePhone);
        assert_eq!(field("Mobile", "Value", "912"), Treatment::HidePhone);
    }

    #[test]
    fn ids_numbers_dates_statuses_and_countries_stay() {
        for (parent, name, value) in [
            ("InvoiceOrder", "OrderId", "10002"),
            ("InvoiceOrder", "OrderStatus", "OrderState_Sent"),
            ("InvoiceOrder", "DateOrdered", "2026-03-02T07:00:00.000+01:00"),
            ("InvoiceRow", "Quantity", "-2.50"),
            ("Delivery", "Country", "Norgge"),
            ("OrderIds", "int", "7"),
            ("orderInfo", "deliveryDate", "2026-03-02"),
        ] {
            assert_eq!(field(parent, name, value), Treatment::Keep, "{parent}/{name} {value}");
        }
        assert_eq!(field("GetOrdersByQuery", "Password", "x"), Treatment::Mask);
    }

    /// A field that is text in one place and a number in another is hidden, and the digits that replace it may not fit: those
    /// that matter to a run are in no such list.
    #[test]
    fn few_fields_are_text_in_one_type_and_something_else_in_another() {
        let of = |name: &str| types().get(name).copied();
        for name in ["OrderId", "CustomerId", "RowId", "ProductId", "Quantity", "OrderStatusNumber", "DoPick"]
        {
            assert_eq!(of(name), Some(Sort::Value), "{name}");
        }
        assert_eq!(of("Street"), Some(Sort::Text));
    }
}
