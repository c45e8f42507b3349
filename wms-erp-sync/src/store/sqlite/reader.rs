//! The connections of a process that read.

use std::sync::{Mutex, MutexGuard, PoisonError};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Connections that read at the same time.
const MOST: u32 = 4;

/// A few connections, which stay open.
///
/// A pool of sqlx asks each connection that is given back whether it still works: a second round trip to SQLite's thread for each
/// statement, and a task of its own. Here, a connection is used again only after a statement that was read to its end. After
/// anything else (one that failed, a call that was dropped half-way) it is closed, and the next reader opens a new one.
#[derive(Debug)]
pub(super) struct Readers {
    options: SqliteConnectOptions,
    free: Semaphore,
    idle: Mutex<Vec<SqliteConnection>>,
}

/// A connection that reads, until it is [kept](Reader::keep).
#[derive(Debug)]
pub(super) struct Reader<'a> {
    readers: &'a Readers,
    connection: SqliteConnection,
    _place: SemaphorePermit<'a>,
}

impl Readers {
    pub(super) fn new(options: SqliteConnectOptions) -> Self {
        Self { options, free: Semaphore::new(MOST as usize), idle: Mutex::default() }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<SqliteConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection, once one is free.
    pub(super) async fn enter(&self) -> Result<Reader<'_>, sqlx::Error> {
        let place = self.free.acquire().await.map_err(|_| sqlx::Error::PoolClosed)?;
        let idle = self.idle().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.options.connect().await?,
        };
        Ok(Reader { readers: self, connection, _place: place })
    }

    /// Closes the connections, after the statements under way.
    pub(super) async fn close(&self) {
        // It fails where they are closed already.
        let _all = self.free.acquire_many(MOST).await;
        self.free.close();
        let idle = std::mem::take(&mut *self.idle());
        for connection in idle {
            // A connection that cannot be closed in an orderly way is closed by being dropped.
            let _ = connection.close().await;
        }
    }
}

impl Reader<'_> {
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }

    /// After a statement that was read to its end: the connection may be used again.
    pub(super) fn keep(self) {
        self.readers.idle().push(self.connection);
    }
}
