//! What people decide about held records, from the page and from the API.

use wms_erp_sync::{Held, Process, RunError};

use super::call::{Call, Failure};
use super::operations::Served;

/// What becomes of held records.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Decision<'a> {
    /// They are tried again.
    Retry,
    /// They are closed, for this reason.
    Dismiss(&'a str),
}

impl Decision<'_> {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Retry => "retry",
            Self::Dismiss(_) => "dismiss",
        }
    }
}

/// Does so with each record, remembers who did, and makes their process due.
pub(crate) async fn decide(
    call: &Call,
    served: &Served,
    decision: Decision<'_>,
    process: Process,
    records: &[&Held],
) -> Result<(), Failure> {
    let (operations, name) = (&call.app.operations, served.name());
    for held in records {
        let target = format!("{} {}", held.process, held.record);
        let (done, reason) = match decision {
            Decision::Retry => (operations.retry(name, held.process, &held.record).await.map(drop), ""),
            Decision::Dismiss(reason) => {
                (operations.dismiss(name, held.process, &held.record, reason).await.map(drop), reason)
            }
        };
        let detail = done.as_ref().map_or_else(RunError::full_message, |()| reason.to_owned());
        call.record(name, decision.word(), target, detail, done.is_ok()).await?;
        match done {
            // Someone else has decided about it meanwhile.
            Err(RunError::UnknownRecord { .. }) => {}
            done => done?,
        }
    }
    call.wake(name, [process]);
    call.app.watch.touch(name);
    Ok(())
}
