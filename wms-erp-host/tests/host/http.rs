//! The operator's page beside the service: configured, reached, stopped.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Stdio;

use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use wms_erp_host::{Exit, TokenHash};

use crate::child::{Street, service};
use crate::rig::Rig;

/// The token of the warehouse's webhooks.
const HOOK: &str = "what the warehouse sends";

/// The address of the page in the first line that has one.
pub(crate) async fn address(lines: impl AsyncBufRead + Unpin + Send + 'static) -> String {
    let mut lines = lines.lines();
    let mut seen = String::new();
    while let Some(line) = lines.next_line().await.unwrap() {
        if let Some((_, rest)) = line.split_once("page").and_then(|(_, rest)| rest.split_once("http://")) {
            // Whoever stops reading a log must not stop the service.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return rest.split('/').next().unwrap().to_owned();
        }
        seen += &(line + "\n");
    }
    panic!("no address in {seen}");
}

/// A port that no one listens on at the moment.
pub(crate) fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The same where no one may listen yet.
pub(crate) async fn try_get(address: &str, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

/// Status line, headers and body.
pub(crate) async fn get(address: &str, path: &str) -> String {
    try_get(address, path).await.unwrap()
}

/// Asks again until the answer has these words.
pub(crate) async fn until(address: &str, path: &str, words: &str) -> String {
    loop {
        let answer = get(address, path).await;
        if answer.contains(words) {
            return answer;
        }
        tokio::task::yield_now().await;
    }
}

/// A webhook of the warehouse about no order.
async fn post_hook(address: &str, tenant: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "POST /hooks/ongoing/{tenant} HTTP/1.1\r\nHost: {address}\r\nX-Auth-Token: {HOOK}\r\nContent-Length: 2\r\n\
         Connection: close\r\n\r\n{{}}"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

/// The names of our metrics in a text.
fn metrics_in(text: &str) -> BTreeSet<&str> {
    let words = text.split(|char: char| !char.is_ascii_alphanumeric() && char != '_');
    words.filter(|word| word.starts_with("wms_erp_host_") || word.starts_with("wms_erp_sync_")).collect()
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn it_serves_the_page_health_and_metrics_and_stops_with_connections_open() {
    let street = Street::start().await;
    street.configure("\n[http]\nlisten = \"127.0.0.1:0\"\n");
    // On this machine, requests are counted only where that is asked for.
    street.configure_first("requests_per_hour = 7200\n");
    street.configure_wms(&format!("webhook_token_sha256 = \"{}\"\n", TokenHash::of(HOOK)));
    let mut child = street.host(&["run"]).spawn().unwrap();
    let address = address(BufReader::new(child.stderr.take().unwrap())).await;
    assert!(get(&address, "/healthz").await.starts_with("HTTP/1.1 200"));
    until(&address, "/readyz", "HTTP/1.1 200").await;
    until(&address, "/", "nordlys").await;
    assert!(get(&address, "/nowhere").await.starts_with("HTTP/1.1 404"));

    // Every metric that an alert or the dashboard names is there once the processes have run.
    until(&address, "/metrics", "wms_erp_sync_runs_total{tenant=\"nordlys\",process=\"stock\"").await;
    let metrics = until(
        &address,
        "/metrics",
        "wms_erp_host_state{tenant=\"nordlys\",process=\"stock\",state=\"ok\"} 1",
    )
    .await;
    // The age of the last webhook is not there before one comes, nor how reliable they are before the next minute.
    assert!(post_hook(&address, "nordlys").await.starts_with("HTTP/1.1 202"));
    let metrics = metrics + &until(&address, "/metrics", "wms_erp_host_last_webhook_age_seconds").await;
    let exported = metrics_in(&metrics);
    for file in ["monitoring/alerts.yml", "monitoring/dashboard.json"] {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        let named = metrics_in(&text);
        assert!(named.len() > 4, "{file}");
        let missing: Vec<_> = named.difference(&exported).collect();
        assert!(missing.is_empty(), "{file} names {missing:?}, which are not in {exported:?}");
    }

    // One has asked for nothing yet, one has stopped in the middle.
    let idle = TcpStream::connect(&address).await.unwrap();
    let mut half = TcpStream::connect(&address).await.unwrap();
    half.write_all(b"GET / HTTP/1.1\r\nHost:").await.unwrap();
    let id = child.id().unwrap().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert_eq!(child.wait().await.unwrap().code(), Some(0));
    drop((idle, half));
}

#[tokio::test]
async fn an_address_that_is_taken_is_a_clear_error() {
    let rig = Rig::start().await;
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = taken.local_addr().unwrap();
    rig.configure(&format!("{}\n[http]\nlisten = \"{address}\"\n", rig.configuration()));
    let ran = rig.host(&["run"]).await;
    assert_eq!(ran.exit, Exit::Usage, "{ran:?}");
    for words in ["http.listen", &address.to_string(), "cannot listen on", "another address or port"] {
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
}

#[tokio::test]
async fn a_language_that_there_is_not_is_refused_with_those_that_there_are() {
    let rig = Rig::start().await;
    let receiver = "[[alarms.receiver]]\nname = \"ops\"\nall_tenants = true\ncommand = [\"true\"]\n";
    for language in ["de", "NB"] {
        let (key, usual) = (format!("language = \"{language}\"\n"), rig.configuration());
        for (text, place) in [
            (format!("{usual}\n[http]\n{key}"), "http.language"),
            (usual.replacen("[[tenant]]\n", &format!("[[tenant]]\n{key}"), 1), "tenant.language"),
            (format!("{usual}\n{receiver}{key}"), "alarms.receiver.language"),
        ] {
            rig.configure(&text);
            let ran = rig.host(&["run"]).await;
            assert_eq!(ran.exit, Exit::Usage, "{language}: {ran:?}");
            for words in [place, "\"nb\" (Norwegian), \"sv\" (Swedish) or \"en\" (English)"] {
                assert!(ran.err.contains(words), "{words}: {}", ran.err);
            }
        }
    }
}

#[tokio::test]
async fn what_would_let_anyone_in_is_refused_before_anything_is_done() {
    let rig = Rig::start().await;
    let hash = TokenHash::of("hemmelig").to_string();
    let user = |keys: &str| format!("[http]\n[[http.user]]\nname = \"anna\"\n{keys}");
    let operator = format!("role = \"operator\"\nall_tenants = true\ntoken_sha256 = \"{hash}\"\n");
    for (more, words) in [
        ("[http]\nlisten = \"0.0.0.0:8642\"\n".to_owned(), "everyone who does is an operator"),
        ("[http]\nlisten = \"[::]:8642\"\n".to_owned(), "http.listen"),
        ("[http]\nlisten = \"localhost\"\n".to_owned(), "an address and a port"),
        ("[http]\nproxy = [\"10.0.0.5\"]\n".to_owned(), "http.identity_header: is missing"),
        ("[http]\nidentity_header = \"X-User\"\n".to_owned(), "http.proxy: is missing"),
        (
            "[http]\nproxy = [\"10.0.0.5\"]\nidentity_header = \"X-User\"\n".to_owned(),
            "names a proxy and no user",
        ),
        ("[http]\nproxy = [\"me\"]\nidentity_header = \"X-User\"\n".to_owned(), "a list of IP addresses"),
        ("[http]\nproxy = [\"10.0.0.5\"]\nidentity_header = \"Cookie\"\n".to_owned(), "a header of its own"),
        (user("role = \"viewer\"\nall_tenants = true\n"), "there is no way to log in"),
        (user(&format!("all_tenants = true\ntoken_sha256 = \"{hash}\"\n")), "http.user.role: is missing"),
        (user(&operator.replace("operator", "admin")), "must be \"viewer\" or \"operator\""),
        (user(&operator.replace("all_tenants = true", "")), "must say which tenants"),
        (user(&operator.replace("all_tenants = true", "tenants = []")), "must say which tenants"),
        (
            user(&operator.replace("all_tenants", "tenants = [\"nordlys\"]\nall_tenants")),
            "must say which tenants",
        ),
        (user(&operator.replace("all_tenants = true", "tenants = [\"nordlis\"]")), "did you mean nordlys?"),
        (user(&operator.replace(&hash, "hemmelig")), "64 hexadecimal digits"),
        (user(&operator.replace(&hash, &TokenHash::of("").to_string())), "64 hexadecimal digits"),
        (
            user(&format!("{operator}[[http.user]]\nname = \"anna\"\n{operator}")),
            "already has a user with this name",
        ),
        (
            user(&format!("{operator}[[http.user]]\nname = \"ola\"\n{operator}")),
            "already has a user with this token",
        ),
        ("[http]\npassword = \"x\"\n".to_owned(), "there is no such key"),
    ] {
        rig.configure(&format!("{}\n{more}", rig.configuration()));
        let ran = rig.host(&["run"]).await;
        assert_eq!(ran.exit, Exit::Usage, "{more}: {ran:?}");
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
        assert!(!ran.err.contains("hemmelig"), "{}", ran.err);
    }
    assert!(rig.systems.wms.orders().is_empty());
    for fine in [
        "[http]\n".to_owned(),
        format!("{}\n", user(&operator)).replace("[http]\n", "[http]\nlisten = \"0.0.0.0:0\"\n"),
        format!(
            "[http]\nproxy = [\"10.0.0.5\"]\nidentity_header = \"X-User\"\n{}",
            user("role = \"viewer\"\ntenants = [\"nordlys\"]\n").replace("[http]\n", "")
        ),
    ] {
        rig.configure(&format!("{}\n{fine}", rig.configuration()));
        let ran = rig.host(&["held"]).await;
        assert_eq!(ran.exit, Exit::Done, "{fine}: {ran:?}");
    }
}

#[tokio::test]
async fn a_new_token_is_printed_once_with_what_the_configuration_gets() {
    let rig = Rig::start().await;
    let mut seen = BTreeSet::new();
    for _ in 0..2 {
        let ran = rig.host_bare(["token".into()]).await;
        assert_eq!(ran.exit, Exit::Done, "{ran:?}");
        let token = ran.out.lines().find_map(|line| line.strip_prefix("token: ")).unwrap().to_owned();
        assert_eq!(token.len(), 64);
        assert!(ran.out.contains(&format!("token_sha256 = \"{}\"", TokenHash::of(&token))), "{}", ran.out);
        assert!(seen.insert(token), "no two are the same");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sandbox_serves_the_page_at_once() {
    let mut command = tokio::process::Command::new(service());
    command.arg("sandbox").kill_on_drop(true).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut keyboard = child.stdin.take().unwrap();
    let address = address(BufReader::new(child.stdout.take().unwrap())).await;
    let page = until(&address, "/", "Norgge").await;
    assert!(page.contains("nordlys") && page.contains("needs a person"), "{page}");
    keyboard.write_all(b"quit\n").await.unwrap();
    assert_eq!(child.wait().await.unwrap().code(), Some(0));
}
