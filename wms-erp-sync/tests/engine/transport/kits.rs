//! Kits go over as their parts, and come back as whole kits, over both transports.

mod short;

use wms_erp_sync::mapping::{Kit, KitLines, Kits};
use wms_erp_sync::{Process, Returns, Tenant};

use super::super::bench::hours;
use super::*;

over_both! {
    a_kit_goes_over_as_its_parts_and_is_sent_whole
    a_kit_that_lacks_a_part_is_short_by_whole_kits_in_every_place
    a_kit_has_no_article_and_no_stock_of_its_own
    a_part_without_an_article_holds_the_order
    another_table_reaches_open_orders_and_no_order_that_was_begun
    an_order_of_kits_is_found_again_after_the_store_was_lost
    a_part_that_comes_back_is_credited_by_a_person_and_by_no_other_row
}

/// A breakfast of two packets of coffee and a bread, beside loose coffee.
struct Breakfast {
    shop: Shop,
    kit: i32,
    bread: i32,
    order: i32,
    /// The rows of the kit and of the coffee.
    rows: [i32; 2],
}

fn kits(kit: i32, parts: &[(i32, i32)]) -> Kits {
    let add = |kit: Kit, (part, quantity): &(i32, i32)| kit.with_part((*part).into(), (*quantity).into());
    let kit = parts.iter().fold(Kit::new(kit.into()), add);
    Kits::new([kit]).unwrap().with_lines(KitLines::Parts)
}

fn put(shop: &Shop, kits: Kits, change: impl FnOnce(Tenant) -> Tenant) {
    let tenant = tenant_over(shop.transport, &shop.bench.erp, &shop.bench.wms);
    let mut orders = Orders::since(Since::All);
    orders.mapping.kits = kits;
    shop.bench.engine.put_tenant(change(
        tenant
            .articles(Articles::default())
            .orders(orders)
            .order_status(OrderStatusSettings::default())
            .stock(Stock::default()),
    ));
}

async fn breakfast(transport: Transport, change: impl FnOnce(Tenant) -> Tenant) -> Breakfast {
    let shop = Shop::open(transport).await;
    let books = shop.bench.books();
    books.delete_order(shop.order);
    let kit = books.add_product(product("FROKOST", "Frokost", 5));
    let bread = books.add_product(product("BRØD", "Brød", 0));
    put(&shop, kits(kit, &[(shop.coffee, 2), (bread, 1)]), change);
    let order = books.add_order(full(order(shop.kari, &[(kit, 2), (shop.coffee, 3)])));
    let stored = books.order(order).unwrap();
    let rows = [0, 1].map(|at| stored.list("InvoiceRows")[at].int("RowId").unwrap());
    shop.round().await;
    // Within the minute after a change, records are read once more.
    shop.round().await;
    Breakfast { shop, kit, bread, order, rows }
}

impl Breakfast {
    fn number(&self) -> String {
        self.order.to_string()
    }

    /// The codes of the lines of coffee and bread in the kit.
    fn codes(&self) -> [String; 2] {
        let (row, kit, coffee, bread) = (self.rows[0], self.kit, self.shop.coffee, self.bread);
        [format!("{row}:{kit}:{coffee}:2:2"), format!("{row}:{kit}:{bread}:1:2")]
    }

    /// Code and quantity of each line that is ordered in the WMS.
    fn lines(&self) -> Vec<(String, String)> {
        let order = self.shop.bench.wms.order(&self.number()).unwrap();
        let lines = order.lines.iter().filter(|line| !line.number_of_items.is_zero());
        lines.map(|line| (line.code().to_owned(), line.number_of_items.normalize().to_string())).collect()
    }

    /// Picks so much bread and all coffee, sends the order, and reports it.
    async fn send(&self, bread: i32) {
        all_done(&self.send_short(bread).await);
    }

    /// The same where the order may be held.
    async fn send_short(&self, bread: i32) -> Vec<Report> {
        let wms = &self.shop.bench.wms;
        wms.receive(&self.shop.coffee.to_string(), 100).unwrap();
        if bread > 0 {
            wms.receive(&self.bread.to_string(), bread).unwrap();
        }
        wms.pick_all(&self.number()).unwrap();
        wms.send(&self.number()).unwrap();
        self.shop.bench.round().await
    }

    fn status(&self) -> String {
        self.shop.bench.books().order(self.order).unwrap().text("OrderStatus").unwrap().to_owned()
    }
}

fn pair(code: &str, quantity: &str) -> (String, String) {
    (code.to_owned(), quantity.to_owned())
}

async fn a_kit_goes_over_as_its_parts_and_is_sent_whole(transport: Transport) {
    let breakfast = breakfast(transport, |tenant| tenant).await;
    let [coffee, bread] = breakfast.codes();
    let loose = breakfast.rows[1].to_string();
    assert_eq!(breakfast.lines(), [pair(&coffee, "4"), pair(&bread, "2"), pair(&loose, "3")]);
    let shop = &breakfast.shop;
    shop.round().await;
    assert_eq!(shop.writes(), Vec::<String>::new(), "nothing is written twice");
    let drift = shop.bench.engine.inspect(TENANT).drift(Process::ALL).await.unwrap();
    assert!(drift.is_none(), "{drift:#?}");

    breakfast.send(2).await;
    assert_eq!(breakfast.status(), "OrderState_Sent");
    assert_eq!(shop.held().await, []);
    let why = shop.bench.engine.inspect(TENANT).why(breakfast.order).await.unwrap();
    let lines = why.lines.iter().map(|line| (line.code.clone(), line.sent.map(|sent| sent.to_string())));
    let sent = |quantity: &str| Some(quantity.to_owned());
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [
            (breakfast.rows[0].to_string(), sent("2")),
            (coffee, sent("4")),
            (bread, sent("2")),
            (loose, sent("3"))
        ],
        "whole kits, and their parts behind them"
    );
}

async fn a_kit_that_lacks_a_part_is_short_by_whole_kits_in_every_place(transport: Transport) {
    let with_rest = |mut tenant: Tenant| {
        tenant.order_status.as_mut().unwrap().rest_orders = true;
        tenant
    };
    for change in [(|tenant| tenant) as fn(Tenant) -> Tenant, with_rest] {
        let breakfast = breakfast(transport, change).await;
        breakfast.send(1).await;
        assert_eq!(breakfast.status(), "OrderState_Sent");
        let held = breakfast.shop.held().await;
        let [notice] = &held[..] else { panic!("{held:#?}") };
        let (row, coffee, bread, kit) =
            (breakfast.rows[0], breakfast.shop.coffee, breakfast.bread, breakfast.kit);
        let words = format!(
            "row {row}: 1 of 2 kits sent; 1 of part {bread} missing; 2 of part {coffee} sent beyond whole kits of product {kit}"
        );
        assert!(notice.what.contains(&words), "{words}: {}", notice.what);
        let books = breakfast.shop.bench.books();
        let rests: Vec<Record> = books
            .orders()
            .into_iter()
            .filter(|order| order.int("ExternalStatus") == Some(breakfast.order))
            .collect();
        let quantity =
            |order: &Record, at: usize| order.list("InvoiceRows")[at].text("Quantity").map(str::to_owned);
        match &rests[..] {
            [] => assert_eq!(quantity(&books.order(breakfast.order).unwrap(), 0).as_deref(), Some("2")),
            [rest] => {
                assert_eq!(rest.list("InvoiceRows")[0].int("ProductId"), Some(kit));
                assert_eq!(quantity(rest, 0).as_deref(), Some("1"));
                assert_eq!(quantity(&books.order(breakfast.order).unwrap(), 0).as_deref(), Some("1"));
            }
            several => panic!("{several:#?}"),
        }
    }
}

async fn a_kit_has_no_article_and_no_stock_of_its_own(transport: Transport) {
    let breakfast = breakfast(transport, |tenant| tenant).await;
    let shop = &breakfast.shop;
    assert!(shop.bench.wms.article_by_product_code(&breakfast.kit.to_string()).is_none());
    breakfast.send(2).await;
    shop.bench.clock.advance(hours(25));
    shop.round().await;
    let stock = |id: i32| {
        let product = shop.bench.books().product(id).unwrap();
        product
            .text("Stock")
            .map(|stock| stock.parse::<rust_decimal::Decimal>().unwrap().normalize().to_string())
    };
    assert_eq!(stock(shop.coffee).as_deref(), Some("93"));
    let kits = stock(breakfast.kit);
    shop.bench.books().patch_product(breakfast.kit, |product| product.set("Stock", 77));
    shop.round().await;
    assert_eq!(stock(breakfast.kit).as_deref(), Some("77"), "it was {kits:?}, and is no concern of ours");
    assert_eq!(shop.held().await, []);
}

async fn a_part_without_an_article_holds_the_order(transport: Transport) {
    let shop = Shop::open(transport).await;
    let books = shop.bench.books();
    let kit = books.add_product(product("FROKOST", "Frokost", 0));
    put(&shop, kits(kit, &[(shop.coffee, 2), (999_999, 1)]), |tenant| tenant);
    let order = books.add_order(full(order(shop.kari, &[(kit, 1)])));
    shop.bench.round().await;
    let held = shop.held().await;
    let waits = held.iter().find(|held| held.record == order.to_string()).unwrap();
    assert_eq!(waits.what, "product 999999 has no article in the WMS: the ERP does not know it");
    assert!(shop.bench.wms.order(&order.to_string()).is_none());
}

async fn another_table_reaches_open_orders_and_no_order_that_was_begun(transport: Transport) {
    let breakfast = breakfast(transport, |tenant| tenant).await;
    let shop = &breakfast.shop;
    let begun = shop.bench.books().add_order(full(order(shop.kari, &[(breakfast.kit, 1)])));
    shop.round().await;
    shop.round().await;
    shop.bench.wms.receive(&shop.coffee.to_string(), 100).unwrap();
    shop.bench.wms.receive(&breakfast.bread.to_string(), 100).unwrap();
    shop.bench.wms.pick_all(&begun.to_string()).unwrap();
    shop.round().await;
    // By now there are three packets of coffee in a breakfast.
    put(shop, kits(breakfast.kit, &[(shop.coffee, 3), (breakfast.bread, 1)]), |tenant| tenant);
    shop.bench.clock.advance(hours(25));
    shop.round().await;
    shop.round().await;
    assert_eq!(shop.held().await, []);
    let (row, kit) = (breakfast.rows[0], breakfast.kit);
    let coffee = format!("{row}:{kit}:{}:3:2", shop.coffee);
    let mut lines = breakfast.lines();
    lines.sort();
    let mut expected =
        vec![pair(&coffee, "6"), pair(&breakfast.codes()[1], "2"), pair(&breakfast.rows[1].to_string(), "3")];
    expected.sort();
    assert_eq!(lines, expected, "the open order has the new parts, and nothing of the old ones");

    shop.bench.wms.send(&begun.to_string()).unwrap();
    shop.round().await;
    let status = shop.bench.books().order(begun).unwrap().text("OrderStatus").map(str::to_owned);
    assert_eq!(status.as_deref(), Some("OrderState_Sent"));
    assert_eq!(shop.held().await, [], "it is whole by the table with which it went over");
}

async fn an_order_of_kits_is_found_again_after_the_store_was_lost(transport: Transport) {
    let breakfast = breakfast(transport, |tenant| tenant).await;
    let shop = &breakfast.shop;
    let table = kits(breakfast.kit, &[(shop.coffee, 2), (breakfast.bread, 1)]);
    let newcomer = shop.newcomer_with(|mut tenant| {
        tenant.orders.as_mut().unwrap().mapping.kits = table;
        tenant
    });
    newcomer.operator(TENANT).takeover().await.unwrap();
    all_done(&run(&newcomer).await);
    assert_eq!(newcomer.inspect(TENANT).held().await.unwrap(), []);
    assert_eq!(shop.bench.wms.orders().len(), 1);
    breakfast.send(2).await;
    assert_eq!(breakfast.status(), "OrderState_Sent");
}

async fn a_part_that_comes_back_is_credited_by_a_person_and_by_no_other_row(transport: Transport) {
    let breakfast = breakfast(transport, |tenant| tenant.returns(Returns::credits(Since::All))).await;
    breakfast.send(2).await;
    let (shop, [coffee, _]) = (&breakfast.shop, breakfast.codes());
    shop.bench.wms.announce_return("R-1", &breakfast.number(), &[(&coffee, 2)]).unwrap();
    shop.bench.wms.take_back("R-1", "1", 1, true).unwrap();
    shop.round().await;
    let held = shop.held().await;
    let [waits] = &held[..] else { panic!("{held:#?}") };
    assert!(waits.what.contains("is a part of a kit, which has one price in the ERP"), "{}", waits.what);
    assert_eq!(shop.bench.books().orders().len(), 1, "loose coffee was another sale");
}
