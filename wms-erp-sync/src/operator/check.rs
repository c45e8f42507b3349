//! Looking at both sides before anything is done, so that what would fail later fails now. Nothing is written, here or
//! there.

mod settings;
mod sides;

use super::vendor_wait;
use crate::context::RunError;
use crate::engine::Inspector;
use crate::process::inspect::{Finding, Rating};
use sides::Sides;

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

impl Inspector<'_> {
    /// Looks for everything that would fail later: settings that contradict each other; on both sides credentials, rights,
    /// company and goods owner, and the warehouse's own order statuses; then the products (numbers that are missing or
    /// given twice, a share of non-stock ones that looks wrong) and the open orders (values that are too long).
    ///
    /// Whether the users may write cannot be found out without writing. The products are read whole: the same requests as
    /// the first run of articles makes.
    ///
    /// While a vendor has asked us to wait, the settings alone are checked, and a finding says so.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails. What is wrong with the sides is a finding.
    pub async fn check(self) -> Result<CheckReport, RunError> {
        let tenant = self.engine.tenant(self.tenant)?;
        let sides = Sides { engine: self.engine, tenant: &tenant };
        let mut findings = settings::check(&tenant);
        match vendor_wait::keep(self.engine, &tenant).await {
            Err(RunError::Stopped { what, remedy }) => {
                findings.push(Finding::of(Rating::Wrong, "vendors", what, remedy));
                return Ok(CheckReport { tenant: tenant.name.clone(), findings });
            }
            kept => kept?,
        }
        if sides.check_erp(&mut findings).await? {
            for process in self.engine.all_processes(&tenant.name) {
                process.check(&tenant, &mut findings).await;
            }
        }
        sides.check_wms(&mut findings).await?;
        vendor_wait::remember_found(self.engine, &tenant, &mut findings).await;
        Ok(CheckReport { tenant: tenant.name.clone(), findings })
    }
}
