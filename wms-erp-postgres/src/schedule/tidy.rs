//! Rows that are missing, and rows that no one has any more.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use async_trait::async_trait;
use sqlx::AssertSqlSafe;
use wms_erp_sync::schedule::RunKey;

use super::PostgresScheduler;
use super::serve::warn;
use crate::PostgresStore;
use crate::failure::Failure;
use crate::session::Session;
use crate::transaction::Work;

/// What has been due for a day, and was not begun by any engine, belongs to none any more: an engine that has a key begins it within
/// seconds. In milliseconds. Where all engines stood still for longer, theirs are entered again when they start.
const UNCLAIMED: i64 = 24 * 60 * 60 * 1_000;

impl PostgresScheduler {
    /// All rows have been read, with these keys: enters again what is missing, and forgets what no engine has any more, such as the
    /// processes of a tenant that was removed everywhere.
    pub(super) async fn tidy(&self, found: &[(RunKey, i64)]) {
        let found: BTreeSet<&RunKey> = found.iter().map(|(key, _)| key).collect();
        let own: Vec<String> = {
            let mut keys = self.keys();
            for (key, entry) in keys.iter_mut().filter(|(_, entry)| entry.entered) {
                entry.entered = found.contains(key);
            }
            keys.keys().map(RunKey::to_string).collect()
        };
        match self.store().transaction(&Forget { store: self.store(), own: &own }).await {
            Ok(0) => {}
            Ok(rows) => {
                tracing::info!(rows, "processes that no service has now were removed from the schedule");
            }
            // It costs a little time at each look, and no run.
            Err(error) => {
                if !self.shared.cannot_forget.swap(true, Ordering::Relaxed) {
                    warn(&error, "processes that no service has now stay in the schedule");
                }
            }
        }
    }
}

struct Forget<'a> {
    store: &'a PostgresStore,
    own: &'a [String],
}

#[async_trait]
impl Work for Forget<'_> {
    type Output = u64;

    fn action(&self) -> &'static str {
        "forget processes that no engine has (the right to DELETE from the table due)"
    }

    async fn run(&self, session: &mut Session<'_>) -> Result<u64, Failure> {
        let query = sqlx::query(AssertSqlSafe(&*self.store.sql.schedule.forget)).bind(self.store.given_now());
        let query = query.bind(UNCLAIMED).bind(self.own).persistent(false);
        Ok(query.execute(session.connection().await?).await?.rows_affected())
    }
}
