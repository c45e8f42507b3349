//! The warehouse's own lists.

use ongoing_client::ErrorKind;
use ongoing_client::rest::operation::AdjustmentsQuery;
use serde_json::json;

use super::Bench;

#[tokio::test]
async fn adjustments_are_asked_for_by_time_and_come_by_article() {
    let bench = Bench::new().await;
    let answer = json!([{
        "article": {"articleSystemId": 5, "articleNumber": "L17", "productCode": "17"},
        "inventoryAdjustments": [
            {"inventoryId": 9, "numberOfItems": -2.5, "inventoryTime": "2026-03-02T08:00:00.5Z", "warehouse": {"id": 1}},
            {"inventoryId": 10, "numberOfItems": "1", "inventoryAdjustmentCause": {"code": "B", "name": ""}}
        ]
    }]);
    let query = [("goodsOwnerId", "159"), ("from", "1970-01-01T00:00:00Z"), ("isReported", "false")];
    bench.answers("GET", "/inventoryAdjustments", &query, answer).await;
    let from = Some(chrono::DateTime::UNIX_EPOCH.into());
    let query = AdjustmentsQuery { from, is_reported: Some(false), ..AdjustmentsQuery::default() };
    let lines = bench.client.get_inventory_adjustments(query).await.unwrap();
    assert_eq!(lines[0].article.as_ref().unwrap().product_code.as_deref(), Some("17"));
    let [lost, found] = lines[0].inventory_adjustments.as_slice() else { panic!("{lines:?}") };
    assert_eq!((lost.number_of_items, found.number_of_items), ("-2.5".parse().ok(), Some(1.into())));
    assert_eq!(lost.warehouse.as_ref().unwrap().id, Some(1));
    let cause = found.inventory_adjustment_cause.as_ref().unwrap();
    assert_eq!((cause.code.as_deref(), cause.name.as_deref().unwrap_or_default()), (Some("B"), ""));
}

#[tokio::test]
async fn a_list_may_be_null_and_a_wrapper_without_its_list_is_no_answer() {
    let bench = Bench::new().await;
    for path in ["/inventoryAdjustments", "/warehouses", "/transporterContracts"] {
        bench.answers("GET", path, &[], json!(null)).await;
    }
    bench.answers("GET", "/orders/wayOfDeliveryTypes", &[("goodsOwnerId", "159")], json!({})).await;
    assert!(bench.client.get_inventory_adjustments(Default::default()).await.unwrap().is_empty());
    assert!(bench.client.warehouses().await.unwrap().is_empty());
    assert!(bench.client.transporter_contracts().await.unwrap().is_empty());
    let error = bench.client.way_of_delivery_types().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoResult);
}
