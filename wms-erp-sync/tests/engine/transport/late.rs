//! Writes that the WMS carries out after what they were for was taken back.

use asmx_test_server::{Call, Rule};
use chrono::TimeDelta;
use wms_erp_sync::{Class, Outcome, Process};

use super::*;

over_both! {
    an_order_that_arrives_after_it_was_withdrawn_is_told_of_or_cancelled
    an_order_that_arrives_after_it_was_deleted_is_told_of
    an_order_that_arrives_after_it_came_back_is_there_once
    an_order_that_never_arrives_is_looked_for_for_some_days
    an_article_that_arrives_after_its_product_expired_is_there_once
}

impl Shop {
    /// A run while the answers to these writes are lost, which are not carried out yet.
    async fn run_late(&self, process: Process, is_late: impl Fn(&Call) -> bool + Send + Sync + 'static) {
        self.bench.wms.control().misbehave(Rule::late().when(is_late).always());
        self.bench.run(process).await;
        self.bench.wms.control().behave();
    }

    /// A shop whose order was written, and not taken by the WMS until it [arrives](Self::arrive).
    async fn with_late_order(transport: Transport, cancels: bool) -> Self {
        let shop = Self::with(transport, |mut tenant| {
            tenant.orders.as_mut().unwrap().cancel_withdrawn = cancels;
            tenant
        })
        .await;
        shop.bench.run(Process::Articles).await;
        shop.run_late(Process::Orders, |call| is_order_write(&call.operation)).await;
        assert_eq!(shop.held().await[0].class, Class::Transient);
        shop
    }

    fn arrive(&self) {
        assert!(self.bench.wms.control().act_late(|_| true) > 0, "nothing was late");
    }

    async fn orders_held(&self) -> Vec<(String, Class)> {
        let held = self.held().await.into_iter().filter(|held| held.process == Process::Orders);
        held.map(|held| (held.record, held.class)).collect()
    }
}

async fn an_order_that_arrives_after_it_was_withdrawn_is_told_of_or_cancelled(transport: Transport) {
    for cancels in [false, true] {
        let shop = Shop::with_late_order(transport, cancels).await;
        shop.bench.books().set_order_status(shop.order, "Draft");
        shop.round().await;
        assert_eq!((shop.bench.wms.orders().len(), shop.held().await), (0, vec![]));
        shop.arrive();
        for _ in 0..2 {
            shop.round().await;
            match cancels {
                true => assert_eq!((shop.sent().status, shop.held().await), (1000, vec![])),
                false => {
                    assert_eq!(shop.sent().status, 300);
                    assert_eq!(shop.orders_held().await, [(shop.number(), Class::NeedsPerson)]);
                }
            }
        }
        // It is followed from then on: what the warehouse makes of it does not stay unseen.
        if !cancels {
            shop.bench.wms.cancel(&shop.number()).unwrap();
            shop.round().await;
            assert_eq!(shop.held().await, []);
        }
    }
}

async fn an_order_that_arrives_after_it_was_deleted_is_told_of(transport: Transport) {
    let shop = Shop::with_late_order(transport, true).await;
    assert!(shop.bench.books().delete_order(shop.order));
    shop.round().await;
    assert_eq!(shop.held().await, []);
    shop.arrive();
    shop.round().await;
    assert_eq!(shop.orders_held().await, [(shop.number(), Class::NeedsPerson)]);
    assert_eq!(shop.sent().status, 300, "nothing is cancelled by absence");
}

async fn an_order_that_arrives_after_it_came_back_is_there_once(transport: Transport) {
    let shop = Shop::with_late_order(transport, true).await;
    shop.bench.books().set_order_status(shop.order, "Draft");
    shop.round().await;
    shop.bench.books().set_order_status(shop.order, "Confirmed");
    shop.arrive();
    shop.round().await;
    shop.round().await;
    assert_eq!((shop.bench.wms.orders().len(), shop.sent().status, shop.held().await), (1, 300, vec![]));
}

async fn an_order_that_never_arrives_is_looked_for_for_some_days(transport: Transport) {
    let shop = Shop::with_late_order(transport, true).await;
    shop.bench.books().set_order_status(shop.order, "Draft");
    shop.round().await;
    let asked = async || {
        let report = shop.bench.run(Process::Orders).await;
        assert_eq!((report.outcome, report.written), (Outcome::Done, 0));
        report.requests.wms
    };
    assert_eq!(asked().await, 1);
    shop.bench.clock.advance(TimeDelta::days(4).to_std().unwrap());
    asked().await;
    assert_eq!(asked().await, 0, "and then no longer");
}

async fn an_article_that_arrives_after_its_product_expired_is_there_once(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.run_late(Process::Articles, |call| is_article_write(&call.operation)).await;
    assert_eq!(shop.bench.wms.articles().len(), 0);
    shop.bench.books().patch_product(shop.coffee, |product| product.set("StatusId", 0));
    shop.bench.books().set_order_status(shop.order, "Draft");
    shop.round().await;
    shop.arrive();
    // Nothing lies in it, and nothing orders it: it does no harm, and is ours when it is needed.
    shop.round().await;
    shop.bench.books().patch_product(shop.coffee, |product| {
        product.set("StatusId", 1);
        product.set("Name", "Ny kaffe");
    });
    shop.round().await;
    let code = shop.coffee.to_string();
    let articles = shop.bench.wms.articles();
    let named: Vec<_> = articles
        .iter()
        .filter(|article| article.data.product_code.as_ref() == Some(&code))
        .map(|article| article.data.article_name.as_deref())
        .collect();
    assert_eq!((named, shop.held().await), (vec![Some("Ny kaffe")], vec![]));
}
