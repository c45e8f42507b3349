//! The ready further fields for customs, over both transports.

use wms_erp_sync::Process;
use wms_erp_sync::mapping::{CustomsArticle, CustomsLine};

use super::*;

over_both! {
    what_customs_asks_for_goes_over_and_is_compared_like_any_field
    an_origin_that_is_no_country_holds_its_article_and_the_orders_that_need_it
}

fn with_customs(mut tenant: Tenant) -> Tenant {
    let mut customs = CustomsArticle::default();
    customs.currency = Some("NOK".to_owned());
    customs.country_of_origin = Some("StockLocation".to_owned());
    customs.statistics_number = Some("SupplierProductName".to_owned());
    tenant.articles.as_mut().unwrap().mapping.fields = customs.fields().unwrap();
    let mut customs = CustomsLine::default();
    customs.currency = Some("NOK".to_owned());
    tenant.orders.as_mut().unwrap().mapping.row_fields = customs.row_fields().unwrap();
    tenant
}

/// A shop whose coffee comes from here.
async fn shop_with(origin: &str, transport: Transport) -> Shop {
    let shop = Shop::with(transport, with_customs).await;
    let books = shop.bench.books();
    books.patch_product(shop.coffee, |product| {
        product.set("InPrice", "12.5");
        product.set("StockLocation", origin);
        product.set("SupplierProductName", "0901 21 00");
    });
    let row = books.order(shop.order).unwrap().list("InvoiceRows")[0].int("RowId").unwrap();
    books.patch_row(shop.order, row, |row| row.set("Price", "49.5"));
    shop.bench.round().await;
    // Within the minute after a change, records are read once more.
    shop.round().await;
    shop
}

async fn what_customs_asks_for_goes_over_and_is_compared_like_any_field(transport: Transport) {
    let shop = shop_with("Brasil", transport).await;
    assert_eq!(shop.held().await, []);
    let code = shop.coffee.to_string();
    let article = || shop.bench.wms.article_by_product_code(&code).unwrap().data;
    let price = article().purchase_price.map(|price| price.normalize().to_string());
    assert_eq!(price.as_deref(), Some("12.5"));
    assert_eq!(article().purchase_currency_code.as_deref(), Some("NOK"));
    assert_eq!(article().country_of_origin_code.as_deref(), Some("BR"));
    assert_eq!(article().statistics_number.as_deref(), Some("0901 21 00"));
    let line = &shop.sent().lines[0].data;
    assert_eq!(line.line_price.map(|price| price.normalize().to_string()).as_deref(), Some("49.5"));
    assert_eq!(line.currency_code.as_deref(), Some("NOK"));
    shop.round().await;
    shop.writes();
    shop.round().await;
    assert_eq!(shop.writes(), Vec::<String>::new(), "nothing is written twice");

    shop.bench.wms.edit_article(&code, |article| article.country_of_origin_code = Some("CO".into())).unwrap();
    let drift = shop.bench.engine.inspect(TENANT).drift(Process::ALL).await.unwrap();
    let found = drift.processes.iter().find(|found| found.process == Process::Articles).unwrap();
    let told: Vec<&str> = found.differences.iter().map(|found| found.what.as_str()).collect();
    assert!(told.concat().contains("CountryOfOriginCode: \"CO\" in the WMS, \"BR\" in the ERP"), "{told:?}");

    shop.bench.books().patch_product(shop.coffee, |product| product.set("StockLocation", "Kenya"));
    shop.round().await;
    assert_eq!(article().country_of_origin_code.as_deref(), Some("KE"));
}

async fn an_origin_that_is_no_country_holds_its_article_and_the_orders_that_need_it(transport: Transport) {
    let shop = shop_with("shelf 7", transport).await;
    let held = shop.held().await;
    let article = held.iter().find(|held| held.process == Process::Articles).unwrap();
    assert_eq!(article.what, "the value of StockLocation does not fit CountryOfOriginCode");
    assert!(shop.bench.wms.order(&shop.number()).is_none(), "{held:#?}");
    shop.bench.books().patch_product(shop.coffee, |product| product.set("StockLocation", "BRA"));
    shop.round().await;
    shop.round().await;
    assert_eq!(shop.held().await, []);
    assert!(shop.bench.wms.order(&shop.number()).is_some());
}
