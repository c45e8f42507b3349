//! Reports of runs that were not made.

use chrono::{DateTime, Utc};

use crate::document::Pause;
use crate::document::report::{Outcome, Reason, Report};
use crate::process_id::Process;
use crate::tenant::Tenant;
use crate::zone::moment;

/// Of a process that a person has paused.
pub(super) fn paused(pause: &Pause, tenant: &Tenant, process: Process, at: DateTime<Utc>) -> Report {
    let what = format!("paused until {}: {}", moment(&pause.until, tenant.erp_zone), pause.reason);
    let reason = Reason { record: String::new(), class: None, what, remedy: String::new() };
    Report { reasons: vec![reason], ..skipped(process, at) }
}

/// Of a process that did nothing.
pub(super) fn skipped(process: Process, at: DateTime<Utc>) -> Report {
    Report {
        process,
        outcome: Outcome::Skipped,
        started: at,
        ended: at,
        read: 0,
        unchanged: 0,
        written: 0,
        remapped: 0,
        skipped: 0,
        ignored: 0,
        held: 0,
        needs_attention: 0,
        failed: 0,
        requests: crate::port::Requests::default(),
        erp_requests_left: None,
        erp_requests_recent: Vec::new(),
        failing: None,
        not_before: None,
        next_due: None,
        request_id: None,
        reasons: Vec::new(),
    }
}
