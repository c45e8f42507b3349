//! Three services on one database: killed, paused, cut off from it, in turn. The end of the day is the one of a day on which nothing
//! happened.
//!
//! `REPLICAS_TENANTS=…` (how many, 4 by default), `REPLICAS=…` (how many days, one by default), `REPLICAS_SEED=…` replays one.

#![cfg(unix)]

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use fastrand::Rng;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tempfile::TempDir;
use tokio::process::Child;
use wms_erp_host::sandbox::company;
use wms_erp_host::sandbox::systems::{Ports, Systems};
use wms_erp_sync::clock::{Clock, SystemClock};

use crate::child::{Street, service};
use crate::killed::{people, picture};
use crate::postgres::server::{OWNER, PASSWORD, Server};

const HOURS: usize = 3;
/// As the configuration says.
const LEASE: TimeDelta = TimeDelta::seconds(5);
/// How long everything may take to be in step again after a fault.
const LONGEST: TimeDelta = TimeDelta::seconds(120);

/// What each tenant looks like after each hour of a day on which nothing happens.
async fn undisturbed() -> Vec<String> {
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

struct Town {
    tenants: Vec<Systems>,
    server: Server,
    folder: TempDir,
    replicas: Vec<Child>,
    /// How many runs each killed service had in hand, and after how long the last one was taken over.
    taken_over: Vec<(usize, TimeDelta)>,
}

impl Town {
    async fn start(server: Server, tenants: usize) -> Self {
        let url = server.url_of(OWNER, PASSWORD).replace(&format!(":{PASSWORD}@"), "@");
        let mut text = format!(
            "store = \"{url}\"\nstore_password_env = \"DB_PASSWORD\"\nscheduler = \"postgres\"\nlease_duration = \"5s\"\n"
        );
        // Two cores do some twenty runs a second, the simulated systems included.
        let every = 2 + tenants / 5;
        let mut all = Vec::new();
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
        let path = folder.path().join("sync.toml");
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        let mut town = Self { tenants: all, server, folder, replicas: Vec::new(), taken_over: Vec::new() };
        for _ in 0..3 {
            town.replicas.push(town.replica());
        }
        town
    }

    fn replica(&self) -> Child {
        let log = std::fs::OpenOptions::new().create(true).append(true).open(self.folder.path().join("log"));
        let mut command = tokio::process::Command::new(service());
        command.arg("run").arg("--config").arg(self.folder.path().join("sync.toml"));
        command.env("DB_PASSWORD", PASSWORD).env_remove("RUST_LOG").kill_on_drop(true);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log.unwrap()).spawn().unwrap()
    }

    async fn query(&self, sql: String) -> Vec<(String, i64)> {
        // It may have been restarted just now.
        loop {
            let Ok(mut connection) = PgConnection::connect(&self.server.url_of(OWNER, PASSWORD)).await else {
                SystemClock.sleep(Duration::from_millis(100)).await;
                continue;
            };
            match sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut connection).await {
                Ok(rows) => return rows,
                // The service was killed before it had made its tables.
                Err(error)
                    if error.as_database_error().and_then(sqlx::error::DatabaseError::code).as_deref()
                        == Some("42P01") =>
                {
                    return Vec::new();
                }
                Err(error) => panic!("{error}"),
            }
        }
    }

    /// Waits until every tenant looks like that.
    async fn until(&self, expected: &str, what: &str) {
        let begun = SystemClock.now();
        loop {
            let others = self.tenants.iter().map(picture).filter(|picture| picture != expected);
            let Some(other) = others.into_iter().next() else { return };
            if SystemClock.now() - begun > LONGEST {
                let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap();
                let tail: Vec<&str> = log.lines().rev().take(60).collect();
                panic!("{what}:\n{other}\nand not\n{expected}\n{}", tail.join("\n"));
            }
            SystemClock.sleep(Duration::from_millis(100)).await;
        }
    }

    /// Everything that can happen, one after the other; the seed says to whom, and when.
    async fn disturb(&mut self, hour: usize, random: &mut Rng) {
        SystemClock.sleep(Duration::from_millis(random.u64(..1_500))).await;
        let victim = random.usize(..self.replicas.len());
        match hour % HOURS {
            0 => self.kill(victim).await,
            1 => {
                let id = self.replicas[victim].id().unwrap().to_string();
                signal("-STOP", &id);
                // For longer than a lease.
                SystemClock.sleep((LEASE + TimeDelta::seconds(2)).to_std().unwrap()).await;
                signal("-CONT", &id);
                self.query(CUT.to_owned()).await;
            }
            _ => {
                self.server.restart();
                self.kill(victim).await;
            }
        }
    }

    /// Kills a service, and sees that another one takes what it had in hand.
    async fn kill(&mut self, victim: usize) {
        let id = self.replicas[victim].id().unwrap();
        self.replicas[victim].start_kill().unwrap();
        self.replicas[victim].wait().await.unwrap();
        let killed: DateTime<Utc> = SystemClock.now();
        let had =
            format!("SELECT key, claim FROM wms_erp.due WHERE owner = 'pid {id}' AND claimed_until > 0");
        let orphans = self.query(had.clone()).await;
        loop {
            let left = self.query(had.clone()).await;
            if left.iter().all(|claim| !orphans.contains(claim)) {
                break;
            }
            let waited = SystemClock.now() - killed;
            assert!(waited < LEASE * 2, "{left:?} were not taken over after {waited}");
            SystemClock.sleep(Duration::from_millis(100)).await;
        }
        self.taken_over.push((orphans.len(), SystemClock.now() - killed));
        self.replicas[victim] = self.replica();
    }
}

const CUT: &str = "SELECT pid::text, (pg_terminate_backend(pid))::int::bigint FROM pg_stat_activity
                   WHERE application_name = 'wms-erp'";

fn signal(name: &str, id: &str) {
    assert!(Command::new("kill").args([name, id]).status().unwrap().success());
}

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
            return eprintln!("SKIPPED: PostgreSQL 15 or later is not installed (Debian: postgresql)");
        };
        if expected.is_none() {
            expected = Some(undisturbed().await);
        }
        let mut town = Town::start(server, tenants).await;
        let mut random = Rng::with_seed(seed);
        for (hour, expected) in expected.iter().flatten().enumerate() {
            for systems in &town.tenants {
                people(systems, hour);
            }
            town.disturb(hour, &mut random).await;
            town.until(expected, &format!("REPLICAS_SEED={seed}, hour {hour}")).await;
        }
        // Nothing is done that was done already.
        for systems in &town.tenants {
            assert_eq!(systems.wms.parallel_writes(), 0, "REPLICAS_SEED={seed}: a process ran twice at once");
            let mut numbers: Vec<String> =
                systems.wms.orders().iter().map(|order| order.number().to_owned()).collect();
            let all = numbers.len();
            numbers.sort_unstable();
            numbers.dedup();
            assert_eq!(numbers.len(), all, "REPLICAS_SEED={seed}: an order was doubled");
        }
        println!(
            "REPLICAS_SEED={seed}: runs of killed services, and when they were taken over: {:?}",
            town.taken_over
        );
        for replica in &mut town.replicas {
            signal("-TERM", &replica.id().unwrap().to_string());
            // One that was started a moment ago ends before it listens for signals.
            assert!(matches!(replica.wait().await.unwrap().code(), Some(0) | None));
        }
    }
}
