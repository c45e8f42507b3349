//! Chromium, driven through chromedriver.

use std::process::Stdio;

use fantoccini::client::Client;
pub(super) use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{ClientBuilder, Locator};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use wms_erp_sync::clock::{Clock, SystemClock};

/// How often a page is asked for something that takes a moment. The driver waits a quarter of a second each time.
const ATTEMPTS: usize = 120;

pub(super) struct Browser {
    client: Client,
    _driver: Child,
    _profile: TempDir,
}

impl Browser {
    /// None if there is no chromedriver.
    pub(super) async fn start() -> Option<Self> {
        let mut command = Command::new("chromedriver");
        command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let mut driver = command.spawn().ok()?;
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = loop {
            let line =
                lines.next_line().await.unwrap().unwrap_or_else(|| panic!("chromedriver says no port"));
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                break port.trim_end_matches('.').to_owned();
            }
        };
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let profile = TempDir::new().unwrap();
        let folder = format!("--user-data-dir={}", profile.path().display());
        let capabilities = json!({
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": { "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--hide-scrollbars", "--window-size=1280,900", folder,
            ] },
        });
        let Value::Object(capabilities) = capabilities else { return None };
        let connector = hyper_util::client::legacy::connect::HttpConnector::new();
        let mut builder = ClientBuilder::new(connector);
        let client =
            builder.capabilities(capabilities).connect(&format!("http://127.0.0.1:{port}")).await.unwrap();
        Some(Self { client, _driver: driver, _profile: profile })
    }

    pub(super) async fn open(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    pub(super) async fn title(&self) -> String {
        self.client.title().await.unwrap()
    }

    pub(super) async fn text(&self) -> String {
        let text =
            self.client.execute("return document.body ? document.body.innerText : ''", Vec::new()).await;
        text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Waits until the page shows these words.
    pub(super) async fn says(&self, words: &str) {
        for _ in 0..ATTEMPTS {
            if self.text().await.contains(words) {
                return;
            }
            SystemClock.sleep(PAUSE).await;
        }
        panic!("no {words:?} in {}", self.text().await);
    }

    /// Waits until the page has something.
    pub(super) async fn shows(&self, selector: &str) {
        for _ in 0..ATTEMPTS {
            if self.client.find(Locator::Css(selector)).await.is_ok() {
                return;
            }
            SystemClock.sleep(PAUSE).await;
        }
        panic!("no {selector} in {}", self.text().await);
    }

    /// Loads a page again until it shows these words.
    pub(super) async fn until(&self, url: &str, words: &str) {
        self.reload(url, words, true).await;
    }

    /// Loads a page again until it shows these words no longer.
    pub(super) async fn until_gone(&self, url: &str, words: &str) {
        self.reload(url, words, false).await;
    }

    async fn reload(&self, url: &str, words: &str, is_there: bool) {
        for _ in 0..ATTEMPTS {
            self.open(url).await;
            if self.text().await.contains(words) == is_there {
                return;
            }
            SystemClock.sleep(PAUSE).await;
        }
        panic!("{words:?} must be there: {is_there}; in {}", self.text().await);
    }

    /// Waits until something holds.
    pub(super) async fn holds(&self, is_so: impl AsyncFn() -> bool, what: &str) {
        for _ in 0..ATTEMPTS {
            if is_so().await {
                return;
            }
            SystemClock.sleep(PAUSE).await;
        }
        panic!("{what} does not hold");
    }

    /// Presses a key, wherever the page is.
    pub(super) async fn press(&self, key: Key) {
        self.client.active_element().await.unwrap().send_keys(&char::from(key).to_string()).await.unwrap();
    }

    pub(super) async fn click(&self, selector: &str) {
        self.client.find(Locator::Css(selector)).await.unwrap().click().await.unwrap();
    }

    pub(super) async fn follow(&self, link: &str) {
        self.client.find(Locator::LinkText(link)).await.unwrap().click().await.unwrap();
    }

    pub(super) async fn type_into(&self, selector: &str, text: &str) {
        self.client.find(Locator::Css(selector)).await.unwrap().send_keys(text).await.unwrap();
    }

    pub(super) async fn count(&self, selector: &str) -> usize {
        self.client.find_all(Locator::Css(selector)).await.unwrap().len()
    }

    /// What a script says of the page. The page itself may run none.
    pub(super) async fn ask(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// The same, of what this selects.
    pub(super) async fn ask_of(&self, script: &str, selector: &str) -> Value {
        self.client.execute(script, vec![json!(selector)]).await.unwrap()
    }

    /// What a script says of the page once it is done.
    pub(super) async fn wait_for(&self, script: &str) -> Value {
        self.client.execute_async(script, Vec::new()).await.unwrap()
    }

    /// Posts a form as a page of ours would, with what its forms carry, and gives the status.
    pub(super) async fn post_from_here(&self, path: &str, form: &str) -> u64 {
        let script = "const form = document.createElement('form'); form.method = 'post'; form.action = arguments[0]; \
                      for (const [name, value] of new URLSearchParams(arguments[1])) { \
                          const input = document.createElement('input'); input.name = name; input.value = value; \
                          form.append(input); } \
                      form.append(document.querySelector('input[name=csrf]').cloneNode()); \
                      document.body.append(form); form.submit();";
        self.client.execute(script, vec![json!(path), json!(form)]).await.unwrap();
        self.says("That did not work").await;
        let status = "return performance.getEntriesByType('navigation')[0].responseStatus";
        self.ask(status).await.as_u64().unwrap()
    }

    /// What was fetched from anywhere but below this address.
    pub(super) async fn others(&self, own: &str) -> Vec<String> {
        let all = self.ask("return performance.getEntriesByType('resource').map(entry => entry.name)").await;
        let all = all.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned());
        all.filter(|name| !name.starts_with(own)).collect()
    }

    /// What the browser has complained about.
    pub(super) async fn errors(&self) -> Vec<String> {
        let log = self
            .client
            .issue_cmd(Vendor { path: "se/log", body: json!({ "type": "browser" }) })
            .await
            .unwrap();
        let is_bad = |entry: &&Value| entry["level"] == "SEVERE" || entry["level"] == "WARNING";
        log.as_array().unwrap().iter().filter(is_bad).map(|entry| entry["message"].to_string()).collect()
    }

    pub(super) async fn command(&self, name: &str, parameters: Value) {
        let body = json!({ "cmd": name, "params": parameters });
        self.client.issue_cmd(Vendor { path: "goog/cdp/execute", body }).await.unwrap();
    }

    pub(super) async fn screenshot(&self) -> Vec<u8> {
        self.client.screenshot().await.unwrap()
    }

    pub(super) async fn close(self) {
        self.client.close().await.unwrap();
    }
}

const PAUSE: std::time::Duration = std::time::Duration::from_millis(250);

/// A command that chromedriver has beside the standard's.
#[derive(Debug)]
struct Vendor {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
