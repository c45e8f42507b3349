//! What has happened to tenants since they were looked at.

use wms_erp_sync::{Outcome, Report};

/// What has happened to a tenant.
#[derive(Debug)]
pub(crate) enum News {
    /// Runs that found nothing to do, in their order.
    Ran(Vec<Report>),
    /// Something may have changed.
    Changed,
}

impl News {
    /// A run has ended.
    pub(crate) fn ran(&mut self, report: &Report) {
        match self {
            Self::Ran(reports) if found_nothing(report) => reports.push(report.clone()),
            _ => *self = Self::Changed,
        }
    }
}

impl Default for News {
    fn default() -> Self {
        Self::Ran(Vec::new())
    }
}

/// Whether a run has done nothing, and has nothing to say.
fn found_nothing(report: &Report) -> bool {
    let Report { outcome, written, remapped, failed, reasons, .. } = report;
    *outcome == Outcome::Done && written + remapped + failed == 0 && reasons.is_empty()
}
