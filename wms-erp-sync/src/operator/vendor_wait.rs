//! What the vendors have asked a tenant to wait for.

use std::pin::pin;

use futures::TryStreamExt;

use crate::context::RunError;
use crate::document::{Document, VendorWait};
use crate::engine::Engine;
use crate::store::Batch;

impl Engine {
    pub(crate) async fn vendor_waits(&self, tenant: &str) -> Result<Vec<VendorWait>, RunError> {
        self.tenant(tenant)?;
        let now = self.inner.clock.now();
        let mut waits = Vec::new();
        let mut all = pin!(self.documents(tenant).stream(VendorWait::all()));
        while let Some((_, found)) = all.try_next().await? {
            // What cannot be read is not known: the vendor says it again.
            waits.extend(found.ok().filter(|wait| wait.counts(now)));
        }
        Ok(waits)
    }

    pub(crate) async fn end_vendor_waits(&self, tenant: &str) -> Result<(), RunError> {
        self.tenant(tenant)?;
        let mut batch = Batch::new();
        batch.remove_all(&VendorWait::all());
        Ok(self.inner.store.commit(tenant, &[], batch).await?)
    }
}
