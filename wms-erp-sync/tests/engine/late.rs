//! What becomes ours late is taken up by the processes that passed it over.

use ongoing_simulator::world::ArticleData;
use twentyfour_simulator::Rule;
use wms_erp_sync::store::{Batch, MemoryStore, Store, Table};
use wms_erp_sync::{Articles, Backfill, Class, Outcome, Process, Since, Suppliers, Trigger};

use super::bench::{TENANT, Transport, customer, hours, order, product};
use super::{Bench, stock};
use crate::articles::{held, held_as, number};
use crate::orders::shop_with;

/// A warehouse whose lists of changed stock have an article only once something lies in it. It runs for a day already.
async fn warehouse(transport: Transport) -> Bench {
    let bench = Bench::over(transport, |mut tenant| {
        (tenant.orders, tenant.order_status) = (None, None);
        tenant
    })
    .await;
    bench.wms.act(|world| world.rules_mut().new_article_changes_stock = false);
    stock::goods(&bench, 5, 5).await;
    stock::run(&bench).await;
    bench.clock.advance(hours(3));
    stock::run(&bench).await;
    bench
}

#[tokio::test]
async fn a_product_whose_article_came_a_run_later_is_compared_in_the_next_run_of_stock() {
    for transport in [Transport::Soap, Transport::Rest] {
        let bench = warehouse(transport).await;
        let id = bench.books().add_product(product("SEN", "Senere", 17));
        bench.erp.control().misbehave(Rule::fault("out of order").on("GetProducts").times(1));
        assert_eq!(bench.run(Process::Articles).await.outcome, Outcome::Failed);
        assert_eq!(stock::run(&bench).await.outcome, Outcome::Done);
        // Beyond any overlap.
        bench.clock.advance(hours(4));
        assert_eq!(bench.run(Process::Articles).await.written, 1);
        let report = stock::run(&bench).await;
        assert_eq!((report.outcome, report.written), (Outcome::Done, 1), "{transport:?}: {report:#?}");
        assert_eq!(bench.erp_stock(id), 0.into());
        assert!(report.requests.wms <= 3, "one question more: {:?}", report.requests);
        bench.clock.advance(hours(3));
        stock::run(&bench).await;
        let report = stock::run(&bench).await;
        assert_eq!((report.requests.erp, report.requests.wms), (1, 1), "and none from then on");
    }
}

#[tokio::test]
async fn an_article_that_the_warehouse_does_not_list_is_held_and_never_taken_for_empty() {
    for transport in [Transport::Soap, Transport::Rest] {
        let bench = warehouse(transport).await;
        let id = bench.books().add_product(product("SEN", "Senere", 17));
        assert_eq!(bench.run(Process::Articles).await.written, 1);
        bench
            .wms
            .act(|world| world.edit_article(&id.to_string(), |data| data.product_code = Some("X-1".into())))
            .unwrap();
        let report = stock::run(&bench).await;
        assert_eq!((report.outcome, report.written, report.held), (Outcome::Done, 0, 1), "{report:#?}");
        assert_eq!(bench.erp_stock(id), 17.into());
        let all = held(&bench).await;
        assert_eq!((all[0].record.clone(), all[0].class), (id.to_string(), Class::Waiting));
        assert!(all[0].what.contains("\"SEN\"") && all[0].what.contains("does not list"), "{all:#?}");

        let edit = |data: &mut ArticleData| data.product_code = Some(id.to_string());
        bench.wms.act(|world| world.edit_article("X-1", edit)).unwrap();
        assert_eq!(stock::run(&bench).await.written, 1);
        assert_eq!((bench.erp_stock(id), held_as(&bench).await), (0.into(), vec![]));
    }
}

#[tokio::test]
async fn a_product_that_the_erp_changes_is_compared_though_the_warehouse_never_reported_a_level() {
    let bench = warehouse(Transport::Soap).await;
    let id = bench.books().add_product(product("SEN", "Senere", 0));
    bench.run(Process::Articles).await;
    stock::run(&bench).await;
    bench.clock.advance(hours(5));
    // As a store of an earlier version has it: the article is ours, and its level was never asked for.
    let mut batch = Batch::new();
    batch.delete(Table::Stock, format!("{id:010}"));
    bench.store.commit(TENANT, &[], batch).await.unwrap();
    bench.books().set_stock(id, 12);
    assert_eq!(stock::run(&bench).await.written, 1);
    assert_eq!(bench.erp_stock(id), 0.into());
}

#[tokio::test]
async fn an_article_that_was_made_anew_is_not_judged_by_the_level_of_the_old_one() {
    let bench = warehouse(Transport::Soap).await;
    let id = stock::goods(&bench, 9, 9).await;
    assert_eq!(stock::run(&bench).await.written, 0);
    bench.clock.advance(hours(4));
    stock::run(&bench).await;
    bench
        .wms
        .act(|world| {
            world.edit_article(&id.to_string(), |data| {
                (data.product_code, data.article_number) = (None, Some("gammel".into()));
            })
        })
        .unwrap();
    bench.books().patch_product(id, |product| product.set("Name", "Ny"));
    assert_eq!(bench.run(Process::Articles).await.written, 1, "{}", number(&bench, id));
    assert_eq!(stock::run(&bench).await.written, 1);
    assert_eq!(bench.erp_stock(id), 0.into());
}

#[tokio::test]
async fn articles_that_are_taken_over_are_compared_in_the_next_run_of_stock() {
    let bench = warehouse(Transport::Soap).await;
    let id = bench.books().add_product(product("T-1", "Overtatt", 7));
    let data = ArticleData {
        article_number: Some("T-1".into()),
        product_code: Some(id.to_string()),
        ..ArticleData::default()
    };
    bench.wms.act(|world| world.add_article(data)).unwrap();
    stock::run(&bench).await;
    bench.clock.advance(hours(4));
    stock::run(&bench).await;
    assert_eq!(bench.engine.operator(TENANT).takeover().await.unwrap().articles.unwrap().differing, 1);
    assert_eq!(stock::run(&bench).await.written, 1);
    assert_eq!(bench.erp_stock(id), 0.into());
}

#[tokio::test]
async fn an_order_that_the_warehouse_sent_before_it_was_ours_is_reported() {
    let since = |mut tenant: wms_erp_sync::Tenant| {
        tenant.orders.as_mut().unwrap().since = Since::Date("2026-02-01".parse().unwrap());
        tenant
    };
    let shop = shop_with(since).await;
    // One whose first write was never answered, and one from before the start that another system imported.
    let lost = shop.order();
    let old = shop.books().add_order(
        order(shop.kari, &[(shop.coffee, 3), (shop.cup, 2)]).with("DateOrdered", "2026-01-05T10:00:00"),
    );
    shop.wms.control().misbehave(Rule::drop_after().on("ProcessOrder").times(1));
    shop.orders().await;
    assert_eq!(shop.held_by(Process::Orders).await, [(lost.to_string(), Class::Transient)]);
    let other = crate::orders::restarted(&shop, MemoryStore::new(), |tenant| tenant);
    let stop = wms_erp_sync::CancellationToken::new();
    other.run_all(TENANT, Trigger::Manual, &stop).await.unwrap();
    for id in [lost, old] {
        shop.wms.pick_all(&id.to_string()).unwrap();
        shop.wms.send(&id.to_string()).unwrap();
    }
    shop.status().await;
    // Beyond any overlap.
    shop.clock.advance(hours(5));
    shop.status().await;
    assert_eq!([lost, old].map(|id| shop.erp_status(id)), ["Confirmed", "Confirmed"].map(str::to_owned));
    shop.engine.operator(TENANT).backfill(Backfill::Orders(vec![old.into()]), 10).await.unwrap();
    shop.orders().await;
    shop.status().await;
    assert_eq!([lost, old].map(|id| shop.erp_status(id)), ["OrderState_Sent"; 2].map(str::to_owned));
}

#[tokio::test]
async fn a_company_that_supplies_again_is_called_as_it_is_called_now() {
    let bench = Bench::with(|mut tenant| {
        (tenant.orders, tenant.order_status, tenant.stock) = (None, None, None);
        tenant.articles(Articles::default()).suppliers(Suppliers::default())
    })
    .await;
    let company = bench.books().add_company(customer("Gammelt navn"));
    let id = bench.books().add_product(product("A", "Kaffe", 0).with("SupplierId", company));
    bench.round().await;
    bench.books().patch_product(id, |product| product.set("SupplierId", 0));
    bench.round().await;
    bench.clock.advance(hours(3));
    bench.round().await;
    // It supplies nothing, and is no supplier by its type: nobody looks at it.
    bench.books().patch_company(company, |company| company.set("Name", "Nytt navn"));
    bench.round().await;
    bench.clock.advance(hours(3));
    bench.round().await;
    bench.books().patch_product(id, |product| product.set("SupplierId", company));
    bench.round().await;
    let article = bench.wms.article_by_product_code(&id.to_string()).unwrap();
    let supplier = &bench.wms.suppliers()[article.main_supplier.unwrap()];
    assert_eq!(supplier.name.as_deref(), Some("Nytt navn"));
}
