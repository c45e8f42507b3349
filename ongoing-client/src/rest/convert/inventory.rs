//! Stock, as it is read: it comes with the article.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{decimal, text, time};
use crate::model::{ArticleClass, ArticleSystemId, InventoryLine};
use crate::rest::wire::article::GetArticle;

pub(in crate::rest) fn inventory_line(mut article: GetArticle) -> InventoryLine {
    let stock = article.inventory_info.take().unwrap_or_default();
    let (physical, booked) = (decimal(stock.number_of_items), decimal(stock.number_of_booked_items));
    let whole = |quantity: Option<Decimal>| quantity.filter(Decimal::is_integer)?.to_i32();
    InventoryLine {
        article: Some(article_class(article)),
        number_of_booked_items: whole(booked),
        number_of_items: whole(physical),
        number_of_locked_items: decimal(stock.number_of_locked_items),
        last_in_date: time(stock.last_in_date),
        to_receive_number_of_items: decimal(stock.to_receive_number_of_items),
        allocated_number_of_items: decimal(stock.allocated_number_of_items),
        sellable_number_of_items: decimal(stock.sellable_number_of_items),
        number_of_items_decimal: physical,
        number_of_booked_items_decimal: booked,
    }
}

fn article_class(article: GetArticle) -> ArticleClass {
    let group = article.article_group.unwrap_or_default();
    let category = article.article_category.unwrap_or_default();
    let supplier = article.supplier_info.unwrap_or_default();
    ArticleClass {
        system_id: article.article_system_id.map(ArticleSystemId),
        name: text(article.article_name),
        article_number: text(article.article_number),
        product_code: text(article.product_code),
        bar_code: text(article.bar_code_info.and_then(|codes| codes.bar_code)),
        description: text(article.description),
        supplier_article_number: text(supplier.supplier_article_number),
        statistics_number: text(article.statistics_number),
        article_group_name: text(group.name),
        article_group_code: text(group.code),
        main_supplier_name: text(supplier.supplier_name),
        main_supplier_number: text(supplier.supplier_number),
        article_category_name: text(category.name),
        article_category_code: text(category.code),
        country_of_origin_code: text(article.country_of_origin_code),
        is_stock_article: article.is_stock_article,
        article_unit_code: text(article.unit_code),
        length: decimal(article.length),
        width: decimal(article.width),
        height: decimal(article.height),
        price: decimal(article.stock_valuation_price),
        customer_price: decimal(article.customer_price),
        purchase_price: decimal(article.purchase_price),
        weight: decimal(article.weight),
        net_weight: decimal(article.net_weight),
        volume: decimal(article.volume),
        quantity_per_pallet: decimal(article.quantity_per_pallet),
        quantity_per_package: decimal(article.quantity_per_package),
        purchase_currency_code: text(article.purchase_currency_code),
        ..ArticleClass::default()
    }
}
