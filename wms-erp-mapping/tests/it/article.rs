use ongoing_client::model::{ArticleDefinition, ArticleIdentificationType, ArticleOperation};
use rust_decimal::Decimal;
use twentyfour_client::types::{Product, ProductId};
use wms_erp_mapping::{
    ArticleIdentification, ArticleSettings, HoldCause, Mapped, NonStockTreatment, NoteKind, article,
    article_number, is_expired, number_key,
};

use crate::sample::{company, notes_on, number, product, text, written};

fn map(product: &Product) -> Mapped<ArticleDefinition> {
    article(product, None, &ArticleSettings::default()).unwrap()
}

#[test]
fn a_whole_product_becomes_an_article_without_a_note() {
    let mapped = map(&product());
    insta::assert_snapshot!(written(&mapped.value));
    assert_eq!(mapped.notes, []);
}

#[test]
fn row_product_code_is_the_id() {
    assert_eq!(map(&product()).value.product_code, text("4711"));
}

#[test]
fn row_article_number_is_the_no() {
    assert_eq!(map(&product()).value.article_number, text("LAMP-1"));
}

#[test]
fn row_article_name_is_the_name() {
    assert_eq!(map(&product()).value.article_name, text("Desk lamp"));
}

#[test]
fn row_article_description_is_the_description() {
    assert_eq!(map(&product()).value.article_description, text("A lamp for desks"));
}

#[test]
fn row_bar_code_is_the_ean1() {
    assert_eq!(map(&product()).value.bar_code, text("7038010000001"));
}

#[test]
fn row_weight_is_the_weight() {
    assert_eq!(map(&product()).value.weight, Some(number("1.250")));
}

#[test]
fn choice_identified_by_product_code() {
    let article = map(&product()).value;
    assert_eq!(article.article_identification, ArticleIdentificationType::ProductCode);
    assert_eq!(article.article_operation, ArticleOperation::CreateOrUpdate);
}

#[test]
fn choice_article_number_as_an_option_still_sends_the_product_code() {
    let mut settings = ArticleSettings::default();
    settings.identification = ArticleIdentification::ArticleNumber;
    let article = article(&product(), None, &settings).unwrap().value;
    assert_eq!(article.article_identification, ArticleIdentificationType::ArticleNumber);
    assert_eq!((article.product_code, article.article_number), (text("4711"), text("LAMP-1")));
}

#[test]
fn choice_an_empty_number_becomes_the_id() {
    for empty in [None, text(""), text(" \t"), text("\u{1}")] {
        let mut product = product();
        product.no = empty;
        let mapped = map(&product);
        assert_eq!(mapped.value.article_number, text("4711"));
        assert!(notes_on(&mapped.notes, "ArticleNumber").iter().any(|(kind, _)| *kind == NoteKind::FilledIn));
        assert_eq!(article_number(&product), "4711");
    }
}

#[test]
fn choice_numbers_are_compared_trimmed_ignoring_case() {
    assert_eq!(number_key("  Lampe-Å "), number_key("LAMPE-å"));
    assert_ne!(number_key("LAMP-1"), number_key("LAMP-2"));
    let mut product = product();
    product.no = text(" lamp-1 ");
    assert_eq!(number_key(&article_number(&product)), number_key("LAMP-1"));
    // It is compared so, but it goes over as somebody typed it.
    assert_eq!(map(&product).value.article_number, text(" lamp-1 "));
}

#[test]
fn choice_an_empty_name_becomes_the_number() {
    let mut nameless = product();
    nameless.name = text("  ");
    let mapped = map(&nameless);
    assert_eq!(mapped.value.article_name, text("LAMP-1"));
    assert_eq!(notes_on(&mapped.notes, "ArticleName")[0].0, NoteKind::FilledIn);
    nameless.no = None;
    assert_eq!(map(&nameless).value.article_name, text("4711"));
}

#[test]
fn choice_expired_products_are_known_as_such() {
    let mut product = product();
    assert!(!is_expired(&product));
    product.status_id = None;
    assert!(!is_expired(&product));
    product.status_id = Some(0);
    assert!(is_expired(&product));
    // When an order needs one, it is mapped like any other.
    assert_eq!(map(&product).value, map(&self::product()).value);
}

#[test]
fn a_text_with_an_unreadable_character_goes_over_and_is_noted() {
    let mut product = product();
    product.name = Some("Bj\u{FFFD}rn".to_owned());
    product.ean1 = Some("\u{FFFD}".to_owned());
    let mapped = map(&product);
    assert_eq!(mapped.value.article_name.as_deref(), Some("Bj\u{FFFD}rn"));
    let notes: Vec<String> = mapped.notes.iter().map(ToString::to_string).collect();
    let text = "contains a character that could not be read; it is sent as U+FFFD";
    assert_eq!(notes, [format!("ArticleName: {text}"), format!("BarCode: {text}")]);
}

#[test]
fn choice_explicitly_not_stock_controlled_is_no_stock_article() {
    let mut product = product();
    product.stock_controlled = Some(false);
    assert_eq!(map(&product).value.is_stock_article, Some(false));
    product.stock_controlled = None;
    assert_eq!(map(&product).value.is_stock_article, Some(true), "unknown counts as stock");
}

#[test]
fn choice_a_switch_sends_them_like_any_other() {
    let mut product = product();
    product.stock_controlled = Some(false);
    let mut settings = ArticleSettings::default();
    settings.non_stock.treatment = NonStockTreatment::LikeAnyOther;
    assert_eq!(article(&product, None, &settings).unwrap().value.is_stock_article, Some(true));
}

#[test]
fn products_and_categories_can_be_ruled_out_of_stock() {
    let mut settings = ArticleSettings::default();
    settings.non_stock.products.insert(ProductId(4711));
    settings.non_stock.categories.insert(9);
    assert_eq!(article(&product(), None, &settings).unwrap().value.is_stock_article, Some(false));
    let mut other = product();
    other.id = Some(ProductId(4712));
    assert_eq!(article(&other, None, &settings).unwrap().value.is_stock_article, Some(true));
    other.category_id = Some(9);
    assert_eq!(article(&other, None, &settings).unwrap().value.is_stock_article, Some(false));
}

#[test]
fn choice_weight_goes_over_as_it_is_or_times_a_factor() {
    let mut settings = ArticleSettings::default();
    settings.weight_factor = number("0.001");
    assert_eq!(article(&product(), None, &settings).unwrap().value.weight, Some(number("0.00125")));
    let mut weightless = product();
    weightless.weight = None;
    assert_eq!(map(&weightless).value.weight, None);
    weightless.weight = Some(Decimal::ZERO);
    assert_eq!(map(&weightless).value.weight, Some(Decimal::ZERO));
    weightless.weight = Some(Decimal::MAX);
    settings.weight_factor = Decimal::TEN;
    let mapped = article(&weightless, None, &settings).unwrap();
    assert_eq!(mapped.value.weight, None);
    assert_eq!(
        notes_on(&mapped.notes, "Weight"),
        [(NoteKind::LeftOut, "the weight is too large to be converted")]
    );
}

#[test]
fn choice_text_removed_in_the_erp_disappears() {
    let mut product = product();
    product.description = None;
    product.ean1 = text("   ");
    let article = map(&product).value;
    assert_eq!((article.article_description, article.bar_code), (text(""), text("")));
}

#[test]
fn choice_forbidden_characters_are_removed_and_noted() {
    let mut product = product();
    product.name = text("Desk\u{0} la\u{FFFE}mp\ttall\n");
    let mapped = map(&product);
    assert_eq!(mapped.value.article_name, text("Desk lamp\ttall\n"));
    assert_eq!(notes_on(&mapped.notes, "ArticleName")[0].0, NoteKind::Changed);
    asmx_soap::to_xml(&mapped.value).unwrap();
}

#[test]
fn choice_nothing_is_truncated() {
    let mut product = product();
    product.name = Some("lang ".repeat(2_000));
    assert_eq!(map(&product).value.article_name.map(|name| name.len()), Some(10_000));
}

#[test]
fn choice_supplier_process_off_leaves_the_main_supplier_out() {
    let mut supplier = company();
    supplier.id = Some(twentyfour_client::types::CompanyId(77));
    let mapped = article(&product(), Some(&supplier), &ArticleSettings::default()).unwrap();
    assert_eq!(mapped.value.main_supplier, None);
    assert_eq!(mapped.notes, []);
}

#[test]
fn choice_the_supplier_travels_as_main_supplier() {
    let mut supplier = company();
    supplier.id = Some(twentyfour_client::types::CompanyId(77));
    let mut settings = ArticleSettings::default();
    settings.suppliers = true;
    let mapped = article(&product(), Some(&supplier), &settings).unwrap();
    assert_eq!(mapped.value.main_supplier.unwrap().supplier_number, text("77"));
    let mapped = article(&product(), None, &settings).unwrap();
    assert_eq!(mapped.value.main_supplier, None);
    assert_eq!(notes_on(&mapped.notes, "MainSupplier"), [(NoteKind::LeftOut, "the ERP knows no company 77")]);
    // Somebody else's company is not taken for it.
    let mapped = article(&product(), Some(&company()), &settings).unwrap();
    assert_eq!(mapped.value.main_supplier, None);
    let mut without = product();
    without.supplier_id = None;
    assert_eq!(article(&without, Some(&supplier), &settings).unwrap().notes, []);
}

#[test]
fn a_product_without_an_id_is_held() {
    for id in [None, Some(ProductId(0)), Some(ProductId(-5))] {
        let mut product = product();
        product.id = id;
        let held = article(&product, None, &ArticleSettings::default()).unwrap_err();
        assert_eq!(held.cause, HoldCause::NoProductId);
    }
}
