//! One tenant: its two sides, and its processes.

use std::sync::Arc;

use chrono::TimeDelta;

use wms_erp_sync::adapter::TwentyFour;
use wms_erp_sync::mapping::Warehouse;
use wms_erp_sync::{Process, Since, Tenant, TimeZone, Variants, moment, ongoing, twentyfour};

use super::document::Section;
use super::duration::{self, DAY};
use super::further::Entries;
use super::{Around, Configured, connection, language, receipt, settings, shown};

/// The clients of both sides themselves, for what no process does.
#[derive(Debug)]
pub(crate) struct Systems {
    /// Whether nothing real depends on them.
    pub(crate) demo: bool,
    pub(crate) erp: twentyfour::Client,
    pub(crate) wms: ongoing::Client,
    /// Whether the processes use REST.
    pub(crate) rest: bool,
}

/// Everything is looked at, so that all errors are reported at once.
pub(super) fn read(
    section: &Section<'_, '_>,
    name: &str,
    around: &Around<'_>,
) -> Option<(Configured, Systems)> {
    let retention = section.parsed("retention", |text| {
        duration::read(text, (DAY, "a day"), (DAY * 365 * 20, "20 years"), "\"400days\"")
    });
    let demo = section.flag("demo").unwrap_or_default();
    let language = language::read(section);
    let erp = section.required_section("erp").and_then(|erp| connection::erp(&erp, name, around));
    let wms = section.required_section("wms").and_then(|wms| connection::wms(&wms, name, around));
    let zone = erp.as_ref().map_or(TimeZone::OSLO, |erp| erp.zone);

    let receipt = receipt::read(section);
    let receipt = if section.has("receipt") { receipt.map(Some) } else { Some(None) };
    let entries = Entries::default();
    let mut variants = None;
    let articles = settings::articles(&section.section("articles"), &mut variants, &entries);
    let suppliers = settings::suppliers(&section.section("suppliers"), &entries);
    let orders = settings::orders(&section.section("orders"), zone, &entries);
    let order_status = settings::order_status(&section.section("order_status"));
    let returns = settings::returns(&section.section("returns"), zone);
    let receipts = settings::expected_receipts(&section.section("expected_receipts"), name, around);
    let stock = settings::stock(&section.section("stock"));
    if let Some(future) = orders.on.as_ref().and_then(|orders| begins(orders.since, zone, around)) {
        let what = format!("is in the future: no order is imported that was ordered before {future}");
        around.warn(section.section("orders").place_of("since"), what);
    }
    if suppliers.on.is_some() && articles.on.is_none() {
        let place = section.section("suppliers").place_of("enabled");
        section.add(
            &place,
            "suppliers are transferred with their articles: switch the articles on, or the \
                suppliers off",
        );
    }
    settings::agree(&orders, &order_status, section);
    settings::agree_on_credits(&returns, &orders, &order_status, section);
    let by_code = orders.on.as_ref().and_then(|orders| orders.mapping.outbound_warehouse.as_ref());
    if let (Some(Warehouse::Code(_)), Some(true)) = (by_code, wms.as_ref().map(|wms| wms.rest)) {
        let place = section.section("orders").place_of("outbound_warehouse");
        section.add(
            &place,
            "must be the warehouse's id, a number: REST does not identify warehouses by their codes",
        );
    }

    let intervals = [
        (Process::Articles, articles.on.is_some(), articles.interval),
        (Process::Suppliers, suppliers.on.is_some(), suppliers.interval),
        (Process::Orders, orders.on.is_some(), orders.interval),
        (Process::OrderStatus, order_status.on.is_some(), order_status.interval),
        (Process::Returns, returns.on.is_some(), returns.interval),
        (Process::ExpectedReceipts, receipts.on.is_some(), receipts.interval),
        (Process::Stock, stock.on.is_some(), stock.interval),
    ];
    let intervals =
        intervals.into_iter().filter(|(_, on, _)| *on).map(|(process, _, every)| (process, every));
    let intervals: Vec<_> = intervals.collect();
    let (erp, wms) = (erp?, wms?);
    let (hook, polling_factor) = (wms.hook, wms.polling_factor);
    let receipt = receipt?;
    let systems = Systems { demo, erp: erp.client.clone(), wms: wms.client.clone(), rest: wms.rest };
    let mut tenant =
        Tenant::new(name, Arc::new(TwentyFour::new(erp.client)), Arc::new(connection::port(&wms)));
    tenant.erp_zone = erp.zone;
    if let Some(retention) = retention.and_then(|time| TimeDelta::from_std(time.value).ok()) {
        tenant.retention = retention;
    }
    tenant.wms_zone = wms.zone;
    tenant.shared_company = erp.shared;
    tenant.shared_goods_owner = wms.shared;
    tenant.articles = articles.on;
    let pattern = variants.clone();
    if let Some(pattern) = variants {
        tenant = tenant.hooks(Variants::new(pattern));
    }
    tenant.suppliers = suppliers.on;
    tenant.orders = orders.on.map(|mut orders| {
        // What both need is said once, with the articles.
        if let Some(articles) = &tenant.articles {
            orders.mapping.article_identification = articles.mapping.identification;
            orders.mapping.non_stock = articles.mapping.non_stock.treatment;
        }
        orders
    });
    tenant.order_status = order_status.on;
    tenant.returns = returns.on;
    tenant.expected_receipts = receipts.on;
    tenant.stock = stock.on;
    entries.check(&tenant, section);
    let interval = |process| intervals.iter().find(|(on, _)| *on == process).map(|(_, interval)| *interval);
    let mut settings = shown::settings(section, &tenant, pattern.as_ref(), interval);
    settings.extend(receipt.as_ref().map(shown::receipt));
    Some((Configured { tenant, intervals, settings, hook, polling_factor, receipt, language }, systems))
}

/// The start, if it has not come yet. That is how a go-live is prepared, or a slip of the pen.
fn begins(since: Since, zone: TimeZone, around: &Around<'_>) -> Option<String> {
    let now = around.clock.now();
    match since {
        Since::Date(date) => (date > now.with_timezone(&zone).date_naive()).then(|| date.to_string()),
        Since::Time(time) => (time > now).then(|| moment(&time, zone)),
        _ => None,
    }
}
