//! Looking at both sides before anything is done, so that what would fail later fails now. Nothing is written, here or
//! there.

mod settings;
mod sides;

use crate::context::RunError;
use crate::engine::Engine;
use crate::process::inspect::{Finding, Rating};

/// What a look at a tenant found.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckReport {
    /// The tenant.
    pub tenant: String,
    /// One after the other, in the order in which they were looked at.
    pub findings: Vec<Finding>,
}

impl CheckReport {
    /// Whether nothing is wrong. What is only doubtful is not wrong.
    pub fn is_ok(&self) -> bool {
        self.findings.iter().all(|finding| finding.rating != Rating::Wrong)
    }
}

impl Engine {
    pub(crate) async fn check(&self, tenant: &str) -> Result<CheckReport, RunError> {
        let tenant = self.tenant(tenant)?;
        let mut findings = settings::check(&tenant);
        if self.check_erp(&tenant, &mut findings).await? {
            for process in self.processes() {
                process.check(&tenant, &mut findings).await;
            }
        }
        self.check_wms(&tenant, &mut findings).await?;
        Ok(CheckReport { tenant: tenant.name.clone(), findings })
    }
}
