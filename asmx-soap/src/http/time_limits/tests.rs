use std::collections::VecDeque;
use std::sync::Mutex;

use bytes::Bytes;
use tokio::time::{advance, sleep};

use super::*;

/// Answers after so many seconds, with pieces that come so many seconds after each other.
#[derive(Debug)]
struct Slow(u64, Mutex<VecDeque<u64>>);

#[async_trait]
impl HttpService for Slow {
    #[expect(clippy::disallowed_methods, reason = "the test's time is paused")]
    async fn call(&self, _: Request) -> Result<Response, HttpError> {
        sleep(Duration::from_secs(self.0)).await;
        let pieces = std::mem::take(&mut *self.1.lock().unwrap());
        let body = stream::unfold(pieces, |mut pieces| async move {
            sleep(Duration::from_secs(pieces.pop_front()?)).await;
            Some((Ok(Bytes::from_static(b"x")), pieces))
        });
        Ok(Response::new(body.boxed()))
    }
}

/// How many pieces came, and why it ended.
async fn read(head: u64, pieces: &[u64]) -> (usize, Option<String>) {
    let limits = TimeLimits::new(Slow(head, Mutex::new(pieces.iter().copied().collect())));
    let kind = |error: HttpError| {
        assert_eq!(error.kind(), HttpErrorKind::Timeout);
        Some(error.into_source().to_string())
    };
    let mut body = match limits.call(Request::default()).await {
        Ok(answer) => answer.into_body(),
        Err(error) => return (0, kind(error)),
    };
    let mut count = 0;
    while let Some(piece) = body.next().await {
        match piece {
            Ok(_) => count += 1,
            Err(error) => return (count, kind(error)),
        }
    }
    assert!(body.next().await.is_none(), "asking again gives the same error");
    (count, None)
}

#[tokio::test(start_paused = true)]
async fn an_answer_has_two_minutes_to_begin_and_half_a_minute_between_pieces() {
    assert_eq!(read(119, &[0, 29, 29]).await, (3, None));
    assert_eq!(read(1, &[118, 29]).await, (2, None), "a head alone is no beginning");
    let late = Some("the answer had not begun after 120s".to_owned());
    assert_eq!(read(121, &[]).await, (0, late.clone()));
    assert_eq!(read(1, &[120]).await, (0, late));
    assert_eq!(read(119, &[29]).await, (1, None), "it has begun: the first piece may be as late as any");
    let stalled = Some("nothing more of the answer came for 30s".to_owned());
    assert_eq!(read(0, &[0, 0, 31]).await, (2, stalled));
}

#[tokio::test(start_paused = true)]
async fn a_long_list_that_keeps_coming_is_never_cut_off() {
    assert_eq!(read(100, &[29; 1000]).await, (1000, None));
}

#[tokio::test(start_paused = true)]
async fn whoever_reads_may_take_a_break() {
    let limits = TimeLimits::new(Slow(0, Mutex::new(VecDeque::from([0, 29]))));
    let mut body = limits.call(Request::default()).await.unwrap().into_body();
    assert!(body.next().await.unwrap().is_ok());
    advance(Duration::from_secs(600)).await;
    assert!(body.next().await.unwrap().is_ok(), "the vendor was not waited for meanwhile");
}

#[tokio::test(start_paused = true)]
async fn limits_without_end_are_survived() {
    let limits = TimeLimits::new(Slow(1000, Mutex::default())).begin(Duration::MAX).stall(Duration::MAX);
    assert!(limits.call(Request::default()).await.unwrap().into_body().next().await.is_none());
}
