//! What a connection may take, over real sockets and with short limits.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use wms_erp_sync::CancellationToken;
use wms_erp_sync::simulator::twentyfour::{Gate, Mischief, Rule};

use super::rig::{As, Rig, TENANT};
use crate::sandbox::company::FROM_KARI;
use crate::web::connections::{Limits, serve};

/// Whatever takes longer than this has no end.
const ENDLESS: Duration = Duration::from_secs(60);
/// What a test gives those who are slow.
const SHORT: Duration = Duration::from_millis(50);

struct Server {
    rig: Rig,
    address: SocketAddr,
    stop: CancellationToken,
    served: JoinHandle<()>,
}

impl Server {
    async fn start(limits: Limits) -> Self {
        let rig = Rig::start_limited(limits).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        let served = tokio::spawn(serve(listener, rig.router.clone(), limits, stop.clone()));
        Self { rig, address, stop, served }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends this, and gives the connection on which the answer will come.
    async fn send(&self, request: impl AsRef<[u8]>) -> TcpStream {
        let mut stream = self.connect().await;
        stream.write_all(request.as_ref()).await.unwrap();
        stream
    }

    async fn ask(&self, request: impl AsRef<[u8]>) -> String {
        all_of(self.send(request).await).await
    }

    async fn is_alive(&self) -> bool {
        self.ask(request("GET", "/healthz", "Connection: close\r\n")).await.starts_with("HTTP/1.1 200")
    }

    async fn stops(self) {
        self.stop.cancel();
        timeout(ENDLESS, self.served).await.unwrap().unwrap();
    }
}

fn request(method: &str, path: &str, headers: &str) -> String {
    let token = As::Operator.token().unwrap();
    format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n{headers}\r\n")
}

fn command(headers: &str, body: &str) -> String {
    let path = format!("/api/v1/tenants/{TENANT}/retry");
    request("POST", &path, &format!("Content-Type: application/json\r\n{headers}")) + body
}

/// What comes until the connection ends; one that is cut ends, too.
async fn all_of(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    let _ = timeout(ENDLESS, stream.read_to_end(&mut answer)).await.unwrap();
    String::from_utf8(answer).unwrap()
}

/// One answer without a body of unknown length; the connection stays.
async fn one_of(stream: &mut TcpStream) -> String {
    let mut answer = String::new();
    while !answer.ends_with("ok\n") {
        let mut some = [0; 512];
        let length = timeout(ENDLESS, stream.read(&mut some)).await.unwrap().unwrap();
        assert!(length > 0, "{answer}");
        answer += std::str::from_utf8(&some[..length]).unwrap();
    }
    answer
}

/// The order's page asks the ERP, which does not answer before the gate is opened.
async fn held_request(server: &Server) -> (TcpStream, Gate) {
    let gate = Gate::new();
    server.rig.systems.erp.misbehave(Rule::new(Mischief::Hold(gate.clone())).on("GetInvoices"));
    let path = format!("/tenants/{TENANT}/orders/{FROM_KARI}");
    let stream = server.send(request("GET", &path, "Connection: close\r\n")).await;
    timeout(ENDLESS, gate.arrived()).await.unwrap();
    (stream, gate)
}

#[tokio::test]
async fn whoever_does_not_say_what_they_ask_for_is_disconnected() {
    let server = Server::start(Limits { head: SHORT, ..Limits::default() }).await;
    for part in ["", "GET / HT", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "] {
        let answer = server.ask(part).await;
        assert!(!answer.contains("200"), "{part:?}: {answer}");
    }
    let mut stream = server.connect().await;
    // A byte now and then is no head, however long it goes on.
    let dripping = async {
        loop {
            if stream.write_all(b"G").await.is_err() {
                break;
            }
            tokio::task::yield_now().await;
        }
    };
    timeout(ENDLESS, dripping).await.unwrap();
    let kept = server.ask(request("GET", "/healthz", "")).await;
    assert!(kept.starts_with("HTTP/1.1 200"), "answered, and ended once it asked for nothing more: {kept}");
    server.stops().await;
}

#[tokio::test]
async fn a_body_that_does_not_come_is_refused_in_time() {
    let server = Server::start(Limits { body: SHORT, ..Limits::default() }).await;
    for headers in ["Content-Length: 100\r\n", "Transfer-Encoding: chunked\r\n"] {
        let answer = server.ask(command(headers, "7\r\n{\"proce")).await;
        assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
        for words in ["application/problem+json", "did not arrive within", "\"remedy\":\"try again\""] {
            assert!(answer.contains(words), "{words}: {answer}");
        }
    }
    let whole = server.ask(command("Content-Length: 2\r\nConnection: close\r\n", "{}")).await;
    assert!(whole.starts_with("HTTP/1.1 400") && whole.contains("cannot be read"), "{whole}");
    server.stops().await;
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused_with_what_to_do() {
    let server = Server::start(Limits::default()).await;
    let length = 256 * 1024 + 1;
    let headers = format!("Content-Length: {length}\r\nConnection: close\r\n");
    let answer = server.ask(command(&headers, &" ".repeat(length))).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    for words in ["application/problem+json", "longer than 262144 bytes", "fewer records"] {
        assert!(answer.contains(words), "{words}: {answer}");
    }
    server.stops().await;
}

#[tokio::test]
async fn connections_that_ask_for_nothing_keep_no_one_out() {
    let server =
        Server::start(Limits { connections: 4, head: ENDLESS, last_answer: SHORT, ..Limits::default() })
            .await;
    let mut idle = Vec::new();
    for number in 0..16 {
        idle.push(server.send(if number % 2 == 0 { "" } else { "GET / HT" }).await);
        assert!(server.is_alive().await, "{number}");
    }
    // A body that does not come holds no place either.
    let mut slow = Vec::new();
    for number in 0..16 {
        slow.push(server.send(command("Content-Length: 100\r\n", "{")).await);
        assert!(server.is_alive().await, "{number}");
    }
    for gone in idle {
        assert_eq!(all_of(gone).await, "");
    }
    server.stops().await;
}

/// The one that has waited longest goes; one that has asked lately stays.
#[tokio::test]
async fn the_place_of_the_one_that_has_been_idle_longest_is_given_away() {
    let server = Server::start(Limits { connections: 2, head: ENDLESS, ..Limits::default() }).await;
    let alive = request("GET", "/healthz", "");
    let (mut first, mut second) = (server.send(&alive).await, server.send(&alive).await);
    one_of(&mut first).await;
    one_of(&mut second).await;
    first.write_all(alive.as_bytes()).await.unwrap();
    one_of(&mut first).await;
    let mut third = server.send(&alive).await;
    one_of(&mut third).await;
    assert_eq!(all_of(second).await, "");
    first.write_all(alive.as_bytes()).await.unwrap();
    one_of(&mut first).await;
    server.stops().await;
}

#[tokio::test]
async fn a_connection_that_is_being_answered_keeps_its_place() {
    let server = Server::start(Limits { connections: 1, ..Limits::default() }).await;
    let (held, gate) = held_request(&server).await;
    let next = server.send(request("GET", "/healthz", "Connection: close\r\n")).await;
    gate.open();
    assert!(all_of(held).await.starts_with("HTTP/1.1 200"));
    assert!(all_of(next).await.starts_with("HTTP/1.1 200"), "it waited for the place");
    server.stops().await;
}

#[tokio::test]
async fn an_idle_connection_delays_no_shutdown_and_an_answer_under_way_is_finished() {
    let limits = Limits { last_answer: SHORT, head: ENDLESS, ..Limits::default() };
    let server = Server::start(limits).await;
    let (idle, half) = (server.connect().await, server.send("GET / HT").await);
    let mut kept = server.send(request("GET", "/healthz", "")).await;
    one_of(&mut kept).await;
    server.stops().await;
    for stream in [idle, half, kept] {
        assert_eq!(all_of(stream).await, "");
    }

    let server = Server::start(Limits::default()).await;
    let (held, gate) = held_request(&server).await;
    let stop = server.stop.clone();
    let finished = tokio::spawn(all_of(held));
    stop.cancel();
    gate.open();
    assert!(finished.await.unwrap().starts_with("HTTP/1.1 200"));
    server.stops().await;
}

#[tokio::test]
async fn no_connection_lasts_longer_than_its_time() {
    let server = Server::start(Limits { lasts: SHORT, last_answer: SHORT, ..Limits::default() }).await;
    let mut stream = server.connect().await;
    let alive = request("GET", "/healthz", "");
    let asking = async {
        while stream.write_all(alive.as_bytes()).await.is_ok()
            && stream.read(&mut [0; 1024]).await.is_ok_and(|length| length > 0)
        {}
    };
    timeout(ENDLESS, asking).await.unwrap();
    server.stops().await;
}
