//! Delivered quantities in the ERP's rows: with Sent, and again when more is picked.

use rust_decimal::Decimal;
use twentyfour_simulator::{DeliveredQuantities, Rule};
use wms_erp_sync::mapping::DeliveredFields;
use wms_erp_sync::{
    CancellationToken, Class, DriftKind, OrderEventKind, OrderStatusSettings, Process, ShortShipment, Tenant,
};

use super::super::bench::{TENANT, Transport};
use super::super::orders::{Shop, furnish};
use crate::Bench;

const TRANSPORTS: [Transport; 2] = [Transport::Soap, Transport::Rest];

fn with(change: impl Fn(&mut OrderStatusSettings)) -> impl Fn(Tenant) -> Tenant {
    move |tenant| {
        let mut settings = OrderStatusSettings::default();
        change(&mut settings);
        tenant.order_status(settings)
    }
}

fn fields(fields: DeliveredFields) -> impl Fn(Tenant) -> Tenant {
    with(move |settings| settings.delivered_quantities = Some(fields))
}

async fn shop_over(transport: Transport, fields_of: DeliveredFields) -> Shop {
    furnish(Bench::over(transport, fields(fields_of)).await).await
}

async fn shop() -> Shop {
    shop_over(Transport::Soap, DeliveredFields::Delivered).await
}

impl Shop {
    /// Of each row: the quantity, what was delivered, and what is still to come.
    fn rows(&self, order: i32) -> Vec<String> {
        let order = self.books().order(order).unwrap();
        let number =
            |number: Option<Decimal>| number.map_or_else(|| "-".to_owned(), |n| n.normalize().to_string());
        let rows = order.list("InvoiceRows").iter().map(|row| {
            ["Quantity", "QuantityDelivered", "QuantityRest"].map(|name| number(row.decimal(name))).join(" ")
        });
        rows.collect()
    }

    /// Imported, and two of three coffees and one of two cups sent.
    async fn sent_in_part(&self) -> i32 {
        let number = self.order();
        self.orders().await;
        self.pick(number, 0, 2);
        self.pick(number, 1, 1);
        self.wms.send(&number.to_string()).unwrap();
        number
    }

    fn pick(&self, order: i32, row: usize, quantity: i32) {
        self.wms.pick(&order.to_string(), &self.row(order, row).to_string(), quantity).unwrap();
    }

    async fn delivered_notices(&self) -> Vec<String> {
        let held = self.held().await.into_iter();
        let held = held.filter(|held| held.record.ends_with("/delivered") && held.class == Class::Notice);
        held.map(|held| held.what).collect()
    }
}

#[tokio::test]
async fn what_was_delivered_goes_with_sent_and_what_is_picked_later_by_a_save_of_its_own() {
    for transport in TRANSPORTS {
        let shop = shop_over(transport, DeliveredFields::DeliveredAndRest).await;
        let number = shop.sent_in_part().await;
        shop.status().await;
        assert_eq!(
            (shop.erp_status(number).as_str(), shop.erp_count("SaveInvoices")),
            ("OrderState_Sent", 1)
        );
        assert_eq!(shop.rows(number), ["3 2 1", "2 1 1"]);
        shop.status().await;
        assert_eq!((shop.erp_count("GetInvoices"), shop.erp_count("SaveInvoices")), (0, 0));
        // A second shipment of the same order, and a third.
        shop.pick(number, 0, 1);
        shop.status().await;
        assert_eq!(
            (shop.rows(number), shop.erp_count("SaveInvoices")),
            (vec!["3 3 0".into(), "2 1 1".into()], 1)
        );
        assert_eq!(shop.erp_status(number), "OrderState_Sent");
        shop.pick(number, 1, 1);
        shop.status().await;
        assert_eq!(shop.rows(number), ["3 3 0", "2 2 0"]);
        shop.status().await;
        assert_eq!(shop.erp_count("SaveInvoices"), 0);
        let events = shop.events(number).await;
        assert_eq!(events.iter().filter(|kind| **kind == OrderEventKind::Delivered).count(), 3);
        assert_eq!(shop.delivered_notices().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn without_the_setting_nothing_of_it_is_asked_or_written() {
    let shop = furnish(Bench::start().await).await;
    let number = shop.sent_in_part().await;
    shop.status().await;
    shop.pick(number, 0, 1);
    shop.erp.requests().iter().for_each(|request| {
        let body = &request.body;
        assert!(!body.contains("QuantityDelivered") && !body.contains("QuantityRest"), "{body}");
    });
    shop.status().await;
    assert_eq!(
        (shop.rows(number), shop.erp_count("SaveInvoices")),
        (vec!["3 - -".into(), "2 - -".into()], 0)
    );
}

#[tokio::test]
async fn rows_that_are_cut_down_have_nothing_left_and_rest_orders_leave_the_rest_alone() {
    let change = with(|settings| {
        settings.delivered_quantities = Some(DeliveredFields::DeliveredAndRest);
        settings.short_shipment = ShortShipment::WriteQuantities;
    });
    let shop = furnish(Bench::over(Transport::Soap, change).await).await;
    let number = shop.sent_in_part().await;
    shop.status().await;
    assert_eq!(
        (shop.rows(number), shop.erp_count("SaveInvoices")),
        (vec!["2 2 -".into(), "1 1 -".into()], 1)
    );
    let change = with(|settings| {
        settings.delivered_quantities = Some(DeliveredFields::DeliveredAndRest);
        settings.rest_orders = true;
    });
    let shop = furnish(Bench::over(Transport::Soap, change).await).await;
    let number = shop.sent_in_part().await;
    shop.status().await;
    assert_eq!(shop.rows(number), ["2 2 -", "1 1 -"]);
}

#[tokio::test]
async fn what_the_erp_refuses_or_does_not_keep_is_a_notice_and_sent_is_reported_in_any_case() {
    for (quantities, words) in [
        (DeliveredQuantities::Refused, "QuantityDelivered cannot be set."),
        (DeliveredQuantities::Ignored, "the ERP does not have them behind the save: 0 of product"),
    ] {
        let shop = shop().await;
        shop.erp.change(|options| options.delivered_quantities = quantities);
        // The first save of a tenant is looked at by itself.
        for _ in 0..2 {
            let number = shop.sent_in_part().await;
            shop.status().await;
            assert_eq!(shop.erp_status(number), "OrderState_Sent");
            assert_eq!(shop.rows(number), ["3 - -", "2 - -"]);
            let notices = shop.delivered_notices().await;
            let told = notices.iter().find(|what| what.contains(&number.to_string()));
            assert!(told.is_some_and(|what| what.contains(words)), "{quantities:?}: {notices:?}");
            shop.status().await;
            assert_eq!(
                (shop.erp_count("GetInvoices"), shop.erp_count("SaveInvoices")),
                (0, 0),
                "{quantities:?}"
            );
            shop.pick(number, 0, 1);
            shop.status().await;
            shop.status().await;
            assert_eq!(shop.erp_count("SaveInvoices"), 0, "{quantities:?}");
        }
    }
}

#[tokio::test]
async fn a_save_that_is_not_answered_is_found_by_reading_and_not_made_again() {
    for transport in TRANSPORTS {
        let shop = shop_over(transport, DeliveredFields::Delivered).await;
        let number = shop.sent_in_part().await;
        shop.status().await;
        shop.pick(number, 0, 1);
        shop.erp.misbehave(Rule::drop_after().on("SaveInvoices").times(1));
        drop(shop.turn(Process::OrderStatus).await);
        shop.clock.advance(std::time::Duration::from_secs(3600));
        shop.status().await;
        assert_eq!(
            (shop.rows(number), shop.erp_count("SaveInvoices")),
            (vec!["3 3 -".into(), "2 1 -".into()], 0)
        );
        assert_eq!(shop.held_by(Process::OrderStatus).await, [(format!("{number}/short"), Class::Notice)]);
    }
}

#[tokio::test]
async fn an_invoiced_order_stays_as_it_is() {
    let shop = shop().await;
    let number = shop.sent_in_part().await;
    shop.status().await;
    shop.books().invoice_order(number);
    shop.pick(number, 0, 1);
    shop.status().await;
    assert_eq!(
        (shop.rows(number), shop.erp_count("SaveInvoices")),
        (vec!["3 2 -".into(), "2 1 -".into()], 0)
    );
}

#[tokio::test]
async fn a_status_that_a_person_sets_right_before_a_later_save_is_not_undone() {
    let shop = shop().await;
    let number = shop.sent_in_part().await;
    shop.status().await;
    shop.pick(number, 0, 1);
    let books = shop.books();
    shop.erp.control().after_next("GetInvoices", move |_| {
        books.set_order_status(number, "ForInvoicing");
    });
    drop(shop.turn(Process::OrderStatus).await);
    shop.clock.advance(std::time::Duration::from_secs(3600));
    drop(shop.turn(Process::OrderStatus).await);
    assert_eq!(shop.erp_status(number), "ForInvoicing");
}

#[tokio::test]
async fn a_plan_shows_the_quantities_and_a_comparison_what_the_rows_lack() {
    for transport in TRANSPORTS {
        let shop = shop_over(transport, DeliveredFields::Delivered).await;
        let number = shop.sent_in_part().await;
        shop.status().await;
        let drift = || async {
            let drift = shop.engine.inspect(TENANT).drift(&[Process::OrderStatus]).await.unwrap();
            let found = drift.processes[0].differences.iter();
            found.map(|found| (found.record.clone(), found.kind, found.what.clone())).collect::<Vec<_>>()
        };
        assert_eq!(drift().await, []);
        let row = shop.row(number, 0);
        shop.books().patch_row(number, row, |row| row.set("QuantityDelivered", 0));
        let what = format!("delivered in the WMS, and not in the ERP's rows: row {row}: 2");
        assert_eq!(drift().await, [(number.to_string(), DriftKind::Different, what)]);
        shop.pick(number, 0, 1);
        let plan = shop.engine.inspect(TENANT).plan(&[Process::OrderStatus]).await.unwrap();
        let [write] = &plan.writes[..] else { panic!("{plan:#?}") };
        assert_eq!(write.what, format!("delivered quantities of order {number} in the ERP"));
        let [field] = &write.fields[..] else { panic!("{write:#?}") };
        let expected = format!("InvoiceRows/InvoiceRow[{row}]/QuantityDelivered");
        assert_eq!((field.field.as_str(), field.new.as_deref()), (&*expected, Some("3")));
        shop.engine.operator(TENANT).apply(&plan, &CancellationToken::new()).await.unwrap();
        assert_eq!(shop.rows(number), ["3 3 -", "2 1 -"]);
        assert_eq!(drift().await, []);
    }
}

#[tokio::test]
async fn the_first_save_is_looked_at_and_a_side_effect_on_another_row_stops_the_process() {
    let shop = shop().await;
    let number = shop.sent_in_part().await;
    let (books, row) = (shop.books(), shop.row(number, 1));
    shop.erp.control().after("SaveInvoices", move |_| {
        books.patch_row(number, row, |row| row.set("Quantity", 9));
    });
    let report = shop.turn(Process::OrderStatus).await;
    let what = &report.reasons[0].what;
    assert!(what.contains("status and delivered quantities") && what.contains("Quantity"), "{report:#?}");
}
