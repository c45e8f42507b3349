//! Stock in its other forms, reports on orders, contracts with carriers.

use futures::TryStreamExt;
use ongoing_client::model::*;
use ongoing_client::{Client, Credentials, GoodsOwner, WarehouseApi};
use ongoing_simulator::{Rule, Simulator};
use rust_decimal::Decimal;

use super::{client, lamp, order};

async fn warehouse() -> Simulator {
    let wms = crate::standing().start().await.unwrap();
    let client = client(&wms);
    for code in ["1", "2", "3"] {
        client.process_article(lamp(code)).await.unwrap();
    }
    wms.receive("1", 10).unwrap();
    wms.receive("2", 5).unwrap();
    client.process_order(order("1001", &[("1", "1", 4), ("2", "2", 1)])).await.unwrap();
    wms
}

fn number(article: &Option<ArticleClass>) -> &str {
    article.as_ref().unwrap().article_number.as_deref().unwrap()
}

#[tokio::test]
async fn stock_by_item() {
    let wms = warehouse().await;
    let some: Vec<_> =
        client(&wms).get_inventory_items(InventoryItemsQuery::in_stock()).try_collect().await.unwrap();
    assert_eq!(some.iter().map(|line| number(&line.article)).collect::<Vec<_>>(), ["L1", "L2"]);
    assert_eq!(some[0].inventory_items[0].number_of_items, Some(10.into()));
    let all: Vec<_> =
        client(&wms).get_inventory_items(InventoryItemsQuery::all()).try_collect().await.unwrap();
    assert_eq!((all.len(), all[2].inventory_items.len()), (3, 0));
    let serial = InventoryItemsQuery { filter_by_serial: vec!["S1".into()], ..InventoryItemsQuery::all() };
    assert_eq!(client(&wms).get_inventory_items(serial).try_collect::<Vec<_>>().await.unwrap().len(), 0);
}

#[tokio::test]
async fn stock_by_warehouse() {
    let wms = warehouse().await;
    let query = GetInventoryPerWarehouseQuery::by_article_numbers(["L1"]);
    let stock = client(&wms).get_inventory_per_warehouse(query).await.unwrap();
    let [line] = stock.per_warehouse_article_lines.as_slice() else { panic!("{stock:?}") };
    assert_eq!(
        (number(&line.article), line.number_of_items, line.number_of_booked_items),
        ("L1", Some(10.into()), Some(4.into()))
    );
    assert_eq!(line.per_warehouse_stock_lines[0].warehouse_code.as_deref(), Some("MAIN"));
    assert_eq!(line.per_warehouse_stock_lines[0].number_of_items, Some(10.into()));
}

#[tokio::test]
async fn what_counting_changed() {
    let wms = warehouse().await;
    wms.set_stock("1", 8).unwrap();
    wms.set_stock("1", 9).unwrap();
    let changes = |query| client(&wms).get_inventory_changes(query);
    let all: Vec<_> = changes(InventoryChangesQuery::default()).try_collect().await.unwrap();
    let [line] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(
        (number(&line.article), line.inventory_changes_number_of_items),
        ("L1", Some(Decimal::NEGATIVE_ONE))
    );
    let steps: Vec<_> = line
        .inventory_transactions
        .iter()
        .map(|step| step.inventory_changes_number_of_items.unwrap())
        .collect();
    assert_eq!(steps, [Decimal::from(-2), Decimal::ONE]);
    let first = InventoryChangesQuery {
        inventory_id: line.inventory_transactions[0].inventory_id,
        ..Default::default()
    };
    let one: Vec<_> = changes(first).try_collect().await.unwrap();
    assert_eq!(one[0].inventory_changes_number_of_items, Some(Decimal::from(-2)));
    let later = InventoryChangesQuery::since(wms.now() + chrono::Duration::hours(1));
    assert_eq!(changes(later).try_collect::<Vec<_>>().await.unwrap().len(), 0);
}

#[tokio::test]
async fn what_counting_changed_comes_page_by_page() {
    let wms = warehouse().await;
    for code in ["1", "2", "3"] {
        wms.set_stock(code, 7).unwrap();
    }
    let query = InventoryChangesQuery::default().paged(2);
    let paged: Vec<_> = client(&wms).get_inventory_changes(query.clone()).try_collect().await.unwrap();
    assert_eq!(paged.iter().map(|line| number(&line.article)).collect::<Vec<_>>(), ["L1", "L2", "L3"]);
    assert_eq!(wms.control().count("GetInventoryChanges"), 2);
    // A list that broke goes on behind the last article that came.
    wms.control().misbehave(Rule::drop_before().on("GetInventoryChanges").skip(1));
    let mut broken = client(&wms).get_inventory_changes(query.clone());
    let mut last = None;
    let error = loop {
        match broken.try_next().await {
            Ok(line) => last = line.unwrap().article.unwrap().system_id,
            Err(error) => break error,
        }
    };
    assert!(error.is_transient() && broken.try_next().await.unwrap().is_none());
    let rest =
        InventoryChangesQuery { article_def_id_from: last.map(|id| ArticleSystemId(id.0 + 1)), ..query };
    let rest: Vec<_> = client(&wms).get_inventory_changes(rest).try_collect().await.unwrap();
    assert_eq!(rest.iter().map(|line| number(&line.article)).collect::<Vec<_>>(), ["L3"]);
    assert!(wms.skipped_elements().is_empty());
}

#[tokio::test]
async fn what_is_newer_than_the_contract_arrives() {
    let wms = crate::standing().start().await.unwrap();
    let newer = ArticleDefinition {
        is_serial_number_article: Some(true),
        is_batch_article: Some(false),
        article_free_decimal1: Some(Decimal::ONE),
        ..lamp("1")
    };
    let owner = GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    let rest = Client::builder(Credentials::new(wms.username(), wms.password()), owner);
    let rest = rest.base_url(wms.base_url()).build_rest().unwrap();
    let soap = client(&wms);
    for (transport, code) in [(&soap as &dyn WarehouseApi, "1"), (&rest, "2")] {
        let newer = ArticleDefinition {
            product_code: Some(code.into()),
            article_number: Some(code.into()),
            ..newer.clone()
        };
        transport.process_article(newer).await.unwrap();
        let data = wms.article_by_product_code(code).unwrap().data;
        assert_eq!((data.is_serial_number_article, data.is_batch_article), (Some(true), Some(false)));
        assert_eq!((data.free_decimal1, data.free_decimal2), (Some(Decimal::ONE), None));
    }
    assert!(wms.skipped_elements().is_empty());
}

#[tokio::test]
async fn stock_by_status() {
    let wms = warehouse().await;
    let query = GoodsStatusInventoryQuery { article_numbers_to_get: vec!["L2".into()], ..Default::default() };
    let lines: Vec<_> = client(&wms).get_goods_status_inventory(query).try_collect().await.unwrap();
    assert_eq!(
        (lines.len(), lines[0].number_of_items, lines[0].number_of_booked_items),
        (1, Some(5.into()), Some(1.into()))
    );
    assert_eq!(lines[0].goods_status_inventory_rows[0].number_of_items, Some(5.into()));
}

#[tokio::test]
async fn how_far_orders_are() {
    let wms = warehouse().await;
    let client = client(&wms);
    let before = client.get_order_status_report("1001").await.unwrap();
    assert_eq!(
        (before.order_status_is_picked, before.picked_number_of_items),
        (Some(false), Some(Decimal::ZERO))
    );
    wms.pick_all("1001").unwrap();
    wms.send("1001").unwrap();
    let query = OrderStatusReportsQuery::by_numbers(["1001", "none"]);
    let after: Vec<_> = client.get_order_status_reports(query).try_collect().await.unwrap();
    assert_eq!(
        (after.len(), after[0].order_status_number, after[0].picked_number_of_items),
        (1, Some(450), Some(5.into()))
    );
    assert_eq!(
        (after[0].order_status_is_picked, after[0].order_status_is_delivered),
        (Some(true), Some(true))
    );
    client.get_order_status_report("none").await.unwrap_err();
}

#[tokio::test]
async fn contracts_with_carriers() {
    let wms = warehouse().await;
    assert_eq!(client(&wms).get_transporter_contracts().try_collect::<Vec<_>>().await.unwrap().len(), 0);
    let contract = TransporterContractClass {
        transporter_contract_operation: TransporterContractOperation::CreateOrUpdate,
        transporter_contract_identification: TransporterContractIdentificationType::CodeAndServiceCode,
        transporter_code: Some("BRING".into()),
        transporter_service_code: Some("3584".into()),
        ..Default::default()
    };
    let sent = CustomerOrder { transporter_contract: Some(contract), ..order("1002", &[("1", "1", 1)]) };
    client(&wms).process_order(sent).await.unwrap();
    let contracts: Vec<_> = client(&wms).get_transporter_contracts().try_collect().await.unwrap();
    assert_eq!(contracts[0].transporter_code.as_deref(), Some("BRING"));
    assert_eq!(contracts[0].transporter_services[0].transporter_service_code.as_deref(), Some("3584"));
}
