//! `[tenant.articles.customs]` and `[tenant.orders.customs]`: ready sets of further fields.

use std::error::Error;

use wms_erp_sync::mapping::{CustomsArticle, CustomsError, CustomsErrorKind, CustomsLine, FurtherFields};
use wms_erp_sync::ongoing::model::{ArticleDefinition, CustomerOrderLine};
use wms_erp_sync::twentyfour::types::{InvoiceRow, Product};

use super::document::Section;
use super::further::{self, Preset};

pub(super) fn articles(process: &Section<'_, '_>) -> Preset<Product, ArticleDefinition> {
    read(process, |section| {
        let mut customs = CustomsArticle::default();
        customs.price = text(section, "price").unwrap_or(customs.price);
        customs.currency = text(section, "currency");
        customs.country_of_origin = text(section, "country_of_origin");
        customs.statistics_number = text(section, "statistics_number");
        customs.fields()
    })
}

pub(super) fn orders(process: &Section<'_, '_>) -> Preset<InvoiceRow, CustomerOrderLine> {
    let has_prices = process.text("line_prices").is_some_and(|prices| prices.value.trim() != "none");
    if process.has("customs") && has_prices {
        let what = "contradicts line_prices: both fill LinePrice";
        process.add(&process.place_of("customs"), what);
    }
    read(process, |section| {
        let mut customs = CustomsLine::default();
        customs.price = text(section, "price").unwrap_or(customs.price);
        customs.currency = text(section, "currency");
        customs.row_fields()
    })
}

fn read<S, T>(
    process: &Section<'_, '_>,
    preset: impl FnOnce(&Section<'_, '_>) -> Result<FurtherFields<S, T>, CustomsError>,
) -> Preset<S, T> {
    let section = process.section("customs");
    let fields = preset(&section);
    section.finish();
    if !process.has("customs") {
        return None;
    }
    match fields {
        Ok(fields) => Some((fields, section.place().clone())),
        Err(error) => {
            let what = match &error.cause {
                CustomsErrorKind::Field(cause) => further::in_words(cause),
                _ => error.source().map(ToString::to_string).unwrap_or_default(),
            };
            section.add(&section.place_of(error.setting), what);
            None
        }
    }
}

fn text(section: &Section<'_, '_>, key: &'static str) -> Option<String> {
    let text = section.text(key)?;
    Some(text.value.trim().to_owned())
}
