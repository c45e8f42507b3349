//! The host as a process of its own: signals, sudden death, two at once.

use std::process::{Command, Stdio};
use std::sync::Arc;

use chrono::NaiveDate;
use tempfile::TempDir;
use wms_erp_host::sandbox::company;
use wms_erp_host::sandbox::systems::{Ports, Systems};
use wms_erp_sync::clock::{Clock, SystemClock};
use wms_erp_sync::simulator::ongoing::{Gate, Mischief, Rule};

/// Two systems by the machine's clock, since that is the one of the other process.
pub(crate) struct Street {
    pub(crate) systems: Systems,
    folder: TempDir,
}

impl Street {
    pub(crate) async fn start() -> Self {
        let systems = Systems::start(Arc::new(SystemClock), Ports::default()).await.unwrap();
        company::move_in(&systems).unwrap();
        let ola = systems.erp.books();
        ola.patch_order(company::FROM_OLA, |order| order.set("Addresses.Delivery.Country", "Norge"));
        let folder = TempDir::new().unwrap();
        let text = systems.configuration("sync.sqlite3", NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
        let path = folder.path().join("sync.toml");
        std::fs::write(&path, text).unwrap();
        // It holds passwords, and the service says so where everybody can read them.
        #[cfg(unix)]
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        Self { systems, folder }
    }

    /// Adds to the configuration.
    pub(crate) fn configure(&self, more: &str) {
        let path = self.folder.path().join("sync.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(path, text + more).unwrap();
    }

    /// Adds keys that belong to no table.
    pub(crate) fn configure_first(&self, more: &str) {
        let path = self.folder.path().join("sync.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(path, format!("{more}{text}")).unwrap();
    }

    /// Adds keys to the table of the tenant's warehouse.
    pub(crate) fn configure_wms(&self, more: &str) {
        let path = self.folder.path().join("sync.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(path, text.replace("[tenant.wms]\n", &format!("[tenant.wms]\n{more}"))).unwrap();
    }

    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The configuration.
    pub(crate) fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("sync.toml")
    }

    pub(crate) fn host(&self, arguments: &[&str]) -> tokio::process::Command {
        let mut command = tokio::process::Command::new(service());
        command.args(arguments).arg("--config").arg(self.folder.path().join("sync.toml"));
        command.env_remove("RUST_LOG").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.kill_on_drop(true);
        command
    }
}

/// Sends a signal to a process.
#[cfg(unix)]
pub(crate) fn signal(name: &str, id: &str) {
    assert!(Command::new("kill").args([name, id]).status().unwrap().success());
}

/// The service as cargo has compiled it.
pub(crate) fn service() -> &'static str {
    env!("CARGO_BIN_EXE_wms-erp")
}

#[tokio::test(flavor = "multi_thread")]
async fn results_go_to_stdout_and_the_exit_code_is_the_promised_one() {
    let street = Street::start().await;
    let done = street.host(&["once", "--json"]).output().await.unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let document: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(document["tenants"][0]["processes"][1]["written"], 4);
    let plain = street.host(&["once"]).output().await.unwrap();
    assert!(!plain.stdout.contains(&0x1b), "no colours where nobody looks");
    let wrong = street.host(&["once", "--process", "nothing"]).output().await.unwrap();
    assert_eq!((wrong.status.code(), wrong.stdout.as_slice()), (Some(2), &b""[..]));
}

/// Killed before the warehouse has acted on the request, and after.
#[tokio::test(flavor = "multi_thread")]
async fn after_a_kill_in_the_middle_the_next_run_repairs_it_at_once() {
    for (operation, skip) in [
        ("ProcessArticle", 0),
        ("ProcessArticle", 3),
        ("ProcessOrder", 0),
        ("ProcessOrder", 2),
        ("GetInventoryByQuery", 0),
    ] {
        for acts_first in [false, true] {
            let street = Street::start().await;
            let wms = &street.systems.wms;
            let gate = Gate::new();
            let held = Rule::new(Mischief::Hold(gate.clone())).on(operation).skip(skip);
            wms.control().misbehave(held);
            let mut child = street.host(&["once"]).spawn().unwrap();
            gate.arrived().await;
            if acts_first {
                // The answer may or may not get through; what matters is that the warehouse has it.
                gate.open();
                while operation == "ProcessOrder" && wms.orders().len() <= skip {
                    tokio::task::yield_now().await;
                }
            }
            child.kill().await.unwrap();
            gate.open();

            let next = street.host(&["once"]).output().await.unwrap();
            let told = String::from_utf8_lossy(&next.stdout);
            assert_eq!(next.status.code(), Some(0), "{operation} {skip}: {told}");
            let numbers: Vec<String> = wms.orders().iter().map(|order| order.number().to_owned()).collect();
            assert_eq!(wms.orders().len(), 4, "each order once: {numbers:?}");
            assert_eq!(wms.articles().len(), 7);
            let thermos = street.systems.erp.books().product(company::THERMOS).unwrap();
            assert_eq!(thermos.text("Stock"), Some("7"));
            let writes = wms.control().count("ProcessOrder") + wms.control().count("ProcessArticle");
            let again = street.host(&["once"]).output().await.unwrap();
            assert_eq!(again.status.code(), Some(0));
            let after = wms.control().count("ProcessOrder") + wms.control().count("ProcessArticle");
            assert_eq!(after, writes, "{operation} {skip}: nothing is left to do");
        }
    }
}

/// Killed while the ERP is told what was sent, before it has acted and after.
#[tokio::test(flavor = "multi_thread")]
async fn after_a_kill_in_the_write_back_each_order_is_told_once() {
    for (operation, skip) in [("SaveInvoices", 0), ("SaveInvoices", 1), ("SetStockQuantity", 0)] {
        for acts_first in [false, true] {
            let street = Street::start().await;
            let Systems { erp, wms, .. } = &street.systems;
            assert_eq!(street.host(&["once"]).output().await.unwrap().status.code(), Some(0));
            for order in [company::FROM_KARI, company::FROM_BERGEN].map(|order| order.to_string()) {
                wms.pick_all(&order).unwrap();
                wms.send(&order).unwrap();
            }
            let gate = Gate::new();
            erp.misbehave(Rule::new(Mischief::Hold(gate.clone())).on(operation).skip(skip));
            let seen = erp.count(operation);
            let mut child = street.host(&["once"]).spawn().unwrap();
            gate.arrived().await;
            if acts_first {
                gate.open();
                while erp.count(operation) <= seen + skip {
                    tokio::task::yield_now().await;
                }
            }
            child.kill().await.unwrap();
            gate.open();

            let next = street.host(&["once"]).output().await.unwrap();
            let told = String::from_utf8_lossy(&next.stdout);
            assert_eq!(next.status.code(), Some(0), "{operation} {skip} {acts_first}: {told}");
            for order in [company::FROM_KARI, company::FROM_BERGEN] {
                let order = erp.books().order(order).unwrap();
                assert_eq!(order.text("OrderStatus"), Some("OrderState_Sent"), "{operation} {skip}: {told}");
            }
            for product in [company::TENT, company::THERMOS, company::COOKING_SET] {
                let article = wms.article_by_product_code(&product.to_string()).unwrap();
                let stock = erp.books().product(product).unwrap().decimal("Stock");
                assert_eq!(stock, Some(article.stock.physical), "{operation} {skip} {acts_first}: {product}");
            }
            let writes = || ["SaveInvoices", "SetStockQuantity"].map(|name| erp.count(name));
            let before = writes();
            assert_eq!(street.host(&["once"]).output().await.unwrap().status.code(), Some(0));
            assert_eq!(writes(), before, "{operation} {skip} {acts_first}: nothing is left to do");
        }
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn sigterm_finishes_the_record_in_hand_and_exits_0() {
    let street = Street::start().await;
    let wms = &street.systems.wms;
    let gate = Gate::new();
    wms.control().misbehave(Rule::new(Mischief::Hold(gate.clone())).on("ProcessOrder"));
    let child = street.host(&["run"]).spawn().unwrap();
    let id = child.id().unwrap().to_string();
    gate.arrived().await;
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    gate.open();
    let ended = child.wait_with_output().await.unwrap();
    let logs = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(0), "{logs}");
    assert!(logs.contains("stopped"), "{logs}");
    assert!(ended.stdout.is_empty(), "logs go to stderr");
    let begun = wms.orders().len();
    assert!((1..=4).contains(&begun));
    let next = street.host(&["once"]).output().await.unwrap();
    assert_eq!(next.status.code(), Some(0));
    assert_eq!(wms.control().count("ProcessOrder"), 4, "what was finished was remembered");
}

/// One waits for the other; together they do the work once.
#[tokio::test(flavor = "multi_thread")]
async fn two_at_once_do_the_work_once() {
    let street = Street::start().await;
    let (mut one, mut two) = (street.host(&["once"]), street.host(&["once"]));
    let (one, two) = tokio::join!(one.output(), two.output());
    for done in [one.unwrap(), two.unwrap()] {
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stdout));
    }
    let wms = &street.systems.wms;
    assert_eq!((wms.control().count("ProcessOrder"), wms.orders().len()), (4, 4));
    assert_eq!(wms.control().count("ProcessArticle"), 7);
    assert_eq!(wms.parallel_writes(), 0);
}

/// The warehouse has taken the order, and never answers.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn sigterm_ends_the_service_within_ten_seconds_though_requests_hang() {
    let street = Street::start().await;
    let wms = &street.systems.wms;
    wms.control().misbehave(Rule::hang().on("ProcessOrder").after_the_change());
    let child = street.host(&["run"]).spawn().unwrap();
    let id = child.id().unwrap().to_string();
    while wms.control().count("ProcessOrder") == 0 {
        tokio::task::yield_now().await;
    }
    let told = SystemClock.now();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    let ended = child.wait_with_output().await.unwrap();
    let took = SystemClock.now() - told;
    let logs = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(0), "{logs}");
    assert!(took < chrono::TimeDelta::seconds(10), "it took {took}");
    assert!(logs.contains("nordlys:orders") && logs.contains("interrupted"), "{logs}");
    let next = street.host(&["once"]).output().await.unwrap();
    assert_eq!(next.status.code(), Some(0), "{}", String::from_utf8_lossy(&next.stdout));
    let mut numbers: Vec<String> = wms.orders().iter().map(|order| order.number().to_owned()).collect();
    numbers.dedup();
    assert_eq!(numbers.len(), 4, "each order once: {numbers:?}");
}

/// Nothing runs, so no tenant's lease is held; and when the service has ended, or died, its store is free at once.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_store_is_not_moved_from_beneath_a_service_that_is_idle() {
    use tokio::io::AsyncBufReadExt;

    for signal in ["-TERM", "-KILL"] {
        let street = Street::start().await;
        let folder = street.folder.path();
        let mut child = street.host(&["run"]).env("RUST_LOG", "info").spawn().unwrap();
        let mut lines = tokio::io::BufReader::new(child.stderr.take().unwrap()).lines();
        // The last of the first round; the next one comes in a quarter of an hour.
        until_logged(&mut lines, "process=stock").await;
        let import = async || {
            let (from, to) = (folder.join("sync.sqlite3"), folder.join("copy.sqlite3"));
            let mut command = tokio::process::Command::new(service());
            command.arg("import-store").arg(from).arg(to).env_remove("RUST_LOG").output().await.unwrap()
        };
        let refused = import().await;
        let words = String::from_utf8_lossy(&refused.stderr);
        assert_eq!(refused.status.code(), Some(4), "{words}");
        assert!(words.contains("service/1") && words.contains("stop the service"), "{words}");
        assert!(
            Command::new("kill").args([signal, &child.id().unwrap().to_string()]).status().unwrap().success()
        );
        child.wait().await.unwrap();
        let moved = import().await;
        assert_eq!(moved.status.code(), Some(0), "{signal}: {}", String::from_utf8_lossy(&moved.stderr));
    }
}

/// Lines of a service's log, until one has these words.
#[cfg(unix)]
pub(crate) async fn until_logged(
    lines: &mut tokio::io::Lines<tokio::io::BufReader<tokio::process::ChildStderr>>,
    words: &str,
) -> String {
    let mut seen = String::new();
    while let Some(line) = lines.next_line().await.unwrap() {
        if line.contains(words) {
            return line;
        }
        seen += &(line + "\n");
    }
    panic!("no {words:?} in {seen}");
}

/// A signal and a command have the service read its tenants again; a wrong file leaves its tenant as it was.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn tenants_are_read_again_at_sighup_and_by_command() {
    use tokio::io::AsyncBufReadExt;

    let street = Street::start().await;
    let folder = street.folder.path();
    let main = folder.join("sync.toml");
    let text = std::fs::read_to_string(&main).unwrap();
    let (head, tenant) = text.split_once("[[tenant]]").unwrap();
    let own = tenant.replace("[tenant.", "[").replacen("name = \"nordlys\"\n", "", 1);
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let http = format!("[http]\nlisten = \"127.0.0.1:{port}\"\n");
    std::fs::write(&main, format!("{head}tenants = \"tenants.d\"\n{http}")).unwrap();
    std::fs::create_dir(folder.join("tenants.d")).unwrap();
    let unasked = street.host(&["reload"]).output().await.unwrap();
    assert_eq!(unasked.status.code(), Some(1), "no service runs: {unasked:?}");

    let mut child = street.host(&["run"]).spawn().unwrap();
    let mut lines = tokio::io::BufReader::new(child.stderr.take().unwrap()).lines();
    until_logged(&mut lines, "operator's page").await;
    let file = folder.join("tenants.d/nordlys.toml");
    std::fs::write(&file, &own).unwrap();
    let id = child.id().unwrap().to_string();
    assert!(Command::new("kill").args(["-HUP", &id]).status().unwrap().success());
    until_logged(&mut lines, "the tenant was added").await;

    std::fs::write(&file, own.replace("username = ", "usrname = ")).unwrap();
    let asked = street.host(&["reload"]).output().await.unwrap();
    let told = String::from_utf8_lossy(&asked.stdout);
    assert_eq!(asked.status.code(), Some(1), "{asked:?}");
    assert!(told.contains("nordlys: wrong") && told.contains("nordlys.toml:"), "{told}");
    assert!(until_logged(&mut lines, "erp.usrname").await.contains("the previous settings are kept"));
    let status = street.host(&["status"]).output().await.unwrap();
    assert_eq!(status.status.code(), Some(2), "no tenant is right: {status:?}");

    std::fs::write(&file, own + "[stock]\nenabled = false\n").unwrap();
    let asked = street.host(&["reload", "--json"]).output().await.unwrap();
    let told: serde_json::Value = serde_json::from_slice(&asked.stdout).unwrap();
    assert_eq!((&told["tenants"][0]["outcome"], asked.status.code()), (&"changed".into(), Some(0)), "{told}");
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert_eq!(child.wait().await.unwrap().code(), Some(0));
}
