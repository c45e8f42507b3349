//! Orders that cannot go: each is held alone, and released when its cause is gone.

use std::time::Duration;

use twentyfour_simulator::{Gate, Mischief, Record, Rule};
use wms_erp_sync::{CancellationToken, Class, OrderEventKind, Process, Trigger};

use super::super::bench::{TENANT, hours, product};
use super::{order, shop};

#[tokio::test]
async fn s06_an_article_that_is_missing_goes_first_in_the_same_run() {
    let shop = shop().await;
    let tea = shop.books().add_product(product("TE", "Te", 0));
    let number = shop.books().add_order(order(shop.kari, &[(tea, 2)]));
    shop.orders().await;
    assert!(shop.wms.article_by_product_code(&tea.to_string()).is_some());
    assert!(shop.is_in_wms(number));
    assert_eq!(shop.erp_count("GetProducts"), 1);
}

#[tokio::test]
async fn s06_an_expired_product_goes_over_when_an_order_needs_it() {
    let shop = shop().await;
    let old = shop.books().add_product(product("GAMMEL", "Gammel", 0).with("StatusId", 0));
    shop.turn(Process::Articles).await;
    assert!(shop.wms.article_by_product_code(&old.to_string()).is_none());
    let number = shop.books().add_order(order(shop.kari, &[(old, 1)]));
    shop.orders().await;
    assert!(shop.is_in_wms(number));
}

#[tokio::test]
async fn s06_a_product_that_is_gone_holds_the_whole_order_and_no_other() {
    let shop = shop().await;
    let tea = shop.books().add_product(product("TE", "Te", 0));
    let waiting = shop.books().add_order(order(shop.kari, &[(shop.coffee, 1), (tea, 2)]));
    let other = shop.order();
    let kept = shop.books().product(tea).unwrap();
    shop.books().delete_product(tea);
    let report = shop.orders().await;
    assert!(shop.is_in_wms(other));
    assert!(!shop.is_in_wms(waiting), "no line is dropped for it");
    assert_eq!(shop.held_by(Process::Orders).await, [(waiting.to_string(), Class::Waiting)]);
    let held = shop.held().await.remove(0);
    assert_eq!(held.waits_for, Some(format!("article/{tea}")));
    assert!(held.what.contains("the ERP does not know it") && !held.remedy.is_empty(), "{held:?}");
    assert_eq!((report.held, report.needs_attention), (1, 0));
    // Waiting is told once.
    shop.orders().await;
    assert_eq!(shop.events(waiting).await, [OrderEventKind::Held]);

    // The product is restored, its article comes over, and the order goes by itself, before it is due.
    shop.books().add_product(kept);
    shop.later(Process::Articles, Trigger::Scheduled).await;
    let report = shop.later(Process::Orders, Trigger::Scheduled).await;
    assert_eq!(report.written, 1, "{report:#?}");
    assert_eq!(shop.in_wms(waiting).lines.len(), 2);
    assert_eq!(shop.held().await, []);
}

#[tokio::test]
async fn a_number_collision_holds_the_order_until_somebody_settles_it() {
    let shop = shop().await;
    let twin = shop.books().add_product(product("k-500 ", "Kaffe igjen", 0));
    let number = shop.books().add_order(order(shop.kari, &[(twin, 1)]));
    let other = shop.order();
    shop.orders().await;
    assert!(shop.is_in_wms(other) && !shop.is_in_wms(number));
    let held = shop.held().await.into_iter().find(|held| held.process == Process::Orders).unwrap();
    assert_eq!(held.class, Class::Waiting);
    assert!(held.what.contains("belongs to product"), "{held:?}");
    shop.books().patch_product(twin, |product| product.set("No", "K-501"));
    shop.turn(Process::Articles).await;
    shop.orders().await;
    assert!(shop.is_in_wms(number));
    assert_eq!(shop.held().await, []);
}

#[tokio::test]
async fn s22_an_unknown_country_holds_the_order_with_a_remedy_until_it_is_corrected() {
    let shop = shop().await;
    let number = shop.books().add_order(
        order(shop.kari, &[(shop.coffee, 1)]).with("Addresses.Delivery.Country", "Norrige eller noe"),
    );
    let other = shop.order();
    let report = shop.orders().await;
    assert!(shop.is_in_wms(other) && !shop.is_in_wms(number));
    assert_eq!((report.held, report.needs_attention), (1, 1));
    let held = shop.held().await.remove(0);
    assert_eq!((held.class, held.due), (Class::NeedsPerson, None));
    assert!(held.remedy.contains("correct the country"), "{held:?}");
    // Trying again is no use: nobody is asked.
    shop.orders().await;
    shop.orders().await;
    assert_eq!(shop.erp_count("GetInvoices"), 1);
    let gates = async || shop.engine.inspect(TENANT).why(number).await.unwrap().gates.join(" | ");
    let said = gates().await;
    assert!(said.contains("correct the country") && !said.contains("at the next run"), "{said}");
    shop.books().patch_order(number, |order| order.set("Addresses.Delivery.Country", "Norge"));
    let said = gates().await;
    assert!(said.contains("has changed since it was held: it is retried at the next run"), "{said}");
    shop.orders().await;
    assert!(shop.is_in_wms(number));
    assert_eq!(shop.held().await, []);
    assert_eq!(shop.events(number).await, [OrderEventKind::Held, OrderEventKind::Imported]);
}

#[tokio::test]
async fn when_companies_cannot_be_asked_the_orders_that_need_it_wait_and_the_others_go() {
    let shop = shop().await;
    let needs = shop.order();
    let complete = shop.books().add_order(
        order(shop.kari, &[(shop.coffee, 1)])
            .with("CustomerDeliveryPhone", "900")
            .with("InvoiceEmailAddress", "a@b.example"),
    );
    shop.erp.misbehave(Rule::status(500, "sorry").on("GetCompanies"));
    shop.orders().await;
    assert!(shop.is_in_wms(complete));
    assert!(!shop.is_in_wms(needs), "a failed look-up is not \"no data\"");
    assert_eq!(shop.held_by(Process::Orders).await, [(needs.to_string(), Class::Transient)]);
    // The loop comes back by itself.
    shop.clock.advance(hours(1));
    shop.later(Process::Orders, Trigger::Scheduled).await;
    let address = shop.wms.customer_of(&needs.to_string()).unwrap().data.address;
    assert_eq!(address.mobile_phone.as_deref(), Some("+47 900 00 000"));
    assert_eq!(shop.held().await, []);
}

#[tokio::test]
async fn s23_an_order_in_which_nothing_is_left_to_pick_is_held() {
    let shop = shop().await;
    let number = shop.books().add_order(
        order(shop.kari, &[]).with_row(Record::row().with("Type", "Text").with("Name", "Bare tekst")),
    );
    shop.orders().await;
    assert_eq!(shop.held_by(Process::Orders).await, [(number.to_string(), Class::NeedsPerson)]);
}

#[tokio::test]
async fn a_text_that_is_too_long_is_refused_and_never_cut() {
    let shop = shop().await;
    let long = "x".repeat(60);
    let number = shop.books().add_order(order(shop.kari, &[(shop.coffee, 1)]).with("ReferenceNumber", &long));
    let other = shop.order();
    let report = shop.orders().await;
    assert!(shop.is_in_wms(other) && !shop.is_in_wms(number));
    assert_eq!(shop.held_by(Process::Orders).await, [(number.to_string(), Class::Rejected)]);
    assert_eq!(report.needs_attention, 1);
    assert_eq!(shop.events(number).await, [OrderEventKind::Refused]);
}

#[tokio::test]
async fn what_a_person_has_dismissed_is_not_held_again_for_the_same_cause() {
    let shop = shop().await;
    let number = shop
        .books()
        .add_order(order(shop.kari, &[(shop.coffee, 1)]).with("Addresses.Delivery.Country", "Utopia"));
    shop.orders().await;
    let dismissed =
        shop.engine.operator("acme").dismiss(Process::Orders, &number.to_string(), "test order").await;
    assert_eq!(dismissed.unwrap().record, number.to_string());
    shop.clock.advance(hours(25));
    let report = shop.orders().await;
    assert_eq!((report.held, shop.held().await), (0, vec![]));
    assert_eq!(shop.events(number).await, [OrderEventKind::Held, OrderEventKind::Dismissed]);
}

#[tokio::test]
async fn remarks_on_many_orders_do_not_crowd_out_what_is_held() {
    let shop = shop().await;
    for _ in 0..200 {
        shop.order();
    }
    let number = shop
        .books()
        .add_order(order(shop.kari, &[(shop.coffee, 1)]).with("Addresses.Delivery.Country", "Utopia"));
    let report = shop.orders().await;
    let told = report.reasons.iter().find(|reason| reason.class == Some(Class::NeedsPerson)).unwrap();
    assert_eq!(
        (told.record.clone(), report.reasons.len()),
        (number.to_string(), wms_erp_sync::Report::MAX_REASONS)
    );
}

/// A person asks for the order, a run tries it in vain, and while that run goes on they ask again: that is for the next one.
#[tokio::test]
async fn what_is_asked_again_during_a_run_is_done_by_the_next_one() {
    let shop = shop().await;
    let refused = shop.order();
    let name = format!("<GoodsOwnerOrderNumber>{refused}<");
    let of_it = move |call: &asmx_test_server::Call| String::from_utf8_lossy(&call.raw).contains(&name);
    let wms = shop.wms.control();
    wms.misbehave(Rule::fault("The carrier is unknown.").on("ProcessOrder").when(of_it).always());
    shop.orders().await;
    assert_eq!(shop.held_by(Process::Orders).await, [(refused.to_string(), Class::Transient)]);

    let operator = shop.engine.operator(TENANT);
    operator.retry(Process::Orders, refused).await.unwrap();
    let other = shop.order();
    let (gate, other_name) = (Gate::new(), format!("<GoodsOwnerOrderNumber>{other}<"));
    let of_other =
        move |call: &asmx_test_server::Call| String::from_utf8_lossy(&call.raw).contains(&other_name);
    wms.misbehave(Rule::new(Mischief::Hold(gate.clone())).on("ProcessOrder").when(of_other));
    shop.clock.advance(Duration::from_secs(60));
    let engine = shop.engine.clone();
    let run = tokio::spawn(async move {
        engine.run(TENANT, Process::Orders, Trigger::Scheduled, &CancellationToken::new()).await.unwrap()
    });
    gate.arrived().await;
    assert_eq!(shop.held().await[0].attempts, 2, "it was tried in this run");
    wms.behave();
    shop.clock.advance(Duration::from_secs(1));
    operator.retry(Process::Orders, refused).await.unwrap();
    gate.open();
    assert_eq!(run.await.unwrap().written, 1);

    shop.clock.advance(Duration::from_secs(60));
    shop.run_timer(Process::Orders).await;
    assert_eq!((shop.is_in_wms(refused), shop.held().await), (true, vec![]));
}
