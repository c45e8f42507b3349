//! Many tenants at once whose systems accept requests and never answer.

use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use tempfile::TempDir;
use wms_erp_host::sandbox::company::{self, COOKING_SET, FROM_BERGEN, FROM_KARI};
use wms_erp_host::sandbox::systems::{Ports, Systems};
use wms_erp_sync::clock::{Clock, SystemClock};
use wms_erp_sync::simulator::ongoing::Rule;

use crate::child::service;

const TENANTS: usize = 40;

/// What never answers, in turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hangs {
    /// The warehouse, once it has taken an order.
    Order,
    /// The warehouse, before it has taken an article.
    Article,
    /// The ERP, once it has set an order to Sent.
    Sent,
    /// The ERP, asked for products.
    Products,
    /// All of the warehouse.
    Warehouse,
    /// The ERP, at the login.
    Login,
}

const SORTS: [Hangs; 6] =
    [Hangs::Order, Hangs::Article, Hangs::Sent, Hangs::Products, Hangs::Warehouse, Hangs::Login];

impl Hangs {
    fn begin(self, Systems { erp, wms, .. }: &Systems) {
        match self {
            Self::Order => {
                wms.control().misbehave(Rule::hang().on("ProcessOrder").after_the_change().always());
            }
            Self::Article => wms.control().misbehave(Rule::hang().on("ProcessArticle").always()),
            Self::Sent => erp.misbehave(Rule::hang().on("SaveInvoices").after_the_change().always()),
            Self::Products => erp.misbehave(Rule::hang().on("GetProducts").always()),
            Self::Warehouse => wms.control().misbehave(Rule::hang().always()),
            Self::Login => erp.misbehave(Rule::hang().on("Login").always()),
        }
    }

    /// Whether a request has come that is not answered.
    fn has_begun(self, Systems { erp, wms, .. }: &Systems) -> bool {
        let count = match self {
            Self::Order => wms.control().count("ProcessOrder"),
            Self::Article => wms.control().count("ProcessArticle"),
            Self::Sent => erp.count("SaveInvoices"),
            Self::Products => erp.count("GetProducts"),
            Self::Warehouse => wms.control().count(""),
            Self::Login => erp.count("Login"),
        };
        count > 0
    }
}

struct Town {
    tenants: Vec<(Systems, Hangs)>,
    folder: TempDir,
}

impl Town {
    /// Each tenant has a company and a warehouse of its own. With an interval of a second all of them begin at once.
    async fn start() -> Self {
        let since = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let mut text = String::from("store = \"sync.sqlite3\"\n");
        let mut tenants = Vec::new();
        for (n, hangs) in SORTS.into_iter().cycle().take(TENANTS).enumerate() {
            let systems = Systems::start(Arc::new(SystemClock), Ports::default()).await.unwrap();
            let company = 5_000 + i64::try_from(n).unwrap();
            systems.erp.change(|options| options.identities[0].client_id = company);
            company::move_in(&systems).unwrap();
            systems
                .erp
                .books()
                .patch_order(company::FROM_OLA, |order| order.set("Addresses.Delivery.Country", "Norge"));
            let own = systems.configuration("sync.sqlite3", since);
            let (_, own) = own.split_once("[[tenant]]").unwrap();
            // The sandbox gives all its goods owners one number and one code.
            let own = own
                .replace("\"nordlys\"", &format!("\"tenant-{n}\""))
                .replace("[tenant.wms]\n", "[tenant.wms]\nshared = true\n")
                .replace("[tenant.orders]\n", "[tenant.orders]\ninterval = \"1s\"\n");
            text += &format!("\n[[tenant]]{own}");
            for process in ["articles", "order_status", "stock"] {
                text += &format!("\n[tenant.{process}]\ninterval = \"1s\"\n");
            }
            tenants.push((systems, hangs));
        }
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("sync.toml");
        std::fs::write(&file, text).unwrap();
        std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        Self { tenants, folder }
    }

    fn command(&self, arguments: &[&str]) -> tokio::process::Command {
        let mut command = tokio::process::Command::new(service());
        command.args(arguments).arg("--config").arg(self.folder.path().join("sync.toml"));
        command.env_remove("RUST_LOG").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.kill_on_drop(true);
        command
    }

    async fn once(&self, more: &[&str]) -> Output {
        let done = self.command(&[&["once"], more].concat()).output().await.unwrap();
        let told = [&done.stdout[..], &done.stderr].concat();
        assert_eq!(done.status.code(), Some(0), "{more:?}: {}", String::from_utf8_lossy(&told));
        done
    }

    /// Calls that change something, at all systems.
    fn writes(&self) -> usize {
        let of = |Systems { erp, wms, .. }: &Systems| {
            let erp: usize = ["SaveInvoices", "SetStockQuantity"].map(|name| erp.count(name)).iter().sum();
            let wms = ["ProcessArticle", "ProcessOrder"].map(|name| wms.control().count(name));
            erp + wms.iter().sum::<usize>()
        };
        self.tenants.iter().map(|(systems, _)| of(systems)).sum()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_ends_forty_tenants_whose_systems_hang_within_ten_seconds_and_the_next_run_settles_it() {
    let town = Town::start().await;
    let sent = [FROM_KARI, FROM_BERGEN];
    for (n, (systems, hangs)) in town.tenants.iter().enumerate() {
        if *hangs == Hangs::Sent {
            town.once(&["--tenant", &format!("tenant-{n}")]).await;
            for order in sent.map(|order| order.to_string()) {
                systems.wms.pick_all(&order).unwrap();
                systems.wms.send(&order).unwrap();
            }
        }
        systems.erp.clear_requests();
        systems.wms.control().clear_requests();
        hangs.begin(systems);
    }

    let mut child = town.command(&["run"]).spawn().unwrap();
    let id = child.id().unwrap().to_string();
    let begun = SystemClock.now();
    while !town.tenants.iter().all(|(systems, hangs)| hangs.has_begun(systems)) {
        assert_eq!(child.try_wait().unwrap(), None, "the service has ended");
        let waited = SystemClock.now() - begun;
        let left = town.tenants.iter().filter(|(systems, hangs)| !hangs.has_begun(systems)).count();
        assert!(waited < TimeDelta::seconds(60), "{left} tenants have not begun");
        tokio::task::yield_now().await;
    }
    let began = SystemClock.now() - begun;
    let asked = SystemClock.now();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    let ended = child.wait_with_output().await.unwrap();
    let took = SystemClock.now() - asked;
    println!("all had begun after {began}, and the service ended after {took}");
    let logs = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(0), "{logs}");
    assert!(took < TimeDelta::seconds(10), "it took {took}");
    let broken = |n: usize| {
        logs.lines().any(|line| line.contains(&format!("tenant-{n}:")) && line.contains("interrupted"))
    };
    let silent: Vec<usize> = (0..TENANTS).filter(|n| !broken(*n)).collect();
    assert!(silent.is_empty(), "nothing is said of what was in hand of {silent:?}: {logs}");

    for (systems, _) in &town.tenants {
        systems.erp.control().behave();
        systems.wms.control().behave();
    }
    town.once(&[]).await;
    for (n, (systems, hangs)) in town.tenants.iter().enumerate() {
        let mut numbers: Vec<String> =
            systems.wms.orders().iter().map(|order| order.number().to_owned()).collect();
        numbers.sort();
        assert_eq!(numbers, ["10001", "10002", "10003", "10004"], "tenant {n}, {hangs:?}: each order once");
        assert_eq!(systems.wms.articles().len(), 7, "tenant {n}, {hangs:?}");
        if *hangs == Hangs::Sent {
            for order in sent {
                let order = systems.erp.books().order(order).unwrap();
                assert_eq!(order.text("OrderStatus"), Some("OrderState_Sent"), "tenant {n}");
            }
        }
        let article = systems.wms.article_by_product_code(&COOKING_SET.to_string()).unwrap();
        let stock = systems.erp.books().product(COOKING_SET).unwrap().decimal("Stock");
        assert_eq!(stock, Some(article.stock.physical), "tenant {n}, {hangs:?}");
    }
    let writes = town.writes();
    town.once(&[]).await;
    assert_eq!(town.writes(), writes, "nothing is left to do");
}
