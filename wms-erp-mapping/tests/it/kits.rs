//! Kits: one row of the ERP, several lines of the WMS, and back.

use ongoing_client::model::{CustomerOrderLine, PickedOrderLine};
use rust_decimal::Decimal;
use twentyfour_client::types::{InvoiceOrder, InvoiceRow, ProductId};
use wms_erp_mapping::{
    ArticleIdentification, DeliveredFields, Hold, HoldCause, Kit, KitError, KitLines, Kits, LinePrices,
    NoteKind, OrderSettings, ProductFacts, ShipmentComparison, ShipmentContext, compare_shipment,
    delivered_quantities, delivered_rows, kit_parts, order_articles, rest_order, row_of_code,
};

use crate::sample::{FREIGHT, held, map, notes_on, number, order, row, text, try_map};
use crate::shipment::{facts, line};
use crate::status::{delivery, picked_line};

/// A starter set of two cups and a saucer, for 4711.
fn set() -> Kit {
    Kit::new(ProductId(4711)).with_part(ProductId(88), number("2")).with_part(ProductId(89), number("1"))
}

fn settings() -> OrderSettings {
    let mut settings = OrderSettings::default();
    settings.kits = Kits::new([set()]).unwrap().with_lines(KitLines::Parts);
    settings
}

fn rows(rows: Vec<InvoiceRow>) -> InvoiceOrder {
    let mut order = order();
    order.invoice_rows = rows;
    order
}

fn lines(order: &InvoiceOrder, settings: &OrderSettings) -> Vec<(String, String, String)> {
    let mapped = try_map(order, settings).unwrap().value;
    let line = |line: CustomerOrderLine| {
        let number = line.number_of_items.to_string();
        (line.external_order_line_code.unwrap(), line.product_code.unwrap(), number)
    };
    mapped.customer_order_lines.into_iter().map(line).collect()
}

fn triple(code: &str, product: &str, quantity: &str) -> (String, String, String) {
    (code.to_owned(), product.to_owned(), quantity.to_owned())
}

#[test]
fn a_kit_goes_over_as_its_parts_and_other_rows_as_ever() {
    let order = rows(vec![row(31, 4711, "1.5"), row(32, 88, "4")]);
    assert_eq!(
        lines(&order, &settings()),
        [triple("31:4711:88:2:2", "88", "3"), triple("31:4711:89:1:2", "89", "1.5"), triple("32", "88", "4"),]
    );
    let articles = order_articles(&order, &settings());
    assert_eq!(articles, [ProductId(88), ProductId(89)], "the kit itself needs no article");
    let mapped = try_map(&order, &settings()).unwrap();
    let notes = notes_on(&mapped.notes, "CustomerOrderLines");
    assert_eq!(notes, [(NoteKind::Changed, "row 31 is kit 4711; it is sent as its parts 88, 89")]);
}

#[test]
fn a_table_has_no_effect_until_parts_are_asked_for() {
    let mut settings = settings();
    settings.kits = Kits::new([set()]).unwrap();
    let order = rows(vec![row(31, 4711, "2")]);
    assert_eq!(lines(&order, &settings), [triple("31", "4711", "2")]);
    assert_eq!(order_articles(&order, &settings), [ProductId(4711)]);
    assert_eq!(serde_json::to_value(&settings.kits).unwrap(), serde_json::to_value(Kits::default()).unwrap());
    assert_eq!(try_map(&order, &settings).unwrap(), map(&order));
}

#[test]
fn parts_have_no_price_and_say_so() {
    let mut kit = row(31, 4711, "2");
    kit.price = Some(number("500"));
    kit.discount_rate = Some(number("10"));
    let mut settings = settings();
    settings.line_prices = LinePrices::PerUnit;
    let mapped = try_map(&rows(vec![kit]), &settings).unwrap();
    for line in &mapped.value.customer_order_lines {
        assert_eq!((line.line_price, line.discount, &line.currency_code), (None, None, &None));
    }
    let notes = notes_on(&mapped.notes, "CustomerOrderLines.LinePrice");
    assert_eq!(notes, [(NoteKind::LeftOut, "row 31 is a kit; its parts have no price")]);
}

#[test]
fn freight_in_a_kit_is_not_picked_and_numbers_are_those_of_the_parts() {
    let mut settings = settings();
    settings.article_identification = ArticleIdentification::ArticleNumber;
    let kit = set().with_part(FREIGHT, number("1"));
    settings.kits = Kits::new([kit]).unwrap().with_lines(KitLines::Parts);
    let mapped = try_map(&rows(vec![row(31, 4711, "1")]), &settings).unwrap().value;
    let parts = mapped.customer_order_lines.iter().map(|line| (line.article_number.as_deref(), line.do_pick));
    assert_eq!(
        parts.collect::<Vec<_>>(),
        [(Some("NO-88"), Some(true)), (Some("NO-89"), Some(true)), (Some("NO-900"), Some(false))]
    );
    assert!(matches!(held(&rows(vec![row(31, 4711, "0")])).cause, HoldCause::NothingToPick));
}

#[test]
fn a_quantity_that_no_number_holds_is_held() {
    let order = rows(vec![row(31, 4711, &Decimal::MAX.to_string())]);
    let held = try_map(&order, &settings()).unwrap_err();
    assert_eq!(held.to_string(), "the quantity of row 31 is out of range");
    assert_eq!(held.cause.as_str(), "quantity_out_of_range");
}

#[test]
fn a_table_that_is_wrong_is_refused_with_the_kit_and_the_reason() {
    let kit = |id: i32, parts: &[(i32, &str)]| {
        parts.iter().fold(Kit::new(ProductId(id)), |kit, (part, quantity)| {
            kit.with_part(ProductId(*part), number(quantity))
        })
    };
    for (kits, words) in [
        (vec![kit(1, &[(2, "1")]), kit(1, &[(3, "1")])], "kit 1 is in the table twice"),
        (vec![kit(1, &[])], "kit 1 has no parts"),
        (vec![kit(1, &[(2, "1"), (1, "1")])], "kit 1 is a part of itself"),
        (vec![kit(1, &[(2, "1")]), kit(2, &[(3, "1")])], "part 2 of kit 1 is a kit itself"),
        (vec![kit(1, &[(2, "1")]), kit(2, &[(1, "1")])], "part 2 of kit 1 is a kit itself"),
        (vec![kit(1, &[(2, "1"), (2, "2")])], "part 2 is in kit 1 twice"),
        (vec![kit(1, &[(2, "0")])], "the quantity of part 2 of kit 1 must be above zero"),
        (vec![kit(1, &[(2, "-1")])], "the quantity of part 2 of kit 1 must be above zero"),
        (vec![kit(1, &[(2, "0.00001")])], "with at most four decimals"),
        (vec![kit(2_000_000_000, &[(2_000_000_001, "1234.5678")])], "longer than the WMS takes"),
    ] {
        let error = Kits::new(kits).unwrap_err();
        assert!(error.to_string().contains(words), "{words}: {error}");
        assert!([1, 2_000_000_000].contains(&error.kit().0), "{error}");
    }
    assert!(matches!(Kits::new([kit(5, &[])]), Err(KitError::Empty { kit: ProductId(5) })));
}

#[test]
fn the_longest_code_is_one_that_the_wms_takes() {
    let kit = Kit::new(ProductId(99_999_999)).with_part(ProductId(88_888_888), number("999.9999"));
    let kits = Kits::new([kit]).unwrap().with_lines(KitLines::Parts);
    let mut settings = OrderSettings::default();
    settings.kits = kits;
    let order = rows(vec![row(i32::MAX, 99_999_999, "1")]);
    let code = lines(&order, &settings).remove(0).0;
    assert_eq!(code, "2147483647:99999999:88888888:999.9999:1");
    assert!(code.len() <= 40, "{}", code.len());
    assert_eq!(row_of_code(&code).map(|row| row.0), Some(i32::MAX));
    for strange in [
        "31:4711:88:2",
        "31:4711:88:2:3/1",
        "031:4711:88:2:3",
        "31:4711:88:2.0:3",
        "31:4711:88:0:3",
        "a:b:c:d:e",
    ] {
        assert_eq!(row_of_code(strange), None, "{strange}");
    }
}

/// The lines of row 31 with so many of each part picked.
fn picked(kits: &str, cups: &str, saucers: &str) -> Vec<PickedOrderLine> {
    let of = |quantity: &str| (number(kits) * number(quantity)).normalize().to_string();
    vec![line("31:4711:88:2:2", 88, &of("2"), cups), line("31:4711:89:1:2", 89, &of("1"), saucers)]
}

fn try_compare(
    order: &InvoiceOrder,
    lines: Vec<PickedOrderLine>,
    back_order: Vec<PickedOrderLine>,
    settings: &OrderSettings,
) -> Result<ShipmentComparison, Hold> {
    let back_orders = [delivery(back_order)];
    compare_shipment(order, &delivery(lines), &ShipmentContext::new(&facts, &back_orders), settings)
}

fn compared(order: &InvoiceOrder, lines: Vec<PickedOrderLine>) -> ShipmentComparison {
    // The table of today says nothing about it.
    try_compare(order, lines, Vec::new(), &OrderSettings::default()).unwrap()
}

fn two_sets() -> InvoiceOrder {
    rows(vec![row(31, 4711, "2")])
}

#[test]
fn all_parts_make_all_kits() {
    let comparison = compared(&two_sets(), picked("2", "4", "2"));
    assert!(comparison.is_complete(), "{:?}", comparison.differences());
    assert_eq!(comparison.rows[0].sent, number("2"));
    assert_eq!(comparison.rows[0].missing_parts, Some(Vec::new()));
}

#[test]
fn only_whole_kits_count_and_the_missing_parts_are_named() {
    let comparison = compared(&two_sets(), picked("2", "3", "1"));
    assert_eq!(
        comparison.differences(),
        [
            "row 31: 1 of 2 kits sent; 1 of part 88 missing; 1 of part 89 missing",
            "1 of part 88 sent beyond whole kits of product 4711",
        ]
    );
    assert_eq!((comparison.rows[0].sent, comparison.rows[0].rest()), (number("1"), number("1")));
    let comparison = compared(&two_sets(), picked("2", "4", "0"));
    assert_eq!(comparison.differences()[0], "row 31: 0 of 2 kits sent; 2 of part 89 missing");
}

#[test]
fn too_many_parts_and_too_many_kits_are_said() {
    let comparison = compared(&two_sets(), picked("2", "5", "2"));
    assert_eq!(comparison.differences(), ["1 of part 88 sent beyond whole kits of product 4711"]);
    let comparison = compared(&rows(vec![row(31, 4711, "1")]), picked("2", "4", "2"));
    assert_eq!(comparison.differences(), ["1 of product 4711 sent that the order does not have"]);
}

#[test]
fn a_part_whose_line_was_deleted_leaves_no_kit_whole() {
    let mut lines = picked("2", "4", "2");
    lines.truncate(1);
    let comparison = compared(&two_sets(), lines.clone());
    assert_eq!(
        comparison.differences()[0],
        "row 31: 0 of 2 kits sent; 1 of its parts not in the warehouse's order"
    );
    // A line that is left over with nothing on it is no line.
    lines.push(picked_line("31:4711:89:1:2", "0", "0"));
    assert_eq!(compared(&two_sets(), lines).rows[0].sent, number("0"));
}

#[test]
fn a_part_with_another_article_is_no_part() {
    let mut lines = picked("2", "4", "2");
    lines[1] = line("31:4711:89:1:2", 90, "2", "2");
    let comparison = compared(&two_sets(), lines);
    assert_eq!(comparison.rows[0].sent, number("0"));
    assert!(
        comparison.differences().contains(&"2 of product 90 sent that the order does not have".to_owned()),
        "{:?}",
        comparison.differences()
    );
}

#[test]
fn half_a_kit_that_was_ordered_is_whole_when_its_parts_were_sent() {
    let order = rows(vec![row(31, 4711, "1.5")]);
    assert!(compared(&order, picked("1.5", "3", "1.5")).is_complete());
    assert_eq!(compared(&order, picked("1.5", "3", "1")).rows[0].sent, number("1"));
}

#[test]
fn freight_in_a_kit_never_makes_it_short() {
    let mut lines = picked("2", "4", "2");
    lines[1].do_pick = Some(false);
    lines[1].picked_number_of_items = Some(number("0"));
    assert!(compared(&two_sets(), lines.clone()).is_complete());
    lines[0].do_pick = Some(false);
    lines[0].picked_number_of_items = Some(number("0"));
    assert!(compared(&two_sets(), lines).is_complete(), "a kit of services counts as sent");
}

#[test]
fn kits_and_loose_rows_of_their_parts_are_kept_apart() {
    let order = rows(vec![row(31, 4711, "2"), row(32, 88, "3"), row(33, 4711, "1")]);
    let mut lines = picked("2", "4", "2");
    lines.push(line("32", 88, "3", "1"));
    lines.push(line("33:4711:88:2:2", 88, "2", "2"));
    lines.push(line("33:4711:89:1:2", 89, "1", "0"));
    assert_eq!(
        compared(&order, lines).differences(),
        [
            "row 32: 1 of 3 sent, 2 missing",
            "row 33: 0 of 1 kits sent; 1 of part 89 missing",
            "2 of part 88 sent beyond whole kits of product 4711",
        ]
    );
}

#[test]
fn a_shipment_is_measured_by_the_parts_with_which_the_order_went_over() {
    // By now a kit has three cups, by another table; and the row went over as two of each before.
    let mut newer = OrderSettings::default();
    let kit = Kit::new(ProductId(4711)).with_part(ProductId(88), number("3"));
    newer.kits = Kits::new([kit]).unwrap().with_lines(KitLines::Parts);
    let comparison = try_compare(&two_sets(), picked("2", "4", "2"), Vec::new(), &newer).unwrap();
    assert!(comparison.is_complete(), "{:?}", comparison.differences());
    // One that went over as one line, before there was a table.
    let one_line = vec![line("31", 4711, "2", "1")];
    let comparison = try_compare(&two_sets(), one_line, Vec::new(), &newer).unwrap();
    assert_eq!(comparison.differences(), ["row 31: 1 of 2 sent, 1 missing"]);
}

#[test]
fn two_lists_of_parts_in_one_row_are_not_guessed_at() {
    let mut lines = picked("2", "4", "2");
    lines.push(line("31:4711:88:3:2", 88, "6", "6"));
    let held = try_compare(&two_sets(), lines, Vec::new(), &OrderSettings::default()).unwrap_err();
    assert_eq!(
        held.to_string(),
        "the lines of row 31 in the WMS have two different lists of parts of kit 4711"
    );
}

#[test]
fn a_back_order_of_the_missing_part_completes_its_kits() {
    let to_come = vec![line("31:4711:89:1:2", 89, "1", "1")];
    let comparison =
        try_compare(&two_sets(), picked("2", "4", "1"), to_come, &OrderSettings::default()).unwrap();
    let row = &comparison.rows[0];
    assert_eq!((row.sent, row.back_ordered, row.rest()), (number("1"), number("1"), number("0")));
    assert_eq!(rest_order(&two_sets(), &comparison), None, "the warehouse delivers it by itself");
}

#[test]
fn the_erp_gets_whole_kits_in_every_place() {
    let order = two_sets();
    let comparison = compared(&order, picked("2", "3", "1"));
    let rest = rest_order(&order, &comparison).unwrap();
    assert_eq!(
        (rest.invoice_rows[0].product_id, rest.invoice_rows[0].quantity),
        (Some(ProductId(4711)), Some(number("1")))
    );
    let edits = delivered_rows(&order, &comparison);
    assert_eq!((edits.len(), edits[0].quantity), (1, Some(number("1"))));
    let delivered = delivered_quantities(&order, &comparison, DeliveredFields::DeliveredAndRest, &[]);
    assert_eq!(
        (delivered[0].quantity_delivered, delivered[0].quantity_rest),
        (Some(number("1")), Some(number("1")))
    );
}

#[test]
fn parts_are_recognised_by_their_numbers_too() {
    let mut settings = OrderSettings::default();
    settings.article_identification = ArticleIdentification::ArticleNumber;
    let mut lines = picked("2", "4", "2");
    for line in &mut lines {
        line.article.as_mut().unwrap().product_code = text("of another system");
    }
    assert!(try_compare(&two_sets(), lines.clone(), Vec::new(), &settings).unwrap().is_complete());
    assert_eq!(kit_parts(&delivery(lines)), [ProductId(88), ProductId(89)]);
    let unknown = |_: ProductId| -> Option<ProductFacts> { None };
    let sent = delivery(picked("2", "4", "2"));
    let comparison = compare_shipment(&two_sets(), &sent, &ShipmentContext::new(&unknown, &[]), &settings);
    assert!(comparison.unwrap().is_complete(), "what is not known is not held against it");
}
