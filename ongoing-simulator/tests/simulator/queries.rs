use super::*;

async fn find(bench: &Bench, filters: &str) -> Vec<String> {
    bench.call("GetOrdersByQuery", &format!("<query>{filters}</query>")).await.order_numbers()
}

/// 1001 sent, 1002 released an hour later, 1003 cancelled.
async fn three_orders() -> Bench {
    let bench = Bench::new().await;
    bench.article("17").await;
    bench.wms.receive("17", 100).unwrap();
    bench.order("1001", &[("1", "17", "2")]).await;
    bench.wms.pick_all("1001").unwrap();
    bench.wms.send("1001").unwrap();
    bench.wms.advance(chrono::Duration::hours(1));
    let info = "<GoodsOwnerOrderId>ext</GoodsOwnerOrderId><DeliveryDate>2026-03-04</DeliveryDate>";
    let second = order("1002", info, &[("1", "17", "2")])
        .replace("<GoodsOwnerOrderNumber>", "<ReferenceNumber>ref</ReferenceNumber><GoodsOwnerOrderNumber>");
    bench.call("ProcessOrder", &second).await.ok();
    bench.order("1003", &[]).await;
    bench.wms.cancel("1003").unwrap();
    bench
}

#[tokio::test]
async fn filters_narrow_together() {
    let bench = three_orders().await;
    assert_eq!(find(&bench, "").await, ["1001", "1002", "1003"]);
    assert_eq!(
        find(&bench, "<OrderStatusFrom>300</OrderStatusFrom><OrderStatusTo>450</OrderStatusTo>").await,
        ["1001", "1002"]
    );
    assert_eq!(
        find(&bench, "<OrderStatusFrom>450</OrderStatusFrom>").await,
        ["1001", "1003"],
        "1000 is a number too"
    );
    assert_eq!(
        find(&bench, "<LastUpdatedFrom>2026-03-02T08:30:00</LastUpdatedFrom>").await,
        ["1002", "1003"]
    );
    assert_eq!(find(&bench, "<LastUpdatedTo>2026-03-02T08:30:00</LastUpdatedTo>").await, ["1001"]);
    assert_eq!(find(&bench, "<ShippedTimeFrom>2026-03-02T08:00:00</ShippedTimeFrom>").await, ["1001"]);
    assert_eq!(
        find(&bench, "<LastPickingTimeFrom>2026-03-02T08:00:00</LastPickingTimeFrom>").await,
        ["1001"]
    );
    assert_eq!(
        find(
            &bench,
            "<DeliveryDateFrom>2026-03-04</DeliveryDateFrom><DeliveryDateTo>2026-03-04</DeliveryDateTo>"
        )
        .await,
        ["1002"]
    );
    assert_eq!(find(&bench, "<ReferenceNumber>ref</ReferenceNumber>").await, ["1002"]);
    assert_eq!(
        find(&bench, "<GoodsOwnerOrderIdToGet><string>ext</string></GoodsOwnerOrderIdToGet>").await,
        ["1002"]
    );
    assert_eq!(find(&bench, "<PickOrderIdFrom>1</PickOrderIdFrom>").await, [""; 0]);
    let numbers =
        "<OrderNumbersToGet><string>1003</string><string>1001</string><string>9</string></OrderNumbersToGet>";
    assert_eq!(find(&bench, numbers).await, ["1001", "1003"]);
    assert_eq!(find(&bench, &format!("<OrderStatusTo>999</OrderStatusTo>{numbers}")).await, ["1001"]);
    let ids = bench
        .wms
        .orders()
        .iter()
        .skip(1)
        .map(|order| format!("<int>{}</int>", order.order_id))
        .collect::<String>();
    assert_eq!(find(&bench, &format!("<OrderIdsToGet>{ids}</OrderIdsToGet>")).await, ["1002", "1003"]);
    let all_nil = "<OrderStatusFrom xsi:nil=\"true\"/><LastUpdatedFrom xsi:nil=\"true\"/>";
    assert_eq!(find(&bench, all_nil).await.len(), 3);
}

#[tokio::test]
async fn times_are_read_and_written_in_the_warehouses_zone() {
    let zone = |_| chrono::FixedOffset::east_opt(3600).unwrap();
    let bench = Bench::with(standing().local_offset(zone)).await;
    bench.order("1001", &[]).await;
    for (from, found) in [
        ("2026-03-02T09:00:00", 1),
        ("2026-03-02T09:00:01", 0),
        ("2026-03-02T08:00:00Z", 1),
        ("2026-03-02T10:00:00+02:00", 1),
        ("2026-03-02T08:00:01Z", 0),
    ] {
        let filter = format!("<LastUpdatedFrom>{from}</LastUpdatedFrom>");
        assert_eq!(find(&bench, &filter).await.len(), found, "{from}");
    }
    let read = bench.call("GetOrderByOrderNumber", "<OrderNumber>1001</OrderNumber>").await.result();
    assert_eq!(text_at(&read, &["OrderInfo", "CreatedDate"]), "2026-03-02T09:00:00");
}

#[tokio::test]
async fn unset_values_come_as_sentinels_nils_and_absence() {
    let bench = three_orders().await;
    let order = |number: &str| format!("<OrderNumber>{number}</OrderNumber>");
    let read = bench.call("GetOrderByOrderNumber", &order("1002")).await.result();
    let info = read.child("OrderInfo").unwrap();
    assert_eq!(text_at(info, &["ShippedTime"]), "0001-01-01T00:00:00");
    assert_eq!(text_at(info, &["DeliveryDate"]), "2026-03-04T00:00:00");
    assert!(info.child("BackOrderForOrderId").unwrap().nil);
    let texts = ["SalesCode", "OrderRemark", "WayBill", "FreeText1", "InvoiceNumber", "Language"];
    let absent = texts.iter().filter(|text| info.child(text).is_none()).count();
    assert!(absent > 0 && absent < texts.len(), "unset texts are now empty, now absent");
    let line = &read.child("PickedOrderLines").unwrap().children[0];
    assert!(line.child("ReportedNumberOfItems").unwrap().nil);
    assert!(
        bench.call("GetOrderByOrderNumber", &order("9")).await.body().children.is_empty(),
        "no result at all"
    );
    let secret = text_at(&read, &["WsiSystem", "PassWord"]);
    assert_eq!(secret, ongoing_simulator::WSI_PASSWORD);
}
