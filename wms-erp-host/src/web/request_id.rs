//! The id of each request to the page: taken from its header, or made, and said on everything that follows from it.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response};
use tracing::Span;
use wms_erp_sync::schedule::RequestId;

/// The header in which it is taken and answered.
pub(super) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Makes ids that no other process makes.
#[derive(Debug)]
pub(super) struct RequestIds {
    process: u64,
    made: AtomicU64,
}

impl RequestIds {
    /// Of a process that has drawn this number.
    pub(super) fn new(process: u64) -> Self {
        Self { process, made: AtomicU64::new(0) }
    }

    /// The id that a request brings along, or one of our own, where it brings none, several, or what is none.
    pub(super) fn of(&self, headers: &HeaderMap) -> RequestId {
        let mut brought = headers.get_all(HEADER).iter();
        let one = brought.next().filter(|_| brought.next().is_none());
        let id = one.and_then(|value| value.to_str().ok()?.parse().ok());
        id.unwrap_or_else(|| RequestId::numbered(self.process, self.made.fetch_add(1, Ordering::Relaxed) + 1))
    }
}

/// What all log lines stand in that concern a request. Of the level of errors, so that it is there whatever the log leaves out.
pub(super) fn span(id: &RequestId) -> Span {
    tracing::error_span!("request", request_id = id.as_str())
}

/// Says the id in an answer.
pub(super) fn answered(mut response: Response<Body>, id: &RequestId) -> Response<Body> {
    if let Ok(id) = HeaderValue::from_str(id.as_str()) {
        response.headers_mut().insert(HEADER, id);
    }
    response
}
