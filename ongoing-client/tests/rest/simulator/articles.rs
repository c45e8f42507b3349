//! Articles by their product codes: found again, looked up, and never taken for another.

use super::*;

#[tokio::test]
async fn an_article_stays_itself_when_its_number_changes_even_after_a_restart() {
    let warehouse = Warehouse::with_articles().await;
    let first = warehouse.wms.article_by_product_code("17").unwrap();
    assert_eq!(first.data.article_number.as_deref(), Some("L17"));
    warehouse.calls();
    assert_eq!(warehouse.put("17", "NEW-17").await.unwrap().unwrap().0, first.system_id);
    let put = format!("PUT /articles/{}", first.system_id);
    assert_eq!(
        warehouse.calls(),
        ["GET /articles", put.as_str()],
        "its product code may be other goods' by now"
    );
    let restarted = client(&warehouse.wms, warehouse.wms.password());
    let again = restarted.process_article(ArticleDefinition::by_product_code("17", "NEWER")).await.unwrap();
    assert_eq!(again.system_id.unwrap().0, first.system_id);
    assert_eq!(warehouse.wms.articles().len(), 2);
    assert_eq!(warehouse.wms.article_by_product_code("17").unwrap().number(), "NEWER");
}

#[tokio::test]
async fn another_article_s_number_is_never_written_over() {
    let warehouse = Warehouse::with_articles().await;
    let strange = ArticleData { article_number: Some("Shared".into()), ..Default::default() };
    warehouse.wms.act(|world| world.add_article(strange)).unwrap();
    let error = warehouse.put("19", "SHARED ").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert_eq!(error.message(), "the article number 'SHARED ' is already used by another article");
    assert_eq!(warehouse.put("18", "shared").await.unwrap_err().kind(), ErrorKind::Refused);
    assert_eq!(warehouse.wms.article_by_number("Shared").unwrap().data.product_code, None);
    assert_eq!(warehouse.wms.articles().len(), 3);
}

#[tokio::test]
async fn two_articles_with_one_product_code_are_neither() {
    let warehouse = Warehouse::open().await;
    for number in ["A", "B"] {
        let data = ArticleData {
            article_number: Some(number.into()),
            product_code: Some("17".into()),
            ..Default::default()
        };
        warehouse.wms.act(|world| world.add_article(data)).unwrap();
    }
    warehouse.put("18", "L18").await.unwrap();
    for error in [
        warehouse.put("17", "C").await.unwrap_err(),
        warehouse.client.process_order(numbered("1")).await.unwrap_err(),
    ] {
        assert!(error.message().contains("several articles have the product code 17: A, B"), "{error}");
    }
}

#[tokio::test]
async fn many_new_articles_are_looked_up_at_once() {
    let warehouse = Warehouse::open().await;
    let article = |at: i32| ExpectedArticle::new(at.to_string(), format!("N{at}"));
    let articles: Vec<_> = (1..=50).map(article).collect();
    warehouse.client.expect_articles(articles.clone()).await.unwrap();
    for article in &articles {
        warehouse.put(&article.product_code, &article.article_number).await.unwrap();
    }
    assert_eq!(warehouse.calls().len(), 52);
    let restarted = client(&warehouse.wms, warehouse.wms.password());
    restarted.expect_articles(articles).await.unwrap();
    restarted.process_article(ArticleDefinition::by_product_code("50", "N50-B")).await.unwrap();
    assert_eq!(warehouse.calls(), ["GET /articles", "PUT /articles/1050"]);

    // An article that has lost its product code is known by the id that was kept of it.
    warehouse.wms.edit_article("7", |article| article.product_code = None).unwrap();
    let bound = article(7).system_id(Some(ArticleSystemId(1007)));
    let restarted = client(&warehouse.wms, warehouse.wms.password());
    restarted.expect_articles(vec![bound]).await.unwrap();
    restarted.process_article(ArticleDefinition::by_product_code("7", "N7-B")).await.unwrap();
    assert_eq!(warehouse.calls(), ["GET /articles", "GET /articles", "PUT /articles/1007"]);
    assert_eq!(warehouse.wms.article_by_product_code("7").unwrap().number(), "N7-B");
}

#[tokio::test]
async fn an_article_that_got_the_product_code_of_other_goods_is_not_written_by_the_id_that_was_kept_of_it() {
    for announced in [true, false] {
        let warehouse = Warehouse::open().await;
        warehouse.put("7", "N7").await.unwrap();
        let id = warehouse.wms.article_by_product_code("7").unwrap().system_id;
        warehouse
            .wms
            .edit_article("7", |article| {
                article.product_code = Some("8".into());
                article.article_number = Some("N8".into());
            })
            .unwrap();
        if announced {
            let kept = ExpectedArticle::new("7", "N7").system_id(Some(ArticleSystemId(id)));
            warehouse.client.expect_articles(vec![kept]).await.unwrap();
        }
        warehouse.put("7", "N7").await.unwrap();
        assert_eq!(warehouse.wms.article_by_product_code("8").unwrap().system_id, id, "{announced}");
        assert_ne!(warehouse.wms.article_by_product_code("7").unwrap().system_id, id, "{announced}");
    }
}

#[tokio::test]
async fn an_id_that_is_gone_is_looked_up_again() {
    let warehouse = Warehouse::with_articles().await;
    let gone = ongoing_simulator::Rule::status(404, "{\"message\": \"The article was not found.\"}");
    warehouse.wms.control().misbehave(gone.on("PUT /warehouse/api/v1/articles/1001"));
    warehouse.calls();
    warehouse.put("17", "L17").await.unwrap();
    let calls = ["GET /articles", "PUT /articles/1001", "GET /articles", "PUT /articles/1001"];
    assert_eq!(warehouse.calls(), calls);
}
