//! Requests to 24SevenOffice are counted together by all processes on one store behind one address.

use std::ffi::OsString;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use wms_erp_host::{self as host, Exit, Machine, Surroundings};
use wms_erp_sync::clock::{Clock, SystemClock};

use crate::rig::Rig;

const LIMIT: usize = 60;

fn configure(rig: &Rig, egress: &str) {
    let keys = format!("egress = {egress:?}\nrequests_per_hour = {LIMIT}\nstore = \"sync.sqlite3\"");
    rig.configure_store(&keys);
}

/// As many times as it takes until nothing is sent any more; how many requests that were.
async fn exhaust(rig: &Rig) -> usize {
    let before = rig.systems.erp.count("");
    let mut failed = 0;
    for _ in 0..40 {
        // Each is a process of its own, as far as its requests go.
        let ran = rig.host(&["once"]).await;
        assert_ne!(ran.exit, Exit::Usage, "{ran:?}");
        failed += usize::from(ran.exit == Exit::Failed);
    }
    assert!(failed > 0, "the budget was not used up");
    rig.systems.erp.count("") - before
}

#[tokio::test]
async fn processes_that_start_one_after_the_other_share_the_requests_of_an_hour() {
    let rig = Rig::start().await;
    rig.correct_the_country();
    configure(&rig, "oslo");
    let sent = exhaust(&rig).await;
    // What is kept for each of them is little: one request.
    assert!((LIMIT / 3..=LIMIT).contains(&sent), "{sent}");
    // Behind another address there are requests left.
    configure(&rig, "bergen");
    let more = exhaust(&rig).await;
    assert!((LIMIT / 3..=LIMIT).contains(&more), "{more}");
    // An hour later there are here, too.
    configure(&rig, "oslo");
    rig.clock.advance(TimeDelta::hours(1));
    let ran = rig.host(&["once"]).await;
    assert_ne!(ran.exit, Exit::Failed, "{ran:?}");
}

/// What a run usually takes is known from the last ones; who asks is another process.
#[tokio::test]
async fn status_says_what_all_tenants_need_what_there_is_and_by_what_intervals_are_stretched() {
    let rig = Rig::start().await;
    rig.correct_the_country();
    let document = async |limit: u32| {
        rig.configure_store(&format!("requests_per_hour = {limit}\nstore = \"sync.sqlite3\""));
        let ran = rig.host(&["status", "--json"]).await;
        serde_json::from_str::<serde_json::Value>(&ran.out).unwrap()["requests"][0].clone()
    };
    document(1000).await;
    for _ in 0..6 {
        rig.once().await;
        rig.clock.advance(TimeDelta::minutes(15));
    }
    let enough = document(1000).await;
    let number = |value: &serde_json::Value| value.as_f64().unwrap();
    let (demand, urgent) = (number(&enough["demand"]), number(&enough["urgent_demand"]));
    // Each process every quarter of an hour, and a quiet round takes few.
    assert!(0.0 < urgent && urgent < demand && demand <= 40.0, "{enough}");
    assert_eq!((number(&enough["urgent_stretch"]), number(&enough["stretch"])), (1.0, 1.0));
    assert!((900.0..1000.0).contains(&number(&enough["supply"])), "{enough}");

    let little = document(urgent as u32 + 4).await;
    assert_eq!(number(&little["demand"]), demand);
    assert!(number(&little["stretch"]) > 1.0, "{little}");
    let text = rig.host(&["status"]).await.out;
    assert!(text.contains("intervals of articles, suppliers and stock are"), "{text}");
    // What runs less often is not late: it is meant to.
    rig.clock.advance(TimeDelta::minutes(20));
    let ran = rig.host(&["status"]).await;
    assert!(!ran.out.contains("stock is overdue"), "{}", ran.out);
}

/// A minute of its passes in a second.
#[derive(Debug, Clone, Copy)]
struct Fast {
    from: DateTime<Utc>,
    began: DateTime<Utc>,
}

#[async_trait]
impl Clock for Fast {
    fn now(&self) -> DateTime<Utc> {
        self.from + (SystemClock.now() - self.began) * 60
    }

    async fn sleep(&self, duration: Duration) {
        SystemClock.sleep(duration / 60).await;
    }

    fn monotonic(&self) -> Duration {
        SystemClock.monotonic()
    }
}

/// The service compares what is needed with what there is when it starts, and every minute, and its metrics say so.
#[tokio::test(flavor = "multi_thread")]
async fn a_service_stretches_intervals_while_there_are_too_few_requests_and_no_longer() {
    let rig = Rig::start().await;
    rig.correct_the_country();
    let configure = |limit: u32, interval: &str| {
        let keys = format!("egress = \"pace\"\nrequests_per_hour = {limit}\nstore = \"sync.sqlite3\"");
        let text = rig.configuration().replacen("store = \"sync.sqlite3\"", &keys, 1);
        let more = ["articles", "stock"].map(|name| format!("\n[tenant.{name}]\ninterval = {interval:?}\n"));
        rig.configure(&format!("{text}{}\n[http]\nlisten = \"127.0.0.1:0\"\n", more.concat()));
    };
    configure(1000, "15m");
    for _ in 0..6 {
        rig.once().await;
        rig.clock.advance(TimeDelta::minutes(15));
    }
    let status: serde_json::Value = serde_json::from_str(&rig.host(&["status", "--json"]).await.out).unwrap();
    let urgent = status["requests"][0]["urgent_demand"].as_u64().unwrap();
    configure(u32::try_from(urgent).unwrap() + 4, "15m");

    let (file, stop, reload) = (rig.file(), rig.stop.clone(), rig.reload.clone());
    let port = crate::http::free_port();
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("127.0.0.1:0", &format!("127.0.0.1:{port}"))).unwrap();
    let clock = Fast { from: rig.clock.now(), began: SystemClock.now() };
    let served = std::thread::spawn(move || {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let around = Surroundings::new(Arc::new(clock), Arc::new(Machine), &mut out, &mut err);
        let arguments = ["host", "run", "--config"].map(OsString::from).into_iter().chain([file.into()]);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let exit = runtime.block_on(host::run(arguments, &mut around.stop(stop).reload(reload)));
        (exit, String::from_utf8(err).unwrap())
    });
    let address = format!("127.0.0.1:{port}");
    let stretch = async |is_so: fn(f64) -> bool| loop {
        let metrics = crate::http::try_get(&address, "/metrics").await.unwrap_or_default();
        let line = metrics.lines().find(|line| {
            line.starts_with("wms_erp_host_interval_stretch")
                && line.contains("pace")
                && line.contains("\"other\"")
        });
        let value = line.and_then(|line| line.rsplit(' ').next()?.parse().ok());
        if value.is_some_and(is_so) {
            break metrics;
        }
        SystemClock.sleep(Duration::from_millis(100)).await;
    };
    let metrics = stretch(|factor| factor > 1.0).await;
    for name in ["wms_erp_host_request_demand", "wms_erp_host_request_supply"] {
        assert!(metrics.lines().any(|line| line.starts_with(name) && line.contains("pace")), "{metrics}");
    }
    // So does the overview, with what to do, and the API.
    let page = crate::http::until(&address, "/", "Too few requests for all tenants: pace").await;
    assert!(page.contains("times less often") && page.contains("<svg class=\"chart\""), "{page}");
    let budget = crate::http::get(&address, "/api/v1/budget").await;
    let (_, budget) = budget.split_once("\r\n\r\n").unwrap();
    let budget: serde_json::Value = serde_json::from_str(budget).unwrap();
    assert!(budget["items"][0]["hours"][0]["stretch"].as_f64().unwrap() > 1.0, "{budget}");
    let text = std::fs::read_to_string(rig.file()).unwrap();
    rig.configure(&text.replace("interval = \"15m\"", "interval = \"24h\""));
    rig.reload.ask();
    stretch(|factor| factor < 1.001).await;
    rig.stop.cancel();
    let (exit, err) = tokio::task::spawn_blocking(|| served.join()).await.unwrap().unwrap();
    assert_eq!(exit, Exit::Done, "{err}");
}

#[tokio::test]
async fn a_name_of_an_address_that_cannot_be_one_is_refused_with_its_line() {
    let rig = Rig::start().await;
    rig.configure_store("egress = \"our office\"\nrequests_per_hour = 0\nstore = \"sync.sqlite3\"");
    let ran = rig.host(&["check"]).await;
    assert_eq!(ran.exit, Exit::Usage);
    assert!(ran.err.contains("egress: must be letters"), "{}", ran.err);
    assert!(ran.err.contains("requests_per_hour: must be a whole number above zero"), "{}", ran.err);
}
