//! Articles, as they are read.

use asmx_soap::element;
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{ArticleSystemId, DangerousGoods};

element! {
    /// An article, as it is read.
    #[non_exhaustive]
    pub struct ArticleClass by product_code in NAMESPACE {
        /// Ongoing's id.
        "SystemId" system_id: Option<ArticleSystemId>,
        /// Name.
        "Name" name: Option<String>,
        /// Article number, unique for a goods owner.
        "ArticleNumber" article_number: Option<String>,
        /// A second key of the article: the id that it has in the system it comes from.
        "ProductCode" product_code: Option<String>,
        /// Bar code of one piece.
        "BarCode" bar_code: Option<String>,
        /// A longer description.
        "Description" description: Option<String>,
        /// The main supplier's number for the article.
        "SupplierArticleNumber" supplier_article_number: Option<String>,
        /// Statistics number for customs.
        "StatisticsNumber" statistics_number: Option<String>,
        /// Name of its group.
        "ArticleGroupName" article_group_name: Option<String>,
        /// Code of its group.
        "ArticleGroupCode" article_group_code: Option<String>,
        /// Name of its main supplier.
        "MainSupplierName" main_supplier_name: Option<String>,
        /// Number of its main supplier.
        "MainSupplierNumber" main_supplier_number: Option<String>,
        /// Name of its category.
        "ArticleCategoryName" article_category_name: Option<String>,
        /// Code of its category.
        "ArticleCategoryCode" article_category_code: Option<String>,
        /// Country of origin, as an ISO 3166-1 code of two letters.
        "CountryOfOriginCode" country_of_origin_code: Option<String>,
        /// Whether stock is kept of it; false for freight, fees and services.
        "IsStockArticle" is_stock_article: Option<bool>,
        /// Unit, such as `pcs`; the warehouse may change its case.
        "ArticleUnitCode" article_unit_code: Option<String>,
        /// VAT code.
        "VatCode" vat_code: Option<String>,
        /// VAT rate in percent.
        "VatPercent" vat_percent: Option<Decimal>,
        /// Length; the warehouse decides on the unit.
        "Length" length: Option<Decimal>,
        /// Width; the warehouse decides on the unit.
        "Width" width: Option<Decimal>,
        /// Height; the warehouse decides on the unit.
        "Height" height: Option<Decimal>,
        /// Price; by its REST name the value in stock.
        "Price" price: Option<Decimal>,
        /// Price for customers.
        "CustomerPrice" customer_price: Option<Decimal>,
        /// Purchase price.
        "PurchasePrice" purchase_price: Option<Decimal>,
        /// Weight in kilograms.
        "Weight" weight: Option<Decimal>,
        /// Weight without packaging, in kilograms.
        "NetWeight" net_weight: Option<Decimal>,
        /// Volume; the warehouse decides on the unit.
        "Volume" volume: Option<Decimal>,
        /// How many fill a pallet.
        "QuantityPerPallet" quantity_per_pallet: Option<Decimal>,
        /// How many fill a package.
        "QuantityPerPackage" quantity_per_package: Option<Decimal>,
        /// What makes it dangerous to carry. A repeated element without a wrapper.
        "DangerousGoods" dangerous_goods: Vec<DangerousGoods>,
        /// Currency of the purchase price, as an ISO 4217 code.
        "PurchaseCurrencyCode" purchase_currency_code: Option<String>,
        /// Name of that currency.
        "PurchaseCurrencyName" purchase_currency_name: Option<String>,
        /// A number of items that another system keeps.
        "ExternalNumberOfItems" external_number_of_items: Option<Decimal>,
        /// Customs tariff numbers, by country.
        "TaricNumbers" taric_numbers: Option<TaricNumbersInfo>,
    }

    /// Customs tariff numbers of an article, as they are read.
    #[non_exhaustive]
    pub struct TaricNumbersInfo in NAMESPACE {
        /// One for each country. A repeated element without a wrapper.
        "TaricNumber" taric_number: Vec<TaricNumberInfoClass>,
    }

    /// A customs tariff number, as it is read.
    #[non_exhaustive]
    pub struct TaricNumberInfoClass in NAMESPACE {
        /// Country, as an ISO 3166-1 code of two letters.
        "CountryCode" country_code: Option<String>,
        /// Customs tariff number.
        "TaricNumber" taric_number: Option<String>,
    }
}
