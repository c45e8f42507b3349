//! Transactions that survive a broken connection.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use sqlx::pool::PoolConnection;
use sqlx::{Connection, PgConnection, Postgres, Row};
use wms_erp_sync::clock::{Clock, SystemClock};
use wms_erp_sync::store::StoreError;

use crate::PostgresStore;
use crate::failure::{Failure, failed, is_passing};

/// How often a transaction is tried. A pooler or a database that was restarted breaks every connection once.
const ATTEMPTS: u32 = 5;
/// How long there is between the second and the third attempt; longer with each. The first comes at once: most connections that broke
/// had been idle.
const PAUSE: Duration = Duration::from_millis(50);
/// How long a transaction may take. A database that the network has swallowed would be waited for much longer.
const TIMEOUT: Duration = Duration::from_secs(30);
/// How transactions begin. A process that stands still in the middle of one (a paused machine) must not keep the others from a lease
/// until someone finds it: the server ends what stands still for five seconds.
const BEGIN: &str = "BEGIN; SET LOCAL idle_in_transaction_session_timeout = 5000";
/// How long a server process is given to end.
const TURN: Duration = Duration::from_millis(50);

/// When a connection broke last: what breaks one has mostly broken all of them.
#[derive(Debug, Default)]
pub(crate) struct Breaks(Mutex<Option<Duration>>);

impl Breaks {
    /// For how long each connection is asked before it is used. Until then all have been, or were opened anew.
    const RECENT: Duration = Duration::from_secs(60);

    fn last(&self) -> MutexGuard<'_, Option<Duration>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self) {
        *self.last() = Some(SystemClock.monotonic());
    }

    pub(crate) fn are_recent(&self) -> bool {
        self.last().is_some_and(|last| SystemClock.monotonic().saturating_sub(last) < Self::RECENT)
    }
}

/// What is done in one transaction; it may be done more than once, but is committed once.
#[async_trait]
pub(crate) trait Work: Sync {
    type Output: Send;

    /// The end of "the store failed to …".
    fn action(&self) -> &'static str;

    /// Whether something is written: then it matters what became of a commit that was not confirmed.
    fn writes(&self) -> bool {
        true
    }

    async fn run(&self, connection: &mut PgConnection) -> Result<Self::Output, Failure>;

    /// The transaction was committed.
    fn done(&self, _output: &Self::Output) {}
}

/// How far an attempt came.
struct Progress<T> {
    /// What the work resulted in.
    output: Option<T>,
    /// The transaction that was to be committed, once it was.
    committing: Option<String>,
}

/// What became of a commit that was not confirmed.
enum Commit {
    Committed,
    Undone,
    Unknown,
}

impl PostgresStore {
    pub(crate) async fn transaction<W: Work>(&self, work: &W) -> Result<W::Output, StoreError> {
        let mut attempt = 1;
        loop {
            let mut progress = Progress { output: None, committing: None };
            let ended = self.attempt(work, &mut progress).await;
            let commit = match (&ended, &progress.committing) {
                (Ok(()), _) => Commit::Committed,
                (Err(_), None) => Commit::Undone,
                (Err(_), Some(transaction)) => self.outcome(transaction).await,
            };
            let error = match (commit, ended, progress.output) {
                (Commit::Committed, _, Some(output)) => {
                    work.done(&output);
                    return Ok(output);
                }
                (Commit::Undone, Err(Failure::Database(error)), _)
                    if attempt < ATTEMPTS && is_passing(&error) =>
                {
                    SystemClock.sleep(PAUSE * (attempt - 1)).await;
                    attempt += 1;
                    continue;
                }
                (_, Err(Failure::Store(error)), _) => return Err(error),
                (_, Err(Failure::Database(error)), _) => error,
                (_, Ok(()), _) => sqlx::Error::WorkerCrashed,
            };
            return Err(failed(&self.place, work.action(), error));
        }
    }

    async fn attempt<W: Work>(&self, work: &W, progress: &mut Progress<W::Output>) -> Result<(), Failure> {
        let mut connection = self.pool.acquire().await?;
        let ended = {
            let attempt = once(&mut connection, work, progress);
            tokio::select! {
                ended = attempt => ended,
                () = SystemClock.sleep(TIMEOUT) => Err(timed_out().into()),
            }
        };
        if matches!(ended, Err(Failure::Database(_))) {
            self.breaks.note();
            connection.close_on_drop();
        }
        ended
    }

    async fn outcome(&self, transaction: &str) -> Commit {
        for _ in 0..ATTEMPTS {
            let Ok(mut connection) = self.pool.acquire().await else { return Commit::Unknown };
            match status(&mut connection, transaction).await {
                Ok(Some(status)) if status == "committed" => return Commit::Committed,
                Ok(Some(status)) if status == "aborted" => return Commit::Undone,
                // Its server process has yet to notice that its connection is gone.
                Ok(Some(status)) if status == "in progress" => SystemClock.sleep(TURN).await,
                Ok(_) => return Commit::Unknown,
                Err(_) => connection.close_on_drop(),
            }
        }
        Commit::Unknown
    }
}

async fn once<W: Work>(
    connection: &mut PoolConnection<Postgres>,
    work: &W,
    progress: &mut Progress<W::Output>,
) -> Result<(), Failure> {
    let mut transaction = connection.begin_with(BEGIN).await?;
    progress.output = Some(work.run(&mut transaction).await?);
    if work.writes() {
        // One round trip: with nothing to bind, it need not be prepared.
        let id = sqlx::raw_sql("SELECT pg_current_xact_id()::text").fetch_one(&mut *transaction).await?;
        progress.committing = Some(id.try_get(0)?);
    }
    Ok(transaction.commit().await?)
}

/// Kept by the server for its last hundred million transactions or so.
async fn status(
    connection: &mut PoolConnection<Postgres>,
    transaction: &str,
) -> Result<Option<String>, sqlx::Error> {
    // In a transaction of its own: a pooler may take another server for the second half of a statement.
    let mut asking = connection.begin_with(BEGIN).await?;
    let query = sqlx::query_scalar("SELECT pg_xact_status($1::text::xid8)").bind(transaction);
    let status = query.persistent(false).fetch_one(&mut *asking).await?;
    asking.commit().await?;
    Ok(status)
}

pub(crate) fn timed_out() -> sqlx::Error {
    sqlx::Error::Io(std::io::Error::new(std::io::ErrorKind::TimedOut, "the database did not answer in time"))
}
