//! What came back, in the same words over both transports.

use futures::TryStreamExt;
use ongoing_client::WarehouseApi;
use ongoing_client::model::{GetReturnOrdersQuery, ReturnOrderInfo};
use rust_decimal::Decimal;

use super::order;
use super::warehouse::Warehouse;

const READS: [&str; 2] = ["GetReturnOrdersByQuery", "GET /warehouse/api/v1/returnOrders"];

/// A warehouse that has sent an order.
async fn sent() -> Warehouse {
    let warehouse = Warehouse::open().await;
    for code in ["17", "18"] {
        warehouse.wms.receive(code, 10).unwrap();
    }
    warehouse.apis[0].process_order(order("1001")).await.unwrap();
    warehouse.wms.pick_all("1001").unwrap();
    warehouse.wms.send("1001").unwrap();
    warehouse
}

#[tokio::test]
async fn a_return_reads_the_same_over_both_transports() {
    let Warehouse { wms, apis } = sent().await;
    let code = wms.order("1001").unwrap().lines[0].code().to_owned();
    wms.announce_return("R-1", "1001", &[(&code, 2)]).unwrap();
    for api in &apis {
        let since = GetReturnOrdersQuery::returned_from(wms.act(|world| world.now()));
        let none: Vec<_> = api.return_orders(since).try_collect().await.unwrap();
        assert!(none.is_empty(), "nothing has come back yet: {none:?}");
    }
    wms.take_back("R-1", "1", 2, true).unwrap();
    wms.undo_return("R-1", "1", 1).unwrap();
    assert!(wms.undo_return("R-1", "1", 2).is_err(), "only one is there");
    let sold = wms.order("1001").unwrap();
    let mut found = Vec::new();
    for api in &apis {
        for query in [
            GetReturnOrdersQuery::of_orders(["1001"]),
            GetReturnOrdersQuery::numbers(["R-1", "R-2"]),
            GetReturnOrdersQuery::returned_from(wms.act(|world| world.now())),
        ] {
            let orders: Vec<_> = api.return_orders(query).try_collect().await.unwrap();
            assert_eq!(orders.len(), 1);
            found.extend(orders);
        }
    }
    for order in found {
        assert_eq!(order.order_id.map(|id| id.0), Some(sold.order_id));
        assert_eq!(
            (order.order_number.as_deref(), order.return_order_number.as_deref()),
            (Some("1001"), Some("R-1"))
        );
        let line = &order.return_order_lines[0];
        assert_eq!(line.external_order_line_code.as_deref(), Some(code.as_str()));
        assert_eq!(line.article_number.as_deref(), Some("A-17"));
        let quantities = (line.to_be_returned_number_of_items, line.returned_number_of_items);
        assert_eq!(quantities, (Some(Decimal::TWO), Some(Decimal::ONE)));
    }
    assert_eq!(wms.article_by_product_code("17").unwrap().stock.physical, "8.5".parse().unwrap());
}

#[tokio::test]
async fn one_return_that_cannot_be_read_is_named_and_costs_the_others_nothing() {
    let warehouse = sent().await;
    let code = warehouse.wms.order("1001").unwrap().lines[0].code().to_owned();
    for (number, quantity) in [("R-1", 1), ("R-2", 2), ("R-3", 3)] {
        warehouse.wms.announce_return(number, "1001", &[(&code, quantity)]).unwrap();
    }
    let broken = [(">2<", ">two<"), ("toBeReturnedNumberOfItems\":2", "toBeReturnedNumberOfItems\":\"two\"")];
    let list = |api: &dyn WarehouseApi| api.return_orders(GetReturnOrdersQuery::of_orders(["1001"]));
    let name = |order: &ReturnOrderInfo| order.return_order_number.clone();
    let expected = ["R-1", "Item Some(\"R-2\")", "R-3"];
    warehouse.check_that_one_unreadable_record_is_named(READS, broken, list, name, expected).await;
}

#[tokio::test]
async fn a_refused_or_broken_answer_is_no_empty_list_of_returns() {
    let list = |api: &dyn WarehouseApi| api.return_orders(GetReturnOrdersQuery::of_orders(["1001"]));
    sent().await.check_that_no_answer_is_no_empty_list(READS, list).await;
}
