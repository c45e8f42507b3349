//! Purchase orders, in the same words over both transports.

use futures::{StreamExt, TryStreamExt};
use ongoing_client::model::{
    ArticleKey, InOrder, InOrderFilters, InOrderInfoClass, InOrderLine, InOrderSupplier, ReceivedInOrder,
};
use ongoing_client::{ErrorKind, WarehouseApi, XsDateTime};

use super::warehouse::Warehouse;

const READS: [&str; 2] = ["GetInOrdersByQuery", "GET /warehouse/api/v1/purchaseOrders"];

fn order(number: &str, quantity: i32) -> InOrder {
    let by_code = InOrderLine::new("1", ArticleKey::ProductCode("17".to_owned()), quantity.into());
    let mut by_number = InOrderLine::new("2", ArticleKey::ArticleNumber("A-18".to_owned()), 2.into());
    by_number.order_line_comment = Some("Gave".to_owned());
    let day: XsDateTime = chrono::NaiveDate::from_ymd_opt(2026, 4, 1).unwrap().into();
    let info = InOrderInfoClass {
        in_date: Some(day),
        order_remark: Some("Forsiktig".to_owned()),
        supplier_order_number: Some("S-9".to_owned()),
        ..InOrderInfoClass::by_number(number)
    };
    let order = InOrder::new(info, vec![by_code, by_number]);
    InOrder { in_order_supplier: Some(InOrderSupplier::by_number("77", "Lys")), ..order }
}

async fn read(api: &dyn WarehouseApi, filters: InOrderFilters) -> Vec<ReceivedInOrder> {
    api.purchase_orders(filters).try_collect().await.unwrap()
}

#[tokio::test]
async fn a_purchase_order_is_written_and_reads_the_same_over_both_transports() {
    let Warehouse { wms, apis } = Warehouse::open().await;
    let mut ids = Vec::new();
    for api in &apis {
        for quantity in [5, 6] {
            ids.push(api.process_purchase_order(order("P-1", quantity)).await.unwrap().in_order_id.unwrap());
        }
    }
    assert!(ids.iter().all(|id| *id == ids[0]), "the same number is the same order: {ids:?}");
    let before = wms.act(|world| world.now());
    wms.receive_on("P-1", "1", 4).unwrap();
    for api in &apis {
        let received = InOrderFilters { last_receive_time_from: Some(before.into()), ..Default::default() };
        for filters in [InOrderFilters::by_numbers(["P-1", "P-9"]), received] {
            let found = read(&**api, filters).await;
            assert_eq!(found.len(), 1, "{found:?}");
            let info = found[0].in_order_info.as_ref().unwrap();
            assert_eq!(info.goods_owner_order_number.as_deref(), Some("P-1"));
            assert_eq!(
                (info.in_order_id, info.in_order_status_number, info.comment.as_deref()),
                (Some(ids[0]), Some(100), Some("Forsiktig"))
            );
            assert_eq!(info.in_date.unwrap().naive().to_string(), "2026-04-01 00:00:00");
            assert_eq!(found[0].in_order_supplier.as_ref().unwrap().supplier_number.as_deref(), Some("77"));
            let lines = &found[0].received_in_order_lines;
            let line = |at: usize| {
                let article = lines[at].article.as_ref().unwrap();
                (
                    lines[at].external_order_line_code.as_deref().unwrap(),
                    article.article_number.as_deref().unwrap(),
                    lines[at].advised_number_of_items.unwrap().normalize(),
                    lines[at].received_number_of_items.unwrap().normalize(),
                )
            };
            assert_eq!(
                (line(0), line(1)),
                (("1", "A-17", 6.into(), 4.into()), ("2", "A-18", 2.into(), 0.into()))
            );
            let items = &found[0].received_article_items;
            assert_eq!((items.len(), items[0].external_order_line_code.as_deref()), (1, Some("1")));
            assert!(items[0].in_date.is_some());
        }
        let refused = api.process_purchase_order(order("P-1", 7)).await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Refused, "goods reception has begun");
        assert_eq!(api.remove_purchase_order("P-1").await.unwrap_err().kind(), ErrorKind::Refused);
        assert_eq!(api.remove_purchase_order("P-9").await.unwrap_err().kind(), ErrorKind::Refused);
    }
}

#[tokio::test]
async fn a_purchase_order_is_cancelled_over_both_transports() {
    let Warehouse { wms, apis } = Warehouse::open().await;
    for (api, number) in apis.iter().zip(["P-1", "P-2"]) {
        api.process_purchase_order(order(number, 5)).await.unwrap();
        api.remove_purchase_order(number).await.unwrap();
        let found = read(&**api, InOrderFilters::by_numbers([number])).await;
        assert_eq!(found[0].in_order_info.as_ref().unwrap().in_order_status_number, Some(900));
    }
    assert_eq!(wms.look(|world| world.purchase_orders().count()), 2);
}

#[tokio::test]
async fn an_article_that_is_unknown_is_refused_before_anything_is_written() {
    let Warehouse { wms, apis } = Warehouse::open().await;
    for api in &apis {
        let unknown = InOrderLine::new("1", ArticleKey::ProductCode("99".to_owned()), 1.into());
        let order = InOrder::new(InOrderInfoClass::by_number("P-1"), vec![unknown]);
        let refused = api.process_purchase_order(order).await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Refused, "{refused}");
    }
    assert_eq!(wms.look(|world| world.purchase_orders().count()), 0);
}

#[tokio::test]
async fn what_rest_has_no_place_for_is_said() {
    let Warehouse { wms: _wms, apis: [_soap, rest] } = Warehouse::open().await;
    let mut with_batch = order("P-1", 5);
    with_batch.in_order_info.as_mut().unwrap().batch_number = Some("B".to_owned());
    let error = rest.process_purchase_order(with_batch).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert!(error.to_string().contains("InOrderInfo.BatchNumber"), "{error}");
    let updated = InOrderFilters::updated_from(chrono::NaiveDate::from_ymd_opt(2026, 4, 1).unwrap());
    let found: Vec<_> = rest.purchase_orders(updated).collect().await;
    assert!(matches!(&found[..], [Err(error)] if error.kind() == ErrorKind::Unsupported), "{found:?}");
}

#[tokio::test]
async fn one_purchase_order_that_cannot_be_read_is_named_and_costs_the_others_nothing() {
    let warehouse = Warehouse::open().await;
    for (number, quantity) in [("P-1", 11), ("P-2", 12), ("P-3", 13)] {
        warehouse.apis[0].process_purchase_order(order(number, quantity)).await.unwrap();
    }
    let broken = [
        (">12</AdvisedNumberOfItems>", ">x</AdvisedNumberOfItems>"),
        ("advisedNumberOfItems\":12", "advisedNumberOfItems\":\"x\""),
    ];
    let list =
        |api: &dyn WarehouseApi| api.purchase_orders(InOrderFilters::by_numbers(["P-1", "P-2", "P-3"]));
    let name = |order: &ReceivedInOrder| order.in_order_info.as_ref()?.goods_owner_order_number.clone();
    let expected = ["P-1", "Item Some(\"P-2\")", "P-3"];
    warehouse.check_that_one_unreadable_record_is_named(READS, broken, list, name, expected).await;
}

#[tokio::test]
async fn a_refused_or_broken_answer_is_no_empty_list_of_purchase_orders() {
    let warehouse = Warehouse::open().await;
    warehouse.apis[0].process_purchase_order(order("P-1", 5)).await.unwrap();
    let list = |api: &dyn WarehouseApi| api.purchase_orders(InOrderFilters::by_numbers(["P-1"]));
    warehouse.check_that_no_answer_is_no_empty_list(READS, list).await;
}
