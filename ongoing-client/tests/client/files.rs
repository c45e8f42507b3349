//! Files, and what the warehouse keeps for an integration.

use futures::TryStreamExt;
use ongoing_client::XsDateTime;
use ongoing_client::model::{File, FileSearchValues, LogEvent, OrderFile, OrderId};
use ongoing_client::{Client, Delivery, ErrorKind, RetryPolicy};
use ongoing_simulator::world::RefusedRead;
use ongoing_simulator::{Rule, Simulator};

use super::{answering, client, lamp, order, soap, with_password};

async fn warehouse() -> (Simulator, Client) {
    let wms = crate::standing().start().await.unwrap();
    let client = client(&wms);
    client.process_article(lamp("1")).await.unwrap();
    client.process_order(order("1001", &[("1", "1", 2)])).await.unwrap();
    (wms, client)
}

#[tokio::test]
async fn files_of_articles_and_orders_come_back_as_they_were_sent() {
    let (wms, client) = warehouse().await;
    let note = || File::new("note.txt", "text/plain", "Blåbær & bringebær");
    client.upload_article_def_file("L1", note()).await.unwrap();
    client
        .upload_order_file(OrderFile::by_order_number(
            "1001",
            File::new("a.bin", "application/octet-stream", [0, 255]),
        ))
        .await
        .unwrap();
    let order_id = OrderId(wms.order("1001").unwrap().order_id);
    client.upload_order_file(OrderFile::by_order_id(order_id, note())).await.unwrap();

    let of_article: Vec<_> =
        client.get_file_list(FileSearchValues::of_article("L1")).try_collect().await.unwrap();
    assert_eq!(of_article.len(), 1);
    assert_eq!(
        (of_article[0].file_name.as_deref(), of_article[0].article_no.as_deref()),
        (Some("note.txt"), Some("L1"))
    );
    let of_order: Vec<_> =
        client.get_file_list(FileSearchValues::of_order("1001")).try_collect().await.unwrap();
    assert_eq!(of_order.iter().map(|file| file.order_id).collect::<Vec<_>>(), [Some(order_id); 2]);

    let read = client.get_file(of_article[0].file_id.unwrap()).await.unwrap();
    assert_eq!(read.file_bytes, note().file_bytes);
    let read = client.get_file(of_order[0].file_id.unwrap()).await.unwrap();
    assert_eq!(read.file_bytes.unwrap().0, [0, 255]);
    assert_eq!(client.get_file(1).await.unwrap_err().kind(), ErrorKind::Fault);
    assert!(wms.skipped_elements().is_empty() && wms.parallel_writes() == 0);
}

#[tokio::test]
async fn a_file_for_nothing_is_refused() {
    let (wms, client) = warehouse().await;
    let file = || File::new("note.txt", "text/plain", "x");
    let of_none = OrderFile::by_order_number("none", file());
    assert_eq!(client.upload_article_def_file("none", file()).await.unwrap_err().kind(), ErrorKind::Fault);
    assert_eq!(client.upload_order_file(of_none).await.unwrap_err().kind(), ErrorKind::Fault);
    let stranger = with_password(&wms, "wrong").upload_article_def_file("L1", file()).await.unwrap_err();
    assert_eq!(stranger.kind(), ErrorKind::Unauthorized);
    assert_eq!(wms.look(|world| world.files(&Default::default()).count()), 0);
}

#[tokio::test]
async fn an_upload_that_may_have_arrived_is_not_repeated() {
    let (wms, client) = warehouse().await;
    let patient = Client::builder(
        ongoing_client::Credentials::new(wms.username(), wms.password()),
        client.goods_owner().clone(),
    );
    let patient = patient.base_url(wms.base_url()).retry(RetryPolicy::default()).build().unwrap();
    wms.control().misbehave(Rule::drop_after().on("UploadArticleDefFile"));
    let file = File::new("note.txt", "text/plain", "x");
    let error = patient.upload_article_def_file("L1", file).await.unwrap_err();
    assert_eq!(error.delivery(), Delivery::MaybeSent);
    assert_eq!(wms.control().count("UploadArticleDefFile"), 1);
    assert_eq!(wms.look(|world| world.files(&Default::default()).count()), 1);
}

#[tokio::test]
async fn the_warehouse_remembers_when_an_integration_ran() {
    let (wms, client) = warehouse().await;
    let time: XsDateTime = "2026-03-02T07:00:00".parse().unwrap();
    assert_eq!(client.get_time_of_last_sync("Stock").await.unwrap(), None);
    client.set_time_of_last_sync("Stock", time).await.unwrap();
    assert_eq!(client.get_time_of_last_sync("Stock").await.unwrap(), Some(time));
    assert_eq!(client.get_time_of_last_sync("Orders").await.unwrap(), None);
    let stranger = with_password(&wms, "wrong").get_time_of_last_sync("Stock").await.unwrap_err();
    assert_eq!(stranger.kind(), ErrorKind::Unauthorized);
    wms.set_rules(|rules| rules.refused_read = RefusedRead::AbsentResult);
    let stranger = with_password(&wms, "wrong").get_time_of_last_sync("Stock").await.unwrap_err();
    assert_eq!(stranger.kind(), ErrorKind::NoResult, "no answer is not the answer that it never ran");
}

#[tokio::test]
async fn events_are_reported() {
    let (wms, client) = warehouse().await;
    let time: XsDateTime = "2026-03-02T07:00:00".parse().unwrap();
    client.report_event(LogEvent::info(time, "Orders", "12 orders were sent")).await.unwrap();
    client.report_event(LogEvent::error(time, "Stock", "no answer")).await.unwrap();
    let events = wms.look(|world| world.events().to_vec());
    let seen: Vec<_> =
        events.iter().map(|event| (event.kind.as_str(), event.success, event.header.as_str())).collect();
    assert_eq!(seen, [("Info", true, "Orders"), ("Error", false, "Stock")]);
}

#[tokio::test]
async fn an_answer_to_something_else_is_no_success() {
    let nothing = "<UploadOrderFileResponse xmlns=\"http://ongoingsystems.se/WSI\"/>";
    let (_server, client) = answering(soap(200, nothing)).await;
    let file = || File::new("note.txt", "text/plain", "x");
    client.upload_order_file(OrderFile::by_order_number("1", file())).await.unwrap();
    assert!(client.upload_article_def_file("1", file()).await.is_err());
    let (_server, client) = answering(soap(200, "")).await;
    let error = client.upload_order_file(OrderFile::by_order_number("1", file())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoResult);
}
