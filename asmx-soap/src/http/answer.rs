use ::http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, SET_COOKIE};
use ::http::{Method, StatusCode};
use bytes::Bytes;
use futures::StreamExt;
use futures::stream::BoxStream;

use super::{Body, Error, HttpError, HttpErrorKind, HttpService, Request};
use crate::{DecodeError, DecodeErrorKind, Decoder, Limits, Operation, envelope};

/// How much of an answer that is not SOAP is kept for the error.
const EXCERPT: usize = 4096;

/// Where and how an operation is sent.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Endpoint<'a> {
    /// The address of the service.
    pub url: &'a str,
    /// Headers besides those of SOAP, such as a cookie. A value marked sensitive stays out of `Debug`.
    pub headers: HeaderMap,
    /// What of the answer is believed.
    pub limits: Limits,
}

impl<'a> Endpoint<'a> {
    /// To this address, without further headers, and within the usual limits.
    pub fn new(url: &'a str) -> Self {
        Self { url, headers: HeaderMap::new(), limits: Limits::default() }
    }

    /// With these headers besides those of SOAP.
    #[must_use]
    pub fn headers(self, headers: HeaderMap) -> Self {
        Self { headers, ..self }
    }

    /// With other limits.
    #[must_use]
    pub fn limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }
}

/// Sends an operation and waits for the head of the answer.
///
/// # Errors
/// [`Error::Encode`] and [`Error::Http`]; all that the answer itself can say comes from [`Answer::next`].
pub async fn send<O: Operation>(
    http: &dyn HttpService,
    endpoint: Endpoint<'_>,
    operation: &O,
) -> Result<Answer<O>, Error> {
    let body = envelope(operation).map_err(Error::Encode)?;
    let request = request::<O>(&endpoint, body).map_err(Error::Http)?;
    let (mut head, body) = http.call(request).await.map_err(Error::Http)?.into_parts();
    // Errors carry the headers: what opens a session stays out of their `Debug`.
    if let ::http::header::Entry::Occupied(mut cookies) = head.headers.entry(SET_COOKIE) {
        cookies.iter_mut().for_each(|cookie| cookie.set_sensitive(true));
    }
    Ok(Answer {
        status: head.status,
        headers: head.headers,
        body,
        decoder: Decoder::new(endpoint.limits),
        broken: None,
        excerpt: Vec::new(),
        finished: false,
    })
}

fn request<O: Operation>(endpoint: &Endpoint<'_>, body: String) -> Result<Request, HttpError> {
    let invalid = |error: ::http::Error| HttpError::new(HttpErrorKind::Invalid, error);
    let mut request = ::http::Request::builder()
        .method(Method::POST)
        .uri(endpoint.url)
        .body(Bytes::from(body))
        .map_err(invalid)?;
    let action = HeaderValue::from_str(&O::soap_action()).map_err(|error| invalid(error.into()))?;
    let headers = request.headers_mut();
    headers.extend(endpoint.headers.clone());
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/xml; charset=utf-8"));
    headers.insert(HeaderName::from_static("soapaction"), action);
    Ok(request)
}

/// An answer on its way: its items, one by one, while it arrives.
pub struct Answer<O: Operation> {
    status: StatusCode,
    headers: HeaderMap,
    body: Body,
    decoder: Decoder<O>,
    /// Why the body ended too early; it counts only if the answer was not whole by then.
    broken: Option<HttpError>,
    excerpt: Vec<u8>,
    finished: bool,
}

impl<O: Operation> Answer<O> {
    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The answer's headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Whether the answer had a result at all, even an empty one; meaningful once [`next`](Self::next) gave `None`.
    pub fn saw_result(&self) -> bool {
        self.decoder.saw_result()
    }

    /// Whether the operation's own answer was there, even without a result; meaningful once [`next`](Self::next) gave
    /// `None`.
    pub fn saw_response(&self) -> bool {
        self.decoder.saw_response()
    }

    /// The next item; `None` after the last.
    ///
    /// # Errors
    /// A fault, an HTTP error, something that is not SOAP, an answer that ends in the middle. After an error for which
    /// [`Error::is_item`] is true the next call goes on behind the unreadable item; after any other there is no more.
    pub async fn next(&mut self) -> Result<Option<O::Item>, Error> {
        loop {
            if self.finished {
                return Ok(None);
            }
            match self.decoder.next() {
                Ok(Some(item)) if self.status.is_success() => return Ok(Some(item)),
                Ok(Some(_)) => {}
                Ok(None) if self.decoder.is_done() => self.finish()?,
                Ok(None) => self.receive().await?,
                Err(error) => return Err(self.undecodable(error).await),
            }
        }
    }

    /// The only item of an answer that is not a list.
    ///
    /// # Errors
    /// As [`next`](Self::next).
    pub async fn one(mut self) -> Result<Option<O::Item>, Error> {
        let first = self.next().await?;
        while self.next().await?.is_some() {}
        Ok(first)
    }

    /// All items at once. Memory grows with their number; [`into_stream`](Self::into_stream) does not.
    ///
    /// # Errors
    /// As [`next`](Self::next); the first unreadable item ends it.
    pub async fn all(mut self) -> Result<Vec<O::Item>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.next().await? {
            items.push(item);
        }
        Ok(items)
    }

    /// The items as a stream, which ends after the first error that is not an item's own.
    pub fn into_stream(self) -> BoxStream<'static, Result<O::Item, Error>>
    where
        O: 'static,
    {
        futures::stream::unfold(self, |mut answer| async move {
            let item = answer.next().await.transpose()?;
            answer.finished |= item.as_ref().is_err_and(|error| !error.is_item());
            Some((item, answer))
        })
        .boxed()
    }

    async fn receive(&mut self) -> Result<(), Error> {
        match self.body.next().await {
            Some(Ok(bytes)) => {
                let room = EXCERPT.saturating_sub(self.excerpt.len());
                self.excerpt.extend_from_slice(&bytes[..room.min(bytes.len())]);
                match self.decoder.push(&bytes) {
                    Ok(()) => Ok(()),
                    Err(error) => Err(self.undecodable(error).await),
                }
            }
            Some(Err(error)) => {
                self.broken = Some(error);
                self.decoder.end();
                Ok(())
            }
            None => {
                self.decoder.end();
                Ok(())
            }
        }
    }

    fn finish(&mut self) -> Result<(), Error> {
        self.finished = true;
        let (status, headers) = (self.status, Box::new(std::mem::take(&mut self.headers)));
        match self.decoder.fault() {
            Some(fault) => Err(Error::Fault { fault: fault.clone(), status, headers }),
            None if !status.is_success() => Err(Error::Status { status, headers, excerpt: self.excerpt() }),
            None => {
                self.headers = *headers;
                Ok(())
            }
        }
    }

    /// Says what an answer that cannot be read was: a server's error page is distinguished from a broken envelope.
    async fn undecodable(&mut self, error: DecodeError) -> Error {
        if error.is_item() && self.status.is_success() {
            return Error::Decode(error);
        }
        self.finished = true;
        if let Some(broken) = self.broken.take().filter(|_| error.is_truncated()) {
            return Error::Http(broken);
        }
        let not_soap = matches!(error.kind(), DecodeErrorKind::NotAnEnvelope(_))
            || !self.excerpt.trim_ascii_start().starts_with(b"<")
                && !self.excerpt.starts_with("\u{feff}".as_bytes());
        if self.status.is_success() && !not_soap {
            return Error::Decode(error);
        }
        while self.broken.is_none() && self.excerpt.len() < EXCERPT {
            let Some(Ok(bytes)) = self.body.next().await else { break };
            self.excerpt.extend_from_slice(&bytes[..bytes.len().min(EXCERPT - self.excerpt.len())]);
        }
        let (status, headers) = (self.status, Box::new(std::mem::take(&mut self.headers)));
        match status.is_success() {
            true => Error::NotSoap { status, headers, excerpt: self.excerpt() },
            false => Error::Status { status, headers, excerpt: self.excerpt() },
        }
    }

    fn excerpt(&self) -> String {
        String::from_utf8_lossy(&self.excerpt).into_owned()
    }
}

impl<O: Operation> std::fmt::Debug for Answer<O> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer").field("status", &self.status).finish_non_exhaustive()
    }
}
