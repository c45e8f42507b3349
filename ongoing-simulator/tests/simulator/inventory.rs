use ongoing_simulator::world::Fractions;

use super::*;

async fn numbers(bench: &Bench, query: &str) -> Vec<String> {
    let query = format!("<GetInventoryQuery>{query}</GetInventoryQuery>");
    let lines = bench.call("GetInventoryByQuery", &query).await.items("InventoryLines");
    lines.iter().map(|line| text_at(line, &["Article", "ArticleNumber"])).collect()
}

fn changed(from: chrono::DateTime<chrono::Utc>) -> String {
    format!("<StockInfoChangedFrom>{}</StockInfoChangedFrom>", from.format("%Y-%m-%dT%H:%M:%S"))
}

#[tokio::test]
async fn every_article_has_a_line_with_all_balances() {
    let bench = Bench::new().await;
    bench.article("17").await;
    bench.call("ProcessArticle", &article("freight", "<IsStockArticle>false</IsStockArticle>")).await.ok();
    bench.wms.receive("17", 10).unwrap();
    bench
        .wms
        .act(|world| {
            world.change_balances("17", |stock, _| (stock.locked, stock.to_receive) = (dec("1"), dec("5")))
        })
        .unwrap();
    bench.order("1001", &[("1", "17", "4")]).await;
    bench.wms.allocate("1001").unwrap();
    bench.wms.pick("1001", "1", 1).unwrap();
    let answer = bench
        .raw(
            "GetInventory",
            "<GoodsOwnerId>159</GoodsOwnerId><UserName>WSI-acme</UserName><Password>forklift</Password>",
        )
        .await;
    assert_eq!(text_at(&answer.result(), &["GoodsOwnerId"]), "159");
    let lines = answer.items("InventoryLines");
    let balance = |name: &str| text_at(&lines[0], &[name]);
    assert_eq!(balance("NumberOfItems"), "9", "picked goods have left");
    assert_eq!(balance("NumberOfBookedItems"), "3");
    assert_eq!(balance("AllocatedNumberOfItems"), "3");
    assert_eq!(balance("NumberOfLockedItems"), "1");
    assert_eq!(balance("ToReceiveNumberOfItems"), "5");
    assert_eq!(balance("LastInDate"), "2026-03-02T08:00:00");
    assert_eq!(text_at(&lines[1], &["Article", "IsStockArticle"]), "false", "non-stock articles come too");
    assert!(lines[1].child("LastInDate").unwrap().nil);
    assert_eq!(bench.wms.article_by_product_code("17").unwrap().stock.sellable(), dec("5"));
}

#[tokio::test]
async fn changes_of_the_last_day_can_be_asked_for() {
    let bench = Bench::new().await;
    for code in ["17", "18", "19"] {
        bench.article(code).await;
    }
    bench.wms.advance(chrono::Duration::hours(1));
    let since = bench.wms.now();
    assert!(numbers(&bench, &changed(since)).await.is_empty());
    bench.wms.advance(chrono::Duration::minutes(1));
    bench.wms.receive("17", 1).unwrap();
    bench.wms.set_stock("17", 0).unwrap();
    bench.order("1001", &[("1", "18", "1")]).await;
    assert_eq!(numbers(&bench, &changed(since)).await, ["A-17", "A-18"], "zero balances and booked ones too");
    let exact = bench.wms.now() - chrono::Duration::hours(24);
    assert_eq!(numbers(&bench, &changed(exact)).await.len(), 3);
    let query =
        format!("<GetInventoryQuery>{}</GetInventoryQuery>", changed(exact - chrono::Duration::seconds(1)));
    let text = bench.call("GetInventoryByQuery", &query).await.fault();
    assert!(text.contains("within 24 hours"), "{text}");
}

#[tokio::test]
async fn articles_can_be_picked_out() {
    let bench = Bench::new().await;
    for code in ["17", "18", "19"] {
        bench.article(code).await;
    }
    bench.call("ProcessArticle", &article("18", "<OrderPoint>5</OrderPoint>")).await.ok();
    let list = |name: &str, texts: &[&str]| {
        let items: String = texts.iter().map(|text| format!("<string>{text}</string>")).collect();
        format!("<{name}>{items}</{name}>")
    };
    assert_eq!(
        numbers(&bench, &list("ArticleNumbersToGet", &["A-19", "A-17", "nix"])).await,
        ["A-17", "A-19"]
    );
    assert_eq!(numbers(&bench, "<ArticlesBelowStockLimit>true</ArticlesBelowStockLimit>").await, ["A-18"]);
    assert_eq!(numbers(&bench, &list("ProductCodesToGet", &["18"])).await, ["A-18"], "newer than 2017");
    let both = list("ArticleNumbersToGet", &["A-17", "A-18"]) + &list("ProductCodesToGet", &["18", "19"]);
    assert_eq!(numbers(&bench, &both).await, ["A-18"]);
    assert_eq!(
        numbers(
            &bench,
            "<MaxArticlesToGet>2</MaxArticlesToGet><ArticleSystemIdFrom>1002</ArticleSystemIdFrom>"
        )
        .await,
        ["A-18", "A-19"]
    );
    assert_eq!(numbers(&bench, "").await.len(), 3);
}

#[tokio::test]
async fn fractions_hide_in_whole_numbers() {
    let bench = Bench::new().await;
    bench.article("17").await;
    bench.wms.set_stock("17", dec("2.75")).unwrap();
    assert!(bench.wms.set_stock("17", dec("-1")).is_err());
    for (rule, expected) in [(Fractions::RoundedDown, "2"), (Fractions::RoundedToNearest, "3")] {
        bench.wms.set_rules(|rules| rules.fractions = rule);
        let lines = bench.call("GetInventoryByQuery", "<GetInventoryQuery/>").await.items("InventoryLines");
        assert_eq!(text_at(&lines[0], &["NumberOfItems"]), expected);
    }
    assert_eq!(bench.physical("17"), dec("2.75"));
}
