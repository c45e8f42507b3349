//! Which failures of a request are repeated.

use std::time::Duration;

use asmx_soap::retry::{Attempts, RetryPolicy};
use asmx_soap::{Delivery, Effect};
use chrono::{DateTime, Utc};

use crate::error::{Error, ErrorKind};

/// How long to wait before the next attempt, if there is to be one.
pub(crate) fn wait(
    policy: &RetryPolicy,
    effect: Effect,
    error: &Error,
    so_far: &Attempts,
    now: DateTime<Utc>,
) -> Option<Duration> {
    let requested = error.wait(now);
    // Blocked for an unknown time: asking again only prolongs it.
    if requested.is_none() && matches!(error.kind(), ErrorKind::Quota(_)) || !is_harmless(effect, error) {
        return None;
    }
    policy.wait(so_far, requested)
}

fn is_harmless(effect: Effect, error: &Error) -> bool {
    // The service is still at work on it, so asking again at once doubles its work, and our wait: the caller tries again
    // later.
    if error.is_timeout() {
        return false;
    }
    let twice_is_once = matches!(effect, Effect::Read | Effect::Idempotent);
    error.is_transient() && (twice_is_once || error.delivery() == Delivery::NotSent)
}
