//! Metrics, under names that stay.
//!
//! | name | kind | labels | what |
//! | --- | --- | --- | --- |
//! | `wms_erp_sync_runs_total` | counter | tenant, process, outcome | runs that ended |
//! | `wms_erp_sync_run_seconds` | histogram | tenant, process | how long a run took |
//! | `wms_erp_sync_records_total` | counter | tenant, process, result | records: read, unchanged, written, skipped, ignored, failed |
//! | `wms_erp_sync_requests_total` | counter | tenant, process, side | requests: erp, wms, session |
//! | `wms_erp_sync_held` | gauge | tenant, process | records that are held |
//! | `wms_erp_sync_needs_attention` | gauge | tenant, process | of those, the ones that a person has to look at |
//! | `wms_erp_sync_leases_lost_total` | counter | tenant, process | leases that a run lost while it was working |
//! | `wms_erp_sync_request_limit` | gauge | address | requests an hour that all processes behind the address may send |
//! | `wms_erp_sync_requests_left` | gauge | address | of those, how many are left in the hour |
//! | `wms_erp_sync_requests_foreign` | gauge | address | how many the service counts that none of them has sent |
//! | `wms_erp_sync_request_processes` | gauge | address | how many processes share them |
//! | `wms_erp_sync_request_count_away` | gauge | address | 1 while they cannot be counted together |

use metrics::{counter, gauge, histogram};

use crate::document::report::Report;
use crate::process_id::Process;

const LEASES_LOST: &str = "wms_erp_sync_leases_lost_total";

/// Counts a lease that was lost.
pub(crate) fn lease_lost(tenant: &str, process: Process) {
    let labels = [("tenant", tenant.to_owned()), ("process", process.to_string())];
    counter!(LEASES_LOST, &labels).increment(1);
}

/// Counts a run that has ended.
pub(crate) fn run(tenant: &str, report: &Report) {
    let labels = [("tenant", tenant.to_owned()), ("process", report.process.to_string())];
    let with = |name: &'static str, value: &str| {
        let mut labels = labels.to_vec();
        labels.push((name, value.to_owned()));
        labels
    };
    counter!("wms_erp_sync_runs_total", &with("outcome", report.outcome.as_str())).increment(1);
    let seconds = (report.ended - report.started).as_seconds_f64();
    histogram!("wms_erp_sync_run_seconds", &labels).record(seconds);
    let records = [
        ("read", report.read),
        ("unchanged", report.unchanged),
        ("written", report.written),
        ("skipped", report.skipped),
        ("ignored", report.ignored),
        ("failed", report.failed),
    ];
    for (result, count) in records {
        counter!("wms_erp_sync_records_total", &with("result", result)).increment(count);
    }
    let requests =
        [("erp", report.requests.erp), ("wms", report.requests.wms), ("session", report.requests.session)];
    for (side, count) in requests {
        counter!("wms_erp_sync_requests_total", &with("side", side)).increment(count);
    }
    // From the first run on, so that a rate sees the first loss.
    counter!(LEASES_LOST, &labels).increment(0);
    #[expect(clippy::cast_precision_loss, reason = "a gauge is a float; no tenant holds 2^53 records")]
    {
        gauge!("wms_erp_sync_held", &labels).set(report.held as f64);
        gauge!("wms_erp_sync_needs_attention", &labels).set(report.needs_attention as f64);
    }
}
