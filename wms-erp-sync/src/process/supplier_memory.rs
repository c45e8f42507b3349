//! The companies that are kept as suppliers, and what was asked for of them.

use wms_erp_mapping::SUPPLIER_PROPERTIES;

use super::mapping;
use crate::context::RunError;
use crate::context::run::Run;
use crate::document::{CompaniesAsked, Document, SupplierCompany};
use crate::store::Batch;

/// What is asked for of a company beside what the mapping asks for itself.
pub(super) fn asked_besides(run: &Run<'_>) -> String {
    let asked = mapping::asked_of_supplier(run.tenant);
    let mut besides: Vec<&str> = asked.names().filter(|name| !SUPPLIER_PROPERTIES.contains(name)).collect();
    besides.sort_unstable();
    besides.join(",")
}

/// Whether the companies that are kept were asked for the same as they would be now. One that was not lacks what further
/// fields read.
pub(super) async fn is_current(run: &Run<'_>) -> Result<bool, RunError> {
    let asked = run.read::<CompaniesAsked>(&()).await?.unwrap_or_default();
    Ok(asked.properties == asked_besides(run))
}

/// Forgets the companies that are kept if they were asked for something else: each is read again when it is needed.
pub(super) async fn renew(run: &Run<'_>) -> Result<(), RunError> {
    if run.tenant.suppliers.is_none() || is_current(run).await? {
        return Ok(());
    }
    let mut batch = Batch::new();
    batch.remove_all(&SupplierCompany::all());
    batch.set(&(), &CompaniesAsked { properties: asked_besides(run) });
    run.commit(batch).await
}
