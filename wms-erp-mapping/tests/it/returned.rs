use ongoing_client::model::{ReturnOrderInfo, ReturnOrderLineId, ReturnOrderLineInfo};
use twentyfour_client::types::{ChangeState, InvoiceOrder, OrderSlipStateType};
use wms_erp_mapping::{Credit, credit_order, returned};

use crate::sample::{number, order, row, text};

fn line(code: &str, article: &str, quantity: &str) -> ReturnOrderLineInfo {
    let mut line = ReturnOrderLineInfo::default();
    line.external_order_line_code = text(code);
    line.article_number = text(article);
    line.returned_number_of_items = Some(number(quantity));
    line
}

fn came_back(lines: Vec<ReturnOrderLineInfo>) -> Vec<(String, String, String)> {
    let mut order = ReturnOrderInfo::default();
    order.return_order_lines = lines;
    let words = |line: wms_erp_mapping::ReturnedLine| (line.code, line.article, line.quantity.to_string());
    returned(&order).lines.into_iter().map(words).collect()
}

fn words(words: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    words.iter().map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned())).collect()
}

#[test]
fn lines_of_the_same_row_are_one_and_what_has_not_come_is_none() {
    let lines = vec![line("2", "B", "1"), line("1", "A", "1.50"), line("1", "A", "0.5"), line("3", "C", "0")];
    assert_eq!(came_back(lines), words(&[("1", "A", "2"), ("2", "B", "1")]));
    assert_eq!(came_back(vec![line("1", "A", "-1")]), []);
}

#[test]
fn lines_without_a_code_are_not_one_line() {
    let lines = vec![line("", "A", "1"), line(" ", "B", "2")];
    assert_eq!(came_back(lines), words(&[("", "A", "1"), ("", "B", "2")]));
}

#[test]
fn a_kit_counts_as_itself() {
    let mut part = line("1-1", "PART", "4");
    part.parent_return_order_line_id = Some(ReturnOrderLineId(7));
    let mut whole = line("1", "KIT", "2");
    whole.parent_return_order_line_id = Some(ReturnOrderLineId(0));
    assert_eq!(came_back(vec![whole, part]), words(&[("1", "KIT", "2")]));
}

#[test]
fn the_cause_of_a_line_goes_before_that_of_the_return() {
    let mut order = ReturnOrderInfo::default();
    order.return_cause_code = text("REGRET");
    let mut broken = line("1", "A", "1");
    broken.return_cause_name = text("Broken");
    order.return_order_lines = vec![broken, line("2", "B", "1")];
    let causes: Vec<_> = returned(&order).lines.into_iter().map(|line| line.cause).collect();
    assert_eq!(causes, [text("Broken"), text("REGRET")]);
}

fn original() -> InvoiceOrder {
    let mut original = order();
    original.invoice_text = text("Thank you");
    original.skip_stock = Some(false);
    original.invoice_rows = vec![row(1, 4711, "10"), row(2, 4712, "3")];
    original.invoice_rows[0].price = Some(number("99.90"));
    original.invoice_rows[0].discount_rate = Some(number("5"));
    original
}

#[test]
fn a_credit_has_the_terms_and_prices_of_the_original_and_negative_quantities() {
    let original = original();
    let terms = Credit::new(OrderSlipStateType::Offer, -8001, "Return R-1");
    let credit = credit_order(&original, &[(&original.invoice_rows[0], number("2"))], &terms).unwrap();
    assert_eq!(credit.order_id, None);
    assert_eq!((credit.reference_order_id, credit.external_status), (original.order_id, Some(-8001)));
    assert_eq!(
        (credit.order_status, credit.invoice_text),
        (Some(OrderSlipStateType::Offer), text("Return R-1"))
    );
    assert_eq!(credit.skip_stock, Some(true), "the goods are in the WMS's stock");
    assert_eq!((credit.customer_id, &credit.addresses), (original.customer_id, &original.addresses));
    assert_eq!((credit.delivery_date, credit.delivery_alternative), (None, None), "nothing is delivered");
    let [row] = &credit.invoice_rows[..] else { panic!("{:?}", credit.invoice_rows) };
    assert_eq!(
        (row.quantity, row.price, row.discount_rate),
        (Some(number("-2")), Some(number("99.90")), Some(number("5")))
    );
    assert_eq!((row.row_id, row.change_state.clone()), (None, Some(ChangeState::Add)));
    assert_eq!(credit_order(&original, &[], &terms), None);
    let mut nameless = original.clone();
    nameless.order_id = None;
    assert_eq!(credit_order(&nameless, &[(&original.invoice_rows[0], number("2"))], &terms), None);
}
