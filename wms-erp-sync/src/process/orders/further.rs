//! Fields of an order's head beside those that the mapping always fills: further fields, and whatever hooks have set. They
//! are compared under the names that the WMS's answers have for them.

use std::collections::BTreeMap;

use asmx_soap::FieldPath;
use ongoing_client::AnsweredFields;
use ongoing_client::model::{CustomerOrder, Order};
use wms_erp_mapping::{OrderSettings, fields};

use crate::plan::FieldChange;
use crate::process::current::is_same;

/// What is written under one name and answered under quite another.
const OTHERWISE: [(&str, &str); 11] = [
    ("Customer/NotifyBySMS", "Consignee/NotifyBySms"),
    ("OrderInfo/OrderNotification/Email", "OrderInfo/EmailNotification/Value"),
    ("OrderInfo/OrderNotification/MobilePhone", "OrderInfo/SMSNotification/Value"),
    ("OrderInfo/OrderNotification/NotifyByEmail", "OrderInfo/EmailNotification/ToBeNotified"),
    ("OrderInfo/OrderNotification/NotifyBySms", "OrderInfo/SMSNotification/ToBeNotified"),
    ("OrderInfo/OrderNotification/NotifyByTelephone", "OrderInfo/TelephoneNotification/ToBeNotified"),
    ("OrderInfo/OrderNotification/Telephone", "OrderInfo/TelephoneNotification/Value"),
    ("OrderInfo/OrderType/OrderTypeCode", "OrderInfo/OrderTypeCode"),
    ("Customer/CustomerGroup/CustomerGroupCode", "Consignee/CustomerGroupCode"),
    ("TransporterContract/TransporterCode", "Transporter/Code"),
    ("TransporterContract/TransporterServiceCode", "Transporter/ServiceCode"),
];

/// Always written, and the warehouse's own business afterwards, unless a further field sets it.
const ALWAYS_WRITTEN: [&str; 3] =
    ["Customer/NotifyBySMS", "Customer/NotifyByEmail", "Customer/NotifyByTelephone"];

/// The fields in which the WMS differs, without those that are `compared_already`. What its answers do not have is unknown
/// and not compared. Of what concerns people only the field is named.
pub(super) fn differences(
    mapped: &CustomerOrder,
    found: &Order,
    answered: AnsweredFields,
    settings: &OrderSettings,
    compared_already: impl Fn(&str) -> bool,
) -> Vec<FieldChange> {
    // What cannot be written is refused when it is written.
    let written = fields(mapped).unwrap_or_default().into_iter();
    let further: Vec<_> = written
        .filter(|(path, _)| !compared_already(path) && !is_left_to_the_warehouse(path, settings))
        .filter_map(|(path, new)| Some((answered_path(&path)?, path, new)))
        .collect();
    if further.is_empty() {
        return Vec::new();
    }
    let stored: BTreeMap<String, String> = fields(found).unwrap_or_default().into_iter().collect();
    let differing = further.into_iter().filter_map(|(there, path, new)| {
        let old = match stored.get(&there) {
            Some(old) => old.trim(),
            // Absent is empty only where an answer would have it.
            None => answered.order(&there).then_some("")?,
        };
        (!is_same::<CustomerOrder>(&path, old, &new)).then(|| match path.starts_with("Customer/") {
            true => FieldChange::new(path, None, None),
            false => FieldChange::new(path, Some(old.to_owned()), Some(new)),
        })
    });
    differing.collect()
}

fn is_left_to_the_warehouse(path: &str, settings: &OrderSettings) -> bool {
    let is_target = || {
        let name = path.replace('/', ".");
        let of_customer = name.strip_prefix("Customer.").unwrap_or_default();
        settings.fields.fill_target(&name) || settings.customer_fields.fill_target(of_customer)
    };
    ALWAYS_WRITTEN.contains(&path) && !is_target()
}

/// Where answers have what is written at `path`; none if they do not have it.
pub(super) fn answered_path(path: &str) -> Option<String> {
    if let Some((_, there)) = OTHERWISE.iter().find(|(written, _)| *written == path) {
        return Some((*there).to_owned());
    }
    let there = match path.strip_prefix("Customer/") {
        Some(rest) => format!("Consignee/{rest}"),
        None => path.to_owned(),
    };
    let is_head = there.starts_with("OrderInfo/") || there.starts_with("Consignee/");
    (is_head && FieldPath::<Order>::find(&there.replace('/', ".")).is_ok()).then_some(there)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_the_table_are_the_contracts() {
        for (written, there) in OTHERWISE {
            FieldPath::<CustomerOrder>::find(&written.replace('/', ".")).unwrap();
            FieldPath::<Order>::find(&there.replace('/', ".")).unwrap();
        }
        for written in ALWAYS_WRITTEN {
            FieldPath::<CustomerOrder>::find(&written.replace('/', ".")).unwrap();
            assert!(answered_path(written).is_some(), "{written}");
        }
        assert_eq!(answered_path("OrderInfo/FreeText1").as_deref(), Some("OrderInfo/FreeText1"));
        assert_eq!(answered_path("Customer/Remark").as_deref(), Some("Consignee/Remark"));
        assert_eq!(answered_path("OrderInfo/WayOfDeliveryType/Name"), None, "the warehouse names it");
        assert_eq!(answered_path("CustomerOrderLines/CustomerOrderLine[1]/Batch"), None);
    }
}
