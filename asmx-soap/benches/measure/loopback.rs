//! How much memory a long answer takes.

use asmx_soap::Limits;
use asmx_soap::http::{Call, ReqwestService, send};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::generator;
use crate::shape::GetProducts;

/// Reads an answer of so many megabytes, and says what the process took before and at most.
#[expect(clippy::print_stdout, reason = "this is what it is for")]
pub(crate) async fn memory(megabytes: usize) {
    let service = ReqwestService::from(reqwest::Client::builder().no_proxy().build().expect("a client"));
    let warm_up = read(&service, 1).await;
    let idle = peak();
    let items = read(&service, megabytes).await;
    println!(
        "{megabytes} MB, {items} items (and {warm_up} before): peak {} kB, idle client {idle} kB",
        peak()
    );
}

async fn read(service: &ReqwestService, megabytes: usize) -> usize {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    let server = tokio::spawn(serve(listener, megabytes));
    let call = Call { url: &url, headers: http::HeaderMap::new(), limits: Limits::default() };
    let mut answer = send(service, call, &GetProducts::default()).await.expect("an answer");
    let mut items = 0;
    while answer.next().await.expect("an item").is_some() {
        items += 1;
    }
    server.await.expect("a server");
    items
}

/// Writes the same items again and again, so that the server itself takes no memory.
async fn serve(listener: TcpListener, megabytes: usize) {
    let xml = generator::products(1200);
    let (start, rest) = xml.split_at(xml.find("<Product>").expect("a product"));
    let (items, end) = rest.split_at(rest.find("</GetProductsResult>").expect("the end"));
    let (mut connection, _) = listener.accept().await.expect("a connection");
    let _ = connection.read(&mut [0; 4096]).await.expect("a request");
    connection.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n").await.expect("sent");
    connection.write_all(start.as_bytes()).await.expect("sent");
    for _ in 0..(megabytes * 1_000_000).div_ceil(items.len()) {
        connection.write_all(items.as_bytes()).await.expect("sent");
    }
    connection.write_all(end.as_bytes()).await.expect("sent");
}

/// The largest size that the process has had, in kB.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}
