//! Orders that were sent again are read back: what the WMS took is compared with what was sent.

use ongoing_simulator::Rule;
use ongoing_simulator::world::{MissingLines, Order};
use wms_erp_sync::{Class, OrderEventKind, Outcome, Process};

use super::super::bench::Transport;
use super::{Bench, Shop, furnish};

async fn over(transport: Transport) -> Shop {
    furnish(Bench::over(transport, |tenant| tenant).await).await
}

/// An order of two lines, of which the second was taken off in the ERP while the WMS keeps what it is not told of.
async fn with_a_line_that_stays(transport: Transport) -> (Shop, i32) {
    let shop = over(transport).await;
    shop.wms.set_rules(|rules| rules.missing_lines = MissingLines::Kept);
    let number = shop.order();
    shop.orders().await;
    shop.books().delete_row(number, shop.row(number, 1));
    shop.orders().await;
    (shop, number)
}

async fn a_line_that_stayed_is_told_until_the_warehouse_has_taken_it_off(transport: Transport) {
    let (shop, number) = with_a_line_that_stays(transport).await;
    let held = shop.held().await;
    let [held] = &held[..] else { panic!("{held:#?}") };
    assert_eq!((held.record.as_str(), held.class), (format!("{number}/lines").as_str(), Class::Rejected));
    assert!(held.what.contains("of 2 was not sent"), "{held:?}");
    assert!(held.remedy.contains("corrected in the WMS"), "{held:?}");
    let since = held.since;
    // Nobody has done anything: it is told once, and the order is not sent again.
    let report = shop.orders().await;
    assert_eq!((report.written, report.needs_attention), (0, 1));
    assert_eq!((shop.held().await[0].attempts, shop.held().await[0].since), (2, since));
    let told = [OrderEventKind::Imported, OrderEventKind::Changed, OrderEventKind::Held];
    assert_eq!(shop.events(number).await, told);
    let kept = shop.row(number, 0).to_string();
    let take_off = |order: &mut Order| order.lines.retain(|line| line.code() == kept);
    shop.wms.act(|world| world.edit_order(&number.to_string(), take_off)).unwrap();
    shop.orders().await;
    assert_eq!(shop.held().await, []);
    assert_eq!(shop.events(number).await.last(), Some(&OrderEventKind::Released));
}

async fn a_later_change_that_is_taken_whole_clears_it(transport: Transport) {
    let (shop, number) = with_a_line_that_stays(transport).await;
    shop.wms.set_rules(|rules| rules.missing_lines = MissingLines::Deleted);
    shop.books().patch_row(number, shop.row(number, 0), |row| row.set("Quantity", 9));
    shop.orders().await;
    assert_eq!((shop.held().await, shop.quantities(number)), (Vec::new(), vec![9.into()]));
}

async fn a_quantity_and_an_article_that_are_not_what_was_sent_are_named(transport: Transport) {
    let shop = over(transport).await;
    let number = shop.order();
    shop.orders().await;
    shop.wms.control().misbehave(Rule::status(503, "").when(|call| reads_orders(&call.operation)).skip(1));
    shop.books().patch_row(number, shop.row(number, 0), |row| row.set("Quantity", 4));
    // The change is taken, and cannot be read back: that is done by the next run.
    let report = shop.turn(Process::Orders).await;
    assert_eq!((report.outcome, report.written), (Outcome::Failed, 1));
    assert_eq!((shop.held().await, shop.quantities(number)), (Vec::new(), vec![4.into(), 2.into()]));
    let cup = shop.wms.article_by_product_code(&shop.cup.to_string()).unwrap().system_id;
    let edit = |order: &mut Order| {
        order.lines[0].number_of_items = 1.into();
        order.lines[0].article = cup;
    };
    shop.wms.act(|world| world.edit_order(&number.to_string(), edit)).unwrap();
    shop.orders().await;
    let what = shop.held().await.remove(0).what;
    assert!(what.contains("NumberOfItems is 1, sent was 4"), "{what}");
    assert!(what.contains(&format!("ProductCode is {}, sent was {}", shop.cup, shop.coffee)), "{what}");
}

async fn what_was_changed_in_one_run_is_read_back_in_one_request(transport: Transport) {
    let shop = over(transport).await;
    let numbers: Vec<i32> = (0..20).map(|_| shop.order()).collect();
    shop.orders().await;
    for number in &numbers {
        shop.books().patch_row(*number, shop.row(*number, 0), |row| row.set("Quantity", 8));
    }
    let report = shop.orders().await;
    let reads = || shop.wms.control().requests().iter().filter(|r| reads_orders(&r.operation)).count();
    assert_eq!(
        (report.written, reads()),
        (20, 2),
        "looked up in one request, read back in another: {report:#?}"
    );
    assert_eq!(shop.held().await, []);
    let report = shop.orders().await;
    assert_eq!(report.requests.wms, 0, "an idle run asks nothing");
}

fn reads_orders(operation: &str) -> bool {
    operation == "GetOrdersByQuery" || operation.starts_with("GET ") && operation.contains("/orders")
}

macro_rules! over_both {
    ($($name:ident)*) => {
        mod soap { $( #[tokio::test] async fn $name() { super::$name(super::Transport::Soap).await; } )* }
        mod rest { $( #[tokio::test] async fn $name() { super::$name(super::Transport::Rest).await; } )* }
    };
}

over_both! {
    a_line_that_stayed_is_told_until_the_warehouse_has_taken_it_off
    a_later_change_that_is_taken_whole_clears_it
    a_quantity_and_an_article_that_are_not_what_was_sent_are_named
    what_was_changed_in_one_run_is_read_back_in_one_request
}

#[tokio::test]
async fn an_order_that_is_over_is_read_back_no_more_and_one_that_was_dismissed_is_told_no_more() {
    let (shop, number) = with_a_line_that_stays(Transport::Soap).await;
    let (other, second) = with_a_line_that_stays(Transport::Soap).await;
    shop.books().set_order_status(number, "Invoiced");
    shop.orders().await;
    assert_eq!(shop.wms_count("GetOrdersByQuery"), 0);
    // Invoicing does not take the line off in the warehouse.
    assert_eq!(shop.held_by(Process::Orders).await, [(format!("{number}/lines"), Class::Notice)]);
    let name = format!("{second}/lines");
    other.engine.operator("acme").dismiss(Process::Orders, &name, "it is a gift").await.unwrap();
    for _ in 0..2 {
        let report = other.orders().await;
        assert_eq!((report.needs_attention, other.held().await), (0, Vec::new()));
    }
    assert_eq!(other.wms_count("GetOrdersByQuery"), 0);
}
