//! `Success = false`, and wrong credentials.

use futures::TryStreamExt;
use ongoing_client::model::{OrderFilters, OrderId};
use ongoing_client::{Delivery, ErrorKind, WarehouseApi};
use ongoing_simulator::Simulator;
use ongoing_simulator::world::RefusedRead;

use super::{answering, client, lamp, order, soap, with_password};

#[tokio::test]
async fn a_refusal_is_an_error_with_the_warehouse_s_words() {
    let wms = crate::standing().start().await.unwrap();
    let error = client(&wms).process_order(order("1001", &[("1", "nothing", 1)])).await.unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Refused, Some("ProcessOrder")));
    assert!(error.message().contains("nothing"), "{error}");
    assert_eq!(error.to_string(), format!("ProcessOrder: {}", error.message()));
    assert!(!error.message().contains('<'), "{error}");
    assert_eq!(error.delivery(), Delivery::Answered);
    assert!(!error.is_transient() && !error.remedy().is_empty());
    assert!(wms.order("1001").is_none());
}

#[tokio::test]
async fn an_order_that_the_warehouse_has_begun_is_refused_and_stays() {
    let wms = crate::standing().start().await.unwrap();
    let client = client(&wms);
    client.process_article(lamp("17")).await.unwrap();
    wms.receive("17", 10).unwrap();
    client.process_order(order("1001", &[("1", "17", 4)])).await.unwrap();
    wms.pick("1001", "1", 1).unwrap();
    let error = client.process_order(order("1001", &[("1", "17", 9)])).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert_eq!(client.remove_order("1001").await.unwrap_err().kind(), ErrorKind::Refused);
    assert_eq!(wms.order("1001").unwrap().lines[0].number_of_items, 4.into());
}

#[tokio::test]
async fn both_messages_are_shown_when_they_differ() {
    let answer = |message: &str, error: &str| {
        soap(
            200,
            &format!(
                "<ProcessArticleResponse xmlns=\"http://ongoingsystems.se/WSI\"><ProcessArticleResult><ErrorMessage>{error}\
                 </ErrorMessage><Success>false</Success><Message>{message}</Message></ProcessArticleResult>\
                 </ProcessArticleResponse>"
            ),
        )
    };
    let (_server, client) =
        answering(answer("No article.&lt;br/&gt;Check it.", "No article.&lt;br/&gt;Check it.")).await;
    assert_eq!(client.process_article(lamp("1")).await.unwrap_err().message(), "No article.; Check it.");
    let (_server, client) = answering(answer("A", "B")).await;
    assert_eq!(client.process_article(lamp("1")).await.unwrap_err().message(), "A / B");
    let (_server, client) = answering(answer("", "")).await;
    assert_eq!(client.process_article(lamp("1")).await.unwrap_err().message(), "refused without a reason");
}

#[tokio::test]
async fn an_answer_that_does_not_say_whether_it_succeeded_is_no_success() {
    let answer = "<ProcessArticleResponse xmlns=\"http://ongoingsystems.se/WSI\"><ProcessArticleResult>\
                  <ArticleDefId>5</ArticleDefId></ProcessArticleResult></ProcessArticleResponse>";
    let (_server, client) = answering(soap(200, answer)).await;
    let error = client.process_article(lamp("1")).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::NoResult, Delivery::MaybeSent));
}

#[tokio::test]
async fn an_order_that_is_not_there_is_a_refusal() {
    let wms = crate::standing().start().await.unwrap();
    let client = client(&wms);
    let error = client.get_order_by_order_number("404").await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Refused | ErrorKind::NoResult), "{error:?}");
    let error = client.get_order(OrderId(404)).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Refused | ErrorKind::NoResult), "{error:?}");
    let none: Vec<_> = client.orders(OrderFilters::by_numbers(["404"])).try_collect().await.unwrap();
    assert!(none.is_empty());
}

#[tokio::test]
async fn a_wrong_password_is_never_an_empty_list() {
    let wms = crate::standing().start().await.unwrap();
    let wrong = with_password(&wms, "wrong");
    let orders = |wms: &Simulator| with_password(wms, "wrong").orders(OrderFilters::default());
    let error = orders(&wms).try_collect::<Vec<_>>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized, "{error}");
    assert!(!error.is_transient());

    wms.set_rules(|rules| rules.refused_read = RefusedRead::AbsentResult);
    let error = orders(&wms).try_collect::<Vec<_>>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoResult, "{error}");
    assert!(error.remedy().contains("password") && !error.is_transient());
    assert_eq!(wrong.order_statuses().await.unwrap_err().kind(), ErrorKind::NoResult);
    assert!(wrong.process_article(lamp("1")).await.is_err());
}

#[tokio::test]
async fn a_typed_logon_error_is_known_without_reading_its_text() {
    let answer = |kind: &str| {
        format!(
            "<GetInventoryPerWarehouseResponse xmlns=\"http://ongoingsystems.se/WSI\"><GetInventoryPerWarehouseResult><Success>false\
             </Success><GetInventoryPerWarehouseErrors><GetInventoryPerWarehouseError><Message>Nei</Message><ErrorType>{kind}\
             </ErrorType></GetInventoryPerWarehouseError></GetInventoryPerWarehouseErrors></GetInventoryPerWarehouseResult>\
             </GetInventoryPerWarehouseResponse>"
        )
    };
    for (kind, expected) in [("LogonError", ErrorKind::Unauthorized), ("UnknownError", ErrorKind::Refused)] {
        let (_server, client) = answering(soap(200, &answer(kind))).await;
        let error = client.get_inventory_per_warehouse(Default::default()).await.unwrap_err();
        assert_eq!((error.kind(), error.message()), (expected, "Nei"));
    }
}
