use wms_erp_sync::Language;

use super::*;

fn one(text: &str) -> PurchaseOrder {
    let mut found = read("a.csv", text.as_bytes());
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0).unwrap()
}

/// The mistakes of a file. Each is said in every language.
fn mistakes(text: &[u8]) -> Vec<(String, String)> {
    let found: Vec<Mistake> = read("a.csv", text).into_iter().filter_map(Result::err).collect();
    for mistake in &found {
        for language in [Language::Norwegian, Language::Swedish] {
            let (what, remedy) = (language.reason(&mistake.what), language.remedy(&mistake.remedy));
            assert!(what != mistake.what && remedy != mistake.remedy, "{language}: {mistake:?}");
            for word in [" line ", "column", " is "] {
                assert!(!what.contains(word), "{language}: {what}");
            }
        }
    }
    found.into_iter().map(|mistake| (mistake.record, mistake.what)).collect()
}

#[test]
fn a_file_reads_the_same_with_commas_and_with_semicolons_with_and_without_bom() {
    let comma = "order,line,article,quantity,expected,supplier_name,text\r\n\
                 P-1,1,K-500,2.5,2026-04-01,\"Kaffe, AS\",\r\nP-1,2,TE,1,,,\"Si \"\"hei\"\"\"\r\n";
    let semicolon = "\u{feff}Order;Line;Article;Quantity;Expected;Supplier_name;Text\n\
                     P-1;1;K-500;2,5;01.04.2026;Kaffe, AS;\n;;;;;;\nP-1; 2 ;TE;1;;;\"Si \"\"hei\"\"\"\n";
    let order = one(comma);
    assert_eq!(order, one(semicolon));
    assert_eq!((order.number.as_str(), order.lines.len()), ("P-1", 2));
    assert_eq!(order.lines[0].quantity, "2.5".parse().unwrap());
    assert_eq!(order.expected, NaiveDate::from_ymd_opt(2026, 4, 1));
    assert_eq!(order.lines[1].text.as_deref(), Some("Si \"hei\""));
    assert_eq!(order.supplier.unwrap().name.as_deref(), Some("Kaffe, AS"));
}

#[test]
fn a_withdrawn_order_needs_no_lines() {
    let order = one("order;line;article;quantity;withdrawn\nP-1;;;;yes\n");
    assert!(order.withdrawn && order.lines.is_empty());
}

#[test]
fn a_mistake_names_file_line_and_column_and_costs_its_order_only() {
    let head = "order;line;article;quantity;expected;withdrawn\nP-0;1;A;1;;\n";
    for (row, expected) in [
        ("P-1;1;A;x;;", "a.csv, line 3, column quantity: \"x\" is not a number"),
        ("P-1;1;A;-1;;", "a.csv, line 3, column quantity: \"-1\" is not a number"),
        ("P-1;1;A;0;;", "a.csv, line 3, column quantity: \"0\" is nothing to expect"),
        ("P-1;1;A;1.000;;", "a.csv, line 3, column quantity: \"1.000\" may be thousands or decimals"),
        ("P-1;1;A;1.000,5;;", "a.csv, line 3, column quantity: \"1.000,5\" may be thousands or decimals"),
        ("P-1;1;A;;;", "a.csv, line 3, column quantity: it is empty"),
        ("P-1;;A;1;;", "a.csv, line 3, column line: it is empty"),
        ("P-1;1;;1;;", "a.csv, line 3, column article: it is empty"),
        ("P-1;1;A;1;1.4.26;", "a.csv, line 3, column expected: \"1.4.26\" is not a date"),
        ("P-1;1;A;1;;maybe", "a.csv, line 3, column withdrawn: \"maybe\" is neither yes nor no"),
        ("P-1;1;A;1;;\nP-1;1;B;1;;", "a.csv, line 4, column line: line 1 of order P-1 is there twice"),
        (
            "P-1;1;A;1;2026-04-01;\nP-1;2;B;1;2026-04-02;",
            "a.csv, line 4, column expected: \"2026-04-02\" is not what line 3 says of the same order, \"2026-04-01\"",
        ),
    ] {
        let text = format!("{head}{row}\n");
        assert_eq!(mistakes(text.as_bytes()), [("P-1".to_owned(), expected.to_owned())], "{row}");
        assert_eq!(read("a.csv", text.as_bytes()).iter().filter(|order| order.is_ok()).count(), 1, "{row}");
    }
}

#[test]
fn what_may_concern_any_order_costs_the_file() {
    let head = "order;line;article;quantity\nP-0;1;A;1\n";
    for (text, expected) in [
        (String::new(), "a.csv is empty"),
        ("order;line;article\n".to_owned(), "a.csv, line 1: the column quantity is missing"),
        ("order;line;article;quantity;colour\n".to_owned(), "a.csv, line 1: there is no column \"colour\""),
        ("order;order;line;article;quantity\n".to_owned(), "a.csv, line 1: the column order is there twice"),
        (
            format!("{head};2;B;1\n"),
            "a.csv, line 3, column order: it is empty, so that the row may be of any order",
        ),
        (format!("{head}P-1;2;B\n"), "a.csv, line 3: it has 3 cells, and the first line has 4"),
    ] {
        assert_eq!(mistakes(text.as_bytes()), [("file a.csv".to_owned(), expected.to_owned())], "{text}");
        assert_eq!(read("a.csv", text.as_bytes()).len(), 1, "{text}");
    }
    let latin = b"order;line;article;quantity\nP-0;1;K\xf8\x72;1\n";
    assert_eq!(mistakes(latin), [("file a.csv".to_owned(), "a.csv, line 2: this is not UTF-8".to_owned())]);
}
