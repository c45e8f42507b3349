//! Purchase orders go to the WMS, and what it receives of them comes back.

mod late;
mod plans;
mod reports;

use std::sync::Arc;

use asmx_test_server::Rule;
use chrono::{NaiveDate, TimeDelta};
use ongoing_simulator::world::{MissingLines, PurchaseOrder as InOrder, PurchaseOrderKey};
use wms_erp_sync::port::PurchaseSupplier;
use wms_erp_sync::{Class, DriftKind, ExpectedReceipts, Outcome, Process};

use super::*;
use crate::purchases::{Purchases, purchase};

over_both! {
    an_order_is_announced_with_all_its_fields_and_written_again_only_if_it_has_changed
    an_order_whose_article_the_wms_lacks_waits_and_goes_when_the_article_is_ours
    an_article_that_another_system_created_is_enough
    a_change_that_the_warehouse_refuses_is_held_with_what_differs
    a_withdrawn_order_is_cancelled_unless_something_was_received
    an_order_of_the_same_number_that_is_not_ours_is_left_alone
    an_order_whose_answer_was_lost_is_not_doubled
    what_the_source_cannot_read_is_held_as_long_as_it_cannot
    a_wrong_order_is_held_and_no_other
    a_line_that_the_wms_keeps_is_a_notice
    an_order_that_was_cancelled_in_the_wms_is_a_notice
    drift_says_what_differs_and_what_is_not_reported
    an_idle_round_asks_the_wms_once
}

struct Goods {
    shop: Shop,
    source: Arc<Purchases>,
}

impl std::ops::Deref for Goods {
    type Target = Shop;

    fn deref(&self) -> &Shop {
        &self.shop
    }
}

/// A shop whose coffee is in the WMS, and a source without orders.
async fn goods(transport: Transport) -> Goods {
    let source = Arc::new(Purchases::default());
    let settings = ExpectedReceipts::from_source(source.clone());
    let shop = Shop::with(transport, |tenant| in_utc(tenant).expected_receipts(settings)).await;
    shop.round().await;
    Goods { shop, source }
}

impl Goods {
    async fn receipts(&self) -> Report {
        let report = self.bench.run(Process::ExpectedReceipts).await;
        self.check_manners();
        report
    }

    fn in_wms(&self) -> Vec<InOrder> {
        self.bench.wms.look(|world| world.purchase_orders().cloned().collect())
    }

    fn one(&self) -> InOrder {
        let mut all = self.in_wms();
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0)
    }

    fn quantities(&self) -> Vec<(String, i32)> {
        let lines = self.one().lines;
        lines.into_iter().map(|line| (line.code, i32::try_from(line.advised.mantissa()).unwrap())).collect()
    }

    /// What the process holds: the record, its class, and why.
    async fn held_ones(&self) -> Vec<(String, Class, String)> {
        let held = self.held().await.into_iter().filter(|held| held.process == Process::ExpectedReceipts);
        held.map(|held| (held.record, held.class, held.what)).collect()
    }

    fn writes_of_orders(&self) -> usize {
        let is_write = |operation: &str| {
            operation == "ProcessInOrder"
                || (operation.starts_with("PUT") || operation.starts_with("DELETE"))
                    && operation.contains("purchaseOrders")
        };
        self.bench.wms.control().requests().iter().filter(|request| is_write(&request.operation)).count()
    }

    fn totals(&self, number: &str) -> Vec<i32> {
        let totals = self.source.totals(number, "1");
        totals.into_iter().map(|total| i32::try_from(total.normalize().mantissa()).unwrap()).collect()
    }
}

fn key(number: &str) -> PurchaseOrderKey {
    PurchaseOrderKey::Number(number.to_owned())
}

async fn an_order_is_announced_with_all_its_fields_and_written_again_only_if_it_has_changed(
    transport: Transport,
) {
    let goods = goods(transport).await;
    let mut order = purchase("P-1", &[("1", "k-500", 40), ("2", "K-500", 2)]);
    order.supplier = Some(PurchaseSupplier::new(Some("77".into()), Some("Kaffebrenneriet".into())));
    order.supplier_order_number = Some("S-9".into());
    order.expected = NaiveDate::from_ymd_opt(2026, 4, 1);
    order.reference = Some("Vår".into());
    order.remark = Some(" Forsiktig ".into());
    order.lines[1].text = Some("Gave".into());
    order.lines[1].expected = NaiveDate::from_ymd_opt(2026, 4, 8);
    goods.source.put(order);
    goods.round().await;
    let stored = goods.one();
    let data = &stored.data;
    assert_eq!((stored.number(), data.supplier_order_number.as_deref()), ("P-1", Some("S-9")));
    assert_eq!((data.reference_number.as_deref(), data.remark.as_deref()), (Some("Vår"), Some("Forsiktig")));
    assert_eq!(data.in_date.unwrap().to_string(), "2026-04-01 00:00:00");
    assert_eq!(stored.lines[1].data.comment.as_deref(), Some("Gave"));
    assert_eq!(stored.lines[1].data.in_date.unwrap().to_string(), "2026-04-08 00:00:00");
    let supplier =
        goods.bench.wms.look(|world| world.supplier_of(world.purchase_orders().next().unwrap()).cloned());
    assert_eq!(supplier.unwrap().number.as_deref(), Some("77"));
    assert_eq!(goods.quantities(), [("1".to_owned(), 40), ("2".to_owned(), 2)]);
    let expected =
        goods.bench.wms.article_by_product_code(&goods.coffee.to_string()).unwrap().stock.to_receive;
    assert_eq!(expected, 42.into());

    // Listed again, as it was.
    let writes = goods.writes_of_orders();
    goods.source.change("P-1", |order| order.remark = Some("Forsiktig".into()));
    let report = goods.receipts().await;
    assert_eq!((report.unchanged, goods.writes_of_orders()), (1, writes));
    goods.source.change("P-1", |order| {
        order.lines[0].quantity = 41.into();
        order.remark = None;
    });
    goods.round().await;
    assert_eq!((goods.quantities()[0].1, goods.writes_of_orders()), (41, 1), "each round counts anew");
    assert_eq!(goods.one().data.remark.unwrap_or_default(), "");
}

async fn an_order_whose_article_the_wms_lacks_waits_and_goes_when_the_article_is_ours(transport: Transport) {
    let goods = goods(transport).await;
    goods.source.put(purchase("P-1", &[("1", "K-500", 10), ("2", "TE", 1)]));
    goods.source.put(purchase("P-2", &[("1", "K-500", 3)]));
    goods.receipts().await;
    let held = goods.held_ones().await;
    assert_eq!((held.len(), held[0].0.as_str(), held[0].1), (1, "P-1", Class::Waiting));
    assert!(held[0].2.contains("line 2: the WMS has no article with the number TE"), "{held:?}");
    assert_eq!(goods.one().number(), "P-2");
    goods.bench.books().add_product(product("TE", "Te", 0));
    goods.round().await;
    assert_eq!((goods.in_wms().len(), goods.held_ones().await), (2, vec![]));
}

async fn an_article_that_another_system_created_is_enough(transport: Transport) {
    let goods = goods(transport).await;
    let article = ongoing_client::model::ArticleDefinition::by_product_code("other", "ANNET");
    let tenant = tenant_over(Transport::Soap, &goods.bench.erp, &goods.bench.wms);
    tenant.wms.process_article(&article).await.unwrap();
    goods.source.put(purchase("P-1", &[("1", "annet", 10)]));
    goods.round().await;
    assert_eq!(goods.one().lines.len(), 1);
}

async fn a_change_that_the_warehouse_refuses_is_held_with_what_differs(transport: Transport) {
    let goods = goods(transport).await;
    goods.source.put(purchase("P-1", &[("1", "K-500", 10)]));
    goods.round().await;
    goods.bench.wms.receive_on("P-1", "1", 4).unwrap();
    goods.source.change("P-1", |order| order.lines[0].quantity = 12.into());
    goods.receipts().await;
    let held = goods.held_ones().await;
    assert_eq!((held.len(), held[0].1), (1, Class::NeedsPerson));
    assert!(held[0].2.contains("line 1: 10 instead of 12"), "{held:?}");
    assert_eq!(goods.totals("P-1"), [4], "what was received is reported all the same");
    // It is not tried again by itself, and goes when the warehouse has it as it is wanted.
    let writes = goods.writes_of_orders();
    goods.receipts().await;
    assert_eq!(goods.writes_of_orders(), writes);
    goods.bench.wms.act(|world| {
        world.edit_purchase_order(&key("P-1"), |order| order.lines[0].advised = 12.into()).unwrap();
    });
    goods.bench.engine.operator(TENANT).retry(Process::ExpectedReceipts, "P-1").await.unwrap();
    goods.round().await;
    assert_eq!(goods.held_ones().await, []);
}

async fn a_withdrawn_order_is_cancelled_unless_something_was_received(transport: Transport) {
    let goods = goods(transport).await;
    for number in ["P-1", "P-2", "P-3"] {
        goods.source.put(purchase(number, &[("1", "K-500", 10)]));
    }
    goods.round().await;
    goods.bench.wms.receive_on("P-2", "1", 4).unwrap();
    for number in ["P-1", "P-2", "P-4"] {
        let order = goods.source.order(number).unwrap_or_else(|| purchase(number, &[]));
        goods.source.put(order);
        goods.source.change(number, |order| order.withdrawn = true);
    }
    goods.receipts().await;
    let statuses: Vec<i32> = goods.in_wms().iter().map(|order| order.status).collect();
    assert_eq!(statuses, [900, 100, 100]);
    let held = goods.held_ones().await;
    assert_eq!((held.len(), held[0].0.as_str(), held[0].1), (1, "P-2", Class::NeedsPerson));
    assert!(held[0].2.contains("received 4 of it"), "{held:?}");
    goods.receipts().await;
    assert_eq!(goods.held_ones().await.len(), 1);
}

async fn an_order_of_the_same_number_that_is_not_ours_is_left_alone(transport: Transport) {
    let goods = goods(transport).await;
    goods.source.put(purchase("P-1", &[("1", "K-500", 10)]));
    goods.round().await;
    goods.bench.wms.act(|world| {
        // What people enter has no numbers of lines.
        world.edit_purchase_order(&key("P-1"), |order| order.lines[0].code.clear()).unwrap();
    });
    let newcomer = goods.newcomer_with(|tenant| {
        tenant.expected_receipts(ExpectedReceipts::from_source(goods.source.clone()))
    });
    run(&newcomer).await;
    let held = newcomer.inspect(TENANT).held().await.unwrap();
    assert_eq!(held.len(), 1, "{held:?}");
    assert!(held[0].what.contains("another purchase order with the number P-1"), "{held:?}");
    assert_eq!(goods.one().lines.len(), 1);
}

async fn an_order_whose_answer_was_lost_is_not_doubled(transport: Transport) {
    let goods = goods(transport).await;
    goods.source.put(purchase("P-1", &[("1", "K-500", 10)]));
    let write = |call: &asmx_test_server::Call| {
        call.operation == "ProcessInOrder"
            || call.operation.starts_with("PUT") && call.operation.contains("purchaseOrders")
    };
    goods.bench.wms.control().misbehave(Rule::drop_after().when(write).times(1));
    goods.bench.run(Process::ExpectedReceipts).await;
    assert_eq!(goods.one().number(), "P-1");
    // Reception begins before it is known that the order is there.
    goods.bench.wms.receive_on("P-1", "1", 10).unwrap();
    goods.round().await;
    assert_eq!(goods.held_ones().await, []);
    assert_eq!((goods.in_wms().len(), goods.totals("P-1")), (1, vec![10]));
}

async fn what_the_source_cannot_read_is_held_as_long_as_it_cannot(transport: Transport) {
    let goods = goods(transport).await;
    let why = "orders.csv, line 3, column quantity: \"x\" is not a number".to_owned();
    goods.source.inside().unreadable.push(("P-1".to_owned(), why.clone()));
    for _ in 0..3 {
        goods.source.put(purchase("P-2", &[("1", "K-500", 3)]));
        goods.receipts().await;
        let held = goods.held_ones().await;
        assert_eq!(held, [("P-1".to_owned(), Class::NeedsPerson, why.clone())]);
    }
    goods.source.inside().unreadable.clear();
    goods.source.put(purchase("P-1", &[("1", "K-500", 1)]));
    goods.round().await;
    assert_eq!((goods.in_wms().len(), goods.held_ones().await), (2, vec![]));
}

async fn a_wrong_order_is_held_and_no_other(transport: Transport) {
    let goods = goods(transport).await;
    for order in [
        purchase("W-1", &[]),
        purchase("W-2", &[("1", "K-500", 1), ("1", "K-500", 2)]),
        purchase("W-3", &[("1", "K-500", 0)]),
        purchase("W-4", &[("", "K-500", 1)]),
        purchase("W-5", &[("1", " ", 1)]),
    ] {
        goods.source.put(order);
    }
    goods.source.put(purchase("P-1", &[("1", "K-500", 3)]));
    goods.source.put(purchase(" ", &[("1", "K-500", 3)]));
    goods.receipts().await;
    assert_eq!(goods.one().number(), "P-1");
    let held = goods.held_ones().await;
    let records: Vec<&str> = held.iter().map(|(record, ..)| record.as_str()).collect();
    assert_eq!(records, ["W-1", "W-2", "W-3", "W-4", "W-5", "without number"]);
    assert!(held.iter().all(|(_, class, _)| *class == Class::NeedsPerson), "{held:?}");
    goods.source.put(purchase("W-1", &[("1", "K-500", 3)]));
    goods.receipts().await;
    assert_eq!(goods.in_wms().len(), 2);
}

async fn a_line_that_the_wms_keeps_is_a_notice(transport: Transport) {
    for missing in [MissingLines::Kept, MissingLines::Deleted] {
        let goods = goods(transport).await;
        goods.bench.wms.act(|world| world.rules_mut().missing_lines = missing);
        goods.source.put(purchase("P-1", &[("1", "K-500", 10), ("2", "K-500", 5)]));
        goods.round().await;
        goods.source.change("P-1", |order| drop(order.lines.pop()));
        goods.receipts().await;
        let held = goods.held_ones().await;
        if missing == MissingLines::Kept {
            assert_eq!((held.len(), held[0].0.as_str(), held[0].1), (1, "P-1/lines", Class::Notice));
            assert!(held[0].2.contains("line 2 (5 of K-500)"), "{held:?}");
        } else {
            assert_eq!((held, goods.one().lines.len()), (vec![], 1));
        }
    }
}

async fn an_order_that_was_cancelled_in_the_wms_is_a_notice(transport: Transport) {
    let goods = goods(transport).await;
    goods.source.put(purchase("P-1", &[("1", "K-500", 10)]));
    goods.round().await;
    goods.bench.wms.act(|world| {
        world.edit_purchase_order(&key("P-1"), |order| order.status = 900).unwrap();
    });
    for _ in 0..2 {
        goods.bench.clock.advance(TimeDelta::hours(25).to_std().unwrap());
        goods.receipts().await;
        let held = goods.held_ones().await;
        assert_eq!((held.len(), held[0].0.as_str(), held[0].1), (1, "P-1/cancelled", Class::Notice));
    }
    // It is not made again.
    goods.source.change("P-1", |order| order.lines[0].quantity = 12.into());
    goods.receipts().await;
    assert_eq!((goods.in_wms().len(), goods.one().status), (1, 900));
    assert_eq!(goods.held_ones().await.len(), 2);
}

async fn drift_says_what_differs_and_what_is_not_reported(transport: Transport) {
    let goods = goods(transport).await;
    goods.source.put(purchase("P-1", &[("1", "K-500", 10)]));
    goods.source.put(purchase("P-2", &[("1", "TE", 10)]));
    goods.bench.round().await;
    let drift = || async {
        let processes = [Process::ExpectedReceipts];
        goods.bench.engine.inspect(TENANT).drift(&processes).await.unwrap().processes.remove(0)
    };
    let found = drift().await;
    assert_eq!((found.compared, found.equal, found.differences.len()), (2, 1, 1));
    assert_eq!(found.differences[0].kind, DriftKind::Missing);
    assert!(found.differences[0].repair.contains("it is held"), "{found:?}");
    goods.bench.wms.act(|world| {
        world.edit_purchase_order(&key("P-1"), |order| order.lines[0].advised = 11.into()).unwrap();
    });
    goods.bench.wms.receive_on("P-1", "1", 4).unwrap();
    let found = drift().await;
    let words: Vec<&str> = found.differences.iter().map(|difference| difference.what.as_str()).collect();
    assert!(words.iter().any(|what| what.contains("line 1: 11 instead of 10")), "{words:?}");
    assert!(
        words.iter().any(|what| what.contains("received 4 of line 1, and reported nothing")),
        "{words:?}"
    );
}

async fn an_idle_round_asks_the_wms_once(transport: Transport) {
    let goods = goods(transport).await;
    goods.source.put(purchase("P-1", &[("1", "K-500", 10)]));
    for _ in 0..2 {
        goods.round().await;
    }
    let before = goods.bench.wms.control().requests().len();
    let report = goods.receipts().await;
    assert_eq!((report.outcome, report.written, report.requests.wms), (Outcome::Done, 0, 1));
    assert_eq!(goods.bench.wms.control().requests().len() - before, 1);
}
