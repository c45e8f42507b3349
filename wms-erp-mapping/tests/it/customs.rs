//! The ready sets of further fields for customs.

use std::error::Error;

use ongoing_client::model::{ArticleDefinition, CustomerOrderLine};
use twentyfour_client::types::{InvoiceRow, Product};
use wms_erp_mapping::{ArticleSettings, CustomsArticle, CustomsLine, FurtherField, HoldCause, article};

use super::sample::{number, product, text};

fn every_setting() -> CustomsArticle {
    let mut customs = CustomsArticle::default();
    customs.currency = text("NOK");
    customs.country_of_origin = text("StockLocation");
    customs.statistics_number = text("SupplierProductName");
    customs
}

fn mapped(product: &Product, customs: &CustomsArticle) -> Result<ArticleDefinition, HoldCause> {
    let mut settings = ArticleSettings::default();
    settings.fields = customs.fields().unwrap();
    article(product, None, &settings).map(|mapped| mapped.value).map_err(|held| held.cause)
}

#[test]
fn an_article_gets_what_customs_asks_for() {
    let mut lamp = product();
    lamp.in_price = Some(number("312.50"));
    lamp.stock_location = text("Kina");
    assert_eq!(
        every_setting().fields().unwrap().properties(),
        ["InPrice", "StockLocation", "SupplierProductName"]
    );
    let article = mapped(&lamp, &every_setting()).unwrap();
    assert_eq!(article.purchase_price, lamp.in_price);
    assert_eq!(article.purchase_currency_code.as_deref(), Some("NOK"));
    assert_eq!(article.country_of_origin_code.as_deref(), Some("CN"));
    assert_eq!(
        article.statistics_number.as_deref(),
        Some(""),
        "a text that is empty in the ERP is empty in the WMS"
    );
}

#[test]
fn what_the_erp_has_no_property_for_is_not_made_up() {
    let article = mapped(&product(), &CustomsArticle::default()).unwrap();
    assert_eq!(article.country_of_origin_code, None);
    assert_eq!(article.statistics_number, None);
    assert_eq!(article.purchase_currency_code, None);
    assert_eq!(article.purchase_price, None, "a product without a price says nothing");
}

#[test]
fn a_text_that_is_no_country_holds_the_article() {
    let mut lamp = product();
    lamp.stock_location = text("shelf 7");
    let cause = mapped(&lamp, &every_setting()).unwrap_err();
    assert_eq!(cause.to_string(), "the value of StockLocation does not fit CountryOfOriginCode");
}

#[test]
fn a_field_of_ones_own_takes_precedence_whatever_the_preset_says() {
    let own = FurtherField::<Product, ArticleDefinition>::from_field("Cost", "PurchasePrice").unwrap();
    let settings =
        wms_erp_mapping::FurtherFields::from(vec![own]).with_preset(every_setting().fields().unwrap());
    let targets: Vec<String> = settings.iter().map(|field| field.target().to_string()).collect();
    assert_eq!(targets, ["PurchaseCurrencyCode", "CountryOfOriginCode", "StatisticsNumber", "PurchasePrice"]);
    assert!(!settings.read("InPrice"), "what is not used is not asked for");
}

#[test]
fn a_line_gets_the_price_of_one_and_the_discount_on_it() {
    let mut row = InvoiceRow::default();
    row.price = Some(number("499"));
    row.in_price = Some(number("312.50"));
    row.discount_rate = Some(number("10"));
    let line = |customs: &CustomsLine| {
        let mut line = CustomerOrderLine::default();
        customs.row_fields().unwrap().fill(&row, &mut line).unwrap();
        (line.line_price, line.discount, line.currency_code)
    };
    assert_eq!(line(&CustomsLine::default()), (row.price, row.discount_rate, None));
    let mut customs = CustomsLine::default();
    customs.price = "InPrice".to_owned();
    customs.currency = text("EUR");
    assert_eq!(line(&customs), (row.in_price, None, text("EUR")), "a discount is one on the selling price");
}

#[test]
fn a_setting_that_is_wrong_is_named() {
    let wrong = |change: fn(&mut CustomsArticle)| {
        let mut customs = every_setting();
        change(&mut customs);
        let error = customs.fields().unwrap_err();
        (error.setting, error.source().unwrap().to_string())
    };
    let (setting, what) = wrong(|customs| customs.country_of_origin = text("CountryOfOrigin"));
    assert_eq!((setting, what.as_str()), ("country_of_origin", "the source is unknown"));
    let (setting, what) = wrong(|customs| customs.price = "DateChanged".to_owned());
    assert_eq!(
        (setting, what.as_str()),
        ("price", "DateChanged is a date and time, and PurchasePrice takes a number")
    );
    let (setting, what) = wrong(|customs| customs.currency = text("kroner"));
    assert_eq!(setting, "currency");
    assert!(what.contains("ISO 4217"), "{what}");
}
