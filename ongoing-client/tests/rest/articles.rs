//! Articles and stock.

use futures::TryStreamExt;
use ongoing_client::model::{
    ArticleDefinition, ArticleSystemId, DangerousGoods, GetInventoryQuery, Supplier,
};
use ongoing_client::{Delivery, ErrorKind, ExpectedArticle, WarehouseApi};
use serde_json::json;

use super::Bench;

fn lamp() -> ArticleDefinition {
    ArticleDefinition {
        article_name: Some("Lamp".to_owned()),
        weight: "1.250".parse().ok(),
        is_stock_article: Some(true),
        main_supplier: Some(Supplier::by_number("9", "Lys")),
        ..ArticleDefinition::by_product_code("17", "L17")
    }
}

#[tokio::test]
async fn an_article_is_found_by_product_code_or_by_the_id_that_was_kept_of_it() {
    let bench = Bench::new().await;
    for key in [("productCodes", "17"), ("articleNumbers", "L17")] {
        bench.answers("GET", "/articles", &[key], json!([])).await;
    }
    bench
        .answers("PUT", "/articles", &[], json!({"articleSystemId": 5, "message": "Created.<br/>Fine."}))
        .await;
    bench.answers("PUT", "/articles/5", &[], json!({"articleSystemId": 5})).await;
    let done = bench.client.process_article(lamp()).await.unwrap();
    assert_eq!(
        (done.system_id, done.message.as_deref()),
        (Some(ArticleSystemId(5)), Some("Created.; Fine."))
    );
    // Renamed, and its product code taken away: it stays the same article.
    let without_code = json!([{"articleSystemId": 5, "articleNumber": "L17"}]);
    bench.answers("GET", "/articles", &[("articleSystemIdFrom", "5")], without_code).await;
    let kept = ExpectedArticle::new("17", "L17-B").system_id(done.system_id);
    bench.client.expect_articles(vec![kept]).await.unwrap();
    let renamed = ArticleDefinition { article_number: Some("L17-B".to_owned()), ..lamp() };
    bench.client.clone().process_article(renamed).await.unwrap();
    let requests = bench.requests().await;
    let calls: Vec<_> =
        requests.iter().map(|(verb, at, _)| format!("{verb} {}", at.split('?').next().unwrap())).collect();
    assert_eq!(
        calls,
        [
            "GET /articles",
            "GET /articles",
            "PUT /articles",
            "GET /articles",
            "GET /articles",
            "PUT /articles/5"
        ]
    );
    let body = &requests[2].2;
    assert_eq!(
        *body,
        json!({
            "goodsOwnerId": 159, "articleNumber": "L17", "articleName": "Lamp", "productCode": "17", "weight": 1.25,
            "isStockArticle": true, "supplierInfo": {"supplierNumber": "9", "supplierName": "Lys"}
        })
    );
    assert_eq!(requests[5].2["articleNumber"], "L17-B");
}

#[tokio::test]
async fn a_value_without_a_place_is_an_error_and_nothing_is_sent() {
    let bench = Bench::new().await;
    bench.answers("GET", "/articles", &[], json!([])).await;
    let article = ArticleDefinition {
        dangerous_goods: vec![DangerousGoods::default()],
        max_stock_days: Some(3),
        ..lamp()
    };
    let error = bench.client.process_article(article).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Unsupported, Delivery::NotSent));
    assert_eq!(error.to_string(), "PUT /articles: REST has no field for DangerousGoods, MaxStockDays");
    assert!(bench.requests().await.iter().all(|(verb, ..)| verb == "GET"));
}

#[tokio::test]
async fn stock_is_read_page_by_page() {
    let bench = Bench::new().await;
    let article = |id: i32| {
        json!({"articleSystemId": id, "articleNumber": format!("A{id}"), "productCode": null, "inventoryInfo":
            {"numberOfItems": 2.5, "numberOfBookedItems": 1.0, "sellableNumberOfItems": -1, "lastInDate": null}})
    };
    bench.answers("GET", "/articles", &[("articleSystemIdFrom", "8")], json!([article(9)])).await;
    bench.answers("GET", "/articles", &[("maxArticlesToGet", "2")], json!([article(3), article(7)])).await;
    let lines: Vec<_> =
        bench.client.inventory(GetInventoryQuery::default().paged(2)).try_collect().await.unwrap();
    let ids: Vec<_> = lines.iter().map(|line| line.article.as_ref().unwrap().system_id.unwrap().0).collect();
    assert_eq!(ids, [3, 7, 9]);
    assert_eq!(lines[0].physical().unwrap().to_string(), "2.5");
    assert_eq!((lines[0].sellable(), lines[0].number_of_items), (Some((-1).into()), None));
    assert_eq!(lines[0].number_of_booked_items, Some(1));
}

#[tokio::test]
async fn a_service_that_gives_the_same_page_for_ever_is_stopped() {
    let bench = Bench::new().await;
    bench.answers("GET", "/articles", &[], json!([{"articleSystemId": 1}, {"articleSystemId": 2}])).await;
    let lines = bench.client.inventory(GetInventoryQuery::default().paged(2));
    assert_eq!(lines.try_collect::<Vec<_>>().await.unwrap_err().kind(), ErrorKind::Unreadable);
    assert_eq!(bench.requests().await.len(), 2);
}

#[tokio::test]
async fn long_lists_of_keys_stay_within_what_an_address_may_hold() {
    let bench = Bench::new().await;
    bench.answers("GET", "/articles", &[], json!(null)).await;
    let codes: Vec<_> = (0..400).map(|number| format!("å{number:05}")).collect();
    let query = GetInventoryQuery { product_codes_to_get: codes.clone(), ..GetInventoryQuery::default() };
    let lines: Vec<_> = bench.client.inventory(query).try_collect().await.unwrap();
    assert!(lines.is_empty());
    let requests = bench.requests().await;
    assert!(requests.len() > 1 && requests.iter().all(|(_, at, _)| at.len() < 2000), "{requests:?}");
    let asked: usize = requests.iter().map(|(_, at, _)| at.matches("productCodes=").count()).sum();
    assert_eq!(asked, codes.len());
}
