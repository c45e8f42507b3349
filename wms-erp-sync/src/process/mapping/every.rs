//! Settings in which nothing is as it is by default.

use std::collections::BTreeSet;

use wms_erp_mapping::{
    ArticleIdentification, ArticleSettings, Country, CustomerIdentification, DeliveryDate,
    DeliveryMethodFallback, DeliveryMethodKey, EmailSlot, LinePrices, MissingCountry, NonStockTreatment,
    OrderSettings, PhoneSlot, PhoneStyle, TextRows, Warehouse, WayOfDelivery,
};

fn way(code: &str, name: &str) -> WayOfDelivery {
    WayOfDelivery::new(code, name)
}

pub(super) fn orders() -> OrderSettings {
    let mut settings = OrderSettings::default();
    settings.order_number_prefix = "AC\"ME-".to_owned();
    settings.article_identification = ArticleIdentification::ArticleNumber;
    settings.customer_identification = CustomerIdentification::CustomerNumber;
    settings.contact.mobile_phone = vec![PhoneSlot::Mobile];
    settings.contact.telephone = vec![PhoneSlot::Work, PhoneSlot::Home];
    settings.contact.email = vec![EmailSlot::Primary];
    settings.contact.phones = PhoneStyle::International;
    settings.notify.sms = true;
    settings.notify.email = true;
    settings.notify.telephone = true;
    settings.missing_country = MissingCountry::Default(Country::recognise("NO").unwrap());
    settings.missing_delivery_date = DeliveryDate::AddDays(3);
    settings.delivery_methods.table = vec![
        (DeliveryMethodKey::Id(7), way("POST", "Posten")),
        (DeliveryMethodKey::Description("Hentes på lager".to_owned()), way("PICKUP", "Hentes")),
    ];
    settings.delivery_methods.unmapped = DeliveryMethodFallback::Default(way("X", "Annet"));
    settings.delivery_methods.missing = DeliveryMethodFallback::Hold;
    settings.outbound_warehouse = Some(Warehouse::Code("OSL".to_owned()));
    settings.text_rows = TextRows::AsTextLines;
    settings.non_stock = NonStockTreatment::LikeAnyOther;
    settings.hold_without_stock = true;
    settings.line_prices = LinePrices::PerUnit;
    settings
}

pub(super) fn articles() -> ArticleSettings {
    let mut settings = ArticleSettings::default();
    settings.identification = ArticleIdentification::ArticleNumber;
    settings.weight_factor = "0.001".parse().unwrap();
    settings.non_stock.treatment = NonStockTreatment::LikeAnyOther;
    settings.non_stock.products = BTreeSet::from([9.into(), 30.into()]);
    settings.non_stock.categories = BTreeSet::from([4]);
    settings.suppliers = true;
    settings
}
