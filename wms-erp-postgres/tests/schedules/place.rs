//! A schema of its own for each store, whose commits fail inside PostgreSQL.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use wms_erp_postgres::PostgresStore;
use wms_erp_sync::clock::ManualClock;
use wms_erp_sync::store::Store;

use crate::server::{OWNER, PASSWORD, Server};

/// What a store that refuses to commit is noted as.
pub(crate) const REFUSED: &str = "a commit that PostgreSQL undid";

/// A store, and what can be done to it from outside.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) store: Arc<dyn Store>,
    schema: Arc<str>,
    refusing: Arc<AtomicBool>,
}

impl Place {
    /// A new one. Its leases go by the clock of its engine: in a schedule, hours pass within a second.
    pub(crate) async fn of(_seed: u64, clock: &ManualClock) -> Self {
        let server = Server::running().unwrap();
        let schema = server.schema();
        let builder = PostgresStore::builder(&url()).unwrap().schema(schema.as_str()).connections(3);
        let store = Arc::new(builder.clock(clock.clone()).open().await.unwrap());
        let refuse = format!(
            "CREATE FUNCTION {schema}.refuse() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'; END $$;
             CREATE TRIGGER refuse BEFORE INSERT OR UPDATE OR DELETE ON {schema}.document
             EXECUTE FUNCTION {schema}.refuse();
             ALTER TABLE {schema}.document DISABLE TRIGGER refuse"
        );
        execute(&refuse).await;
        Self { store, schema: schema.into(), refusing: Arc::default() }
    }

    pub(crate) fn more(&self) -> u32 {
        2
    }

    /// Lets every write of a document fail from now on.
    pub(crate) async fn refuse_writes(&self) -> bool {
        self.refusing.store(true, Ordering::SeqCst);
        execute(&format!("ALTER TABLE {}.document ENABLE TRIGGER refuse", self.schema)).await;
        true
    }

    /// The end of that.
    pub(crate) async fn allow_writes(&self) {
        if self.refusing.load(Ordering::SeqCst) {
            execute(&format!("ALTER TABLE {}.document DISABLE TRIGGER refuse", self.schema)).await;
            self.refusing.store(false, Ordering::SeqCst);
        }
    }
}

fn url() -> String {
    Server::running().unwrap().url_of(OWNER, PASSWORD)
}

async fn execute(sql: &str) {
    let mut connection = PgConnection::connect(&url()).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}
