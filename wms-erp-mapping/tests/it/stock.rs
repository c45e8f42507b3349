use ongoing_client::model::{ArticleClass, InventoryLine};
use twentyfour_client::types::ProductId;
use wms_erp_mapping::{StockBasis, is_stock_controlled, product_of, stock_level};

use crate::sample::{number, product, text};

fn line(items: Option<i32>, booked: Option<i32>) -> InventoryLine {
    let mut line = InventoryLine::default();
    line.number_of_items = items;
    line.number_of_booked_items = booked;
    line
}

#[test]
fn choice_the_basis_is_the_physical_quantity() {
    assert_eq!(StockBasis::default(), StockBasis::Physical);
    assert_eq!(stock_level(&line(Some(10), Some(4)), StockBasis::Physical), Some(number("10")));
}

#[test]
fn choice_sellable_is_an_option() {
    let mut line = line(Some(10), Some(12));
    assert_eq!(stock_level(&line, StockBasis::Sellable), Some(number("-2")));
    line.sellable_number_of_items = Some(number("-1.5"));
    assert_eq!(stock_level(&line, StockBasis::Sellable), Some(number("-1.5")));
}

#[test]
fn fractions_are_kept_where_the_service_sends_them() {
    let mut line = line(Some(10), Some(4));
    line.number_of_items_decimal = Some(number("10.25"));
    line.number_of_booked_items_decimal = Some(number("4.5"));
    assert_eq!(stock_level(&line, StockBasis::Physical), Some(number("10.25")));
    assert_eq!(stock_level(&line, StockBasis::Sellable), Some(number("5.75")));
}

#[test]
fn unknown_is_not_zero() {
    assert_eq!(stock_level(&line(None, Some(1)), StockBasis::Physical), None);
    assert_eq!(stock_level(&line(Some(1), None), StockBasis::Sellable), None);
    let mut line = line(None, None);
    line.number_of_items_decimal = Some(rust_decimal::Decimal::MAX);
    line.number_of_booked_items_decimal = Some(rust_decimal::Decimal::MIN);
    assert_eq!(stock_level(&line, StockBasis::Sellable), None);
}

#[test]
fn choice_only_an_explicit_no_is_not_stock_controlled() {
    let mut product = product();
    assert!(is_stock_controlled(&product));
    product.stock_controlled = None;
    assert!(is_stock_controlled(&product));
    product.stock_controlled = Some(false);
    assert!(!is_stock_controlled(&product));
}

#[test]
fn articles_are_traced_to_products_by_their_product_code() {
    let of = |code: &str| {
        let mut article = ArticleClass::default();
        article.product_code = text(code);
        product_of(&article)
    };
    assert_eq!(of("4711"), Some(ProductId(4711)));
    assert_eq!(of(" 4711 "), Some(ProductId(4711)));
    for strangers in ["", "LAMP-1", "0", "-1", "04711", "+4711", "99999999999"] {
        assert_eq!(of(strangers), None, "{strangers}");
    }
    assert_eq!(product_of(&ArticleClass::default()), None);
}
