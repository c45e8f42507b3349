//! What the vendors have asked a tenant to wait for.

use crate::context::{RunError, vendor_wait};
use crate::document::{Document, VendorWait};
use crate::engine::{Engine, Inspector, Operator};
use crate::store::Batch;
use crate::tenant::Tenant;

/// Fails while a vendor has asked us to wait: what people look at can wait as the runs do, and each call that is refused
/// makes some services wait longer.
pub(super) async fn keep(engine: &Engine, tenant: &Tenant) -> Result<(), RunError> {
    let waits =
        vendor_wait::those_that_count(&engine.documents(&tenant.name), engine.inner.clock.now()).await?;
    match waits.into_iter().max_by_key(|wait| wait.until) {
        None => Ok(()),
        Some(wait) => {
            let remedy = "wait until then; to call the vendor all the same, end its wait first (`once --no-wait`, or \
                          `Operator::end_vendor_waits`)";
            Err(RunError::Stopped { what: wait.text(tenant.erp_zone), remedy: remedy.to_owned() })
        }
    }
}

impl Inspector<'_> {
    /// What the vendors have asked a tenant to wait for, where the time is not over.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn vendor_waits(self) -> Result<Vec<VendorWait>, RunError> {
        self.engine.tenant(self.tenant)?;
        let now = self.engine.inner.clock.now();
        Ok(vendor_wait::those_that_count(&self.engine.documents(self.tenant), now).await?)
    }
}

impl Operator<'_> {
    /// Lets the next runs of a tenant call the vendors although they asked us to wait; returns what they had asked for.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn end_vendor_waits(self) -> Result<Vec<VendorWait>, RunError> {
        let ended = self.engine.inspect(self.tenant).vendor_waits().await?;
        let mut batch = Batch::new();
        batch.remove_all(&VendorWait::all());
        self.engine.inner.store.commit(self.tenant, &[], batch).await?;
        Ok(ended)
    }
}
