//! What people delete, deactivate or give another key in the warehouse, behind our back.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ongoing_simulator::Rule;
use ongoing_simulator::world::InactiveArticles;
use wms_erp_sync::{Class, OrderEventKind, Process};

use super::super::bench::hours;
use super::*;

over_both! {
    an_article_deleted_by_hand_is_made_again_for_the_order_that_needs_it
    an_article_that_is_gone_from_the_erp_too_is_named_and_its_order_waits
    a_deactivated_article_is_active_again_for_the_order_that_needs_it
    an_article_that_is_deactivated_while_its_order_is_held_is_active_again_too
    an_article_with_another_product_code_is_taken_back_with_its_stock
    an_article_that_became_another_products_is_left_alone
    a_deleted_customer_and_way_of_delivery_come_back_with_the_next_order
    a_deleted_order_is_not_created_again_by_a_change_but_by_a_person
    a_deleted_order_is_found_within_a_day_though_nothing_changed
    an_order_deleted_right_after_its_change_is_found_by_the_read_back
}

/// A shop whose first order was sent, so that its articles can go.
async fn idle(transport: Transport) -> Shop {
    let shop = Shop::open(transport).await;
    shop.round().await;
    shop.ship(10).await;
    shop.round().await;
    assert_eq!(shop.bench.erp_status(shop.order), "OrderState_Sent");
    shop
}

fn next_order(shop: &Shop) -> i32 {
    shop.bench.books().add_order(full(order(shop.kari, &[(shop.coffee, 2), (shop.freight, 1)])))
}

async fn an_article_deleted_by_hand_is_made_again_for_the_order_that_needs_it(transport: Transport) {
    for gone in [404, 400] {
        let shop = idle(transport).await;
        let (wms, code) = (&shop.bench.wms, shop.coffee.to_string());
        wms.act(|world| world.rules_mut().rest_gone_status = gone);
        let before = wms.article_by_product_code(&code).unwrap().system_id;
        wms.delete_article(&code).unwrap();
        wms.delete_article(&shop.freight.to_string()).unwrap();
        let order = next_order(&shop);
        shop.round().await;
        assert_eq!(shop.held().await, [], "nothing is held");
        let made = wms.article_by_product_code(&code).unwrap();
        assert_ne!(made.system_id, before);
        assert_eq!(made.data.article_name.as_deref(), Some("Kaffe 500 g"));
        assert_eq!(wms.order(&order.to_string()).unwrap().lines[0].article, made.system_id);
        assert!(!wms.article_by_product_code(&shop.freight.to_string()).unwrap().is_stock_article());
        let timeline = shop.bench.engine.inspect(TENANT).timeline(order).await.unwrap();
        assert!(
            timeline.iter().any(|event| event.detail.contains("articles were no longer in the WMS")),
            "{timeline:#?}"
        );
        shop.round().await;
        assert_eq!(shop.writes(), Vec::<String>::new());
    }
}

async fn an_article_that_is_gone_from_the_erp_too_is_named_and_its_order_waits(transport: Transport) {
    let shop = idle(transport).await;
    shop.bench.wms.delete_article(&shop.coffee.to_string()).unwrap();
    let order = next_order(&shop);
    shop.bench.books().delete_product(shop.coffee);
    shop.bench.round().await;
    let held = shop.held().await;
    let waits = held.iter().find(|held| held.record == order.to_string()).unwrap();
    assert_eq!(waits.class, Class::Waiting, "{held:#?}");
    assert!(
        waits.what.contains(&format!("the article of product {} is no longer in the WMS", shop.coffee)),
        "{held:#?}"
    );
    assert!(waits.remedy.contains("restore product"), "{held:#?}");
    assert!(shop.bench.wms.order(&order.to_string()).is_none());
}

async fn a_deactivated_article_is_active_again_for_the_order_that_needs_it(transport: Transport) {
    for rule in [InactiveArticles::Refused, InactiveArticles::Taken] {
        let shop = idle(transport).await;
        let (wms, code) = (&shop.bench.wms, shop.coffee.to_string());
        wms.act(|world| world.rules_mut().inactive_articles = rule);
        wms.set_article_active(&code, false).unwrap();
        let order = next_order(&shop);
        shop.round().await;
        assert_eq!(shop.held().await, [], "nothing is held");
        assert!(wms.order(&order.to_string()).is_some());
        let obsolete = wms.article_by_product_code(&code).unwrap().data.is_obsolete;
        assert_eq!(obsolete, Some(rule == InactiveArticles::Taken), "nothing is written that is not needed");
    }
}

async fn an_article_that_is_deactivated_while_its_order_is_held_is_active_again_too(transport: Transport) {
    let shop = idle(transport).await;
    let (wms, code) = (&shop.bench.wms, shop.coffee.to_string());
    let order = next_order(&shop);
    let number = order.to_string();
    let words = "The goods owner is closed for stock-taking.";
    let (operation, reply) = match transport {
        Transport::Soap => {
            let answer = format!(
                "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>\
                 <ProcessOrderResponse xmlns=\"{}\"><ProcessOrderResult><Success>false</Success>\
                 <ErrorMessage>{words}</ErrorMessage></ProcessOrderResult></ProcessOrderResponse></soap:Body></soap:Envelope>",
                ongoing_client::NAMESPACE,
            );
            ("ProcessOrder", asmx_test_server::Reply::http(200, "text/xml; charset=utf-8", answer))
        }
        Transport::Rest => {
            let answer = format!("{{\"message\": \"{words}\"}}");
            ("PUT /warehouse/api/v1/orders", asmx_test_server::Reply::http(400, "application/json", answer))
        }
    };
    wms.control().misbehave(Rule::new(asmx_test_server::Mischief::Answer(reply)).on(operation).always());
    shop.bench.round().await;
    wms.control().behave();
    let held = shop.held().await;
    assert!(held.iter().any(|held| held.record == number && held.class == Class::Rejected), "{held:#?}");
    wms.set_article_active(&code, false).unwrap();
    shop.bench.clock.advance(hours(7));
    shop.round().await;
    assert_eq!(shop.held().await, [], "nothing is held");
    assert!(wms.order(&number).is_some());
}

async fn an_article_with_another_product_code_is_taken_back_with_its_stock(transport: Transport) {
    for code in [Some("SKU-7".to_owned()), None] {
        let shop = idle(transport).await;
        let (wms, own) = (&shop.bench.wms, shop.coffee.to_string());
        wms.receive(&own, 7).unwrap();
        let before = wms.article_by_product_code(&own).unwrap();
        wms.edit_article(&own, |article| article.product_code = code).unwrap();
        let order = next_order(&shop);
        shop.round().await;
        assert_eq!(shop.held().await, [], "nothing is held");
        let after = wms.article_by_product_code(&own).unwrap();
        assert_eq!((after.system_id, after.stock.physical), (before.system_id, 7.into()));
        assert_eq!(wms.order(&order.to_string()).unwrap().lines[0].article, before.system_id);
        assert_eq!(wms.articles().len(), 2);
    }
}

async fn an_article_that_became_another_products_is_left_alone(transport: Transport) {
    let shop = idle(transport).await;
    let (wms, own) = (&shop.bench.wms, shop.coffee.to_string());
    let tea = shop.bench.books().add_product(product("TE", "Te", 0));
    shop.round().await;
    wms.delete_article(&tea.to_string()).unwrap();
    // Number and code of the coffee are the tea's by now: it stands for something else, and the coffee is made anew.
    wms.edit_article(&own, |article| {
        article.product_code = Some(tea.to_string());
        article.article_number = Some("TE".into());
    })
    .unwrap();
    let became = wms.article_by_product_code(&tea.to_string()).unwrap().system_id;
    let order = next_order(&shop);
    shop.bench.round().await;
    let coffee = wms.article_by_product_code(&own).unwrap();
    assert_ne!(coffee.system_id, became);
    assert_eq!(wms.article_by_product_code(&tea.to_string()).unwrap().system_id, became);
    assert_eq!(wms.order(&order.to_string()).unwrap().lines[0].article, coffee.system_id);
}

async fn a_deleted_customer_and_way_of_delivery_come_back_with_the_next_order(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    let wms = &shop.bench.wms;
    wms.delete_customer_of(&shop.number()).unwrap();
    wms.delete_way_of_delivery_type("3").unwrap();
    let next = next_order(&shop);
    shop.bench.books().patch_order(shop.order, |order| order.set("YourReference", "Per"));
    shop.round().await;
    assert_eq!(shop.held().await, [], "nothing is held");
    for number in [shop.number(), next.to_string()] {
        let name = wms.customer_of(&number).unwrap().data.address.name;
        assert_eq!(name.as_deref(), Some("Kari Nordmann"));
        assert_eq!(wms.order(&number).unwrap().way_of_delivery_type.unwrap().name, "Posten");
    }
    assert_eq!(wms.look(|world| world.way_of_delivery_types().len()), 1);
}

async fn a_deleted_order_is_not_created_again_by_a_change_but_by_a_person(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    let before = shop.sent().order_id;
    shop.bench.wms.delete_order(&shop.number()).unwrap();
    for reference in ["Per", "Pål"] {
        shop.bench.books().patch_order(shop.order, |order| order.set("YourReference", reference));
        shop.bench.round().await;
        shop.bench.clock.advance(hours(9));
        shop.bench.round().await;
        assert_eq!(shop.bench.wms.orders().len(), 0, "not without a person");
        let held = shop.held().await;
        let [gone] = &held[..] else { panic!("{held:#?}") };
        assert_eq!((gone.class, gone.record.as_str()), (Class::NeedsPerson, shop.number().as_str()));
        assert!(gone.what.contains("deleted there by hand") && gone.remedy.contains("retry"), "{held:#?}");
    }
    // A request to try everything again is none to create what was deleted on purpose.
    shop.bench.engine.operator(TENANT).retry_all(Process::Orders).await.unwrap();
    shop.bench.round().await;
    assert_eq!(shop.bench.wms.orders().len(), 0);

    shop.bench.engine.operator(TENANT).retry(Process::Orders, &shop.number()).await.unwrap();
    shop.round().await;
    assert_ne!(shop.sent().order_id, before);
    assert_eq!(shop.sent().data.sales_code.as_deref(), Some("Pål"));
    assert_eq!(shop.held().await, []);
    let timeline = shop.bench.engine.inspect(TENANT).timeline(shop.order).await.unwrap();
    let last = timeline.iter().rfind(|event| event.kind == OrderEventKind::Imported).unwrap();
    assert!(last.detail.contains("at a person's request"), "{timeline:#?}");
    shop.round().await;
    assert_eq!(shop.writes(), Vec::<String>::new());
    shop.ship(10).await;
    shop.round().await;
    assert_eq!(shop.bench.erp_status(shop.order), "OrderState_Sent");
}

async fn a_deleted_order_is_found_within_a_day_though_nothing_changed(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    shop.bench.wms.delete_order(&shop.number()).unwrap();
    shop.bench.clock.advance(hours(25));
    shop.bench.round().await;
    let held = shop.held().await;
    assert!(
        held.iter().any(|held| held.record == shop.number() && held.class == Class::NeedsPerson),
        "{held:#?}"
    );
    assert_eq!(shop.bench.wms.orders().len(), 0);
    shop.bench.engine.operator(TENANT).retry(Process::Orders, &shop.number()).await.unwrap();
    shop.round().await;
    assert_eq!(shop.sent().lines.len(), 2);
    assert_eq!(shop.held().await, []);
}

async fn an_order_deleted_right_after_its_change_is_found_by_the_read_back(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    shop.bench.books().patch_order(shop.order, |order| order.set("YourReference", "Per"));
    // The change is taken, and cannot be read back at once.
    let (control, written) = (shop.bench.wms.control(), Arc::new(AtomicBool::new(false)));
    let is_written = Arc::clone(&written);
    control.after("", move |call| is_written.store(is_order_write(&call.operation), Ordering::Relaxed));
    control.misbehave(Rule::status(500, "{}").when(move |_| written.load(Ordering::Relaxed)));
    shop.bench.round().await;
    assert_eq!(shop.sent().data.sales_code.as_deref(), Some("Per"));
    control.behave();
    control.clear_callbacks();
    shop.bench.wms.delete_order(&shop.number()).unwrap();
    shop.bench.clock.advance(hours(2));
    shop.bench.round().await;
    assert_eq!(shop.bench.wms.orders().len(), 0);
    let held = shop.held().await;
    let gone = held.iter().find(|held| held.record == shop.number());
    assert_eq!(gone.map(|gone| gone.class), Some(Class::NeedsPerson), "{held:#?}");
}
