//! A ready set of further fields for customs.

use ongoing_client::model::{ArticleDefinition, CustomerOrderLine};
use twentyfour_client::types::{InvoiceRow, Product};

use super::{Conversion, FurtherField, FurtherFieldError, FurtherFields};

/// What customs asks for about an article, as further fields: a preset for [`ArticleSettings::fields`](crate::ArticleSettings).
///
/// | `ArticleDefinition` | `Product` |
/// | --- | --- |
/// | `PurchasePrice` | [`price`](Self::price), `InPrice` unless set |
/// | `PurchaseCurrencyCode` | [`currency`](Self::currency): the ERP keeps no currency with a product's prices |
/// | `CountryOfOriginCode` | [`country_of_origin`](Self::country_of_origin), as a country |
/// | `StatisticsNumber` | [`statistics_number`](Self::statistics_number) |
///
/// 24SevenOffice's contract has no property for the country of origin or the statistics number. They are sent only if a
/// property is named in which the company keeps them; nothing is made up. The weight is part of the mapping itself.
///
/// ```
/// use wms_erp_mapping::{ArticleSettings, CustomsArticle};
///
/// let mut customs = CustomsArticle::default();
/// customs.currency = Some("NOK".to_owned());
/// customs.country_of_origin = Some("StockLocation".to_owned());
/// let mut settings = ArticleSettings::default();
/// settings.fields = settings.fields.with_preset(customs.fields()?);
/// assert_eq!(settings.fields.properties(), ["InPrice", "StockLocation"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CustomsArticle {
    /// The property of the product whose value becomes the purchase price. `InPrice` unless set.
    pub price: String,
    /// The currency of that price, as an ISO 4217 code. None unless set: the WMS then uses its own.
    pub currency: Option<String>,
    /// The property of the product in which the company keeps the country of origin, by name or code. A text that is no country
    /// holds the article. None unless set.
    pub country_of_origin: Option<String>,
    /// The property of the product in which the company keeps the statistics number. None unless set.
    pub statistics_number: Option<String>,
}

impl Default for CustomsArticle {
    fn default() -> Self {
        Self { price: "InPrice".to_owned(), currency: None, country_of_origin: None, statistics_number: None }
    }
}

impl CustomsArticle {
    /// The further fields.
    ///
    /// # Errors
    /// If a property is none of the product's, or never fits; [`CustomsError::setting`] names the setting.
    pub fn fields(&self) -> Result<FurtherFields<Product, ArticleDefinition>, CustomsError> {
        let mut fields = vec![from("price", &self.price, "PurchasePrice")?];
        if let Some(code) = &self.currency {
            fields.push(currency(code, "PurchaseCurrencyCode")?);
        }
        if let Some(property) = &self.country_of_origin {
            let field = from("country_of_origin", property, "CountryOfOriginCode")?;
            fields.push(field.with_conversion(Conversion::Country));
        }
        if let Some(property) = &self.statistics_number {
            fields.push(from("statistics_number", property, "StatisticsNumber")?);
        }
        Ok(fields.into())
    }
}

/// What customs asks for about an order's line, as further fields: a preset for
/// [`OrderSettings::row_fields`](crate::OrderSettings).
///
/// | `CustomerOrderLine` | `InvoiceRow` |
/// | --- | --- |
/// | `LinePrice` | [`price`](Self::price), `Price` unless set: of one piece |
/// | `Discount` | `DiscountRate`, with `Price` only: the discount is one on the selling price |
/// | `CurrencyCode` | [`currency`](Self::currency) |
///
/// A row of the ERP does not repeat its order's currency: for lines in the order's own currency use
/// [`LinePrices`](crate::LinePrices) instead, which this overrides.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CustomsLine {
    /// The property of the row whose value becomes the line's price: `Price` unless set, or `InPrice` or `Cost`.
    pub price: String,
    /// The currency of that price, as an ISO 4217 code. None unless set.
    pub currency: Option<String>,
}

impl Default for CustomsLine {
    fn default() -> Self {
        Self { price: "Price".to_owned(), currency: None }
    }
}

impl CustomsLine {
    /// The further fields.
    ///
    /// # Errors
    /// If the property is none of the row's, or never fits; [`CustomsError::setting`] names the setting.
    pub fn row_fields(&self) -> Result<FurtherFields<InvoiceRow, CustomerOrderLine>, CustomsError> {
        let mut fields = vec![from("price", &self.price, "LinePrice")?];
        if self.price == "Price" {
            fields.push(from("price", "DiscountRate", "Discount")?);
        }
        if let Some(code) = &self.currency {
            fields.push(currency(code, "CurrencyCode")?);
        }
        Ok(fields.into())
    }
}

/// A setting of a customs preset that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("customs.{setting} is wrong")]
#[non_exhaustive]
pub struct CustomsError {
    /// The setting: `price`, `currency`, `country_of_origin` or `statistics_number`.
    pub setting: &'static str,
    /// What is wrong with it.
    #[source]
    pub cause: CustomsErrorKind,
}

/// What is wrong with a setting of a customs preset.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CustomsErrorKind {
    /// The property is unknown, or never fits.
    #[error(transparent)]
    Field(Box<FurtherFieldError>),
    /// The currency is no code of three capital letters.
    #[error("a currency is an ISO 4217 code of three capital letters, such as NOK")]
    Currency,
}

fn from<S, T>(setting: &'static str, property: &str, target: &str) -> Result<FurtherField<S, T>, CustomsError>
where
    S: asmx_soap::Element,
    T: super::FurtherTarget,
{
    FurtherField::from_field(property, target)
        .map_err(|error| CustomsError { setting, cause: CustomsErrorKind::Field(Box::new(error)) })
}

fn currency<S, T>(code: &str, target: &str) -> Result<FurtherField<S, T>, CustomsError>
where
    S: asmx_soap::Element,
    T: super::FurtherTarget,
{
    let wrong = |cause| CustomsError { setting: "currency", cause };
    if code.len() != 3 || !code.bytes().all(|letter| letter.is_ascii_uppercase()) {
        return Err(wrong(CustomsErrorKind::Currency));
    }
    FurtherField::from_constant(code, target).map_err(|error| wrong(CustomsErrorKind::Field(Box::new(error))))
}
