//! Writes that the WMS carries out late, and what people take up again in the WMS: neither stays unseen.

use asmx_test_server::Call;

use super::*;

over_both! {
    a_first_write_that_arrives_after_its_order_was_withdrawn_is_cancelled
    a_change_that_arrives_after_its_order_was_cancelled_is_cancelled_again
    a_change_that_arrives_after_a_later_one_is_overwritten
    a_change_that_arrives_late_and_is_received_on_is_held
    what_somebody_takes_up_again_is_held_and_not_cancelled
    goods_of_an_order_that_was_taken_up_again_are_told_of
    what_people_change_in_the_wms_stays
}

fn is_write(call: &Call) -> bool {
    call.operation == "ProcessInOrder"
        || call.operation.starts_with("PUT") && call.operation.contains("purchaseOrders")
}

impl Goods {
    /// Runs while the answers to all writes of purchase orders are lost, which are not carried out yet.
    async fn run_with_late_writes(&self) {
        self.bench.wms.control().misbehave(Rule::late().when(is_write).always());
        self.bench.run(Process::ExpectedReceipts).await;
        self.bench.wms.control().behave();
    }

    /// The WMS carries out what it had not yet.
    fn arrive_late(&self) {
        assert!(self.bench.wms.control().act_late(|_| true) > 0, "nothing was late");
    }

    fn withdraw(&self, number: &str) {
        self.source.change(number, |order| order.withdrawn = true);
    }

    fn set_status(&self, status: i32) {
        self.bench
            .wms
            .act(|world| world.edit_purchase_order(&key("P-1"), |order| order.status = status).unwrap());
    }

    async fn next_day(&self) {
        self.bench.clock.advance(TimeDelta::hours(25).to_std().unwrap());
        self.receipts().await;
    }

    /// The one thing that is held: of P-1, with a person to decide.
    async fn assert_held(&self, what: &str) {
        let held = self.held_ones().await;
        assert_eq!((held.len(), held[0].0.as_str(), held[0].1), (1, "P-1", Class::NeedsPerson), "{held:?}");
        assert!(held[0].2.contains(what), "{held:?}");
    }
}

async fn a_first_write_that_arrives_after_its_order_was_withdrawn_is_cancelled(transport: Transport) {
    let goods = goods(transport).await;
    goods.source.put(purchase("P-1", &[("1", "K-500", 10)]));
    goods.run_with_late_writes().await;
    assert_eq!(goods.held_ones().await[0].1, Class::Transient);
    goods.withdraw("P-1");
    goods.receipts().await;
    assert_eq!((goods.in_wms().len(), goods.held_ones().await), (0, vec![]));
    goods.arrive_late();
    assert_eq!(goods.one().status, 100);
    goods.next_day().await;
    assert_eq!((goods.one().status, goods.held_ones().await), (900, vec![]));
    goods.next_day().await;
    assert_eq!(
        goods.writes_of_orders(),
        goods.bench.wms.control().requests().iter().filter(|seen| seen.status.is_none()).count() + 1
    );
}

async fn a_change_that_arrives_after_its_order_was_cancelled_is_cancelled_again(transport: Transport) {
    let goods = goods(transport).await;
    goods.bench.wms.act(|world| world.rules_mut().reopened_purchase_orders = true);
    goods.source.put(purchase("P-1", &[("1", "K-500", 10)]));
    goods.round().await;
    goods.source.change("P-1", |order| order.lines[0].quantity = 12.into());
    goods.run_with_late_writes().await;
    goods.withdraw("P-1");
    goods.receipts().await;
    assert_eq!((goods.one().status, goods.held_ones().await), (900, vec![]));
    goods.arrive_late();
    assert_eq!(goods.one().status, 100);
    goods.next_day().await;
    assert_eq!((goods.one().status, goods.held_ones().await), (900, vec![]));
    // A write is late once: this time somebody wants it.
    goods.set_status(100);
    goods.next_day().await;
    assert_eq!(goods.one().status, 100);
    goods.assert_held("was taken up again in the WMS").await;
}

async fn a_change_that_arrives_after_a_later_one_is_overwritten(transport: Transport) {
    let goods = goods(transport).await;
    goods.source.put(purchase("P-1", &[("1", "K-500", 10)]));
    goods.round().await;
    goods.source.change("P-1", |order| order.lines[0].quantity = 12.into());
    goods.run_with_late_writes().await;
    goods.source.change("P-1", |order| order.lines[0].quantity = 15.into());
    goods.receipts().await;
    assert_eq!(goods.quantities(), [("1".to_owned(), 15)]);
    goods.arrive_late();
    assert_eq!(goods.quantities(), [("1".to_owned(), 12)]);
    goods.next_day().await;
    assert_eq!((goods.quantities(), goods.held_ones().await), (vec![("1".to_owned(), 15)], vec![]));
}

/// Found by the fault schedules: the goods came before we looked, and no one was told that the warehouse expects something else.
async fn a_change_that_arrives_late_and_is_received_on_is_held(transport: Transport) {
    let goods = goods(transport).await;
    goods.source.put(purchase("P-1", &[("1", "K-500", 10)]));
    goods.round().await;
    goods.source.change("P-1", |order| order.lines[0].quantity = 12.into());
    goods.run_with_late_writes().await;
    goods.source.change("P-1", |order| order.lines[0].quantity = 15.into());
    goods.receipts().await;
    goods.arrive_late();
    goods.bench.wms.receive_on("P-1", "1", 4).unwrap();
    // The WMS refuses it once.
    let writes = goods.writes_of_orders() + 1;
    for _ in 0..2 {
        goods.next_day().await;
        goods.assert_held("has begun to receive purchase order P-1 and refuses the change; it has line 1: 12 instead of 15").await;
        assert_eq!((goods.totals("P-1"), goods.writes_of_orders()), (vec![4], writes));
    }
    let operator = goods.bench.engine.operator(TENANT);
    operator.dismiss(Process::ExpectedReceipts, "P-1", "agreed with the supplier").await.unwrap();
    goods.next_day().await;
    assert_eq!((goods.held_ones().await, goods.quantities()), (vec![], vec![("1".to_owned(), 12)]));
}

async fn what_somebody_takes_up_again_is_held_and_not_cancelled(transport: Transport) {
    let goods = goods(transport).await;
    goods.source.put(purchase("P-1", &[("1", "K-500", 10)]));
    goods.round().await;
    goods.withdraw("P-1");
    goods.receipts().await;
    assert_eq!(goods.one().status, 900);
    let writes = goods.writes_of_orders();
    for closes in [false, true] {
        goods.set_status(100);
        for _ in 0..2 {
            goods.next_day().await;
            assert_eq!((goods.one().status, goods.writes_of_orders()), (100, writes));
            goods.assert_held("was taken up again in the WMS").await;
        }
        if closes {
            let operator = goods.bench.engine.operator(TENANT);
            operator.dismiss(Process::ExpectedReceipts, "P-1", "they come all the same").await.unwrap();
            goods.next_day().await;
            assert_eq!(goods.held_ones().await, []);
        }
        // Nobody has to say that it was cancelled after all. If it is taken up again after that, that is news.
        goods.set_status(900);
        goods.next_day().await;
        assert_eq!(goods.held_ones().await, []);
    }
    goods.set_status(100);
    goods.next_day().await;
    goods.assert_held("was taken up again in the WMS").await;
    // The source wants it again.
    goods.source.change("P-1", |order| order.withdrawn = false);
    goods.receipts().await;
    assert_eq!((goods.one().status, goods.held_ones().await), (100, vec![]));
}

async fn goods_of_an_order_that_was_taken_up_again_are_told_of(transport: Transport) {
    let goods = goods(transport).await;
    goods.source.put(purchase("P-1", &[("1", "K-500", 10)]));
    goods.round().await;
    goods.withdraw("P-1");
    goods.receipts().await;
    goods.set_status(100);
    goods.bench.wms.receive_on("P-1", "1", 4).unwrap();
    // What was received is listed: nobody waits for the daily look.
    goods.receipts().await;
    goods.assert_held("the warehouse has received 4 of it").await;
    assert_eq!((goods.totals("P-1"), goods.one().status), (vec![4], 100));
}

async fn what_people_change_in_the_wms_stays(transport: Transport) {
    let goods = goods(transport).await;
    goods.source.put(purchase("P-1", &[("1", "K-500", 10)]));
    goods.round().await;
    goods.bench.wms.act(|world| {
        world.edit_purchase_order(&key("P-1"), |order| order.lines[0].advised = 7.into()).unwrap();
    });
    goods.next_day().await;
    assert_eq!((goods.quantities(), goods.held_ones().await), (vec![("1".to_owned(), 7)], vec![]));
    // One that ended without goods is as good as cancelled.
    goods.withdraw("P-1");
    goods.bench.wms.finish_reception("P-1").unwrap();
    goods.next_day().await;
    assert_eq!(goods.held_ones().await, []);
}
