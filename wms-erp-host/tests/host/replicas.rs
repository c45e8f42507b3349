//! Three services on one database, on machines whose clocks are five minutes apart: killed, paused, cut off from it, in turn, each time
//! in the middle of a run. The end of the day is the one of a day on which nothing happened, and the database's own record shows that
//! no run was in two hands at once.
//!
//! `REPLICAS_TENANTS=…` (how many, 4 by default), `REPLICAS=…` (how many days, one by default), `REPLICAS_SEED=…` replays one.

#![cfg(unix)]

mod moving;
pub(crate) mod record;
mod wire;

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDate, TimeDelta};
use fastrand::Rng;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tempfile::TempDir;
use tokio::process::Child;
use wms_erp_host::sandbox::company;
use wms_erp_host::sandbox::systems::{Ports, Systems};
use wms_erp_postgres::PostgresStore;
use wms_erp_sync::clock::{Clock, SystemClock};
use wms_erp_sync::simulator::ongoing::{Gate, Mischief, Rule};

use crate::child::{Street, service, signal};
use crate::faketime::{self, Faketime};
use crate::killed::{people, picture};
use crate::postgres::server::{OWNER, PASSWORD, Server};
use record::Line;
use wire::Wire;

const HOURS: usize = 3;
/// By how many seconds the clock of each service's machine is ahead of the database's, and of the vendors'.
const AHEAD: [i32; 3] = [0, 300, -300];
/// How long a process waits for another one of its tenant, at most, in milliseconds: what is taken over keeps the order of work.
const TURN: i64 = 5_000;
/// How long anything is waited for, with some tenants: only what never comes takes so long.
const LONGEST: TimeDelta = TimeDelta::seconds(180);
/// The same for each tenant: all of them are loaded by services that have two cores together, with the simulated systems.
const LONGEST_OF_TENANT: TimeDelta = TimeDelta::seconds(5);

/// What may happen.
#[derive(Debug, Clone, Copy)]
enum Fault {
    Kill,
    /// It stands still until another has taken its place, and goes on; then every connection is cut.
    Pause,
    /// It cannot reach the database until another has taken its place.
    CutOff,
    /// The database is restarted as after a power cut, and the service killed.
    Restart,
}

/// What each tenant looks like after each hour of a day on which nothing happens.
pub(crate) async fn undisturbed() -> Vec<String> {
    let street = Street::start().await;
    street.configure("\n[tenant.order_status]\nrest_orders = true\n");
    let mut pictures = Vec::new();
    for hour in 0..HOURS {
        people(&street.systems, hour);
        let done = street.host(&["once"]).output().await.unwrap();
        let text = String::from_utf8_lossy(&done.stdout);
        assert!(matches!(done.status.code(), Some(0 | 3)), "{text}");
        pictures.push(picture(&street.systems));
    }
    pictures
}

/// A service, and its own way to the database.
struct Replica {
    process: Child,
    wire: Wire,
    number: usize,
    starts: usize,
}

impl Replica {
    fn id(&self) -> String {
        self.process.id().unwrap().to_string()
    }

    fn has(&self, run: &Line) -> bool {
        run.owner.contains(&format!(" pid {} ", self.id()))
    }
}

struct Town {
    tenants: Vec<Systems>,
    server: Server,
    faketime: Faketime,
    folder: TempDir,
    replicas: Vec<Replica>,
    /// Of each fault: how many runs the service had in hand, and after how many milliseconds the last one was in other hands.
    taken_over: Vec<(Fault, usize, i64)>,
    /// As the configuration says, in milliseconds.
    lease: i64,
    seed: u64,
}

impl Town {
    async fn start(server: Server, faketime: Faketime, tenants: usize, seed: u64) -> Self {
        let url = server.url_of(OWNER, PASSWORD);
        PostgresStore::builder(&url).unwrap().open().await.unwrap().close().await;
        record::start(&url).await;
        // Two cores do some twenty runs a second, the simulated systems included.
        let every = 2 + tenants / 5;
        // With many tenants runs take seconds on such a machine, and all of one may be in one service's hands: the turns that they
        // wait for one another must be short beside a lease, as they are beside the usual one of a minute.
        let lease = if tenants > 10 { 3 * TURN } else { TURN };
        let (mut text, mut all) = (String::new(), Vec::new());
        for number in 0..tenants {
            let systems = Systems::start(Arc::new(SystemClock), Ports::default()).await.unwrap();
            company::move_in(&systems).unwrap();
            let books = systems.erp.books();
            books.patch_order(company::FROM_OLA, |order| order.set("Addresses.Delivery.Country", "Norge"));
            let tenant = systems.configuration("", NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
            let tenant = tenant.replace("store = \"\"", "").replace("\"nordlys\"", &format!("\"t{number}\""));
            let tenant = tenant.replace("[tenant.erp]", "[tenant.erp]\nshared = true");
            let tenant = tenant.replace("[tenant.wms]", "[tenant.wms]\nshared = true");
            let tenant =
                tenant.replace("[tenant.orders]", &format!("[tenant.orders]\ninterval = \"{every}s\""));
            text += &tenant;
            for process in ["articles", "stock", "order_status"] {
                text += &format!("[tenant.{process}]\ninterval = \"{every}s\"\n");
            }
            // Of the last table.
            text += "rest_orders = true\n\n";
            all.push(systems);
        }
        let folder = TempDir::new().unwrap();
        let (replicas, taken_over) = Default::default();
        let mut town = Self { tenants: all, server, faketime, folder, replicas, taken_over, lease, seed };
        for number in 0..AHEAD.len() {
            let wire = Wire::to(town.server.port).await;
            let url = format!("postgres://{OWNER}@127.0.0.1:{}/postgres", wire.port);
            let main = format!(
                "store = \"{url}\"\nstore_password_env = \"DB_PASSWORD\"\nscheduler = \"postgres\"\nlease_duration = \"{}s\"\n",
                lease / 1_000
            );
            let path = town.folder.path().join(format!("{number}.toml"));
            std::fs::write(&path, main + &text).unwrap();
            std::fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
            let process = town.process(number);
            town.replicas.push(Replica { process, wire, number, starts: 1 });
        }
        town
    }

    fn process(&self, number: usize) -> Child {
        let log = std::fs::OpenOptions::new().create(true).append(true).open(self.log_file(number));
        let mut command = tokio::process::Command::new(service());
        command.arg("run").arg("--config").arg(self.folder.path().join(format!("{number}.toml")));
        command.env("DB_PASSWORD", PASSWORD).env_remove("RUST_LOG").kill_on_drop(true);
        self.faketime.set(&mut command, AHEAD[number]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log.unwrap()).spawn().unwrap()
    }

    fn log_file(&self, number: usize) -> PathBuf {
        self.folder.path().join(format!("{number}.log"))
    }

    async fn lines(&self, sql: &'static str) -> Vec<Line> {
        // It may have been restarted just now.
        loop {
            let Ok(mut connection) = PgConnection::connect(&self.server.url_of(OWNER, PASSWORD)).await else {
                SystemClock.sleep(Duration::from_millis(100)).await;
                continue;
            };
            let rows: Vec<record::Row> =
                sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap();
            return rows.into_iter().map(Into::into).collect();
        }
    }

    fn log(&self) -> String {
        let mut text = format!("REPLICAS_SEED={}", self.seed);
        for (number, ahead) in AHEAD.iter().enumerate() {
            let log = std::fs::read_to_string(self.log_file(number)).unwrap();
            let tail: Vec<&str> = log.lines().rev().take(40).collect();
            let tail = tail.join("\n");
            text += &format!("\n{number}, whose clock is {ahead} s ahead, latest first:\n{tail}");
        }
        text
    }

    fn longest(&self) -> TimeDelta {
        LONGEST + LONGEST_OF_TENANT * i32::try_from(self.tenants.len()).unwrap()
    }

    /// Waits until every tenant looks like that.
    async fn until(&self, expected: &str, hour: usize) {
        let begun = SystemClock.now();
        loop {
            let others = self.tenants.iter().map(picture).filter(|picture| picture != expected);
            let Some(other) = others.into_iter().next() else { return };
            let waited = SystemClock.now() - begun;
            assert!(waited < self.longest(), "hour {hour}:\n{other}\nand not\n{expected}\n{}", self.log());
            SystemClock.sleep(Duration::from_millis(100)).await;
        }
    }

    /// A fault of a service in the middle of a run, which another one then takes over.
    async fn disturb(&mut self, fault: Fault, random: &mut Rng) {
        let (gate, victim) = self.catch(random).await;
        let replica = &mut self.replicas[victim];
        let id = replica.id();
        match fault {
            Fault::Pause => signal("-STOP", &id),
            Fault::CutOff => replica.wire.cut(),
            Fault::Kill | Fault::Restart => {
                if matches!(fault, Fault::Restart) {
                    self.server.restart();
                }
                let process = replica.process.id().unwrap();
                replica.process.kill().await.unwrap();
                faketime::clean_up(process);
            }
        }
        let now = self.lines(record::RUNS).await;
        let name = format!(" pid {id} ");
        let orphans: Vec<Line> = now.into_iter().filter(|run| run.owner.contains(&name)).collect();
        // Whatever it was about to do is done now, before anyone else does the same.
        gate.open();
        self.taken_over(fault, &orphans).await;
        let replica = &self.replicas[victim];
        let number = replica.number;
        match fault {
            Fault::Pause => {
                signal("-CONT", &id);
                self.lines(CUT).await;
            }
            Fault::CutOff => replica.wire.mend(),
            Fault::Kill | Fault::Restart => {
                let process = self.process(number);
                let replica = &mut self.replicas[victim];
                (replica.process, replica.starts) = (process, replica.starts + 1);
            }
        }
    }

    /// Holds a request that some service makes of some system, and finds out which one it was.
    async fn catch(&self, random: &mut Rng) -> (Gate, usize) {
        let tenant = random.usize(..self.tenants.len());
        let (systems, gate) = (&self.tenants[tenant], Gate::new());
        let rule = Rule::new(Mischief::Hold(gate.clone())).skip(random.usize(..6));
        match random.bool() {
            true => systems.erp.misbehave(rule),
            false => systems.wms.control().misbehave(rule),
        }
        gate.arrived().await;
        let (prefix, runs) = (format!("t{tenant}:"), self.lines(record::RUNS).await);
        let runs: Vec<&Line> = runs.iter().filter(|run| run.key.starts_with(&prefix)).collect();
        let has = |replica: &Replica| runs.iter().any(|run| replica.has(run));
        let victim = self.replicas.iter().position(has);
        (gate, victim.unwrap_or_else(|| panic!("no one runs it: {runs:?}\n{}", self.log())))
    }

    /// Waits until all of these runs are in other hands. When that was, the database has written down.
    async fn taken_over(&mut self, fault: Fault, orphans: &[Line]) {
        let begun = SystemClock.now();
        loop {
            let lines = self.lines(record::LINES).await;
            let successors: Option<Vec<(&Line, &Line)>> =
                orphans.iter().map(|run| Some((run, record::successor(&lines, run)?))).collect();
            if let Some(successors) = successors {
                let latest = successors.iter().map(|(run, next)| next.at - run.at).max().unwrap_or_default();
                assert!(
                    latest <= 2 * self.lease,
                    "{fault:?}: after {latest} ms: {successors:?}\n{}",
                    self.log()
                );
                return self.taken_over.push((fault, orphans.len(), latest));
            }
            let waited = SystemClock.now() - begun;
            assert!(waited < self.longest(), "{fault:?}: never taken over: {orphans:?}\n{}", self.log());
            SystemClock.sleep(Duration::from_millis(200)).await;
        }
    }
}

const CUT: &str = "SELECT 'connection' AS kind, pid::text AS key, 0::bigint AS epoch, '' AS owner,
    (pg_terminate_backend(pid))::int::bigint AS until, 0::bigint AS at
    FROM pg_stat_activity WHERE application_name = 'wms-erp'";

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_to_three_services_the_day_ends_as_if_nothing_had_happened() {
    let number = |name: &str| std::env::var(name).ok().map(|value| value.parse::<u64>().unwrap());
    let seeds: Vec<u64> = match number("REPLICAS_SEED") {
        Some(seed) => vec![seed],
        None => (0..number("REPLICAS").unwrap_or(1)).collect(),
    };
    let tenants = usize::try_from(number("REPLICAS_TENANTS").unwrap_or(4)).unwrap();
    let mut expected = None;
    for seed in seeds {
        let Some(server) = Server::own() else {
            return crate::skipped("PostgreSQL 15 or later is not installed (Debian: postgresql)");
        };
        let Some(faketime) = Faketime::installed() else {
            return crate::skipped("libfaketime is not installed (Debian: libfaketime)");
        };
        if expected.is_none() {
            expected = Some(undisturbed().await);
        }
        let mut town = Town::start(server, faketime, tenants, seed).await;
        let mut random = Rng::with_seed(seed);
        let mut faults = [Fault::Kill, Fault::Pause, Fault::CutOff, Fault::Restart];
        random.shuffle(&mut faults);
        for (hour, expected) in expected.iter().flatten().enumerate() {
            for systems in &town.tenants {
                people(systems, hour);
            }
            // Four faults in three hours.
            let faults = if hour + 1 == HOURS { &faults[hour..] } else { &faults[hour..=hour] };
            for fault in faults {
                town.disturb(*fault, &mut random).await;
            }
            town.until(expected, hour).await;
        }
        println!("{}", town.end().await);
    }
}

impl Town {
    /// Nothing was done twice, and all can be asked to stop. What happened, in a line.
    async fn end(mut self) -> String {
        let seed = self.seed;
        for systems in &self.tenants {
            assert_eq!(systems.wms.parallel_writes(), 0, "REPLICAS_SEED={seed}: a process ran twice at once");
            let mut numbers: Vec<String> =
                systems.wms.orders().iter().map(|order| order.number().to_owned()).collect();
            let all = numbers.len();
            numbers.sort_unstable();
            numbers.dedup();
            assert_eq!(numbers.len(), all, "REPLICAS_SEED={seed}: an order was doubled");
        }
        let lines = self.lines(record::LINES).await;
        let (all, over) = record::judge(&lines, &format!("REPLICAS_SEED={seed}"));
        assert!(over >= self.taken_over.iter().map(|(_, runs, _)| runs).sum(), "{:?}", self.taken_over);
        let said = format!(
            "REPLICAS_SEED={seed}: {:?}; {} events of {all} leases and runs, of which {over} were taken from one whose time was over",
            self.taken_over,
            lines.len()
        );
        for replica in &mut self.replicas {
            let process = replica.process.id().unwrap();
            signal("-TERM", &process.to_string());
            // One that was started a moment ago ends before it listens for signals.
            assert!(matches!(replica.process.wait().await.unwrap().code(), Some(0) | None));
            faketime::clean_up(process);
        }
        self.wrong_clocks_were_reported_once();
        said
    }

    /// Each service whose machine's clock is wrong has said so once, and the others have said nothing of the kind.
    fn wrong_clocks_were_reported_once(&self) {
        for Replica { number, starts, .. } in &self.replicas {
            let (ahead, log) = (AHEAD[*number], std::fs::read_to_string(self.log_file(*number)).unwrap());
            let said: Vec<&str> = log
                .split("this machine's clock is ")
                .skip(1)
                .filter_map(|rest| rest.split(": ").next())
                .collect();
            let word = if ahead > 0 { "ahead of" } else { "behind" };
            for said in &said {
                let (seconds, rest) = said.split_once(' ').unwrap();
                let off = seconds.parse::<f64>().unwrap() - f64::from(ahead.abs());
                assert!(off.abs() < 5.0 && rest == format!("s {word} the database's"), "{number}: {said}");
            }
            // The last one may have been started a moment ago.
            let expected = if ahead == 0 { 0..=0 } else { 1..=*starts };
            assert!(expected.contains(&said.len()), "{number}: {said:?} of {starts} starts");
        }
    }
}
