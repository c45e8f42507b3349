//! Articles, as they are written.

use asmx_soap::XsDateTime;
use rust_decimal::Decimal;

use super::record::record;
use crate::model::ArticleSystemId;
use crate::rest::model::{
    CodeName, PostArticleModelAlternativeSuppliersInfo, PostArticleModelStructureDefinition,
    PostArticleModelSupplierInfo, PostArticleModelTaricNumbersInfo,
};

record! {
    /// An article, as it is written. What becomes of values that a second one leaves out is not documented.
    pub struct PostArticleModel signs goods_owner_id {
        /// Group.
        "articleGroup" article_group: Option<CodeName>,
        /// Category.
        "articleCategory" article_category: Option<CodeName>,
        /// Colour.
        "articleColor" article_color: Option<CodeName>,
        /// Size.
        "articleSize" article_size: Option<CodeName>,
        /// Ongoing's id of the goods owner; filled in by the client where it is 0.
        "goodsOwnerId" goods_owner_id: i32,
        /// Number of the article: what it is found by. Always written.
        "articleNumber" article_number: String,
        /// Name of the article.
        "articleName" article_name: Option<String>,
        /// Product code.
        "productCode" product_code: Option<String>,
        /// Code of the unit.
        "unitCode" unit_code: Option<String>,
        /// Description.
        "description" description: Option<String>,
        /// Whether the warehouse keeps stock of it.
        "isStockArticle" is_stock_article: Option<bool>,
        /// Whether it is in use.
        "isActive" is_active: Option<bool>,
        /// The supplier.
        "supplierInfo" supplier_info: Option<PostArticleModelSupplierInfo>,
        /// Bar codes.
        "barCodeInfo" bar_code_info: Option<PostArticleModelBarCodeInfo>,
        /// Quantity in a package.
        "quantityPerPackage" quantity_per_package: Option<i32>,
        /// Quantity on a pallet.
        "quantityPerPallet" quantity_per_pallet: Option<i32>,
        /// Weight, in kilograms.
        "weight" weight: Option<Decimal>,
        /// Length, in metres.
        "length" length: Option<Decimal>,
        /// Width, in metres.
        "width" width: Option<Decimal>,
        /// Height, in metres.
        "height" height: Option<Decimal>,
        /// Volume, in cubic metres.
        "volume" volume: Option<Decimal>,
        /// Price that it is bought at.
        "purchasePrice" purchase_price: Option<Decimal>,
        /// Price that the stock is valued at.
        "stockValuationPrice" stock_valuation_price: Option<Decimal>,
        /// Price for the customer.
        "customerPrice" customer_price: Option<Decimal>,
        /// Currency of the purchase price, as an ISO 4217 code. (The vendor's spelling.)
        "purcaseCurrencyCode" purchase_currency_code: Option<String>,
        /// Country of origin, as an ISO 3166-1 code of two letters.
        "countryOfOriginCode" country_of_origin_code: Option<String>,
        /// Statistics number for customs.
        "statisticsNumber" statistics_number: Option<String>,
        /// Name in other languages.
        "articleNameTranslations" article_name_translations: Vec<ArticleNameTranslationModel>,
        /// Quantity at which to order again.
        "stockLimit" stock_limit: Option<i32>,
        /// Quantity to order again, at least.
        "minimumReorderQuantity" minimum_reorder_quantity: Option<Decimal>,
        /// Weight without packing, in kilograms.
        "netWeight" net_weight: Option<Decimal>,
        /// Address of a picture.
        "linkToPicture" link_to_picture: Option<String>,
        /// The parts, if it is a kit.
        "structureDefinition" structure_definition: Option<PostArticleModelStructureDefinition>,
        /// Quantity in one layer of a pallet.
        "quantityPerLayerOnPallet" quantity_per_layer_on_pallet: Option<i32>,
        /// Quantity in a smaller unit that one item has.
        "subQuantityPerItem" sub_quantity_per_item: Option<Decimal>,
        /// Days until it expires that a delivery must have, at least.
        "minDaysToExpiryDateAllowedOnDelivery" min_days_to_expiry_date_allowed_on_delivery: Option<i32>,
        /// How it is kept.
        "storageProperties" storage_properties: Option<PostArticleModelStorageProperties>,
        /// Values whose meaning the company chooses.
        "freeValues" free_values: Option<PostArticleModelFreeValues>,
        /// Class of storage.
        "storageClass" storage_class: Option<PostArticleModelStorageClass>,
        /// Description for customs.
        "customsDescription" customs_description: Option<String>,
        /// TARIC numbers, by country.
        "taricNumbersInfo" taric_numbers_info: Option<PostArticleModelTaricNumbersInfo>,
        /// An instruction for goods reception.
        "articleInboundHandlingComment" article_inbound_handling_comment: Option<String>,
        /// An instruction for picking.
        "articlePickingHandlingComment" article_picking_handling_comment: Option<String>,
        /// An instruction for returns.
        "articleReturnHandlingComment" article_return_handling_comment: Option<String>,
        /// Further suppliers.
        "alternativeSuppliersInfo" alternative_suppliers_info: Option<PostArticleModelAlternativeSuppliersInfo>,
        /// Classes.
        "articleClassesInfo" article_classes_info: Option<PostArticleModelArticleClassesInfo>,
        /// Further digits of the statistics number.
        "additionalStatisticsNumber" additional_statistics_number: Option<String>,
        /// Conditions of export.
        "customsExportConditions" customs_export_conditions: Option<String>,
        /// What is rarely needed.
        "advanced" advanced: Option<PostArticleModelAdvanced>,
        /// An instruction for packing.
        "articlePackingHandlingComment" article_packing_handling_comment: Option<String>,
    }

    /// The bar codes of an article, as they are written.
    pub struct PostArticleModelBarCodeInfo {
        /// Bar code of one item.
        "barCode" bar_code: Option<String>,
        /// Bar code of a package.
        "barCodePackage" bar_code_package: Option<String>,
        /// Bar code of a pallet.
        "barCodePallet" bar_code_pallet: Option<String>,
        /// Further bar codes.
        "alternativeBarCodes" alternative_bar_codes: Vec<AlternativeBarCodeModel>,
    }

    /// A further bar code of an article.
    pub struct AlternativeBarCodeModel("GetArticleAlternativeBarCode", "PostArticleAlternativeBarCode") {
        /// Bar code of one item.
        "barCode" bar_code: Option<String>,
        /// Quantity that the bar code stands for.
        "quantityPerBarCode" quantity_per_bar_code: Option<Decimal>,
        /// Type of bar code.
        "barCodeType" bar_code_type: Option<CodeName>,
    }

    /// The name of an article in another language.
    pub struct ArticleNameTranslationModel("GetArticleNameTranslation", "PostArticleNameTranslation") {
        /// Language, as a code.
        "languageCode" language_code: Option<String>,
        /// Name of the article.
        "articleName" article_name: Option<String>,
    }

    /// How an article is kept, as it is written.
    pub struct PostArticleModelStorageProperties {
        /// Whether it is no longer used.
        "isObsolete" is_obsolete: Option<bool>,
        /// Whether it has serial numbers.
        "isSerialNumberArticle" is_serial_number_article: Option<bool>,
        /// Whether it has batches.
        "isBatchArticle" is_batch_article: Option<bool>,
        /// Whether it has expiry dates.
        "isExpiryDateArticle" is_expiry_date_article: Option<bool>,
    }

    /// Values of an article whose meaning the company chooses, as they are written.
    pub struct PostArticleModelFreeValues {
        /// First free number.
        "freeDecimal1" free_decimal1: Option<Decimal>,
        /// Second free number.
        "freeDecimal2" free_decimal2: Option<Decimal>,
        /// Third free number.
        "freeDecimal3" free_decimal3: Option<Decimal>,
        /// First free yes or no.
        "freeBoolean1" free_boolean1: Option<bool>,
        /// Second free yes or no.
        "freeBoolean2" free_boolean2: Option<bool>,
        /// Third free yes or no.
        "freeBoolean3" free_boolean3: Option<bool>,
        /// First free text.
        "freeText1" free_text1: Option<String>,
        /// Second free text.
        "freeText2" free_text2: Option<String>,
        /// Third free text.
        "freeText3" free_text3: Option<String>,
        /// Fourth free text.
        "freeText4" free_text4: Option<String>,
        /// Fifth free text.
        "freeText5" free_text5: Option<String>,
        /// Sixth free text.
        "freeText6" free_text6: Option<String>,
        /// Seventh free text.
        "freeText7" free_text7: Option<String>,
        /// Eighth free text.
        "freeText8" free_text8: Option<String>,
        /// First free time.
        "freeDateTime1" free_date_time1: Option<XsDateTime>,
    }

    /// The class of storage of an article, as it is written.
    pub struct PostArticleModelStorageClass {
        /// Name. Always written.
        "name" name: String,
    }

    /// Classes of an article, as they are written with it.
    pub struct PostArticleModelArticleClassesInfo {
        /// Classes.
        "classes" classes: Vec<PostArticleClassDirectlyToArticle>,
    }

    /// A class of an article, as it is written with it.
    pub struct PostArticleClassDirectlyToArticle {
        /// Code. Always written.
        "code" code: String,
        /// Name. Always written.
        "name" name: String,
        /// A comment.
        "comment" comment: Option<String>,
    }

    /// What is rarely needed of an article.
    pub struct PostArticleModelAdvanced {
        /// Whether a kit may become a plain article again.
        "allowChangingProductionAndStructureArticlesToStockOrNonStockArticles" allow_changing_production_and_structure_articles_to_stock_or_non_stock_articles: Option<bool>,
    }

    /// What the service answers to articles.
    #[non_exhaustive]
    pub struct PostArticleResponse("PostArticleResponse", "PostDangerousGoodsRepsonse") {
        /// Ongoing's id of the article.
        "articleSystemId" article_system_id: Option<ArticleSystemId>,
        /// What the warehouse says, for people: perhaps localised. Not for decisions.
        "message" message: Option<String>,
    }
}
