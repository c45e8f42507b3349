//! The log of the real service: its format, and what an action can be traced by.

use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::Child;
use wms_erp_host::TokenHash;
use wms_erp_host::sandbox::company::{FROM_KARI, FROM_OLA};
use wms_erp_sync::is_control;
use wms_erp_sync::simulator::ongoing::Rule;

use crate::child::Street;

/// What a vendor can send.
const STEERING: &str = "down\n2099 ERROR \u{202e}all lost\u{9b}2J\u{2028}";

/// A service that runs, with its log as it grows.
pub(crate) struct Running {
    child: Child,
    address: String,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Running {
    /// With the requests to the vendors in its log; returns when the page has an address.
    async fn start(street: &Street, format: &str) -> Self {
        Self::start_with(street, format, "").await
    }

    /// The same, with more keys in `[log]`.
    pub(crate) async fn start_with(street: &Street, format: &str, more: &str) -> Self {
        let log = format!("[log]\nformat = \"{format}\"\n{more}");
        street.configure(&format!("\n[http]\nlisten = \"127.0.0.1:0\"\n{log}"));
        let mut command = street.host(&["run"]);
        command.env("RUST_LOG", "info,twentyfour_client=debug,ongoing_client=debug");
        let mut child = command.spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap()).lines();
        let lines = Arc::new(Mutex::new(Vec::new()));
        let mut running = Self { child, address: String::new(), lines: Arc::clone(&lines) };
        while let Some(line) = log.next_line().await.unwrap() {
            let address = line
                .split_once("page is at http://")
                .map(|(_, rest)| rest.split('/').next().unwrap().to_owned());
            lines.lock().unwrap().push(line);
            if let Some(address) = address {
                running.address = address;
                tokio::spawn(async move {
                    while let Ok(Some(line)) = log.next_line().await {
                        lines.lock().unwrap().push(line);
                    }
                });
                return running;
            }
        }
        panic!("no address in {lines:?}");
    }

    fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }

    /// The lines that have this text, once one of them satisfies.
    pub(crate) async fn until(&self, text: &str, is_last: impl Fn(&str) -> bool) -> Vec<String> {
        loop {
            let lines: Vec<String> = self.lines().into_iter().filter(|line| line.contains(text)).collect();
            if lines.iter().any(|line| is_last(line)) {
                return lines;
            }
            tokio::task::yield_now().await;
        }
    }

    /// Head and body of the answer.
    async fn send(&self, method: &str, path: &str, headers: &str, body: &str) -> (String, String) {
        let Self { address, .. } = self;
        let mut stream = TcpStream::connect(address).await.unwrap();
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: application/json\r\n\
             {headers}Content-Length: {length}\r\n\r\n{body}"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_lowercase(), body.to_owned())
    }

    /// Retries the order that is held, as the request with this id.
    pub(crate) async fn retry(&self, id: &str) {
        let body = format!(r#"{{"process": "orders", "records": ["{FROM_OLA}"]}}"#);
        let header = format!("X-Request-Id: {id}\r\n");
        let (head, body) = self.send("POST", "/api/v1/tenants/nordlys/retry", &header, &body).await;
        assert!(head.starts_with("http/1.1 200") && body.contains(&FROM_OLA.to_string()), "{head}\n{body}");
        assert!(head.contains(&format!("x-request-id: {id}")), "{head}");
    }

    pub(crate) async fn stop(mut self) {
        let id = self.child.id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        assert_eq!(self.child.wait().await.unwrap().code(), Some(0));
    }
}

/// A company with an order that is held, and both of its systems.
async fn street() -> Street {
    let street = Street::start().await;
    let books = street.systems.erp.books();
    books.patch_order(FROM_OLA, |order| order.set("Addresses.Delivery.Country", "Norgge"));
    street
}

/// An object of a line, with what the spans around it say.
fn read(line: &str) -> Value {
    let mut object: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    let spans = object["spans"].as_array().cloned().unwrap_or_default();
    for (name, value) in spans.iter().flat_map(|span| span.as_object().unwrap()) {
        object["in"][name] = value.clone();
    }
    object
}

#[tokio::test(flavor = "multi_thread")]
async fn an_action_is_traced_from_the_page_through_the_run_to_each_request_in_json() {
    let street = street().await;
    let service = Running::start(&street, "json").await;
    service.until("\"stock\"", |line| line.contains("\"outcome\":\"done\"")).await;
    service.retry("support-4711").await;
    let is_run = |line: &str| line.contains("\"outcome\"") && line.contains("\"orders\"");
    let lines: Vec<Value> =
        service.until("support-4711", is_run).await.iter().map(|line| read(line)).collect();
    assert!(lines.iter().all(|line| line["in"]["request_id"] == "support-4711"), "{lines:#?}");
    let find = |is: &dyn Fn(&Value) -> bool| {
        lines.iter().find(|line| is(line)).unwrap_or_else(|| panic!("{lines:#?}"))
    };
    let action = find(&|line| line["message"].as_str().is_some_and(|message| message.starts_with("retry: ")));
    assert_eq!(
        (&action["user"], &action["tenant"], &action["done"]),
        (&"local".into(), &"nordlys".into(), &true.into()),
        "{action}"
    );
    let run = find(&|line| line["outcome"].is_string());
    assert_eq!(
        (&run["process"], &run["target"], &run["level"]),
        (&"orders".into(), &"wms_erp_sync".into(), &"WARN".into()),
        "{run}"
    );
    let request =
        find(&|line| line["target"].as_str().is_some_and(|target| target.starts_with("twentyfour_client")));
    assert_eq!(
        (&request["in"]["tenant"], &request["in"]["process"]),
        (&"nordlys".into(), &"orders".into()),
        "{request}"
    );
    assert!(request["operation"].is_string() && request["in"]["run"].is_string(), "{request}");
    let (_, activities) = service.send("GET", "/api/v1/tenants/nordlys/activities", "", "").await;
    let activities: Value = serde_json::from_str(&activities).unwrap();
    assert_eq!(activities["items"][0]["request_id"], "support-4711", "{activities}");
    // What runs by itself is not traced back to anyone; every line can be read.
    let lines: Vec<Value> = service.lines().iter().map(|line| read(line)).collect();
    assert!(lines.iter().any(|line| line["outcome"].is_string() && line["in"]["request_id"].is_null()));
    service.stop().await;
}

/// Ongoing sends no id: the one in the answer is on the run that the webhook woke, on its requests, and in the order's timeline.
#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_is_followed_to_the_run_that_it_woke_and_to_the_timeline_of_the_order() {
    let street = Street::start().await;
    let text = std::fs::read_to_string(street.file()).unwrap();
    let hash = TokenHash::of("what the warehouse sends");
    let text = text.replace("[tenant.wms]\n", &format!("[tenant.wms]\nwebhook_token_sha256 = \"{hash}\"\n"));
    std::fs::write(street.file(), text).unwrap();
    let service = Running::start(&street, "json").await;
    service.until("\"stock\"", |line| line.contains("\"outcome\":\"done\"")).await;
    street.systems.wms.send(&FROM_KARI.to_string()).unwrap();
    let body = format!(r#"{{"orderId": 1, "orderNumber": "{FROM_KARI}", "orderStatus": {{"number": 450}}}}"#);
    let token = "X-Auth-Token: what the warehouse sends\r\n";
    let (head, _) = service.send("POST", "/hooks/ongoing/nordlys", token, &body).await;
    assert!(head.starts_with("http/1.1 202"), "{head}");
    let id = head.split_once("x-request-id: ").unwrap().1.lines().next().unwrap().to_owned();
    let is_run = |line: &str| line.contains("\"outcome\"") && line.contains("\"order_status\"");
    let lines: Vec<Value> = service.until(&id, is_run).await.iter().map(|line| read(line)).collect();
    let hook =
        lines.iter().find(|line| line["message"].as_str().is_some_and(|text| text.contains("webhook")));
    let hook = hook.unwrap_or_else(|| panic!("{lines:#?}"));
    assert_eq!((&hook["tenant"], &hook["process"]), (&"nordlys".into(), &"order_status".into()), "{hook}");
    assert!(
        lines.iter().any(|line| line["in"]["run"].is_string()
            && line["in"]["request_id"] == id.as_str()
            && line["target"].as_str().is_some_and(|target| target.starts_with("twentyfour_client"))),
        "{lines:#?}"
    );
    let (_, order) =
        service.send("GET", &format!("/api/v1/tenants/nordlys/orders/{FROM_KARI}"), "", "").await;
    let order: Value = serde_json::from_str(&order).unwrap();
    let of = |what: &str| {
        let events = order["timeline"].as_array().unwrap();
        events.iter().find(|event| event["what"].as_str().unwrap().contains(what)).unwrap()
    };
    assert_eq!(of("reported to the ERP")["request_id"], id.as_str(), "{order}");
    assert!(of("imported into the WMS")["request_id"].is_null(), "it ran at its interval: {order}");
    let (_, page) = service.send("GET", &format!("/tenants/nordlys/orders/{FROM_KARI}"), "", "").await;
    assert!(page.contains(&format!("(request {id})")), "{page}");
    let (_, page) = service.send("GET", "/tenants/nordlys", "", "").await;
    assert!(page.contains(&format!("(request {id})")), "the run: {page}");
    let shown = street.host(&["show", &FROM_KARI.to_string()]).output().await.unwrap();
    assert!(String::from_utf8_lossy(&shown.stdout).contains(&format!("(request {id})")), "{shown:?}");
    service.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_stands_in_text_and_a_plan_carries_its_id_to_both_vendors() {
    let street = street().await;
    let service = Running::start(&street, "text").await;
    service.until("stock", |line| line.contains("outcome=\"done\"")).await;
    service.retry("support-1").await;
    let lines =
        service.until("request_id=\"support-1\"", |line| line.contains("process=orders outcome=")).await;
    assert!(lines.iter().any(|line| line.contains("twentyfour_client")), "{lines:#?}");
    // Only what has been drawn by this service, and no two answers have the same.
    let plan = r#"{"processes": ["order_status", "articles"]}"#;
    let mut seen = Vec::new();
    for brought in
        ["", "X-Request-Id: a b\r\n", "X-Request-Id: a\r\nX-Request-Id: b\r\n", "X-Request-Id: \u{e9}\r\n"]
    {
        let (head, body) = service.send("POST", "/api/v1/tenants/nordlys/plan", brought, plan).await;
        assert!(head.starts_with("http/1.1 202"), "{head} {body}");
        let id = head.split_once("x-request-id: ").unwrap().1.lines().next().unwrap().to_owned();
        assert!(id.len() > 17 && !seen.contains(&id), "{head}");
        seen.push(id);
    }
    let lines = service.until(&seen[0], |line| line.contains("ongoing_client")).await;
    assert!(
        lines[0].contains("plan: ") && lines.iter().any(|line| line.contains("twentyfour_client")),
        "{lines:#?}"
    );
    for (path, status) in
        [("/nowhere", 404), ("/healthz", 200), ("/tenants/nordlys/held", 405), ("/login", 200)]
    {
        let (head, _) = service.send("GET", path, "X-Request-Id: x.1\r\n", "").await;
        assert!(
            head.starts_with(&format!("http/1.1 {status}")) && head.contains("x-request-id: x.1"),
            "{head}"
        );
    }
    service.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_in_json_is_one_object_and_steers_no_terminal() {
    let street = Street::start().await;
    street.configure("\n[log]\nformat = \"json\"\n");
    street.systems.wms.control().misbehave(Rule::fault(STEERING).always());
    let done = street.host(&["once"]).env("RUST_LOG", "debug").output().await.unwrap();
    let log = String::from_utf8(done.stderr).unwrap();
    assert!(!log.contains(|char| is_control(char) && char != '\n'), "{log:?}");
    let lines: Vec<Value> = log.lines().map(read).collect();
    let said = lines.iter().filter(|line| line.to_string().contains("all lost")).count();
    assert!(said > 0 && lines.len() > said, "{log}");
    let faithful = lines.iter().any(|line| {
        line["error"].as_str().is_some_and(|error| error.contains('\u{202e}'))
            || line.to_string().contains("u{202e}")
    });
    assert!(faithful, "what was sent can be seen: {log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_format_that_there_is_not_is_an_error_of_the_configuration() {
    for (table, words) in [
        ("format = \"xml\"", "log.format: must be \"text\" or \"json\""),
        ("format = 1", "log.format: must be a text in quotes"),
        #[cfg(not(feature = "otlp"))]
        (
            "otlp = \"http://localhost:4318\"",
            "log.otlp: this program was built without traces: build it with the feature otlp",
        ),
        ("fromat = \"json\"", "log.fromat: there is no such key: did you mean format?"),
    ] {
        let street = Street::start().await;
        street.configure(&format!("\n[log]\n{table}\n"));
        let wrong = street.host(&["held"]).output().await.unwrap();
        let said = String::from_utf8(wrong.stderr).unwrap();
        assert_eq!(wrong.status.code(), Some(2), "{said}");
        assert!(said.contains(words), "{said}");
    }
}
