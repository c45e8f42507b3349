//! The clock of the database decides, and an engine works on it.

use std::time::Duration;

use wms_erp_postgres::PostgresStore;
use wms_erp_sync::store::{LeaseKey, Store};

use crate::{server_or_skip, url};

const TTL: Duration = Duration::from_secs(3600);

#[tokio::test]
async fn without_a_clock_of_tests_the_database_says_what_time_it_is() {
    let server = server_or_skip!();
    let schema = server.schema();
    let open = || PostgresStore::builder(&url(&server)).unwrap().schema(schema.as_str()).open();
    let (one, other) = (open().await.unwrap(), open().await.unwrap());
    let key = LeaseKey::new("acme", "orders");
    let lease = one.try_acquire(&key, "one", TTL).await.unwrap().unwrap();
    assert!(other.try_acquire(&key, "other", TTL).await.unwrap().is_none());
    let renewed = one.renew(&lease, 2 * TTL).await.unwrap();
    assert!(renewed.valid_until() >= lease.valid_until() + TTL);
    // Over at once by any clock.
    let lease = one.renew(&renewed, Duration::ZERO).await.unwrap();
    assert!(one.renew(&lease, TTL).await.unwrap_err().is_stale_epoch());
    let successor = other.try_acquire(&key, "other", TTL).await.unwrap().unwrap();
    assert_eq!(successor.epoch(), lease.epoch() + 1);
}
