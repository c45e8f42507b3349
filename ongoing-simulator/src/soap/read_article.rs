//! `ArticleDefinition` as it arrives.

use asmx_test_server::{Fault, Node};
use rust_decimal::Decimal;

use super::fields::{Fields, Reader};
use super::read_customer::read_address;
use super::read_part::{read_coded, read_optional};
use crate::world::{
    ArticleData, ArticleDefinition, ArticleIdentification, ArticleName, CodedOperation, CodedReference,
    DangerousGoods, StructureKind, Supplier, SupplierIdentification, SupplierReference, TaricNumber, VatCode,
    VatReference,
};

const ARTICLE: &[&str] = &[
    "ArticleOperation",
    "ArticleIdentification",
    "ArticleSystemId?",
    "ArticleNumber",
    "ArticleName",
    "ProductCode",
    "BarCode",
    "SupplierArticleNumber",
    "ArticleDescription",
    "ArticleUnitCode",
    "CountryOfOriginCode",
    "StatisticsNumber",
    "PurchaseCurrencyCode",
    "Weight",
    "NetWeight",
    "Volume",
    "Length",
    "Width",
    "Height",
    "QuantityPerPallet",
    "QuantityPerPackage",
    "OrderPoint",
    "Price",
    "CustomerPrice",
    "PurchasePrice",
    "IsStockArticle?",
    "ArticleGroup",
    "ArticleCategory",
    "VatCode",
    "DangerousGoods",
    "ArticleNames",
    "ArticleStructureSpecification",
    "MainSupplier",
    "IsGSPCertified",
    "MaxStockDays",
    "BarCodePackage",
    "LinkToPicture",
    "BarCodePallet",
    "QuantityPerLayer",
    "PalletHeight",
    "TaricNumbers",
    "IsObsolete",
    "MinDaysToExpiryDate",
    "AdditionalStatisticsNumber",
    "CustomsExportConditions",
    "ArticleColor",
    "ArticleSize",
    // Newer than the contract of 2017.
    "IsSerialNumberArticle",
    "IsBatchArticle",
    "ArticleFreeDecimal1",
    "ArticleFreeDecimal2",
];

pub(super) const ARTICLE_IDENTIFICATION: &[(&str, ArticleIdentification)] = &[
    ("SystemId", ArticleIdentification::SystemId),
    ("ArticleNumber", ArticleIdentification::ArticleNumber),
    ("ProductCode", ArticleIdentification::ProductCode),
    ("ArticleName", ArticleIdentification::ArticleName),
];

/// The article of a `ProcessArticle`, or of a part of a kit.
pub(super) fn read_article(reader: Reader<'_>, node: &Node) -> Result<ArticleDefinition, Fault> {
    let f = reader.fields(node, ARTICLE);
    f.choice("ArticleOperation", &[("CreateOrUpdate", ())])?;
    let mut definition =
        ArticleDefinition::identified_by(f.choice("ArticleIdentification", ARTICLE_IDENTIFICATION)?);
    definition.system_id = f.int("ArticleSystemId")?;
    definition.data = read_data(&f)?;
    definition.group = read_optional(&f, "ArticleGroup", read_group)?;
    definition.category = read_optional(&f, "ArticleCategory", read_type)?;
    definition.vat = read_optional(&f, "VatCode", read_vat)?;
    definition.main_supplier = read_optional(&f, "MainSupplier", read_supplier)?;
    definition.structure = read_optional(&f, "ArticleStructureSpecification", read_structure)?;
    Ok(definition)
}

fn read_data(f: &Fields<'_>) -> Result<ArticleData, Fault> {
    let pair = |element: &str, code: &'static str, name: &'static str| {
        let fields = f.node(element).map(|node| f.reader.fields(node, &[code, name]));
        fields.map(|f| (f.text(code), f.text(name))).unwrap_or_default()
    };
    let (color_code, color_name) = pair("ArticleColor", "ColorCode", "ColorName");
    let (size_code, size_name) = pair("ArticleSize", "SizeCode", "SizeName");
    let goods: Result<_, Fault> = f.all("DangerousGoods").map(|node| read_goods(f.reader, node)).collect();
    let names = f.node("ArticleNames").into_iter().flat_map(|node| node.all("ArticleName")).map(|node| {
        let f = f.reader.fields(node, &["Language", "ArticleName"]);
        let language_code = f.node("Language").and_then(|language| language.text_of("LanguageCode"));
        ArticleName { language_code: language_code.map(str::to_owned), name: f.text("ArticleName") }
    });
    let taric = f.node("TaricNumbers").into_iter().flat_map(|node| node.all("TaricNumber")).map(|node| {
        let f = f.reader.fields(node, &["Country", "TaricNumber"]);
        let country_code = f.node("Country").and_then(|country| country.text_of("CountryCode"));
        TaricNumber { country_code: country_code.map(str::to_owned), number: f.text("TaricNumber") }
    });
    Ok(ArticleData {
        article_number: f.text("ArticleNumber"),
        article_name: f.text("ArticleName"),
        product_code: f.text("ProductCode"),
        bar_code: f.text("BarCode"),
        supplier_article_number: f.text("SupplierArticleNumber"),
        article_description: f.text("ArticleDescription"),
        article_unit_code: f.text("ArticleUnitCode"),
        country_of_origin_code: f.text("CountryOfOriginCode"),
        statistics_number: f.text("StatisticsNumber"),
        purchase_currency_code: f.text("PurchaseCurrencyCode"),
        weight: f.decimal("Weight")?,
        net_weight: f.decimal("NetWeight")?,
        volume: f.decimal("Volume")?,
        length: f.decimal("Length")?,
        width: f.decimal("Width")?,
        height: f.decimal("Height")?,
        quantity_per_pallet: f.int("QuantityPerPallet")?,
        quantity_per_package: f.int("QuantityPerPackage")?,
        order_point: f.int("OrderPoint")?,
        price: f.decimal("Price")?,
        customer_price: f.decimal("CustomerPrice")?,
        purchase_price: f.decimal("PurchasePrice")?,
        is_stock_article: f.bool("IsStockArticle")?,
        dangerous_goods: goods?,
        names: names.collect(),
        is_gsp_certified: f.bool("IsGSPCertified")?,
        max_stock_days: f.int("MaxStockDays")?,
        bar_code_package: f.text("BarCodePackage"),
        link_to_picture: f.text("LinkToPicture"),
        bar_code_pallet: f.text("BarCodePallet"),
        quantity_per_layer: f.int("QuantityPerLayer")?,
        pallet_height: f.decimal("PalletHeight")?,
        taric_numbers: taric.collect(),
        is_obsolete: f.bool("IsObsolete")?,
        is_serial_number_article: f.bool("IsSerialNumberArticle")?,
        is_batch_article: f.bool("IsBatchArticle")?,
        free_decimal1: f.decimal("ArticleFreeDecimal1")?,
        free_decimal2: f.decimal("ArticleFreeDecimal2")?,
        min_days_to_expiry_date: f.int("MinDaysToExpiryDate")?,
        additional_statistics_number: f.text("AdditionalStatisticsNumber"),
        customs_export_conditions: f.text("CustomsExportConditions"),
        color_code,
        color_name,
        size_code,
        size_name,
    })
}

fn read_goods(reader: Reader<'_>, node: &Node) -> Result<DangerousGoods, Fault> {
    let f = reader.fields(
        node,
        &[
            "UNNumber",
            "UNIsMarineHazard?",
            "UNIsDangerousGoods?",
            "UNPackageType",
            "UNTunnelCodes",
            "UNClassNumber",
            "UNProperShippingName",
            "UNLabelNumbers",
            "DangerousGoodsCoefficient?",
            "EmSCode",
        ],
    );
    let packages = [("I", "I"), ("II", "II"), ("III", "III"), ("Unknown", "Unknown")];
    let names = f.all("UNProperShippingName").map(|name| {
        let f = reader.fields(name, &["Name", "LanguageCode"]);
        (f.text("Name"), f.text("LanguageCode"))
    });
    let codes = f.node("UNTunnelCodes").into_iter().flat_map(|codes| codes.all("UNTunnelCode"));
    Ok(DangerousGoods {
        un_number: f.text("UNNumber").unwrap_or_default(),
        is_marine_hazard: f.bool("UNIsMarineHazard")?,
        is_dangerous_goods: f.bool("UNIsDangerousGoods")?,
        package_type: f.choice("UNPackageType", &packages)?.to_owned(),
        tunnel_codes: codes.map(|code| code.text.clone()).collect(),
        class_number: f.text("UNClassNumber"),
        proper_shipping_names: names.collect(),
        label_numbers: f.text("UNLabelNumbers"),
        coefficient: f.decimal("DangerousGoodsCoefficient")?,
        ems_code: f.text("EmSCode"),
    })
}

fn read_group(reader: Reader<'_>, node: &Node) -> Result<CodedReference, Fault> {
    use CodedOperation::{Clear, Find, FindOrCreate};
    let names =
        ["ArticleGroupOperation", "ArticleGroupIdentification", "ArticleGroupCode", "ArticleGroupName"];
    let operations = [("Find", Find), ("FindOrCreate", FindOrCreate), ("Clear", Clear)];
    read_coded(reader, node, names, &operations, ["ArticleGroupCode", "ArticleGroupName"])
}

/// A `TypeClass`: article category, terms of delivery.
pub(super) fn read_type(reader: Reader<'_>, node: &Node) -> Result<CodedReference, Fault> {
    use CodedOperation::{CreateOrUpdate, Find, FindOrCreate};
    let operations = [("CreateOrUpdate", CreateOrUpdate), ("Find", Find), ("FindOrCreate", FindOrCreate)];
    read_coded(
        reader,
        node,
        ["TypeOperation", "TypeIdentification", "Code", "Name"],
        &operations,
        ["Code", "Name"],
    )
}

pub(super) fn read_vat(reader: Reader<'_>, node: &Node) -> Result<VatReference, Fault> {
    let f = reader.fields(node, &["VatCodeOperation", "VatCodeIdentification", "VatCode", "VatPercent?"]);
    Ok(VatReference {
        create: f.choice("VatCodeOperation", &[("Find", false), ("CreateNotUpdate", true)])?,
        by_percent: f.choice("VatCodeIdentification", &[("VatTypeCode", false), ("VatPercent", true)])?,
        vat: VatCode { code: f.text("VatCode").unwrap_or_default(), percent: f.decimal("VatPercent")? },
    })
}

fn read_supplier(reader: Reader<'_>, node: &Node) -> Result<SupplierReference, Fault> {
    read_supplier_as(reader, node, ["SupplierIdentificationType", "SupplierOperation"])
}

/// A supplier, whose identification and operation are called otherwise on purchase orders.
pub(super) fn read_supplier_as(
    reader: Reader<'_>,
    node: &Node,
    [identification, operation]: [&'static str; 2],
) -> Result<SupplierReference, Fault> {
    let f = reader.fields(node, &[identification, operation, "SupplierNumber", "SupplierName", "Address"]);
    let by = [
        ("SupplierNumber", SupplierIdentification::Number),
        ("SupplierName", SupplierIdentification::Name),
        ("FullNameAndAdress", SupplierIdentification::FullNameAndAddress),
    ];
    let address = read_optional(&f, "Address", read_address)?;
    Ok(SupplierReference {
        create_or_update: f.choice(operation, &[("CreateOrUpdate", true), ("Find", false)])?,
        identification: f.choice(identification, &by)?,
        supplier: Supplier {
            number: f.text("SupplierNumber"),
            name: f.text("SupplierName"),
            address: address.unwrap_or_default(),
        },
    })
}

type Parts = (StructureKind, Vec<(Decimal, ArticleDefinition)>);

fn read_structure(reader: Reader<'_>, node: &Node) -> Result<Parts, Fault> {
    let kind = match node.attribute("ArticleStructureType") {
        Some("StructureArticle") | None => StructureKind::Structure,
        Some("ProductionArticle") => StructureKind::Production,
        Some(other) => {
            return Err(Fault::unreadable(format!(
                "'{other}' is not a valid value for ArticleStructureType."
            )));
        }
    };
    let parts: Result<Vec<_>, Fault> = node
        .all("StructureArticleDefinition")
        .map(|part| {
            let f = reader.fields(part, &["NumberOfItems", "SubArticleDefinition"]);
            let article = read_optional(&f, "SubArticleDefinition", read_article)?;
            let blank = || ArticleDefinition::identified_by(ArticleIdentification::ArticleNumber);
            Ok((f.decimal("NumberOfItems")?.unwrap_or_default(), article.unwrap_or_else(blank)))
        })
        .collect();
    Ok((kind, parts?))
}
