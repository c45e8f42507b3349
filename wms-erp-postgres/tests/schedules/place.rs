//! A schema of its own for each store, whose commits fail inside PostgreSQL.

use std::sync::Arc;

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tokio::sync::Mutex;
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
    refusing: Arc<Mutex<bool>>,
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
        let mut refusing = Arc::clone(&self.refusing).lock_owned().await;
        let refuse = format!("ALTER TABLE {}.document ENABLE TRIGGER refuse", self.schema);
        // To its end, also when the one that asks is killed: what the server still does then comes after whatever undoes it.
        let done = tokio::spawn(async move {
            execute(&refuse).await;
            *refusing = true;
        });
        done.await.unwrap();
        true
    }

    /// The end of that.
    pub(crate) async fn allow_writes(&self) {
        let mut refusing = self.refusing.lock().await;
        if *refusing {
            execute(&format!("ALTER TABLE {}.document DISABLE TRIGGER refuse", self.schema)).await;
            *refusing = false;
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
