//! The warehouse is asked more rarely for what became of orders while its webhooks are known to announce that.
//!
//! Only the process `order_status` is concerned: it asks the warehouse alone, and what it finds has webhooks. Stock follows the ERP,
//! too, and the warehouse has no webhook for every change of it; returns have none at all.

mod kept;
mod trust;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use wms_erp_sync::clock::Clock;
use wms_erp_sync::schedule::RunKey;
use wms_erp_sync::{Event, OrderEventKind, Outcome, Process, WmsChange};

use self::trust::Trust;
use super::served::Served;
use crate::schedule::HostScheduler;
pub(crate) use kept::{Kept, of_tenant};
pub(crate) use trust::{PROOF, SILENCE, Standing};

/// The process that it is about.
pub(crate) const POLLED: Process = Process::OrderStatus;
/// However large the factor: no interval becomes longer.
const LONGEST: Duration = Duration::from_secs(60 * 60);

/// What is known of the webhooks of all tenants, and how often their warehouses are therefore asked. Clones are the same.
#[derive(Debug, Clone)]
pub(crate) struct Polling(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    clock: Arc<dyn Clock>,
    scheduler: HostScheduler,
    tenants: Mutex<BTreeMap<String, Polled>>,
}

/// A tenant that takes webhooks.
#[derive(Debug)]
struct Polled {
    /// By what its interval may be multiplied.
    allowed: f64,
    trust: Trust,
    state: Option<PollingState>,
    /// Whether the store has this state.
    is_kept: bool,
}

/// How often the warehouse of a tenant is asked, and why.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PollingState {
    /// Since when it has been so.
    pub(crate) since: DateTime<Utc>,
    /// By what the interval is multiplied; 1 unless webhooks are relied on.
    pub(crate) factor: f64,
    pub(crate) standing: Standing,
    /// When the last webhook came.
    pub(crate) last_webhook: Option<DateTime<Utc>>,
}

impl Polling {
    pub(crate) fn new(clock: Arc<dyn Clock>, scheduler: impl Into<HostScheduler>) -> Self {
        Self(Arc::new(Inner { clock, scheduler: scheduler.into(), tenants: Mutex::default() }))
    }

    /// Judges anew, of these tenants and of no others.
    pub(crate) fn review(&self, tenants: &[Served]) {
        let mut gone = Vec::new();
        {
            let mut known = self.tenants();
            known.retain(|name, polled| {
                let served = tenants.iter().find(|served| served.name() == name);
                let stays = served.and_then(allowed).is_some_and(|allowed| allowed == polled.allowed);
                if !stays {
                    gone.push((RunKey::new(name.as_str(), POLLED), 1.0));
                }
                stays
            });
            for served in tenants {
                if let Some(allowed) = allowed(served) {
                    known.entry(served.name().to_owned()).or_insert_with(|| Polled::new(allowed));
                }
            }
        }
        self.0.scheduler.poll_rarer(gone);
        self.judge(None);
    }

    /// A webhook with the right token came, about this order if it names one.
    pub(crate) fn announced(&self, tenant: &Served, order: Option<&str>) {
        let Some(allowed) = allowed(tenant) else { return };
        let now = self.0.clock.now();
        let mut known = self.tenants();
        let polled = known.entry(tenant.name().to_owned()).or_insert_with(|| Polled::new(allowed));
        polled.trust.announced(order.map(str::trim), now);
        drop(known);
        self.judge(Some(tenant.name()));
    }

    /// Learns what runs find. Called from within them: what is judged here counts for the time of the next run.
    pub(crate) fn observe(&self, event: &Event<'_>) {
        let tenant = match event {
            Event::RunBegan { tenant, process, .. } if *process == POLLED => {
                self.with(tenant, |trust, _| trust.began());
                return;
            }
            // What comes after an order was sent has no webhook, and says nothing of those that there are.
            Event::ChangedInWms { tenant, process, number, change: WmsChange::Status, .. }
                if *process == POLLED =>
            {
                self.with(tenant, |trust, now| trust.found(number, now));
                *tenant
            }
            Event::Order { tenant, kind: OrderEventKind::Adopted, .. } => {
                self.with(tenant, |trust, _| trust.asked());
                *tenant
            }
            Event::RunEnded { tenant, report, .. } if report.process == POLLED => {
                let is_done = report.outcome == Outcome::Done;
                self.with(tenant, |trust, _| trust.ended(is_done, report.held > 0));
                *tenant
            }
            _ => return,
        };
        self.judge(Some(tenant));
    }

    /// How often the warehouse of a tenant is asked; none for one that takes no webhooks, or is not to be asked more rarely for them.
    pub(crate) fn of(&self, tenant: &str) -> Option<PollingState> {
        self.tenants().get(tenant)?.state.clone()
    }

    fn with(&self, tenant: &str, learn: impl FnOnce(&mut Trust, DateTime<Utc>)) {
        let now = self.0.clock.now();
        if let Some(polled) = self.tenants().get_mut(tenant) {
            learn(&mut polled.trust, now);
        }
    }

    /// Judges one tenant, or all of them, and has the scheduler know where something has changed.
    fn judge(&self, only: Option<&str>) {
        let (now, is_shared) = (self.0.clock.now(), self.0.scheduler.is_shared());
        let mut changed = Vec::new();
        for (name, polled) in self.tenants().iter_mut() {
            if only.is_some_and(|only| only != name) {
                continue;
            }
            let standing = if is_shared { Standing::Shared } else { polled.trust.judge(now) };
            let factor = if standing == Standing::Reliable { polled.allowed } else { 1.0 };
            let before = polled.state.as_ref();
            let is_other = before.is_none_or(|before| before.standing != standing);
            if before.is_none_or(|before| before.factor != factor) {
                changed.push((RunKey::new(name.as_str(), POLLED), factor));
                log(name, before.is_some(), factor, &standing);
            }
            let since = before.filter(|_| !is_other).map_or(now, |before| before.since);
            polled.is_kept &= !is_other;
            polled.state = Some(PollingState { since, factor, standing, last_webhook: polled.trust.last() });
        }
        if !changed.is_empty() {
            self.0.scheduler.poll_rarer(changed);
        }
    }

    fn tenants(&self) -> MutexGuard<'_, BTreeMap<String, Polled>> {
        self.0.tenants.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Polled {
    fn new(allowed: f64) -> Self {
        Self { allowed, trust: Trust::default(), state: None, is_kept: false }
    }
}

fn log(tenant: &str, was_known: bool, factor: f64, standing: &Standing) {
    if factor > 1.0 {
        tracing::info!(
            tenant,
            factor,
            "webhooks announce what runs would find: the warehouse is asked more rarely"
        );
    } else if was_known {
        let why = standing.word();
        tracing::info!(tenant, why, "the warehouse is asked at the configured interval again");
    }
}

/// By what the interval of a tenant may be multiplied; none if it is not to be.
pub(crate) fn allowed(served: &Served) -> Option<f64> {
    longest_factor(served.hook.is_some(), served.polling_factor, &served.intervals)
}

/// The same by what is configured: whether webhooks are taken, the factor, and the intervals of the processes that are on.
pub(crate) fn longest_factor(
    has_webhooks: bool,
    factor: u32,
    intervals: &[(Process, Duration)],
) -> Option<f64> {
    let (_, interval) = intervals.iter().find(|(process, _)| has_webhooks && *process == POLLED)?;
    let most = LONGEST.as_secs_f64() / interval.as_secs_f64().max(1.0);
    let allowed = f64::from(factor).min(most);
    (allowed > 1.0).then_some(allowed)
}
