//! The tables of the configuration that stand for further fields for customs.

use wms_erp_host::Exit;

use crate::rig::Rig;

const TABLES: &str = r#"
[tenant.articles.customs]
currency = "NOK"
country_of_origin = "StockLocation"
statistics_number = "SupplierProductName"

[tenant.orders.customs]
currency = "NOK"
"#;

fn configured(rig: &Rig, transport: &str, tables: &str) -> String {
    let text = rig.configuration();
    let text = text.replace("[tenant.wms]\n", &format!("[tenant.wms]\ntransport = \"{transport}\"\n"));
    format!("{text}\n{tables}")
}

#[tokio::test]
async fn two_tables_bring_over_what_customs_asks_for() {
    for transport in ["soap", "rest"] {
        let rig = Rig::start().await;
        rig.correct_the_country();
        let books = rig.systems.erp.books();
        let product = books.products().first().and_then(|product| product.int("Id")).unwrap();
        books.patch_product(product, |product| {
            product.set("InPrice", "12.5");
            product.set("StockLocation", "Sverige");
        });
        rig.configure(&configured(&rig, transport, TABLES));
        let check = rig.host(&["check"]).await;
        assert_eq!(check.exit, Exit::Done, "{transport}: {check:?}");
        let once = rig.once().await;
        assert_eq!(once.exit, Exit::Done, "{transport}: {once:?}");
        let article = rig.systems.wms.article_by_product_code(&product.to_string()).unwrap().data;
        assert_eq!(article.country_of_origin_code.as_deref(), Some("SE"), "{transport}");
        assert_eq!(article.purchase_currency_code.as_deref(), Some("NOK"), "{transport}");
        let price = article.purchase_price.map(|price| price.normalize().to_string());
        assert_eq!(price.as_deref(), Some("12.5"), "{transport}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_them_is_said_with_line_and_key() {
    let rig = Rig::start().await;
    let tables = r#"
[tenant.articles.customs]
price = "InPrise"
currency = "kroner"
country_of_origin = "DateChanged"
origin = "x"
"#;
    for (tables, key, words) in [
        (tables, "articles.customs.price", "Product has no field \"InPrise\": did you mean InPrice"),
        (tables, "articles.customs.origin", "there is no such key"),
        (
            "[tenant.articles.customs]\ncurrency = \"kroner\"\n",
            "articles.customs.currency",
            "a currency is an ISO 4217 code of three capital letters",
        ),
        (
            "[tenant.orders.customs]\nprice = \"Name of it\"\n",
            "orders.customs.price",
            "InvoiceRow has no field",
        ),
    ] {
        rig.configure(&configured(&rig, "soap", tables));
        let ran = rig.host(&["held"]).await;
        assert_eq!(ran.exit, Exit::Usage, "{tables}");
        assert!(
            ran.err.lines().any(|told| told.contains(&format!("tenant.{key}: ")) && told.contains(words)),
            "{key}: {words}\n{}",
            ran.err
        );
    }
    let text = configured(&rig, "soap", "[tenant.orders.customs]\n");
    let text = text.replace("[tenant.orders]\n", "[tenant.orders]\nline_prices = \"per_unit\"\n");
    rig.configure(&text);
    let ran = rig.host(&["held"]).await;
    assert!(ran.err.contains("tenant.orders.customs: contradicts line_prices"), "{}", ran.err);
}
