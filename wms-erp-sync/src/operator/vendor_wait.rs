//! What the vendors have asked a tenant to wait for.

use crate::context::vendor_wait::PREFIX;
use crate::context::{RunError, VendorWait, parse};
use crate::engine::Engine;
use crate::store::{Batch, Scan, Table};

impl Engine {
    pub(crate) async fn vendor_waits(&self, tenant: &str) -> Result<Vec<VendorWait>, RunError> {
        self.tenant(tenant)?;
        let now = self.inner.clock.now();
        let mut waits = Vec::new();
        let scan = Scan { prefix: PREFIX, after: None, limit: 100 };
        for document in self.inner.store.scan(tenant, Table::Tenant, scan).await? {
            // What cannot be read is not known: the vendor says it again.
            let wait = parse::<VendorWait>(Table::Tenant, &document.key, &document.value).ok();
            waits.extend(wait.filter(|wait| wait.counts(now)));
        }
        Ok(waits)
    }

    pub(crate) async fn end_vendor_waits(&self, tenant: &str) -> Result<(), RunError> {
        self.tenant(tenant)?;
        let mut batch = Batch::new();
        batch.delete_prefix(Table::Tenant, PREFIX);
        Ok(self.inner.store.commit(tenant, &[], batch).await?)
    }
}
