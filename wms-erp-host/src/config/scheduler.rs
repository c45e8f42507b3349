//! What says when processes run, and how soon one service follows another.

use std::sync::Arc;
use std::time::Duration;

#[cfg(feature = "postgres")]
use wms_erp_postgres::PostgresScheduler;
use wms_erp_sync::schedule::IntervalScheduler;
use wms_erp_sync::store::{Store, StoreError};

use super::document::Section;
use super::duration::{self, Limit};
use super::store::StorePlace;
use crate::schedule::HostScheduler;

/// Shorter, and a slow commit would cost a lease; longer, and no one takes over in time.
const LEASES: (Limit, Limit) =
    ((Duration::from_secs(5), "five seconds"), (Duration::from_secs(600), "ten minutes"));

/// What says when processes run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchedulerPlace {
    /// This process alone. Where several share a store, each wakes every process; their leases keep them apart.
    #[default]
    Embedded,
    /// The database of the store: several services share the work.
    #[cfg(feature = "postgres")]
    Postgres,
}

/// The scheduler; one in the database needs a store there.
pub(super) fn read(root: &Section<'_, '_>, store: Option<&StorePlace>) -> SchedulerPlace {
    let word = root.parsed("scheduler", |word| match word {
        "embedded" => Ok(SchedulerPlace::Embedded),
        #[cfg(feature = "postgres")]
        "postgres" => Ok(SchedulerPlace::Postgres),
        #[cfg(not(feature = "postgres"))]
        "postgres" => Err("needs a program with PostgreSQL, and this one was built without it".to_owned()),
        _ => Err("must be \"embedded\" or \"postgres\"".to_owned()),
    });
    let Some(word) = word else { return SchedulerPlace::default() };
    if word.value != SchedulerPlace::Embedded && store.is_some_and(|store| store.file().is_some()) {
        root.add(&word.place, "needs a store in PostgreSQL (store = \"postgres://…\")");
    }
    word.value
}

/// For how long leases, and claims of runs, are taken; none for the default.
pub(super) fn lease_duration(root: &Section<'_, '_>) -> Option<Duration> {
    let example = "\"60s\" or \"2m\"";
    root.parsed("lease_duration", |text| duration::read(text, LEASES.0, LEASES.1, example))
        .map(|duration| duration.value)
}

/// Opens the store, and the scheduler that goes with it, which claims runs under the name of this process.
pub(super) async fn open(
    store: &StorePlace,
    scheduler: SchedulerPlace,
    lease_duration: Option<Duration>,
    process: &str,
) -> Result<(Arc<dyn Store>, HostScheduler), StoreError> {
    #[cfg(feature = "postgres")]
    if let (StorePlace::Postgres(builder), SchedulerPlace::Postgres) = (store, scheduler) {
        let store = builder.as_ref().clone().open().await?;
        let mut scheduler = PostgresScheduler::new(&store).owner(process);
        if let Some(duration) = lease_duration {
            scheduler = scheduler.claim_duration(duration);
        }
        return Ok((Arc::new(store), scheduler.into()));
    }
    let _ = (scheduler, lease_duration, process);
    Ok((store.open().await?, IntervalScheduler::new().into()))
}
