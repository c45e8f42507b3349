use ongoing_simulator::world::BackOrderNumber;

use super::*;

async fn bench_with(lines: &[(&str, &str, &str)]) -> Bench {
    let bench = Bench::new().await;
    for code in ["17", "18"] {
        bench.article(code).await;
        bench.wms.receive(code, 10).unwrap();
    }
    bench.article("freight").await;
    bench.call("ProcessArticle", &article("freight", "<IsStockArticle>false</IsStockArticle>")).await.ok();
    bench.order("1001", lines).await;
    bench
}

#[tokio::test]
async fn picking_takes_goods_out_and_sending_stamps_the_time() {
    let bench = bench_with(&[("1", "17", "4"), ("2", "18", "1"), ("3", "freight", "1")]).await;
    bench.wms.advance(chrono::Duration::minutes(10));
    assert!(bench.wms.pick_all("1001").unwrap().is_empty());
    let order = bench.wms.order("1001").unwrap();
    assert_eq!(order.status, 400);
    assert_eq!(order.line("1").unwrap().picked, dec("4"));
    assert_eq!(order.line("3").unwrap().picked, dec("1"), "a non-stock line that is picked needs no stock");
    assert_eq!(
        (bench.physical("17"), bench.physical("18"), bench.physical("freight")),
        (dec("6"), dec("9"), dec("0"))
    );
    assert_eq!(order.last_updated, bench.wms.now());
    assert_eq!(order.shipped_time, None);
    bench.wms.advance(chrono::Duration::minutes(10));
    bench.wms.send("1001").unwrap();
    let sent = bench.wms.order("1001").unwrap();
    assert_eq!((sent.status, sent.shipped_time), (450, Some(bench.wms.now())));
    bench.wms.advance(chrono::Duration::minutes(10));
    bench.wms.collect("1001").unwrap();
    let collected = bench.wms.order("1001").unwrap();
    assert_eq!((collected.status, collected.shipped_time), (500, sent.shipped_time));
}

#[tokio::test]
async fn lines_that_are_not_picked_stay_at_zero() {
    let bench = bench_with(&[]).await;
    let fee = order_line("2", "freight", "1", "<DoPick>false</DoPick>");
    let lines = order_lines(&[("1", "17", "4")]) + &fee;
    bench.call("ProcessOrder", &order_with("Create", "1002", "", "", &lines)).await.ok();
    assert!(bench.wms.pick("1002", "2", 1).is_err());
    assert!(bench.wms.pick_all("1002").unwrap().is_empty());
    let order = bench.wms.order("1002").unwrap();
    assert_eq!((order.status, order.line("2").unwrap().picked), (400, dec("0")));
}

#[tokio::test]
async fn a_picker_takes_what_there_is() {
    let bench = bench_with(&[("1", "17", "12"), ("2", "18", "3")]).await;
    assert!(bench.wms.pick("1001", "1", 11).is_err(), "physical is never negative");
    let short = bench.wms.pick_all("1001").unwrap();
    assert_eq!(short.len(), 1);
    assert_eq!((short[0].external_order_line_code.as_str(), short[0].missing), ("1", dec("2")));
    assert_eq!(bench.physical("17"), dec("0"));
    assert_eq!(bench.wms.order("1001").unwrap().status, 400);
}

#[tokio::test]
async fn picking_line_by_line_ends_at_400() {
    let bench = bench_with(&[("1", "17", "4"), ("2", "18", "1.5")]).await;
    bench.wms.pick("1001", "1", 3).unwrap();
    bench.wms.pick("1001", "2", dec("1.5")).unwrap();
    assert_eq!(bench.wms.order("1001").unwrap().status, 300);
    bench.wms.pick("1001", "1", 1).unwrap();
    assert_eq!(bench.wms.order("1001").unwrap().status, 400);
    assert_eq!(bench.physical("18"), dec("8.5"));
    for wrong in [bench.wms.pick("1001", "9", 1), bench.wms.pick("9", "1", 1), bench.wms.pick("1001", "1", 0)]
    {
        assert!(wrong.is_err());
    }
}

#[tokio::test]
async fn allocated_goods_are_not_free_for_others() {
    let bench = bench_with(&[("1", "17", "7")]).await;
    bench.order("1002", &[("1", "17", "7")]).await;
    bench.wms.allocate("1001").unwrap();
    bench.wms.allocate("1002").unwrap();
    let stock = bench.wms.article_by_product_code("17").unwrap().stock;
    assert_eq!((stock.physical, stock.allocated, stock.booked), (dec("10"), dec("10"), dec("14")));
    assert_eq!(stock.sellable(), dec("-4"));
    assert_eq!(bench.wms.order("1002").unwrap().line("1").unwrap().allocated, dec("3"));
    assert!(bench.wms.pick("1002", "1", 4).is_err());
    bench.wms.pick_all("1001").unwrap();
    let stock = bench.wms.article_by_product_code("17").unwrap().stock;
    assert_eq!((stock.physical, stock.allocated, stock.booked), (dec("3"), dec("3"), dec("7")));
    bench.wms.cancel("1002").unwrap();
    let stock = bench.wms.article_by_product_code("17").unwrap().stock;
    assert_eq!((stock.allocated, stock.booked), (dec("0"), dec("0")));
}

#[tokio::test]
async fn cancelling_puts_picked_goods_back() {
    let bench = bench_with(&[("1", "17", "4")]).await;
    bench.wms.pick("1001", "1", 2).unwrap();
    bench.wms.cancel("1001").unwrap();
    assert_eq!(bench.physical("17"), dec("10"));
    let order = bench.wms.order("1001").unwrap();
    assert_eq!((order.status, order.line("1").unwrap().picked), (1000, dec("0")));
    assert!(bench.wms.send("1001").is_err() && bench.wms.cancel("1001").is_err());
}

#[tokio::test]
async fn a_back_order_points_back() {
    for (rule, number) in
        [(BackOrderNumber::Suffixed, "1001-1"), (BackOrderNumber::Same, "1001"), (BackOrderNumber::Empty, "")]
    {
        let bench = bench_with(&[("1", "17", "12"), ("2", "18", "1")]).await;
        bench.wms.set_rules(|rules| rules.back_order_number = rule);
        assert!(bench.wms.split_back_order("1001").is_err(), "nothing picked");
        bench.wms.pick("1001", "1", 10).unwrap();
        bench.wms.pick("1001", "2", 1).unwrap();
        let id = bench.wms.split_back_order("1001").unwrap();
        let back = bench.wms.look(|world| world.order_by_id(id).cloned()).unwrap();
        let original = bench.wms.order("1001").unwrap();
        assert_eq!((back.number(), back.back_order_for), (number, Some(original.order_id)));
        assert_eq!(back.lines.len(), 1);
        assert_eq!(back.line("1").unwrap().number_of_items, dec("2"));
        assert_ne!(back.line("1").unwrap().id, original.line("1").unwrap().id);
        assert_eq!(original.status, 400);
        assert_eq!(original.line("1").unwrap().number_of_items, dec("12"));
        assert_eq!(bench.wms.article_by_product_code("17").unwrap().stock.booked, dec("2"));
        let by_id =
            format!("<UserName>WSI-acme</UserName><Password>forklift</Password><OrderId>{id}</OrderId>");
        let read = bench.raw("GetOrder", &by_id).await.result();
        assert_eq!(text_at(&read, &["OrderInfo", "BackOrderForOrderId"]), original.order_id.to_string());
    }
}

#[tokio::test]
async fn an_order_typed_in_by_hand_has_no_codes() {
    let bench = bench_with(&[]).await;
    bench.wms.enter_order_by_hand("4711", &[("17", 2), ("18", 1)]).unwrap();
    let order = bench.wms.order("4711").unwrap();
    assert_eq!((order.status, order.lines[0].code()), (200, ""));
    assert!(bench.wms.enter_order_by_hand("4711", &[("17", 2)]).is_err());
    assert!(bench.wms.enter_order_by_hand("4712", &[("404", 2)]).is_err());
}

#[tokio::test]
async fn kits_fall_apart_into_parts() {
    let bench = bench_with(&[]).await;
    let part = |number: &str, quantity: &str| {
        format!(
            "<StructureArticleDefinition><NumberOfItems>{quantity}</NumberOfItems><SubArticleDefinition><ArticleOperation>\
             CreateOrUpdate</ArticleOperation><ArticleIdentification>ArticleNumber</ArticleIdentification><ArticleNumber>\
             {number}</ArticleNumber></SubArticleDefinition></StructureArticleDefinition>"
        )
    };
    let kit = |kind: &str| {
        let parts = part("A-17", "2") + &part("A-18", "1");
        format!(
            "<ArticleStructureSpecification ArticleStructureType=\"{kind}\">{parts}</ArticleStructureSpecification>"
        )
    };
    bench.call("ProcessArticle", &article("kit", &kit("StructureArticle"))).await.ok();
    bench.order("1002", &[("1", "kit", "6")]).await;
    let order = bench.wms.order("1002").unwrap();
    assert_eq!(order.lines.len(), 3);
    assert!(order.lines[0].is_parent);
    assert_eq!((order.lines[1].parent, order.lines[1].number_of_items), (Some(order.lines[0].id), dec("12")));
    assert_eq!(bench.wms.article_by_product_code("17").unwrap().stock.booked, dec("12"));
    let short = bench.wms.pick_all("1002").unwrap();
    assert_eq!(short[0].missing, dec("1"), "ten of twelve make five kits of six");
    let order = bench.wms.order("1002").unwrap();
    assert_eq!(
        order.lines.iter().map(|line| line.picked).collect::<Vec<_>>(),
        [dec("5"), dec("10"), dec("5")]
    );
    assert_eq!(
        (bench.physical("17"), bench.physical("18"), bench.physical("kit")),
        (dec("0"), dec("5"), dec("0"))
    );
    let read = bench.call("GetOrderByOrderNumber", "<OrderNumber>1002</OrderNumber>").await.result();
    let child = &read.child("PickedOrderLines").unwrap().children[1];
    assert_eq!(text_at(child, &["ParentExternalOrderLineCode"]), "1");
    assert_eq!(text_at(child, &["IsParentLine"]), "false");

    bench.call("ProcessArticle", &article("made", &kit("ProductionArticle"))).await.ok();
    bench.order("1003", &[("1", "made", "1")]).await;
    assert_eq!(bench.wms.order("1003").unwrap().lines.len(), 1, "a finished article is picked by itself");
}

#[tokio::test]
async fn statuses_are_the_warehouses_own() {
    let bench = Bench::with(standing().order_status(425, "Delvis sendt").order_status(450, "Sendt")).await;
    bench.article("17").await;
    bench.order("1001", &[("1", "17", "1")]).await;
    bench.wms.set_status("1001", 425).unwrap();
    assert!(bench.wms.set_status("1001", 426).is_err());
    let statuses =
        "<UserName>WSI-acme</UserName><Password>forklift</Password><GoodsOwnerCode>ACME</GoodsOwnerCode>";
    let list = bench.raw("GetOrderStatuses", statuses).await.items("OrderStatuses");
    let list: Vec<_> =
        list.iter().map(|s| (text_at(s, &["OrderStatusId"]), text_at(s, &["OrderStatusName"]))).collect();
    assert_eq!(list.len(), 10);
    assert!(
        list.contains(&("425".into(), "Delvis sendt".into()))
            && list.contains(&("450".into(), "Sendt".into()))
    );
    bench.wms.act(|world| world.remove_order_status(800));
    assert_eq!(bench.raw("GetOrderStatuses", statuses).await.items("OrderStatuses").len(), 9);
}

#[tokio::test]
async fn tracking_is_read_with_the_order() {
    let bench = bench_with(&[("1", "17", "1")]).await;
    bench.wms.pick_all("1001").unwrap();
    bench.wms.set_tracking("1001", "WB-1", &["370", "371"]).unwrap();
    let read = bench.call("GetOrderByOrderNumber", "<OrderNumber>1001</OrderNumber>").await.result();
    assert_eq!(text_at(&read, &["OrderInfo", "WayBill"]), "WB-1");
    let parcels = &read.child("OrderPalletItems").unwrap().children;
    assert_eq!(parcels.iter().map(|p| text_at(p, &["LabelId"])).collect::<Vec<_>>(), ["370", "371"]);
    assert_eq!(read.child("PickedArticleItems").unwrap().children.len(), 1);
}

#[tokio::test]
async fn parcels_come_after_the_order_was_sent_and_whether_that_updates_it_is_a_rule() {
    let bench = bench_with(&[("1", "17", "1")]).await;
    bench.wms.pick_all("1001").unwrap();
    bench.wms.send("1001").unwrap();
    let sent = bench.wms.order("1001").unwrap().last_updated;
    bench.wms.set_rules(|rules| rules.tracking_updates_order = false);
    bench.wms.advance(chrono::Duration::hours(1));
    bench.wms.book_transport("1001", "WB-1", None).unwrap();
    bench.wms.add_parcel("1001", "BACK", None, true).unwrap();
    assert_eq!(bench.wms.order("1001").unwrap().last_updated, sent);
    bench.wms.set_rules(|rules| rules.tracking_updates_order = true);
    bench.wms.book_transport("1001", "WB-2", None).unwrap();
    assert!(bench.wms.order("1001").unwrap().last_updated > sent);
    let read = bench.call("GetOrderByOrderNumber", "<OrderNumber>1001</OrderNumber>").await.result();
    assert_eq!(text_at(&read, &["OrderInfo", "WayBill"]), "WB-1", "the contract has a place for one");
    let parcels = &read.child("OrderPalletItems").unwrap().children;
    assert_eq!(text_at(&parcels[0], &["IsReturnType"]), "true");
}
