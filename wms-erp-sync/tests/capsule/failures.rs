//! Writes that failed fail again in a replay, with the words that were kept.

use asmx_test_server::Rule;
use twentyfour_client::types::OrderSlipStateType;
use twentyfour_simulator::DeliveredQuantities;
use wms_erp_sync::capsule::{CapsuleOutcome, HeldOutcome, ProcessOutcome};
use wms_erp_sync::mapping::{ArticleIdentification, DeliveredFields, TrackingPlace};
use wms_erp_sync::{Articles, Class, Held, OrderStatusSettings, Orders, Outcome, Process, Since, Tenant};

use crate::bench::{TENANT, Transport};
use crate::over_both;
use crate::shop::{Settings, Shop, usual};

over_both! {
    an_order_that_the_wms_refused_is_refused_again_with_its_words
    a_change_that_the_wms_refused_is_refused_again
    an_order_that_the_wms_did_not_answer_is_not_answered_again
    an_order_waits_again_for_an_article_that_the_wms_refused
    an_order_waits_again_for_an_article_that_is_known_by_its_number
    a_status_that_the_erp_refused_is_refused_again_with_its_words
    a_save_that_failed_as_a_whole_fails_again
    a_save_whose_outcome_was_unknown_is_found_by_reading
    an_order_that_the_erp_cannot_read_is_held_again_with_its_words
    an_import_status_that_the_erp_refused_is_refused_again
    tracking_that_the_erp_refused_is_refused_again
    delivered_quantities_that_the_erp_refused_are_refused_again
    an_order_for_the_rest_that_the_erp_refused_is_refused_again
}

fn process(outcome: &CapsuleOutcome, process: Process) -> &ProcessOutcome {
    outcome.processes.iter().find(|outcome| outcome.process == process).unwrap()
}

/// What is held when the only write that had failed fails again.
fn only_again(outcome: &CapsuleOutcome, process: Process) -> &HeldOutcome {
    let [again] = &outcome.again[..] else { panic!("{outcome:#?}") };
    let [held] = &again.held[..] else { panic!("{again:#?}") };
    assert_eq!((&again.process, &again.failed), (&process, &None));
    held
}

/// The order was imported, and sent with so much of its coffee, which is not reported yet.
async fn sent(transport: Transport, settings: Settings, coffee: i32) -> Shop {
    let shop = Shop::open(transport, settings, |order| order).await;
    shop.round().await;
    shop.send(coffee);
    shop
}

impl Shop {
    /// For the time of one save, another person has the order.
    fn invoiced_before_the_next_save(&self) {
        let (books, order) = (self.bench.books(), self.order);
        self.bench.erp.control().before_next("SaveInvoices", move |_| {
            books.patch_order(order, |order| order.set("OrderStatus", "Invoiced"));
        });
    }

    async fn held(&self, record: &str) -> Option<Held> {
        let held = self.bench.engine.inspect(TENANT).held().await.unwrap();
        held.into_iter().find(|held| held.record == record)
    }

    /// The run of the order's status fails.
    async fn fails(&self, words: &str) {
        self.bench.clock.advance(std::time::Duration::from_secs(15 * 60));
        let report = self.bench.run(Process::OrderStatus).await;
        assert_eq!(report.outcome, Outcome::Failed, "{report:#?}");
        assert!(report.reasons[0].what.contains(words), "{report:#?}");
    }
}

async fn an_order_that_the_wms_refused_is_refused_again_with_its_words(transport: Transport) {
    let shop = Shop::open(transport, usual, |order| order).await;
    shop.bench.wms.set_rules(|rules| rules.limits.reference_number = 3);
    shop.bench.round().await;
    let held = shop.bench.engine.inspect(TENANT).held().await.unwrap();
    assert!(held.iter().any(|held| held.class == Class::Rejected), "{held:#?}");
    let (capsule, outcome) = shop.replayed().await;
    let refused = only_again(&outcome, Process::Orders);
    assert_eq!((refused.class, &refused.record), (Class::Rejected, &capsule.order.to_string()));
    assert!(
        refused.what.contains("ReferenceNumber has 8 characters; at most 3 are allowed"),
        "{}",
        refused.what
    );
    assert_eq!(outcome.processes[0].writes.len(), 1, "it would be tried again: {:#?}", outcome.processes);
}

async fn a_change_that_the_wms_refused_is_refused_again(transport: Transport) {
    let shop = Shop::open(transport, usual, |order| order).await;
    shop.round().await;
    let (number, wms) = (shop.order.to_string(), &shop.bench.wms);
    wms.receive(&shop.coffee.to_string(), 10).unwrap();
    let line = wms.order(&number).unwrap().lines[0].code().to_owned();
    wms.pick(&number, &line, 4).unwrap();
    shop.bench.books().patch_order(shop.order, |order| order.set("YourReference", "Perssonmark"));
    shop.bench.round().await;
    let (_, outcome) = shop.replayed().await;
    let refused = only_again(&outcome, Process::Orders);
    assert!(refused.what.starts_with("the WMS refused the change of the order: "), "{}", refused.what);
    assert!(refused.what.contains("can no longer be changed"), "{}", refused.what);
}

async fn an_order_that_the_wms_did_not_answer_is_not_answered_again(transport: Transport) {
    let shop = Shop::open(transport, usual, |order| order).await;
    let (operation, of_simulator) = match transport {
        Transport::Soap => ("ProcessOrder", "ProcessOrder"),
        Transport::Rest => ("PUT /orders", "PUT /warehouse/api/v1/orders"),
    };
    shop.bench.wms.control().misbehave(Rule::drop_before().on(of_simulator).always());
    shop.bench.round().await;
    assert_eq!(shop.held(&shop.number()).await.unwrap().class, Class::Transient);
    let (_, outcome) = shop.replayed().await;
    let failed = only_again(&outcome, Process::Orders);
    assert_eq!(failed.class, Class::Transient);
    assert!(
        failed.what.contains(operation) && failed.what.contains("the connection broke"),
        "{}",
        failed.what
    );
}

async fn an_order_waits_again_for_an_article_that_the_wms_refused(transport: Transport) {
    let shop = Shop::open(transport, usual, |order| order).await;
    shop.bench.wms.set_rules(|rules| rules.limits.article_number = 4);
    waits_for_coffee(shop).await;
}

fn by_number(tenant: Tenant, products: [i32; 2]) -> Tenant {
    let (mut articles, mut orders) = (Articles::default(), Orders::since(Since::All));
    articles.mapping.identification = ArticleIdentification::ArticleNumber;
    orders.mapping.article_identification = ArticleIdentification::ArticleNumber;
    usual(tenant, products).articles(articles).orders(orders)
}

async fn an_order_waits_again_for_an_article_that_is_known_by_its_number(transport: Transport) {
    let shop = Shop::open(transport, by_number, |order| order).await;
    shop.bench.wms.set_rules(|rules| rules.limits.article_number = 4);
    waits_for_coffee(shop).await;
}

/// The number of the coffee is too long.
async fn waits_for_coffee(shop: Shop) {
    shop.bench.round().await;
    assert_eq!(shop.held(&shop.number()).await.unwrap().class, Class::Waiting);
    let (coffee, number) = (shop.coffee, shop.number());
    let (_, outcome) = shop.replayed().await;
    let waiting = only_again(&outcome, Process::Orders);
    assert_eq!((waiting.class, &waiting.record), (Class::Waiting, &number));
    let words = format!("product {coffee} has no article in the WMS: ");
    assert!(waiting.what.starts_with(&words), "{}", waiting.what);
    assert!(
        waiting.what.contains("ArticleNumber has 5 characters; at most 4 are allowed"),
        "{}",
        waiting.what
    );
    let writes: Vec<&str> =
        process(&outcome, Process::Orders).writes.iter().map(|write| write.what.as_str()).collect();
    assert!(writes.contains(&"article K-500"), "{writes:?}");
}

async fn a_status_that_the_erp_refused_is_refused_again_with_its_words(transport: Transport) {
    let shop = sent(transport, usual, 10).await;
    shop.invoiced_before_the_next_save();
    let order = shop.order;
    shop.bench.round().await;
    assert_eq!(shop.held(&shop.number()).await.unwrap().class, Class::Rejected);
    shop.bench.books().patch_order(order, |order| order.set("OrderStatus", "Confirmed"));
    let (_, outcome) = shop.replayed().await;
    let refused = only_again(&outcome, Process::OrderStatus);
    assert_eq!((refused.class, refused.record.parse()), (Class::Rejected, Ok(order)));
    let words = format!("24SevenOffice: SaveInvoices: The order {order} is invoiced and cannot be changed.");
    assert!(refused.what.contains(&words), "{}", refused.what);
    assert_eq!(process(&outcome, Process::OrderStatus).writes.len(), 1, "it would be tried again");
}

async fn a_save_that_failed_as_a_whole_fails_again(transport: Transport) {
    for (rule, words) in [
        (Rule::fault("Timeout expired."), "SaveInvoices: the server answered with a fault: Timeout expired."),
        (Rule::status(503, "down"), "SaveInvoices: 24SevenOffice answered with HTTP status 503"),
        (Rule::drop_before(), "SaveInvoices: no answer from 24SevenOffice"),
    ] {
        let shop = sent(transport, usual, 10).await;
        shop.bench.erp.misbehave(rule.on("SaveInvoices"));
        shop.fails(words).await;
        let (_, outcome) = shop.replayed().await;
        let [again] = &outcome.again[..] else { panic!("{outcome:#?}") };
        assert_eq!((&again.process, &again.held[..]), (&Process::OrderStatus, &[][..]));
        assert!(again.failed.as_ref().unwrap().contains(words), "{again:#?}");
        assert_eq!(process(&outcome, Process::OrderStatus).writes.len(), 1, "it would be tried again");
    }
}

async fn a_save_whose_outcome_was_unknown_is_found_by_reading(transport: Transport) {
    let shop = sent(transport, usual, 10).await;
    shop.bench.erp.misbehave(Rule::drop_after().on("SaveInvoices"));
    shop.fails("SaveInvoices: no answer").await;
    assert_eq!(shop.bench.erp_status(shop.order), "OrderState_Sent");
    let (_, outcome) = shop.replayed().await;
    let status = process(&outcome, Process::OrderStatus);
    assert_eq!((status.unchanged, status.writes.len(), status.held.len()), (1, 0, 0), "{status:#?}");
    assert_eq!(outcome.again, [], "nothing is left to save");
}

async fn an_order_that_the_erp_cannot_read_is_held_again_with_its_words(transport: Transport) {
    let shop = sent(transport, usual, 10).await;
    let words = "Timeout expired.";
    shop.bench.books().fail_reading("InvoiceOrder", shop.order, "Data.DataBaseServerException", words);
    shop.bench.round().await;
    let number = shop.number();
    let (_, outcome) = shop.replayed().await;
    let [held] = &process(&outcome, Process::OrderStatus).held[..] else { panic!("{outcome:#?}") };
    assert_eq!((held.class, &held.record), (Class::Transient, &number));
    assert!(
        held.what.contains("could not be read: Timeout expired. (DataBaseServerException)"),
        "{}",
        held.what
    );
    assert_eq!(outcome.again, []);
}

fn told(tenant: Tenant, products: [i32; 2]) -> Tenant {
    let mut orders = Orders::since(Since::All);
    orders.import_status = Some(OrderSlipStateType::Pack);
    usual(tenant, products).orders(orders)
}

async fn an_import_status_that_the_erp_refused_is_refused_again(transport: Transport) {
    let shop = Shop::open(transport, told, |order| order).await;
    shop.invoiced_before_the_next_save();
    let order = shop.order;
    shop.bench.round().await;
    let record = format!("{order}/import_status");
    assert_eq!(shop.held(&record).await.unwrap().class, Class::Rejected);
    shop.bench.books().patch_order(order, |order| order.set("OrderStatus", "Confirmed"));
    let (_, outcome) = shop.replayed().await;
    let refused = only_again(&outcome, Process::Orders);
    assert_eq!((refused.class, &refused.record), (Class::Rejected, &record));
    assert!(refused.what.contains("is invoiced and cannot be changed."), "{}", refused.what);
}

fn tracked(tenant: Tenant, products: [i32; 2]) -> Tenant {
    let mut settings = OrderStatusSettings::default();
    settings.tracking = Some(TrackingPlace::DeliveryAlternative);
    usual(tenant, products).order_status(settings)
}

async fn tracking_that_the_erp_refused_is_refused_again(transport: Transport) {
    let shop = Shop::open(transport, tracked, |order| order).await;
    shop.round().await;
    shop.bench.wms.book_transport(&shop.number(), "WB-1", None).unwrap();
    shop.send(10);
    shop.round().await;
    shop.bench.wms.add_parcel(&shop.number(), "370", None, false).unwrap();
    shop.invoiced_before_the_next_save();
    let order = shop.order;
    shop.bench.round().await;
    let record = format!("{order}/tracking");
    assert_eq!(shop.held(&record).await.unwrap().class, Class::Notice);
    shop.bench.books().patch_order(order, |order| order.set("OrderStatus", "OrderState_Sent"));
    let (_, outcome) = shop.replayed().await;
    let refused = only_again(&outcome, Process::OrderStatus);
    assert_eq!((refused.class, &refused.record), (Class::Notice, &record));
    assert!(refused.what.contains("was not written: the ERP refused it: "), "{}", refused.what);
    assert!(refused.what.contains("is invoiced and cannot be changed."), "{}", refused.what);
}

fn delivered(tenant: Tenant, products: [i32; 2]) -> Tenant {
    let mut settings = OrderStatusSettings::default();
    settings.delivered_quantities = Some(DeliveredFields::Delivered);
    usual(tenant, products).order_status(settings)
}

async fn delivered_quantities_that_the_erp_refused_are_refused_again(transport: Transport) {
    let shop = Shop::open(transport, delivered, |order| order).await;
    shop.bench.erp.change(|options| options.delivered_quantities = DeliveredQuantities::Refused);
    shop.round().await;
    shop.send(7);
    shop.round().await;
    let record = format!("{}/delivered", shop.order);
    assert_eq!(shop.held(&record).await.unwrap().class, Class::Notice);
    let (_, outcome) = shop.replayed().await;
    let refused = only_again(&outcome, Process::OrderStatus);
    assert_eq!((refused.class, &refused.record), (Class::Notice, &record));
    assert!(refused.what.contains("QuantityDelivered cannot be set."), "{}", refused.what);
}

fn with_rest(tenant: Tenant, products: [i32; 2]) -> Tenant {
    let mut settings = OrderStatusSettings::default();
    settings.rest_orders = true;
    usual(tenant, products).order_status(settings)
}

async fn an_order_for_the_rest_that_the_erp_refused_is_refused_again(transport: Transport) {
    let shop = sent(transport, with_rest, 7).await;
    let (books, coffee) = (shop.bench.books(), shop.coffee);
    shop.bench.erp.control().before_next("SaveInvoices", move |_| {
        let _ = books.delete_product(coffee);
    });
    shop.bench.round().await;
    let held = shop.held(&shop.number()).await.unwrap();
    assert_eq!(held.class, Class::Rejected, "{held:#?}");
    let number = shop.number();
    let (_, outcome) = shop.replayed().await;
    let refused = only_again(&outcome, Process::OrderStatus);
    assert_eq!((refused.class, &refused.record), (Class::Rejected, &number));
    assert!(refused.what.starts_with("the ERP refused the order for the rest: "), "{}", refused.what);
}
