//! What came back, in the same words over both transports.

use std::sync::Arc;

use futures::{StreamExt, TryStreamExt};
use ongoing_client::model::{ArticleDefinition, GetReturnOrdersQuery, ReturnOrderInfo};
use ongoing_client::{Client, Credentials, Error, ErrorKind, GoodsOwner, RetryPolicy, WarehouseApi};
use ongoing_simulator::{Mischief, Rule, Simulator};
use rust_decimal::Decimal;

use super::{order, standing};

const READS: [&str; 2] = ["GetReturnOrdersByQuery", "GET /warehouse/api/v1/returnOrders"];

/// A warehouse that has sent an order, and both transports to it.
async fn warehouse() -> (Simulator, [Arc<dyn WarehouseApi>; 2]) {
    let wms = standing().start().await.unwrap();
    let owner = GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    let builder = || {
        Client::builder(Credentials::new(wms.username(), wms.password()), owner.clone())
            .base_url(wms.base_url())
            .retry(RetryPolicy::none())
    };
    let apis: [Arc<dyn WarehouseApi>; 2] =
        [Arc::new(builder().build().unwrap()), Arc::new(builder().build_rest().unwrap())];
    for code in ["17", "18"] {
        apis[0].process_article(ArticleDefinition::by_product_code(code, format!("A-{code}"))).await.unwrap();
        wms.receive(code, 10).unwrap();
    }
    apis[0].process_order(order("1001")).await.unwrap();
    wms.pick_all("1001").unwrap();
    wms.send("1001").unwrap();
    (wms, apis)
}

async fn read(api: &dyn WarehouseApi, query: GetReturnOrdersQuery) -> Vec<Result<ReturnOrderInfo, Error>> {
    api.return_orders(query).collect().await
}

#[tokio::test]
async fn a_return_reads_the_same_over_both_transports() {
    let (wms, apis) = warehouse().await;
    let code = wms.order("1001").unwrap().lines[0].code().to_owned();
    wms.announce_return("R-1", "1001", &[(&code, 2)]).unwrap();
    for api in &apis {
        let since = GetReturnOrdersQuery::returned_from(wms.act(|world| world.now()));
        assert!(read(&**api, since).await.is_empty(), "nothing has come back yet");
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
    let (wms, apis) = warehouse().await;
    let code = wms.order("1001").unwrap().lines[0].code().to_owned();
    for (number, quantity) in [("R-1", 1), ("R-2", 2), ("R-3", 3)] {
        wms.announce_return(number, "1001", &[(&code, quantity)]).unwrap();
    }
    for ((api, operation), (text, broken)) in apis
        .iter()
        .zip(READS)
        .zip([(">2<", ">two<"), ("toBeReturnedNumberOfItems\":2", "toBeReturnedNumberOfItems\":\"two\"")])
    {
        let rule = Rule::new(Mischief::Replace(text.to_owned(), broken.as_bytes().into()));
        wms.control().misbehave(rule.on(operation).always());
        let found = read(&**api, GetReturnOrdersQuery::of_orders(["1001"])).await;
        let names: Vec<_> = found
            .iter()
            .map(|order| match order {
                Ok(order) => order.return_order_number.clone().unwrap(),
                Err(error) => format!("{:?} {:?}", error.kind(), error.record_id()),
            })
            .collect();
        assert_eq!(names, ["R-1", "Item Some(\"R-2\")", "R-3"]);
        wms.control().behave();
    }
}

#[tokio::test]
async fn a_refused_or_broken_answer_is_no_empty_list() {
    let (wms, apis) = warehouse().await;
    for (api, operation) in apis.iter().zip(READS) {
        for mischief in [Rule::status(500, "boom"), Mischief::Malform.into()] {
            wms.control().misbehave(mischief.on(operation).always());
            let found = read(&**api, GetReturnOrdersQuery::of_orders(["1001"])).await;
            assert!(matches!(&found[..], [Err(error)] if error.kind() != ErrorKind::Item), "{found:?}");
            wms.control().behave();
        }
    }
}
