//! Connections that are used again at once.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::{Connection, PgConnection, PgPool, Postgres};
use tokio::sync::{Semaphore, SemaphorePermit};
use wms_erp_sync::clock::{Clock, SystemClock};

/// For how long a connection that was used is taken to work.
const SURE: Duration = Duration::from_secs(1);
/// How long one that is asked may take to say that it works.
const ANSWER: Duration = Duration::from_secs(5);
/// How long a connection is used: a database behind an address may have moved to another server.
const LIFETIME: Duration = Duration::from_secs(30 * 60);
/// How long one stays open that is not needed.
const IDLE: Duration = Duration::from_secs(10 * 60);

/// Keeps the connections of a pool while they are not used.
///
/// sqlx's pool asks each connection that is given back whether it still works, in a task of its own: that costs as much as a
/// statement. Here, a connection is used again without that if the last transaction on it has ended in an orderly way a moment ago.
/// After anything else (one that failed, a call that was dropped half-way) it is closed.
#[derive(Debug)]
pub(crate) struct Connections {
    pool: PgPool,
    /// As many as the pool has connections, so that no one waits for the pool while a connection is kept here.
    places: Semaphore,
    idle: Mutex<Vec<Kept>>,
    breaks: Breaks,
}

#[derive(Debug)]
struct Kept {
    connection: PoolConnection<Postgres>,
    /// When it was taken from the pool, and when it was used last, by a monotonic clock.
    taken: Duration,
    used: Duration,
}

/// A connection in use: closed, unless it is [kept](Self::keep).
#[derive(Debug)]
pub(crate) struct Lent<'a> {
    connections: &'a Connections,
    kept: Option<Kept>,
    _place: SemaphorePermit<'a>,
}

/// When a connection broke last: what breaks one has mostly broken all of them.
#[derive(Debug, Default)]
struct Breaks(Mutex<Option<Duration>>);

impl Breaks {
    /// For how long each connection is asked before it is used. Until then all have been, or were opened anew.
    const RECENT: Duration = Duration::from_secs(60);

    fn last(&self) -> MutexGuard<'_, Option<Duration>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self) {
        *self.last() = Some(SystemClock.monotonic());
    }

    fn are_recent(&self) -> bool {
        self.last().is_some_and(|last| SystemClock.monotonic().saturating_sub(last) < Self::RECENT)
    }
}

impl Connections {
    pub(crate) fn new(pool: PgPool) -> Self {
        let places = Semaphore::new(pool.options().get_max_connections() as usize);
        Self { pool, places, idle: Mutex::default(), breaks: Breaks::default() }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Kept>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection that works, once one is free.
    pub(crate) async fn lend(&self) -> Result<Lent<'_>, sqlx::Error> {
        let place = self.places.acquire().await.map_err(|_| sqlx::Error::PoolClosed)?;
        loop {
            let kept = self.idle().pop();
            let now = SystemClock.monotonic();
            let Some(mut kept) = kept else {
                let connection = self.pool.acquire().await?;
                let kept = Kept { connection, taken: now, used: now };
                return Ok(Lent { connections: self, kept: Some(kept), _place: place });
            };
            let is_sure = now.saturating_sub(kept.used) < SURE && !self.breaks.are_recent();
            let is_old = now.saturating_sub(kept.taken) >= LIFETIME;
            if !is_old && (is_sure || answers(&mut kept.connection).await) {
                return Ok(Lent { connections: self, kept: Some(kept), _place: place });
            }
            kept.connection.close_on_drop();
        }
    }

    /// Closes the connections, after the transactions under way.
    pub(crate) async fn close(&self) {
        self.places.close();
        let idle = std::mem::take(&mut *self.idle());
        for kept in idle {
            // One that cannot be closed in an orderly way is closed by being dropped.
            let _ = kept.connection.close().await;
        }
        self.pool.close().await;
    }

    /// A connection has broken.
    pub(crate) fn note_break(&self) {
        self.breaks.note();
    }
}

impl Drop for Connections {
    fn drop(&mut self) {
        // Given back to their pool they would need a runtime, which may be gone.
        for kept in self.idle().drain(..) {
            drop(kept.connection.leak());
        }
    }
}

impl Lent<'_> {
    pub(crate) fn connection(&mut self) -> Result<&mut PgConnection, sqlx::Error> {
        // It is there until it is kept.
        self.kept.as_mut().map(|kept| &mut *kept.connection).ok_or(sqlx::Error::WorkerCrashed)
    }

    /// After a transaction that has ended in an orderly way: the connection may be used again.
    pub(crate) fn keep(mut self) {
        let Some(mut kept) = self.kept.take() else { return };
        kept.used = SystemClock.monotonic();
        let mut idle = self.connections.idle();
        if self.connections.places.is_closed() {
            // The pool, to which it returns, closes it.
            return;
        }
        let is_needed = |first: &Kept| kept.used.saturating_sub(first.used) < IDLE;
        if idle.first().is_some_and(|first| !is_needed(first)) {
            idle.remove(0).connection.close_on_drop();
        }
        idle.push(kept);
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let Some(kept) = &mut self.kept {
            kept.connection.close_on_drop();
        }
    }
}

async fn answers(connection: &mut PgConnection) -> bool {
    tokio::select! {
        answered = connection.ping() => answered.is_ok(),
        () = SystemClock.sleep(ANSWER) => false,
    }
}
