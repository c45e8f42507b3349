//! The pauses of a tenant, as they are remembered.

use std::pin::pin;

use chrono::{DateTime, TimeDelta, Utc};
use futures::TryStreamExt;

use crate::document::{Document, Documents, Found, Pause, PauseKey};
use crate::process_id::Process;
use crate::store::StoreError;

/// All of them with their keys, those that have ended too.
pub(crate) async fn all(
    documents: &Documents<'_>,
    now: DateTime<Utc>,
) -> Result<Vec<(PauseKey, Pause)>, StoreError> {
    let mut pauses = Vec::new();
    let mut all = pin!(documents.stream(Pause::all()));
    while let Some((key, found)) = all.try_next().await? {
        pauses.push((key, readable(key, found, now)));
    }
    Ok(pauses)
}

/// Those that have not ended.
pub(crate) async fn that_last(
    documents: &Documents<'_>,
    now: DateTime<Utc>,
) -> Result<Vec<Pause>, StoreError> {
    let pauses = all(documents, now).await?.into_iter().map(|(_, pause)| pause);
    Ok(pauses.filter(|pause| pause.until > now).collect())
}

/// The pause that keeps a process from running, if one does.
pub(crate) async fn of(
    documents: &Documents<'_>,
    process: Process,
    now: DateTime<Utc>,
) -> Result<Option<Pause>, StoreError> {
    let pauses = that_last(documents, now).await?;
    Ok(pauses.into_iter().find(|pause| pause.process.is_none_or(|paused| paused == process)))
}

/// A pause whose document cannot be read goes on until a person ends it: nothing begins again by accident.
fn readable(PauseKey(process): PauseKey, found: Found<Pause>, now: DateTime<Utc>) -> Pause {
    found.unwrap_or_else(|error| {
        let reason = format!("{error}; resume it, or pause it again");
        Pause { process, until: now + TimeDelta::days(1), reason, since: now }
    })
}
