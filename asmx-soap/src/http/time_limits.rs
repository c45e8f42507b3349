use std::io;
use std::time::Duration;

use async_trait::async_trait;
use futures::{StreamExt, stream};
use tokio::time::{Instant, timeout_at};

use super::{Body, HttpError, HttpErrorKind, HttpService, Request, Response};

/// As good as no limit, and still a time that can be added to another.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// An HTTP stack that gives up on answers that do not begin, and on those that stall.
///
/// There is no limit to the whole: `.asmx` services put an answer together before they send any of it, so a long list begins
/// late, and then may take minutes. Both end as [`HttpErrorKind::Timeout`]. The time is that of the Tokio runtime, which must
/// have its timer enabled.
#[derive(Debug, Clone)]
pub struct TimeLimits<S> {
    stack: S,
    begin: Duration,
    stall: Duration,
}

impl<S> TimeLimits<S> {
    /// How long an answer may take to begin unless set otherwise: 120 seconds.
    pub const BEGIN: Duration = Duration::from_secs(120);
    /// How long an answer may stall between two pieces unless set otherwise: 30 seconds.
    pub const STALL: Duration = Duration::from_secs(30);

    /// `stack` with the usual limits.
    pub fn new(stack: S) -> Self {
        Self { stack, begin: Self::BEGIN, stall: Self::STALL }
    }

    /// How long the first byte of an answer's body may take, from the moment that the request is handed over.
    #[must_use]
    pub fn begin(self, begin: Duration) -> Self {
        Self { begin: begin.min(LONGEST), ..self }
    }

    /// How long each further piece may take. Only the time counts in which the next piece is waited for.
    #[must_use]
    pub fn stall(self, stall: Duration) -> Self {
        Self { stall: stall.min(LONGEST), ..self }
    }
}

#[async_trait]
impl<S: HttpService> HttpService for TimeLimits<S> {
    async fn call(&self, request: Request) -> Result<Response, HttpError> {
        let (begin, stall) = (self.begin, self.stall);
        let deadline = Instant::now() + begin;
        match timeout_at(deadline, self.stack.call(request)).await {
            Ok(answer) => Ok(answer?.map(|body| limited(body, deadline, begin, stall))),
            Err(_) => Err(late(format!("the answer had not begun after {begin:?}"))),
        }
    }
}

/// The body, until it stalls. The reader may pause.
fn limited(body: Body, first: Instant, begin: Duration, stall: Duration) -> Body {
    stream::unfold(Some((body, Some(first))), move |state| async move {
        let (mut body, first) = state?;
        let deadline = Instant::now() + stall;
        let deadline = first.map_or(deadline, |first| first.max(deadline));
        match timeout_at(deadline, body.next()).await {
            Ok(Some(Ok(piece))) => Some((Ok(piece), Some((body, None)))),
            Ok(Some(Err(error))) => Some((Err(error), None)),
            Ok(None) => None,
            Err(_) if first.is_some() => {
                Some((Err(late(format!("the answer had not begun after {begin:?}"))), None))
            }
            Err(_) => Some((Err(late(format!("nothing more of the answer came for {stall:?}"))), None)),
        }
    })
    // The reader may ask once more after the end.
    .fuse()
    .boxed()
}

fn late(what: String) -> HttpError {
    HttpError::new(HttpErrorKind::Timeout, io::Error::new(io::ErrorKind::TimedOut, what))
}

#[cfg(test)]
mod tests;
