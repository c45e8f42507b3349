//! Two systems with the small company in them, a folder with a configuration, and the host in between.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};
use tempfile::TempDir;
use wms_erp_host::config::Outside;
use wms_erp_host::sandbox::systems::{Ports, Systems};
use wms_erp_host::{self as host, Exit, Reload, Surroundings};
use wms_erp_host::{Machine, sandbox::company};
use wms_erp_sync::CancellationToken;
use wms_erp_sync::clock::Clock;

pub(crate) struct Rig {
    pub(crate) systems: Systems,
    pub(crate) folder: TempDir,
    pub(crate) clock: TestClock,
    pub(crate) stop: CancellationToken,
    pub(crate) reload: Reload,
    variables: HashMap<String, String>,
}

/// What a call of the host left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) exit: Exit,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Rig {
    /// The company of the demo at eight in the morning, and a configuration in `sync.toml`.
    pub(crate) async fn start() -> Self {
        Self::start_with(TestClock::default()).await
    }

    async fn start_with(clock: TestClock) -> Self {
        let systems = Systems::start(Arc::new(clock.clone()), Ports::default()).await.unwrap();
        company::move_in(&systems).unwrap();
        let folder = TempDir::new().unwrap();
        let (stop, reload, variables) = Default::default();
        let rig = Self { systems, folder, clock, stop, reload, variables };
        rig.configure(&rig.configuration());
        rig
    }

    /// What the sandbox prints, too.
    pub(crate) fn configuration(&self) -> String {
        self.systems.configuration("sync.sqlite3", NaiveDate::from_ymd_opt(2026, 1, 1).unwrap())
    }

    /// The same with another store.
    pub(crate) fn configure_store(&self, store: &str) {
        self.configure(&self.configuration().replacen("store = \"sync.sqlite3\"", store, 1));
    }

    pub(crate) fn configure(&self, text: &str) {
        std::fs::write(self.file(), text).unwrap();
    }

    pub(crate) fn set(&mut self, variable: &str, value: &str) {
        self.variables.insert(variable.to_owned(), value.to_owned());
    }

    /// The same, after the host was stopped.
    pub(crate) fn restarted(self) -> Self {
        Self { stop: CancellationToken::new(), ..self }
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("sync.toml")
    }

    /// Does something to the store behind the host's back.
    pub(crate) async fn execute(&self, sql: &'static str) {
        let options = SqliteConnectOptions::new().filename(self.folder.path().join("sync.sqlite3"));
        let mut connection = options.connect().await.unwrap();
        sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }

    /// Calls the host in this process; `--config` is added.
    pub(crate) async fn host(&self, arguments: &[&str]) -> Ran {
        let config = [OsString::from("--config"), self.file().into()];
        self.host_bare(arguments.iter().map(OsString::from).chain(config)).await
    }

    pub(crate) async fn host_bare(&self, arguments: impl IntoIterator<Item = OsString>) -> Ran {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let (clock, outside) = (Arc::new(self.clock.clone()), Arc::new(Variables(self.variables.clone())));
        let mut around = Surroundings::new(clock, outside, &mut out, &mut err)
            .stop(self.stop.clone())
            .reload(self.reload.clone());
        let exit = host::run([OsString::from("host")].into_iter().chain(arguments), &mut around).await;
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { exit, out: text(out), err: text(err) }
    }

    /// `once`, which must end well or with records held.
    pub(crate) async fn once(&self) -> Ran {
        let ran = self.host(&["once"]).await;
        assert!(matches!(ran.exit, Exit::Done | Exit::Held), "{ran:?}");
        ran
    }

    /// Calls that change something at either side, since the start.
    pub(crate) fn writes(&self) -> Vec<(&'static str, usize)> {
        let Systems { erp, wms, .. } = &self.systems;
        let erp = ["SaveInvoices", "SaveProducts", "SetStockQuantity"].map(|name| (name, erp.count(name)));
        let wms = ["ProcessArticle", "ProcessOrder", "ProcessCustomer", "UpdateOrder", "UpdateOrderLines"]
            .map(|name| (name, wms.control().count(name)));
        erp.into_iter().chain(wms).collect()
    }

    /// Calls that did whatever, without logins: to the ERP and to the WMS.
    pub(crate) fn requests(&self) -> (usize, usize) {
        let Systems { erp, wms, .. } = &self.systems;
        let authenticate = ["Login", "GetIdentity", "GetIdentities", "HasSession"];
        let session: usize = authenticate.iter().map(|name| erp.count(name)).sum();
        (erp.count("") - session, wms.control().count(""))
    }

    pub(crate) fn erp_status(&self, order: i32) -> String {
        self.systems.erp.books().order(order).unwrap().text("OrderStatus").unwrap().to_owned()
    }

    pub(crate) fn erp_stock(&self, product: i32) -> i32 {
        let stock = self.systems.erp.books().product(product).unwrap().decimal("Stock").unwrap();
        stock.try_into().unwrap()
    }

    /// Spells the country right that holds Ola's order, so that nothing is held.
    pub(crate) fn correct_the_country(&self) {
        let ola = self.systems.erp.books();
        assert!(ola.patch_order(company::FROM_OLA, |order| order.set("Addresses.Delivery.Country", "Norge")));
    }
}

/// Environment variables that a test has set, and the real files.
#[derive(Debug)]
struct Variables(HashMap<String, String>);

impl Outside for Variables {
    fn variable(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned()
    }

    fn text(&self, path: &Path) -> io::Result<String> {
        Machine.text(path)
    }

    fn files(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        Machine.files(folder)
    }

    fn first_line_of(&self, command: &[String]) -> Result<String, String> {
        Machine.first_line_of(command)
    }

    fn is_open_to_all(&self, path: &Path) -> bool {
        Machine.is_open_to_all(path)
    }

    fn is_writable_by_all(&self, path: &Path) -> bool {
        Machine.is_writable_by_all(path)
    }
}

/// Stands still until somebody waits or moves it: waiting takes no time, unless it is stopped.
#[derive(Debug, Clone)]
pub(crate) struct TestClock(Arc<Mutex<DateTime<Utc>>>, Arc<AtomicBool>);

impl Default for TestClock {
    fn default() -> Self {
        Self(Arc::new(Mutex::new("2026-03-02T07:00:00Z".parse().unwrap())), Arc::default())
    }
}

impl TestClock {
    pub(crate) fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }

    /// Whoever waits from now on waits until it goes on.
    pub(crate) fn stop(&self) {
        self.1.store(true, Ordering::SeqCst);
    }

    pub(crate) fn go_on(&self) {
        self.1.store(false, Ordering::SeqCst);
    }
}

#[async_trait]
impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }

    async fn sleep(&self, duration: Duration) {
        while self.1.load(Ordering::SeqCst) {
            tokio::task::yield_now().await;
        }
        self.advance(TimeDelta::from_std(duration).unwrap());
        tokio::task::yield_now().await;
    }

    /// Whoever waits moves the time by minutes: that is no time in which a run has stood still.
    fn monotonic(&self) -> Duration {
        Duration::ZERO
    }

    /// No time passes in the background.
    async fn sleep_in_background(&self, _: Duration) {
        std::future::pending::<()>().await;
    }
}
