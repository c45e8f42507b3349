//! What fails on the way: nothing is lost, nothing comes twice, and one bad record holds up no other.

use asmx_test_server::Reply;
use twentyfour_simulator::{Mischief, Rule};
use wms_erp_sync::{Class, OrderEventKind, Outcome, Process};

use super::leaving::wms_down;
use super::{order, shop};

/// An answer of `GetInvoices` with these orders' heads, the first of which cannot be read.
fn with_poison(shop: &super::Shop, orders: &[i32]) -> Rule {
    let head = |(at, number): (usize, &i32)| {
        let order = shop.books().order(*number).unwrap();
        let fields =
            ["OrderId", "CustomerId", "OrderStatus", "DateOrdered", "DateChanged", "OrderTotalIncVat"];
        let text = |field: &str| match (at, field) {
            (0, "DateOrdered") => "yesterday".to_owned(),
            _ => order.text(field).unwrap_or_default().to_owned(),
        };
        let fields: String =
            fields.iter().map(|field| format!("<{field}>{}</{field}>", text(field))).collect();
        format!("<InvoiceOrder>{fields}</InvoiceOrder>")
    };
    let heads: String = orders.iter().enumerate().map(head).collect();
    let answer = format!(
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>\
         <GetInvoicesResponse xmlns=\"{}\"><GetInvoicesResult>{heads}</GetInvoicesResult></GetInvoicesResponse>\
         </soap:Body></soap:Envelope>",
        twentyfour_client::NAMESPACE,
    );
    Rule::new(Mischief::Answer(Reply::http(200, "text/xml; charset=utf-8", answer))).on("GetInvoices")
}

#[tokio::test]
async fn a_warehouse_that_is_down_delays_the_orders_and_loses_none() {
    let shop = shop().await;
    let numbers: Vec<i32> = (0..10).map(|_| shop.order()).collect();
    shop.wms.control().misbehave(wms_down());
    let report = shop.turn(Process::Orders).await;
    assert_eq!(report.outcome, Outcome::Failed);
    assert!(report.reasons[0].what.contains("Ongoing"), "{report:#?}");
    // Three failures in a row are enough: it is not the records.
    assert!(shop.wms_count("") <= 3, "{}", shop.wms_count(""));
    shop.wms.control().behave();
    shop.orders().await;
    assert!(numbers.iter().all(|number| shop.is_in_wms(*number)));
    assert_eq!(shop.wms.orders().len(), 10);
    assert_eq!(shop.held().await, []);
}

#[tokio::test]
async fn s02_a_write_whose_answer_was_lost_comes_once() {
    for rule in
        [Rule::drop_before(), Rule::drop_after(), Rule::status(500, "oops").after_the_change(), Rule::html()]
    {
        let shop = shop().await;
        let numbers: Vec<i32> = (0..4).map(|_| shop.order()).collect();
        shop.wms.control().misbehave(rule.on("ProcessOrder").skip(1));
        shop.turn(Process::Orders).await;
        let there = shop.wms.orders().len();
        assert!((3..=4).contains(&there), "only one of them failed: {there}");
        shop.orders().await;
        assert_eq!(shop.wms.orders().len(), 4);
        assert!(numbers.iter().all(|number| shop.is_in_wms(*number)));
        assert_eq!(shop.held().await, []);
        let report = shop.orders().await;
        assert_eq!((report.written, shop.wms_count("ProcessOrder")), (0, 0));
    }
}

#[tokio::test]
async fn s03_number_17_of_50_fails_alone() {
    let shop = shop().await;
    let numbers: Vec<i32> = (0..50)
        .map(|n| {
            let reference = if n == 16 { "x".repeat(51) } else { format!("R{n}") };
            shop.books().add_order(order(shop.kari, &[(shop.coffee, 1)]).with("ReferenceNumber", reference))
        })
        .collect();
    let report = shop.orders().await;
    // The article of a refused order is written once more: it may have been deactivated by hand.
    assert_eq!((report.written, report.held), (49 + 1, 1));
    assert_eq!(shop.held_by(Process::Orders).await, [(numbers[16].to_string(), Class::Rejected)]);
    shop.books().patch_order(numbers[16], |order| order.set("ReferenceNumber", "R16"));
    assert_eq!(shop.orders().await.written, 1);
    assert_eq!(shop.held().await, []);
}

#[tokio::test]
async fn an_erp_that_breaks_off_at_any_request_delays_the_orders_and_loses_none() {
    for skip in 0..4 {
        for rule in [Rule::drop_before(), Rule::drop_after(), Rule::status(503, "busy")] {
            let shop = shop().await;
            let number = shop.order();
            shop.erp.misbehave(rule.skip(skip));
            // Where a run makes fewer requests, the next one meets it.
            for _ in 0..3 {
                shop.turn(Process::Orders).await;
            }
            shop.orders().await;
            assert_eq!(shop.wms.orders().len(), 1, "skip {skip}");
            assert!(shop.is_in_wms(number));
            assert_eq!(shop.held().await, []);
        }
    }
}

#[tokio::test]
async fn s15_a_list_that_is_cut_short_makes_nobody_leave() {
    let shop = shop().await;
    let numbers: Vec<i32> = (0..20).map(|_| shop.order()).collect();
    shop.orders().await;
    let mischief = Mischief::Truncate { at: 0.5, announced: false };
    // Every answer: one that is cut once is asked for by ids.
    shop.erp.misbehave(Rule::new(mischief.clone()).on("GetInvoices").always());
    assert_eq!(shop.turn(Process::Orders).await.outcome, Outcome::Failed);
    shop.erp.control().behave();
    shop.erp.misbehave(Rule::new(mischief).on("GetInvoices"));
    shop.orders().await;
    // One missing in the scan is asked for by its id before anything is said of it.
    let omit = Mischief::Omit(Some("InvoiceOrder".to_owned()));
    shop.erp.misbehave(Rule::new(omit).on("GetInvoices"));
    shop.orders().await;
    for number in numbers {
        assert_eq!(shop.events(number).await, [OrderEventKind::Imported]);
    }
}

#[tokio::test]
async fn s21_an_order_that_cannot_be_read_holds_up_no_other_and_has_not_left() {
    let shop = shop().await;
    let (poison, known) = (shop.order(), shop.order());
    shop.orders().await;
    shop.orders().await;
    let new = shop.order();
    // Unreadable in the scan: it says which it is, so it has not left, and nobody has to ask after it.
    shop.erp.misbehave(with_poison(&shop, &[poison, known, new]));
    let report = shop.orders().await;
    assert_eq!((report.written, report.failed), (1, 1), "{report:#?}");
    assert!(report.reasons.iter().any(|reason| reason.what.contains("yesterday")), "{report:#?}");
    assert!(shop.is_in_wms(new));
    for number in [poison, known, new] {
        assert_eq!(shop.events(number).await, [OrderEventKind::Imported]);
    }
    assert_eq!(shop.held_by(Process::Orders).await, [(poison.to_string(), Class::Transient)]);
    // One that really left does so meanwhile.
    shop.books().set_order_status(known, "Pack");
    shop.erp.misbehave(with_poison(&shop, &[poison, new]));
    shop.orders().await;
    assert_eq!(shop.events(known).await, [OrderEventKind::Imported, OrderEventKind::Advanced]);
    shop.orders().await;
    assert_eq!(shop.held().await, [], "read well, and let go");
}

#[tokio::test]
async fn the_daily_comparison_is_not_over_while_an_order_cannot_be_read() {
    let shop = shop().await;
    let (poison, quiet) = (shop.order(), shop.order());
    shop.orders().await;
    shop.orders().await;
    shop.clock.advance(super::super::bench::hours(25));
    // The scan and its heads go well; one whole order cannot be read.
    shop.erp.misbehave(with_poison(&shop, &[poison, quiet]).skip(1));
    shop.orders().await;
    shop.books().quietly().patch_order(quiet, |order| order.set("InvoiceTitle", "quiet"));
    shop.orders().await;
    assert_eq!(shop.in_wms(quiet).data.order_remark.as_deref(), Some("quiet"));
    // Now it is over: reading is by heads again.
    shop.orders().await;
    assert_eq!(shop.erp_count("GetInvoices"), 1);
}

#[tokio::test]
async fn a_number_that_could_not_be_looked_up_is_not_written_blindly() {
    let shop = shop().await;
    let number = shop.order();
    let answer = format!(
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>\
         <GetOrdersByQueryResponse xmlns=\"{}\"><GetOrdersByQueryResult><Orders><Order><OrderInfo>\
         <OrderId>many</OrderId></OrderInfo></Order></Orders></GetOrdersByQueryResult></GetOrdersByQueryResponse>\
         </soap:Body></soap:Envelope>",
        ongoing_client::NAMESPACE,
    );
    let reply = Reply::http(200, "text/xml; charset=utf-8", answer);
    shop.wms.control().misbehave(Rule::new(Mischief::Answer(reply)).on("GetOrdersByQuery"));
    shop.orders().await;
    assert!(!shop.is_in_wms(number));
    assert_eq!(shop.held_by(Process::Orders).await, [(number.to_string(), Class::Transient)]);
    shop.orders().await;
    assert!(shop.is_in_wms(number));
    assert_eq!(shop.held().await, []);
}

#[tokio::test]
async fn s17_a_session_that_ends_in_the_middle_is_opened_again() {
    let shop = shop().await;
    shop.orders().await;
    let numbers: Vec<i32> = (0..5).map(|_| shop.order()).collect();
    shop.erp.expire_sessions();
    shop.orders().await;
    assert!(numbers.iter().all(|number| shop.is_in_wms(*number)));
}

#[tokio::test]
async fn s16_a_used_up_quota_ends_the_run_and_the_next_hour_goes_on() {
    let shop = shop().await;
    let number = shop.order();
    shop.erp.exhaust_quota();
    let report = shop.run(Process::Orders).await;
    assert_eq!(report.outcome, Outcome::Failed);
    shop.clock.advance(super::super::bench::hours(1));
    shop.orders().await;
    assert!(shop.is_in_wms(number));
}
