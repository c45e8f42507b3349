//! `GetArticleModel` as it goes out, stock included.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::value::{Whim, number, optional, time};
use crate::soap::Credentials;
use crate::world::{Article, StructureKind, World};

pub(super) fn article(world: &World, owner: &Credentials, article: &Article) -> Value {
    let (data, whim) = (&article.data, Whim::of(article.system_id));
    let text = |text: &Option<String>| whim.text(text);
    let supplier = world.main_supplier(article);
    let kind = match article.structure.as_ref().map(|structure| structure.kind) {
        Some(StructureKind::Structure) => "Structure",
        Some(StructureKind::Production) => "Production",
        None => "Normal",
    };
    let pair = |code: &Option<String>, name: &Option<String>| match (code, name) {
        (None, None) => Value::Null,
        _ => json!({ "code": text(code), "name": text(name) }),
    };
    let taric = data.taric_numbers.iter();
    let taric: Vec<_> = taric
        .map(|t| json!({ "countryCode": text(&t.country_code), "taricNumber": text(&t.number) }))
        .collect();
    let names = data.names.iter();
    let names: Vec<_> = names
        .map(|n| json!({ "languageCode": text(&n.language_code), "articleName": text(&n.name) }))
        .collect();
    let mut answer = json!({
        "goodsOwner": { "id": owner.goods_owner_id, "name": owner.goods_owner_code },
        "articleSystemId": article.system_id,
        "articleNumber": article.number(),
        "articleName": text(&data.article_name),
        "productCode": text(&data.product_code),
        // The service is known to answer units in small letters.
        "unitCode": text(&data.article_unit_code.as_ref().map(|unit| unit.to_lowercase())),
        "description": text(&data.article_description),
        "isStockArticle": article.is_stock_article(),
        "isActive": !data.is_obsolete.unwrap_or_default(),
        "supplierInfo": {
            "supplierArticleNumber": text(&data.supplier_article_number),
            "supplierNumber": text(&supplier.and_then(|supplier| supplier.number.clone())),
            "supplierName": text(&supplier.and_then(|supplier| supplier.name.clone())),
            "alternativeSuppliers": [],
        },
        "barCodeInfo": {
            "barCode": text(&data.bar_code),
            "barCodePackage": text(&data.bar_code_package),
            "barCodePallet": text(&data.bar_code_pallet),
            "alternativeBarCodes": null,
        },
        "quantityPerPackage": data.quantity_per_package,
        "quantityPerPallet": data.quantity_per_pallet,
        "weight": optional(data.weight),
        "length": optional(data.length),
        "width": optional(data.width),
        "height": optional(data.height),
        "volume": optional(data.volume),
        "purchasePrice": optional(data.purchase_price),
        "stockValuationPrice": optional(data.price),
        "customerPrice": optional(data.customer_price),
        "purcaseCurrencyCode": text(&data.purchase_currency_code),
        "countryOfOriginCode": text(&data.country_of_origin_code),
        "statisticsNumber": text(&data.statistics_number),
        "articleGroup": whim.coded(article.group.as_ref()),
        "articleCategory": whim.coded(article.category.as_ref()),
        "articleColor": pair(&data.color_code, &data.color_name),
        "articleSize": pair(&data.size_code, &data.size_name),
        "inventoryInfo": inventory_info(article),
        "articleDataLastUpdated": time(article.last_updated),
        "articleKind": kind,
        "stockLimit": data.order_point,
        "netWeight": optional(data.net_weight),
        "taricNumbersInfo": { "taricNumbers": taric },
        "linkToPicture": text(&data.link_to_picture),
        "minDaysToExpiryDateAllowedOnDelivery": data.min_days_to_expiry_date,
        "additionalStatisticsNumber": text(&data.additional_statistics_number),
        "customsExportConditions": text(&data.customs_export_conditions),
        "articleNameTranslations": names,
    });
    answer["storageProperties"] = json!({
        "isObsolete": data.is_obsolete.unwrap_or_default(),
        "isSerialNumberArticle": data.is_serial_number_article.unwrap_or_default(),
        "isBatchArticle": data.is_batch_article.unwrap_or_default(),
    });
    answer["freeValues"] = json!({
        "freeDecimal1": optional(data.free_decimal1),
        "freeDecimal2": optional(data.free_decimal2),
    });
    answer
}

/// An article as other records name it.
pub(super) fn reference(article: &Article) -> Value {
    let whim = Whim::of(article.system_id);
    json!({
        "articleSystemId": article.system_id,
        "articleNumber": article.number(),
        "articleName": whim.text(&article.data.article_name),
        "productCode": whim.text(&article.data.product_code),
    })
}

fn inventory_info(article: &Article) -> Value {
    let (stock, none) = (&article.stock, number(Decimal::ZERO));
    let price = article.data.price.unwrap_or_default();
    json!({
        "numberOfItems": number(stock.physical),
        "numberOfBookedItems": number(stock.booked),
        "numberOfLockedItems": number(stock.locked),
        "toReceiveNumberOfItems": number(stock.to_receive),
        "allocatedNumberOfItems": number(stock.allocated),
        "lockedForSaleNumberOfItems": number(stock.locked + stock.allocated),
        "pickedToBeCollectedNumberOfItems": none.clone(),
        "receivedToBeFinishedNumberOfItems": none,
        "lastInDate": stock.last_in.map(time),
        "sellableNumberOfItems": number(stock.sellable()),
        "totalStockValue": number(stock.physical * price),
        "reported": null,
    })
}
