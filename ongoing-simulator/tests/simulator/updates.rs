use super::*;

async fn bench() -> Bench {
    let bench = Bench::new().await;
    bench.article("17").await;
    bench.wms.receive("17", 10).unwrap();
    bench.order("1001", &[("1", "17", "10")]).await;
    bench
}

fn update(change: &str) -> String {
    format!(
        "<updateOrder><OrderUpdateIdentification><OrderIdentificationType>GoodsOwnerOrderNumber</OrderIdentificationType>\
         <GoodsOwnerOrderNumber>1001</GoodsOwnerOrderNumber></OrderUpdateIdentification>{change}</updateOrder>"
    )
}

fn status(number: i32) -> String {
    update(&format!("<UpdateOrderStatus><OrderStatus>{number}</OrderStatus></UpdateOrderStatus>"))
}

fn report(line: &str, quantity: &str) -> String {
    format!(
        "<UpdateOrderLines><UpdateOrderIdentification><OrderIdentificationType>GoodsOwnerOrderNumber\
         </OrderIdentificationType><GoodsOwnerOrderNumber>1001</GoodsOwnerOrderNumber><OrderId>0</OrderId>\
         </UpdateOrderIdentification><OrderLines><UpdateOrderLine><UpdateOrderLineIdentification>{line}\
         </UpdateOrderLineIdentification><UpdateReportedNumberOfItems>{quantity}</UpdateReportedNumberOfItems>\
         </UpdateOrderLine></OrderLines></UpdateOrderLines>"
    )
}

const LINE_1: &str = "<OrderLineIdentificationType>ExternalOrderLineCode</OrderLineIdentificationType>\
                      <ExternalOrderLineCode>1</ExternalOrderLineCode>";

#[tokio::test]
async fn the_status_changes_at_any_status_but_never_cancels() {
    let bench = bench().await;
    bench.wms.pick_all("1001").unwrap();
    let answer = bench.call("UpdateOrder", &status(450)).await.ok();
    let stored = bench.wms.order("1001").unwrap();
    assert_eq!(text_at(&answer, &["OrderId"]), stored.order_id.to_string());
    assert_eq!((stored.status, stored.shipped_time), (450, Some(bench.wms.now())));
    assert!(bench.call("UpdateOrder", &status(1000)).await.refused().contains("Remove"));
    assert!(bench.call("UpdateOrder", &status(451)).await.refused().contains("not found"));
    let text = bench.call("UpdateOrder", &status(300).replace(">1001<", ">9<")).await.refused();
    assert!(text.contains("not found"), "{text}");
}

#[tokio::test]
async fn above_399_nothing_may_be_allocated() {
    let bench = bench().await;
    bench.wms.allocate("1001").unwrap();
    assert!(bench.call("UpdateOrder", &status(400)).await.refused().contains("allocated"));
    bench.call("UpdateOrder", &status(200)).await.ok();
}

#[tokio::test]
async fn delivery_date_and_number_change_alone() {
    let bench = bench().await;
    let date =
        update("<UpdateOrderDeliveryDate><DeliveryDate>2026-04-01</DeliveryDate></UpdateOrderDeliveryDate>");
    bench.call("UpdateOrder", &date).await.ok();
    let number = "<UpdateOrderGoodsOwnerOrderNumber><GoodsOwnerOrderNumber>2001</GoodsOwnerOrderNumber></UpdateOrderGoodsOwnerOrderNumber>";
    bench.call("UpdateOrder", &update(number)).await.ok();
    assert!(bench.wms.order("1001").is_none());
    let stored = bench.wms.order("2001").unwrap();
    assert_eq!(stored.data.delivery_date.unwrap().to_string(), "2026-04-01 00:00:00");
    assert_eq!(stored.status, 300);
}

#[tokio::test]
async fn reported_quantities_take_an_order_off_the_list_until_more_is_picked() {
    let bench = bench().await;
    let query = "<query><OrderSpecialFilters><OnlyOrdersWithOrderLinesToReport>true</OnlyOrdersWithOrderLinesToReport>\
                 </OrderSpecialFilters></query>";
    let to_report = async || bench.call("GetOrdersByQuery", query).await.order_numbers();
    assert!(to_report().await.is_empty());
    bench.wms.pick("1001", "1", 8).unwrap();
    assert_eq!(to_report().await, ["1001"]);
    bench
        .call("UpdateOrderLines", &report(LINE_1, "<ReportedNumberOfItems>8</ReportedNumberOfItems>"))
        .await
        .ok();
    assert!(to_report().await.is_empty());
    bench.wms.pick("1001", "1", 2).unwrap();
    assert_eq!(to_report().await, ["1001"]);
    let id = bench.wms.order("1001").unwrap().line("1").unwrap().id;
    let by_id = format!(
        "<OrderLineIdentificationType>OrderLineId</OrderLineIdentificationType><OrderLineId>{id}</OrderLineId>"
    );
    bench
        .call("UpdateOrderLines", &report(&by_id, "<ReportedNumberOfItems>10</ReportedNumberOfItems>"))
        .await
        .ok();
    assert!(to_report().await.is_empty());
    bench.call("UpdateOrderLines", &report(LINE_1, "<ReportedNumberOfItems xsi:nil=\"true\"/>")).await.ok();
    assert_eq!(bench.wms.order("1001").unwrap().line("1").unwrap().reported, None);
}

#[tokio::test]
async fn an_unknown_line_changes_nothing() {
    let bench = bench().await;
    let unknown = LINE_1.replace(">1<", ">9<");
    let text = bench
        .call("UpdateOrderLines", &report(&unknown, "<ReportedNumberOfItems>1</ReportedNumberOfItems>"))
        .await;
    assert!(text.refused().contains("not found"));
    let two = report(LINE_1, "<ReportedNumberOfItems>1</ReportedNumberOfItems>").replace(
        "</OrderLines>",
        &format!("<UpdateOrderLine><UpdateOrderLineIdentification>{unknown}</UpdateOrderLineIdentification></UpdateOrderLine></OrderLines>"),
    );
    bench.call("UpdateOrderLines", &two).await.refused();
    assert_eq!(bench.wms.order("1001").unwrap().line("1").unwrap().reported, None);
    let negative = report(LINE_1, "<ReportedNumberOfItems>-1</ReportedNumberOfItems>");
    bench.call("UpdateOrderLines", &negative).await.refused();
}

#[tokio::test]
async fn reporting_counts_as_an_update_unless_told_otherwise() {
    let bench = bench().await;
    let created = bench.wms.now();
    bench.wms.advance(chrono::Duration::minutes(1));
    bench.wms.set_rules(|rules| rules.reporting_updates_order = false);
    let one = report(LINE_1, "<ReportedNumberOfItems>1</ReportedNumberOfItems>");
    bench.call("UpdateOrderLines", &one).await.ok();
    assert_eq!(bench.wms.order("1001").unwrap().last_updated, created);
    bench.wms.set_rules(|rules| rules.reporting_updates_order = true);
    bench.call("UpdateOrderLines", &one).await.ok();
    assert_eq!(bench.wms.order("1001").unwrap().last_updated, bench.wms.now());
}
