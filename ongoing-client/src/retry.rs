//! Which failures of a request are repeated.

use std::time::Duration;

use asmx_soap::retry::{Attempts, RetryPolicy};
use asmx_soap::{Delivery, Effect};
use chrono::{DateTime, Utc};

use crate::{Error, ErrorKind};

/// How long to wait before the next attempt, if there is to be one.
pub(crate) fn wait(
    policy: &RetryPolicy,
    effect: Effect,
    error: &Error,
    so_far: &Attempts,
    now: DateTime<Utc>,
) -> Option<Duration> {
    if is_harmless(effect, error) { policy.wait(so_far, error.wait_told(now)) } else { None }
}

fn is_harmless(effect: Effect, error: &Error) -> bool {
    // A warehouse that has not answered within minutes is still at work on the request: asking again at once doubles its work,
    // and our wait. The caller tries again later.
    if !error.is_transient() || error.is_timeout() {
        return false;
    }
    match (effect, error.delivery()) {
        (Effect::Read, _) | (_, Delivery::NotSent) => true,
        // SOAP puts every fault into a 500, also those that say no for good.
        (Effect::Idempotent, _) => error.kind() != ErrorKind::Fault,
        (_, Delivery::Answered) => error.status() == Some(429),
        _ => false,
    }
}
