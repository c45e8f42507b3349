//! Capsules: made of an order on both simulators, and replayed where neither is.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what a test does")]

#[path = "../engine/bench.rs"]
#[expect(dead_code, reason = "the engine's tests use the rest")]
mod bench;

use std::sync::Arc;

use bench::{Bench, TENANT, Transport, all_done, customer, order, product};
use ongoing_client::GoodsOwner;
use serde_json::json;
use twentyfour_simulator::Record;
use wms_erp_sync::adapter::{Ongoing, TwentyFour};
use wms_erp_sync::capsule::{
    Capsule, CapsuleError, CapsuleOutcome, CapsuleSide, CapsuleSource, CapsuleTransport, PseudonymKey,
    Recorder,
};
use wms_erp_sync::mapping::{Kit, KitLines, Kits};
use wms_erp_sync::{
    Articles, Class, OrderStatusSettings, Orders, Process, ShortShipment, Since, Stock, Tenant,
};

/// Runs the named tests over each transport.
macro_rules! over_both {
    ($($name:ident)*) => {
        mod soap { $( #[tokio::test] async fn $name() { Box::pin(super::$name(super::Transport::Soap)).await; } )* }
        mod rest { $( #[tokio::test] async fn $name() { Box::pin(super::$name(super::Transport::Rest)).await; } )* }
    };
}

over_both! {
    an_order_that_is_held_for_its_country_is_held_for_it_again
    an_order_that_the_wms_refused_is_refused_again_with_its_words
    a_change_that_the_wms_refused_is_refused_again
    a_short_shipment_that_waits_for_a_person_waits_again
    an_order_of_kits_that_is_in_both_systems_is_unchanged_and_a_change_is_planned
    a_capsule_that_was_changed_shows_something_else
    nothing_of_the_people_and_no_secret_is_in_a_capsule
    a_side_that_cannot_be_reached_is_missing
}

/// What people are called, and where they live: nothing of it may leave.
fn people(order: Record) -> Record {
    order
        .with("CustomerName", "Karimark Nordmark")
        .with("CustomerDeliveryName", "Olamark Nordmark & co")
        .with("CustomerDeliveryPhone", "+47 912 34 567")
        .with("InvoiceEmailAddress", "karimark@eksempelmark.no")
        .with("ReferenceNumber", "POMARK-7")
        .with("YourReference", "Permark")
        .with("InvoiceTitle", "Ring på hos Karimark 91234567")
        .with("InvoiceText", "Portkode mark")
        .with("Addresses.Delivery.Street", "Åsmarkveien 17 B")
        .with("Addresses.Delivery.PostalArea", "Oslomark")
        .with("Addresses.Invoice.Street", "Postmark 1")
        .with("Addresses.Invoice.PostalCode", "0101")
        .with("Addresses.Invoice.PostalArea", "Oslomark")
        .with("Addresses.Invoice.Country", "Norge")
        .with("DeliveryMethod.Id", 3)
        .with("DeliveryMethod.Description", "Posten")
}

/// A shop with coffee and bread, of which Kari has ordered some.
struct Shop {
    bench: Bench,
    transport: Transport,
    settings: Settings,
    coffee: i32,
    bread: i32,
    order: i32,
}

type Settings = fn(Tenant, [i32; 2]) -> Tenant;

fn usual(tenant: Tenant, _: [i32; 2]) -> Tenant {
    tenant
        .articles(Articles::default())
        .orders(Orders::since(Since::All))
        .order_status(OrderStatusSettings::default())
        .stock(Stock::default())
}

impl Shop {
    async fn open(transport: Transport, settings: Settings, order_of: impl FnOnce(Record) -> Record) -> Self {
        let bench = Bench::over(transport, |tenant| usual(tenant, [0, 0])).await;
        let books = bench.books();
        let coffee = books.add_product(product("K-500", "Kaffemark 500 g", 0));
        let bread = books.add_product(product("BRØD", "Brødmark", 0));
        let kari =
            customer("Karimark Nordmark").with("EmailAddresses.Invoice.Value", "karimark@eksempelmark.no");
        let kari = books.add_company(kari);
        let order = books.add_order(order_of(people(order(kari, &[(coffee, 10), (bread, 2)]))));
        let shop = Self { bench, transport, settings, coffee, bread, order };
        shop.bench.engine.put_tenant(shop.tenant(&Recorder::new()));
        shop
    }

    /// The tenant, with clients whose requests are recorded.
    fn tenant(&self, recorder: &Recorder) -> Tenant {
        let Bench { erp, wms, .. } = &self.bench;
        let credentials = twentyfour_client::Credentials::new(
            erp.application_id().parse().unwrap(),
            erp.username(),
            erp.password(),
        );
        let erp = twentyfour_client::Client::builder(credentials)
            .base_url(erp.base_url())
            .retry(twentyfour_client::RetryPolicy::none());
        let erp = erp.build().unwrap().wrap_http(|inner| recorder.stack(CapsuleSide::Erp, inner));
        let credentials = ongoing_client::Credentials::new(wms.username(), wms.password());
        let owner = GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
        let wms = ongoing_client::Client::builder(credentials, owner)
            .base_url(wms.base_url())
            .retry(ongoing_client::RetryPolicy::none());
        let wms = wms.build().unwrap().wrap_http(|inner| recorder.stack(CapsuleSide::Wms, inner));
        let wms = match self.transport {
            Transport::Soap => Ongoing::new(wms),
            Transport::Rest => Ongoing::new(wms.rest()),
        };
        let tenant = Tenant::new(TENANT, Arc::new(TwentyFour::new(erp)), Arc::new(wms));
        (self.settings)(tenant, [self.coffee, self.bread])
    }

    async fn round(&self) {
        all_done(&self.bench.round().await);
    }

    async fn pack(&self, order: i32) -> Option<Capsule> {
        let recorder = Recorder::new();
        let transport = match self.transport {
            Transport::Soap => CapsuleTransport::Soap,
            Transport::Rest => CapsuleTransport::Rest,
        };
        let source = CapsuleSource::new(self.tenant(&recorder), recorder, PseudonymKey::new([3; 32]))
            .transport(transport)
            .settings(&json!({ "orders": { "since": "all" } }))
            .unwrap();
        let writes = self.bench.writes();
        let packed = source.pack(&self.bench.engine, order).await.unwrap();
        assert_eq!(self.bench.writes(), writes, "nothing is written");
        packed
    }

    /// Makes a capsule that shows what happened, and replays it where neither system is.
    async fn replayed(self) -> (Capsule, CapsuleOutcome) {
        let capsule = self.pack(self.order).await.unwrap();
        assert_eq!(capsule.original, None, "{:#?}", capsule.outcome);
        assert_eq!(capsule.missing, [] as [&str; 0]);
        let settings = self.tenant(&Recorder::new());
        self.bench.erp.stop().await;
        self.bench.wms.stop().await;
        let read = Capsule::from_json(&capsule.to_json().unwrap()).unwrap();
        assert_eq!(read, capsule);
        let outcome = read.replay(&settings).await.unwrap();
        assert_eq!(outcome, capsule.outcome);
        (read, outcome)
    }
}

async fn an_order_that_is_held_for_its_country_is_held_for_it_again(transport: Transport) {
    let shop = Shop::open(transport, usual, |order| order.with("Addresses.Delivery.Country", "Norgge")).await;
    shop.bench.round().await;
    let number = shop.order.to_string();
    let (_, outcome) = shop.replayed().await;
    let [held] = &outcome.processes[0].held[..] else { panic!("{outcome:#?}") };
    assert_eq!((held.class, &held.record), (Class::NeedsPerson, &number));
    assert!(held.what.contains("Norgge"), "{outcome:#?}");
    assert_eq!(outcome.refused, None);
}

async fn an_order_that_the_wms_refused_is_refused_again_with_its_words(transport: Transport) {
    let shop = Shop::open(transport, usual, |order| order).await;
    shop.bench.wms.set_rules(|rules| rules.limits.reference_number = 3);
    shop.bench.round().await;
    let held = shop.bench.engine.inspect(TENANT).held().await.unwrap();
    assert!(held.iter().any(|held| held.class == Class::Rejected), "{held:#?}");
    let (capsule, outcome) = shop.replayed().await;
    let refused = outcome.refused.unwrap();
    assert_eq!((refused.class, refused.record), (Class::Rejected, capsule.order.to_string()));
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
    let refused = outcome.refused.unwrap();
    assert!(refused.what.starts_with("the WMS refused the change of the order: "), "{}", refused.what);
    assert!(refused.what.contains("can no longer be changed"), "{}", refused.what);
}

fn asking_first(tenant: Tenant, products: [i32; 2]) -> Tenant {
    let mut settings = OrderStatusSettings::default();
    settings.short_shipment = ShortShipment::Hold;
    usual(tenant, products).order_status(settings)
}

async fn a_short_shipment_that_waits_for_a_person_waits_again(transport: Transport) {
    let shop = Shop::open(transport, asking_first, |order| order).await;
    shop.round().await;
    let (number, wms) = (shop.order.to_string(), &shop.bench.wms);
    wms.receive(&shop.coffee.to_string(), 7).unwrap();
    wms.pick_all(&number).unwrap();
    wms.send(&number).unwrap();
    shop.bench.round().await;
    assert_eq!(shop.bench.erp_status(shop.order), "Confirmed");
    let (_, outcome) = shop.replayed().await;
    let status = outcome.processes.iter().find(|outcome| outcome.process == Process::OrderStatus).unwrap();
    let [held] = &status.held[..] else { panic!("{outcome:#?}") };
    assert_eq!((held.class, &held.record), (Class::NeedsPerson, &number));
    assert!(held.what.contains("7 of 10 sent"), "{outcome:#?}");
    assert_eq!(status.writes, []);
}

fn with_kits(tenant: Tenant, [coffee, bread]: [i32; 2]) -> Tenant {
    let mut orders = Orders::since(Since::All);
    // Coffee is sold as two breads.
    let kit = Kit::new(coffee.into()).with_part(bread.into(), 2.into());
    orders.mapping.kits = Kits::new([kit]).unwrap().with_lines(KitLines::Parts);
    usual(tenant, [coffee, bread]).orders(orders)
}

async fn an_order_of_kits_that_is_in_both_systems_is_unchanged_and_a_change_is_planned(transport: Transport) {
    let shop = Shop::open(transport, with_kits, |order| order).await;
    shop.round().await;
    shop.round().await;
    let capsule = shop.pack(shop.order).await.unwrap();
    assert_eq!(capsule.original, None, "{:#?}", capsule.outcome);
    let [orders, _] = &capsule.outcome.processes[..] else { panic!("{:#?}", capsule.outcome) };
    assert_eq!((orders.unchanged, orders.writes.len(), orders.held.len()), (1, 0, 0), "{orders:#?}");
    shop.bench.books().patch_order(shop.order, |order| order.set("YourReference", "Perssonmark"));
    let (_, outcome) = shop.replayed().await;
    let [write] = &outcome.processes[0].writes[..] else { panic!("{outcome:#?}") };
    assert!(write.fields.iter().any(|field| field.field.contains("SalesCode")), "{write:#?}");
}

async fn a_capsule_that_was_changed_shows_something_else(transport: Transport) {
    let shop = Shop::open(transport, usual, |order| order.with("Addresses.Delivery.Country", "Norgge")).await;
    shop.bench.round().await;
    let (capsule, outcome) = {
        let settings = shop.tenant(&Recorder::new());
        let capsule = shop.pack(shop.order).await.unwrap();
        let text = capsule.to_json().unwrap();
        let changed = text.replace("<Country>Norgge</Country>", "<Country>Norge</Country>");
        assert_ne!(changed, text);
        let changed = Capsule::from_json(&changed).unwrap();
        let outcome = changed.replay(&settings).await.unwrap();
        (changed, outcome)
    };
    assert_ne!(outcome, capsule.outcome);
    assert_eq!(outcome.processes[0].held, []);
    assert_eq!(
        outcome.processes[0].writes.iter().filter(|write| write.record == shop.order.to_string()).count(),
        1
    );
}

async fn nothing_of_the_people_and_no_secret_is_in_a_capsule(transport: Transport) {
    let shop = Shop::open(transport, usual, |order| order).await;
    shop.round().await;
    let (number, wms) = (shop.order.to_string(), &shop.bench.wms);
    wms.receive(&shop.coffee.to_string(), 7).unwrap();
    wms.pick_all(&number).unwrap();
    wms.set_tracking(&number, "WAYMARK91234567", &["PARMARK1"]).unwrap();
    wms.send(&number).unwrap();
    shop.bench.round().await;
    shop.bench
        .engine
        .operator(TENANT)
        .dismiss(Process::OrderStatus, format!("{number}/short"), "Karimark called")
        .await
        .unwrap();
    let text = shop.pack(shop.order).await.unwrap().to_json().unwrap();
    assert!(text.contains("K-500") && text.contains("Norge") && text.contains("Posten"), "{text}");
    let small = text.to_lowercase();
    let Bench { erp, wms, .. } = &shop.bench;
    let secrets = [
        erp.password(),
        erp.username(),
        erp.application_id(),
        wms.password().to_owned(),
        wms.username().to_owned(),
        wms.goods_owner_code().to_owned(),
        "127.0.0.1".to_owned(),
    ];
    let people = ["karimark", "nordmark", "olamark", "eksempelmark", "åsmark", "1234567", "912 34", "veien"];
    let people =
        people.into_iter().chain(["oslomark", "postmark", "permark", "pomark", "portkode", "kaffemark"]);
    let people = people.chain(["brødmark", "waymark", "parmark"]);
    for word in secrets.iter().map(|secret| secret.to_lowercase()).chain(people.map(str::to_owned)) {
        assert!(!small.contains(&word), "{word}: {text}");
    }
}

async fn a_side_that_cannot_be_reached_is_missing(transport: Transport) {
    let shop = Shop::open(transport, usual, |order| order).await;
    shop.round().await;
    let recorder = Recorder::new();
    let tenant = shop.tenant(&recorder);
    let Shop { bench: Bench { wms, engine, erp: _erp, .. }, order, .. } = shop;
    wms.stop().await;
    let source =
        CapsuleSource::new(tenant.clone(), recorder, PseudonymKey::new([3; 32])).transport(match transport {
            Transport::Soap => CapsuleTransport::Soap,
            Transport::Rest => CapsuleTransport::Rest,
        });
    let capsule = source.pack(&engine, order).await.unwrap().unwrap();
    assert!(
        capsule.missing.iter().any(|what| what.starts_with("WMS: the order: ")),
        "{:#?}",
        capsule.missing
    );
    assert!(
        capsule.documents.iter().any(|document| document.table == "order"),
        "what is remembered is there"
    );
    assert_eq!(capsule.replay(&tenant).await.unwrap(), capsule.outcome);
}

#[tokio::test]
async fn an_order_that_no_one_knows_makes_no_capsule() {
    let shop = Shop::open(Transport::Soap, usual, |order| order).await;
    shop.round().await;
    assert_eq!(shop.pack(4711).await, None);
}

#[tokio::test]
async fn what_is_no_capsule_is_refused_with_what_is_wrong() {
    let shop = Shop::open(Transport::Soap, usual, |order| order).await;
    let text = shop.pack(shop.order).await.unwrap().to_json().unwrap();
    for other in ["", "{}", "[1]", "store = \"x\"", "{\"tenants\": []}"] {
        assert!(matches!(Capsule::from_json(other), Err(CapsuleError::NotACapsule)), "{other}");
    }
    assert!(matches!(Capsule::from_json(&text[..text.len() / 2]), Err(CapsuleError::CutOff)));
    let newer = text.replacen("\"format\": 1", "\"format\": 2", 1);
    let error = Capsule::from_json(&newer).unwrap_err();
    assert!(matches!(error, CapsuleError::Newer { found: 2, known: 1, .. }), "{error}");
    let damaged = text.replacen("\"made_at\"", "\"made\"", 1);
    let error = Capsule::from_json(&damaged).unwrap_err();
    assert!(matches!(&error, CapsuleError::Damaged(detail) if detail.contains("made_at")), "{error}");
}
