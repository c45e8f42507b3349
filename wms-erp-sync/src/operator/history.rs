//! What the runs of the last weeks did, day by day.

use futures::TryStreamExt;

use crate::context::RunError;
use crate::document::{DayCounts, Document};
use crate::engine::Inspector;

impl Inspector<'_> {
    /// What the runs of each process did on each of the last days, at most [`DayCounts::KEPT_DAYS`], the earliest day first. A day
    /// without a run is missing. Reads the store only.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn history(self) -> Result<Vec<DayCounts>, RunError> {
        self.engine.tenant(self.tenant)?;
        let all = self.engine.documents(self.tenant).stream(DayCounts::all());
        let readable = all.try_filter_map(|(_, found)| async move { Ok(found.ok()) });
        let mut days: Vec<DayCounts> = readable.try_collect().await?;
        days.sort_by_key(|counts| (counts.day, counts.process));
        Ok(days)
    }
}
