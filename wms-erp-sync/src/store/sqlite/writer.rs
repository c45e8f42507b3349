//! The one connection of a process that writes.

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, SqliteConnection};
use tokio::sync::{Mutex, MutexGuard};

use super::statement::{self, LeaseRow};
use crate::store::LeaseKey;

/// Lets writers of this process queue in turn, instead of polling SQLite's lock.
///
/// A connection is used again only after a transaction that was committed. After anything else (a statement that failed, a
/// full disk, a call that was dropped half-way) its state is unknown: SQLite has undone the transaction by
/// itself, or has not. It is closed then, which undoes what it had begun, and the next writer opens a new one.
#[derive(Debug)]
pub(super) struct Writer {
    options: SqliteConnectOptions,
    idle: Mutex<Slot>,
}

#[derive(Debug)]
enum Slot {
    Open(Option<SqliteConnection>),
    Closed,
}

/// A transaction that writes: undone unless it is committed.
#[derive(Debug)]
pub(super) struct Writing<'a> {
    slot: MutexGuard<'a, Slot>,
    connection: SqliteConnection,
}

impl Writer {
    pub(super) fn new(options: SqliteConnectOptions) -> Self {
        Self { options, idle: Mutex::new(Slot::Open(None)) }
    }

    /// Begins a transaction, after those before it.
    pub(super) async fn begin(&self) -> Result<Writing<'_>, sqlx::Error> {
        let mut writing = self.enter().await?;
        sqlx::query("BEGIN IMMEDIATE").execute(&mut writing.connection).await?;
        Ok(writing)
    }

    /// The same, and reads a lease in it.
    pub(super) async fn begin_with(
        &self,
        key: &LeaseKey,
    ) -> Result<(Writing<'_>, Option<LeaseRow>), sqlx::Error> {
        let mut writing = self.enter().await?;
        let row = statement::begin_with_lease(&mut writing.connection, key).await?;
        Ok((writing, row))
    }

    /// The connection, after the transactions before it. Nothing is begun: a statement is a transaction by itself.
    pub(super) async fn enter(&self) -> Result<Writing<'_>, sqlx::Error> {
        let mut slot = self.idle.lock().await;
        let idle = match &mut *slot {
            Slot::Open(idle) => idle.take(),
            Slot::Closed => return Err(sqlx::Error::PoolClosed),
        };
        let connection = match idle {
            Some(connection) => connection,
            None => self.options.connect().await?,
        };
        Ok(Writing { slot, connection })
    }

    /// Closes the connection, after the transaction under way.
    pub(super) async fn close(&self) {
        let before = std::mem::replace(&mut *self.idle.lock().await, Slot::Closed);
        if let Slot::Open(Some(connection)) = before {
            // A connection that cannot be closed in an orderly way is closed by being dropped.
            let _ = sqlx::Connection::close(connection).await;
        }
    }
}

impl Writing<'_> {
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }

    pub(super) async fn commit(mut self) -> Result<(), sqlx::Error> {
        sqlx::query("COMMIT").execute(&mut self.connection).await?;
        self.end();
        Ok(())
    }

    /// After a statement that has ended the transaction, or was one by itself: the connection may be used again.
    pub(super) fn end(mut self) {
        *self.slot = Slot::Open(Some(self.connection));
    }
}
