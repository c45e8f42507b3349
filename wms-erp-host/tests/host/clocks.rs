//! Two services on one database, on machines whose clocks are five minutes apart, and both wrong.

use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;
use wms_erp_host::sandbox::company;
use wms_erp_host::sandbox::systems::{Ports, Systems};
use wms_erp_host::{self as host, Exit, Machine, Surroundings};
use wms_erp_postgres::{DatabaseClock, PostgresStore};
use wms_erp_sync::CancellationToken;
use wms_erp_sync::clock::{Clock, SystemClock};

use crate::killed::{people, picture};
use crate::postgres::server::{OWNER, PASSWORD, Server};
use crate::replicas::{record, undisturbed};

const HOURS: usize = 3;
/// How much later than with clocks that agree something may be seen: rounds come every two seconds, on a machine that does other things too.
const LATEST: TimeDelta = TimeDelta::seconds(60);

/// A machine's clock that is wrong.
#[derive(Debug, Clone, Copy)]
struct Wrong(TimeDelta);

#[async_trait]
impl Clock for Wrong {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + self.0
    }

    async fn sleep(&self, duration: Duration) {
        SystemClock.sleep(duration).await;
    }

    fn monotonic(&self) -> Duration {
        SystemClock.monotonic()
    }
}

/// Reads of everything, which a cursor spares: of the ERP's products.
fn whole_reads(systems: &Systems) -> usize {
    let requests = systems.erp.requests();
    let all = requests.iter().filter(|request| request.operation == "GetProducts");
    all.filter(|request| !["<DateChanged", "<Ids"].iter().any(|name| request.body.contains(name))).count()
}

async fn share(scheduler: &str, expected: &[String]) -> Option<()> {
    let server = Server::own()?;
    let url = server.url_of(OWNER, PASSWORD);
    PostgresStore::builder(&url).unwrap().open().await.unwrap().close().await;
    record::start(&url).await;
    let systems = Systems::start(Arc::new(SystemClock), Ports::default()).await.unwrap();
    company::move_in(&systems).unwrap();
    systems
        .erp
        .books()
        .patch_order(company::FROM_OLA, |order| order.set("Addresses.Delivery.Country", "Norge"));
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("sync.toml");
    std::fs::write(folder.path().join("password"), PASSWORD).unwrap();
    let store = format!(
        "store = \"{}\"\nstore_password_file = \"password\"\nscheduler = \"{scheduler}\"\nlease_duration = \"5s\"",
        url.replace(&format!(":{PASSWORD}@"), "@")
    );
    let text = systems.configuration("", NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
    let text = text.replacen("store = \"\"", &store, 1);
    let mut text = text.replace("[tenant.orders]", "[tenant.orders]\ninterval = \"2s\"");
    for process in ["articles", "stock", "order_status"] {
        text += &format!("\n[tenant.{process}]\ninterval = \"2s\"");
    }
    std::fs::write(&file, text + "\nrest_orders = true\n").unwrap();

    let stop = CancellationToken::new();
    let services = [150, -150].map(|seconds| {
        let (file, stop) = (file.clone(), stop.clone());
        std::thread::spawn(move || {
            let (mut out, mut err) = (Vec::new(), Vec::new());
            let clock = Wrong(TimeDelta::seconds(seconds));
            let around = Surroundings::new(Arc::new(clock), Arc::new(Machine), &mut out, &mut err);
            let around = around.follow_database(DatabaseClock::over(clock)).process(format!("{seconds} s"));
            let arguments = ["host", "run", "--config"].map(OsString::from);
            let arguments = arguments.into_iter().chain([file.into()]);
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let exit = runtime.block_on(host::run(arguments, &mut around.stop(stop)));
            (exit, String::from_utf8(err).unwrap())
        })
    });
    for (hour, expected) in expected.iter().enumerate() {
        people(&systems, hour);
        let begun = SystemClock.now();
        while picture(&systems) != *expected {
            let waited = SystemClock.now() - begun;
            assert!(waited < LATEST, "{scheduler}, hour {hour}:\n{}\nand not\n{expected}", picture(&systems));
            SystemClock.sleep(Duration::from_millis(100)).await;
        }
    }
    // Each of them has gone on where the other one was.
    let done = |systems: &Systems| systems.erp.count("GetProducts") + systems.wms.control().count("");
    // What reads everything for the first time may still be under way at first.
    let mut reads = Vec::new();
    for _ in 0..3 {
        let (before, whole) = (done(&systems), whole_reads(&systems));
        while done(&systems) < before + 30 {
            SystemClock.sleep(Duration::from_millis(100)).await;
        }
        reads.push(whole_reads(&systems) - whole);
    }
    assert!(reads.contains(&0), "{scheduler}: the cursors of the other one are not believed: {reads:?}");

    for (seconds, is) in [(150, "ahead of"), (-150, "behind")] {
        let said = status(&file, seconds, &[]).await;
        assert!(said.contains(&format!(" s {is} the database's")) && said.contains("NTP"), "{said}");
        let json: serde_json::Value =
            serde_json::from_str(&status(&file, seconds, &["--json"]).await).unwrap();
        let off = json["clock_ahead_seconds"].as_f64().unwrap() - f64::from(seconds);
        assert!(off.abs() < 5.0, "{json}");
    }
    assert!(!status(&file, 0, &[]).await.contains("NTP"));

    stop.cancel();
    for service in services {
        let (exit, err) = tokio::task::spawn_blocking(|| service.join()).await.unwrap().unwrap();
        assert_eq!(exit, Exit::Done, "{err}");
    }
    assert_eq!(systems.wms.parallel_writes(), 0, "{scheduler}: a process ran twice at once");
    let mut numbers: Vec<String> =
        systems.wms.orders().iter().map(|order| order.number().to_owned()).collect();
    numbers.sort_unstable();
    let all = numbers.len();
    numbers.dedup();
    assert_eq!(numbers.len(), all, "{scheduler}: an order was doubled");
    let mut connection = PgConnection::connect(&url).await.unwrap();
    let rows: Vec<record::Row> = sqlx::query_as(record::LINES).fetch_all(&mut connection).await.unwrap();
    let lines: Vec<record::Line> = rows.into_iter().map(Into::into).collect();
    let (_, taken_over) = record::judge(&lines, scheduler);
    assert_eq!(taken_over, 0, "{scheduler}: neither took the other one's lease for over");
    for seconds in ["150 s", "-150 s"] {
        let own = lines.iter().filter(|line| line.owner == seconds).count();
        assert!(
            own > 5,
            "{scheduler}: the service whose clock is {seconds} ahead did {own} of {}",
            lines.len()
        );
    }
    Some(())
}

/// What `status` says on a machine whose clock is so many seconds ahead.
async fn status(file: &Path, ahead: i32, more: &[&str]) -> String {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let clock = Wrong(TimeDelta::seconds(ahead.into()));
    let around = Surroundings::new(Arc::new(clock), Arc::new(Machine), &mut out, &mut err);
    let mut around = around.follow_database(DatabaseClock::over(clock));
    let arguments = ["host", "status", "--config"].map(OsString::from).into_iter();
    let arguments = arguments.chain([file.into()]).chain(more.iter().map(OsString::from));
    let exit = host::run(arguments, &mut around).await;
    assert!(matches!(exit, Exit::Done | Exit::Unhealthy), "{exit:?}: {}", String::from_utf8_lossy(&err));
    String::from_utf8(out).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn services_whose_clocks_are_minutes_apart_go_on_where_the_other_one_was() {
    let expected = undisturbed().await;
    assert_eq!(expected.len(), HOURS);
    for scheduler in ["postgres", "embedded"] {
        if share(scheduler, &expected).await.is_none() {
            return crate::skipped("PostgreSQL 15 or later is not installed (Debian: postgresql)");
        }
    }
}
