use ongoing_simulator::world::MissingLines;

use super::*;

async fn stocked() -> Bench {
    let bench = Bench::new().await;
    for code in ["17", "18", "19"] {
        bench.article(code).await;
        bench.wms.receive(code, 100).unwrap();
    }
    bench
}

#[tokio::test]
async fn an_order_is_created_and_changed_while_nobody_has_begun() {
    let bench = stocked().await;
    let info =
        "<SalesCode>Ola</SalesCode><OrderRemark>Gift</OrderRemark><DeliveryDate>2026-03-04</DeliveryDate>";
    let first =
        bench.call("ProcessOrder", &order("1001", info, &[("1", "17", "2"), ("2", "18", "1.5")])).await.ok();
    let stored = bench.wms.order("1001").unwrap();
    assert_eq!(text_at(&first, &["OrderId"]), stored.order_id.to_string());
    assert_eq!(text_at(&first, &["GoodsOwnerOrderNumber"]), "1001");
    assert_eq!(stored.status, 300);
    assert_eq!(stored.data.delivery_date.unwrap().to_string(), "2026-03-04 00:00:00");
    let kept = stored.line("1").unwrap().id;

    let second = order("1001", "<OrderRemark></OrderRemark>", &[("1", "17", "5"), ("3", "19", "1")]);
    bench.call("ProcessOrder", &second).await.ok();
    let stored = bench.wms.order("1001").unwrap();
    assert_eq!(stored.data.order_remark, None, "an empty text clears");
    assert_eq!(stored.data.sales_code.as_deref(), Some("Ola"), "an omitted one stays");
    assert_eq!(stored.line("1").unwrap().number_of_items, dec("5"));
    assert_eq!(stored.line("1").unwrap().id, kept, "the line goes on");
    assert!(stored.line("2").is_none(), "the new list replaces the old");
    assert_eq!(bench.wms.orders().len(), 1);
}

#[tokio::test]
async fn lines_left_out_can_be_kept() {
    let bench = stocked().await;
    bench.wms.set_rules(|rules| rules.missing_lines = MissingLines::Kept);
    bench.order("1001", &[("1", "17", "2"), ("2", "18", "1")]).await;
    bench.order("1001", &[("2", "18", "4")]).await;
    let stored = bench.wms.order("1001").unwrap();
    assert_eq!(stored.line("1").unwrap().number_of_items, dec("2"));
    assert_eq!(stored.line("2").unwrap().number_of_items, dec("4"));
    assert_eq!(stored.lines.len(), 2);
}

#[tokio::test]
async fn the_operations_say_what_must_be_there() {
    let bench = stocked().await;
    let ask =
        async |operation: &str| bench.call("ProcessOrder", &order_with(operation, "1001", "", "", "")).await;
    assert!(ask("Update").await.refused().contains("not found"));
    assert!(ask("Remove").await.refused().contains("not found"));
    ask("Create").await.ok();
    assert!(ask("Create").await.refused().contains("already"));
    ask("Update").await.ok();
    ask("CreateOrUpdate").await.ok();
    ask("Remove").await.ok();
    assert_eq!(bench.wms.order("1001").unwrap().status, 1000, "cancelled, not forgotten");
    assert!(ask("Remove").await.refused().contains("already been cancelled"));
    assert!(ask("CreateOrUpdate").await.refused().contains("already been cancelled"));
}

#[tokio::test]
async fn every_identification_finds_the_order() {
    let bench = stocked().await;
    let info = "<GoodsOwnerOrderId>ext-1</GoodsOwnerOrderId>";
    let order = |by: &str, fields: &str| {
        format!(
            "<co><OrderInfo><OrderIdentification>{by}</OrderIdentification><OrderOperation>Update</OrderOperation>{fields}\
             <OrderRemark>{by}</OrderRemark></OrderInfo></co>"
        )
    };
    bench.call("ProcessOrder", &order_with("Create", "1001", info, "", "")).await.ok();
    bench
        .call(
            "ProcessOrder",
            &order(
                "GoodsOwnerOrderId",
                "<ReferenceNumber>ref</ReferenceNumber><GoodsOwnerOrderId>ext-1</GoodsOwnerOrderId>",
            ),
        )
        .await
        .ok();
    let id = bench.wms.order("1001").unwrap().order_id;
    for (by, field) in [
        ("GoodsOwnerOrderNumber", "<GoodsOwnerOrderNumber>1001</GoodsOwnerOrderNumber>".to_owned()),
        ("ExternalOrderCode", "<GoodsOwnerOrderId>EXT-1</GoodsOwnerOrderId>".to_owned()),
        ("ReferenceNumber", "<ReferenceNumber>ref</ReferenceNumber>".to_owned()),
        ("SystemId", format!("<OrderId>{id}</OrderId>")),
    ] {
        bench.call("ProcessOrder", &order(by, &field)).await.ok();
        assert_eq!(bench.wms.order("1001").unwrap().data.order_remark.as_deref(), Some(by));
        assert!(bench.call("ProcessOrder", &order(by, "")).await.refused().contains("was empty"));
    }
}

#[tokio::test]
async fn an_unknown_article_refuses_the_whole_order() {
    let bench = stocked().await;
    let customer = "<Customer><CustomerOperation>CreateOrUpdate</CustomerOperation><CustomerIdentification>\
                    FullNameAndAddress</CustomerIdentification><Name>Kari</Name></Customer>";
    let lines = order_lines(&[("1", "17", "1"), ("2", "404", "1")]);
    let text = bench
        .call("ProcessOrder", &order_with("CreateOrUpdate", "1001", "", customer, &lines))
        .await
        .refused();
    assert!(text.contains("'404'"), "{text}");
    assert!(bench.wms.orders().is_empty() && bench.wms.customers().is_empty());
    assert_eq!(bench.wms.article_by_product_code("17").unwrap().stock.booked, dec("0"));

    bench.order("1001", &[("1", "17", "1")]).await;
    bench
        .call("ProcessOrder", &order("1001", "<OrderRemark>new</OrderRemark>", &[("2", "404", "1")]))
        .await
        .refused();
    let stored = bench.wms.order("1001").unwrap();
    assert!(stored.line("1").is_some() && stored.data.order_remark.is_none(), "nothing changed");
}

#[tokio::test]
async fn lines_must_be_told_apart() {
    let bench = stocked().await;
    for (lines, expected) in [
        (order_lines(&[("1", "17", "1"), ("1", "18", "1")]), "'1' occurs on more than one line"),
        (order_lines(&[("", "17", "1")]), "ExternalOrderLineCode, which was empty"),
        (order_lines(&[("1", "17", "0")]), "no quantity"),
        (order_lines(&[("1", "17", "-2")]), "no quantity"),
        (order_lines(&[("12345678901234567890123456789012345678901", "17", "1")]), "at most 40"),
    ] {
        let text = bench.call("ProcessOrder", &order_with("Create", "1001", "", "", &lines)).await.refused();
        assert!(text.contains(expected), "{text}");
    }
    let by_article = order_lines(&[("1", "17", "1"), ("2", "17", "1")]).replacen(
        ">ExternalOrderLineCode<",
        ">ArticleNumber<",
        2,
    );
    let text = bench.call("ProcessOrder", &order_with("Create", "1001", "", "", &by_article)).await.refused();
    assert!(text.contains("'A-17' occurs on more than one line"), "{text}");
    let mixed = order_lines(&[("1", "17", "1"), ("2", "17", "1")]).replacen(
        ">ExternalOrderLineCode<",
        ">ArticleNumber<",
        1,
    );
    bench.call("ProcessOrder", &order_with("Create", "1001", "", "", &mixed)).await.refused();
    let repeats = order_lines(&[("1", "17", "1"), ("2", "17", "1")]);
    bench.call("ProcessOrder", &order_with("Create", "1001", "", "", &repeats)).await.ok();
}

#[tokio::test]
async fn articles_are_found_by_number_name_and_id_too() {
    let bench = stocked().await;
    let id = bench.wms.article_by_product_code("17").unwrap().system_id;
    for (by, field) in [
        ("ArticleNumber", "<ArticleNumber>A-17</ArticleNumber>".to_owned()),
        ("ArticleName", "<ArticleName>Article 17</ArticleName>".to_owned()),
        ("SystemId", format!("<ArticleSystemId>{id}</ArticleSystemId>")),
    ] {
        let line = format!(
            "<CustomerOrderLine><OrderLineIdentification>ExternalOrderLineCode</OrderLineIdentification>\
             <ArticleIdentification>{by}</ArticleIdentification><ExternalOrderLineCode>1</ExternalOrderLineCode>{field}\
             <NumberOfItems>1</NumberOfItems></CustomerOrderLine>"
        );
        bench.call("ProcessOrder", &order_with("Create", by, "", "", &line)).await.ok();
        assert_eq!(bench.wms.order(by).unwrap().lines[0].article, id);
    }
}

#[tokio::test]
async fn once_the_warehouse_has_begun_it_refuses() {
    let bench = stocked().await;
    let again = async |number: &str| {
        bench
            .call("ProcessOrder", &order(number, "<OrderRemark>late</OrderRemark>", &[("1", "17", "9")]))
            .await
    };
    for number in ["picked", "allocated", "done"] {
        bench.order(number, &[("1", "17", "2"), ("2", "18", "2")]).await;
        again(number).await.ok();
        bench.order(number, &[("1", "17", "2"), ("2", "18", "2")]).await;
    }
    bench.wms.pick("picked", "1", 1).unwrap();
    assert_eq!(bench.wms.order("picked").unwrap().status, 300);
    assert!(again("picked").await.refused().contains("Picking"));
    bench.wms.allocate("allocated").unwrap();
    assert!(again("allocated").await.refused().contains("320"));
    bench.wms.set_rules(|rules| rules.maximum_order_status_for_update = 500);
    again("allocated").await.ok();
    bench.wms.set_status("done", 400).unwrap();
    let text = again("done").await.refused();
    assert!(text.contains("400 (Picked)"), "from 400 on whatever the setting says: {text}");
    let remove = order_with("Remove", "picked", "", "", "");
    bench.call("ProcessOrder", &remove).await.refused();
    assert_eq!(bench.wms.order("picked").unwrap().status, 300);
    assert_eq!(bench.wms.order("done").unwrap().line("1").unwrap().number_of_items, dec("2"));
}

#[tokio::test]
async fn the_sender_can_choose_the_status() {
    let bench = stocked().await;
    let info = "<OrderStatusCreated>200</OrderStatusCreated><OrderStatusUpdated>300</OrderStatusUpdated>";
    bench.call("ProcessOrder", &order("1001", info, &[])).await.ok();
    assert_eq!(bench.wms.order("1001").unwrap().status, 200);
    bench.call("ProcessOrder", &order("1001", info, &[])).await.ok();
    assert_eq!(bench.wms.order("1001").unwrap().status, 300);
    bench
        .call("ProcessOrder", &order("1002", "<OrderStatusCreated>7</OrderStatusCreated>", &[]))
        .await
        .refused();
    let bench = Bench::with(standing().rules(|rules| rules.new_order_status = 200)).await;
    bench.call("ProcessOrder", &order("1001", "", &[])).await.ok();
    assert_eq!(bench.wms.order("1001").unwrap().status, 200);
}

fn way(operation: &str, code: &str, name: &str) -> String {
    format!(
        "<WayOfDeliveryType><WayOfDeliveryTypeOperation>{operation}</WayOfDeliveryTypeOperation>\
         <WayOfDeliveryTypeIdentification>Code</WayOfDeliveryTypeIdentification><Code>{code}</Code><Name>{name}</Name>\
         </WayOfDeliveryType>"
    )
}

#[tokio::test]
async fn ways_of_delivery_are_found_made_and_renamed_only_when_asked() {
    let bench = stocked().await;
    let send = async |operation: &str, code: &str, name: &str| {
        bench.call("ProcessOrder", &order("1001", &way(operation, code, name), &[])).await
    };
    send("Find", "5", "Post").await.refused();
    send("CreateOrFind", "5", "Post").await.ok();
    send("CreateOrFind", "5", "Bring").await.ok();
    assert_eq!(bench.wms.way_of_delivery_types()[0].name, "Post", "the warehouse owns its names");
    assert_eq!(bench.wms.order("1001").unwrap().way_of_delivery_type.unwrap().name, "Post");
    send("CreateOrUpdate", "5", "Bring").await.ok();
    assert_eq!(bench.wms.way_of_delivery_types()[0].name, "Bring");
    send("Find", "5", "").await.ok();
    send("CreateOrFind", "", "Post").await.refused();
    assert_eq!(bench.wms.way_of_delivery_types().len(), 1);
}

#[tokio::test]
async fn text_lines_prices_notifications_and_transport_are_stored() {
    let bench = stocked().await;
    let info = "<DeliveryDate>2026-03-04T00:00:00</DeliveryDate><OrderNotification><MobilePhone>900</MobilePhone><Email>k@x\
                </Email><NotifyByEmail>false</NotifyByEmail><NotifyBySms>true</NotifyBySms></OrderNotification>";
    let line = "<CustomerOrderLine><OrderLineIdentification>ExternalOrderLineCode</OrderLineIdentification>\
                <ArticleIdentification>ProductCode</ArticleIdentification><ExternalOrderLineCode>1</ExternalOrderLineCode>\
                <OrderLineComment>red</OrderLineComment><LinePrice>99.90</LinePrice><NumberOfItems>1</NumberOfItems>\
                <CurrencyCode>NOK</CurrencyCode><DoPick>false</DoPick><ProductCode>17</ProductCode></CustomerOrderLine>";
    let request = order_with("Create", "1001", info, "", line).replace(
        "<CustomerOrderLines>",
        "<TransporterContract><TransporterContractIdentification>Code</TransporterContractIdentification>\
         <TransporterContractOperation>CreateOrUpdate</TransporterContractOperation><TransportPayment>Prepaid\
         </TransportPayment><TransporterCode>BRING</TransporterCode></TransporterContract><CustomerOrderLines>",
    );
    let texts = "</CustomerOrderLines><CustomerOrderTextLines><CustomerOrderTextLine><ExternalOrderLineCode>t1\
                 </ExternalOrderLineCode><OrderLineComment>Welcome</OrderLineComment></CustomerOrderTextLine>\
                 </CustomerOrderTextLines><TransportServices><CarryIn>true</CarryIn></TransportServices>";
    bench.call("ProcessOrder", &request.replace("</CustomerOrderLines>", texts)).await.ok();
    let stored = bench.wms.order("1001").unwrap();
    assert_eq!(stored.text_lines[0].comment.as_deref(), Some("Welcome"));
    assert_eq!(stored.line("1").unwrap().data.line_price, Some(dec("99.90")));
    assert!(!stored.line("1").unwrap().do_pick());
    assert_eq!((stored.data.notify_by_email, stored.data.notify_by_sms), (Some(false), Some(true)));
    assert_eq!(stored.transporter.unwrap().transporter_code, "BRING");
    assert_eq!(stored.data.carry_in, Some(true));
    let duplicate = order_with("Update", "1001", "", "", &line.replace(">1</Ext", ">t1</Ext"))
        .replace("</CustomerOrderLines>", texts);
    assert!(bench.call("ProcessOrder", &duplicate).await.refused().contains("'t1'"));
}

#[tokio::test]
async fn the_goods_owner_named_inside_must_be_the_callers() {
    let bench = stocked().await;
    let named = |code: &str| {
        let owner = format!(
            "<GoodsOwner><GoodsOwnerIdentification>GoodsOwnerCode</GoodsOwnerIdentification><GoodsOwnerCode>{code}\
             </GoodsOwnerCode><GoodsOwnerId>0</GoodsOwnerId></GoodsOwner>"
        );
        order_with("Create", "1001", "", &owner, "")
    };
    bench.call("ProcessOrder", &named("OTHER")).await.refused();
    bench.call("ProcessOrder", &named("acme")).await.ok();
}
