//! What the vendors have asked a tenant to wait for.

use std::future::Future;
use std::pin::Pin;

use crate::context::{RunError, vendor_wait};
use crate::document::{Document, VendorWait};
use crate::engine::{Engine, Inspector, Operator};
use crate::port::with_causes;
use crate::process::inspect::Finding;
use crate::store::Batch;
use crate::tenant::Tenant;

/// Fails while a vendor has asked us to wait: what people look at can wait as the runs do, and each call that is refused
/// makes some services wait longer.
pub(crate) async fn keep(engine: &Engine, tenant: &Tenant) -> Result<(), RunError> {
    let waits =
        vendor_wait::those_that_count(&engine.documents(&tenant.name), engine.inner.clock.now()).await?;
    match waits.into_iter().max_by_key(|wait| wait.until) {
        None => Ok(()),
        Some(wait) => {
            let remedy = "wait until then; to call the vendor anyway, end its wait first (`once --no-wait`, or \
                          `Operator::end_vendor_waits`)";
            Err(RunError::Stopped { what: wait.text(tenant.erp_zone), remedy: remedy.to_owned() })
        }
    }
}

/// Does what a person has asked for, unless a vendor has [asked us to wait](keep), and remembers what one asks for meanwhile. Callers
/// put the work on the heap: what it keeps while it waits is large, and would be part of everything that awaits it.
pub(super) async fn heeding<T>(
    engine: &Engine,
    tenant: &Tenant,
    work: Pin<Box<impl Future<Output = Result<T, RunError>>>>,
) -> Result<T, RunError> {
    keep(engine, tenant).await?;
    remembering(engine, tenant, work).await
}

/// Remembers what a vendor asks for, so that the runs keep to it too.
pub(super) async fn remembering<T>(
    engine: &Engine,
    tenant: &Tenant,
    work: impl Future<Output = Result<T, RunError>>,
) -> Result<T, RunError> {
    let done = work.await;
    if let Err(RunError::Port(error)) = &done {
        remember(engine, tenant, vendor_wait::asked_by(error, engine.inner.clock.now())).await;
    }
    done
}

/// The same of what a check has found.
pub(super) async fn remember_found(engine: &Engine, tenant: &Tenant, findings: &mut [Finding]) {
    let now = engine.inner.clock.now();
    let asked = findings.iter_mut().filter_map(|finding| Some((finding.wait.take()?, &finding.detail)));
    let waits: Vec<VendorWait> =
        asked.filter_map(|(wait, what)| vendor_wait::until(wait, what.as_str(), now)).collect();
    remember(engine, tenant, waits).await;
}

/// Keeps these. That the store fails is no reason to keep from people what the vendor said: the next call hears it again.
async fn remember(engine: &Engine, tenant: &Tenant, waits: impl IntoIterator<Item = VendorWait>) {
    let mut batch = Batch::new();
    for wait in waits {
        batch.set(&wait.vendor, &wait);
    }
    if batch.is_empty() {
        return;
    }
    if let Err(error) = engine.inner.store.commit(&tenant.name, &[], batch).await {
        let (tenant, error) = (&tenant.name, with_causes(&error));
        tracing::warn!(target: "wms_erp_sync", tenant, error, "a vendor's request to wait could not be stored");
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
