//! The settings of the seven processes, with the defaults of the library.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use wms_erp_sync::mapping::{
    Country, DeliveredFields, InvalidPattern, MissingCountry, StockBasis, VariantPattern,
};
use wms_erp_sync::twentyfour::types::OrderSlipStateType;
use wms_erp_sync::{
    Articles, ExpectedReceipts, OrderStatusSettings, Orders, ReturnAction, Returns, Since, Stock, Suppliers,
    TimeZone,
};

use super::document::Section;
use super::duration::Limit;
use super::further::{self, Entries};
use super::near::nearest;
use super::sharing::{Claim, Side};
use super::{Around, customs, duration, options};
use crate::purchases::Folder;

const INTERVAL: Duration = Duration::from_secs(15 * 60);
/// More often is a burden to the vendors; less often, and the stock of last week is sold.
const INTERVALS: (Limit, Limit) =
    ((Duration::from_secs(1), "a second"), (Duration::from_secs(7 * 24 * 60 * 60), "a week"));
/// Cancelled, the vendor's own number for it.
const CANCELLED: i32 = 1000;

/// A process: its settings if it is on, and how often it runs.
pub(super) struct Settings<T> {
    pub(super) on: Option<T>,
    pub(super) interval: Duration,
}

impl<T> Settings<T> {
    fn read(section: &Section<'_, '_>, usually: bool, rest: impl FnOnce(bool) -> Option<T>) -> Self {
        let on = section.flag("enabled").unwrap_or(usually);
        let interval = section.parsed("interval", |text| {
            duration::read(text, INTERVALS.0, INTERVALS.1, "\"15m\", \"90s\" or \"1h 30m\"")
        });
        let settings = rest(on);
        section.finish();
        Self { on: settings.filter(|_| on), interval: interval.map_or(INTERVAL, |interval| interval.value) }
    }
}

pub(super) fn articles(
    section: &Section<'_, '_>,
    variants: &mut Option<VariantPattern>,
    entries: &Entries,
) -> Settings<Articles> {
    Settings::read(section, true, |_| {
        let mut settings = Articles::default();
        options::articles(section, &mut settings.mapping);
        let customs = customs::articles(section);
        settings.mapping.fields =
            further::fields_over(section, "fields", "articles.fields", entries, customs);
        let pattern = section.parsed("variants", |text| {
            text.parse().map_err(|error: InvalidPattern| format!("is not a pattern of variants: {error}"))
        });
        *variants = pattern.map(|pattern| pattern.value);
        Some(settings)
    })
}

pub(super) fn suppliers(section: &Section<'_, '_>, entries: &Entries) -> Settings<Suppliers> {
    Settings::read(section, false, |_| {
        let mut settings = Suppliers::default();
        settings.fields = further::fields(section, "fields", "suppliers.fields", entries);
        Some(settings)
    })
}

pub(super) fn orders(section: &Section<'_, '_>, zone: TimeZone, entries: &Entries) -> Settings<Orders> {
    Settings::read(section, true, |on| {
        let since = since(section, on, zone, "orders are imported, \"all\" or those ordered since");
        let pull_status = pull_status(section);
        let import_status = section.parsed("import_status", state);
        let country = section.parsed("default_country", |text| {
            Country::recognise(text).ok_or_else(|| "is not a country: write a code such as \"NO\"".to_owned())
        });
        if let (Some(import), Some(pull)) = (&import_status, &pull_status)
            && pull.contains(&import.value)
        {
            section
                .add(&import.place, "is one of pull_status: every order would be imported again and again");
        }
        let fields = further::fields(section, "fields", "orders.fields", entries);
        let customs = customs::orders(section);
        let row_fields = further::fields_over(section, "row_fields", "orders.row_fields", entries, customs);
        let customer_fields = further::fields(section, "customer_fields", "orders.customer_fields", entries);
        // Without its time, too, every other key is read: what is not read counts as unknown.
        let mut orders = Orders::since(since.unwrap_or(Since::All));
        orders.mapping.fields = fields;
        orders.mapping.row_fields = row_fields;
        orders.mapping.customer_fields = customer_fields;
        orders.pull_status = pull_status.unwrap_or(orders.pull_status);
        orders.import_status = import_status.map(|status| status.value);
        if let Some(country) = country {
            orders.mapping.missing_country = MissingCountry::Default(country.value);
        }
        options::orders(section, &mut orders);
        since.map(|_| orders)
    })
}

pub(super) fn order_status(section: &Section<'_, '_>) -> Settings<OrderStatusSettings> {
    Settings::read(section, true, |_| {
        let mut settings = OrderStatusSettings::default();
        if let Some(statuses) = section.numbers("sent_statuses") {
            if statuses.value.is_empty() {
                section.add(
                    &statuses.place,
                    "must name at least one status: without one, nothing ever counts as sent",
                );
            }
            if statuses.value.contains(&CANCELLED) {
                section.add(&statuses.place, "must not contain 1000, which means cancelled");
            }
            settings.sent_statuses = BTreeSet::from_iter(statuses.value);
        }
        if let Some(status) = section.parsed("sent_status", state) {
            settings.sent_status = status.value;
        }
        options::short_shipment(section, &mut settings.short_shipment);
        settings.rest_orders = section.flag("rest_orders").unwrap_or(settings.rest_orders);
        settings.acknowledge = section.flag("acknowledge").unwrap_or(settings.acknowledge);
        options::delivered_quantities(section, &mut settings.delivered_quantities);
        options::tracking(section, &mut settings.tracking);
        if let Some(days) = section.number("tracking_days") {
            settings.tracking_days = days.value.unsigned_abs();
        }
        if settings.rest_orders && settings.delivered_quantities == Some(DeliveredFields::DeliveredAndRest) {
            let place = section.place_of("delivered_quantities");
            section.add(&place, "must not be \"delivered_and_rest\" with rest_orders: by its documentation the ERP makes rest orders of QuantityRest itself");
        }
        Some(settings)
    })
}

pub(super) fn returns(section: &Section<'_, '_>, zone: TimeZone) -> Settings<Returns> {
    Settings::read(section, false, |on| {
        let since = since(section, on, zone, "returns count, \"all\" or those received since");
        if on && !section.has("as") {
            let what = "is missing: say what is made of a return, \"notice\" or \"credit\"";
            section.add(&section.place_of("as"), what);
        }
        let action = options::return_action(section);
        let status = section.parsed("status", state);
        let text = section.text("text");
        if let Some(text) = text.as_ref().filter(|text| !text.value.contains("{return}")) {
            section.add(&text.place, "must contain {return}, which stands for the number of the return");
        }
        let mut returns = Returns::notices(since?);
        returns.action = action?;
        if let Some(status) = status {
            if returns.action == ReturnAction::Notice {
                section.add(&status.place, "is the status of credits: a notice makes none");
            }
            returns.status = status.value;
        }
        returns.text = text.map_or(returns.text, |text| text.value);
        Some(returns)
    })
}

/// Purchase orders from a folder.
pub(super) fn expected_receipts(
    section: &Section<'_, '_>,
    tenant: &str,
    around: &Around<'_>,
) -> Settings<ExpectedReceipts> {
    Settings::read(section, false, |on| {
        let folder = section.text("folder");
        if on && folder.is_none() {
            let what = "is missing: name the folder in which the CSV files with purchase orders are";
            section.add(&section.place_of("folder"), what);
        }
        let statuses = |key| {
            let statuses = section.numbers(key)?;
            if statuses.value.is_empty() {
                section.add(&statuses.place, "must name at least one status");
            }
            Some(statuses)
        };
        let (finished, cancelled) = (statuses("finished_statuses"), statuses("cancelled_statuses"));
        let folder = folder?;
        let path = around.folder.join(folder.value.trim());
        if on {
            let side = Side::PurchaseOrders { folder: path.clone() };
            around.claim(Claim { tenant: tenant.to_owned(), side, place: folder.place, shared: false });
        }
        let source = Folder::new(path, Arc::clone(around.clock));
        let mut settings = ExpectedReceipts::from_source(Arc::new(source));
        let place = cancelled.as_ref().or(finished.as_ref()).map(|statuses| statuses.place.clone());
        if let Some(finished) = finished {
            settings.finished_statuses = BTreeSet::from_iter(finished.value);
        }
        if let Some(cancelled) = cancelled {
            settings.cancelled_statuses = BTreeSet::from_iter(cancelled.value);
        }
        let both = settings.finished_statuses.intersection(&settings.cancelled_statuses).next();
        if let (Some(both), Some(place)) = (both, place) {
            section.add(&place, format!("must not have {both}: it is a finished and a cancelled status"));
        }
        Some(settings)
    })
}

pub(super) fn stock(section: &Section<'_, '_>) -> Settings<Stock> {
    Settings::read(section, true, |_| {
        let mut settings = Stock::default();
        let basis = section.parsed("basis", |text| match text {
            "physical" => Ok(StockBasis::Physical),
            "sellable" => Ok(StockBasis::Sellable),
            _ => Err("must be \"physical\" or \"sellable\"".to_owned()),
        });
        settings.basis = basis.map_or(settings.basis, |basis| basis.value);
        if let Some(above) = section.number("brake_above") {
            settings.safety_limit = usize::try_from(above.value).unwrap_or(settings.safety_limit);
        }
        if let Some(warehouses) = section.texts("warehouses") {
            if warehouses.value.iter().any(|code| code.trim().is_empty()) {
                section.add(&warehouses.place, "must name warehouses by their codes: one is empty");
            }
            settings.warehouses = warehouses.value;
        }
        Some(settings)
    })
}

/// What is right by itself may still contradict something else.
pub(super) fn agree(
    orders: &Settings<Orders>,
    status: &Settings<OrderStatusSettings>,
    tenant: &Section<'_, '_>,
) {
    let (Some(orders), Some(status)) = (&orders.on, &status.on) else { return };
    let place = tenant.section("order_status").place_of("sent_status");
    if orders.pull_status.contains(&status.sent_status) {
        tenant.add(&place, "is one of pull_status: an order that was sent would be imported again");
    }
    if orders.import_status.as_ref() == Some(&status.sent_status) {
        tenant.add(&place, "is the import_status too: the two could not be distinguished");
    }
}

/// A credit is no order for the warehouse, and not sent by it.
pub(super) fn agree_on_credits(
    returns: &Settings<Returns>,
    orders: &Settings<Orders>,
    reports: &Settings<OrderStatusSettings>,
    tenant: &Section<'_, '_>,
) {
    use OrderSlipStateType as State;
    let Some(returns) = returns.on.as_ref().filter(|returns| returns.action == ReturnAction::Credit) else {
        return;
    };
    let (orders, reports) = (orders.on.as_ref(), reports.on.as_ref());
    let status = &returns.status;
    let what = if matches!(status, State::Invoiced | State::InvoicedCashAccount | State::InvoicedPack) {
        "means invoiced: a person decides about that"
    } else if *status == State::OrderStateSent
        || reports.is_some_and(|reports| reports.sent_status == *status)
    {
        "means sent"
    } else if orders.is_some_and(|orders| orders.pull_status.contains(status)) {
        "is one of pull_status: credits would be imported as orders"
    } else if orders.is_some_and(|orders| orders.import_status.as_ref() == Some(status)) {
        "is the import_status, too"
    } else {
        return;
    };
    tenant.add(&tenant.section("returns").place_of("status"), what);
}

/// `what` says which records there are to choose from.
fn since(section: &Section<'_, '_>, on: bool, zone: TimeZone, what: &str) -> Option<Since> {
    if on && !section.has("since") {
        let what = format!("is missing: say which {what} a date such as \"2026-03-01\"");
        section.add(&section.place_of("since"), what);
    }
    let since = section.text_or_time("since")?;
    let read = read_since(since.value.trim(), zone);
    if read.is_none() {
        let what =
            "must be \"all\", a date such as \"2026-03-01\" or a time such as \"2026-03-01T08:00:00+01:00\"";
        section.add(&since.place, what);
    }
    read
}

fn read_since(text: &str, zone: TimeZone) -> Option<Since> {
    if text == "all" {
        return Some(Since::All);
    }
    if let Ok(date) = text.parse::<NaiveDate>() {
        return Some(Since::Date(date));
    }
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(Since::Time(time.with_timezone(&Utc)));
    }
    let local = text.replace(' ', "T").parse::<NaiveDateTime>().ok()?;
    local.and_local_timezone(zone).earliest().map(|time| Since::Time(time.with_timezone(&Utc)))
}

fn pull_status(section: &Section<'_, '_>) -> Option<Vec<OrderSlipStateType>> {
    let words = section.texts("pull_status")?;
    if words.value.is_empty() {
        section.add(&words.place, "must name at least one status: without one, no order is ever imported");
    }
    let states = words.value.iter().filter_map(|word| {
        let state = state(word);
        state.map_err(|what| section.add(&words.place, format!("{word:?} {what}"))).ok()
    });
    Some(states.collect())
}

/// A status of orders, in the vendor's word.
fn state(word: &str) -> Result<OrderSlipStateType, String> {
    match OrderSlipStateType::from(word) {
        OrderSlipStateType::Unknown(_) => {
            let near = nearest(word, OrderSlipStateType::WORDS.iter().copied());
            let hint = if near.is_empty() { OrderSlipStateType::WORDS.join(", ") } else { near.join(", ") };
            Err(format!("is not an order status of 24SevenOffice; did you mean {hint}?"))
        }
        state => Ok(state),
    }
}
