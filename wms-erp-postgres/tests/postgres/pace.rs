//! Lets the time of a test pass no faster than the schedulers in it work.

use std::time::Duration;

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tokio::sync::Mutex;
use wms_erp_sync::clock::{Clock, ManualClock};

use crate::server::Server;
use crate::url;

/// How often schedulers look, and how far the time is moved at once.
pub(crate) const POLL: Duration = Duration::from_millis(500);
/// A run that was begun longer ago than this hangs, or is one of an engine that died: no time stands still for it.
const HANGING: i64 = 5_000;
/// How many answers of the database an end of a run takes at most, if it is noted at all: connections are cut in some tests.
const ANSWERS: usize = 300;

/// The time of a test, which stands still while the end of a run is being noted.
///
/// A scheduler that naps says nothing of its runs. Their ends take several answers of the database, a look takes one: where the time is
/// moved at each look, minutes pass meanwhile on a busy machine, and runs are missed that nobody lost.
pub(crate) struct Pace {
    clock: ManualClock,
    schema: String,
    connection: Mutex<Option<PgConnection>>,
}

impl Pace {
    pub(crate) fn new(clock: &ManualClock, schema: &str) -> Self {
        Self { clock: clock.clone(), schema: schema.to_owned(), connection: Mutex::default() }
    }

    /// Lets the time pass while so many schedulers look, until something is so. At most for so long.
    pub(crate) async fn pass(&self, sleepers: usize, most: Duration, until: impl Fn() -> bool) -> Duration {
        let begun = self.clock.now();
        loop {
            self.clock.wait_for_sleepers(sleepers).await;
            // One that is renewing its claims does not sleep there.
            self.clock.wait_for_sleepers_in_background(sleepers).await;
            self.settle().await;
            let passed = (self.clock.now() - begun).to_std().unwrap();
            if until() || passed >= most {
                return passed;
            }
            self.clock.advance(POLL);
            tokio::task::yield_now().await;
        }
    }

    /// Returns when no run is in hand but those that hang.
    pub(crate) async fn settle(&self) {
        let now = self.clock.now().timestamp_millis();
        let schema = &self.schema;
        let sql = format!(
            "SELECT count(*) FROM {schema}.due WHERE claimed_until > {now} AND claimed_at > {}",
            now - HANGING
        );
        let mut connection = self.connection.lock().await;
        let connection = match &mut *connection {
            Some(connection) => connection,
            none => {
                let server = Server::running().unwrap();
                none.insert(PgConnection::connect(&url(&server)).await.unwrap())
            }
        };
        for _ in 0..ANSWERS {
            let query = sqlx::query_scalar::<_, i64>(AssertSqlSafe(sql.clone()));
            if query.fetch_one(&mut *connection).await.unwrap() == 0 {
                return;
            }
        }
    }
}
