//! How many of each line are ordered, in the WMS, picked, sent and reported.

use twentyfour_simulator::{Record, Rule};
use wms_erp_sync::{LineQuantities, Process, Why};

use super::bench::TENANT;
use super::orders::{Shop, shop};

async fn why(shop: &Shop, order: i32) -> Why {
    shop.engine.inspect(TENANT).why(order).await.unwrap()
}

/// Of each line what is ordered, in the WMS, picked, sent, reported; `-` for none.
async fn lines(shop: &Shop, order: i32) -> Vec<String> {
    texts(&why(shop, order).await)
}

fn texts(why: &Why) -> Vec<String> {
    let text = |line: &LineQuantities| {
        let all = [line.ordered, line.in_wms, line.picked, line.sent, line.reported];
        all.map(|quantity| quantity.map_or_else(|| "-".to_owned(), |quantity| quantity.to_string())).join(" ")
    };
    why.lines.iter().map(text).collect()
}

#[tokio::test]
async fn the_quantities_of_an_order_are_followed_line_by_line() {
    let shop = shop().await;
    let number = shop.order();
    let text = Record::row().with("Type", "Text").with("Name", "Ring the bell");
    shop.books().add_row(number, text);
    assert_eq!(lines(&shop, number).await, ["3 - - - -", "2 - - - -"], "a text is nothing to count");
    shop.orders().await;
    assert_eq!(lines(&shop, number).await, ["3 3 0 - -", "2 2 0 - -"]);
    // The ERP's order changes, and the WMS does not have that yet.
    let row = shop.row(number, 0);
    shop.books().patch_row(number, row, |row| row.set("Quantity", 4));
    assert_eq!(lines(&shop, number).await, ["4 3 0 - -", "2 2 0 - -"]);
    shop.orders().await;
    shop.wms.pick(&number.to_string(), &row.to_string(), 1).unwrap();
    assert_eq!(lines(&shop, number).await, ["4 4 1 - -", "2 2 0 - -"]);
    shop.wms.send(&number.to_string()).unwrap();
    assert_eq!(lines(&shop, number).await, ["4 4 1 1 -", "2 2 0 0 -"]);
    shop.turn(Process::OrderStatus).await;
    assert_eq!(lines(&shop, number).await, ["4 4 1 1 1", "2 2 0 0 0"]);
    let why = why(&shop, number).await;
    assert_eq!((why.lines[0].code.as_str(), why.lines[0].name.as_str()), (row.to_string().as_str(), "vare"));
    assert_eq!(why.rows_unread, None);
}

/// Rows that cannot be read are no reason to say nothing, and are not taken for rows that are not there.
#[tokio::test]
async fn rows_that_cannot_be_read_are_said_to_be_missing() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.erp.misbehave(Rule::fault("The rows are broken").on("GetInvoices").skip(1));
    let why = why(&shop, number).await;
    assert_eq!(texts(&why), ["- 3 0 - -", "- 2 0 - -"]);
    assert!(why.rows_unread.unwrap().contains("The rows are broken"));
    assert_eq!(why.erp_status.as_deref(), Some("Confirmed"));
}
