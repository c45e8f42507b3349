use ongoing_simulator::world::RefusedRead;

use super::*;

#[tokio::test]
async fn late_misnamed_and_foreign_elements_are_skipped() {
    let bench = Bench::new().await;
    let late =
        "<Weight>2</Weight><BarCode>late</BarCode><Wieght>3</Wieght><Height xmlns=\"urn:other\">4</Height>";
    bench.call("ProcessArticle", &article("17", late)).await.ok();
    let data = bench.wms.article_by_product_code("17").unwrap().data;
    assert_eq!((data.weight, data.bar_code, data.height), (Some(dec("2")), None, None));
    let skipped: Vec<_> = bench.wms.skipped_elements().into_iter().map(|skipped| skipped.element).collect();
    assert_eq!(skipped, ["art/BarCode", "art/Wieght", "art/Height"]);
    bench.wms.set_rules(|rules| rules.any_element_order = true);
    bench.call("ProcessArticle", &article("17", late)).await.ok();
    assert_eq!(bench.wms.article_by_product_code("17").unwrap().data.bar_code.as_deref(), Some("late"));
}

#[tokio::test]
async fn values_that_cannot_be_read_are_faults() {
    let bench = Bench::new().await;
    for bad in [
        "<Weight>1,5</Weight>",
        "<Weight>1e3</Weight>",
        "<Weight>1_0</Weight>",
        "<Weight xsi:nil=\"true\"/>",
        "<OrderPoint>1.5</OrderPoint>",
        "<IsStockArticle>yes</IsStockArticle>",
    ] {
        let text = bench.call("ProcessArticle", &article("17", bad)).await.fault();
        assert!(
            text.contains("Server was unable to read request") && text.contains("correct format"),
            "{bad}: {text}"
        );
    }
    let text =
        bench.call("ProcessArticle", &article("17", "").replace("CreateOrUpdate", "Create")).await.fault();
    assert!(text.contains("'Create' is not a valid value for ArticleOperation"), "{text}");
    let text = bench
        .call("GetOrdersByQuery", "<query><OrderIdsToGet><int>x</int></OrderIdsToGet></query>")
        .await
        .fault();
    assert!(text.contains("correct format"), "{text}");
    assert!(bench.wms.articles().is_empty());
    for good in [
        "<Weight>+1.50</Weight>",
        "<Weight> 1.5 </Weight>",
        "<IsStockArticle xsi:nil=\"1\"/>",
        "<IsStockArticle>1</IsStockArticle>",
    ] {
        bench.call("ProcessArticle", &article("17", good)).await.ok();
    }
}

#[tokio::test]
async fn wrong_callers_are_refused_on_writes_and_faulted_on_reads() {
    let bench = Bench::new().await;
    bench.order("1001", &[]).await;
    let good = CREDENTIALS;
    for wrong in [
        good.replace("forklift", "nope"),
        good.replace("WSI-acme", "WSI-x"),
        good.replace("ACME", "OTHER"),
        String::new(),
    ] {
        for (write, parameter) in
            [("ProcessArticle", article("17", "")), ("ProcessOrder", order("1002", "", &[]))]
        {
            let text = bench.raw(write, &format!("{wrong}{parameter}")).await.refused();
            assert!(!text.contains("forklift"), "{text}");
        }
        bench.wms.set_rules(|rules| rules.refused_read = RefusedRead::Fault);
        bench.raw("GetOrdersByQuery", &format!("{wrong}<query/>")).await.fault();
        bench.wms.set_rules(|rules| rules.refused_read = RefusedRead::AbsentResult);
        assert!(bench.raw("GetOrdersByQuery", &format!("{wrong}<query/>")).await.body().children.is_empty());
    }
    assert!(bench.wms.articles().is_empty());
    assert_eq!(bench.wms.orders().len(), 1);
    let other_id = "<GoodsOwnerId>1</GoodsOwnerId><UserName>WSI-acme</UserName><Password>forklift</Password>";
    bench.wms.set_rules(|rules| rules.refused_read = RefusedRead::Fault);
    bench.raw("GetInventory", other_id).await.fault();
    bench.raw("GetInventory", &other_id.replace(">1<", ">159<")).await.ok_read();
}

impl Answer {
    fn ok_read(&self) {
        assert!(!self.body().children.is_empty(), "{}", self.text);
    }
}

#[tokio::test]
async fn credentials_out_of_order_are_no_credentials() {
    let bench = Bench::new().await;
    let swapped =
        "<GoodsOwnerCode>ACME</GoodsOwnerCode><Password>forklift</Password><UserName>WSI-acme</UserName>";
    bench.raw("ProcessArticle", &format!("{swapped}{}", article("17", ""))).await.refused();
    assert_eq!(bench.wms.skipped_elements()[0].element, "ProcessArticle/UserName");
}

#[tokio::test]
async fn the_path_ignores_case_and_other_actions_are_unknown() {
    let bench = Bench::new().await;
    let body = envelope("GetOrdersByQuery", &format!("{CREDENTIALS}<query/>"));
    assert_eq!(bench.post("Service.ASMX", "GetOrdersByQuery", &body).await.unwrap().status, 200);
    assert_eq!(bench.post("other.asmx", "GetOrdersByQuery", &body).await.unwrap().status, 404);
    let text = bench.raw("ProcessSupplier", "").await.fault();
    assert!(text.contains("did not recognize"), "{text}");
    let status = bench.raw("GetSystemStatus", "").await.result();
    assert_eq!(text_at(&status, &["IsRunning"]), "true");
}

#[tokio::test]
async fn credentials_can_be_chosen_and_stay_out_of_debug() {
    let builder = standing().user("WSI-me", "sesame").goods_owner(7, "ME").warehouse("depot");
    assert!(!format!("{builder:?}").contains("sesame"));
    let bench = Bench::with(builder).await;
    assert!(bench.wms.base_url().ends_with("/depot"));
    assert_eq!((bench.wms.username(), bench.wms.password()), ("WSI-me", "sesame"));
    assert_eq!((bench.wms.goods_owner_id(), bench.wms.goods_owner_code()), (7, "ME"));
    let own = "<GoodsOwnerCode>ME</GoodsOwnerCode><UserName>WSI-me</UserName><Password>sesame</Password>";
    bench.raw("ProcessArticle", &format!("{own}{}", article("17", ""))).await.ok();
    assert!(!format!("{:?}", bench.wms).contains("sesame"));
    let record = &bench.wms.control().requests()[0];
    assert!(!record.body.contains("sesame") && record.body.contains("WSI-me"));
}

#[tokio::test]
async fn the_clock_can_be_somebody_elses() {
    let now = std::sync::Arc::new(std::sync::atomic::AtomicI64::new(1_800_000_000));
    let theirs = std::sync::Arc::clone(&now);
    let clock = move || {
        chrono::DateTime::from_timestamp(theirs.load(std::sync::atomic::Ordering::SeqCst), 0).unwrap()
    };
    let bench = Bench::with(Simulator::builder().clock(clock)).await;
    now.fetch_add(60, std::sync::atomic::Ordering::SeqCst);
    bench.order("1001", &[]).await;
    assert_eq!(bench.wms.order("1001").unwrap().created.timestamp(), 1_800_000_060);
    bench.wms.advance(chrono::Duration::seconds(5));
    assert_eq!(bench.wms.now().timestamp(), 1_800_000_065);
}
