//! `/metrics`, in Prometheus' text format. The engine's own names are in `wms-erp-sync`; beside them:
//!
//! | name | kind | labels | what |
//! | --- | --- | --- | --- |
//! | `wms_erp_host_last_success_age_seconds` | gauge | tenant, process | since when the process has not done all its work |
//! | `wms_erp_host_oldest_held_age_seconds` | gauge | tenant, process, class | age of the oldest held record |
//! | `wms_erp_host_held` | gauge | tenant, process, class | held records |
//! | `wms_erp_host_state` | gauge | tenant, process, state | 1 for the state that the page shows |
//! | `wms_erp_host_run_progress_done`, `wms_erp_host_run_progress_total` | gauge | tenant, process | records that a long run has done in its present phase, and all of them; 0 where that is not known, and after the run |
//! | `wms_erp_host_run_progress_remaining_seconds` | gauge | tenant, process | the estimate of the rest; 0 where there is none |
//! | `wms_erp_host_tenants` | gauge | | tenants that are served |
//! | `wms_erp_host_tenants_unknown` | gauge | | of those, the ones whose state cannot be read |
//! | `wms_erp_host_tenants_wrong` | gauge | | tenants whose configuration is wrong; they keep what they had |
//! | `wms_erp_host_request_demand` | gauge | address | requests an hour that all tenants need at their intervals |
//! | `wms_erp_host_request_supply` | gauge | address | requests an hour that there are for them |
//! | `wms_erp_host_interval_stretch` | gauge | address, work | by what intervals are multiplied: urgent work, and other |
//! | `wms_erp_host_polling_factor` | gauge | tenant, process | by what the interval is multiplied since webhooks are reliable |
//! | `wms_erp_host_polling_state` | gauge | tenant, process, state | 1 for whether webhooks are reliable, or why not |
//! | `wms_erp_host_last_webhook_age_seconds` | gauge | tenant | since when no webhook has come; not before the first one |
//! | `wms_erp_host_clock_ahead_seconds` | gauge | | by how much this machine's clock is ahead of the database's; 0 with a store in a file |
//! | `wms_erp_host_queue_delay_seconds` | histogram | process | from the time at which a run was due to its beginning |

mod collector;
mod text;

use std::collections::HashSet;
use std::sync::OnceLock;

use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use metrics::histogram;
use wms_erp_sync::{Class, Process, ProcessStatus};

use self::collector::Collector;
use self::text::{Labels, Text};
use super::App;
use super::call::{Answer, Call, Failure, with_type};
use super::operations::Served;
use super::snapshot::{State, last_success, oldest};
use crate::progress::remaining;
use crate::tenants::{POLLED, Standing};

static COLLECTOR: OnceLock<Option<Collector>> = OnceLock::new();

const CLASSES: [Class; 5] =
    [Class::Transient, Class::Rejected, Class::Waiting, Class::NeedsPerson, Class::Notice];
const PROGRESS: [&str; 3] = [
    "wms_erp_host_run_progress_done",
    "wms_erp_host_run_progress_total",
    "wms_erp_host_run_progress_remaining_seconds",
];
const STATES: [State; 7] =
    [State::Failing, State::Late, State::Held(0), State::Paused, State::New, State::Ok, State::Off];

/// Collects what this process measures from now on. There is one collector in a process; if another has been set, its metrics
/// are that one's.
pub(crate) fn collect() {
    COLLECTOR.get_or_init(|| {
        let collector = Collector::default();
        metrics::set_global_recorder(collector.clone()).ok().map(|()| collector)
    });
}

pub(super) fn queue_delay(process: Process, delay: TimeDelta) {
    histogram!("wms_erp_host_queue_delay_seconds", "process" => process.to_string())
        .record(delay.as_seconds_f64());
}

/// The page that Prometheus reads.
pub(crate) async fn show(call: Call) -> Answer {
    let Some(collector) = COLLECTOR.get().and_then(Option::as_ref) else {
        return Err(Failure::Missing("another collector of metrics is at work in this process".into()));
    };
    let (app, tenants) = (&call.app, call.app.operations.tenants());
    let served: HashSet<&str> = tenants.iter().map(Served::name).collect();
    collector.forget(|tenant| served.contains(tenant));
    let text = collector.text(|text| measure(app, &tenants, app.operations.now(), text));
    Ok(with_type(StatusCode::OK, "text/plain; version=0.0.4; charset=utf-8", text))
}

/// What is true at this moment.
fn measure(app: &App, tenants: &[Served], now: DateTime<Utc>, text: &mut Text<'_>) {
    let mut unknown = 0_u32;
    for tenant in tenants {
        let labels = Labels::default().with("tenant", tenant.name());
        measure_polling(app, tenant.name(), &labels, now, text);
        match app.snapshots.of(tenant.name()).as_deref().map(|known| &known.status) {
            Some(Ok(status)) => {
                for process in status.processes.iter().filter(|process| process.on) {
                    let seen = |process| app.watch.last_success(tenant.name(), process);
                    let labels = labels.with("process", &process.process.to_string());
                    measure_process(process, last_success(process, seen), &labels, now, text);
                }
            }
            _ => unknown += 1,
        }
    }
    let wrong = app.operations.roster().map_or(0, |roster| roster.report().wrong.len());
    let ahead = app.operations.ahead_of_database().as_seconds_f64();
    for (name, value) in [
        ("wms_erp_host_tenants", count(tenants.len())),
        ("wms_erp_host_tenants_wrong", count(wrong)),
        ("wms_erp_host_tenants_unknown", f64::from(unknown)),
        ("wms_erp_host_clock_ahead_seconds", ahead),
    ] {
        text.gauge(name, &Labels::default(), value);
    }
}

/// How often the warehouse is asked, and whether that is for its webhooks.
fn measure_polling(app: &App, tenant: &str, labels: &Labels, now: DateTime<Utc>, text: &mut Text<'_>) {
    let Some(polling) = app.watch.polling().of(tenant) else { return };
    if let Some(last) = polling.last_webhook {
        text.gauge("wms_erp_host_last_webhook_age_seconds", labels, age(last, now));
    }
    let labels = labels.with("process", &POLLED.to_string());
    text.gauge("wms_erp_host_polling_factor", &labels, polling.factor);
    for word in Standing::WORDS {
        let is_so = f64::from(u8::from(word == polling.standing.word()));
        text.gauge("wms_erp_host_polling_state", &labels.with("state", word), is_so);
    }
}

fn measure_process(
    process: &ProcessStatus,
    last_success: Option<DateTime<Utc>>,
    labels: &Labels,
    now: DateTime<Utc>,
    text: &mut Text<'_>,
) {
    if let Some(at) = last_success {
        text.gauge("wms_erp_host_last_success_age_seconds", labels, age(at, now));
    }
    for class in CLASSES {
        let labels = labels.with("class", class.as_str());
        let held = process.held.iter().filter(|held| held.class == class).count();
        text.gauge("wms_erp_host_held", &labels, count(held));
        let oldest = oldest(process, class).map_or(0.0, |since| age(since, now));
        text.gauge("wms_erp_host_oldest_held_age_seconds", &labels, oldest);
    }
    let progress = process.progress.as_ref();
    let left = progress.and_then(|progress| remaining(progress, now)).unwrap_or_default();
    let (done, total) = progress.map_or((0, 0), |progress| (progress.done, progress.total.unwrap_or(0)));
    for (name, value) in PROGRESS.into_iter().zip([records(done), records(total), left.as_seconds_f64()]) {
        text.gauge(name, labels, value);
    }
    let state = State::of(process).word();
    for known in STATES.map(State::word) {
        let is_so = f64::from(u8::from(known == state));
        text.gauge("wms_erp_host_state", &labels.with("state", known), is_so);
    }
}

fn age(since: DateTime<Utc>, now: DateTime<Utc>) -> f64 {
    (now - since).as_seconds_f64().max(0.0)
}

#[expect(clippy::cast_precision_loss, reason = "a gauge is a float; no tenant has 2^53 records")]
fn records(number: u64) -> f64 {
    number as f64
}

#[expect(clippy::cast_precision_loss, reason = "a gauge is a float; no tenant holds 2^53 records")]
fn count(number: usize) -> f64 {
    number as f64
}
