//! Goods that come back, as notices and as credits.

mod once;

use asmx_test_server::{Mischief, Rule};
use chrono::TimeDelta;
use rust_decimal::Decimal;
use twentyfour_client::types::OrderSlipStateType;
use wms_erp_sync::{Class, DriftKind, OrderEventKind, Outcome, Process, Returns};

use super::further::put;
use super::*;

over_both! {
    what_came_back_is_credited_once_with_the_originals_price_and_reference
    what_was_undone_is_a_notice
    what_cannot_be_credited_for_certain_is_held
    what_a_person_has_dismissed_is_not_credited_later
    a_notice_says_what_came_back_and_writes_nothing
    a_return_that_cannot_be_read_is_held_by_its_number_and_credited_later
    a_quantity_that_the_wms_leaves_out_undoes_no_return
    a_plan_shows_the_credit_and_makes_none
    drift_says_what_is_not_credited
    a_number_says_what_became_of_its_return
    a_credit_leaves_the_stock_of_the_erp_alone
    a_status_that_is_imported_is_refused
    nothing_that_came_back_before_the_start_is_credited
}

fn credits(tenant: Tenant) -> Tenant {
    tenant.returns(Returns::credits(Since::All))
}

/// Ten kilos at 99.90 are sent.
async fn sent(transport: Transport, change: impl FnOnce(Tenant) -> Tenant) -> Shop {
    let shop = Shop::with(transport, |tenant| change(in_utc(tenant))).await;
    let row = shop.bench.books().order(shop.order).unwrap().list("InvoiceRows")[0].int("RowId").unwrap();
    shop.bench.books().patch_row(shop.order, row, |row| row.set("Price", "99.90"));
    shop.round().await;
    shop.ship(12).await;
    shop
}

/// Two of them came back.
async fn came_back(transport: Transport) -> Shop {
    let shop = sent(transport, credits).await;
    shop.announce("R-1", 2);
    shop.come_back("R-1", 2);
    shop
}

impl Shop {
    fn announce(&self, number: &str, quantity: i32) {
        self.bench.wms.announce_return(number, &self.number(), &[(&self.line(), quantity)]).unwrap();
    }

    fn come_back(&self, number: &str, quantity: i32) {
        self.bench.come_back(number, quantity);
    }

    /// The ids of all orders in the ERP that refer to ours, with the quantity of their only row.
    fn credits(&self) -> Vec<(i32, Decimal)> {
        let of = |order: Record| {
            let rows = order.list("InvoiceRows");
            assert_eq!(rows.len(), 1, "{order:?}");
            (order.int("OrderId").unwrap(), rows[0].decimal("Quantity").unwrap().normalize())
        };
        self.bench.orders_that_refer_to(self.order).into_iter().map(of).collect()
    }

    fn quantities(&self) -> Vec<i32> {
        self.credits().into_iter().map(|(_, quantity)| i32::try_from(quantity.mantissa()).unwrap()).collect()
    }

    async fn returns(&self) -> Report {
        self.bench.run(Process::Returns).await
    }

    /// What the process holds: the record, its class, and why.
    async fn held_returns(&self) -> Vec<(String, Class, String)> {
        let held = self.held().await.into_iter().filter(|held| held.process == Process::Returns);
        held.map(|held| (held.record, held.class, held.what)).collect()
    }

    async fn kinds(&self) -> Vec<OrderEventKind> {
        let why = self.bench.engine.inspect(TENANT).why(self.order).await.unwrap();
        why.timeline.iter().map(|event| event.kind).collect()
    }
}

async fn what_came_back_is_credited_once_with_the_originals_price_and_reference(transport: Transport) {
    let shop = sent(transport, credits).await;
    shop.announce("R-1", 2);
    shop.round().await;
    assert_eq!(shop.quantities(), [] as [i32; 0], "it is only announced");
    shop.come_back("R-1", 2);
    for _ in 0..3 {
        shop.round().await;
        assert_eq!(shop.quantities(), [-2]);
    }
    let (id, _) = shop.credits()[0];
    let credit = shop.bench.books().order(id).unwrap();
    assert_eq!(credit.text("OrderStatus"), Some("Offer"));
    assert_eq!(credit.int("CustomerId"), Some(shop.kari));
    assert_eq!(credit.text("InvoiceText"), Some(format!("Return R-1 of order {}", shop.order).as_str()));
    assert_eq!(credit.flag("SkipStock"), Some(true));
    assert!(credit.int("ExternalStatus").unwrap() < 0);
    let row = &credit.list("InvoiceRows")[0];
    assert_eq!(row.int("ProductId"), Some(shop.coffee));
    assert_eq!(row.decimal("Price"), Some("99.90".parse().unwrap()));
    assert!(shop.kinds().await.contains(&OrderEventKind::Credited));
    assert_eq!(shop.held_returns().await, []);
    // A day later everything is looked at, and nothing is made.
    shop.bench.clock.advance(TimeDelta::hours(25).to_std().unwrap());
    shop.round().await;
    assert_eq!(shop.quantities(), [-2]);
    assert_eq!(shop.bench.wms.orders().len(), 1, "a credit is no order for the warehouse");
}

async fn a_number_says_what_became_of_its_return(transport: Transport) {
    let shop = sent(transport, credits).await;
    let inspect = || shop.bench.engine.inspect(TENANT);
    assert_eq!(inspect().why_goods("R-1").await.unwrap(), []);
    shop.announce("R-1", 2);
    let [why] = &inspect().why_goods("R-1").await.unwrap()[..] else { panic!("one return") };
    assert_eq!((&why.process, &why.order), (&Process::Returns, &Some(shop.order.into())));
    assert_eq!(why.gates[0], format!("of order {} came back 0 of 2 of K-500", shop.order));
    assert!(
        why.gates[1].starts_with("once goods come back, it is seen at the next run of returns"),
        "{why:?}"
    );
    shop.come_back("R-1", 2);
    shop.round().await;
    let [why] = &inspect().why_goods(" R-1 ").await.unwrap()[..] else { panic!("one return") };
    let credit = format!("credited in the ERP by order {}", shop.credits()[0].0);
    assert_eq!(why.gates, [format!("of order {} came back 2 of 2 of K-500", shop.order), credit]);
    assert_eq!(inspect().find_orders("R-1", 5).await.unwrap(), [shop.order]);
}

async fn what_was_undone_is_a_notice(transport: Transport) {
    let shop = sent(transport, credits).await;
    shop.announce("R-1", 5);
    shop.come_back("R-1", 2);
    shop.round().await;
    shop.bench.wms.undo_return("R-1", "1", 1).unwrap();
    shop.round().await;
    assert_eq!(shop.quantities(), [-2], "the ERP's order is left to people");
    let [(record, class, what)] = &shop.held_returns().await[..] else { panic!("one notice") };
    assert_eq!((record.as_str(), *class), ("R-1/undone", Class::Notice));
    let (id, _) = shop.credits()[0];
    assert!(what.contains("1 of K-500") && what.contains(&id.to_string()), "{what}");
    // It comes back after all: the notice is gone, and nothing is credited twice.
    shop.come_back("R-1", 1);
    shop.round().await;
    assert_eq!((shop.quantities(), shop.held_returns().await), (vec![-2], vec![]));
    // Cancelled as a whole, which is in no list of what came back; the daily look sees it.
    shop.bench.wms.undo_return("R-1", "1", 2).unwrap();
    shop.bench.clock.advance(TimeDelta::days(4).to_std().unwrap());
    shop.round().await;
    assert_eq!(shop.held_returns().await.len(), 1);
    shop.bench.engine.operator(TENANT).dismiss(Process::Returns, "R-1/undone", "kept").await.unwrap();
    shop.bench.clock.advance(TimeDelta::days(1).to_std().unwrap());
    shop.round().await;
    assert_eq!(shop.held_returns().await, [], "it is not said again");
}

impl Shop {
    /// One more than was announced.
    fn come_back_more(&self, number: &str) {
        self.come_back(number, 1);
    }
}

async fn what_cannot_be_credited_for_certain_is_held(transport: Transport) {
    let shop = sent(transport, credits).await;
    // More than was sent, on two returns together.
    shop.announce("R-1", 20);
    shop.come_back("R-1", 6);
    shop.announce("R-2", 20);
    shop.come_back("R-2", 6);
    shop.bench.round().await;
    let held = shop.held_returns().await;
    assert_eq!(held.len(), 2, "{held:?}");
    for (_, class, what) in &held {
        assert_eq!(*class, Class::NeedsPerson);
        assert!(what.contains("12 of line") && what.contains("10 were sent"), "{what}");
    }
    assert_eq!(shop.quantities(), [] as [i32; 0]);
    let why = shop.bench.engine.inspect(TENANT).why(shop.order).await.unwrap();
    assert_eq!(why.held.len(), 2, "the order says so");
    // Corrected: both go.
    shop.bench.wms.undo_return("R-2", "1", 3).unwrap();
    shop.bench.engine.operator(TENANT).retry(Process::Returns, "R-1").await.unwrap();
    shop.bench.round().await;
    assert_eq!((shop.quantities(), shop.held_returns().await), (vec![-6, -3], vec![]));
    // The order is gone.
    shop.announce("R-3", 1);
    shop.come_back("R-3", 1);
    let order = shop.bench.books().order(shop.order).unwrap();
    shop.bench.books().delete_order(shop.order);
    shop.bench.round().await;
    let held = shop.held_returns().await;
    assert!(
        matches!(&held[..], [(record, Class::NeedsPerson, what)]
        if record == "R-3" && what.contains("no longer in the ERP")),
        "{held:?}"
    );
    shop.bench.books().add_order(order);
    shop.bench.engine.operator(TENANT).retry(Process::Returns, "R-3").await.unwrap();
    shop.bench.round().await;
    assert_eq!((shop.quantities(), shop.held_returns().await), (vec![-6, -3, -1], vec![]));
}

async fn what_a_person_has_dismissed_is_not_credited_later(transport: Transport) {
    let shop = sent(transport, credits).await;
    shop.announce("R-1", 5);
    shop.come_back("R-1", 2);
    let order = shop.bench.books().order(shop.order).unwrap();
    shop.bench.books().delete_order(shop.order);
    shop.bench.round().await;
    shop.bench.engine.operator(TENANT).dismiss(Process::Returns, "R-1", "credited by hand").await.unwrap();
    shop.bench.books().add_order(order);
    shop.bench.clock.advance(TimeDelta::hours(25).to_std().unwrap());
    shop.bench.round().await;
    assert_eq!((shop.quantities(), shop.held_returns().await), (vec![], vec![]));
    shop.come_back("R-1", 1);
    shop.bench.round().await;
    assert_eq!(shop.quantities(), [-1]);
}

async fn a_notice_says_what_came_back_and_writes_nothing(transport: Transport) {
    let shop = sent(transport, |tenant| tenant.returns(Returns::notices(Since::All))).await;
    shop.announce("R-1", 5);
    shop.round().await;
    assert_eq!(shop.held_returns().await, []);
    shop.come_back("R-1", 2);
    for _ in 0..2 {
        shop.round().await;
        let held = shop.held_returns().await;
        let [(record, Class::Notice, what)] = &held[..] else { panic!("{held:?}") };
        assert_eq!(record, "R-1");
        assert!(what.contains("2 of K-500") && what.contains(&shop.number()), "{what}");
    }
    assert_eq!(shop.kinds().await.iter().filter(|kind| **kind == OrderEventKind::Returned).count(), 1);
    shop.bench.engine.operator(TENANT).dismiss(Process::Returns, "R-1", "credited").await.unwrap();
    shop.bench.clock.advance(TimeDelta::hours(25).to_std().unwrap());
    shop.round().await;
    assert_eq!(shop.held_returns().await, [], "it is said once");
    shop.come_back("R-1", 1);
    shop.round().await;
    assert!(shop.held_returns().await[0].2.contains("3 of K-500"));
    assert_eq!(shop.quantities(), [] as [i32; 0]);
    // Credits are switched on: what people were asked to credit is not credited again.
    put(&shop, |tenant| credits(in_utc(tenant)));
    shop.come_back("R-1", 1);
    shop.round().await;
    assert_eq!(shop.quantities(), [-1]);
}

async fn a_return_that_cannot_be_read_is_held_by_its_number_and_credited_later(transport: Transport) {
    let shop = sent(transport, credits).await;
    for (number, quantity) in [("R-1", 3), ("R-2", 2)] {
        shop.announce(number, quantity + 4);
        shop.come_back(number, quantity);
    }
    let (text, broken, operation) = match transport {
        Transport::Soap => (">7<", ">seven<", "GetReturnOrdersByQuery"),
        _ => (
            "toBeReturnedNumberOfItems\":7",
            "toBeReturnedNumberOfItems\":\"seven\"",
            "GET /warehouse/api/v1/returnOrders",
        ),
    };
    let rule = Rule::new(Mischief::Replace(text.to_owned(), broken.as_bytes().into()));
    shop.bench.wms.control().misbehave(rule.on(operation).always());
    shop.bench.round().await;
    let held = shop.held_returns().await;
    // Its order has another return that cannot be read, so what it may credit is not known either.
    assert_eq!(
        held.iter().map(|(record, class, _)| (record.as_str(), *class)).collect::<Vec<_>>(),
        [("R-1", Class::Transient), ("R-2", Class::Transient)]
    );
    assert_eq!(shop.quantities(), [] as [i32; 0]);
    shop.bench.wms.control().behave();
    shop.round().await;
    assert_eq!((shop.quantities(), shop.held_returns().await), (vec![-3, -2], vec![]));
    shop.bench.wms.control().misbehave(Rule::status(500, "down").on(operation).always());
    let failed = shop.returns().await;
    assert_eq!(failed.outcome, Outcome::Failed, "a list that failed is no empty list: {failed:#?}");
}

async fn a_quantity_that_the_wms_leaves_out_undoes_no_return(transport: Transport) {
    let shop = sent(transport, credits).await;
    shop.announce("R-1", 5);
    shop.come_back("R-1", 3);
    shop.round().await;
    let (told, untold) = match transport {
        Transport::Soap => ("<ReturnedNumberOfItems>3</ReturnedNumberOfItems>", ""),
        _ => ("\"returnedNumberOfItems\":3", "\"other\":3"),
    };
    let silent = Rule::new(Mischief::Replace(told.to_owned(), untold.as_bytes().into()));
    shop.bench.wms.control().misbehave(silent.always());
    shop.bench.clock.advance(TimeDelta::hours(25).to_std().unwrap());
    for _ in 0..2 {
        shop.bench.round().await;
        let held = shop.held_returns().await;
        assert_eq!((held.len(), held[0].0.as_str(), held[0].1), (1, "R-1", Class::Transient), "{held:?}");
    }
    shop.bench.wms.control().behave();
    shop.come_back("R-1", 1);
    shop.round().await;
    assert_eq!((shop.quantities(), shop.held_returns().await), (vec![-3, -1], vec![]));
}

async fn a_plan_shows_the_credit_and_makes_none(transport: Transport) {
    let shop = came_back(transport).await;
    let plan = shop.bench.engine.inspect(TENANT).plan(&[Process::Returns]).await.unwrap();
    assert_eq!(plan.writes.len(), 1, "{plan:#?}");
    assert_eq!((plan.writes[0].record.as_str(), plan.writes[0].process), ("R-1", Process::Returns));
    assert!(plan.writes[0].fields.iter().any(|field| field.new.as_deref() == Some("-2")), "{plan:#?}");
    assert_eq!(shop.quantities(), [] as [i32; 0]);
    shop.bench.engine.operator(TENANT).apply(&plan, &CancellationToken::new()).await.unwrap();
    assert_eq!(shop.quantities(), [-2]);
    shop.round().await;
    assert_eq!(shop.quantities(), [-2]);
}

async fn drift_says_what_is_not_credited(transport: Transport) {
    let shop = sent(transport, credits).await;
    shop.announce("R-1", 5);
    shop.come_back("R-1", 2);
    let look = async || {
        let drift = shop.bench.engine.inspect(TENANT).drift(&[Process::Returns]).await.unwrap();
        let found = drift.processes.into_iter().find(|found| found.process == Process::Returns).unwrap();
        found.differences.into_iter().map(|one| (one.record, one.kind, one.what)).collect::<Vec<_>>()
    };
    assert_eq!(look().await.iter().map(|one| one.1).collect::<Vec<_>>(), [DriftKind::Missing]);
    shop.round().await;
    assert_eq!(look().await, []);
    let (id, _) = shop.credits()[0];
    shop.bench.wms.undo_return("R-1", "1", 1).unwrap();
    assert_eq!(look().await.len(), 1);
    shop.come_back("R-1", 1);
    shop.bench.books().delete_order(id);
    let found = look().await;
    assert!(
        matches!(&found[..], [(record, DriftKind::Different, what)]
        if record == "R-1" && what.contains(&id.to_string())),
        "{found:?}"
    );
}

async fn a_credit_leaves_the_stock_of_the_erp_alone(transport: Transport) {
    let shop = sent(transport, credits).await;
    assert_eq!(shop.bench.erp_stock(shop.coffee), Decimal::TWO);
    shop.announce("R-1", 3);
    shop.come_back("R-1", 3);
    shop.round().await;
    assert_eq!(shop.bench.erp_stock(shop.coffee), Decimal::from(5), "in the same round");
    let (id, _) = shop.credits()[0];
    // People make a credit note of it.
    shop.bench.books().set_order_status(id, "OrderState_Sent");
    assert_eq!(shop.bench.erp_stock(shop.coffee), Decimal::from(5), "it is not added twice");
    shop.round().await;
    assert_eq!(shop.bench.erp_stock(shop.coffee), Decimal::from(5));
}

async fn a_status_that_is_imported_is_refused(transport: Transport) {
    let shop = Shop::open(transport).await;
    for status in
        [OrderSlipStateType::Confirmed, OrderSlipStateType::OrderStateSent, OrderSlipStateType::Invoiced]
    {
        let mut returns = Returns::credits(Since::All);
        returns.status = status.clone();
        put(&shop, |tenant| tenant.returns(returns));
        let failed = shop.returns().await;
        assert_eq!(failed.outcome, Outcome::Failed, "{failed:#?}");
        assert!(failed.reasons[0].what.contains(status.as_str()), "{failed:#?}");
        let check = shop.bench.engine.inspect(TENANT).check().await.unwrap();
        assert!(format!("{check:?}").contains("the status of credits"), "{check:?}");
    }
}

async fn nothing_that_came_back_before_the_start_is_credited(transport: Transport) {
    let start = super::super::bench::morning() + TimeDelta::hours(12);
    let shop = sent(transport, |tenant| tenant.returns(Returns::credits(Since::Time(start)))).await;
    shop.announce("R-1", 2);
    shop.come_back("R-1", 2);
    shop.round().await;
    shop.bench.clock.advance(TimeDelta::hours(13).to_std().unwrap());
    shop.round().await;
    assert_eq!(shop.quantities(), [] as [i32; 0]);
    shop.announce("R-2", 1);
    shop.come_back("R-2", 1);
    shop.round().await;
    assert_eq!(shop.quantities(), [-1]);
}
