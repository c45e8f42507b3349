//! `/hooks/ongoing/{tenant}`: the warehouse says that something has changed. That is a hint: it wakes a process a little earlier, and
//! what the process then does is what it would have done in any case.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::{HeaderMap, StatusCode};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use wms_erp_sync::Process;
use wms_erp_sync::schedule::{RunKey, RunRequest, Trigger};

use super::access::TokenHash;
use super::call::{Answer, Call, Failure, find, with_type};
use super::operations::Served;

/// How long a body may be: far more than any documented one has.
pub(super) const MAX_BODY: usize = 64 * 1024;
/// The header in which Ongoing sends a fixed text with every webhook.
const TOKEN: &str = "x-auth-token";
/// Hints wake a process at most that often: the warehouse sends one for every order.
const APART: TimeDelta = TimeDelta::seconds(30);
/// How many hints of a tenant are read a minute.
const MAX_A_MINUTE: u32 = 600;

/// What hints have caused.
#[derive(Debug, Default)]
pub(crate) struct Hooks(Mutex<Seen>);

#[derive(Debug, Default)]
struct Seen {
    /// When each process was, or is going to be, woken last.
    woken: HashMap<RunKey, DateTime<Utc>>,
    /// Since when how many came, for each tenant.
    counts: HashMap<String, (DateTime<Utc>, u32)>,
}

impl Hooks {
    /// When a hint that comes now is to wake a process; none if what comes before has it woken later than now.
    fn due(&self, key: &RunKey, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let mut seen = self.lock();
        let due = match seen.woken.get(key) {
            // One that is further ahead was written before the clock was set back.
            Some(next) if *next > now && *next <= now + APART => return None,
            Some(last) if *last <= now && *last + APART > now => *last + APART,
            _ => now,
        };
        seen.woken.insert(key.clone(), due);
        Some(due)
    }

    /// Counts a hint; gives how many seconds to wait if there are too many.
    fn count(&self, tenant: &str, now: DateTime<Utc>) -> Option<i64> {
        let mut seen = self.lock();
        let (since, count) = seen.counts.entry(tenant.to_owned()).or_insert((now, 0));
        let age = now - *since;
        if age >= TimeDelta::minutes(1) || age < TimeDelta::zero() {
            (*since, *count) = (now, 0);
        }
        *count = count.saturating_add(1);
        (*count > MAX_A_MINUTE).then(|| (*since + TimeDelta::minutes(1) - now).num_seconds().max(1))
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(all(test, feature = "sandbox"))]
impl Hooks {
    /// What hints have woken last, and for when.
    pub(crate) fn woken(&self) -> Vec<(RunKey, DateTime<Utc>)> {
        let mut woken: Vec<_> = self.lock().woken.iter().map(|(key, due)| (key.clone(), *due)).collect();
        woken.sort();
        woken
    }
}

/// Whether the request has the token of the tenant in its path. One answer for all who have not: it does not say which tenants there are.
pub(super) fn may(
    served: &[Served],
    headers: &HeaderMap,
    parameters: &[(String, String)],
) -> Result<(), Failure> {
    let token = headers.get(TOKEN).and_then(|token| token.to_str().ok()).unwrap_or_default();
    let presented = TokenHash::of(token);
    let tenant = find(parameters, "tenant").unwrap_or_default();
    let known = served.iter().find(|served| served.name() == tenant).and_then(|served| served.hook);
    match known.is_some_and(|known| known.is(&presented)) {
        true => Ok(()),
        false => Err(Failure::LogIn),
    }
}

/// Takes a hint. The guard has compared its token.
pub(crate) async fn take(call: Call) -> Answer {
    let (app, name) = (&call.app, call.parameter("tenant"));
    let now = app.operations.now();
    if let Some(seconds) = app.hooks.count(name, now) {
        return Err(Failure::Flood(seconds));
    }
    let served = call.served.iter().find(|served| served.name() == name);
    let on = served.map(Served::on).unwrap_or_default();
    let hint = Hint::read(&call.body);
    if let Some(served) = served {
        app.watch.polling().announced(served, hint.order.as_deref());
    }
    for process in hint.processes.iter().filter(|process| on.contains(process)) {
        let key = RunKey::new(name, *process);
        // What keeps failing is tried less and less often, whatever comes.
        if !app.watch.is_failing(&key)
            && let Some(due) = app.hooks.due(&key, now)
        {
            tracing::info!(tenant = name, %process, "a webhook of the warehouse wakes the process");
            let request = RunRequest::new(key, Trigger::Hint).request_id(call.id.clone());
            app.operations.wake_at(request, due);
        }
    }
    Ok(with_type(StatusCode::ACCEPTED, "text/plain; charset=utf-8", "taken\n"))
}

/// What a body may be news of. What else it says is read from the warehouse.
struct Hint {
    /// Of an order, for what becomes of orders; any other, for the stock; both, where it cannot be read.
    processes: &'static [Process],
    /// The order's number, by which is found out later whether what a run finds was announced.
    order: Option<String>,
}

impl Hint {
    fn read(body: &[u8]) -> Self {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        match serde_json::from_slice::<Value>(body) {
            Ok(Value::Object(fields))
                if fields.contains_key("orderStatus") && fields.contains_key("orderId") =>
            {
                let order = match fields.get("orderNumber") {
                    Some(Value::String(number)) => Some(number.clone()),
                    Some(Value::Number(number)) => Some(number.to_string()),
                    _ => None,
                };
                Self { processes: &[Process::OrderStatus], order }
            }
            Ok(Value::Object(fields)) if !fields.is_empty() => {
                Self { processes: &[Process::Stock], order: None }
            }
            _ => Self { processes: &[Process::OrderStatus, Process::Stock], order: None },
        }
    }
}
