//! How much memory the client takes for an answer of so many megabytes over HTTP: `answer 1000`. Linux only.

use std::error::Error;
use std::io::Write;

use futures::StreamExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use twentyfour_client::{Client, Credentials};
use uuid::Uuid;
use wms_erp_benchmarks::process::{Served, peak};
use wms_erp_benchmarks::{canned, fixture, measured};
use wms_erp_sync::clock::{Clock, SystemClock};

type Done = Result<(), Box<dyn Error>>;

#[tokio::main]
async fn main() -> Done {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    match &*arguments.iter().map(String::as_str).collect::<Vec<_>>() {
        ["serve", megabytes] => serve(megabytes.parse()?).await,
        [megabytes] => read(megabytes).await,
        _ => Err("how many megabytes?".into()),
    }
}

#[expect(clippy::print_stdout, reason = "this is what it is for")]
async fn read(megabytes: &str) -> Done {
    let mut server = Served::start(&["serve", megabytes])?;
    let credentials = Credentials::new(Uuid::from_u128(24), "api@shop.example", "secret");
    let client = Client::builder(credentials).base_url(server.line()?).build()?;
    client.login().await?;
    let idle = peak()?;

    let started = SystemClock.now();
    let (mut products, mut bytes) = (measured::products(&client).await?, 0);
    let mut items = 0;
    while let Some(product) = products.next().await {
        bytes += product?.name.map_or(0, |name| name.len());
        items += 1;
    }
    let seconds = (SystemClock.now() - started).as_seconds_f64();
    let peak = peak()?;
    println!(
        "{{\"megabytes\": {megabytes}, \"items\": {items}, \"names\": {bytes}, \"idle_kb\": {idle}, \
         \"peak_kb\": {peak}, \"seconds\": {seconds:.1}}}"
    );
    Ok(())
}

/// Answers a login, and everything else with the same products again and again.
async fn serve(megabytes: usize) -> Done {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout(), "http://{}", listener.local_addr()?)?;
    loop {
        let (connection, _) = listener.accept().await?;
        answer(connection, megabytes).await?;
    }
}

async fn answer(mut connection: TcpStream, megabytes: usize) -> Done {
    let request = request(&mut connection).await?;
    connection
        .write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
        .await?;
    if request.contains("/authenticate/") {
        chunk(&mut connection, &canned::login()).await?;
    } else {
        let xml = fixture::products(1200).xml;
        let (start, rest) = xml.split_at(xml.find("<Product>").ok_or("no product")?);
        let (items, end) = rest.split_at(rest.find("</GetProductsResult>").ok_or("no end")?);
        chunk(&mut connection, start.as_bytes()).await?;
        for _ in 0..(megabytes * 1_000_000).div_ceil(items.len()) {
            chunk(&mut connection, items.as_bytes()).await?;
        }
        chunk(&mut connection, end.as_bytes()).await?;
    }
    Ok(connection.write_all(b"0\r\n\r\n").await?)
}

/// Head and body of one request; no request here is longer than a few kilobytes.
async fn request(connection: &mut TcpStream) -> Result<String, Box<dyn Error>> {
    let mut request = Vec::new();
    loop {
        if connection.read_buf(&mut request).await? == 0 {
            return Err("half a request".into());
        }
        let text = String::from_utf8_lossy(&request);
        if text.contains("\r\n\r\n") && text.trim_end().ends_with("Envelope>") {
            return Ok(text.into_owned());
        }
    }
}

async fn chunk(connection: &mut TcpStream, bytes: &[u8]) -> std::io::Result<()> {
    connection.write_all(format!("{:x}\r\n", bytes.len()).as_bytes()).await?;
    connection.write_all(bytes).await?;
    connection.write_all(b"\r\n").await
}
