//! What a plan says of purchase orders: writes and reports, with what the WMS has now.

use wms_erp_sync::CurrentValue;

use super::*;

over_both! {
    a_plan_shows_writes_and_reports_and_makes_none
    a_plan_shows_what_the_wms_has_of_a_purchase_order
}

async fn a_plan_shows_writes_and_reports_and_makes_none(transport: Transport) {
    let goods = goods(transport).await;
    goods.source.put(purchase("P-1", &[("1", "K-500", 10)]));
    goods.round().await;
    goods.bench.wms.receive_on("P-1", "1", 4).unwrap();
    goods.source.put(purchase("P-2", &[("1", "K-500", 3)]));
    let planned = [Process::ExpectedReceipts];
    let plan = goods.bench.engine.inspect(TENANT).plan(&planned).await.unwrap();
    let writes: Vec<&str> = plan.writes.iter().map(|write| write.what.as_str()).collect();
    assert_eq!(writes, ["purchase order P-2", "report what was received of purchase order P-1"]);
    assert_eq!(plan.writes[1].fields[0].new.as_deref(), Some("4"));
    assert_eq!((goods.in_wms().len(), goods.source.inside().reports.len()), (1, 0));
    let applied = goods.bench.engine.operator(TENANT).apply(&plan, &CancellationToken::new()).await.unwrap();
    assert!(matches!(applied, wms_erp_sync::Applied::Done(_)), "{applied:?}");
    assert_eq!((goods.in_wms().len(), goods.totals("P-1")), (2, vec![4]));
}

async fn a_plan_shows_what_the_wms_has_of_a_purchase_order(transport: Transport) {
    let goods = goods(transport).await;
    let mut order = purchase("P-1", &[("1", "K-500", 10), ("2", "K-500", 5)]);
    order.remark = Some("ring".to_owned());
    goods.source.put(order.clone());
    goods.round().await;
    let mut changed = purchase("P-1", &[("1", "K-500", 12), ("3", "K-500", 1)]);
    changed.remark = Some("ring twice".to_owned());
    goods.source.put(changed);
    let plan = goods.bench.engine.inspect(TENANT).plan(&[Process::ExpectedReceipts]).await.unwrap();
    let field = |name: &str| {
        let found = plan.writes[0].fields.iter().find(|field| field.field == name);
        let field = found.unwrap_or_else(|| panic!("{name}: {plan:#?}"));
        (field.old.as_deref(), field.new.as_deref(), field.current)
    };
    let line = |code: &str| format!("InOrderLines/InOrderLine[{code}]/NumberOfItems");
    assert_eq!(field("InOrderInfo/OrderRemark"), (Some("ring"), Some("ring twice"), CurrentValue::Read));
    assert_eq!(field(&line("1")), (Some("10"), Some("12"), CurrentValue::Read));
    assert_eq!(field(&line("2")), (Some("5"), None, CurrentValue::Read), "it is removed");
    assert_eq!(field(&line("3")), (None, Some("1"), CurrentValue::New));
    let article = "InOrderLines/InOrderLine[1]/ArticleNumber";
    assert_eq!(field(article), (Some("K-500"), Some("K-500"), CurrentValue::Read));
    let is_unknown = |field: &&wms_erp_sync::FieldChange| {
        matches!(field.current, CurrentValue::NotRead | CurrentValue::Unreadable)
    };
    assert_eq!(plan.writes[0].fields.iter().find(is_unknown), None);
}
