//! Articles, as they are written.

use super::{Left, number};
use crate::Error;
use crate::model::{AddressClass, ArticleDefinition, ArticleGroupOperation, DangerousGoods, Supplier};
use crate::rest::wire::CodeName;
use crate::rest::wire::article::{
    PostArticle, PostBarCodes, PostFreeValues, PostStorage, PostSupplier, PostSupplierAddress,
    PostSupplierAdvanced, PostTaricNumber, PostTaricNumbers, PostTranslation,
};

/// The article's JSON. What it is identified by is not in it: that decides where it is sent.
pub(in crate::rest) fn article(
    operation: &'static str,
    goods_owner_id: i32,
    article: ArticleDefinition,
) -> Result<PostArticle, Error> {
    let ArticleDefinition {
        article_operation: _,
        article_identification: _,
        article_system_id: _,
        article_number,
        article_name,
        product_code,
        bar_code,
        supplier_article_number,
        article_description,
        article_unit_code,
        country_of_origin_code,
        statistics_number,
        purchase_currency_code,
        weight,
        net_weight,
        volume,
        length,
        width,
        height,
        quantity_per_pallet,
        quantity_per_package,
        order_point,
        price,
        customer_price,
        purchase_price,
        is_stock_article,
        article_group,
        article_category,
        vat_code,
        dangerous_goods,
        article_names,
        article_structure_specification,
        main_supplier,
        is_gsp_certified,
        max_stock_days,
        bar_code_package,
        link_to_picture,
        bar_code_pallet,
        quantity_per_layer,
        pallet_height,
        taric_numbers,
        is_obsolete,
        min_days_to_expiry_date,
        additional_statistics_number,
        customs_export_conditions,
        article_color,
        article_size,
        is_serial_number_article,
        is_batch_article,
        article_free_decimal1,
        article_free_decimal2,
    } = article;
    let mut left = Left::default();
    left.over_if("an article without ArticleNumber", article_number.is_none());
    left.over("VatCode", vat_code);
    left.over("DangerousGoods", dangerous_goods.first().map(|_: &DangerousGoods| ()));
    left.over("ArticleStructureSpecification", article_structure_specification);
    left.over("IsGSPCertified", is_gsp_certified);
    left.over("MaxStockDays", max_stock_days);
    left.over("PalletHeight", pallet_height);
    let clears = article_group.as_ref().map(|group| &group.article_group_operation);
    left.over_if("ArticleGroup (Clear)", clears == Some(&ArticleGroupOperation::Clear));
    left.nothing(operation)?;
    let has_storage = is_serial_number_article.is_some() || is_batch_article.is_some();
    let has_free_values = article_free_decimal1.is_some() || article_free_decimal2.is_some();
    let has_bar_codes = bar_code.is_some() || bar_code_package.is_some() || bar_code_pallet.is_some();
    let names = article_names.map(|names| names.article_name).unwrap_or_default();
    let translations = names.into_iter().map(|name| PostTranslation {
        language_code: name.language.and_then(|language| language.language_code),
        article_name: name.article_name,
    });
    let taric_numbers = taric_numbers.map(|numbers| {
        let numbers = numbers.taric_number.into_iter().map(|number| PostTaricNumber {
            country_code: number.country.country_code,
            taric_number: number.taric_number,
        });
        PostTaricNumbers { taric_numbers: Some(numbers.collect()) }
    });
    Ok(PostArticle {
        goods_owner_id: Some(goods_owner_id),
        article_number,
        article_name,
        product_code,
        unit_code: article_unit_code,
        description: article_description,
        is_stock_article,
        is_active: is_obsolete.map(|obsolete| !obsolete),
        supplier_info: supplier(supplier_article_number, main_supplier),
        bar_code_info: has_bar_codes.then_some(PostBarCodes { bar_code, bar_code_package, bar_code_pallet }),
        quantity_per_package,
        quantity_per_pallet,
        weight: number(weight),
        length: number(length),
        width: number(width),
        height: number(height),
        volume: number(volume),
        purchase_price: number(purchase_price),
        stock_valuation_price: number(price),
        customer_price: number(customer_price),
        purchase_currency_code,
        country_of_origin_code,
        statistics_number,
        article_name_translations: Some(translations.collect::<Vec<_>>()).filter(|names| !names.is_empty()),
        stock_limit: order_point,
        net_weight: number(net_weight),
        link_to_picture,
        quantity_per_layer_on_pallet: quantity_per_layer,
        min_days_to_expiry_date_allowed_on_delivery: min_days_to_expiry_date,
        additional_statistics_number,
        customs_export_conditions,
        taric_numbers_info: taric_numbers,
        article_group: article_group
            .and_then(|group| CodeName::new(group.article_group_code, group.article_group_name)),
        article_category: article_category.and_then(|category| CodeName::new(category.code, category.name)),
        article_color: article_color.and_then(|color| CodeName::new(color.color_code, color.color_name)),
        article_size: article_size.and_then(|size| CodeName::new(size.size_code, size.size_name)),
        storage_properties: has_storage.then_some(PostStorage { is_serial_number_article, is_batch_article }),
        free_values: has_free_values.then(|| PostFreeValues {
            free_decimal1: number(article_free_decimal1),
            free_decimal2: number(article_free_decimal2),
        }),
    })
}

fn supplier(supplier_article_number: Option<String>, supplier: Option<Supplier>) -> Option<PostSupplier> {
    if supplier_article_number.is_none() && supplier.is_none() {
        return None;
    }
    let Supplier { supplier_number, supplier_name, address, .. } = supplier.unwrap_or_default();
    let advanced =
        address.map(|address| PostSupplierAdvanced { supplier_address: Some(supplier_address(address)) });
    Some(PostSupplier { supplier_article_number, supplier_number, supplier_name, advanced })
}

fn supplier_address(address: AddressClass) -> PostSupplierAddress {
    // Whether the country is in the European Union is not said here: the country says it.
    let AddressClass { is_eu_country: _, .. } = address;
    PostSupplierAddress {
        name: address.name,
        address: address.address,
        address2: address.address2,
        address3: address.address3,
        post_code: address.post_code,
        city: address.city,
        tele_phone: address.tele_phone,
        remark: address.remark,
        email: address.email,
        mobile_phone: address.mobile_phone,
        country_state_code: address.country_state_code,
        country_code: address.country_code,
        delivery_instruction: address.delivery_instruction,
        is_visible: Some(address.is_visible),
        notify_by_sms: Some(address.notify_by_sms),
        notify_by_email: Some(address.notify_by_email),
        notify_by_telephone: Some(address.notify_by_telephone),
    }
}
