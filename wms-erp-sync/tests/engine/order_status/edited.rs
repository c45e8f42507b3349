//! Orders that were edited in the ERP after the warehouse had begun: what was sent is measured against the ERP's rows.

mod matching;
mod refused;

use rust_decimal::Decimal;
use twentyfour_simulator::Record;
use wms_erp_sync::{Class, Held, OrderStatusSettings, Process, ShortShipment, Tenant};

use super::super::bench::{TENANT, Transport, order, product};
use super::super::orders::{Shop, furnish};
use crate::Bench;

const TRANSPORTS: [Transport; 2] = [Transport::Soap, Transport::Rest];

fn settings(change: impl FnOnce(&mut OrderStatusSettings)) -> impl FnOnce(Tenant) -> Tenant {
    let mut settings = OrderStatusSettings::default();
    change(&mut settings);
    move |tenant| tenant.order_status(settings)
}

fn short_shipment(choice: ShortShipment) -> impl FnOnce(Tenant) -> Tenant {
    settings(move |settings| settings.short_shipment = choice)
}

fn with_rest_orders() -> impl FnOnce(Tenant) -> Tenant {
    settings(|settings| settings.rest_orders = true)
}

async fn shop_over(transport: Transport, change: impl FnOnce(Tenant) -> Tenant) -> Shop {
    furnish(Bench::over(transport, change).await).await
}

impl Shop {
    /// An order with these rows, imported, of which one piece has been picked: the WMS takes no more changes.
    async fn begun(&self, rows: &[(i32, i32)]) -> i32 {
        let number = self.books().add_order(order(self.kari, rows));
        self.orders().await;
        self.wms.pick(&number.to_string(), &self.row(number, 0).to_string(), 1).unwrap();
        number
    }

    /// The ERP has sent its edits; the WMS refuses them.
    async fn refused(&self, number: i32) {
        self.orders().await;
        let held = self.held().await;
        let refused = |held: &Held| held.record == number.to_string() && held.class == Class::Rejected;
        assert!(held.iter().any(refused), "the WMS takes no change any more: {held:#?}");
    }

    fn ship(&self, number: i32) {
        self.wms.pick_all(&number.to_string()).unwrap();
        self.wms.send(&number.to_string()).unwrap();
    }

    fn erp_rows(&self, number: i32) -> Vec<(i32, String)> {
        let order = self.books().order(number).unwrap();
        let rows = order.list("InvoiceRows").iter();
        rows.map(|row| {
            let quantity = row.decimal("Quantity").unwrap_or_default().normalize();
            (row.int("ProductId").unwrap_or_default(), quantity.to_string())
        })
        .collect()
    }

    fn rest_of(&self, original: i32) -> Vec<Vec<(i32, String)>> {
        let orders = self.books().orders().into_iter();
        let rests = orders.filter(|order| order.int("ExternalStatus") == Some(original));
        rests.map(|rest| self.erp_rows(rest.int("OrderId").unwrap())).collect()
    }

    /// What is held under this name by the process that reports.
    async fn told(&self, record: &str) -> Option<Held> {
        let held = self.held().await.into_iter();
        held.into_iter().find(|held| held.process == Process::OrderStatus && held.record == record)
    }

    async fn notice(&self, number: i32) -> String {
        let notice = self.told(&format!("{number}/short")).await;
        assert!(notice.as_ref().is_none_or(|notice| notice.class == Class::Notice), "{notice:?}");
        notice.map(|notice| notice.what).unwrap_or_default()
    }

    fn tea(&self) -> i32 {
        self.books().add_product(product("TE-100", "Te 100 g", 50))
    }
}

fn row(product: i32, quantity: impl Into<Decimal>) -> Record {
    Record::row().with("ProductId", product).with("Quantity", quantity.into()).with("Name", "vare")
}

fn text(rows: &[(i32, i32)]) -> Vec<(i32, String)> {
    rows.iter().map(|(product, quantity)| (*product, quantity.to_string())).collect()
}

/// Five ordered; once the warehouse had begun, eight, and a row of seven more.
async fn raised_and_added(shop: &Shop) -> (i32, i32, [String; 2]) {
    let tea = shop.tea();
    let number = shop.begun(&[(shop.coffee, 5), (shop.cup, 2)]).await;
    let raised = shop.row(number, 0);
    shop.books().patch_row(number, raised, |row| row.set("Quantity", 8));
    let added = shop.books().add_row(number, row(tea, 7)).unwrap();
    shop.refused(number).await;
    shop.ship(number);
    let told = [
        format!("row {raised}: 5 of 8 sent, 3 missing"),
        format!("row {added}: not in the warehouse's order, 7 not sent"),
    ];
    (number, tea, told)
}

#[tokio::test]
async fn a_row_raised_and_a_row_added_after_picking_began_are_noticed_until_dismissed() {
    for transport in TRANSPORTS {
        let shop = shop_over(transport, |tenant| tenant).await;
        let (number, tea, told) = raised_and_added(&shop).await;
        shop.status().await;
        assert_eq!(shop.erp_status(number), "OrderState_Sent");
        assert_eq!(shop.erp_rows(number), text(&[(shop.coffee, 8), (shop.cup, 2), (tea, 7)]));
        let notice = shop.notice(number).await;
        assert!(told.iter().all(|told| notice.contains(told)), "{transport:?}: {notice}");
        for _ in 0..2 {
            shop.orders().await;
            shop.status().await;
            assert_eq!(shop.notice(number).await, notice, "{transport:?}");
        }
        let record = format!("{number}/short");
        shop.engine.operator(TENANT).dismiss(Process::OrderStatus, &record, "credited").await.unwrap();
        shop.orders().await;
        shop.status().await;
        assert_eq!(shop.held().await, []);
    }
}

#[tokio::test]
async fn write_quantities_writes_what_was_sent_of_the_rows_as_they_are_now() {
    for transport in TRANSPORTS {
        let shop = shop_over(transport, short_shipment(ShortShipment::WriteQuantities)).await;
        let (number, tea, told) = raised_and_added(&shop).await;
        shop.status().await;
        assert_eq!(shop.erp_status(number), "OrderState_Sent");
        assert_eq!(
            shop.erp_rows(number),
            text(&[(shop.coffee, 5), (shop.cup, 2), (tea, 0)]),
            "{transport:?}"
        );
        shop.orders().await;
        shop.status().await;
        let notice = shop.notice(number).await;
        assert!(told.iter().all(|told| notice.contains(told)), "{transport:?}: {notice}");
    }
}

#[tokio::test]
async fn hold_waits_for_a_person_though_the_warehouse_sent_all_it_had_to() {
    for transport in TRANSPORTS {
        let shop = shop_over(transport, short_shipment(ShortShipment::Hold)).await;
        let (number, _, told) = raised_and_added(&shop).await;
        for _ in 0..2 {
            shop.status().await;
            shop.orders().await;
            assert_eq!(shop.erp_status(number), "Confirmed", "{transport:?}");
        }
        let held = shop.told(&number.to_string()).await.unwrap();
        assert_eq!(held.class, Class::NeedsPerson);
        assert!(told.iter().all(|told| held.what.contains(told)), "{transport:?}: {held:?}");
        shop.engine.operator(TENANT).retry(Process::OrderStatus, &number.to_string()).await.unwrap();
        shop.status().await;
        assert_eq!(shop.erp_status(number), "OrderState_Sent");
        let notice = shop.notice(number).await;
        assert!(told.iter().all(|told| notice.contains(told)), "{transport:?}: {notice}");
    }
}

#[tokio::test]
async fn the_rest_order_has_what_the_warehouse_never_had_to_pick() {
    for transport in TRANSPORTS {
        let shop = shop_over(transport, with_rest_orders()).await;
        let (number, tea, _) = raised_and_added(&shop).await;
        for _ in 0..2 {
            shop.status().await;
            shop.orders().await;
        }
        assert_eq!(shop.erp_status(number), "OrderState_Sent");
        assert_eq!(shop.rest_of(number), [text(&[(shop.coffee, 3), (tea, 7)])], "{transport:?}");
        assert_eq!(shop.erp_rows(number), text(&[(shop.coffee, 5), (shop.cup, 2), (tea, 0)]));
    }
}

#[tokio::test]
async fn an_order_that_a_person_invoiced_first_is_compared_too() {
    let shop = shop_over(Transport::Soap, |tenant| tenant).await;
    let (number, _, told) = raised_and_added(&shop).await;
    shop.books().invoice_order(number);
    shop.status().await;
    let notice = shop.notice(number).await;
    assert!(told.iter().all(|told| notice.contains(told)), "{notice}");
}

#[tokio::test]
async fn a_word_that_was_given_for_one_difference_does_not_cover_another() {
    use twentyfour_simulator::Rule;
    let shop = shop_over(Transport::Soap, short_shipment(ShortShipment::Hold)).await;
    // A whole order first, so that the first write of the tenant is behind us.
    let first = shop.order();
    shop.orders().await;
    shop.ship(first);
    shop.status().await;
    let number = shop.begun(&[(shop.coffee, 5)]).await;
    shop.ship(number);
    shop.erp.misbehave(Rule::status(503, "").on("SaveInvoices").times(1));
    shop.turn(Process::OrderStatus).await;
    assert_eq!(shop.erp_status(number), "Confirmed");
    // It was whole when the save failed. Now it is not, and nobody has said a word about that.
    shop.books().patch_row(number, shop.row(number, 0), |row| row.set("Quantity", 8));
    shop.clock.advance(super::super::bench::hours(2));
    shop.status().await;
    assert_eq!(shop.erp_status(number), "Confirmed");
    let held = shop.told(&number.to_string()).await.unwrap();
    assert!(held.class == Class::NeedsPerson && held.what.contains("5 of 8 sent"), "{held:?}");
    // The word is given, and the save fails again: it still stands.
    shop.engine.operator(TENANT).retry(Process::OrderStatus, &number.to_string()).await.unwrap();
    shop.erp.misbehave(Rule::status(503, "").on("SaveInvoices").times(1));
    shop.turn(Process::OrderStatus).await;
    assert_eq!(shop.erp_status(number), "Confirmed");
    shop.clock.advance(super::super::bench::hours(2));
    shop.status().await;
    assert_eq!(shop.erp_status(number), "OrderState_Sent");
}

#[tokio::test]
async fn what_the_warehouse_back_orders_gets_no_rest_order_and_what_it_never_had_does() {
    for sent_already in [false, true] {
        let shop = shop_over(Transport::Soap, with_rest_orders()).await;
        let tea = shop.tea();
        let number = shop.begun(&[(shop.coffee, 5)]).await;
        let books = shop.books();
        books.patch_row(number, shop.row(number, 0), |row| row.set("Quantity", 8));
        books.add_row(number, row(tea, 7));
        shop.refused(number).await;
        let name = number.to_string();
        let back = shop.wms.split_back_order(&name).unwrap();
        shop.wms.send(&name).unwrap();
        if sent_already {
            let back = shop.wms.look(|world| {
                let found = world.orders().find(|order| order.order_id == back);
                found.and_then(|order| order.data.goods_owner_order_number.clone())
            });
            shop.ship_named(&back.unwrap());
        }
        shop.status().await;
        // One sent, four back-ordered: of the eight, three are nobody's.
        assert_eq!(shop.rest_of(number), [text(&[(shop.coffee, 3), (tea, 7)])], "{sent_already}");
        assert_eq!(shop.erp_rows(number), text(&[(shop.coffee, 5), (tea, 0)]), "{sent_already}");
    }
}

#[tokio::test]
async fn reporting_costs_one_read_a_page_and_one_a_save_whatever_is_done_about_short_ones() {
    let shop = shop_over(Transport::Soap, short_shipment(ShortShipment::WriteQuantities)).await;
    let first = shop.order();
    shop.orders().await;
    shop.ship(first);
    shop.status().await;
    let numbers: Vec<i32> = (0..20).map(|_| shop.order()).collect();
    shop.orders().await;
    for number in &numbers {
        shop.wms.pick(&number.to_string(), &shop.row(*number, 0).to_string(), 1).unwrap();
        shop.wms.send(&number.to_string()).unwrap();
    }
    shop.status().await;
    // What they have to be measured by, and whether they were edited meanwhile.
    assert_eq!((shop.erp_count("GetInvoices"), shop.erp_count("SaveInvoices")), (2, 1));
    assert!(numbers.iter().all(|number| shop.erp_status(*number) == "OrderState_Sent"));
    shop.status().await;
    assert_eq!(shop.erp_count(""), 0, "nothing is left to do");
}

#[tokio::test]
async fn a_notice_survives_a_crash_after_the_rows_were_cut_down() {
    use twentyfour_simulator::Rule;
    let shop = shop_over(Transport::Soap, short_shipment(ShortShipment::WriteQuantities)).await;
    let first = shop.order();
    shop.orders().await;
    shop.ship(first);
    shop.status().await;
    let (number, _, told) = raised_and_added(&shop).await;
    // The save arrives, and its answer is lost.
    shop.erp.misbehave(Rule::drop_after().on("SaveInvoices").times(1));
    shop.turn(Process::OrderStatus).await;
    assert_eq!(shop.erp_status(number), "OrderState_Sent");
    shop.status().await;
    shop.orders().await;
    let notice = shop.notice(number).await;
    assert!(told.iter().all(|told| notice.contains(told)), "{notice}");
}

impl Shop {
    fn ship_named(&self, number: &str) {
        self.wms.pick_all(number).unwrap();
        self.wms.send(number).unwrap();
    }
}
