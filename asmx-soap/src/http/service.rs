use std::error::Error as StdError;
use std::fmt;

use async_trait::async_trait;
use bytes::Bytes;
use futures::stream::BoxStream;

use crate::Delivery;

/// A request: what it says and where it goes.
pub type Request = ::http::Request<Bytes>;
/// An answer: its head, and its body as it arrives.
pub type Response = ::http::Response<Body>;
/// The body of an answer, piece by piece, after any content coding was undone.
pub type Body = BoxStream<'static, Result<Bytes, HttpError>>;

/// An HTTP stack.
///
/// # Contract
/// - One call, one request: no retries, and no redirects to another host.
/// - The body is sent with a `Content-Length`, not chunked: some servers of this kind fail otherwise.
/// - Every wait has an end; [`HttpErrorKind`] says which one it was.
/// - Dropping the returned future or the body gives the request up.
#[async_trait]
pub trait HttpService: Send + Sync + fmt::Debug {
    /// Sends one request and waits for the head of the answer, whatever its status.
    async fn call(&self, request: Request) -> Result<Response, HttpError>;
}

/// A request got no answer, or not all of it.
#[derive(Debug)]
pub struct HttpError {
    kind: HttpErrorKind,
    source: Box<dyn StdError + Send + Sync>,
}

/// Where an exchange stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HttpErrorKind {
    /// The request itself is wrong, such as an address that is none. Not sent; a retry will not help.
    Invalid,
    /// No connection: name not found, refused, TLS failed. Not sent; a retry may help.
    Connect,
    /// The server's certificate was refused: expired, of an unknown issuer, for another name. The cause says which. Not sent;
    /// a retry will not help.
    Certificate,
    /// No answer in time. The request may have been acted on.
    Timeout,
    /// The connection broke after the request, or a part of it, went out. It may have been acted on.
    Interrupted,
}

impl HttpError {
    /// An error of a stack, with its cause.
    pub fn new(kind: HttpErrorKind, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { kind, source: source.into() }
    }

    /// Where it stopped.
    pub fn kind(&self) -> HttpErrorKind {
        self.kind
    }

    /// The stack's own error, for a caller that says itself where it stopped.
    pub fn into_source(self) -> Box<dyn StdError + Send + Sync> {
        self.source
    }

    /// Whether the server may have acted.
    pub fn delivery(&self) -> Delivery {
        match self.kind {
            HttpErrorKind::Invalid | HttpErrorKind::Connect | HttpErrorKind::Certificate => Delivery::NotSent,
            HttpErrorKind::Timeout | HttpErrorKind::Interrupted => Delivery::MaybeSent,
        }
    }
}

impl fmt::Display for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            HttpErrorKind::Invalid => "the request could not be built",
            HttpErrorKind::Connect => "no connection to the server",
            HttpErrorKind::Certificate => "the server's certificate was refused",
            HttpErrorKind::Timeout => "the server did not answer in time",
            HttpErrorKind::Interrupted => "the connection broke before the whole answer had arrived",
        })
    }
}

impl StdError for HttpError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
