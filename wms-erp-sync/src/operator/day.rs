//! What happened on one day.

use std::pin::pin;

use chrono::NaiveDate;
use futures::TryStreamExt;

use crate::context::RunError;
use crate::document::{DayCounts, Document, OrderEvent};
use crate::engine::Inspector;
use crate::record_id::RecordId;
use crate::store::StoreError;

/// What happened on one day, by the clocks of the ERP's zone.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DayActivity {
    /// The day.
    pub day: NaiveDate,
    /// What happened to orders, by their ids in the ERP: order by order, each one's oldest entry first.
    pub events: Vec<(RecordId, OrderEvent)>,
    /// What the runs of each process did that ended on this day. Kept for [`DayCounts::KEPT_DAYS`].
    pub counts: Vec<DayCounts>,
    /// How many entries of timelines cannot be read: it is not known whether they are of this day.
    pub damaged: u64,
}

impl Inspector<'_> {
    /// What happened on a day, as far back as the tenant's retention time goes. Reads the store only, but the timelines of all orders
    /// that are remembered: ask for a day once, not with each page.
    ///
    /// # Errors
    /// If the tenant is unknown, the store fails, or a later version wrote a part of it.
    pub async fn day(self, day: NaiveDate) -> Result<DayActivity, RunError> {
        let tenant = self.engine.tenant(self.tenant)?;
        let documents = self.engine.documents(self.tenant);
        let (mut events, mut damaged) = (Vec::new(), 0);
        let mut all = pin!(documents.stream(OrderEvent::all()));
        while let Some((key, found)) = all.try_next().await? {
            match found {
                Ok(event) if event.at.with_timezone(&tenant.erp_zone).date_naive() == day => {
                    events.push((RecordId::from(key.order().0), event));
                }
                Ok(_) => {}
                Err(error @ StoreError::NewerDocument { .. }) => return Err(error.into()),
                Err(_) => damaged += 1,
            }
        }
        let counts = self.history().await?.into_iter().filter(|counts| counts.day == day).collect();
        Ok(DayActivity { day, events, counts, damaged })
    }
}
