//! Transactions that survive a broken connection.

use std::time::Duration;

use async_trait::async_trait;
use sqlx::PgConnection;
use wms_erp_sync::clock::{Clock, SystemClock};
use wms_erp_sync::store::StoreError;

use crate::PostgresStore;
use crate::failure::{Failure, failed, is_passing};
use crate::session::Session;

/// How often a transaction is tried. A pooler or a database that was restarted breaks every connection once.
const ATTEMPTS: u32 = 5;
/// How long there is between the second and the third attempt; longer with each. The first comes at once: most connections that broke
/// had been idle.
const PAUSE: Duration = Duration::from_millis(50);
/// How long a transaction may take. A database that the network has swallowed would be waited for much longer.
const TIMEOUT: Duration = Duration::from_secs(30);
/// How long a server process is given to end.
const TURN: Duration = Duration::from_millis(50);

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

    async fn run(&self, session: &mut Session<'_>) -> Result<Self::Output, Failure>;

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
        let mut lent = self.connections.lend().await?;
        let connection = lent.connection()?;
        let ended = tokio::select! {
            ended = once(connection, work, progress) => ended,
            () = SystemClock.sleep(TIMEOUT) => Err(timed_out().into()),
        };
        match ended {
            Err(Failure::Database(_)) => self.connections.note_break(),
            // What the store refuses has been rolled back.
            Ok(()) | Err(Failure::Store(_)) => lent.keep(),
        }
        ended
    }

    async fn outcome(&self, transaction: &str) -> Commit {
        for _ in 0..ATTEMPTS {
            let Ok(mut lent) = self.connections.lend().await else { return Commit::Unknown };
            let Ok(connection) = lent.connection() else { return Commit::Unknown };
            let status = status(connection, transaction).await;
            if status.is_ok() {
                lent.keep();
            }
            match status.as_ref().map(Option::as_deref) {
                Ok(Some("committed")) => return Commit::Committed,
                Ok(Some("aborted")) => return Commit::Undone,
                // Its server process has yet to notice that its connection is gone.
                Ok(Some("in progress")) => SystemClock.sleep(TURN).await,
                Ok(_) => return Commit::Unknown,
                Err(_) => {}
            }
        }
        Commit::Unknown
    }
}

async fn once<W: Work>(
    connection: &mut PgConnection,
    work: &W,
    progress: &mut Progress<W::Output>,
) -> Result<(), Failure> {
    let mut session = Session::new(connection, work.writes());
    match work.run(&mut session).await {
        Ok(output) => progress.output = Some(output),
        Err(Failure::Store(refused)) => {
            session.roll_back().await?;
            return Err(refused.into());
        }
        Err(failed) => return Err(failed),
    }
    progress.committing = session.number().await?;
    Ok(session.commit().await?)
}

/// Kept by the server for its last hundred million transactions or so.
async fn status(connection: &mut PgConnection, transaction: &str) -> Result<Option<String>, sqlx::Error> {
    let sql = "SELECT pg_xact_status($1::xid8)";
    let row: Option<(Option<String>,)> =
        Session::new(connection, false).row(sql, &[transaction.into()]).await?;
    Ok(row.and_then(|(status,)| status))
}

pub(crate) fn timed_out() -> sqlx::Error {
    sqlx::Error::Io(std::io::Error::new(std::io::ErrorKind::TimedOut, "the database did not answer in time"))
}
