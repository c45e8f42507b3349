//! Fingerprints used to hold a hash of the settings' `Debug` output. A record that has such a fingerprint and is unchanged
//! gets a new one instead of being written again.
//!
//! This file may be deleted, with all that mentions `earlier`, as soon as every store in use has run for two days with a
//! version that has it: articles get their new fingerprint at the first run, open orders within a day.

use std::collections::BTreeMap;
use std::fmt::{Debug, Formatter, Result};

use wms_erp_mapping::{ArticleSettings, ContactSettings, DeliveryMethods, NonStock, Notify, OrderSettings};

use crate::document::hash;

/// The version of the mapping that wrote them.
pub(super) const MAPPING_VERSION: u32 = 1;

/// The settings of articles that there were.
const ARTICLES: [&str; 6] = [
    "identification",
    "non_stock.categories",
    "non_stock.products",
    "non_stock.treatment",
    "suppliers",
    "weight_factor",
];

/// The settings of orders that there were.
const ORDERS: [&str; 20] = [
    "article_identification",
    "contact.email",
    "contact.mobile_phone",
    "contact.phones",
    "contact.telephone",
    "customer_identification",
    "delivery_methods.missing",
    "delivery_methods.table",
    "delivery_methods.unmapped",
    "hold_without_stock",
    "line_prices",
    "missing_country",
    "missing_delivery_date",
    "non_stock",
    "notify.email",
    "notify.sms",
    "notify.telephone",
    "order_number_prefix",
    "outbound_warehouse",
    "text_rows",
];

/// What was written for these settings; nothing if one of them is newer and in use.
pub(super) fn articles(
    settings: &ArticleSettings,
    choices: &BTreeMap<String, String>,
    hooks: &str,
) -> Option<String> {
    let all_known = choices.keys().all(|path| ARTICLES.contains(&path.as_str()));
    all_known.then(|| mark(&format!("{:?}", Frozen(settings)), hooks))
}

/// The same of orders.
pub(super) fn orders(
    settings: &OrderSettings,
    choices: &BTreeMap<String, String>,
    hooks: &str,
) -> Option<String> {
    let all_known = choices.keys().all(|path| ORDERS.contains(&path.as_str()));
    all_known.then(|| mark(&format!("{:?}", Frozen(settings)), hooks))
}

fn mark(settings: &str, hooks: &str) -> String {
    format!("{MAPPING_VERSION}:{}", &hash(&format!("{settings}{hooks}"))[..8])
}

/// Writes settings as `#[derive(Debug)]` did it then, whatever fields they have got since.
struct Frozen<'a, T>(&'a T);

impl Debug for Frozen<'_, ArticleSettings> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("ArticleSettings")
            .field("identification", &self.0.identification)
            .field("weight_factor", &self.0.weight_factor)
            .field("non_stock", &Frozen(&self.0.non_stock))
            .field("suppliers", &self.0.suppliers)
            .finish()
    }
}

impl Debug for Frozen<'_, NonStock> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("NonStock")
            .field("treatment", &self.0.treatment)
            .field("products", &self.0.products)
            .field("categories", &self.0.categories)
            .finish()
    }
}

impl Debug for Frozen<'_, OrderSettings> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("OrderSettings")
            .field("order_number_prefix", &self.0.order_number_prefix)
            .field("article_identification", &self.0.article_identification)
            .field("customer_identification", &self.0.customer_identification)
            .field("contact", &Frozen(&self.0.contact))
            .field("notify", &Frozen(&self.0.notify))
            .field("missing_country", &self.0.missing_country)
            .field("missing_delivery_date", &self.0.missing_delivery_date)
            .field("delivery_methods", &Frozen(&self.0.delivery_methods))
            .field("outbound_warehouse", &self.0.outbound_warehouse)
            .field("text_rows", &self.0.text_rows)
            .field("non_stock", &self.0.non_stock)
            .field("hold_without_stock", &self.0.hold_without_stock)
            .field("line_prices", &self.0.line_prices)
            .finish()
    }
}

impl Debug for Frozen<'_, ContactSettings> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("ContactSettings")
            .field("mobile_phone", &self.0.mobile_phone)
            .field("telephone", &self.0.telephone)
            .field("email", &self.0.email)
            .field("phones", &self.0.phones)
            .finish()
    }
}

impl Debug for Frozen<'_, Notify> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("Notify")
            .field("sms", &self.0.sms)
            .field("email", &self.0.email)
            .field("telephone", &self.0.telephone)
            .finish()
    }
}

impl Debug for Frozen<'_, DeliveryMethods> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("DeliveryMethods")
            .field("table", &self.0.table)
            .field("unmapped", &self.0.unmapped)
            .field("missing", &self.0.missing)
            .finish()
    }
}
