use wms_erp_mapping::{diff, fields};

use crate::sample::{map, number, order, row, text};

fn differences(change: impl FnOnce(&mut twentyfour_client::types::InvoiceOrder)) -> Vec<String> {
    let mut new = order();
    change(&mut new);
    diff(&map(&order()).value, &map(&new).value).unwrap().iter().map(ToString::to_string).collect()
}

#[test]
fn equal_values_do_not_differ() {
    assert_eq!(differences(|_| {}), Vec::<String>::new());
}

#[test]
fn a_changed_field_shows_old_and_new() {
    assert_eq!(
        differences(|order| order.invoice_title = text("Ring <twice> & \"wait\"\r\n")),
        [r#"OrderInfo/OrderRemark: "Leave at the gate" → "Ring <twice> & \"wait\"\r\n""#]
    );
    assert_eq!(
        differences(|order| order.invoice_title = None),
        [r#"OrderInfo/OrderRemark: "Leave at the gate" → """#]
    );
}

#[test]
fn a_line_is_the_same_line_wherever_it_stands() {
    assert_eq!(
        differences(|order| {
            order.invoice_rows = vec![row(2, 4712, "0.5"), row(1, 4711, "2")];
        }),
        Vec::<String>::new()
    );
    assert_eq!(
        differences(|order| order.invoice_rows[0].quantity = Some(number("3"))),
        [r#"CustomerOrderLines/CustomerOrderLine[1]/NumberOfItems: "2" → "3""#]
    );
}

#[test]
fn lines_added_and_removed_show_every_field() {
    let added = differences(|order| order.invoice_rows.push(row(9, 4713, "1")));
    assert!(
        added.iter().all(|field| field.starts_with("CustomerOrderLines/CustomerOrderLine[9]/")),
        "{added:?}"
    );
    assert!(added.contains(&r#"CustomerOrderLines/CustomerOrderLine[9]/ProductCode: → "4713""#.to_owned()));
    let removed = differences(|order| order.invoice_rows.truncate(1));
    assert!(removed.contains(&r#"CustomerOrderLines/CustomerOrderLine[2]/ProductCode: "4712" →"#.to_owned()));
}

#[test]
fn fields_without_a_key_are_counted() {
    let mut order = twentyfour_client::types::InvoiceOrder::default();
    order.user_defined_dimensions = vec![Default::default(), Default::default()];
    order.user_defined_dimensions[1].value = text("x");
    let names: Vec<_> = fields(&order).unwrap().into_iter().map(|(field, _)| field).collect();
    assert_eq!(
        names,
        [
            "UserDefinedDimensions/UserDefinedDimension#1",
            "UserDefinedDimensions/UserDefinedDimension#2/Value"
        ]
    );
    assert_eq!(
        fields(&twentyfour_client::types::Currency::default()).unwrap(),
        [(String::new(), String::new())]
    );
}

#[test]
fn what_cannot_be_written_cannot_be_compared() {
    let mut bad = order();
    bad.invoice_title = text("\u{1}");
    assert_eq!(diff(&order(), &bad).unwrap_err().element, "InvoiceTitle");
}
