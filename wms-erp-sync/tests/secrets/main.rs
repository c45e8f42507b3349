//! Passwords are seen by the two systems, and by nobody else: not in any log down to the last detail, no error, no `Debug`,
//! no report, no plan, and no byte of the store.

#![expect(clippy::unwrap_used, reason = "what a test does")]

mod encodings;

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};

use ongoing_client::GoodsOwner;
use ongoing_simulator::Simulator as Wms;
use serde::Serialize;
use tracing::Level;
use twentyfour_simulator::{Call, Mischief, Options, Record, Rule, Simulator as Erp};
use wms_erp_sync::adapter::{Ongoing, TwentyFour};
use wms_erp_sync::clock::{Clock, ManualClock};
use wms_erp_sync::store::SqliteStore;
use wms_erp_sync::{
    Articles, CancellationToken, Engine, OrderStatusSettings, Orders, Process, Returns, Since, Stock,
    Suppliers, Tenant, Trigger,
};

use encodings::Search;

/// Every encoding writes some of these otherwise.
const ERP: &str = "Fj\u{e4}ll <&> \"og\" 'fjord' %2F+\\=?/7";
const WMS: &str = "Tr\u{fc}ck & <gaffel> \"'~` %41\\+/= \u{1f69a}";
/// One that is wrong, and sent to both.
const WRONG: &str = "Feil & <\"passord\"> %20+\\ '\u{e5}' /=";
const USER: &str = "WSI-acme";
const TENANT: &str = "acme";

/// Everything that was let out.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<u8>>>);

impl Seen {
    fn debug(&self, told: &impl std::fmt::Debug) {
        self.text(&format!("{told:?}\n{told:#?}"));
    }

    fn json(&self, told: &impl Serialize) {
        self.text(&serde_json::to_string(told).unwrap());
    }

    /// An error, with all that caused it.
    fn error(&self, error: &impl std::error::Error) {
        self.debug(&error);
        let mut source: Option<&dyn std::error::Error> = Some(error);
        while let Some(error) = source {
            self.text(&error.to_string());
            source = error.source();
        }
    }

    fn text(&self, text: &str) {
        self.0.lock().unwrap().extend_from_slice(format!("{text}\n").as_bytes());
    }

    fn is(&self, text: &str) -> bool {
        let seen = self.0.lock().unwrap();
        seen.windows(text.len()).any(|window| window == text.as_bytes())
    }
}

impl io::Write for Seen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct World {
    erp: Erp,
    wms: Wms,
    clock: ManualClock,
    seen: Seen,
    /// What the two systems were sent.
    sent: Seen,
}

impl World {
    async fn start(seen: Seen) -> Self {
        let clock = ManualClock::new("2026-03-02T07:00:00Z".parse().unwrap());
        let mut options = Options::default();
        options.password = ERP.to_owned();
        let time = clock.clone();
        options.clock = Arc::new(move || time.now());
        let erp = Erp::start_with(options).await.unwrap();
        let time = clock.clone();
        let wms = Wms::builder().user(USER, WMS).clock(move || time.now()).start().await.unwrap();
        let sent = Seen::default();
        for control in [erp.control(), wms.control()] {
            let sent = sent.clone();
            control.before("", move |call: &Call| {
                sent.text(&format!("{} {}", call.path, call.header("authorization").unwrap_or_default()));
                sent.text(&String::from_utf8_lossy(&call.raw));
            });
        }
        let books = erp.books();
        let product = Record::product().with("No", "K-1").with("Name", "Kaffe").with("CategoryId", 1);
        let product =
            books.add_product(product.with("StatusId", 1).with("Stock", 4).with("StockControlled", true));
        let kari = books.add_company(Record::company().with("Name", "Kari").with("Type", "Business"));
        for country in ["NO", "Utopia"] {
            let order = Record::order().with("CustomerId", kari).with("OrderStatus", "Confirmed");
            let order = order.with("Addresses.Delivery.Street", "Storgata 1");
            let order = order.with("Addresses.Delivery.Country", country);
            let row = Record::row().with("ProductId", product).with("Quantity", 2);
            books.add_order(order.with_row(row));
        }
        Self { erp, wms, clock, seen, sent }
    }

    fn tenant(&self, rest: bool, passwords: (&str, &str)) -> Tenant {
        let (erp, wms) = (&self.erp, &self.wms);
        let credentials = twentyfour_client::Credentials::new(
            erp.application_id().parse().unwrap(),
            erp.username(),
            passwords.0,
        );
        self.seen.debug(&credentials);
        let erp = twentyfour_client::Client::builder(credentials)
            .base_url(erp.base_url())
            .retry(twentyfour_client::RetryPolicy::none());
        self.seen.debug(&erp);
        let erp = erp.build().unwrap();
        let credentials = ongoing_client::Credentials::new(USER, passwords.1);
        self.seen.debug(&credentials);
        let owner = GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
        let wms = ongoing_client::Client::builder(credentials, owner)
            .base_url(wms.base_url())
            .retry(ongoing_client::RetryPolicy::none());
        self.seen.debug(&wms);
        let wms = match rest {
            true => Ongoing::new(wms.build_rest().unwrap()),
            false => Ongoing::new(wms.build().unwrap()),
        };
        let erp = TwentyFour::new(erp);
        self.seen.debug(&erp);
        self.seen.debug(&wms);
        let tenant = Tenant::new(TENANT, Arc::new(erp), Arc::new(wms))
            .articles(Articles::default())
            .suppliers(Suppliers::default())
            .orders(Orders::since(Since::All))
            .order_status(OrderStatusSettings::default())
            .returns(Returns::credits(Since::All))
            .stock(Stock::default());
        self.seen.debug(&tenant);
        tenant
    }

    /// Everything that the engine can be asked, and what it tells.
    async fn ask(&self, engine: &Engine) {
        let stop = CancellationToken::new();
        let seen = &self.seen;
        macro_rules! tell {
            ($call:expr) => {
                match $call.await {
                    Ok(told) => seen.debug(&told),
                    Err(error) => seen.error(&error),
                }
            };
        }
        tell!(engine.inspect(TENANT).check());
        if let Ok(plan) = engine.inspect(TENANT).plan(Process::ALL).await {
            seen.debug(&plan);
            seen.json(&plan);
        }
        tell!(engine.inspect(TENANT).plan_takeover());
        tell!(engine.inspect(TENANT).drift(Process::ALL));
        for trigger in [Trigger::Manual, Trigger::Scheduled] {
            self.clock.advance(std::time::Duration::from_secs(900));
            match engine.run_all(TENANT, trigger, &stop).await {
                Ok(reports) => {
                    seen.debug(&reports);
                    seen.json(&reports);
                }
                Err(error) => seen.error(&error),
            }
        }
        let held = engine.inspect(TENANT).held().await.unwrap();
        seen.debug(&held);
        seen.json(&held);
        let timeline = engine.inspect(TENANT).timeline(10_001).await.unwrap();
        seen.json(&timeline);
        tell!(engine.inspect(TENANT).why(10_001));
        tell!(engine.inspect(TENANT).why(10_002));
        tell!(engine.inspect(TENANT).status(chrono::TimeDelta::hours(1)));
        tell!(engine.inspect(TENANT).last_reports());
        seen.debug(engine);
    }
}

/// Both servers repeat what they were sent, as some do; fail in every way; and a password is wrong.
async fn live(world: &World, rest: bool, folder: &Path) {
    let store = SqliteStore::open(folder.join("sync.sqlite3")).await.unwrap();
    world.seen.debug(&store);
    let engine = Engine::builder(store).clock(world.clock.clone().auto_advance()).build();
    engine.put_tenant(world.tenant(rest, (ERP, WMS)));
    world.ask(&engine).await;
    assert_eq!(world.wms.orders().len(), 1, "it works");

    let repeating = |secret: &str| Rule::fault(format!("nobody is called {secret} here")).always();
    let page = |secret: &str| Rule::status(500, format!("<html>{secret}</html>")).always();
    let (erp, wms) = (world.erp.control(), world.wms.control());
    for (for_erp, for_wms) in [
        // The ERP is told a password at the login alone, the WMS with every request.
        (repeating(ERP).on("Login"), repeating(WMS)),
        (page(ERP).on("Login"), page(WMS)),
        (Rule::new(Mischief::Malform).always(), Rule::new(Mischief::Malform).always()),
        (Rule::drop_after().always(), Rule::drop_after().always()),
        (Rule::html().always(), Rule::html().always()),
    ] {
        world.erp.expire_sessions();
        erp.misbehave(for_erp);
        wms.misbehave(for_wms);
        world.clock.advance(std::time::Duration::from_secs(25 * 3600));
        world.ask(&engine).await;
        erp.behave();
        wms.behave();
    }

    world.erp.expire_sessions();
    engine.put_tenant(world.tenant(rest, (WRONG, WRONG)));
    world.ask(&engine).await;
}

#[tokio::test]
async fn s25_no_password_gets_out_in_any_encoding() {
    let seen = Seen::default();
    let writer = seen.clone();
    let logs = tracing_subscriber::fmt()
        .with_max_level(Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone());
    tracing::subscriber::set_global_default(logs.finish()).unwrap();
    let basic = [(USER, WMS), (USER, WRONG)];
    let search = Search::new(&[ERP, WMS, WRONG], &basic);
    assert!(search.finds_all());
    for rest in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let world = World::start(seen.clone()).await;
        live(&world, rest, folder.path()).await;
        // What is looked for is what it looks like on the wire.
        for secret in [&[ERP][..], &[WMS], &[WRONG]] {
            let users: Vec<_> =
                basic.iter().copied().filter(|(_, password)| secret.contains(password)).collect();
            let sent = world.sent.0.lock().unwrap();
            assert!(Search::new(secret, &users).find(&sent).is_some(), "{secret:?} was never sent");
        }
        for entry in std::fs::read_dir(folder.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                assert_eq!(search.find(&std::fs::read(&path).unwrap()), None, "{}", path.display());
            }
        }
    }
    for heard in ["nobody is called", "TRACE", "twentyfour_client", "ongoing_client", "run{tenant=", "10001"]
    {
        assert!(seen.is(heard), "{heard} was never told");
    }
    let seen = seen.0.lock().unwrap();
    assert_eq!(search.find(&seen), None, "in {} bytes", seen.len());
}
