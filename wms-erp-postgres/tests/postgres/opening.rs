//! Opening the database: once by many, with few rights, and with what can be wrong.

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use wms_erp_postgres::{PostgresScheduler, PostgresStore, PostgresStoreBuilder};
use wms_erp_sync::Process;
use wms_erp_sync::schedule::{RunKey, Scheduler};
use wms_erp_sync::store::{Batch, LeaseKey, Scan, Store, StoreError, Table};

use crate::pooler::pooled;
use crate::server::{PASSWORD, Server};
use crate::server_or_skip;
use crate::url;

async fn execute(server: &Server, sql: &str) {
    let mut connection = PgConnection::connect(&url(server)).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
}

fn builder(url: &str, schema: &str) -> PostgresStoreBuilder {
    PostgresStore::builder(url).unwrap().schema(schema)
}

fn one(key: &str) -> Batch {
    let mut batch = Batch::new();
    batch.put(Table::Order, key, "1");
    batch
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_may_start_at_the_same_time() {
    let server = server_or_skip!();
    let schema = server.schema();
    let address = pooled(&server).unwrap_or_else(|| url(&server));
    let opening = (0..6).map(|_| tokio::spawn(builder(&address, &schema).connections(1).open()));
    for (number, store) in futures::future::join_all(opening).await.into_iter().enumerate() {
        store.unwrap().unwrap().commit("acme", &[], one(&format!("{number}"))).await.unwrap();
    }
    let store = builder(&address, &schema).open().await.unwrap();
    assert_eq!(store.count("acme", Table::Order, "").await.unwrap(), 6);
    let mut connection = PgConnection::connect(&url(&server)).await.unwrap();
    let sql = format!("SELECT count(*) FROM {schema}.migration");
    let done: i64 = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut connection).await.unwrap();
    assert_eq!(done, 2, "each migration is done once");
}

#[tokio::test]
async fn the_rights_that_the_manual_lists_are_enough() {
    let server = server_or_skip!();
    let schema = server.schema();
    let user = format!("least_{schema}");
    execute(&server, &format!("CREATE USER {user} PASSWORD '{PASSWORD}'")).await;
    let address = server.url_of(&user, PASSWORD);
    let refused = builder(&address, &schema).open().await.unwrap_err();
    assert!(refused.to_string().contains("lacks a right"), "{refused}");

    let owner = builder(&url(&server), &schema).open().await.unwrap();
    let manual = include_str!("../../README.md");
    let grants: Vec<&str> = manual.lines().filter(|line| line.starts_with("GRANT")).collect();
    assert_eq!(grants.len(), 5, "{grants:?}");
    let grants = grants.join("\n").replace("wms_erp", &schema).replace("TO service", &format!("TO {user}"));
    execute(&server, &grants).await;

    let store = builder(&address, &schema).open().await.unwrap();
    let key = LeaseKey::new("acme", "orders");
    let ttl = std::time::Duration::from_secs(3600);
    let lease = store.try_acquire(&key, "service", ttl).await.unwrap().unwrap();
    let lease = store.renew(&lease, ttl).await.unwrap();
    let mut batch = one("a");
    batch.put(Table::Order, "a", "2").delete(Table::Order, "b").delete_prefix(Table::Order, "c");
    store.commit("acme", std::slice::from_ref(lease.fence()), batch).await.unwrap();
    assert_eq!(store.scan("acme", Table::Order, Scan::first(10)).await.unwrap().len(), 1);
    store.release(lease).await.unwrap();
    let (scheduler, key) = (PostgresScheduler::new(&store), RunKey::new("acme", Process::Orders));
    scheduler.put(key.clone(), ttl);
    assert!(scheduler.wake(key.clone().into()).await.unwrap());
    assert!(scheduler.next_due(&key).await.unwrap().is_some());
    assert_eq!(owner.get("acme", Table::Order, &["a"]).await.unwrap(), [Some("2".to_owned())]);
}

#[tokio::test]
async fn what_is_wrong_is_said_without_the_password() {
    let server = server_or_skip!();
    let schema = server.schema();
    let wrong = "wr0ng-password";
    let cases = [
        (server.url_of("owner", wrong), "refuses this user"),
        (url(&server).replace("/postgres", "/missing"), "no such database"),
        (format!("postgres://owner:{wrong}@127.0.0.1:1/postgres"), "cannot be reached"),
    ];
    for (url, expected) in cases {
        let builder = builder(&url, &schema);
        let shown = format!("{builder:?}");
        let error = builder.open().await.unwrap_err();
        let text = format!("{error} {error:?} {shown}");
        assert!(matches!(error, StoreError::Open { .. }) && text.contains(expected), "{text}");
        assert!(!text.contains(wrong) && !text.contains(PASSWORD), "{text}");
        assert!(error.to_string().contains("127.0.0.1"), "{error}");
    }
    for url in ["", "mysql://a:wr0ng-password@b/c", "postgres://a:wr0ng-password@b:port/c", "/a/file"] {
        let error = PostgresStore::builder(url).unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(text.contains("postgres://user@host") && !text.contains(wrong), "{text}");
    }
    for schema in ["", "Big", "a; DROP TABLE b", "pg_catalog"] {
        let error = builder(&url(&server), schema).open().await.unwrap_err();
        assert!(error.to_string().contains("name of a schema"), "{error}");
    }
    let store = builder(&url(&server), &schema).open().await.unwrap();
    let debug = format!("{store:?}");
    assert!(debug.contains(&schema) && !debug.contains(PASSWORD), "{debug}");
}

#[tokio::test]
async fn tables_of_a_later_version_are_refused_and_left_alone() {
    let server = server_or_skip!();
    let schema = server.schema();
    builder(&url(&server), &schema).open().await.unwrap().close().await;
    execute(&server, &format!("INSERT INTO {schema}.migration (version) VALUES (99)")).await;
    let error = builder(&url(&server), &schema).open().await.unwrap_err();
    assert!(matches!(error, StoreError::NewerSchema { found: 99, known: 2 }), "{error:?}");
}

#[tokio::test]
async fn a_database_whose_older_copy_is_put_in_its_place_is_noticed() {
    let server = server_or_skip!();
    let schema = server.schema();
    let store = builder(&url(&server), &schema).open().await.unwrap();
    let key = LeaseKey::new("acme", "orders");
    let ttl = std::time::Duration::from_secs(3600);
    let lease = store.try_acquire(&key, "service", ttl).await.unwrap().unwrap();
    store.release(lease).await.unwrap();
    let lease = store.try_acquire(&key, "service", ttl).await.unwrap().unwrap();
    execute(&server, &format!("UPDATE {schema}.lease SET epoch = 1")).await;
    for refused in [
        store.release(lease.clone()).await,
        store.commit("acme", std::slice::from_ref(lease.fence()), one("late")).await,
        store.renew(&lease, ttl).await.map(drop),
        store.try_acquire(&key, "service", ttl).await.map(drop),
    ] {
        assert!(matches!(refused, Err(StoreError::Lost { .. })), "{refused:?}");
    }
}

/// A server that has no room for what `schema` is to hold, as it says that itself. Other schemas go on.
async fn fill(server: &Server, schema: &str) {
    let raise = "RAISE EXCEPTION 'could not extend file \"base/5/16397\": No space left on device' USING ERRCODE = 'disk_full'";
    let sql = format!(
        "CREATE FUNCTION refuse_{schema}() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
         IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE object_identity LIKE '{schema}.%') THEN {raise}; END IF; END $$;
         CREATE EVENT TRIGGER refuse_{schema} ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION refuse_{schema}();"
    );
    execute(server, &sql).await;
}

#[tokio::test]
async fn a_database_without_room_says_so_and_works_once_there_is() {
    let server = server_or_skip!();
    let schema = server.schema();
    let has_no_room = |error: StoreError, action: &str| {
        let text = error.to_string();
        assert!(matches!(error, StoreError::Disk { .. }), "{error:?}");
        assert!(text.contains(&format!("failed to {action}, since the disk is full or fails")), "{text}");
        assert!(text.contains("127.0.0.1") && text.contains(&schema) && !text.contains(PASSWORD), "{text}");
    };
    fill(&server, &schema).await;
    has_no_room(builder(&url(&server), &schema).open().await.unwrap_err(), "create its tables");
    execute(&server, &format!("DROP EVENT TRIGGER refuse_{schema}")).await;

    let store = builder(&url(&server), &schema).open().await.unwrap();
    store.commit("acme", &[], one("before")).await.unwrap();
    let triggers = ["document", "lease"].map(|table| {
        format!(
            "CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON {schema}.{table} EXECUTE FUNCTION {schema}.refuse();"
        )
    });
    let raise = "RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'";
    let function = format!(
        "CREATE FUNCTION {schema}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {raise}; END $$;"
    );
    execute(&server, &(function + &triggers.concat())).await;
    let key = LeaseKey::new("acme", "orders");
    let ttl = std::time::Duration::from_secs(3600);
    has_no_room(store.commit("acme", &[], one("late")).await.unwrap_err(), "commit");
    has_no_room(store.try_acquire(&key, "service", ttl).await.unwrap_err(), "take a lease");
    assert_eq!(store.count("acme", Table::Order, "").await.unwrap(), 1, "what is there can be read");
    let again = builder(&url(&server), &schema).open().await.unwrap();
    assert_eq!(again.count("acme", Table::Order, "").await.unwrap(), 1);
    let end = ["document", "lease"].map(|table| format!("DROP TRIGGER refuse ON {schema}.{table};"));
    execute(&server, &end.concat()).await;
    store.commit("acme", &[], one("late")).await.unwrap();
    assert!(store.try_acquire(&key, "service", ttl).await.unwrap().is_some());
}
