//! The options of the mapping and of the processes, each a key with the library's default.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use wms_erp_sync::mapping::{
    ArticleIdentification, ArticleSettings, ContactLists, CustomerIdentification, DeliveredFields,
    DeliveryDate, DeliveryMethodFallback, DeliveryMethodKey, EmailSlot, KitLines, LinePrices, MissingCountry,
    NonStockTreatment, OrderSettings, PhoneSlot, PhoneStyle, TextRows, TrackingPlace, Warehouse,
    WayOfDelivery,
};
use wms_erp_sync::twentyfour::types::ProductId;
use wms_erp_sync::{Orders, ReturnAction, ShortShipment};

use super::document::Section;
use super::kits;

/// GoodsOwnerOrderNumber, by the vendor's documentation (developer.ongoingwarehouse.com/UpdateOrder).
const LONGEST_NUMBER: usize = 50;
/// The digits of the greatest order id.
const LONGEST_ID: usize = 10;
const LONGEST_PREFIX: usize = LONGEST_NUMBER - LONGEST_ID;

/// The keys of `[tenant.articles]` that change what an article looks like.
pub(super) fn articles(section: &Section<'_, '_>, mapping: &mut ArticleSettings) {
    choose(section, "identify_by", IDENTIFICATIONS, &mut mapping.identification);
    if let Some(factor) = section.parsed("weight_factor", |text| {
        let factor = text.parse::<Decimal>().ok().filter(|factor| *factor > Decimal::ZERO);
        factor.ok_or_else(|| "must be a number above zero in quotes, such as \"0.001\"".to_owned())
    }) {
        mapping.weight_factor = factor.value;
    }
    choose(section, "non_stock", TREATMENTS, &mut mapping.non_stock.treatment);
    if let Some(products) = section.numbers("non_stock_products") {
        mapping.non_stock.products = products.value.into_iter().map(ProductId).collect();
    }
    if let Some(categories) = section.numbers("non_stock_categories") {
        mapping.non_stock.categories = BTreeSet::from_iter(categories.value);
    }
}

/// The keys of `[tenant.orders]` beyond those that say which orders.
pub(super) fn orders(section: &Section<'_, '_>, orders: &mut Orders) {
    orders.cancel_withdrawn = section.flag("cancel_withdrawn").unwrap_or(orders.cancel_withdrawn);
    let mapping = &mut orders.mapping;
    if let Some(prefix) = section.text("order_number_prefix") {
        if prefix.value.chars().count() > LONGEST_PREFIX {
            let what = format!(
                "must be {LONGEST_PREFIX} characters at most: order numbers of the WMS have {LONGEST_NUMBER}, and the \
                 ERP's order id needs up to {LONGEST_ID}"
            );
            section.add(&prefix.place, what);
        }
        mapping.order_number_prefix = prefix.value;
    }
    choose(section, "customer_by", CUSTOMERS, &mut mapping.customer_identification);
    choose(section, "phones", PHONES, &mut mapping.contact.phones);
    choose(section, "phone_lists", CONTACT_LISTS, &mut mapping.contact.phone_lists);
    choose(section, "email_lists", CONTACT_LISTS, &mut mapping.contact.email_lists);
    choose_some(section, "mobile_phone_slots", PHONE_SLOTS, &mut mapping.contact.mobile_phone);
    choose_some(section, "telephone_slots", PHONE_SLOTS, &mut mapping.contact.telephone);
    choose_some(section, "email_slots", EMAIL_SLOTS, &mut mapping.contact.email);
    let mut ways = Vec::new();
    choose_some(section, "notify_by", WAYS_TO_NOTIFY, &mut ways);
    mapping.notify.sms = ways.contains(&WayToNotify::Sms);
    mapping.notify.email = ways.contains(&WayToNotify::Email);
    mapping.notify.telephone = ways.contains(&WayToNotify::Telephone);
    choose(section, "text_rows", TEXT_ROWS, &mut mapping.text_rows);
    choose(section, "line_prices", PRICES, &mut mapping.line_prices);
    let mut lines = KitLines::default();
    choose(section, "kits", KITS, &mut lines);
    mapping.kits = kits::read(section, lines);
    mapping.hold_without_stock = section.flag("hold_without_stock").unwrap_or(mapping.hold_without_stock);
    if section.flag("hold_without_country") == Some(true) {
        if matches!(mapping.missing_country, MissingCountry::Default(_)) {
            let place = section.place_of("hold_without_country");
            section.add(&place, "contradicts default_country: an order without a country gets that one");
        }
        mapping.missing_country = MissingCountry::Hold;
    }
    delivery_date(section, mapping);
    delivery_methods(section, mapping);
    if let Some(warehouse) = section.text_or_number("outbound_warehouse", Warehouse::Code, Warehouse::Id) {
        mapping.outbound_warehouse = Some(warehouse.value);
    }
}

/// `[tenant.order_status] short_shipment`.
pub(super) fn short_shipment(section: &Section<'_, '_>, setting: &mut ShortShipment) {
    choose(section, "short_shipment", SHORT, setting);
}

/// `[tenant.order_status] tracking`.
pub(super) fn tracking(section: &Section<'_, '_>, setting: &mut Option<TrackingPlace>) {
    choose(section, "tracking", TRACKING, setting);
}

/// `[tenant.order_status] delivered_quantities`.
pub(super) fn delivered_quantities(section: &Section<'_, '_>, setting: &mut Option<DeliveredFields>) {
    choose(section, "delivered_quantities", DELIVERED, setting);
}

pub(super) const KITS: Words<KitLines> = &[("one_line", KitLines::OneLine), ("parts", KitLines::Parts)];

pub(super) const DELIVERED: Words<Option<DeliveredFields>> = &[
    ("off", None),
    ("delivered", Some(DeliveredFields::Delivered)),
    ("delivered_and_rest", Some(DeliveredFields::DeliveredAndRest)),
];

/// `[tenant.returns] as`.
pub(super) fn return_action(section: &Section<'_, '_>) -> Option<ReturnAction> {
    let mut action = None;
    choose(section, "as", RETURNS, &mut action);
    action
}

pub(super) const RETURNS: Words<Option<ReturnAction>> =
    &[("notice", Some(ReturnAction::Notice)), ("credit", Some(ReturnAction::Credit))];

fn delivery_date(section: &Section<'_, '_>, mapping: &mut OrderSettings) {
    let policy = section.parsed("missing_delivery_date", |text| match text {
        "first_import" => Ok(DeliveryDate::FirstImport),
        "hold" => Ok(DeliveryDate::Hold),
        text => match text.strip_suffix('d').and_then(|days| days.trim_start_matches('+').parse().ok()) {
            Some(days) => Ok(DeliveryDate::AddDays(days)),
            None => Err("must be \"first_import\", \"hold\", or days after the first import such as \"+2d\""
                .to_owned()),
        },
    });
    if let Some(policy) = policy {
        mapping.missing_delivery_date = policy.value;
    }
}

/// `[[tenant.orders.delivery_methods]]`: the ERP's id or description, and the WMS's code and name.
fn delivery_methods(section: &Section<'_, '_>, mapping: &mut OrderSettings) {
    for entry in section.sections("delivery_methods") {
        let key = match (entry.number("id"), entry.text("description")) {
            (Some(id), None) => Some(DeliveryMethodKey::Id(id.value)),
            (None, Some(description)) => Some(DeliveryMethodKey::Description(description.value)),
            _ => {
                entry.add(
                    entry.place(),
                    "must have either id or description, to say which delivery method it is",
                );
                None
            }
        };
        let (code, name) = (entry.required_text("code"), entry.text("name"));
        entry.finish();
        if let (Some(key), Some(code)) = (key, code) {
            let name = name.map_or_else(|| code.value.clone(), |name| name.value);
            mapping.delivery_methods.table.push((key, WayOfDelivery::new(code.value, name)));
        }
    }
    let name = section.text("default_delivery_method_name");
    let usual = section.text("default_delivery_method");
    if let (Some(name), None) = (&name, &usual) {
        section.add(
            &name.place,
            "is the name of default_delivery_method, which is missing: write its code, too",
        );
    }
    let usual = usual.map(|code| {
        let name = name.map_or_else(|| code.value.clone(), |name| name.value);
        DeliveryMethodFallback::Default(WayOfDelivery::new(code.value, name))
    });
    let mut missing = usual.unwrap_or_default();
    if section.flag("hold_without_delivery_method") == Some(true) {
        missing = DeliveryMethodFallback::Hold;
    }
    mapping.delivery_methods.missing = missing.clone();
    if !mapping.delivery_methods.table.is_empty() {
        mapping.delivery_methods.unmapped = missing;
    }
}

pub(super) type Words<T> = &'static [(&'static str, T)];

pub(super) const IDENTIFICATIONS: Words<ArticleIdentification> = &[
    ("product_code", ArticleIdentification::ProductCode),
    ("article_number", ArticleIdentification::ArticleNumber),
];
pub(super) const TREATMENTS: Words<NonStockTreatment> =
    &[("not_picked", NonStockTreatment::NotPicked), ("like_any_other", NonStockTreatment::LikeAnyOther)];
pub(super) const CUSTOMERS: Words<CustomerIdentification> = &[
    ("name_and_address", CustomerIdentification::FullNameAndAddress),
    ("number", CustomerIdentification::CustomerNumber),
];
pub(super) const PHONES: Words<PhoneStyle> =
    &[("as_typed", PhoneStyle::AsTyped), ("international", PhoneStyle::International)];
pub(super) const CONTACT_LISTS: Words<ContactLists> =
    &[("first", ContactLists::First), ("as_typed", ContactLists::AsTyped)];
pub(super) const PHONE_SLOTS: Words<PhoneSlot> = &[
    ("mobile", PhoneSlot::Mobile),
    ("primary", PhoneSlot::Primary),
    ("work", PhoneSlot::Work),
    ("home", PhoneSlot::Home),
];
pub(super) const EMAIL_SLOTS: Words<EmailSlot> = &[
    ("invoice", EmailSlot::Invoice),
    ("primary", EmailSlot::Primary),
    ("work", EmailSlot::Work),
    ("home", EmailSlot::Home),
    ("alternative", EmailSlot::Alternative),
];
const WAYS_TO_NOTIFY: Words<WayToNotify> =
    &[("sms", WayToNotify::Sms), ("email", WayToNotify::Email), ("telephone", WayToNotify::Telephone)];
pub(super) const TEXT_ROWS: Words<TextRows> =
    &[("leave_out", TextRows::LeaveOut), ("text_lines", TextRows::AsTextLines)];
pub(super) const PRICES: Words<LinePrices> =
    &[("none", LinePrices::None), ("per_unit", LinePrices::PerUnit), ("per_line", LinePrices::PerLine)];
pub(super) const SHORT: Words<ShortShipment> = &[
    ("report", ShortShipment::Report),
    ("write_quantities", ShortShipment::WriteQuantities),
    ("hold", ShortShipment::Hold),
];
pub(super) const TRACKING: Words<Option<TrackingPlace>> = &[
    ("off", None),
    ("invoice_text", Some(TrackingPlace::InvoiceText)),
    ("delivery_alternative", Some(TrackingPlace::DeliveryAlternative)),
];

/// How the WMS tells the receiver of an order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WayToNotify {
    Sms,
    Email,
    Telephone,
}

/// Reads some of a few words, in the order in which they count.
fn choose_some<T: Copy>(section: &Section<'_, '_>, key: &'static str, words: Words<T>, setting: &mut Vec<T>) {
    let Some(chosen) = section.texts(key) else { return };
    let found = chosen.value.iter().filter_map(|text| {
        let found = words.iter().find(|(word, _)| word == text);
        if found.is_none() {
            section.add(&chosen.place, format!("{text:?} is none of {}", listed(words, ", ")));
        }
        found.map(|(_, value)| *value)
    });
    *setting = found.collect();
}

fn listed<T>(words: Words<T>, between: &str) -> String {
    words.iter().map(|(word, _)| format!("{word:?}")).collect::<Vec<_>>().join(between)
}

/// Reads one of a fixed set of words.
fn choose<T: Copy>(section: &Section<'_, '_>, key: &'static str, words: Words<T>, setting: &mut T) {
    let chosen = section.parsed(key, |text| {
        let found = words.iter().find(|(word, _)| *word == text);
        found.map(|(_, value)| *value).ok_or_else(|| format!("must be {}", listed(words, " or ")))
    });
    if let Some(chosen) = chosen {
        *setting = chosen.value;
    }
}
