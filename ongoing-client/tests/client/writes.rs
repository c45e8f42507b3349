//! One write at a time.

use futures::future::join_all;
use futures::{FutureExt, TryStreamExt};
use ongoing_client::model::OrderFilters;
use ongoing_client::{Client, Credentials, Error, ErrorKind, GoodsOwner, WarehouseApi};
use ongoing_simulator::{Gate, Mischief, Rule, Simulator};

use super::{client, lamp, order};

#[tokio::test(flavor = "multi_thread")]
async fn writes_of_all_clients_of_a_goods_owner_go_one_at_a_time() {
    let wms = crate::standing().start().await.unwrap();
    let clients = [client(&wms), client(&wms)];
    let writes = (0..40).map(|number| {
        let client = clients[number % 2].clone();
        tokio::spawn(async move { client.process_article(lamp(&number.to_string())).await.map(drop) })
    });
    for write in join_all(writes).await {
        write.unwrap().unwrap();
    }
    assert_eq!(wms.control().count("ProcessArticle"), 40);
    assert_eq!(wms.parallel_writes(), 0);
}

/// Starts a write that the warehouse holds back, and waits until it is there: the first one that comes is held.
async fn held_write(wms: &Simulator, client: &Client) -> (Gate, tokio::task::JoinHandle<Result<(), Error>>) {
    let gate = Gate::new();
    wms.control().misbehave(Rule::new(Mischief::Hold(gate.clone())).on("ProcessArticle"));
    let writer = client.clone();
    let write = tokio::spawn(async move { writer.process_article(lamp("1")).await.map(drop) });
    gate.arrived().await;
    (gate, write)
}

#[tokio::test(flavor = "multi_thread")]
async fn reads_do_not_wait_for_a_write_and_writes_do() {
    let wms = crate::standing().start().await.unwrap();
    let client = client(&wms);
    let (gate, write) = held_write(&wms, &client).await;
    let orders: Vec<_> = client.orders(OrderFilters::default()).try_collect().await.unwrap();
    assert!(orders.is_empty());
    let mut second = Box::pin(client.process_article(lamp("2")));
    assert!(second.as_mut().now_or_never().is_none());
    assert!(!write.is_finished());
    gate.open();
    write.await.unwrap().unwrap();
    second.await.unwrap();
    assert_eq!(wms.parallel_writes(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_warehouse_notices_writes_at_the_same_time() {
    let wms = crate::standing().start().await.unwrap();
    // The same warehouse under another name: a client that cannot know that it is the same.
    let credentials = Credentials::new(wms.username(), wms.password());
    let owner = GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    let alias = wms.base_url().replace("127.0.0.1", "localhost");
    let other = Client::builder(credentials, owner).base_url(alias).build().unwrap();
    let (gate, write) = held_write(&wms, &client(&wms)).await;
    while wms.parallel_writes() == 0 {
        other.process_article(lamp("2")).await.unwrap();
    }
    gate.open();
    write.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_write_that_breaks_leaves_the_queue_to_the_next() {
    let wms = crate::standing().start().await.unwrap();
    let client = client(&wms);
    client.process_article(lamp("17")).await.unwrap();
    wms.control().misbehave(Rule::drop_after().on("ProcessOrder"));
    let error = client.process_order(order("1001", &[("1", "17", 1)])).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    client.process_order(order("1002", &[("1", "17", 1)])).await.unwrap();

    let waiting = client.process_order(order("1003", &[("1", "17", 1)]));
    drop(waiting);
    client.process_order(order("1004", &[("1", "17", 1)])).await.unwrap();
}
