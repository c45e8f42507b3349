//! A client whose server is a text in memory: what remains is the client's own work.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use asmx_soap::http::{HttpError, HttpService, Request, Response};
use bytes::Bytes;
use futures::StreamExt;
use twentyfour_client::{BuildError, Client, Credentials, NAMESPACE, RetryPolicy};
use uuid::Uuid;

/// How much of an answer arrives at a time.
const PIECE: usize = 16 << 10;

/// The client that everybody uses, over an HTTP stack that answers every request but the login with this text.
///
/// # Errors
/// None that can be foreseen.
pub fn client(xml: String) -> Result<Client, BuildError> {
    let credentials = Credentials::new(Uuid::from_u128(24), "api@shop.example", "secret");
    Client::builder(credentials).http(Canned(xml.into())).retry(RetryPolicy::none()).build()
}

/// Runs what never has to wait, without any runtime.
pub fn at_once<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

#[derive(Debug)]
struct Canned(Bytes);

#[async_trait::async_trait]
impl HttpService for Canned {
    async fn call(&self, request: Request) -> Result<Response, HttpError> {
        let xml = match request.uri().path().contains("authenticate") {
            true => login(),
            false => self.0.clone(),
        };
        let pieces =
            (0..xml.len()).step_by(PIECE).map(move |at| Ok(xml.slice(at..xml.len().min(at + PIECE))));
        Ok(Response::new(futures::stream::iter(pieces).boxed()))
    }
}

/// The answer to a login.
pub fn login() -> Bytes {
    let answer = format!("<LoginResponse xmlns=\"{NAMESPACE}\"><LoginResult>s</LoginResult></LoginResponse>");
    let envelope = "http://schemas.xmlsoap.org/soap/envelope/";
    format!("<s:Envelope xmlns:s=\"{envelope}\"><s:Body>{answer}</s:Body></s:Envelope>").into()
}
