//! Articles, as they are written.

use asmx_soap::{element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{
    ArticleColor, ArticleGroup, ArticleNames, ArticleSize, ArticleStructureSpecification, ArticleSystemId,
    DangerousGoods, Supplier, TaricNumbers, TypeClass, VatCodeClass,
};

element! {
    /// An article, as it is written.
    ///
    /// Besides the two enums only the field that identifies the article must be set, see
    /// [`by_product_code`](Self::by_product_code) and [`by_article_number`](Self::by_article_number). What
    /// an omitted field does to a stored value is not documented: write all that your system knows, every
    /// time.
    pub struct ArticleDefinition in NAMESPACE {
        /// What to do with it.
        "ArticleOperation" article_operation: ArticleOperation,
        /// Which field it is found by; that field must be set.
        "ArticleIdentification" article_identification: ArticleIdentificationType,
        /// Ongoing's id of the article.
        "ArticleSystemId" article_system_id: Option<ArticleSystemId>,
        /// Article number, unique for a goods owner. The usual key.
        "ArticleNumber" article_number: Option<String>,
        /// Article name.
        "ArticleName" article_name: Option<String>,
        /// A second key of the article: the id that it has in the system it comes from.
        "ProductCode" product_code: Option<String>,
        /// Bar code of one piece.
        "BarCode" bar_code: Option<String>,
        /// The main supplier's number for the article.
        "SupplierArticleNumber" supplier_article_number: Option<String>,
        /// A longer description.
        "ArticleDescription" article_description: Option<String>,
        /// Unit, such as `pcs`; the warehouse may change its case.
        "ArticleUnitCode" article_unit_code: Option<String>,
        /// Country of origin, as an ISO 3166-1 code of two letters.
        "CountryOfOriginCode" country_of_origin_code: Option<String>,
        /// Statistics number for customs.
        "StatisticsNumber" statistics_number: Option<String>,
        /// Currency of the purchase price, as an ISO 4217 code.
        "PurchaseCurrencyCode" purchase_currency_code: Option<String>,
        /// Weight in kilograms.
        "Weight" weight: Option<Decimal>,
        /// Weight without packaging, in kilograms.
        "NetWeight" net_weight: Option<Decimal>,
        /// Volume; the warehouse decides on the unit.
        "Volume" volume: Option<Decimal>,
        /// Length; the warehouse decides on the unit.
        "Length" length: Option<Decimal>,
        /// Width; the warehouse decides on the unit.
        "Width" width: Option<Decimal>,
        /// Height; the warehouse decides on the unit.
        "Height" height: Option<Decimal>,
        /// How many fill a pallet.
        "QuantityPerPallet" quantity_per_pallet: Option<i32>,
        /// How many fill a package.
        "QuantityPerPackage" quantity_per_package: Option<i32>,
        /// Stock below which to buy more (`stockLimit` in REST).
        "OrderPoint" order_point: Option<i32>,
        /// Price; by its REST name the value in stock.
        "Price" price: Option<Decimal>,
        /// Price for customers.
        "CustomerPrice" customer_price: Option<Decimal>,
        /// Purchase price.
        "PurchasePrice" purchase_price: Option<Decimal>,
        /// Whether stock is kept of it; false for freight, fees and services.
        "IsStockArticle" is_stock_article: Option<bool>,
        /// Group.
        "ArticleGroup" article_group: Option<ArticleGroup>,
        /// Category.
        "ArticleCategory" article_category: Option<TypeClass>,
        /// VAT.
        "VatCode" vat_code: Option<VatCodeClass>,
        /// What makes it dangerous to carry. A repeated element without a wrapper.
        "DangerousGoods" dangerous_goods: Vec<DangerousGoods>,
        /// Names in other languages.
        "ArticleNames" article_names: Option<ArticleNames>,
        /// What it is made of, if it is a kit.
        "ArticleStructureSpecification" article_structure_specification: Option<ArticleStructureSpecification>,
        /// The main supplier. An unknown one is created with the article: there is no call for suppliers
        /// alone.
        "MainSupplier" main_supplier: Option<Supplier>,
        /// Whether it is certified under the Generalised Scheme of Preferences.
        "IsGSPCertified" is_gsp_certified: Option<bool>,
        /// For how many days it may be kept in stock.
        "MaxStockDays" max_stock_days: Option<i32>,
        /// Bar code of a package.
        "BarCodePackage" bar_code_package: Option<String>,
        /// Address of a picture.
        "LinkToPicture" link_to_picture: Option<String>,
        /// Bar code of a pallet.
        "BarCodePallet" bar_code_pallet: Option<String>,
        /// How many fill a layer of a pallet.
        "QuantityPerLayer" quantity_per_layer: Option<i32>,
        /// Height of a full pallet; the warehouse decides on the unit.
        "PalletHeight" pallet_height: Option<Decimal>,
        /// Customs tariff numbers, by country.
        "TaricNumbers" taric_numbers: Option<TaricNumbers>,
        /// Whether it is out of use.
        "IsObsolete" is_obsolete: Option<bool>,
        /// How many days must be left before its expiry date.
        "MinDaysToExpiryDate" min_days_to_expiry_date: Option<i32>,
        /// A further statistics number for customs.
        "AdditionalStatisticsNumber" additional_statistics_number: Option<String>,
        /// Conditions for its export.
        "CustomsExportConditions" customs_export_conditions: Option<String>,
        /// Colour.
        "ArticleColor" article_color: Option<ArticleColor>,
        /// Size.
        "ArticleSize" article_size: Option<ArticleSize>,
        /// Whether each piece has a serial number. This and what follows is newer than the 2017 contract
        /// (developer.ongoingwarehouse.com/process-article), and its place in the sequence is not known.
        "IsSerialNumberArticle" is_serial_number_article: Option<bool>,
        /// Whether goods come in batches.
        "IsBatchArticle" is_batch_article: Option<bool>,
        /// A number of free use.
        "ArticleFreeDecimal1" article_free_decimal1: Option<Decimal>,
        /// A second number of free use.
        "ArticleFreeDecimal2" article_free_decimal2: Option<Decimal>,
    }
}

enumeration! {
    /// What to do with an article.
    pub enum ArticleOperation = CreateOrUpdate {
        /// Create it, or update what is there.
        CreateOrUpdate,
    }

    /// What an article is found by.
    pub enum ArticleIdentificationType = SystemId {
        /// Ongoing's id.
        SystemId,
        /// The article number.
        ArticleNumber,
        /// The product code.
        ProductCode,
        /// The article name.
        ArticleName,
    }
}

impl ArticleDefinition {
    /// An article that is found by its product code: the id that it has in the system it comes from. Its number may
    /// then change and it stays the same article.
    ///
    /// ```
    /// use ongoing_client::model::ArticleDefinition;
    /// let lamp = ArticleDefinition {
    ///     article_name: Some("Desk lamp".to_owned()),
    ///     ..ArticleDefinition::by_product_code("4711", "LAMP-1")
    /// };
    /// assert_eq!(lamp.article_number.as_deref(), Some("LAMP-1"));
    /// ```
    pub fn by_product_code(product_code: impl Into<String>, article_number: impl Into<String>) -> Self {
        Self {
            article_identification: ArticleIdentificationType::ProductCode,
            product_code: Some(product_code.into()),
            article_number: Some(article_number.into()),
            ..Self::default()
        }
    }

    /// An article that is found by its number.
    pub fn by_article_number(article_number: impl Into<String>) -> Self {
        Self {
            article_identification: ArticleIdentificationType::ArticleNumber,
            article_number: Some(article_number.into()),
            ..Self::default()
        }
    }
}
