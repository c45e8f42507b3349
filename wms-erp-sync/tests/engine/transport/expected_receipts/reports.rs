//! What the WMS receives is reported to the source, each change once and as totals.

use asmx_test_server::Mischief;

use super::*;

over_both! {
    what_is_received_is_reported_once_in_totals
    a_reception_that_ends_short_is_reported_as_finished
    a_lost_store_doubles_nothing_and_reports_totals_again
    a_report_that_is_refused_is_held_and_reported_later
    a_dismissed_report_is_not_made_and_the_next_one_is
    what_is_over_is_forgotten_and_reported_no_more
    a_number_says_where_its_purchase_order_is
    a_quantity_that_the_wms_leaves_out_is_not_reported_as_zero
}

/// Purchase orders of ten bags of coffee each, which the WMS has.
async fn announced(transport: Transport, numbers: &[&str]) -> Goods {
    let goods = goods(transport).await;
    for number in numbers {
        goods.source.put(purchase(number, &[("1", "K-500", 10)]));
    }
    goods.round().await;
    goods
}

/// Four of ten were received, and the source refuses the report.
async fn with_a_refused_report(transport: Transport) -> Goods {
    let goods = announced(transport, &["P-1"]).await;
    goods.source.inside().refusal = Some("the period is closed".to_owned());
    goods.bench.wms.receive_on("P-1", "1", 4).unwrap();
    goods.receipts().await;
    goods
}

async fn what_is_received_is_reported_once_in_totals(transport: Transport) {
    let goods = announced(transport, &["P-1"]).await;
    assert_eq!(goods.totals("P-1"), [] as [i32; 0]);
    goods.bench.wms.receive_on("P-1", "1", 4).unwrap();
    for _ in 0..3 {
        goods.round().await;
        assert_eq!(goods.totals("P-1"), [4]);
    }
    goods.bench.wms.receive_on("P-1", "1", 5).unwrap();
    goods.round().await;
    assert_eq!(goods.totals("P-1"), [4, 9]);
    let last = goods.source.last("P-1").unwrap();
    let line = &last.lines[0];
    assert_eq!((line.article.as_str(), line.expected, line.received), ("K-500", 10.into(), 9.into()));
    assert!(line.last_received.is_some() && !last.finished);
    // What is corrected is in no list of what was received: the daily look finds it.
    goods.bench.wms.act(|world| {
        world.edit_purchase_order(&key("P-1"), |order| order.lines[0].received = 8.into()).unwrap();
    });
    goods.bench.clock.advance(TimeDelta::hours(25).to_std().unwrap());
    goods.round().await;
    assert_eq!(goods.totals("P-1"), [4, 9, 8]);
    assert_eq!(goods.source.inside().reports.len(), 3, "each once");
    assert_eq!(goods.held_ones().await, []);
}

async fn a_number_says_where_its_purchase_order_is(transport: Transport) {
    let goods = goods(transport).await;
    let why = async || {
        let mut found = goods.bench.engine.inspect(TENANT).why_goods("P-1").await.unwrap();
        assert!(found.len() < 2, "{found:?}");
        found.pop()
    };
    assert_eq!(why().await, None);
    goods.source.put(purchase("P-1", &[("1", "K-500", 10), ("2", "TE", 1)]));
    goods.receipts().await;
    let found = why().await.unwrap();
    assert_eq!((&found.process, &found.wms_status), (&Process::ExpectedReceipts, &None));
    assert!(
        found.gates[0].starts_with("held by expected_receipts: line 2: the WMS has no article"),
        "{found:?}"
    );
    assert_eq!(
        found.gates[1..],
        ["its source orders 10 of K-500 (line 1), 1 of TE (line 2)", "the WMS does not have it"]
    );
    goods.source.change("P-1", |order| drop(order.lines.pop()));
    goods.round().await;
    goods.bench.wms.receive_on("P-1", "1", 4).unwrap();
    goods.bench.wms.finish_reception("P-1").unwrap();
    goods.receipts().await;
    let found = why().await.unwrap();
    assert_eq!(found.wms_status.as_ref().map(|(number, _)| *number), Some(400));
    let words: Vec<&str> = found.gates.iter().map(String::as_str).collect();
    let [source, status, received, reported] = words[..] else { panic!("{found:?}") };
    assert_eq!((source, received), ("its source orders 10 of K-500 (line 1)", "received 4 of 10 of K-500"));
    assert!(status.starts_with("in the WMS it has the status 400"), "{status}");
    assert_eq!(reported, "reported to its source: 4 of line 1, and that reception has ended");
    let writes = goods.writes_of_orders();
    why().await;
    assert_eq!(goods.writes_of_orders(), writes, "it only looks");
}

async fn a_reception_that_ends_short_is_reported_as_finished(transport: Transport) {
    let goods = goods(transport).await;
    goods.source.put(purchase("P-1", &[("1", "K-500", 10)]));
    goods.source.put(purchase("P-2", &[("1", "K-500", 3)]));
    goods.source.put(purchase("P-3", &[("1", "K-500", 3)]));
    goods.round().await;
    goods.bench.wms.receive_on("P-1", "1", 4).unwrap();
    for number in ["P-1", "P-2"] {
        goods.bench.wms.finish_reception(number).unwrap();
    }
    goods.bench.clock.advance(TimeDelta::hours(25).to_std().unwrap());
    goods.round().await;
    for (number, received) in [("P-1", 4), ("P-2", 0)] {
        let last = goods.source.last(number).unwrap();
        assert!(last.finished && last.lines[0].received == received.into(), "{last:?}");
    }
    assert_eq!(goods.source.last("P-3"), None, "nothing has happened to it");
}

async fn a_lost_store_doubles_nothing_and_reports_totals_again(transport: Transport) {
    let goods = announced(transport, &["P-1", "P-2"]).await;
    goods.bench.wms.receive_on("P-1", "1", 4).unwrap();
    goods.round().await;
    let newcomer = goods.newcomer_with(|tenant| {
        tenant.expected_receipts(ExpectedReceipts::from_source(goods.source.clone()))
    });
    for _ in 0..2 {
        all_done(&run(&newcomer).await);
    }
    assert_eq!(goods.in_wms().len(), 2);
    assert_eq!(goods.source.last("P-1").unwrap().lines[0].received, 4.into());
    assert!(goods.source.inside().reports.len() <= 2);
    assert_eq!(goods.source.orders().len(), 2);
    assert_eq!(newcomer.inspect(TENANT).held().await.unwrap(), []);
}

async fn a_report_that_is_refused_is_held_and_reported_later(transport: Transport) {
    let goods = with_a_refused_report(transport).await;
    let held = goods.held_ones().await;
    assert_eq!((held.len(), held[0].0.as_str(), held[0].1), (1, "P-1/received", Class::Rejected));
    assert!(held[0].2.contains("the period is closed"), "{held:?}");
    goods.source.inside().refusal = None;
    goods.bench.engine.operator(TENANT).retry(Process::ExpectedReceipts, "P-1/received").await.unwrap();
    goods.receipts().await;
    assert_eq!((goods.totals("P-1"), goods.held_ones().await), (vec![4], vec![]));
}

async fn a_dismissed_report_is_not_made_and_the_next_one_is(transport: Transport) {
    let goods = with_a_refused_report(transport).await;
    let operator = goods.bench.engine.operator(TENANT);
    operator.dismiss(Process::ExpectedReceipts, "P-1/received", "entered by hand").await.unwrap();
    goods.source.inside().refusal = None;
    for _ in 0..2 {
        goods.receipts().await;
    }
    assert_eq!(goods.totals("P-1"), [] as [i32; 0]);
    goods.bench.wms.receive_on("P-1", "1", 1).unwrap();
    goods.receipts().await;
    assert_eq!(goods.totals("P-1"), [5]);
}

async fn what_is_over_is_forgotten_and_reported_no_more(transport: Transport) {
    let goods = announced(transport, &["P-1", "P-2"]).await;
    goods.bench.wms.receive_on("P-1", "1", 10).unwrap();
    goods.bench.wms.finish_reception("P-1").unwrap();
    goods.round().await;
    assert_eq!(goods.totals("P-1"), [10]);
    goods.bench.clock.advance(TimeDelta::days(500).to_std().unwrap());
    let purged = goods.bench.engine.operator(TENANT).purge(TimeDelta::days(400)).await.unwrap();
    assert_eq!(purged.purchase_orders, 1, "the open one is remembered");
    goods.bench.wms.receive_on("P-2", "1", 1).unwrap();
    goods.round().await;
    assert_eq!((goods.totals("P-1"), goods.totals("P-2")), (vec![10], vec![1]));
}

async fn a_quantity_that_the_wms_leaves_out_is_not_reported_as_zero(transport: Transport) {
    let goods = announced(transport, &["P-1", "P-2"]).await;
    goods.bench.wms.receive_on("P-1", "1", 4).unwrap();
    goods.round().await;
    let (told, untold) = match transport {
        Transport::Soap => ("<ReceivedNumberOfItems>4</ReceivedNumberOfItems>", ""),
        _ => ("\"receivedNumberOfItems\":4", "\"other\":4"),
    };
    let silent = Rule::new(Mischief::Replace(told.to_owned(), untold.as_bytes().into()));
    goods.bench.wms.control().misbehave(silent.always());
    goods.bench.wms.receive_on("P-2", "1", 3).unwrap();
    goods.bench.clock.advance(TimeDelta::hours(25).to_std().unwrap());
    for _ in 0..2 {
        goods.receipts().await;
        assert_eq!((goods.totals("P-1"), goods.totals("P-2")), (vec![4], vec![3]), "of that one only");
    }
    goods.bench.wms.receive_on("P-1", "1", 2).unwrap();
    goods.bench.wms.control().behave();
    goods.round().await;
    assert_eq!((goods.totals("P-1"), goods.held_ones().await), (vec![4, 6], vec![]));
}
