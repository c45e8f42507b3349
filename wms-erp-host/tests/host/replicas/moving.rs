//! Tenants that are added, changed, removed, put back and renamed while three services run on one database. Each service has a folder
//! of its own, and they come to see a change one after the other, in an order that a seed decides.
//!
//! `MOVING=…` (how many seeds, one by default), `MOVING_STEPS=…` (how many changes each), `MOVING_SEED=…` replays one.

use std::collections::BTreeMap;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use fastrand::Rng;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tempfile::TempDir;
use tokio::process::Child;
use wms_erp_host::sandbox::company;
use wms_erp_host::sandbox::systems::{Ports, Systems};
use wms_erp_postgres::PostgresStore;
use wms_erp_sync::clock::{Clock, SystemClock};
use wms_erp_sync::simulator::ongoing::world::Order;

use super::record::{self, Line};
use super::{HOURS, LONGEST, undisturbed};
use crate::child::{service, signal};
use crate::killed::{people, picture};
use crate::postgres::server::{OWNER, PASSWORD, Server};

const REPLICAS: usize = 3;
const CUSTOMERS: usize = 4;
/// A run that has begun when its tenant is removed ends with its record.
const RECORD_IN_HAND: TimeDelta = TimeDelta::seconds(2);
/// A service begins with a tenant, and then says so.
const SAID_AFTER: TimeDelta = TimeDelta::seconds(10);

/// A customer, by whatever name it is served.
struct Customer {
    systems: Systems,
    name: String,
    renamed: usize,
    is_served: bool,
    /// How far its day has come.
    hour: usize,
    /// Whether something has happened that it was not served for yet. The next hour waits for that, as in the undisturbed day.
    is_behind: bool,
    /// In seconds.
    interval: usize,
}

impl Customer {
    async fn new(number: usize) -> Self {
        let systems = Systems::start(Arc::new(SystemClock), Ports::default()).await.unwrap();
        company::move_in(&systems).unwrap();
        let books = systems.erp.books();
        books.patch_order(company::FROM_OLA, |order| order.set("Addresses.Delivery.Country", "Norge"));
        let name = format!("t{number}");
        Self { systems, name, renamed: 0, is_served: false, hour: 0, is_behind: true, interval: 2 }
    }

    fn text(&self) -> String {
        let text = self.systems.configuration("", NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
        let (_, own) = text.split_once("[[tenant]]").unwrap();
        let own = own.replace("[tenant.", "[").replacen("name = \"nordlys\"\n", "", 1);
        // All simulated systems number companies and goods owners alike.
        let own = own.replace("[erp]", "[erp]\nshared = true").replace("[wms]", "[wms]\nshared = true");
        let every = format!("interval = \"{}s\"", self.interval);
        let mut own = own.replace("[orders]", &format!("[orders]\n{every}"));
        for process in ["articles", "stock", "order_status"] {
            own += &format!("\n[{process}]\n{every}");
        }
        own + "\nrest_orders = true\n"
    }

    fn requests(&self) -> usize {
        self.systems.erp.count("") + self.systems.wms.control().count("")
    }

    /// Orders and articles that were written, and reads of everything: what is done again where nothing is remembered.
    fn done_once(&self) -> [usize; 3] {
        let control = self.systems.wms.control();
        let whole = self.systems.erp.requests();
        let whole = whole.iter().filter(|request| request.operation == "GetProducts");
        let whole =
            whole.filter(|request| !["<DateChanged", "<Ids"].iter().any(|key| request.body.contains(key)));
        [control.count("ProcessOrder"), control.count("ProcessArticle"), whole.count()]
    }
}

struct Town {
    server: Server,
    root: TempDir,
    replicas: Vec<Child>,
    customers: Vec<Customer>,
    expected: Vec<String>,
    random: Rng,
    seed: u64,
}

impl Town {
    async fn start(server: Server, expected: Vec<String>, seed: u64) -> Self {
        let url = server.url_of(OWNER, PASSWORD);
        PostgresStore::builder(&url).unwrap().open().await.unwrap().close().await;
        record::start(&url).await;
        let (root, mut customers) = (TempDir::new().unwrap(), Vec::new());
        for number in 0..CUSTOMERS {
            customers.push(Customer::new(number).await);
        }
        let random = Rng::with_seed(seed);
        let mut town = Self { server, root, replicas: Vec::new(), customers, expected, random, seed };
        for replica in 0..REPLICAS {
            std::fs::create_dir_all(town.folder(replica)).unwrap();
            let main = format!(
                "store = \"{}\"\nstore_password_env = \"DB_PASSWORD\"\nscheduler = \"postgres\"\nlease_duration = \"5s\"\n\
                 tenants = \"tenants.d\"\n",
                url.replace(&format!(":{PASSWORD}@"), "@")
            );
            std::fs::write(town.main(replica), main).unwrap();
            town.write(replica, 0);
        }
        town.customers[0].is_served = true;
        for replica in 0..REPLICAS {
            let log = std::fs::File::create(town.root.path().join(format!("{replica}.log"))).unwrap();
            let mut command = town.command(replica, &["run"]);
            town.replicas.push(command.stdout(Stdio::null()).stderr(log).spawn().unwrap());
        }
        town
    }

    fn command(&self, replica: usize, arguments: &[&str]) -> tokio::process::Command {
        let mut command = tokio::process::Command::new(service());
        command.args(arguments).arg("--config").arg(self.main(replica));
        command.env("DB_PASSWORD", PASSWORD).env_remove("RUST_LOG").stdin(Stdio::null()).kill_on_drop(true);
        command
    }

    fn main(&self, replica: usize) -> PathBuf {
        self.root.path().join(format!("{replica}/sync.toml"))
    }

    fn folder(&self, replica: usize) -> PathBuf {
        self.root.path().join(format!("{replica}/tenants.d"))
    }

    fn file(&self, replica: usize, name: &str) -> PathBuf {
        self.folder(replica).join(format!("{name}.toml"))
    }

    fn write(&self, replica: usize, customer: usize) {
        let customer = &self.customers[customer];
        let file = self.file(replica, &customer.name);
        std::fs::write(&file, customer.text()).unwrap();
        std::fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
    }

    fn log(&self, replica: usize) -> String {
        std::fs::read_to_string(self.root.path().join(format!("{replica}.log"))).unwrap()
    }

    fn tail(&self) -> String {
        let logs: Vec<String> = (0..REPLICAS)
            .map(|replica| {
                let log = self.log(replica);
                let lines: Vec<&str> = log.lines().collect();
                format!("{replica}:\n{}", lines[lines.len().saturating_sub(25)..].join("\n"))
            })
            .collect();
        format!("MOVING_SEED={}\n{}", self.seed, logs.join("\n"))
    }

    /// When a service said so of a tenant.
    fn said(&self, replica: usize, name: &str, word: &str) -> Vec<DateTime<Utc>> {
        let (what, tenant) = (format!("the tenant was {word}"), format!("tenant=\"{name}\""));
        let log = self.log(replica);
        let lines = log.lines().filter(|line| line.contains(&what) && line.contains(&tenant));
        lines.map(|line| line.split_whitespace().next().unwrap().parse().unwrap()).collect()
    }

    async fn until(&self, what: &str, is_so: impl Fn() -> bool) {
        let begun = SystemClock.now();
        while !is_so() {
            let waited = SystemClock.now() - begun;
            assert!(waited < LONGEST, "{what}\n{}", self.tail());
            SystemClock.sleep(Duration::from_millis(100)).await;
        }
    }

    /// Does something in each service's folder, one after the other, and waits until all have said what becomes of it.
    async fn everywhere(&mut self, name: &str, word: &str, act: impl Fn(&Self, usize)) {
        let before: Vec<usize> = (0..REPLICAS).map(|replica| self.said(replica, name, word).len()).collect();
        let mut order: Vec<usize> = (0..REPLICAS).collect();
        self.random.shuffle(&mut order);
        for replica in order {
            act(self, replica);
            let (asks, waits) = (self.random.bool(), self.random.bool());
            if asks {
                signal("-HUP", &self.replicas[replica].id().unwrap().to_string());
            }
            if waits {
                let is_said = || self.said(replica, name, word).len() > before[replica];
                self.until(&format!("service {replica} never said {name} was {word}"), is_said).await;
            }
        }
        let is_said = |replica: usize| self.said(replica, name, word).len() > before[replica];
        self.until(&format!("{name} was not {word} everywhere"), || (0..REPLICAS).all(is_said)).await;
    }

    /// All that is served is as after an undisturbed day.
    async fn catches_up(&mut self) {
        for customer in self.customers.iter().filter(|customer| customer.is_served) {
            let (expected, name) = (&self.expected[customer.hour], &customer.name);
            let is_so = || picture(&customer.systems) == *expected;
            self.until(&format!("{name} does not come to hour {}", customer.hour), is_so).await;
        }
        let served = self.customers.iter_mut().filter(|customer| customer.is_served);
        served.for_each(|customer| customer.is_behind = false);
    }

    async fn step(&mut self) -> &'static str {
        let at = self.random.usize(..CUSTOMERS);
        let (name, is_served) = (self.customers[at].name.clone(), self.customers[at].is_served);
        // What people do goes on, whoever is served.
        let customer = &mut self.customers[at];
        if customer.hour + 1 < HOURS && !customer.is_behind && self.random.bool() {
            customer.hour += 1;
            customer.is_behind = true;
            people(&customer.systems, customer.hour);
        }
        let word = match (is_served, self.random.u8(..3)) {
            (false, _) => {
                self.everywhere(&name, "added", |town, replica| town.write(replica, at)).await;
                self.customers[at].is_served = true;
                "added"
            }
            (true, 0) => {
                self.customers[at].interval = 5 - self.customers[at].interval;
                self.everywhere(&name, "changed", |town, replica| town.write(replica, at)).await;
                "changed"
            }
            (true, 1) => {
                let remove = |town: &Self, replica| std::fs::remove_file(town.file(replica, &name)).unwrap();
                // Without any, a service would ask whether a file system is not mounted.
                self.everywhere(&name, "removed", remove).await;
                self.customers[at].is_served = false;
                self.nothing_is_served(at).await;
                "removed"
            }
            (true, _) => {
                self.catches_up().await;
                self.rename(at).await;
                "renamed"
            }
        };
        self.catches_up().await;
        word
    }

    /// No service asks anything of its systems any more.
    async fn nothing_is_served(&self, at: usize) {
        let customer = &self.customers[at];
        let rounds = |town: &Self| -> usize {
            town.customers.iter().filter(|other| other.is_served).map(Customer::requests).sum()
        };
        let runs = self.lines(record::RUNS).await;
        let name = format!("{}:", customer.name);
        assert!(!runs.iter().any(|run| run.key.starts_with(&name)), "{runs:?}\n{}", self.tail());
        let (asked, begun) = (customer.requests(), rounds(self));
        match self.customers.iter().any(|other| other.is_served) {
            // Several rounds of another one.
            true => self.until("the others stand still", || rounds(self) > begun + 20).await,
            false => SystemClock.sleep(Duration::from_secs(6)).await,
        }
        assert_eq!(customer.requests(), asked, "{} is served no more\n{}", customer.name, self.tail());
    }

    /// By the command in one service's folder, and by hand in the others.
    async fn rename(&mut self, at: usize) {
        let from = self.customers[at].name.clone();
        self.customers[at].renamed += 1;
        let to = format!("t{at}-{}", self.customers[at].renamed);
        let done = self.customers[at].done_once();
        let first = self.random.usize(..REPLICAS);
        let renamed = self.command(first, &["tenant", "rename", &from, &to]).output().await.unwrap();
        let words = String::from_utf8_lossy(&renamed.stderr);
        assert_eq!(renamed.status.code(), Some(0), "{words}\n{}", self.tail());
        self.customers[at].name.clone_from(&to);
        let (from, target) = (from.as_str(), to.as_str());
        self.everywhere(&to, "added", |town, replica| {
            if replica != first {
                std::fs::rename(town.file(replica, from), town.file(replica, target)).unwrap();
            }
        })
        .await;
        let is_gone = |replica: usize| !self.said(replica, from, "removed").is_empty();
        self.until(&format!("{from} is still there"), || (0..REPLICAS).all(is_gone)).await;
        let requests = self.customers[at].requests();
        self.until(&format!("{to} is not served"), || self.customers[at].requests() > requests + 10).await;
        assert_eq!(
            self.customers[at].done_once(),
            done,
            "{to} has forgotten what {from} knew\n{}",
            self.tail()
        );
    }

    async fn lines(&self, sql: &'static str) -> Vec<Line> {
        let mut connection = PgConnection::connect(&self.server.url_of(OWNER, PASSWORD)).await.unwrap();
        let rows: Vec<record::Row> =
            sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap();
        rows.into_iter().map(Into::into).collect()
    }

    /// What is removed in a service is not run by it, until it is added again; it says so right after.
    fn no_run_of_what_is_removed(&self, replica: usize, lines: &[Line]) {
        let own = format!(" pid {} ", self.replicas[replica].id().unwrap());
        let own =
            lines.iter().filter(|line| line.kind == "run" && line.until > 0 && line.owner.contains(&own));
        let mut said: BTreeMap<&str, [Vec<DateTime<Utc>>; 2]> = BTreeMap::new();
        for line in own {
            let tenant = line.key.split(':').next().unwrap();
            let [removed, added] = said
                .entry(tenant)
                .or_insert_with(|| ["removed", "added"].map(|word| self.said(replica, tenant, word)));
            let at = DateTime::from_timestamp_millis(line.at).unwrap();
            let Some(removed) = removed.iter().filter(|said| **said <= at).max() else { continue };
            let is_back = added.iter().any(|added| added > removed && *added <= at + SAID_AFTER);
            let is_ending = at - *removed < RECORD_IN_HAND;
            assert!(
                is_back || is_ending,
                "service {replica} runs what it has removed: {line:?}\n{}",
                self.tail()
            );
        }
    }

    /// No order was doubled, no process ran twice at once, and none for a service that had removed its tenant.
    async fn judge(&mut self) {
        let seed = self.seed;
        for customer in &self.customers {
            assert_eq!(
                customer.systems.wms.parallel_writes(),
                0,
                "MOVING_SEED={seed}: a process ran twice at once"
            );
            let orders = customer.systems.wms.orders();
            let mut numbers: Vec<&str> = orders.iter().map(Order::number).collect();
            numbers.sort_unstable();
            numbers.dedup();
            assert_eq!(numbers.len(), orders.len(), "MOVING_SEED={seed}: an order was doubled");
        }
        let lines = self.lines(record::LINES).await;
        record::judge(&lines, &format!("MOVING_SEED={seed}"));
        for replica in 0..REPLICAS {
            self.no_run_of_what_is_removed(replica, &lines);
        }
        for replica in &mut self.replicas {
            signal("-TERM", &replica.id().unwrap().to_string());
            assert_eq!(replica.wait().await.unwrap().code(), Some(0));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tenants_come_change_and_go_in_three_services_and_no_order_is_lost_or_doubled() {
    let number = |name: &str| std::env::var(name).ok().map(|value| value.parse::<u64>().unwrap());
    let seeds: Vec<u64> = match number("MOVING_SEED") {
        Some(seed) => vec![seed],
        None => (0..number("MOVING").unwrap_or(1)).collect(),
    };
    let mut expected = None;
    for seed in seeds {
        let Some(server) = Server::own() else {
            return crate::skipped("PostgreSQL 15 or later is not installed (Debian: postgresql)");
        };
        if expected.is_none() {
            expected = Some(undisturbed().await);
        }
        let mut town = Town::start(server, expected.clone().unwrap_or_default(), seed).await;
        town.catches_up().await;
        let mut steps = Vec::new();
        for _ in 0..number("MOVING_STEPS").unwrap_or(8) {
            steps.push(town.step().await);
        }
        town.judge().await;
        println!("MOVING_SEED={seed}: {steps:?}");
    }
}
