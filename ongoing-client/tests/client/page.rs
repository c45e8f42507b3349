//! Long lists of keys.

use futures::TryStreamExt;
use ongoing_client::WarehouseApi;
use ongoing_client::model::OrderFilters;

use super::{client, lamp, order};

#[tokio::test]
async fn a_thousand_numbers_are_one_request_and_more_are_several() {
    let wms = crate::standing().start().await.unwrap();
    let client = client(&wms);
    client.process_article(lamp("17")).await.unwrap();
    for number in ["0", "1000"] {
        client.process_order(order(number, &[("1", "17", 1)])).await.unwrap();
    }
    for (numbers, found, requests) in [(1000, 1, 1), (1001, 2, 2)] {
        wms.control().clear_requests();
        let filters = OrderFilters::by_numbers((0..numbers).map(|number| number.to_string()));
        let orders: Vec<_> = client.orders(filters).try_collect().await.unwrap();
        assert_eq!((orders.len(), wms.control().count("")), (found, requests), "{numbers} numbers");
    }
}

#[tokio::test]
async fn two_lists_narrow_each_other_and_stay_together() {
    let wms = crate::standing().start().await.unwrap();
    let filters = OrderFilters {
        goods_owner_order_id_to_get: vec!["x".to_owned()],
        ..OrderFilters::by_numbers((0..1001).map(|number| number.to_string()))
    };
    let orders: Vec<_> = client(&wms).orders(filters).try_collect().await.unwrap();
    assert_eq!((orders.len(), wms.control().count("")), (0, 1));
}
