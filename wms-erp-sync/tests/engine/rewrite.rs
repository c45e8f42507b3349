//! A person wants records written again although nothing has changed.

use wms_erp_sync::{OrderEventKind, Process, RunError};

use super::bench::TENANT;
use super::orders::shop;

#[tokio::test]
async fn an_article_or_an_order_that_was_spoilt_by_hand_is_written_again_when_a_person_asks() {
    let shop = shop().await;
    let (spoilt, other) = (shop.order(), shop.order());
    shop.orders().await;
    let code = shop.coffee.to_string();
    shop.wms.edit_article(&code, |article| article.article_name = Some("Te".into())).unwrap();
    let edit = |order: &mut ongoing_simulator::world::Order| order.lines[0].number_of_items = 1.into();
    shop.wms.act(|world| world.edit_order(&spoilt.to_string(), edit)).unwrap();
    assert_eq!((shop.turn(Process::Articles).await.written, shop.orders().await.written), (0, 0));

    let rewrite =
        async |process, record: &str| shop.engine.operator(TENANT).rewrite(process, record).await.unwrap();
    rewrite(Process::Articles, &code).await;
    rewrite(Process::Orders, &spoilt.to_string()).await;
    let plan = shop.engine.inspect(TENANT).plan(&[Process::Articles, Process::Orders]).await.unwrap();
    let records: Vec<String> = plan.writes.into_iter().map(|write| write.record).collect();
    assert_eq!(records, [code.clone(), spoilt.to_string()], "a plan leaves the request as it is");
    assert_eq!((shop.turn(Process::Articles).await.written, shop.orders().await.written), (1, 1));
    let name = shop.wms.article_by_product_code(&code).unwrap().data.article_name;
    assert_eq!((name.as_deref(), shop.quantities(spoilt)), (Some("Kaffe 500 g"), vec![3.into(), 2.into()]));
    assert_eq!(shop.events(spoilt).await, [OrderEventKind::Imported, OrderEventKind::Changed]);
    assert_eq!(shop.events(other).await, [OrderEventKind::Imported]);
    // Once.
    assert_eq!((shop.turn(Process::Articles).await.written, shop.orders().await.written), (0, 0));
    assert_eq!(shop.held().await, []);
}

#[tokio::test]
async fn all_of_a_process_can_be_written_again() {
    let shop = shop().await;
    let numbers = [(); 3].map(|()| shop.order());
    shop.orders().await;
    for process in [Process::Articles, Process::Orders] {
        shop.engine.operator(TENANT).rewrite_all(process).await.unwrap();
    }
    let articles = shop.turn(Process::Articles).await;
    assert_eq!((articles.written, articles.remapped), (2, 0));
    let orders = shop.orders().await;
    assert_eq!((orders.written, shop.wms.orders().len()), (3, numbers.len()));
}

#[tokio::test]
async fn what_was_never_transferred_or_is_finished_is_not_written_again() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    assert!(matches!(
        shop.engine.operator(TENANT).rewrite(Process::Articles, "4711").await,
        Err(RunError::UnknownRecord { .. })
    ));
    assert!(matches!(
        shop.engine.operator(TENANT).rewrite(Process::Orders, "no number").await,
        Err(RunError::UnknownRecord { .. })
    ));
    let refused = shop.engine.operator(TENANT).rewrite_all(Process::Stock).await.unwrap_err();
    assert!(refused.to_string().contains("stock"), "{refused}");
    shop.books().set_order_status(number, "Invoiced");
    shop.orders().await;
    shop.engine.operator(TENANT).rewrite(Process::Orders, &number.to_string()).await.unwrap();
    let report = shop.orders().await;
    assert!(report.written == 0 && report.reasons[0].what.contains("no longer open"), "{report:#?}");
    assert_eq!(shop.wms_count("ProcessOrder"), 0);
}
