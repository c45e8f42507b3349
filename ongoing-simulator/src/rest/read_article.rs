//! `PostArticleModel`, as it arrives.

use serde_json::Value;

use super::Failure;
use super::fields::Fields;
use crate::clock::Zone;
use crate::world::{
    Address, ArticleData, ArticleDefinition, ArticleIdentification, ArticleName, CodedIdentification,
    CodedOperation, CodedReference, StructureKind, Supplier, SupplierIdentification, SupplierReference,
    TaricNumber,
};

const ARTICLE: &str = "articleGroup articleCategory articleColor articleSize goodsOwnerId articleNumber articleName \
    productCode unitCode description isStockArticle isActive supplierInfo barCodeInfo quantityPerPackage \
    quantityPerPallet weight length width height volume purchasePrice stockValuationPrice customerPrice \
    purcaseCurrencyCode countryOfOriginCode statisticsNumber articleNameTranslations stockLimit minimumReorderQuantity \
    netWeight linkToPicture structureDefinition quantityPerLayerOnPallet subQuantityPerItem \
    minDaysToExpiryDateAllowedOnDelivery storageProperties freeValues storageClass customsDescription taricNumbersInfo \
    articleInboundHandlingComment articlePickingHandlingComment articleReturnHandlingComment alternativeSuppliersInfo \
    articleClassesInfo additionalStatisticsNumber customsExportConditions advanced articlePackingHandlingComment";
const SUPPLIER_ADDRESS: &str = "name address address2 address3 postCode city telePhone remark email mobilePhone \
    countryStateCode countryCode deliveryInstruction isVisible notifyBySMS notifyByEmail notifyByTelephone";

/// The goods owner's id, and the article by its number.
pub(super) fn read_article(zone: &Zone, body: &Value) -> Result<(Option<i32>, ArticleDefinition), Failure> {
    let f = Fields::of(zone, "PostArticleModel", ARTICLE, body)?;
    let bar_codes = f.child(
        "barCodeInfo",
        "PostArticleModelBarCodeInfo",
        "barCode barCodePackage barCodePallet alternativeBarCodes",
    )?;
    let bar_code = |name: &str| bar_codes.as_ref().map_or(Ok(None), |codes| codes.text(name));
    let color = code_name(&f, "articleColor")?;
    let size = code_name(&f, "articleSize")?;
    let names =
        f.list("articleNameTranslations", "PostArticleNameTranslation", "languageCode articleName")?;
    let names = names
        .unwrap_or_default()
        .into_iter()
        .map(|f| Ok(ArticleName { language_code: f.text("languageCode")?, name: f.text("articleName")? }));
    let taric = f.child("taricNumbersInfo", "PostArticleModelTaricNumbersInfo", "taricNumbers")?;
    let taric = taric.map(|f| f.list("taricNumbers", "PostArticleTaricNumber", "countryCode taricNumber"));
    let taric =
        taric.transpose()?.flatten().unwrap_or_default().into_iter().map(|f| {
            Ok(TaricNumber { country_code: f.text("countryCode")?, number: f.text("taricNumber")? })
        });
    let storage = f.child(
        "storageProperties",
        "PostArticleModelStorageProperties",
        "isObsolete isSerialNumberArticle isBatchArticle isExpiryDateArticle",
    )?;
    let storage = |name: &str| storage.as_ref().map_or(Ok(None), |storage| storage.bool(name));
    let free = f.child(
        "freeValues",
        "PostArticleModelFreeValues",
        "freeDecimal1 freeDecimal2 freeDecimal3 freeBoolean1 freeBoolean2 freeBoolean3 freeText1 freeText2 freeText3 \
         freeText4 freeText5 freeText6 freeText7 freeText8 freeDateTime1",
    )?;
    let free = |name: &str| free.as_ref().map_or(Ok(None), |free| free.decimal(name));
    let number = f.text("articleNumber")?;
    let (supplier_article_number, main_supplier) = read_supplier(&f)?;
    let data = ArticleData {
        article_number: Some(f.required("articleNumber", number)?),
        article_name: f.text("articleName")?,
        product_code: f.text("productCode")?,
        bar_code: bar_code("barCode")?,
        supplier_article_number,
        article_description: f.text("description")?,
        article_unit_code: f.text("unitCode")?,
        country_of_origin_code: f.text("countryOfOriginCode")?,
        statistics_number: f.text("statisticsNumber")?,
        purchase_currency_code: f.text("purcaseCurrencyCode")?,
        weight: f.decimal("weight")?,
        net_weight: f.decimal("netWeight")?,
        volume: f.decimal("volume")?,
        length: f.decimal("length")?,
        width: f.decimal("width")?,
        height: f.decimal("height")?,
        quantity_per_pallet: f.int("quantityPerPallet")?,
        quantity_per_package: f.int("quantityPerPackage")?,
        order_point: f.int("stockLimit")?,
        price: f.decimal("stockValuationPrice")?,
        customer_price: f.decimal("customerPrice")?,
        purchase_price: f.decimal("purchasePrice")?,
        is_stock_article: f.bool("isStockArticle")?,
        names: names.collect::<Result<_, Failure>>()?,
        bar_code_package: bar_code("barCodePackage")?,
        link_to_picture: f.text("linkToPicture")?,
        bar_code_pallet: bar_code("barCodePallet")?,
        quantity_per_layer: f.int("quantityPerLayerOnPallet")?,
        taric_numbers: taric.collect::<Result<_, Failure>>()?,
        is_obsolete: f.bool("isActive")?.map(|active| !active),
        is_serial_number_article: storage("isSerialNumberArticle")?,
        is_batch_article: storage("isBatchArticle")?,
        free_decimal1: free("freeDecimal1")?,
        free_decimal2: free("freeDecimal2")?,
        min_days_to_expiry_date: f.int("minDaysToExpiryDateAllowedOnDelivery")?,
        additional_statistics_number: f.text("additionalStatisticsNumber")?,
        customs_export_conditions: f.text("customsExportConditions")?,
        color_code: color.as_ref().and_then(|color| color.code.clone()),
        color_name: color.and_then(|color| color.name),
        size_code: size.as_ref().and_then(|size| size.code.clone()),
        size_name: size.and_then(|size| size.name),
        ..ArticleData::default()
    };
    let definition = ArticleDefinition {
        group: code_name(&f, "articleGroup")?,
        category: code_name(&f, "articleCategory")?,
        main_supplier,
        structure: read_structure(&f)?,
        data,
        ..ArticleDefinition::identified_by(ArticleIdentification::ArticleNumber)
    };
    Ok((f.int("goodsOwnerId")?, definition))
}

/// An entry of one of the warehouse's lists, which is made when it is not there; none, if it has neither code nor name.
pub(super) fn code_name(f: &Fields<'_>, name: &str) -> Result<Option<CodedReference>, Failure> {
    let Some(f) = f.child(name, "CodeNamePair", "code name")? else { return Ok(None) };
    let filled = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let (code, name) = (filled(f.text("code")?), filled(f.text("name")?));
    let identification = match (&code, &name) {
        (None, None) => return Ok(None),
        (Some(_), _) => CodedIdentification::Code,
        (None, Some(_)) => CodedIdentification::Name,
    };
    Ok(Some(CodedReference { operation: CodedOperation::FindOrCreate, identification, code, name }))
}

fn read_supplier(f: &Fields<'_>) -> Result<(Option<String>, Option<SupplierReference>), Failure> {
    let known = "supplierArticleNumber supplierNumber supplierName advanced";
    let Some(f) = f.child("supplierInfo", "PostArticleModelSupplierInfo", known)? else {
        return Ok((None, None));
    };
    let advanced = f.child(
        "advanced",
        "PostArticleSupplierInfoAdvanced",
        "supplierAddress manufacturersIdentificationCode",
    )?;
    let model = "PostArticleSupplierInfoAdvancedSupplierAddress";
    let address =
        advanced.map(|f| f.child("supplierAddress", model, SUPPLIER_ADDRESS)).transpose()?.flatten();
    let address = address.map(|f| read_supplier_address(&f)).transpose()?.unwrap_or_default();
    let supplier = Supplier { number: f.text("supplierNumber")?, name: f.text("supplierName")?, address };
    let identification = match (&supplier.number, &supplier.name) {
        (Some(number), _) if !number.trim().is_empty() => Some(SupplierIdentification::Number),
        (_, Some(name)) if !name.trim().is_empty() => Some(SupplierIdentification::Name),
        _ => None,
    };
    let reference = |identification| SupplierReference { create_or_update: true, identification, supplier };
    Ok((f.text("supplierArticleNumber")?, identification.map(reference)))
}

fn read_supplier_address(f: &Fields<'_>) -> Result<Address, Failure> {
    Ok(Address {
        name: f.text("name")?,
        address: f.text("address")?,
        address2: f.text("address2")?,
        address3: f.text("address3")?,
        post_code: f.text("postCode")?,
        city: f.text("city")?,
        telephone: f.text("telePhone")?,
        remark: f.text("remark")?,
        email: f.text("email")?,
        mobile_phone: f.text("mobilePhone")?,
        country_code: f.text("countryCode")?,
        country_state_code: f.text("countryStateCode")?,
        delivery_instruction: f.text("deliveryInstruction")?,
        is_visible: f.bool("isVisible")?,
        notify_by_sms: f.bool("notifyBySMS")?,
        notify_by_email: f.bool("notifyByEmail")?,
        notify_by_telephone: f.bool("notifyByTelephone")?,
        ..Address::default()
    })
}

type Structure = (StructureKind, Vec<(rust_decimal::Decimal, ArticleDefinition)>);

fn read_structure(f: &Fields<'_>) -> Result<Option<Structure>, Failure> {
    let Some(f) =
        f.child("structureDefinition", "PostArticleModelStructureDefinition", "articleKind rows")?
    else {
        return Ok(None);
    };
    let kind = match f.text("articleKind")?.as_deref() {
        Some("Production") => StructureKind::Production,
        _ => StructureKind::Structure,
    };
    let rows = f.list("rows", "PostArticleStructureRow", "articleNumber numberOfItems")?.unwrap_or_default();
    let parts = rows.into_iter().map(|f| {
        let article_number = f.text("articleNumber")?;
        let data = ArticleData {
            article_number: Some(f.required("articleNumber", article_number)?),
            ..ArticleData::default()
        };
        let part = ArticleDefinition {
            data,
            ..ArticleDefinition::identified_by(ArticleIdentification::ArticleNumber)
        };
        Ok((f.decimal("numberOfItems")?.unwrap_or_default(), part))
    });
    Ok(Some((kind, parts.collect::<Result<_, Failure>>()?)))
}
