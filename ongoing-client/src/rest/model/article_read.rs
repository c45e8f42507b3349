//! Articles, as they are read.

use asmx_soap::XsDateTime;
use rust_decimal::Decimal;

use super::record::record;
use crate::model::ArticleSystemId;
use crate::rest::model::{
    AlternativeBarCodeModel, ArticleNameTranslationModel, CodeName, GoodsOwnerModel, IdCodeName, NameModel,
    ReportedInventoryModel,
};

record! {
    /// An article, as it is read, with its stock.
    #[non_exhaustive]
    pub struct GetArticleModel {
        /// Whose goods.
        "goodsOwner" goods_owner: Option<GoodsOwnerModel>,
        /// Ongoing's id of the article.
        "articleSystemId" article_system_id: Option<ArticleSystemId>,
        /// With this number.
        "articleNumber" article_number: Option<String>,
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
        "supplierInfo" supplier_info: Option<GetArticleModelSupplierInfo>,
        /// Bar codes.
        "barCodeInfo" bar_code_info: Option<GetArticleModelBarCodeInfo>,
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
        /// Group.
        "articleGroup" article_group: Option<CodeName>,
        /// Category.
        "articleCategory" article_category: Option<CodeName>,
        /// Stock, over all warehouses.
        "inventoryInfo" inventory_info: Option<GetArticleModelInventoryInfo>,
        /// When its data were last changed.
        "articleDataLastUpdated" article_data_last_updated: Option<XsDateTime>,
        /// What kind of article it is; a word of the service, of which no list is published.
        "articleKind" article_kind: Option<String>,
        /// Quantity at which to order again.
        "stockLimit" stock_limit: Option<i32>,
        /// Quantity to order again, at least.
        "minimumReorderQuantity" minimum_reorder_quantity: Option<Decimal>,
        /// Weight without packing, in kilograms.
        "netWeight" net_weight: Option<Decimal>,
        /// Values whose meaning the company chooses.
        "freeValues" free_values: Option<GetArticleModelFreeValues>,
        /// Quantity in a smaller unit that one item has.
        "subQuantityPerItem" sub_quantity_per_item: Option<Decimal>,
        /// Classes.
        "classes" classes: Vec<IdCodeName>,
        /// Description for customs.
        "customsDescription" customs_description: Option<String>,
        /// TARIC numbers, by country.
        "taricNumbersInfo" taric_numbers_info: Option<GetArticleModelTaricNumbersInfo>,
        /// Quantity that fits there.
        "defaultLocationMaxNumberOfItems" default_location_max_number_of_items: Option<Decimal>,
        /// Quantity at which that place is filled up.
        "defaultLocationStockLimit" default_location_stock_limit: Option<Decimal>,
        /// Address of a picture.
        "linkToPicture" link_to_picture: Option<String>,
        /// How it is kept.
        "storageProperties" storage_properties: Option<GetArticleModelStorageProperties>,
        /// The place where it usually lies.
        "defaultLocation" default_location: Option<NameModel>,
        /// Days until it expires that a delivery must have, at least.
        "minDaysToExpiryDateAllowedOnDelivery" min_days_to_expiry_date_allowed_on_delivery: Option<i32>,
        /// Colour.
        "articleColor" article_color: Option<CodeName>,
        /// Size.
        "articleSize" article_size: Option<CodeName>,
        /// Further digits of the statistics number.
        "additionalStatisticsNumber" additional_statistics_number: Option<String>,
        /// Conditions of export.
        "customsExportConditions" customs_export_conditions: Option<String>,
        /// Name in other languages.
        "articleNameTranslations" article_name_translations: Vec<ArticleNameTranslationModel>,
        /// Instructions for the staff.
        "articleHandlingComments" article_handling_comments: Option<GetArticleModelArticleHandlingComments>,
        /// Class of storage.
        "storageClass" storage_class: Option<NameModel>,
    }

    /// The suppliers of an article, as they are read.
    #[non_exhaustive]
    pub struct GetArticleModelSupplierInfo {
        /// The supplier's number for the article.
        "supplierArticleNumber" supplier_article_number: Option<String>,
        /// Number of the supplier.
        "supplierNumber" supplier_number: Option<String>,
        /// Name of the supplier.
        "supplierName" supplier_name: Option<String>,
        /// Further suppliers.
        "alternativeSuppliers" alternative_suppliers: Vec<GetArticleAlternativeSupplier>,
    }

    /// A further supplier of an article, as it is read.
    #[non_exhaustive]
    pub struct GetArticleAlternativeSupplier {
        /// The supplier's number for the article.
        "supplierArticleNumber" supplier_article_number: Option<String>,
        /// Number of the supplier.
        "supplierNumber" supplier_number: Option<String>,
        /// Name of the supplier.
        "supplierName" supplier_name: Option<String>,
        /// How long the supplier needs. The unit is not documented.
        "leadTime" lead_time: Option<i32>,
    }

    /// The bar codes of an article, as they are read.
    #[non_exhaustive]
    pub struct GetArticleModelBarCodeInfo {
        /// Bar code of one item.
        "barCode" bar_code: Option<String>,
        /// Bar code of a package.
        "barCodePackage" bar_code_package: Option<String>,
        /// Bar code of a pallet.
        "barCodePallet" bar_code_pallet: Option<String>,
        /// Further bar codes.
        "alternativeBarCodes" alternative_bar_codes: Vec<AlternativeBarCodeModel>,
    }

    /// The stock of an article, over all warehouses.
    #[non_exhaustive]
    pub struct GetArticleModelInventoryInfo {
        /// Quantity.
        "numberOfItems" number_of_items: Option<Decimal>,
        /// Quantity booked by orders.
        "numberOfBookedItems" number_of_booked_items: Option<Decimal>,
        /// Quantity locked.
        "numberOfLockedItems" number_of_locked_items: Option<Decimal>,
        /// Quantity announced on purchase orders.
        "toReceiveNumberOfItems" to_receive_number_of_items: Option<Decimal>,
        /// Quantity set aside for picking.
        "allocatedNumberOfItems" allocated_number_of_items: Option<Decimal>,
        /// Quantity that may not be sold.
        "lockedForSaleNumberOfItems" locked_for_sale_number_of_items: Option<Decimal>,
        /// Quantity picked that still stands in the warehouse.
        "pickedToBeCollectedNumberOfItems" picked_to_be_collected_number_of_items: Option<Decimal>,
        /// Quantity received whose reception is not finished.
        "receivedToBeFinishedNumberOfItems" received_to_be_finished_number_of_items: Option<Decimal>,
        /// When goods last arrived.
        "lastInDate" last_in_date: Option<XsDateTime>,
        /// Quantity that can be sold.
        "sellableNumberOfItems" sellable_number_of_items: Option<Decimal>,
        /// Value of the stock.
        "totalStockValue" total_stock_value: Option<Decimal>,
        /// What was picked, returned or received and not reported.
        "reported" reported: Option<ReportedInventoryModel>,
    }

    /// Values of an article whose meaning the company chooses, as they are read.
    #[non_exhaustive]
    pub struct GetArticleModelFreeValues {
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
    }

    /// The TARIC numbers of an article, as they are read.
    #[non_exhaustive]
    pub struct GetArticleModelTaricNumbersInfo {
        /// TARIC numbers, by country.
        "taricNumbers" taric_numbers: Vec<GetArticleTaricNumber>,
    }

    /// A TARIC number, as it is read.
    #[non_exhaustive]
    pub struct GetArticleTaricNumber {
        /// Country, as an ISO 3166-1 code of two letters.
        "countryCode" country_code: Option<String>,
        /// TARIC number.
        "taricNumber" taric_number: Option<String>,
    }

    /// How an article is kept, as it is read.
    #[non_exhaustive]
    pub struct GetArticleModelStorageProperties {
        /// Whether it is no longer used.
        "isObsolete" is_obsolete: Option<bool>,
        /// Whether it has serial numbers.
        "isSerialNumberArticle" is_serial_number_article: Option<bool>,
        /// Whether it has batches.
        "isBatchArticle" is_batch_article: Option<bool>,
        /// Whether it has expiry dates.
        "isExpiryDateArticle" is_expiry_date_article: Option<bool>,
    }

    /// Instructions for the staff about an article.
    #[non_exhaustive]
    pub struct GetArticleModelArticleHandlingComments {
        /// An instruction for goods reception.
        "articleInboundHandlingComment" article_inbound_handling_comment: Option<String>,
        /// An instruction for picking.
        "articlePickingHandlingComment" article_picking_handling_comment: Option<String>,
        /// An instruction for returns.
        "articleReturnHandlingComment" article_return_handling_comment: Option<String>,
    }
}
