//! What decoding and encoding cost. Times on a shared machine wander, so this is made to be counted:
//!
//! ```sh
//! cargo bench -p asmx-soap --bench measure --features reqwest --no-run
//! valgrind --tool=callgrind --collect-atstart=no --toggle-collect='measure::measured*' \
//!     target/release/deps/measure-… products 2000
//! ```
//!
//! The answers are decoded by what a client runs: [`asmx_soap::http::send`] and its answer, fed in pieces of 16 KiB.
//! `memory 1000` reads an answer of 1000 MB over loopback HTTP and prints the peak of the process (Linux only).

#![expect(clippy::expect_used, clippy::panic, reason = "a measurement that cannot go on ends like this")]

mod generator;
mod loopback;
mod shape;

use std::hint::black_box;

use asmx_soap::http::{Answer, Call, HttpError, HttpService, Request, Response, send};
use asmx_soap::{Limits, Operation};
use bytes::Bytes;
use futures::StreamExt;
use shape::{GetOrders, GetProducts, SaveProducts};

const PIECE: usize = 16 << 10;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let what = arguments.next().unwrap_or_else(|| "all".to_owned());
    let count = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(2000);
    if what == "memory" {
        return loopback::memory(count).await;
    }
    if matches!(&*what, "products" | "all") {
        report("decode products", count, decode::<GetProducts>(generator::products(count)).await);
    }
    if matches!(&*what, "orders" | "all") {
        report("decode orders", count / 5, decode::<GetOrders>(generator::orders(count / 5)).await);
    }
    if matches!(&*what, "encode" | "all") {
        report("encode products", count, encode(count).await);
    }
}

#[expect(clippy::print_stdout, reason = "this is what it is for")]
fn report(what: &str, items: usize, bytes: usize) {
    println!("{what}: {items} items, {bytes} bytes");
}

async fn decode<O: Operation + Default + 'static>(xml: String) -> usize {
    let length = xml.len();
    let mut answer = answer::<O>(xml).await;
    measured_decode(&mut answer);
    length
}

/// Drives the answer by hand: the body is always ready, so no runtime is measured with it.
#[inline(never)]
fn measured_decode<O: Operation>(answer: &mut Answer<O>) {
    loop {
        let mut next = std::pin::pin!(answer.next());
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        match next.as_mut().poll(&mut context) {
            std::task::Poll::Ready(Ok(Some(item))) => drop(black_box(item)),
            std::task::Poll::Ready(Ok(None)) => return,
            other => panic!("{:?}", other.map_ok(|_| ())),
        }
    }
}

async fn encode(count: usize) -> usize {
    let products = answer::<GetProducts>(generator::products(count)).await.all().await.expect("products");
    measured_encode(&SaveProducts { products })
}

#[inline(never)]
fn measured_encode(operation: &SaveProducts) -> usize {
    black_box(asmx_soap::envelope(operation)).expect("an envelope").len()
}

async fn answer<O: Operation + Default>(xml: String) -> Answer<O> {
    let call = Call { url: "http://localhost/", headers: http::HeaderMap::new(), limits: Limits::default() };
    send(&Canned(Bytes::from(xml)), call, &O::default()).await.expect("an answer")
}

/// Answers every request with the same bytes.
#[derive(Debug)]
struct Canned(Bytes);

#[async_trait::async_trait]
impl HttpService for Canned {
    async fn call(&self, _: Request) -> Result<Response, HttpError> {
        let xml = self.0.clone();
        let pieces =
            (0..xml.len()).step_by(PIECE).map(move |at| Ok(xml.slice(at..xml.len().min(at + PIECE))));
        Ok(http::Response::new(futures::stream::iter(pieces).boxed()))
    }
}
