//! What can be seen from outside: spans that lead from a run to each of its requests, and metrics under names that stay.
//!
//! In a process of its own, and one test at a time: while there is one subscriber, `tracing` asks the thread that comes first
//! by an event whether anybody listens to it.

#![expect(clippy::unwrap_used, reason = "what a test does")]

#[path = "engine/bench.rs"]
#[expect(dead_code, reason = "other tests need more of it")]
mod bench;

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, Mutex};

use metrics::{
    Counter, CounterFn, Gauge, GaugeFn, Histogram, HistogramFn, Key, KeyName, Metadata, SharedString, Unit,
};
use wms_erp_sync::store::{Store, Table};
use wms_erp_sync::{Engine, Event, Observer, Process};

use bench::{Bench, TENANT, Transport, all_done, customer, order, product};

static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

#[derive(Debug, Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Keeps the names of runs.
#[derive(Debug, Clone, Default)]
struct Runs(Arc<Mutex<Vec<(Process, String)>>>);

impl Observer for Runs {
    fn on_event(&self, event: &Event<'_>) {
        if let Event::RunBegan { process, run, .. } = event {
            self.0.lock().unwrap().push((*process, (*run).to_owned()));
        }
    }
}

async fn busy(transport: Transport) -> Bench {
    let bench = Bench::over(transport, |tenant| tenant).await;
    let books = bench.books();
    let coffee = books.add_product(product("K-500", "Kaffe", 5));
    let kari = books.add_company(customer("Kari Nordmann"));
    books.add_order(order(kari, &[(coffee, 1)]));
    bench
}

#[tokio::test]
async fn every_request_is_logged_within_the_span_of_its_run_and_without_anybodys_data() {
    let _alone = ALONE.lock().await;
    for transport in [Transport::Soap, Transport::Rest] {
        let bench = busy(transport).await;
        let runs = Runs::default();
        let engine = Engine::builder(bench.store.clone())
            .clock(bench.clock.clone().auto_advance())
            .observer(runs.clone())
            .build();
        let tenant = bench::tenant_over(transport, &bench.erp, &bench.wms);
        engine.put_tenant(
            tenant
                .articles(Default::default())
                .orders(wms_erp_sync::Orders::since(wms_erp_sync::Since::All))
                .stock(Default::default()),
        );
        let log = Log::default();
        let written = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(move || written.clone())
            .finish();
        let guard = tracing::subscriber::set_default(subscriber);
        let none = wms_erp_sync::CancellationToken::new();
        all_done(&engine.run_all(TENANT, wms_erp_sync::Trigger::Scheduled, &none).await.unwrap());
        drop(guard);
        let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();

        let (erp, wms) = (bench.erp.requests().len(), bench.wms.control().requests().len());
        let of = |target: &str, word: &str| -> Vec<&str> {
            text.lines().filter(|line| line.contains(target) && line.contains(word)).collect()
        };
        let requests = [of("twentyfour_client", ": request "), of("ongoing_client", ": sending ")];
        assert_eq!(requests.each_ref().map(Vec::len), [erp, wms], "{transport:?}\n{text}");
        let runs = runs.0.lock().unwrap().clone();
        assert_eq!(runs.len(), 3);
        for line in requests.into_iter().flatten() {
            let is_of = |(process, run): &&(Process, String)| {
                line.contains(&format!("run{{tenant=\"{TENANT}\" process={process} run=\"{run}\"}}"))
            };
            assert_eq!(runs.iter().filter(is_of).count(), 1, "{line}");
        }
        for secret in ["Nordmann", "Storgata", &bench.erp.password(), bench.wms.password()] {
            assert!(!text.contains(secret), "{secret}\n{text}");
        }
    }
}

#[tokio::test]
async fn whoever_starts_a_run_it_has_one_line_of_log_and_what_is_long_over_is_forgotten() {
    use wms_erp_sync::schedule::{RunKey, Runner};
    let _alone = ALONE.lock().await;
    let bench = busy(Transport::Soap).await;
    let log = Log::default();
    let written = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::INFO)
        .with_ansi(false)
        .with_writer(move || written.clone())
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let none = wms_erp_sync::CancellationToken::new();
    let trigger = wms_erp_sync::Trigger::Manual;
    bench.engine.run(TENANT, Process::Articles, trigger, &none).await.unwrap();
    Runner::run(&bench.engine, RunKey::new(TENANT, Process::Orders).into(), none).await;
    drop(guard);
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for process in [Process::Articles, Process::Orders] {
        let word = format!("process={process} outcome=\"done\"");
        assert_eq!(text.lines().filter(|line| line.contains(&word)).count(), 1, "{text}");
    }
    assert!(bench.store.get(TENANT, Table::Tenant, &["purged"]).await.unwrap()[0].is_some());
}

/// Keeps what was measured, by name and labels.
#[derive(Debug, Clone, Default)]
struct Meters(Arc<Mutex<BTreeMap<String, f64>>>);

struct Meter(Meters, String);

impl Meters {
    fn meter(&self, key: &Key) -> Arc<Meter> {
        let labels: Vec<String> = key.labels().map(|label| label.value().to_owned()).collect();
        Arc::new(Meter(self.clone(), format!("{} {}", key.name(), labels.join(" "))))
    }
}

impl Meter {
    fn add(&self, value: f64) {
        *self.0.0.lock().unwrap().entry(self.1.clone()).or_default() += value;
    }
}

impl CounterFn for Meter {
    fn increment(&self, value: u64) {
        self.add(f64::from(u32::try_from(value).unwrap()));
    }

    fn absolute(&self, _: u64) {}
}

impl GaugeFn for Meter {
    fn increment(&self, value: f64) {
        self.add(value);
    }

    fn decrement(&self, value: f64) {
        self.add(-value);
    }

    fn set(&self, value: f64) {
        self.0.0.lock().unwrap().insert(self.1.clone(), value);
    }
}

impl HistogramFn for Meter {
    fn record(&self, _: f64) {
        self.add(1.0);
    }
}

impl metrics::Recorder for Meters {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        Counter::from_arc(self.meter(key))
    }

    fn register_gauge(&self, key: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::from_arc(self.meter(key))
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::from_arc(self.meter(key))
    }
}

#[test]
fn the_documented_metrics_are_the_ones_that_a_run_measures() {
    let _alone = ALONE.blocking_lock();
    let meters = Meters::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    metrics::with_local_recorder(&meters, || {
        runtime.block_on(async {
            let bench = busy(Transport::Soap).await;
            let books = bench.books();
            let number = 10_001;
            books.patch_order(number, |order| order.set("Addresses.Delivery.Country", "Utopia"));
            all_done(&bench.once().await);
        });
    });
    let measured = meters.0.lock().unwrap().clone();
    let guide = include_str!("../docs/guide.md");
    let rows = guide.lines().filter(|line| line.starts_with("| `wms_erp_sync_"));
    let (of_runs, of_addresses): (Vec<&str>, Vec<&str>) = rows.partition(|row| row.contains("| tenant"));
    let names = |rows: &[&'static str]| -> Vec<&str> {
        let words = rows.iter().flat_map(|row| row.split('`'));
        words.filter_map(|word| word.strip_prefix("wms_erp_sync_")).collect()
    };
    // Those of an address are measured where a budget is shared.
    let ledger = include_str!("../src/adapter/ledger/mod.rs");
    let of_addresses = names(&of_addresses);
    assert_eq!(of_addresses.len(), ledger.matches("set(\"wms_erp_sync_").count());
    for name in of_addresses {
        assert!(ledger.contains(&format!("set(\"wms_erp_sync_{name}\"")), "{name}");
    }
    let documented = names(&of_runs);
    assert_eq!(documented.len(), 7);
    for name in &documented {
        let is_it = |key: &&String| key.starts_with(&format!("wms_erp_sync_{name} {TENANT} "));
        assert!(measured.keys().any(|key| is_it(&key)), "{name}: {measured:#?}");
    }
    let is_documented =
        |key: &&String| documented.iter().any(|name| key.starts_with(&format!("wms_erp_sync_{name} ")));
    let strange: Vec<&String> =
        measured.keys().filter(|key| key.starts_with("wms_erp_sync_") && !is_documented(key)).collect();
    assert_eq!(strange, Vec::<&String>::new());
    let of = |key: &str| measured.get(key).copied().unwrap_or_default();
    assert_eq!(of("wms_erp_sync_runs_total acme orders done").to_string(), "1");
    assert_eq!(of("wms_erp_sync_held acme orders").to_string(), "1");
    assert_eq!(of("wms_erp_sync_needs_attention acme orders").to_string(), "1");
    assert_eq!(of("wms_erp_sync_records_total acme articles written").to_string(), "1");
}
