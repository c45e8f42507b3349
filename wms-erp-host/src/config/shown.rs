//! The settings in force, as the configuration would say them: with every default, without secrets.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::TimeDelta;
use serde::Serialize;
use toml::Value;
use wms_erp_sync::mapping::{
    DeliveryDate, DeliveryMethodFallback, DeliveryMethodKey, MissingCountry, OrderSettings, StockBasis,
    VariantPattern, Warehouse,
};
use wms_erp_sync::twentyfour::types::OrderSlipStateType;
use wms_erp_sync::{
    Articles, ExpectedReceipts, Language, OrderStatusSettings, Orders, Process, ReturnAction, Returns, Since,
    Stock, Suppliers, Tenant, TimeZone,
};

use super::connection::POLLING_FACTOR;
use super::document::Section;
use super::options::{self, Words};
use super::{kits, language};
use crate::alarm::ReceiptSettings;

/// What stands for a secret.
const MASKED: &str = "••••••";

/// A table of the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShownSection {
    /// Its name, such as `tenant.orders`.
    pub name: &'static str,
    /// Its keys with their values, as TOML has them.
    pub rows: Vec<(&'static str, String)>,
}

impl ShownSection {
    fn new(name: &'static str) -> Self {
        Self { name, rows: Vec::new() }
    }

    fn row(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.rows.push((key, value.into().to_string()));
        self
    }

    fn maybe(self, key: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.row(key, value),
            None => self,
        }
    }

    /// One of a few words. A value that no word stands for yet is shown as the library names it.
    fn word<T: PartialEq + std::fmt::Debug>(self, key: &'static str, words: Words<T>, value: &T) -> Self {
        let word = words.iter().find(|(_, known)| known == value).map(|(word, _)| (*word).to_owned());
        self.row(key, word.unwrap_or_else(|| format!("{value:?}")))
    }

    fn words<T: PartialEq>(self, key: &'static str, words: Words<T>, values: &[T]) -> Self {
        let word = |value| words.iter().find(|(_, known)| known == value).map(|(word, _)| Value::from(*word));
        self.row(key, values.iter().filter_map(word).collect::<Vec<Value>>())
    }

    /// Further fields: their entries are what they serialise to.
    fn entries(self, key: &'static str, fields: &impl Serialize) -> Self {
        let entries = Value::try_from(fields).ok();
        self.maybe(
            key,
            entries.filter(|entries| entries.as_array().is_some_and(|entries| !entries.is_empty())),
        )
    }
}

/// All settings of a tenant whose configuration has no fault.
pub(super) fn settings(
    section: &Section<'_, '_>,
    tenant: &Tenant,
    variants: Option<&VariantPattern>,
    interval: impl Fn(Process) -> Option<Duration>,
) -> Vec<ShownSection> {
    let process = |name, process, settings: Option<ShownSection>| match (settings, interval(process)) {
        (Some(mut settings), Some(interval)) => {
            let head = [("enabled", Value::from(true)), ("interval", Value::from(duration(interval)))];
            settings.rows.splice(0..0, head.map(|(key, value)| (key, value.to_string())));
            settings
        }
        _ => ShownSection::new(name).row("enabled", false),
    };
    vec![
        ShownSection::new("tenant")
            .row("name", tenant.name.as_str())
            .row("retention", days(tenant.retention))
            .maybe("demo", section.flag("demo"))
            .maybe("language", language::read(section).map(Language::tag)),
        side(&section.section("erp"), "tenant.erp", tenant.erp_zone, tenant.shared_company),
        side(&section.section("wms"), "tenant.wms", tenant.wms_zone, tenant.shared_goods_owner),
        process(
            "tenant.articles",
            Process::Articles,
            tenant.articles.as_ref().map(|it| articles(it, variants)),
        ),
        process("tenant.suppliers", Process::Suppliers, tenant.suppliers.as_ref().map(suppliers)),
        process("tenant.orders", Process::Orders, tenant.orders.as_ref().map(orders)),
        process("tenant.order_status", Process::OrderStatus, tenant.order_status.as_ref().map(order_status)),
        process("tenant.returns", Process::Returns, tenant.returns.as_ref().map(returns)),
        process(
            "tenant.expected_receipts",
            Process::ExpectedReceipts,
            tenant.expected_receipts.as_ref().map(|it| receipts(&section.section("expected_receipts"), it)),
        ),
        process("tenant.stock", Process::Stock, tenant.stock.as_ref().map(stock)),
    ]
}

/// Who gets the daily receipt, if someone does.
pub(super) fn receipt(receipt: &ReceiptSettings) -> ShownSection {
    let to: Vec<Value> = receipt.to.iter().map(|address| Value::from(address.to_string())).collect();
    ShownSection::new("tenant.receipt")
        .row("email", to)
        .row("at", receipt.at.format("%H:%M").to_string())
        .row("people", receipt.people)
}

/// How a side is reached, as the file says it.
fn side(section: &Section<'_, '_>, name: &'static str, zone: TimeZone, shared: bool) -> ShownSection {
    let text = |key| section.has(key).then(|| section.text(key)).flatten().map(|text| text.value);
    let mut shown = ShownSection::new(name);
    for key in [
        "transport",
        "base_url",
        "username",
        "identity_id",
        "goods_owner_code",
        "webhook_token_sha256",
        "answer_timeout",
        "stall_timeout",
    ] {
        shown = shown.maybe(key, text(key));
    }
    if section.has("goods_owner_id") {
        shown = shown.maybe("goods_owner_id", section.number("goods_owner_id").map(|id| i64::from(id.value)));
    }
    if section.has("webhook_token_sha256") {
        let factor = section.has("webhook_polling_factor").then(|| section.number("webhook_polling_factor"));
        let factor = factor.flatten().map(|factor| i64::from(factor.value));
        let factor = factor.unwrap_or_else(|| POLLING_FACTOR.into());
        shown = shown.row("webhook_polling_factor", factor);
    }
    for key in ["application_id", "password", "password_env", "password_file"] {
        if section.has(key) {
            shown.rows.push((key, format!("\"{MASKED}\"")));
        }
    }
    shown.row("time_zone", zone.name()).row("shared", shared)
}

fn articles(settings: &Articles, variants: Option<&VariantPattern>) -> ShownSection {
    let mapping = &settings.mapping;
    let products: Vec<Value> = mapping.non_stock.products.iter().map(|id| Value::from(id.0)).collect();
    let categories: Vec<Value> = mapping.non_stock.categories.iter().map(|id| Value::from(*id)).collect();
    ShownSection::new("tenant.articles")
        .word("identify_by", options::IDENTIFICATIONS, &mapping.identification)
        .row("weight_factor", mapping.weight_factor.to_string())
        .word("non_stock", options::TREATMENTS, &mapping.non_stock.treatment)
        .row("non_stock_products", products)
        .row("non_stock_categories", categories)
        .maybe("variants", variants.map(ToString::to_string))
        .entries("fields", &mapping.fields)
}

fn suppliers(settings: &Suppliers) -> ShownSection {
    ShownSection::new("tenant.suppliers").entries("fields", &settings.fields)
}

fn orders(settings: &Orders) -> ShownSection {
    let mapping = &settings.mapping;
    let pull: Vec<Value> = settings.pull_status.iter().map(|status| Value::from(status.as_str())).collect();
    let ways = [
        (mapping.notify.sms, "sms"),
        (mapping.notify.email, "email"),
        (mapping.notify.telephone, "telephone"),
    ];
    let ways: Vec<Value> = ways.into_iter().filter(|(on, _)| *on).map(|(_, way)| Value::from(way)).collect();
    let country = match mapping.missing_country {
        MissingCountry::Default(country) => Some(country.code()),
        _ => None,
    };
    let shown = ShownSection::new("tenant.orders")
        .row("since", since(settings.since))
        .row("pull_status", pull)
        .maybe("import_status", settings.import_status.as_ref().map(OrderSlipStateType::as_str))
        .maybe("default_country", country)
        .row("hold_without_country", mapping.missing_country == MissingCountry::Hold)
        .row("cancel_withdrawn", settings.cancel_withdrawn)
        .row("order_number_prefix", mapping.order_number_prefix.as_str())
        .word("customer_by", options::CUSTOMERS, &mapping.customer_identification)
        .word("phones", options::PHONES, &mapping.contact.phones)
        .word("phone_lists", options::CONTACT_LISTS, &mapping.contact.phone_lists)
        .word("email_lists", options::CONTACT_LISTS, &mapping.contact.email_lists)
        .words("mobile_phone_slots", options::PHONE_SLOTS, &mapping.contact.mobile_phone)
        .words("telephone_slots", options::PHONE_SLOTS, &mapping.contact.telephone)
        .words("email_slots", options::EMAIL_SLOTS, &mapping.contact.email)
        .row("notify_by", ways)
        .word("text_rows", options::TEXT_ROWS, &mapping.text_rows)
        .word("line_prices", options::PRICES, &mapping.line_prices)
        .word("kits", options::KITS, &mapping.kits.lines())
        .row("hold_without_stock", mapping.hold_without_stock)
        .row("missing_delivery_date", delivery_date(mapping.missing_delivery_date));
    let kits = kits::shown(&mapping.kits);
    delivery_methods(shown, mapping)
        .maybe("kit", (!kits.is_empty()).then_some(kits))
        .maybe("outbound_warehouse", mapping.outbound_warehouse.as_ref().map(warehouse))
        .entries("fields", &mapping.fields)
        .entries("row_fields", &mapping.row_fields)
        .entries("customer_fields", &mapping.customer_fields)
}

fn since(since: Since) -> String {
    match since {
        Since::All => "all".to_owned(),
        Since::Date(date) => date.to_string(),
        Since::Time(time) => time.to_rfc3339(),
        other => format!("{other:?}"),
    }
}

fn returns(settings: &Returns) -> ShownSection {
    let shown = ShownSection::new("tenant.returns").row("since", since(settings.since)).word(
        "as",
        options::RETURNS,
        &Some(settings.action),
    );
    match settings.action {
        ReturnAction::Credit => {
            shown.row("status", settings.status.as_str()).row("text", settings.text.as_str())
        }
        _ => shown,
    }
}

fn receipts(section: &Section<'_, '_>, settings: &ExpectedReceipts) -> ShownSection {
    let statuses = |statuses: &BTreeSet<i32>| -> Vec<Value> {
        statuses.iter().map(|status| Value::from(*status)).collect()
    };
    ShownSection::new("tenant.expected_receipts")
        .maybe("folder", section.text("folder").map(|folder| folder.value))
        .row("finished_statuses", statuses(&settings.finished_statuses))
        .row("cancelled_statuses", statuses(&settings.cancelled_statuses))
}

fn delivery_date(policy: DeliveryDate) -> String {
    match policy {
        DeliveryDate::FirstImport => "first_import".to_owned(),
        DeliveryDate::Hold => "hold".to_owned(),
        DeliveryDate::AddDays(days) => format!("+{days}d"),
        other => format!("{other:?}"),
    }
}

fn delivery_methods(shown: ShownSection, mapping: &OrderSettings) -> ShownSection {
    let methods = &mapping.delivery_methods;
    let usual = match &methods.missing {
        DeliveryMethodFallback::Default(way) => Some(way),
        _ => None,
    };
    let entries = methods.table.iter().map(|(key, way)| {
        let (key, value) = match key {
            DeliveryMethodKey::Id(id) => ("id", Value::from(*id)),
            DeliveryMethodKey::Description(text) => ("description", Value::from(text.as_str())),
            other => ("description", Value::from(format!("{other:?}"))),
        };
        let way = [("code", Value::from(way.code.as_str())), ("name", Value::from(way.name.as_str()))];
        Value::from(toml::Table::from_iter(
            [(key, value)].into_iter().chain(way).map(|(key, value)| (key.to_owned(), value)),
        ))
    });
    let entries: Vec<Value> = entries.collect();
    shown
        .row("hold_without_delivery_method", methods.missing == DeliveryMethodFallback::Hold)
        .maybe("default_delivery_method", usual.map(|way| way.code.as_str()))
        .maybe("default_delivery_method_name", usual.map(|way| way.name.as_str()))
        .maybe("delivery_methods", (!entries.is_empty()).then_some(entries))
}

fn warehouse(warehouse: &Warehouse) -> Value {
    match warehouse {
        Warehouse::Id(id) => Value::from(*id),
        Warehouse::Code(text) | Warehouse::Name(text) => Value::from(text.as_str()),
        other => Value::from(format!("{other:?}")),
    }
}

fn order_status(settings: &OrderStatusSettings) -> ShownSection {
    let statuses: Vec<Value> = settings.sent_statuses.iter().map(|status| Value::from(*status)).collect();
    ShownSection::new("tenant.order_status")
        .row("sent_statuses", statuses)
        .row("sent_status", settings.sent_status.as_str())
        .word("short_shipment", options::SHORT, &settings.short_shipment)
        .row("rest_orders", settings.rest_orders)
        .row("acknowledge", settings.acknowledge)
        .word("delivered_quantities", options::DELIVERED, &settings.delivered_quantities)
        .word("tracking", options::TRACKING, &settings.tracking)
        .row("tracking_days", settings.tracking_days)
}

fn stock(settings: &Stock) -> ShownSection {
    let warehouses: Vec<Value> = settings.warehouses.iter().map(|code| Value::from(code.as_str())).collect();
    let basis = if settings.basis == StockBasis::Sellable { "sellable" } else { "physical" };
    ShownSection::new("tenant.stock")
        .row("basis", basis)
        .maybe("brake_above", i64::try_from(settings.safety_limit).ok())
        .row("warehouses", warehouses)
}

fn duration(time: Duration) -> String {
    humantime::format_duration(time).to_string()
}

/// Whole days as such: what a year is, people ask otherwise.
fn days(time: TimeDelta) -> String {
    match TimeDelta::days(time.num_days()) == time {
        true => format!("{}days", time.num_days()),
        false => duration(time.to_std().unwrap_or_default()),
    }
}
