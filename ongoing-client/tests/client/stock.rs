//! Stock, in one answer and page by page.

use futures::TryStreamExt;
use ongoing_client::model::{GetInventoryQuery, InventoryLine};
use ongoing_client::{ErrorKind, WarehouseApi};
use ongoing_simulator::Simulator;

use super::{answering, client, lamp, soap};

async fn warehouse(articles: i32) -> Simulator {
    let wms = crate::standing().start().await.unwrap();
    let client = client(&wms);
    for number in 0..articles {
        client.process_article(lamp(&number.to_string())).await.unwrap();
        wms.receive(&number.to_string(), number).unwrap();
    }
    wms.control().clear_requests();
    wms
}

fn codes(lines: &[InventoryLine]) -> Vec<&str> {
    lines.iter().map(|line| line.article.as_ref().unwrap().product_code.as_deref().unwrap()).collect()
}

#[tokio::test]
async fn stock_comes_in_one_answer_unless_pages_are_asked_for() {
    let wms = warehouse(5).await;
    let client = client(&wms);
    let all: Vec<_> = client.inventory(GetInventoryQuery::default()).try_collect().await.unwrap();
    assert_eq!(codes(&all), ["0", "1", "2", "3", "4"]);
    assert_eq!(all[3].physical(), Some(3.into()));
    assert_eq!(wms.control().count(""), 1);

    for (size, requests) in [(2, 3), (5, 2), (6, 1)] {
        wms.control().clear_requests();
        let paged: Vec<_> =
            client.inventory(GetInventoryQuery::default().paged(size)).try_collect().await.unwrap();
        assert_eq!(paged, all);
        assert_eq!(wms.control().count("GetInventoryByQuery"), requests, "pages of {size}");
    }
    let old: Vec<_> = client.get_inventory().try_collect().await.unwrap();
    assert_eq!(old, all);
}

#[tokio::test]
async fn articles_are_found_by_product_code() {
    let wms = warehouse(5).await;
    let query = GetInventoryQuery {
        product_codes_to_get: vec!["3".to_owned(), "1".to_owned()],
        ..GetInventoryQuery::default()
    };
    let found: Vec<_> = client(&wms).inventory(query).try_collect().await.unwrap();
    assert_eq!(codes(&found), ["1", "3"]);
}

fn page(ids: &[i32]) -> wiremock::ResponseTemplate {
    let lines: String = ids
        .iter()
        .map(|id| format!("<InventoryLine><Article><SystemId>{id}</SystemId></Article></InventoryLine>"))
        .collect();
    soap(
        200,
        &format!(
            "<GetInventoryByQueryResponse xmlns=\"http://ongoingsystems.se/WSI\"><GetInventoryByQueryResult><InventoryLines>\
             {lines}</InventoryLines></GetInventoryByQueryResult></GetInventoryByQueryResponse>"
        ),
    )
}

#[tokio::test]
async fn a_service_that_knows_no_pages_is_read_once() {
    for (ids, size) in [(&[1, 2, 3][..], 2), (&[1, 2, 3][..], 3), (&[3, 2, 1][..], 3)] {
        let (_server, client) = answering(page(ids)).await;
        let lines: Vec<_> =
            client.inventory(GetInventoryQuery::default().paged(size)).try_collect().await.unwrap();
        assert_eq!(lines.len(), 3, "pages of {size}");
    }
}

#[tokio::test]
async fn a_full_page_without_ids_is_an_error_and_no_short_list() {
    let (_server, client) = answering(page(&[i32::MIN, i32::MIN])).await;
    let lines = client.inventory(GetInventoryQuery::default().paged(2));
    let error = lines.try_collect::<Vec<_>>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unreadable);
}

#[tokio::test]
async fn quantities_have_their_fraction_where_the_service_sends_one() {
    let line = |inside: &str| {
        let line = format!("<InventoryLine xmlns=\"http://ongoingsystems.se/WSI\">{inside}</InventoryLine>");
        asmx_soap::from_xml::<InventoryLine>(&line).unwrap()
    };
    let old = line("<NumberOfBookedItems>3</NumberOfBookedItems><NumberOfItems>2</NumberOfItems>");
    assert_eq!((old.physical(), old.sellable()), (Some(2.into()), Some((-1).into())));
    let new = line(
        "<NumberOfItems>2</NumberOfItems><SellableNumberOfItems>-1.5</SellableNumberOfItems>\
         <NumberOfItemsDecimal>2.25</NumberOfItemsDecimal>",
    );
    assert_eq!(new.physical().unwrap().to_string(), "2.25");
    assert_eq!(new.sellable().unwrap().to_string(), "-1.5");
    assert_eq!(line("").sellable(), None);
}

#[cfg(feature = "rest")]
#[tokio::test]
async fn stock_is_told_by_warehouse_over_both_transports() {
    let wms = warehouse(4).await;
    wms.act(|world| {
        world.add_warehouse("NORTH", "Northern warehouse");
        world.keep_in("NORTH", "3", 2)
    })
    .unwrap();
    let refused = wms.act(|world| world.keep_in("NORTH", "3", 4)).unwrap_err();
    assert!(refused.message().contains("not that much"), "{refused:?}");
    let owner = ongoing_client::GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    let credentials = ongoing_client::Credentials::new(wms.username(), wms.password());
    let rest =
        ongoing_client::Client::builder(credentials, owner).base_url(wms.base_url()).build_rest().unwrap();
    let transports: [Box<dyn WarehouseApi>; 2] = [Box::new(client(&wms)), Box::new(rest)];
    for api in transports {
        assert_eq!(api.warehouse_codes().await.unwrap(), ["MAIN", "NORTH"], "{api:?}");
        let number = wms.article_by_product_code("3").unwrap().number().to_owned();
        let [lamp] = &api.stock_by_warehouse(vec![number.clone()]).await.unwrap()[..] else { panic!("one") };
        assert_eq!(lamp.article_number.as_ref(), Some(&number));
        let there: Vec<_> = lamp
            .warehouses
            .iter()
            .map(|stock| {
                (stock.warehouse_code.as_deref().unwrap(), stock.physical.unwrap(), stock.sellable.unwrap())
            })
            .collect();
        assert_eq!(there, [("MAIN", 1.into(), 1.into()), ("NORTH", 2.into(), 2.into())]);
        assert_eq!(api.stock_by_warehouse(Vec::new()).await.unwrap().len(), 4);
    }
}
