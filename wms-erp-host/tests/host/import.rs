//! `import-store`, as people call it.

use std::ffi::OsString;

use wms_erp_host::Exit;
use wms_erp_sync::store::{LeaseKey, SqliteStore, Store};

use crate::postgres::server::{OWNER, PASSWORD, Server};
use crate::rig::{Ran, Rig};

/// A file in which a day's work is remembered, and an empty schema.
struct Move {
    rig: Rig,
    file: String,
    url: String,
    schema: String,
}

impl Move {
    async fn new(server: &Server) -> Self {
        let mut rig = Rig::start().await;
        Box::pin(rig.once()).await;
        rig.set("DB_PASSWORD", PASSWORD);
        let file = rig.folder.path().join("sync.sqlite3").display().to_string();
        let url = server.url_of(OWNER, PASSWORD).replace(&format!(":{PASSWORD}@"), "@");
        Self { rig, file, url, schema: server.schema() }
    }

    async fn call(&self, arguments: &[&str]) -> Ran {
        let arguments = ["import-store"].iter().chain(arguments).map(OsString::from);
        // On the heap: the futures of several commands in one test are large.
        let ran = Box::pin(self.rig.host_bare(arguments)).await;
        assert!(!format!("{ran:?}").contains(PASSWORD), "{ran:?}");
        ran
    }

    /// Into the database.
    async fn there(&self, more: &[&str]) -> Ran {
        let (url, schema) = (self.url.as_str(), self.schema.as_str());
        let arguments = [&self.file, url, "--to-password-env", "DB_PASSWORD", "--to-schema", schema];
        self.call(&[&arguments[..], more].concat()).await
    }

    /// Into another file.
    async fn back(&self, file: &str, more: &[&str]) -> Ran {
        let (url, schema) = (self.url.as_str(), self.schema.as_str());
        let arguments = [url, file, "--from-password-env", "DB_PASSWORD", "--from-schema", schema];
        self.call(&[&arguments[..], more].concat()).await
    }
}

macro_rules! server_or_skip {
    () => {
        match Server::running() {
            Some(server) => server,
            None => return crate::skipped("PostgreSQL 15 or later is not installed (Debian: postgresql)"),
        }
    };
}

#[tokio::test]
async fn a_store_goes_into_a_database_and_back_and_the_service_goes_on_with_it() {
    let server = server_or_skip!();
    let moving = Move::new(&server).await;
    let there = moving.there(&[]).await;
    assert_eq!(there.exit, Exit::Done, "{there:?}");
    assert!(there.out.contains("nordlys: imported, ") && there.out.contains("the same in both"), "{there:?}");
    assert!(!there.out.contains("(requests)"), "{there:?}");
    let again = moving.there(&["--tenant", "nordlys"]).await;
    assert!(again.exit == Exit::Done && again.out.contains("nordlys: was there already"), "{again:?}");

    let writes = moving.rig.writes();
    let lines = format!(
        "store = \"{}\"\nstore_password_env = \"DB_PASSWORD\"\nstore_schema = \"{}\"",
        moving.url, moving.schema
    );
    moving.rig.configure_store(&lines);
    Box::pin(moving.rig.once()).await;
    assert_eq!(moving.rig.writes(), writes, "what one has done the other knows");

    let copy = moving.rig.folder.path().join("copy.sqlite3").display().to_string();
    let back = moving.back(&copy, &["--json"]).await;
    let document: serde_json::Value = serde_json::from_str(&back.out).unwrap();
    assert_eq!(document["tenants"][0]["name"], "nordlys", "{document}");
    assert_eq!(document["tenants"][0]["damaged"], serde_json::json!([]), "{document}");
    moving.rig.configure_store(&format!("store = \"{copy}\""));
    Box::pin(moving.rig.once()).await;
    assert_eq!(moving.rig.writes(), writes, "and back");
}

#[tokio::test]
async fn a_damaged_document_is_named_with_its_key_and_what_becomes_of_it_either_way() {
    let server = server_or_skip!();
    let moving = Move::new(&server).await;
    moving
        .rig
        .execute("UPDATE document SET value = '{' WHERE shelf = 'order' AND key LIKE 'order/%10002'")
        .await;
    let there = moving.there(&[]).await;
    let copy = moving.rig.folder.path().join("copy.sqlite3").display().to_string();
    let back = moving.back(&copy, &[]).await;
    for ran in [there, back] {
        assert_eq!(ran.exit, Exit::Done, "{ran:?}");
        assert!(ran.err.contains("! nordlys/order/order/0000010002: "), "{ran:?}");
        let remedy = "which the next runs look up again";
        assert!(ran.err.split_whitespace().collect::<Vec<_>>().join(" ").contains(remedy), "{ran:?}");
    }
    moving
        .rig
        .execute("UPDATE document SET value = char(0) WHERE shelf = 'order' AND key LIKE 'order/%10003'")
        .await;
    let other = Move { schema: server.schema(), ..moving };
    let refused = other.there(&[]).await;
    assert_ne!(refused.exit, Exit::Done, "{refused:?}");
    assert!(refused.err.contains("nordlys/order/order/0000010003"), "{refused:?}");
    assert!(refused.err.contains("can be used as before"), "{refused:?}");
    let empty = other.rig.folder.path().join("empty.sqlite3").display().to_string();
    let back = other.back(&empty, &[]).await;
    assert!(back.out.contains("there is no tenant"), "nothing is half there: {back:?}");
}

#[tokio::test]
async fn a_store_in_use_is_4_and_says_who_uses_it_and_what_cannot_be_meant_is_2() {
    let server = server_or_skip!();
    let moving = Move::new(&server).await;
    let store = SqliteStore::open(&moving.file).await.unwrap();
    let (key, ttl) = (LeaseKey::new("nordlys", "orders"), std::time::Duration::from_secs(3_600));
    let lease = store.try_acquire(&key, "wms1 pid 7 5c0e", ttl).await.unwrap().unwrap();
    let busy = moving.there(&[]).await;
    assert_eq!(busy.exit, Exit::Busy, "{busy:?}");
    assert!(busy.err.contains("wms1 pid 7 5c0e") && busy.err.contains("stop the service"), "{busy:?}");
    store.release(lease).await.unwrap();
    drop(store);
    let with_password = server.url_of(OWNER, "in-the-address");
    let file = moving.file.as_str();
    for (arguments, expected) in [
        (&[file, file][..], "the same store"),
        (&[file, &with_password], "contains a password"),
        (&[file, &moving.url, "--to-password-env", "MISSING"], "MISSING is not set"),
        (&[file, "other.sqlite3", "--to-schema", "x"], "no schema"),
        (&[file, &moving.url, "--to-password-env", "DB_PASSWORD", "--tenant", "stranger"], "has no tenant"),
    ] {
        let ran = moving.call(arguments).await;
        assert_eq!(ran.exit, Exit::Usage, "{arguments:?}: {ran:?}");
        assert!(ran.err.contains(expected) && !ran.err.contains("in-the-address"), "{arguments:?}: {ran:?}");
    }
}
