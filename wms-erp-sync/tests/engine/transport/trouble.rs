//! What goes wrong between two systems.

use ongoing_simulator::Rule;
use wms_erp_sync::{Class, OrderEventKind, Outcome};

use super::super::bench::hours;
use super::*;

over_both! {
    after_a_lost_store_everything_is_adopted_and_nothing_doubled
    a_strangers_order_of_the_same_number_is_held_and_untouched
    an_order_cancelled_in_the_warehouse_is_told_and_never_made_again
    a_withdrawn_order_is_cancelled_where_that_is_wished
    a_change_after_picking_began_is_refused_and_cleared
    an_order_whose_answer_is_lost_is_not_doubled
    what_the_warehouse_refuses_is_held_with_its_words
    a_wrong_password_is_told_and_nothing_is_written
    after_a_week_of_silence_all_is_caught_up
}

async fn after_a_lost_store_everything_is_adopted_and_nothing_doubled(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    let (wms, order) = (&shop.bench.wms, shop.sent().order_id);
    shop.bench.clock.advance(hours(1));
    let newcomer = shop.newcomer();
    all_done(&run(&newcomer).await);
    assert_eq!((wms.orders().len(), wms.articles().len(), shop.sent().order_id), (1, 2, order));
    let timeline = newcomer.inspect(TENANT).timeline(shop.order).await.unwrap();
    assert!(timeline.iter().any(|event| event.kind == OrderEventKind::Adopted), "{timeline:#?}");

    wms.receive(&shop.coffee.to_string(), 10).unwrap();
    wms.pick_all(&shop.number()).unwrap();
    wms.send(&shop.number()).unwrap();
    // One more loss, now that the warehouse is done with it.
    let another = shop.newcomer();
    for _ in 0..2 {
        shop.bench.clock.advance(hours(1));
        run(&another).await;
    }
    assert_eq!(shop.bench.erp_status(shop.order), "OrderState_Sent");
    assert_eq!(wms.orders().len(), 1);
    shop.check_manners();
}

async fn a_strangers_order_of_the_same_number_is_held_and_untouched(transport: Transport) {
    let shop = Shop::open(transport).await;
    let wms = &shop.bench.wms;
    let cup = ongoing_simulator::world::ArticleData {
        article_number: Some("KOPP".into()),
        product_code: Some("SHOP-1".into()),
        ..Default::default()
    };
    wms.act(|world| world.add_article(cup)).unwrap();
    wms.enter_order_by_hand(&shop.number(), &[("SHOP-1", 1)]).unwrap();
    let before = shop.sent();
    shop.bench.round().await;
    assert_eq!(shop.sent(), before);
    let held = shop.held().await;
    let stranger = held.iter().find(|held| held.record == shop.number()).unwrap();
    assert_eq!(stranger.class, Class::NeedsPerson);
    assert!(stranger.what.contains("its lines are not those of this order"), "{held:#?}");
}

async fn an_order_cancelled_in_the_warehouse_is_told_and_never_made_again(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    shop.bench.wms.cancel(&shop.number()).unwrap();
    shop.bench.round().await;
    let held = shop.held().await;
    assert!(
        held.iter().any(|held| held.record == shop.number() && held.what.contains("cancelled")),
        "{held:#?}"
    );
    shop.bench.books().patch_order(shop.order, |order| order.set("YourReference", "Per"));
    shop.bench.round().await;
    assert_eq!((shop.bench.wms.orders().len(), shop.sent().status), (1, 1000));
    assert_eq!(shop.bench.erp_status(shop.order), "Confirmed");
}

async fn a_withdrawn_order_is_cancelled_where_that_is_wished(transport: Transport) {
    let shop = Shop::with(transport, |tenant| {
        let mut orders = Orders::since(Since::All);
        orders.cancel_withdrawn = true;
        tenant.orders(orders)
    })
    .await;
    shop.round().await;
    shop.bench.books().set_order_status(shop.order, "Offer");
    shop.bench.round().await;
    assert_eq!(shop.sent().status, 1000, "{:#?}", shop.held().await);
    shop.check_manners();
}

async fn a_change_after_picking_began_is_refused_and_cleared(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    let wms = &shop.bench.wms;
    wms.receive(&shop.coffee.to_string(), 10).unwrap();
    wms.pick(&shop.number(), &shop.line(), 4).unwrap();
    shop.bench.books().patch_order(shop.order, |order| order.set("YourReference", "Per"));
    shop.bench.round().await;
    let held = shop.held().await;
    let [refused] = &held[..] else { panic!("{held:#?}") };
    assert_eq!(refused.record, shop.number());
    shop.bench.round().await;
    assert!(refused.what.contains("can no longer be changed"), "{held:#?}");
    shop.bench.books().patch_order(shop.order, |order| order.set("YourReference", "Kari"));
    wms.pick_all(&shop.number()).unwrap();
    wms.send(&shop.number()).unwrap();
    shop.bench.round().await;
    assert_eq!(shop.bench.erp_status(shop.order), "OrderState_Sent");
    assert_eq!(shop.sent().data.sales_code.as_deref(), Some("Kari"));
}

async fn an_order_whose_answer_is_lost_is_not_doubled(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.bench.wms.control().misbehave(Rule::drop_after().when(|call| is_order_write(&call.operation)));
    shop.bench.round().await;
    assert_eq!(shop.bench.wms.orders().len(), 1);
    shop.bench.clock.advance(hours(1));
    shop.bench.round().await;
    shop.round().await;
    assert_eq!(shop.bench.wms.orders().len(), 1);
    shop.ship(10).await;
    assert_eq!(shop.bench.erp_status(shop.order), "OrderState_Sent");
    assert_eq!(shop.held().await, []);
}

async fn what_the_warehouse_refuses_is_held_with_its_words(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.bench.wms.set_rules(|rules| rules.limits.reference_number = 3);
    shop.bench.round().await;
    let held = shop.held().await;
    let [refused] = &held[..] else { panic!("{held:#?}") };
    assert_eq!((refused.class, refused.record.clone()), (Class::Rejected, shop.number()));
    assert!(refused.what.contains("ReferenceNumber has 4 characters; at most 3 are allowed"), "{held:#?}");
    shop.bench.wms.set_rules(|rules| rules.limits.reference_number = 50);
    shop.bench.clock.advance(hours(5));
    shop.round().await;
    assert_eq!(shop.held().await, []);
    assert_eq!(shop.sent().lines.len(), 2);
}

async fn a_wrong_password_is_told_and_nothing_is_written(transport: Transport) {
    let shop = Shop::open(transport).await;
    let wms = &shop.bench.wms;
    let elsewhere =
        ongoing_simulator::Simulator::builder().user("WSI-acme", "another").start().await.unwrap();
    let credentials = ongoing_client::Credentials::new(elsewhere.username(), wms.password());
    let owner = ongoing_client::GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    let client = ongoing_client::Client::builder(credentials, owner).base_url(elsewhere.base_url());
    let port = match transport {
        Transport::Soap => wms_erp_sync::adapter::Ongoing::new(client.build().unwrap()),
        Transport::Rest => wms_erp_sync::adapter::Ongoing::new(client.build_rest().unwrap()),
    };
    let known = tenant_over(transport, &shop.bench.erp, wms);
    let mut tenant = known.articles(Articles::default()).orders(Orders::since(Since::All));
    tenant.wms = std::sync::Arc::new(port);
    let engine = engine(MemoryStore::default(), &shop.bench.clock);
    engine.put_tenant(tenant);
    let reports = run(&engine).await;
    assert!(reports.iter().any(|report| report.outcome == Outcome::Failed), "{reports:#?}");
    let told = format!("{reports:#?}");
    assert!(!told.contains(wms.password()), "{told}");
    assert_eq!((elsewhere.articles().len(), elsewhere.orders().len()), (0, 0));
    assert!(elsewhere.control().requests().len() <= 4, "a wrong password is not tried again and again");
}

async fn after_a_week_of_silence_all_is_caught_up(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    let wms = &shop.bench.wms;
    wms.receive(&shop.coffee.to_string(), 11).unwrap();
    wms.pick_all(&shop.number()).unwrap();
    wms.send(&shop.number()).unwrap();
    // Longer than the warehouse tells changes for.
    shop.bench.clock.advance(hours(7 * 24));
    shop.round().await;
    shop.round().await;
    assert_eq!(shop.bench.erp_status(shop.order), "OrderState_Sent");
    assert_eq!(shop.bench.erp_stock(shop.coffee), 1.into());
}
