//! What other programs see of it, such as the command `status`: one document for each tenant.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use wms_erp_sync::store::{Batch, Store, StoreError, Table};

use super::{Polling, PollingState, Standing};

const KEY: &str = "polling";
/// Earlier versions cannot read later ones, and need not: it is written again.
const VERSION: u32 = 1;

/// How often the service asked the warehouse of a tenant when that last changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// The version of this document.
    #[serde(rename = "v")]
    version: u32,
    pub(crate) since: DateTime<Utc>,
    pub(crate) factor: f64,
    #[serde(flatten)]
    pub(crate) standing: Standing,
}

impl Polling {
    /// Writes what has changed since it was last written. What the store does not take is written the next time.
    pub(crate) async fn keep(&self, store: &dyn Store) -> Result<(), StoreError> {
        let changed: Vec<(String, PollingState)> = {
            let known = self.tenants();
            let changed = known.iter().filter(|(_, polled)| !polled.is_kept);
            changed.filter_map(|(name, polled)| Some((name.clone(), polled.state.clone()?))).collect()
        };
        for (tenant, state) in changed {
            let PollingState { since, factor, standing, .. } = state.clone();
            let document = Kept { version: VERSION, since, factor, standing };
            let Ok(text) = serde_json::to_string(&document) else { continue };
            let mut batch = Batch::new();
            batch.put(Table::Service, KEY, text);
            store.commit(&tenant, &[], batch).await?;
            if let Some(polled) = self.tenants().get_mut(&tenant) {
                polled.is_kept = polled.state.as_ref().is_some_and(|now| now.standing == state.standing);
            }
        }
        Ok(())
    }
}

/// What is kept of a tenant; none where nothing is, or what a later version wrote.
pub(crate) async fn of_tenant(store: &dyn Store, tenant: &str) -> Result<Option<Kept>, StoreError> {
    let found = store.get(tenant, Table::Service, &[KEY]).await?;
    let text = found.into_iter().next().flatten();
    let kept: Option<Kept> = text.and_then(|text| serde_json::from_str(&text).ok());
    Ok(kept.filter(|kept| kept.version == VERSION))
}
