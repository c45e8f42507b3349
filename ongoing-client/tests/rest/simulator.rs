//! The simulator's REST dialect: against the vendor's document, and against this client.

mod articles;
mod document;

use chrono::Duration;
use futures::TryStreamExt;
use ongoing_client::model::{
    ArticleDefinition, ArticleSystemId, CustomerOrder, GetInventoryQuery, OrderFilters, OrderId, Supplier,
    UpdateOrderLines,
};
use ongoing_client::rest::RestClient;
use ongoing_client::rest::operation::AdjustmentsQuery;
use ongoing_client::{
    Client, Credentials, Error, ErrorKind, ExpectedArticle, GoodsOwner, RetryPolicy, WarehouseApi,
};
use ongoing_simulator::world::{ArticleData, TransporterContract};
use ongoing_simulator::{Rules, Simulator};
use serde_json::{Value, json};

use super::full::{full_article, full_order};
use super::openapi::{absent, answer_schema, check, document, request_schema, sample};
use super::order;

struct Warehouse {
    wms: Simulator,
    client: RestClient,
}

impl Warehouse {
    async fn open() -> Self {
        let wms = crate::standing().start().await.unwrap();
        let client = client(&wms, wms.password());
        Self { wms, client }
    }

    async fn with_articles() -> Self {
        let warehouse = Self::open().await;
        for (code, number) in [("17", "L17"), ("18", "L18")] {
            warehouse.put(code, number).await.unwrap();
        }
        warehouse
    }

    async fn put(&self, code: &str, number: &str) -> Result<Option<ArticleSystemId>, Error> {
        let article = ArticleDefinition {
            main_supplier: Some(Supplier::by_number("9", "Lys")),
            bar_code: Some("735".to_owned()),
            ..ArticleDefinition::by_product_code(code, number)
        };
        Ok(self.client.process_article(article).await?.system_id)
    }

    async fn call(&self, verb: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
        let url = format!("{}/api/v1{path}", self.wms.base_url());
        let request = reqwest::Client::new().request(verb.parse().unwrap(), url);
        let mut request = request.basic_auth(self.wms.username(), Some(self.wms.password()));
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        (status, serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap())
    }

    /// The calls since the last time, without their ids and queries.
    fn calls(&self) -> Vec<String> {
        let requests = self.wms.control().requests();
        self.wms.control().clear_requests();
        requests.iter().map(|request| request.operation.replace("/warehouse/api/v1", "")).collect()
    }
}

fn client(wms: &Simulator, password: &str) -> RestClient {
    let owner = GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    let builder = Client::builder(Credentials::new(wms.username(), password), owner);
    builder.base_url(wms.base_url()).retry(RetryPolicy::none()).build_rest().unwrap()
}

fn numbered(number: &str) -> CustomerOrder {
    order(number)
}

#[tokio::test]
async fn waybills_and_parcels_are_read_with_their_addresses_whenever_they_come() {
    let warehouse = Warehouse::with_articles().await;
    let wms = &warehouse.wms;
    warehouse.client.process_order(numbered("1001")).await.unwrap();
    wms.send("1001").unwrap();
    wms.book_transport("1001", "WB-1", Some("https://track.example/WB-1")).unwrap();
    wms.book_transport("1001", "WB-2", None).unwrap();
    wms.add_parcel("1001", "370", Some("https://track.example/370"), false).unwrap();
    wms.add_parcel("1001", "BACK", None, true).unwrap();
    let (_, answer) = warehouse.call("GET", "/orders?goodsOwnerId=159", None).await;
    if let Some(document) = document() {
        check(&document, answer_schema(&document, "/orders", "get", "200"), &answer, "/orders");
    }
    let orders: Vec<_> = warehouse.client.orders(OrderFilters::default()).try_collect().await.unwrap();
    let order = orders.into_iter().next().unwrap();
    let way_bills: Vec<_> =
        order.tracking.iter().map(|one| (one.way_bill.as_deref(), one.tracking_url.as_deref())).collect();
    let expected = [(Some("WB-1"), Some("https://track.example/WB-1")), (Some("WB-2"), None)];
    assert_eq!(way_bills, expected);
    assert_eq!(order.order_info.unwrap().way_bill.as_deref(), Some("WB-1"));
    let parcels: Vec<_> = order
        .order_pallet_items
        .iter()
        .map(|parcel| (parcel.label_id.as_deref(), parcel.tracking_url.as_deref(), parcel.is_return_type))
        .collect();
    let expected =
        [(Some("370"), Some("https://track.example/370"), Some(false)), (Some("BACK"), None, Some(true))];
    assert_eq!(parcels, expected);
}

#[tokio::test]
async fn an_order_comes_back_as_it_went_and_carries_the_number_of_now() {
    let warehouse = Warehouse::with_articles().await;
    warehouse.wms.edit_article("17", |article| article.article_number = Some("MOVED".into())).unwrap();
    let id = warehouse.client.process_order(numbered("1001")).await.unwrap().order_id.unwrap();
    let stored = warehouse.wms.order("1001").unwrap();
    assert_eq!(stored.order_id, id.0);
    let moved = warehouse.wms.article_by_product_code("17").unwrap();
    assert_eq!((stored.line("1").unwrap().article, moved.number()), (moved.system_id, "MOVED"));
    let customer = warehouse.wms.customer_of("1001").unwrap().data.address;
    assert_eq!(customer.mobile_phone.as_deref(), Some("+47 900 00 000"));
    assert_eq!(customer.email.as_deref(), Some("kari@example.no"));
    assert_eq!([customer.notify_by_sms, customer.notify_by_email], [Some(false); 2]);

    let filters = OrderFilters::by_numbers(["1001", "1002"]);
    let orders: Vec<_> = warehouse.client.orders(filters).try_collect().await.unwrap();
    let [order] = orders.as_slice() else { panic!("{orders:?}") };
    let info = order.order_info.as_ref().unwrap();
    assert_eq!((info.order_id, info.order_status_number), (Some(id), Some(300)));
    assert_eq!(info.delivery_date.unwrap().naive().to_string(), "2026-11-23 00:00:00");
    assert_eq!(info.way_of_delivery_type_code.as_deref(), Some("1"));
    let line = &order.picked_order_lines[0];
    assert_eq!(line.article.as_ref().unwrap().product_code.as_deref(), Some("17"));
    assert_eq!(line.ordered_number_of_items, "2.5".parse().ok());
    assert_eq!(order.consignee.as_ref().unwrap().mobile_phone.as_deref(), Some("+47 900 00 000"));
    let ways = warehouse.client.way_of_delivery_types().await.unwrap();
    assert_eq!((ways[0].code.as_deref(), ways[0].name.as_deref()), (Some("1"), Some("Post")));
}

#[tokio::test]
async fn an_order_is_changed_reported_and_cancelled_until_the_warehouse_begins() {
    let warehouse = Warehouse::with_articles().await;
    let api = &warehouse.client;
    for number in ["1", "2"] {
        api.process_order(numbered(number)).await.unwrap();
    }
    let mut shorter = numbered("1");
    shorter.customer_order_lines.pop();
    let id = api.process_order(shorter).await.unwrap().order_id;
    assert_eq!((warehouse.wms.orders().len(), warehouse.wms.order("1").unwrap().lines.len()), (2, 1));
    api.remove_order("2").await.unwrap();
    assert_eq!(warehouse.wms.order("2").unwrap().status, 1000);
    for wrong in
        [api.remove_order("3").await, api.process_order(numbered("2")).await.map(|_| Default::default())]
    {
        let error = wrong.unwrap_err();
        assert_eq!((error.kind(), error.status()), (ErrorKind::Refused, Some(400)), "{error}");
    }

    warehouse.wms.receive("17", 5).unwrap();
    warehouse.wms.pick("1", "1", 1).unwrap();
    let refused = api.process_order(numbered("1")).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Refused);
    api.update_order_lines(UpdateOrderLines::report("1", [("1", 1.into())])).await.unwrap();
    assert_eq!(warehouse.wms.order("1").unwrap().line("1").unwrap().reported, Some(1.into()));
    let to_report: Vec<_> = api.orders(OrderFilters::to_report()).try_collect().await.unwrap();
    assert!(to_report.is_empty());
    let by_id = OrderFilters { order_ids_to_get: vec![id.unwrap(), OrderId(1)], ..Default::default() };
    assert_eq!(api.orders(by_id).try_collect::<Vec<_>>().await.unwrap().len(), 1);
}

#[tokio::test]
async fn stock_comes_in_pages_with_fractions_and_changes_for_a_day() {
    let warehouse = Warehouse::with_articles().await;
    warehouse.put("19", "L19").await.unwrap();
    warehouse.wms.receive("18", "2.25".parse::<rust_decimal::Decimal>().unwrap()).unwrap();
    warehouse.calls();
    let api = &warehouse.client;
    let lines: Vec<_> = api.inventory(GetInventoryQuery::default().paged(2)).try_collect().await.unwrap();
    let levels: Vec<_> = lines.iter().map(|line| line.physical().unwrap().to_string()).collect();
    assert_eq!(levels, ["0", "2.25", "0"]);
    assert_eq!(warehouse.calls(), ["GET /articles"; 2]);

    warehouse.wms.advance(Duration::hours(30));
    warehouse.wms.receive("17", 1).unwrap();
    let since = |hours| GetInventoryQuery::changed_from(warehouse.wms.now() - Duration::hours(hours));
    assert_eq!(api.inventory(since(23)).try_collect::<Vec<_>>().await.unwrap().len(), 1);
    let error = api.inventory(since(25)).try_collect::<Vec<_>>().await.unwrap_err();
    assert_eq!(error.status(), Some(400));
    let updated = |hours: i64| OrderFilters {
        last_updated_from: Some((warehouse.wms.now() - Duration::hours(hours)).into()),
        ..Default::default()
    };
    assert!(api.orders(updated(47)).try_collect::<Vec<_>>().await.unwrap().is_empty());
    assert_eq!(api.orders(updated(49)).try_collect::<Vec<_>>().await.unwrap_err().status(), Some(400));
    assert!(warehouse.wms.skipped_elements().is_empty(), "{:?}", warehouse.wms.skipped_elements());
}

#[tokio::test]
async fn counting_shows_as_an_adjustment() {
    let warehouse = Warehouse::with_articles().await;
    warehouse.wms.receive("17", 10).unwrap();
    warehouse.wms.set_stock("17", 7).unwrap();
    warehouse.wms.set_stock("18", 0).unwrap();
    let lines = warehouse.client.get_inventory_adjustments(Default::default()).await.unwrap();
    let [line] = lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!(line.article.as_ref().unwrap().product_code.as_deref(), Some("17"));
    assert_eq!(line.inventory_adjustments[0].number_of_items, Some((-3).into()));
    let from = Some((warehouse.wms.now() + Duration::seconds(1)).into());
    let later = AdjustmentsQuery { from, ..AdjustmentsQuery::default() };
    assert!(warehouse.client.get_inventory_adjustments(later).await.unwrap().is_empty());
    assert_eq!(warehouse.client.warehouses().await.unwrap()[0].code.as_deref(), Some("MAIN"));
}

#[tokio::test]
async fn who_may_not_come_in_is_told_so() {
    let warehouse = Warehouse::open().await;
    let wrong = client(&warehouse.wms, "wrong");
    assert_eq!(wrong.order_statuses().await.unwrap_err().kind(), ErrorKind::Unauthorized);
    assert_eq!(warehouse.call("GET", "/orders?goodsOwnerId=160", None).await.0, 403);
    assert_eq!(warehouse.call("GET", "/orders", None).await.0, 400, "no goods owner");
    assert_eq!(warehouse.call("GET", "/customers", None).await.0, 404);
    assert_eq!(warehouse.call("GET", "/orders/4711", None).await.0, 404);
    warehouse.wms.set_rules(|rules: &mut Rules| rules.rest_access = false);
    let error = warehouse.client.order_statuses().await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Unauthorized, Some(403)));
}

#[tokio::test]
async fn a_customer_who_is_found_by_number_changes_under_an_open_order() {
    for (by_number, customers) in [(false, 2), (true, 1)] {
        let warehouse = Warehouse::with_articles().await;
        warehouse.wms.set_rules(|rules| rules.rest_customer_by_number = by_number);
        for (number, street) in [("1", "Storgata 1"), ("2", "Veien 2")] {
            let mut order = numbered(number);
            let customer = order.customer.as_mut().unwrap();
            (customer.customer_number, customer.address) = (Some("7".to_owned()), Some(street.to_owned()));
            warehouse.client.process_order(order).await.unwrap();
        }
        assert_eq!(warehouse.wms.customers().len(), customers);
    }
}
