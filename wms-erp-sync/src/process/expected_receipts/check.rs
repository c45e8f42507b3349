//! Whether the source of purchase orders can be read.

use crate::process::inspect::Finding;
use crate::tenant::Tenant;

const SUBJECT: &str = "purchase orders";

pub(crate) async fn check(tenant: &Tenant, findings: &mut Vec<Finding>) {
    let Some(settings) = &tenant.expected_receipts else { return };
    findings.push(match settings.source.check().await {
        Ok(()) => Finding::good(SUBJECT, "the source can be read"),
        Err(error) => Finding::failed(SUBJECT, &error),
    });
}
