use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use http::{HeaderMap, StatusCode};

use crate::error::{Levels, levels};
use crate::operation::Service;

/// One request that was sent, reported when the head of its answer has arrived or when it is clear that none comes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RequestEvent {
    /// The service, in the vendor's name.
    pub service: &'static str,
    /// The operation, in the vendor's name.
    pub operation: &'static str,
    /// Whether it went to the service that makes sessions. A login that several calls wait for is reported once, to the
    /// one that began it.
    pub authenticate: bool,
    /// The HTTP status; `None` if no answer came, or the call was dropped.
    pub status: Option<u16>,
    /// How many requests the vendor says are left in this hour.
    pub quota_remaining: Option<u32>,
    /// When the vendor says that the next hour begins.
    pub quota_reset: Option<DateTime<Utc>>,
}

/// An observer of requests.
#[derive(Clone)]
pub(crate) struct Observer(pub(crate) Arc<dyn Fn(&RequestEvent) + Send + Sync>);

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Observer")
    }
}

/// Tells about one request, even if its caller stops waiting for it.
pub(crate) struct Report<'a> {
    observer: Option<&'a Observer>,
    event: RequestEvent,
}

impl<'a> Report<'a> {
    pub(crate) fn new(observer: Option<&'a Observer>, service: Service, operation: &'static str) -> Self {
        let event = RequestEvent {
            service: service.name(),
            operation,
            authenticate: service == Service::AUTHENTICATE,
            status: None,
            quota_remaining: None,
            quota_reset: None,
        };
        Self { observer, event }
    }

    /// Takes note of the answer's head, and gives what the service says is left of the quota.
    pub(crate) fn answered(&mut self, status: StatusCode, headers: &HeaderMap) -> Levels {
        let levels = levels(headers);
        self.event.status = Some(status.as_u16());
        (self.event.quota_remaining, self.event.quota_reset) = (levels.remaining, levels.reset);
        levels
    }
}

impl Drop for Report<'_> {
    fn drop(&mut self) {
        let RequestEvent { service, operation, status, quota_remaining, .. } = &self.event;
        tracing::debug!(service, operation, status, quota_remaining, "request");
        if let Some(Observer(tell)) = self.observer {
            tell(&self.event);
        }
    }
}
