//! What was sent, measured against the rows of the ERP as they are now.

use ongoing_client::model::{ArticleClass, PickedOrderLine};
use twentyfour_client::types::{InvoiceOrder, InvoiceRow, ProductId, RowId, RowType};
use wms_erp_mapping::{
    ArticleIdentification, DeliveredOrder, Hold, HoldCause, NonStockTreatment, OrderSettings, ProductFacts,
    ShipmentComparison, ShipmentContext, compare_shipment,
};

use crate::sample::{FREIGHT, number, order, row, text, text_row};
use crate::status::{delivery, picked_line};

/// What is known of products in these tests: all are goods but freight, and `P-4711` is the number of 4711.
pub(crate) fn facts(product: ProductId) -> Option<ProductFacts> {
    Some(ProductFacts::new(format!("P-{product}"), product != FREIGHT))
}

pub(crate) fn compared(order: &InvoiceOrder, delivery: &DeliveredOrder) -> ShipmentComparison {
    compare(order, delivery, &[]).unwrap()
}

fn compare(
    order: &InvoiceOrder,
    delivery: &DeliveredOrder,
    back_orders: &[DeliveredOrder],
) -> Result<ShipmentComparison, Hold> {
    let context = ShipmentContext::new(&facts, back_orders);
    compare_shipment(order, delivery, &context, &OrderSettings::default())
}

fn rows(rows: Vec<InvoiceRow>) -> InvoiceOrder {
    let mut order = order();
    order.invoice_rows = rows;
    order
}

/// A line as the WMS tells it: with the article that it has.
pub(crate) fn line(code: &str, product: i32, ordered: &str, picked: &str) -> PickedOrderLine {
    let mut line = picked_line(code, ordered, picked);
    let mut article = ArticleClass::default();
    article.product_code = text(&product.to_string());
    article.article_number = text(&format!("P-{product}"));
    line.article = Some(article);
    line
}

fn unpicked(mut line: PickedOrderLine) -> PickedOrderLine {
    line.do_pick = Some(false);
    line
}

fn differences(order: &InvoiceOrder, lines: Vec<PickedOrderLine>) -> Vec<String> {
    compared(order, &delivery(lines)).differences()
}

#[test]
fn a_row_that_was_raised_is_short_by_what_the_warehouse_never_had() {
    let order = rows(vec![row(31, 4711, "8")]);
    let comparison = compared(&order, &delivery(vec![line("31", 4711, "5", "5")]));
    assert_eq!(comparison.differences(), ["row 31: 5 of 8 sent, 3 missing"]);
    assert!(!comparison.is_complete());
    assert_eq!((comparison.rows[0].sent, comparison.rows[0].rest()), (number("5"), number("3")));
}

#[test]
fn a_row_that_was_added_is_not_in_the_warehouses_order() {
    let order = rows(vec![row(31, 4711, "5"), row(82, 4712, "7")]);
    let lines = vec![line("31", 4711, "5", "5")];
    assert_eq!(differences(&order, lines), ["row 82: not in the warehouse's order, 7 not sent"]);
}

#[test]
fn a_row_that_was_lowered_or_removed_is_surplus() {
    let order = rows(vec![row(31, 4711, "3")]);
    let lines = vec![line("31", 4711, "5", "5"), line("32", 55, "2", "2")];
    assert_eq!(
        differences(&order, lines),
        [
            "2 of product 4711 sent that the order does not have",
            "2 of product 55 sent that the order does not have"
        ]
    );
}

#[test]
fn a_row_that_was_set_to_nothing_is_surplus() {
    let order = rows(vec![row(31, 4711, "0"), row(32, 4712, "-1"), row(33, 4713, "1")]);
    let lines = vec![line("31", 4711, "5", "5"), line("33", 4713, "1", "1")];
    assert_eq!(differences(&order, lines), ["5 of product 4711 sent that the order does not have"]);
}

#[test]
fn a_row_whose_product_was_exchanged_is_another_row() {
    let order = rows(vec![row(31, 4712, "5")]);
    let lines = vec![line("31", 4711, "5", "5")];
    assert_eq!(
        differences(&order, lines),
        [
            "row 31: not in the warehouse's order, 5 not sent",
            "5 of product 4711 sent that the order does not have"
        ]
    );
}

#[test]
fn products_that_two_rows_exchanged_are_found_on_the_other_row() {
    let order = rows(vec![row(31, 4712, "2"), row(32, 4711, "5")]);
    let lines = vec![line("31", 4711, "5", "4"), line("32", 4712, "2", "2")];
    assert_eq!(differences(&order, lines), ["row 32: 4 of 5 sent, 1 missing"]);
}

#[test]
fn rows_with_new_ids_are_matched_by_product() {
    let order = rows(vec![row(41, 4711, "5"), row(42, 4712, "2")]);
    let lines = vec![line("31", 4711, "5", "3"), line("32", 4712, "2", "0")];
    assert_eq!(
        differences(&order, lines),
        ["row 41: 3 of 5 sent, 2 missing", "row 42: 0 of 2 sent, 2 missing"]
    );
}

#[test]
fn several_rows_of_one_product_keep_apart_by_their_ids() {
    let order = rows(vec![row(31, 4711, "5"), row(32, 4711, "3")]);
    let lines = vec![line("31", 4711, "5", "5"), line("32", 4711, "3", "1")];
    assert_eq!(differences(&order, lines), ["row 32: 1 of 3 sent, 2 missing"]);
}

#[test]
fn of_several_rows_of_one_product_the_one_with_a_new_id_gets_the_line_without_a_row() {
    let order = rows(vec![row(31, 4711, "5"), row(42, 4711, "3")]);
    let lines = vec![line("31", 4711, "5", "4"), line("32", 4711, "3", "2")];
    assert_eq!(
        differences(&order, lines),
        ["row 31: 4 of 5 sent, 1 missing", "row 42: 2 of 3 sent, 1 missing"]
    );
}

#[test]
fn several_rows_of_one_product_with_new_ids_are_not_guessed_if_one_is_short() {
    let order = rows(vec![row(41, 4711, "5"), row(42, 4711, "3")]);
    let short = delivery(vec![line("31", 4711, "5", "3"), line("32", 4711, "3", "3")]);
    let held = compare(&order, &short, &[]).unwrap_err();
    assert_eq!(
        held.cause,
        HoldCause::AmbiguousShipment { product: ProductId(4711), rows: vec![RowId(41), RowId(42)] }
    );
    assert_eq!(held.to_string(), "what was sent of product 4711 may belong to any of the rows 41, 42");
    let all = vec![line("31", 4711, "5", "5"), line("32", 4711, "3", "3")];
    assert_eq!(differences(&order, all), Vec::<String>::new(), "sent whole, it is no matter which is which");
    let nothing = vec![line("31", 4711, "5", "0"), line("32", 4711, "3", "0")];
    assert_eq!(differences(&order, nothing).len(), 2, "nor if nothing was");
}

#[test]
fn a_row_that_was_split_in_two_is_complete_if_all_of_it_was_sent() {
    let order = rows(vec![row(31, 4711, "5"), row(42, 4711, "3")]);
    assert_eq!(differences(&order, vec![line("31", 4711, "8", "8")]), Vec::<String>::new());
    assert_eq!(differences(&order, vec![line("31", 4711, "8", "7")]), ["row 42: 2 of 3 sent, 1 missing"]);
}

#[test]
fn rows_that_were_merged_are_complete_if_all_of_them_were_sent() {
    let order = rows(vec![row(31, 4711, "8")]);
    let lines = vec![line("31", 4711, "5", "5"), line("32", 4711, "3", "2")];
    assert_eq!(differences(&order, lines), ["row 31: 7 of 8 sent, 1 missing"]);
}

#[test]
fn freight_and_text_and_rows_without_a_quantity_are_never_missing() {
    let order =
        rows(vec![row(31, 4711, "5"), row(32, FREIGHT.0, "1"), text_row(33, "thanks"), row(34, 4712, "-2")]);
    assert_eq!(differences(&order, vec![line("31", 4711, "5", "5")]), Vec::<String>::new());
    let raised = rows(vec![row(31, 4711, "5"), row(42, FREIGHT.0, "3")]);
    let lines = vec![line("31", 4711, "5", "5"), unpicked(line("32", FREIGHT.0, "1", "0"))];
    assert_eq!(differences(&raised, lines), Vec::<String>::new());
}

#[test]
fn freight_that_is_sent_like_any_other_is_missing_like_any_other() {
    let order = rows(vec![row(31, FREIGHT.0, "1")]);
    let mut settings = OrderSettings::default();
    settings.non_stock = NonStockTreatment::LikeAnyOther;
    let context = ShipmentContext::new(&facts, &[]);
    let comparison = compare_shipment(&order, &delivery(vec![]), &context, &settings).unwrap();
    assert_eq!(comparison.differences(), ["row 31: not in the warehouse's order, 1 not sent"]);
}

#[test]
fn goods_that_are_not_known_count_as_goods() {
    let order = rows(vec![row(31, 4711, "1")]);
    let context = ShipmentContext::new(&|_| None, &[]);
    let settings = OrderSettings::default();
    let comparison = compare_shipment(&order, &delivery(vec![]), &context, &settings).unwrap();
    assert_eq!(comparison.differences(), ["row 31: not in the warehouse's order, 1 not sent"]);
}

#[test]
fn what_was_sent_of_an_article_that_the_wms_does_not_name_is_not_guessed_by_the_row() {
    let order = rows(vec![row(31, 4711, "5")]);
    for picked in ["2", "5"] {
        let held = compare(&order, &delivery(vec![picked_line(" 31 ", "5", picked)]), &[]).unwrap_err();
        assert_eq!(held.cause, HoldCause::UnknownShippedArticle { article: "31".to_owned() });
    }
    let unpicked = unpicked(picked_line("31", "5", "5"));
    assert_eq!(differences(&order, vec![unpicked]), ["row 31: not in the warehouse's order, 5 not sent"]);
}

#[test]
fn an_article_of_another_number_than_we_know_is_traced_by_the_code_of_its_line() {
    let order = rows(vec![row(31, 1, "5")]);
    let nothing_known = |_| None;
    let context = ShipmentContext::new(&nothing_known, &[]);
    let mut traced = line(" 31 ", 1, "5", "2");
    traced.article.get_or_insert_default().product_code = None;
    let found = compare_shipment(&order, &delivery(vec![traced]), &context, &OrderSettings::default());
    assert_eq!(found.unwrap().differences(), ["row 31: 2 of 5 sent, 3 missing"]);
}

#[test]
fn articles_that_are_found_by_number_are_matched_by_number() {
    let order = rows(vec![row(41, 4711, "5"), row(42, 4712, "2")]);
    let with_code = |code: &str, article: &str, ordered: &str, picked: &str| {
        let mut line = line(code, 1, ordered, picked);
        let mut own = ArticleClass::default();
        own.product_code = text("their own");
        own.article_number = text(article);
        line.article = Some(own);
        line
    };
    let lines = vec![with_code("31", " p-4711", "5", "3"), with_code("32", "P-4712", "2", "2")];
    let mut settings = OrderSettings::default();
    settings.article_identification = ArticleIdentification::ArticleNumber;
    let context = ShipmentContext::new(&facts, &[]);
    let comparison = compare_shipment(&order, &delivery(lines), &context, &settings).unwrap();
    assert_eq!(comparison.differences(), ["row 41: 3 of 5 sent, 2 missing"]);
}

#[test]
fn an_article_of_the_warehouse_is_surplus_and_may_be_what_is_missing() {
    let gift = || {
        let mut line = picked_line("GIFT", "1", "1");
        let mut article = ArticleClass::default();
        article.product_code = text("GIFT");
        article.article_number = text("GIFT-1");
        line.article = Some(article);
        line
    };
    let order = rows(vec![row(31, 4711, "5")]);
    assert_eq!(
        differences(&order, vec![line("31", 4711, "5", "5"), gift()]),
        ["1 of article GIFT-1 sent that the order does not have"]
    );
    let held = compare(&order, &delivery(vec![line("31", 4711, "5", "4"), gift()]), &[]).unwrap_err();
    assert_eq!(held.cause, HoldCause::UnknownShippedArticle { article: "GIFT-1".to_owned() });
    let mut unpicked = gift();
    unpicked.picked_number_of_items = None;
    assert_eq!(
        differences(&order, vec![line("31", 4711, "5", "4"), unpicked]),
        ["row 31: 4 of 5 sent, 1 missing"],
        "what was not sent is nothing that the order does not have"
    );
}

#[test]
fn another_article_under_a_rows_code_is_not_the_row() {
    let order = rows(vec![row(31, 4711, "5")]);
    let mut other = picked_line("31", "5", "5");
    let mut article = ArticleClass::default();
    article.article_number = text("SOMETHING-ELSE");
    other.article = Some(article);
    let held = compare(&order, &delivery(vec![other]), &[]).unwrap_err();
    assert_eq!(held.cause.as_str(), "unknown_shipped_article");
}

#[test]
fn what_the_warehouse_back_orders_is_no_rest() {
    let order = rows(vec![row(31, 4711, "8"), row(82, 4712, "7")]);
    let sent = delivery(vec![line("31", 4711, "5", "1")]);
    let back = delivery(vec![line("31", 4711, "4", "4")]);
    let comparison = compare(&order, &sent, &[back]).unwrap();
    let rests: Vec<_> = comparison.rows.iter().map(|row| (row.missing(), row.rest())).collect();
    assert_eq!(rests, [(number("7"), number("3")), (number("7"), number("7"))]);
    assert_eq!(
        comparison.differences()[0],
        "row 31: 1 of 8 sent, 7 missing, 4 of them back-ordered by the warehouse"
    );
}

#[test]
fn a_row_of_a_type_that_nobody_knows_stops_everything() {
    let mut unknown = row(32, 4712, "1");
    unknown.kind = Some(RowType::from("Bundle"));
    let order = rows(vec![row(31, 4711, "5"), unknown]);
    let held = compare(&order, &delivery(vec![line("31", 4711, "5", "5")]), &[]).unwrap_err();
    assert_eq!(held.cause.as_str(), "unknown_row_type");
}

#[test]
fn a_short_row_has_an_id_of_its_own() {
    let mut nameless = row(31, 4711, "5");
    nameless.row_id = None;
    let held = compare(&rows(vec![nameless.clone()]), &delivery(vec![]), &[]).unwrap_err();
    assert_eq!(held.cause, HoldCause::NoRowId { product: ProductId(4711) });
    let lines = vec![line("31", 4711, "5", "5")];
    assert_eq!(differences(&rows(vec![nameless]), lines), Vec::<String>::new());
    let twice = rows(vec![row(31, 4711, "5"), row(31, 4712, "5")]);
    let held = compare(&twice, &delivery(vec![line("31", 4711, "5", "5")]), &[]).unwrap_err();
    assert_eq!(held.cause, HoldCause::DuplicateRowId { row: RowId(31) });
}

#[test]
fn a_part_whose_kit_is_not_told_is_no_product_of_the_order() {
    let mut part = line("", 4712, "4", "4");
    part.parent_order_line_id = Some(ongoing_client::model::OrderLineId(99));
    let order = rows(vec![row(31, 4711, "2")]);
    let held = compare(&order, &delivery(vec![part]), &[]).unwrap_err();
    assert_eq!(held.cause.as_str(), "unknown_shipped_article");
}

#[test]
fn nothing_is_lost_or_invented() {
    // Whatever was picked: of each product, what the rows got and what is surplus is what was sent.
    for seed in 0..2000_u32 {
        let pick = |n: u32, of: u32| (seed.wrapping_mul(2_654_435_761) >> (n * 3)) % of;
        let source = rows(
            (0..1 + pick(0, 3))
                .map(|n| {
                    row(30 + i32::try_from(n).unwrap(), 4711 + i32::try_from(pick(n + 1, 2)).unwrap(), "4")
                })
                .collect(),
        );
        let lines: Vec<_> = (0..pick(5, 4))
            .map(|n| {
                let code = (30 + pick(n + 4, 5)).to_string();
                line(&code, 4711 + i32::try_from(pick(n + 2, 3)).unwrap(), "4", &pick(n + 3, 7).to_string())
            })
            .collect();
        let delivery = delivery(lines);
        let Ok(comparison) = compare(&source, &delivery, &[]) else { continue };
        let picked: rust_decimal::Decimal = delivery.lines.iter().map(|line| line.picked).sum();
        let sent: rust_decimal::Decimal = comparison.rows.iter().map(|row| row.sent).sum();
        let surplus: rust_decimal::Decimal = comparison.surplus.iter().map(|surplus| surplus.quantity).sum();
        assert_eq!(sent + surplus, picked, "{source:?} {delivery:?} {comparison:?}");
        assert!(comparison.rows.iter().all(|row| row.sent <= row.ordered), "{comparison:?}");
    }
}
