//! A commit keeps its lease from being taken, and not from being renewed.

use std::time::Duration;

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use wms_erp_postgres::PostgresStore;
use wms_erp_sync::store::{LeaseKey, Store, StoreError};

use crate::server_or_skip;
use crate::url;

#[tokio::test]
async fn a_heartbeat_waits_for_no_commit_and_who_takes_the_lease_does() {
    let server = server_or_skip!();
    let schema = server.schema();
    let impatient = format!("{}?options[lock_timeout]=200", url(&server));
    let store = PostgresStore::builder(&impatient).unwrap().schema(schema.as_str()).open().await.unwrap();
    let (key, ttl) = (LeaseKey::new("acme", "orders"), Duration::from_secs(3600));
    let lease = store.try_acquire(&key, "service", ttl).await.unwrap().unwrap();

    // What a commit holds from its first statement to its end.
    let mut connection = PgConnection::connect(&url(&server)).await.unwrap();
    let mut committing = connection.begin().await.unwrap();
    let sql = format!("SELECT epoch FROM {schema}.lease FOR KEY SHARE");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *committing).await.unwrap();

    let lease = store.renew(&lease, ttl).await.unwrap();
    let taken = store.try_acquire(&key, "another", ttl).await;
    assert!(matches!(taken, Err(StoreError::Backend { .. })), "{taken:?}");
    committing.commit().await.unwrap();
    store.release(lease).await.unwrap();
    assert!(store.try_acquire(&key, "another", ttl).await.unwrap().is_some());
}
