use std::time::Duration;

use twentyfour_client::error::ErrorKind;
use twentyfour_client::types::*;
use twentyfour_client::{Client, RetryPolicy};
use twentyfour_simulator::{Mischief, Rule, Simulator};

use crate::clock::TestClock;
use crate::{builder, shop};

/// A client whose chance is always the middle, and whose waits pass at once.
fn patient(erp: &Simulator) -> (Client, TestClock) {
    let clock = TestClock::default();
    let policy = RetryPolicy::default().chance(|| 0.5);
    (builder(erp).clock(clock.clone()).retry(policy).build().unwrap(), clock)
}

fn order(erp: &Simulator, id: Option<i32>) -> InvoiceOrder {
    let mut order = InvoiceOrder::default();
    order.order_id = id.map(OrderId);
    order.customer_id = erp.books().companies()[0].int("Id").map(CompanyId);
    order.order_status = Some(OrderSlipStateType::Confirmed);
    order
}

#[tokio::test]
async fn reads_are_repeated_with_growing_waits() {
    let erp = shop().await;
    let (client, clock) = patient(&erp);
    erp.misbehave(Rule::drop_before().on("GetDeliveryMethods"));
    erp.misbehave(Rule::html().on("GetDeliveryMethods").skip(1));
    client.get_delivery_methods().await.unwrap();
    assert_eq!(erp.count("GetDeliveryMethods"), 3);
    assert_eq!(clock.waits(), [Duration::from_millis(750), Duration::from_millis(1500)]);

    erp.misbehave(Rule::status(503, "down").on("GetProducts").always());
    let error = client.get_products(ProductSearchParameters::default(), &["Id"]).await.err().unwrap();
    assert!(matches!(error.kind(), ErrorKind::Status { status: 503, .. }));
    assert_eq!(erp.count("GetProducts"), 3);
}

#[tokio::test]
async fn what_cannot_get_better_is_not_repeated() {
    let erp = shop().await;
    let (client, clock) = patient(&erp);
    erp.misbehave(Rule::fault("instance validation error").on("GetDeliveryMethods"));
    client.get_delivery_methods().await.unwrap_err();
    erp.misbehave(Rule::status(404, "").on("GetDeliveryMethods"));
    client.get_delivery_methods().await.unwrap_err();
    assert_eq!((erp.count("GetDeliveryMethods"), clock.waits().len()), (2, 0));
}

/// A gateway has waited already, and the service is still at work on it.
#[tokio::test]
async fn what_a_gateway_has_waited_for_in_vain_is_not_asked_again_at_once() {
    let erp = shop().await;
    let (client, clock) = patient(&erp);
    for status in [408, 504] {
        erp.clear_requests();
        erp.misbehave(Rule::status(status, "").on("GetDeliveryMethods"));
        assert!(client.get_delivery_methods().await.unwrap_err().is_timeout());
        assert_eq!((erp.count("GetDeliveryMethods"), clock.waits().len()), (1, 0), "{status}");
    }
}

#[tokio::test]
async fn an_answer_that_is_not_a_list_is_repeated_even_if_it_breaks_late() {
    let erp = shop().await;
    let (client, _) = patient(&erp);
    erp.misbehave(Rule::from(Mischief::Truncate { at: 0.97, announced: true }).on("GetIdentity"));
    client.identity().await.unwrap();
    assert_eq!(erp.count("GetIdentity"), 2);
}

#[tokio::test]
async fn a_new_order_is_never_sent_twice_where_it_may_have_arrived() {
    let erp = shop().await;
    let (client, clock) = patient(&erp);
    for rule in [
        Rule::drop_after(),
        Rule::drop_before(),
        Rule::html(),
        Rule::status(502, ""),
        Rule::fault("Timeout expired"),
    ] {
        erp.clear_requests();
        erp.misbehave(rule.on("SaveInvoices"));
        client.save_invoices(vec![order(&erp, None)]).await.unwrap_err();
        assert_eq!(erp.count("SaveInvoices"), 1);
    }
    assert_eq!((erp.books().orders().len(), clock.waits().len()), (2, 0));

    erp.clear_requests();
    erp.misbehave(Rule::too_many_requests(Some("7")).on("SaveInvoices"));
    client.save_invoices(vec![order(&erp, None)]).await.unwrap();
    assert_eq!((erp.books().orders().len(), erp.count("SaveInvoices")), (3, 2));
    assert_eq!(clock.waits(), [Duration::from_millis(7500)]);
}

#[tokio::test]
async fn a_change_of_a_known_order_is_repeated_but_not_one_that_adds_a_row() {
    let erp = shop().await;
    let (client, _) = patient(&erp);
    let known = erp.books().orders()[0].int("OrderId");
    erp.misbehave(Rule::drop_after().on("SaveInvoices"));
    client.save_invoices(vec![order(&erp, known)]).await.unwrap().remove(0).unwrap();
    assert_eq!(erp.count("SaveInvoices"), 2);

    let mut adding = order(&erp, known);
    let mut row = InvoiceRow::default();
    row.change_state = Some(ChangeState::Add);
    row.product_id = erp.books().products()[0].int("Id").map(ProductId);
    adding.invoice_rows.push(row);
    let mut invoiced = order(&erp, known);
    invoiced.order_status = Some(OrderSlipStateType::Invoiced);
    for order in [adding, invoiced] {
        erp.clear_requests();
        erp.misbehave(Rule::drop_before().on("SaveInvoices"));
        client.save_invoices(vec![order]).await.unwrap_err();
        assert_eq!(erp.count("SaveInvoices"), 1);
    }
}

#[tokio::test]
async fn stock_is_set_again_where_the_answer_was_lost() {
    let erp = shop().await;
    let (client, _) = patient(&erp);
    let product = erp.books().products()[0].int("Id").unwrap();
    erp.misbehave(Rule::drop_after().on("SetStockQuantity"));
    client.set_stock_quantity(ProductId(product), 3.into()).await.unwrap();
    assert_eq!(erp.count("SetStockQuantity"), 2);
}

#[tokio::test]
async fn it_waits_as_told_but_not_for_ever() {
    let erp = shop().await;
    let (client, clock) = patient(&erp);
    client.login().await.unwrap();
    erp.misbehave(Rule::too_many_requests(Some("Mon, 05 Jan 2026 08:00:12 GMT")));
    client.get_delivery_methods().await.unwrap();
    assert_eq!(clock.waits(), [Duration::from_millis(12_500)]);
    erp.misbehave(Rule::too_many_requests(Some("31")));
    client.get_delivery_methods().await.unwrap_err();
    assert_eq!(clock.waits().len(), 1);
}

#[tokio::test]
async fn a_login_that_was_lost_is_repeated_for_a_new_order_too() {
    let erp = shop().await;
    let (client, _) = patient(&erp);
    erp.misbehave(Rule::drop_before().on("Login"));
    client.save_invoices(vec![order(&erp, None)]).await.unwrap().remove(0).unwrap();
    assert_eq!((erp.count("Login"), erp.count("SaveInvoices")), (2, 1));
}

#[tokio::test]
async fn whoever_stops_waiting_stops_the_repetition() {
    use futures::FutureExt;
    let erp = shop().await;
    let client = builder(&erp).build().unwrap();
    client.login().await.unwrap();
    erp.misbehave(Rule::drop_before().on("GetDeliveryMethods"));
    let mut call = Box::pin(client.get_delivery_methods());
    while erp.count("GetDeliveryMethods") == 0 {
        assert!((&mut call).now_or_never().is_none());
        tokio::task::yield_now().await;
    }
    drop(call);
    client.has_session().await.unwrap();
    assert_eq!(erp.count("GetDeliveryMethods"), 1);
}
