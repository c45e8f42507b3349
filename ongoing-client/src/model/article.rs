//! Model: article.

use asmx_soap::{element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::*;

element! {
    /// `ArticleDefinition`.
    pub struct ArticleDefinition in NAMESPACE {
        /// Article operation.
        "ArticleOperation" article_operation: ArticleOperation,
        /// Article identification.
        "ArticleIdentification" article_identification: ArticleIdentificationType,
        /// Article system id.
        "ArticleSystemId" article_system_id: Option<ArticleSystemId>,
        /// Article number.
        "ArticleNumber" article_number: Option<String>,
        /// Article name.
        "ArticleName" article_name: Option<String>,
        /// Product code.
        "ProductCode" product_code: Option<String>,
        /// Bar code.
        "BarCode" bar_code: Option<String>,
        /// Supplier article number.
        "SupplierArticleNumber" supplier_article_number: Option<String>,
        /// Article description.
        "ArticleDescription" article_description: Option<String>,
        /// Article unit code.
        "ArticleUnitCode" article_unit_code: Option<String>,
        /// Country of origin code.
        "CountryOfOriginCode" country_of_origin_code: Option<String>,
        /// Statistics number.
        "StatisticsNumber" statistics_number: Option<String>,
        /// Purchase currency code.
        "PurchaseCurrencyCode" purchase_currency_code: Option<String>,
        /// Weight.
        "Weight" weight: Option<Decimal>,
        /// Net weight.
        "NetWeight" net_weight: Option<Decimal>,
        /// Volume.
        "Volume" volume: Option<Decimal>,
        /// Length.
        "Length" length: Option<Decimal>,
        /// Width.
        "Width" width: Option<Decimal>,
        /// Height.
        "Height" height: Option<Decimal>,
        /// Quantity per pallet.
        "QuantityPerPallet" quantity_per_pallet: Option<i32>,
        /// Quantity per package.
        "QuantityPerPackage" quantity_per_package: Option<i32>,
        /// Order point.
        "OrderPoint" order_point: Option<i32>,
        /// Price.
        "Price" price: Option<Decimal>,
        /// Customer price.
        "CustomerPrice" customer_price: Option<Decimal>,
        /// Purchase price.
        "PurchasePrice" purchase_price: Option<Decimal>,
        /// Is stock article.
        "IsStockArticle" is_stock_article: Option<bool>,
        /// Article group.
        "ArticleGroup" article_group: Option<ArticleGroup>,
        /// Article category.
        "ArticleCategory" article_category: Option<TypeClass>,
        /// Vat code.
        "VatCode" vat_code: Option<VatCodeClass>,
        /// Dangerous goods.
        "DangerousGoods" dangerous_goods: Vec<DangerousGoods>,
        /// Article names.
        "ArticleNames" article_names: Option<ArticleNames>,
        /// Article structure specification.
        "ArticleStructureSpecification" article_structure_specification: Option<ArticleStructureSpecification>,
        /// Main supplier.
        "MainSupplier" main_supplier: Option<Supplier>,
        /// Is gsp certified.
        "IsGSPCertified" is_gsp_certified: Option<bool>,
        /// Max stock days.
        "MaxStockDays" max_stock_days: Option<i32>,
        /// Bar code package.
        "BarCodePackage" bar_code_package: Option<String>,
        /// Link to picture.
        "LinkToPicture" link_to_picture: Option<String>,
        /// Bar code pallet.
        "BarCodePallet" bar_code_pallet: Option<String>,
        /// Quantity per layer.
        "QuantityPerLayer" quantity_per_layer: Option<i32>,
        /// Pallet height.
        "PalletHeight" pallet_height: Option<Decimal>,
        /// Taric numbers.
        "TaricNumbers" taric_numbers: Option<TaricNumbers>,
        /// Is obsolete.
        "IsObsolete" is_obsolete: Option<bool>,
        /// Min days to expiry date.
        "MinDaysToExpiryDate" min_days_to_expiry_date: Option<i32>,
        /// Additional statistics number.
        "AdditionalStatisticsNumber" additional_statistics_number: Option<String>,
        /// Customs export conditions.
        "CustomsExportConditions" customs_export_conditions: Option<String>,
        /// Article color.
        "ArticleColor" article_color: Option<ArticleColor>,
        /// Article size.
        "ArticleSize" article_size: Option<ArticleSize>,
    }

    /// `FileResultClass`.
    #[non_exhaustive]
    pub struct FileResultClass in NAMESPACE {
        /// Error message.
        "ErrorMessage" error_message: Option<String>,
        /// Goods owner order number.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
        /// Order id.
        "OrderId" order_id: Option<OrderId>,
        /// In order id.
        "InOrderId" in_order_id: Option<i32>,
        /// Article def id.
        "ArticleDefId" article_def_id: Option<ArticleSystemId>,
        /// Success.
        "Success" success: Option<bool>,
        /// Message.
        "Message" message: Option<String>,
    }

    /// `ArticleGroup`.
    pub struct ArticleGroup in NAMESPACE {
        /// Article group operation.
        "ArticleGroupOperation" article_group_operation: ArticleGroupOperation,
        /// Article group identification.
        "ArticleGroupIdentification" article_group_identification: ArticleGroupIdentification,
        /// Article group code.
        "ArticleGroupCode" article_group_code: Option<String>,
        /// Article group name.
        "ArticleGroupName" article_group_name: Option<String>,
    }

    /// `TypeClass`.
    pub struct TypeClass in NAMESPACE {
        /// Type operation.
        "TypeOperation" type_operation: TypeOperation,
        /// Type identification.
        "TypeIdentification" type_identification: TypeIdentification,
        /// Code.
        "Code" code: Option<String>,
        /// Name.
        "Name" name: Option<String>,
    }

    /// `VatCodeClass`.
    pub struct VatCodeClass in NAMESPACE {
        /// Vat code operation.
        "VatCodeOperation" vat_code_operation: VatCodeOperation,
        /// Vat code identification.
        "VatCodeIdentification" vat_code_identification: VatCodeIdentification,
        /// Vat code.
        "VatCode" vat_code: Option<String>,
        /// Vat percent.
        "VatPercent" vat_percent: Option<Decimal>,
    }

    /// `DangerousGoods`.
    pub struct DangerousGoods in NAMESPACE {
        /// Un number.
        "UNNumber" un_number: Option<String>,
        /// Un is marine hazard.
        "UNIsMarineHazard" un_is_marine_hazard: Option<bool>,
        /// Un is dangerous goods.
        "UNIsDangerousGoods" un_is_dangerous_goods: Option<bool>,
        /// Un package type.
        "UNPackageType" un_package_type: UNPackageType,
        /// Un tunnel codes.
        "UNTunnelCodes"/"UNTunnelCode" un_tunnel_codes: Vec<UNTunnelCode>,
        /// Un class number.
        "UNClassNumber" un_class_number: Option<String>,
        /// Un proper shipping name.
        "UNProperShippingName" un_proper_shipping_name: Vec<ProperShippingName>,
        /// Un label numbers.
        "UNLabelNumbers" un_label_numbers: Option<String>,
        /// Dangerous goods coefficient.
        "DangerousGoodsCoefficient" dangerous_goods_coefficient: Option<Decimal>,
        /// Em s code.
        "EmSCode" em_s_code: Option<String>,
    }

    /// `ArticleNames`.
    pub struct ArticleNames in NAMESPACE {
        /// Article name.
        "ArticleName" article_name: Vec<ArticleNameClass>,
    }

    /// `Supplier`.
    pub struct Supplier in NAMESPACE {
        /// Supplier identification type.
        "SupplierIdentificationType" supplier_identification_type: SupplierIdentificationType,
        /// Supplier operation.
        "SupplierOperation" supplier_operation: SupplierOperation,
        /// Supplier number.
        "SupplierNumber" supplier_number: Option<String>,
        /// Supplier name.
        "SupplierName" supplier_name: Option<String>,
        /// Address.
        "Address" address: Option<AddressClass>,
    }

    /// `TaricNumbers`.
    pub struct TaricNumbers in NAMESPACE {
        /// Taric number.
        "TaricNumber" taric_number: Vec<TaricNumberClass>,
    }

    /// `ArticleColor`.
    pub struct ArticleColor in NAMESPACE {
        /// Color code.
        "ColorCode" color_code: Option<String>,
        /// Color name.
        "ColorName" color_name: Option<String>,
    }

    /// `ArticleSize`.
    pub struct ArticleSize in NAMESPACE {
        /// Size code.
        "SizeCode" size_code: Option<String>,
        /// Size name.
        "SizeName" size_name: Option<String>,
    }

    /// `ProperShippingName`.
    pub struct ProperShippingName in NAMESPACE {
        /// Name.
        "Name" name: Option<String>,
        /// Language code.
        "LanguageCode" language_code: Option<String>,
    }

    /// `ArticleNameClass`.
    pub struct ArticleNameClass in NAMESPACE {
        /// Language.
        "Language" language: Option<Language>,
        /// Article name.
        "ArticleName" article_name: Option<String>,
    }

    /// `StructureArticleDefinition`.
    pub struct StructureArticleDefinition in NAMESPACE {
        /// Number of items.
        "NumberOfItems" number_of_items: Decimal,
        /// Sub article definition.
        "SubArticleDefinition" sub_article_definition: Option<ArticleDefinition>,
    }

    /// `AddressClass`.
    pub struct AddressClass in NAMESPACE {
        /// Name.
        "Name" name: Option<String>,
        /// Address.
        "Address" address: Option<String>,
        /// Address2.
        "Address2" address2: Option<String>,
        /// Address3.
        "Address3" address3: Option<String>,
        /// Post code.
        "PostCode" post_code: Option<String>,
        /// City.
        "City" city: Option<String>,
        /// Tele phone.
        "TelePhone" tele_phone: Option<String>,
        /// Remark.
        "Remark" remark: Option<String>,
        /// Email.
        "Email" email: Option<String>,
        /// Mobile phone.
        "MobilePhone" mobile_phone: Option<String>,
        /// Is eu country.
        "IsEuCountry" is_eu_country: Option<bool>,
        /// Country state code.
        "CountryStateCode" country_state_code: Option<String>,
        /// Country code.
        "CountryCode" country_code: Option<String>,
        /// Delivery instruction.
        "DeliveryInstruction" delivery_instruction: Option<String>,
        /// Is visible.
        "IsVisible" is_visible: bool,
        /// Notify by sms.
        "NotifyBySMS" notify_by_sms: bool,
        /// Notify by email.
        "NotifyByEmail" notify_by_email: bool,
        /// Notify by telephone.
        "NotifyByTelephone" notify_by_telephone: bool,
    }

    /// `TaricNumberClass`.
    pub struct TaricNumberClass in NAMESPACE {
        /// Country.
        "Country" country: Country,
        /// Taric number.
        "TaricNumber" taric_number: Option<String>,
    }

    /// `Language`.
    pub struct Language in NAMESPACE {
        /// Language code.
        "LanguageCode" language_code: Option<String>,
    }

    /// `Country`.
    pub struct Country in NAMESPACE {
        /// Country code.
        "CountryCode" country_code: Option<String>,
    }
}

enumeration! {
    /// `ArticleOperation`.
    pub enum ArticleOperation {
        /// Create or update.
        CreateOrUpdate,
    }

    /// `ArticleIdentificationType`.
    pub enum ArticleIdentificationType {
        /// System id.
        SystemId,
        /// Article number.
        ArticleNumber,
        /// Product code.
        ProductCode,
        /// Article name.
        ArticleName,
    }

    /// What a kit is made of when it is ordered.
    pub enum ArticleStructureType {
        /// A kit: its parts are picked when it is ordered.
        StructureArticle,
        /// A product that is made of its parts before it is stocked.
        ProductionArticle,
    }

    /// `ArticleGroupOperation`.
    pub enum ArticleGroupOperation {
        /// Find.
        Find,
        /// Find or create.
        FindOrCreate,
        /// Clear.
        Clear,
    }

    /// `ArticleGroupIdentification`.
    pub enum ArticleGroupIdentification {
        /// Article group code.
        ArticleGroupCode,
        /// Article group name.
        ArticleGroupName,
    }

    /// `TypeOperation`.
    pub enum TypeOperation {
        /// Create or update.
        CreateOrUpdate,
        /// Find.
        Find,
        /// Find or create.
        FindOrCreate,
    }

    /// `TypeIdentification`.
    pub enum TypeIdentification {
        /// Code.
        Code,
        /// Name.
        Name,
    }

    /// `VatCodeOperation`.
    pub enum VatCodeOperation {
        /// Find.
        Find,
        /// Create not update.
        CreateNotUpdate,
    }

    /// `VatCodeIdentification`.
    pub enum VatCodeIdentification {
        /// Vat type code.
        VatTypeCode,
        /// Vat percent.
        VatPercent,
    }

    /// `UNPackageType`.
    pub enum UNPackageType {
        /// I.
        I,
        /// Ii.
        II,
        /// Iii.
        III,
        /// No packing group is known: the word `Unknown` of the contract, not a word that this crate does not know.
        NotKnown = "Unknown",
    }

    /// `UNTunnelCode`.
    pub enum UNTunnelCode {
        /// A.
        A,
        /// B.
        B,
        /// C.
        C,
        /// D.
        D,
        /// E.
        E,
    }

    /// `SupplierIdentificationType`.
    pub enum SupplierIdentificationType {
        /// Supplier number.
        SupplierNumber,
        /// Supplier name.
        SupplierName,
        /// Full name and adress.
        FullNameAndAdress,
    }

    /// `SupplierOperation`.
    pub enum SupplierOperation {
        /// Create or update.
        CreateOrUpdate,
        /// Find.
        Find,
    }
}
