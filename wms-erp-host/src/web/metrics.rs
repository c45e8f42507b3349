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

use std::sync::OnceLock;

use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use metrics::{gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use wms_erp_sync::{Class, Process, ProcessStatus};

use super::App;
use super::call::{Answer, Call, Failure, with_type};
use super::snapshot::{Snapshot, State, last_success, oldest};
use crate::progress::remaining;
use crate::tenants::{POLLED, Standing};

static EXPORTER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Bounds of seconds, from a quick round to a first load.
const SECONDS: [f64; 11] = [0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0, 7200.0];
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
    EXPORTER.get_or_init(|| {
        let builder =
            PrometheusBuilder::new().set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS);
        let recorder = builder.ok()?.build_recorder();
        let handle = recorder.handle();
        metrics::set_global_recorder(recorder).ok().map(|()| handle)
    });
}

pub(super) fn queue_delay(process: Process, delay: TimeDelta) {
    histogram!("wms_erp_host_queue_delay_seconds", "process" => process.to_string())
        .record(delay.as_seconds_f64());
}

/// The page that Prometheus reads.
pub(crate) async fn show(call: Call) -> Answer {
    let Some(handle) = EXPORTER.get().and_then(Option::as_ref) else {
        return Err(Failure::Missing("another collector of metrics is at work in this process".into()));
    };
    measure(&call.app, call.app.operations.now());
    handle.run_upkeep();
    Ok(with_type(StatusCode::OK, "text/plain; version=0.0.4; charset=utf-8", handle.render()))
}

/// What is true at this moment.
fn measure(app: &App, now: DateTime<Utc>) {
    let mut unknown = 0_u32;
    let tenants = app.operations.tenants();
    for (name, snapshot) in app.snapshots.keep(&tenants) {
        forget(&name, &snapshot);
        forget_polling(&name);
    }
    for tenant in tenants.iter() {
        measure_polling(app, tenant.name(), now);
        match app.snapshots.of(tenant.name()).as_deref().map(|known| &known.status) {
            Some(Ok(status)) => {
                for process in status.processes.iter().filter(|process| process.on) {
                    measure_process(app, tenant.name(), process, now);
                }
            }
            _ => unknown += 1,
        }
    }
    gauge!("wms_erp_host_tenants").set(count(tenants.len()));
    let wrong = app.operations.roster().map_or(0, |roster| roster.report().wrong.len());
    gauge!("wms_erp_host_tenants_wrong").set(count(wrong));
    gauge!("wms_erp_host_tenants_unknown").set(f64::from(unknown));
    gauge!("wms_erp_host_clock_ahead_seconds").set(app.operations.ahead_of_database().as_seconds_f64());
}

/// Of a tenant that is served no more, nothing is left that an alert could see.
fn forget(tenant: &str, snapshot: &Snapshot) {
    for process in snapshot.status.iter().flat_map(|status| &status.processes) {
        let labels = [("tenant", tenant.to_owned()), ("process", process.process.to_string())];
        gauge!("wms_erp_host_last_success_age_seconds", &labels).set(0.0);
        for name in PROGRESS {
            gauge!(name, &labels).set(0.0);
        }
        for class in CLASSES {
            let labels = with(&labels, "class", class.as_str());
            gauge!("wms_erp_host_held", &labels).set(0.0);
            gauge!("wms_erp_host_oldest_held_age_seconds", &labels).set(0.0);
        }
        for state in STATES.map(State::word) {
            gauge!("wms_erp_host_state", &with(&labels, "state", state)).set(0.0);
        }
    }
}

/// How often the warehouse is asked, and whether that is for its webhooks.
fn measure_polling(app: &App, tenant: &str, now: DateTime<Utc>) {
    let Some(polling) = app.watch.polling().of(tenant) else { return };
    let labels = [("tenant", tenant.to_owned()), ("process", POLLED.to_string())];
    gauge!("wms_erp_host_polling_factor", &labels).set(polling.factor);
    for word in Standing::WORDS {
        let is_so = f64::from(u8::from(word == polling.standing.word()));
        gauge!("wms_erp_host_polling_state", &with(&labels, "state", word)).set(is_so);
    }
    if let Some(last) = polling.last_webhook {
        let age = (now - last).as_seconds_f64().max(0.0);
        gauge!("wms_erp_host_last_webhook_age_seconds", "tenant" => tenant.to_owned()).set(age);
    }
}

fn forget_polling(tenant: &str) {
    let labels = [("tenant", tenant.to_owned()), ("process", POLLED.to_string())];
    gauge!("wms_erp_host_polling_factor", &labels).set(1.0);
    for word in Standing::WORDS {
        gauge!("wms_erp_host_polling_state", &with(&labels, "state", word)).set(0.0);
    }
    gauge!("wms_erp_host_last_webhook_age_seconds", "tenant" => tenant.to_owned()).set(0.0);
}

fn with(labels: &[(&'static str, String)], name: &'static str, value: &str) -> Vec<(&'static str, String)> {
    labels.iter().cloned().chain([(name, value.to_owned())]).collect()
}

fn measure_process(app: &App, tenant: &str, process: &ProcessStatus, now: DateTime<Utc>) {
    let labels = [("tenant", tenant.to_owned()), ("process", process.process.to_string())];
    let age = |since: DateTime<Utc>| (now - since).as_seconds_f64().max(0.0);
    if let Some(at) = last_success(process, |process| app.watch.last_success(tenant, process)) {
        gauge!("wms_erp_host_last_success_age_seconds", &labels).set(age(at));
    }
    for class in CLASSES {
        let labels = with(&labels, "class", class.as_str());
        let held = process.held.iter().filter(|held| held.class == class).count();
        gauge!("wms_erp_host_held", &labels).set(count(held));
        gauge!("wms_erp_host_oldest_held_age_seconds", &labels).set(oldest(process, class).map_or(0.0, age));
    }
    measure_progress(process, &labels, now);
    let state = State::of(process).word();
    for known in STATES.map(State::word) {
        gauge!("wms_erp_host_state", &with(&labels, "state", known)).set(f64::from(u8::from(known == state)));
    }
}

fn measure_progress(process: &ProcessStatus, labels: &[(&'static str, String)], now: DateTime<Utc>) {
    let progress = process.progress.as_ref();
    let left = progress.and_then(|progress| remaining(progress, now)).unwrap_or_default();
    let (done, total) = progress.map_or((0, 0), |progress| (progress.done, progress.total.unwrap_or(0)));
    for (name, value) in PROGRESS.into_iter().zip([records(done), records(total), left.as_seconds_f64()]) {
        gauge!(name, labels).set(value);
    }
}

#[expect(clippy::cast_precision_loss, reason = "a gauge is a float; no tenant has 2^53 records")]
fn records(number: u64) -> f64 {
    number as f64
}

#[expect(clippy::cast_precision_loss, reason = "a gauge is a float; no tenant holds 2^53 records")]
fn count(number: usize) -> f64 {
    number as f64
}
