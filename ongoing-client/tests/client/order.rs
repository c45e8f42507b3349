//! An order's way through the warehouse.

use futures::TryStreamExt;
use ongoing_client::WarehouseApi;
use ongoing_client::model::{OrderFilters, UpdateOrder, UpdateOrderLines};

use super::{client, lamp, order};

#[tokio::test]
async fn an_order_is_written_picked_read_and_reported() {
    let wms = crate::standing().start().await.unwrap();
    let api: &dyn WarehouseApi = &client(&wms);
    let article = api.process_article(lamp("17")).await.unwrap();
    assert_eq!(article.system_id.unwrap().0, wms.article_by_product_code("17").unwrap().system_id);
    api.process_article(lamp("18")).await.unwrap();
    wms.receive("17", 10).unwrap();
    wms.receive("18", 2).unwrap();

    let written = api.process_order(order("1001", &[("1", "17", 4), ("2", "18", 5)])).await.unwrap();
    let id = written.order_id.unwrap();
    assert_eq!(id.0, wms.order("1001").unwrap().order_id);
    assert!(written.message.is_some());

    assert!(!wms.pick_all("1001").unwrap().is_empty(), "the second line comes short");
    wms.send("1001").unwrap();
    let orders: Vec<_> = api.orders(OrderFilters::to_report()).try_collect().await.unwrap();
    let [found] = orders.as_slice() else { panic!("{orders:?}") };
    let info = found.order_info.as_ref().unwrap();
    assert_eq!((info.order_id, info.order_status_number), (Some(id), Some(450)));
    assert_eq!(info.arrival_date, None, "an unset date comes as the smallest one");
    let picked: Vec<_> = found
        .picked_order_lines
        .iter()
        .map(|line| (line.external_order_line_code.clone().unwrap(), line.picked_number_of_items.unwrap()))
        .collect();
    assert_eq!(picked, [("1".to_owned(), 4.into()), ("2".to_owned(), 2.into())]);

    api.update_order_lines(UpdateOrderLines::report("1001", picked)).await.unwrap();
    let left: Vec<_> = api.orders(OrderFilters::to_report()).try_collect().await.unwrap();
    assert!(left.is_empty());
}

#[tokio::test]
async fn an_order_is_found_by_number_and_by_id_and_changed_at_any_status() {
    let wms = crate::standing().start().await.unwrap();
    let client = client(&wms);
    client.process_article(lamp("17")).await.unwrap();
    let id = client.process_order(order("1001", &[("1", "17", 1)])).await.unwrap().order_id.unwrap();
    let by_id = client.get_order(id).await.unwrap();
    let by_number = client.get_order_by_order_number("1001").await.unwrap();
    assert_eq!(by_id.order_info, by_number.order_info);

    let update = UpdateOrder::by_number("1001").status(450);
    assert_eq!(client.update_order(update).await.unwrap().order_id, Some(id));
    assert_eq!(wms.order("1001").unwrap().status, 450);
}

#[tokio::test]
async fn an_order_is_cancelled_while_nobody_has_begun() {
    let wms = crate::standing().start().await.unwrap();
    let client = client(&wms);
    client.process_article(lamp("17")).await.unwrap();
    client.process_order(order("1001", &[("1", "17", 1)])).await.unwrap();
    client.remove_order("1001").await.unwrap();
    assert_eq!(wms.order("1001").unwrap().status, 1000);
}

#[tokio::test]
async fn the_warehouse_tells_its_own_statuses() {
    let wms = crate::standing().order_status(451, "Klar til henting").start().await.unwrap();
    let statuses = client(&wms).order_statuses().await.unwrap();
    let own = statuses.iter().find(|status| status.order_status_id == Some(451)).unwrap();
    assert_eq!(own.order_status_name.as_deref(), Some("Klar til henting"));
}

#[tokio::test]
async fn who_watches_sees_each_request_once_as_read_or_write() {
    let wms = crate::standing().start().await.unwrap();
    let client = client(&wms);
    let seen = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let log = std::sync::Arc::clone(&seen);
    let observed = client.observed(std::sync::Arc::new(move |event| {
        log.lock().unwrap().push((event.operation, event.is_write()));
    }));
    observed.process_article(lamp("17")).await.unwrap();
    observed.order_statuses().await.unwrap();
    client.order_statuses().await.unwrap();
    assert_eq!(*seen.lock().unwrap(), [("ProcessArticle", true), ("GetOrderStatuses", false)]);
    assert_eq!(wms.control().count(""), 3);
}
