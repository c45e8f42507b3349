//! Not enough requests for all: processes run less often than they should.

use chrono::{DateTime, Utc};
use wms_erp_sync::Process;

use super::rules::{Finding, MAX_NAMED, Rule};
use crate::language::mail::ENGLISH;

/// What the intervals of a tenant's processes are multiplied by: the most of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretched {
    pub(super) tenant: String,
    pub(super) process: Process,
    pub(super) factor: f64,
}

/// One alarm for all tenants: they share what there is. `open_since`: when it opened, if it is open.
pub(super) fn stretched(
    all: &[Stretched],
    limit: i32,
    open_since: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Option<Finding> {
    let over: Vec<&Stretched> = all.iter().filter(|one| one.factor > f64::from(limit)).collect();
    let worst = over.iter().max_by(|one, other| one.factor.total_cmp(&other.factor))?;
    let mut processes: Vec<Process> = over.iter().map(|one| one.process).collect();
    processes.sort_unstable();
    processes.dedup();
    let mut tenants: Vec<&str> = over.iter().map(|one| one.tenant.as_str()).collect();
    tenants.dedup();
    let (before, behind) = ENGLISH.too_few_requests;
    Some(Finding {
        rule: Rule::Stretched,
        processes,
        since: open_since.unwrap_or(now),
        what: format!("{before}{}{behind}", worst.factor),
        remedy: ENGLISH.agree_on_more.to_owned(),
        count: tenants.len(),
        records: tenants.into_iter().take(MAX_NAMED).map(str::to_owned).collect(),
    })
}
