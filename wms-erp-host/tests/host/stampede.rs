//! Many tenants whose service starts: fresh, and when all of them have been due for long.

#![cfg(unix)]

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDate, TimeDelta};
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;
use wms_erp_host::sandbox::systems::{Ports, Systems};
use wms_erp_sync::clock::{Clock, SystemClock};

use crate::child::{service, signal};
use crate::postgres::server::{OWNER, PASSWORD, Server};

/// Many more than begin within the time; to read five hundred takes a test build a minute.
const TENANTS: usize = 120;
const SECONDS: i64 = 8;
/// Four tenants a second begin, and the last one is on its way.
const MOST: usize = 4 * SECONDS as usize + 6;

/// How many have logged in within some seconds from the first on.
async fn logins(systems: &Systems, folder: &TempDir) -> usize {
    let mut command = tokio::process::Command::new(service());
    command.args(["run", "--config"]).arg(folder.path().join("sync.toml")).env("DB_PASSWORD", PASSWORD);
    command.env_remove("RUST_LOG").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let before = systems.erp.logins();
    let mut child = command.kill_on_drop(true).spawn().unwrap();
    while systems.erp.logins() == before {
        SystemClock.sleep(Duration::from_millis(20)).await;
    }
    let begun = SystemClock.now();
    while SystemClock.now() - begun < TimeDelta::seconds(SECONDS) {
        SystemClock.sleep(Duration::from_millis(50)).await;
    }
    let logins = systems.erp.logins() - before;
    signal("-KILL", &child.id().unwrap().to_string());
    child.wait().await.unwrap();
    logins
}

#[tokio::test(flavor = "multi_thread")]
async fn many_tenants_start_one_after_the_other() {
    let Some(server) = Server::own() else {
        return crate::skipped("PostgreSQL 15 or later is not installed (Debian: postgresql)");
    };
    let systems = Systems::start(Arc::new(SystemClock), Ports::default()).await.unwrap();
    let tenant = systems.configuration("", NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
    let tenant = tenant.replace("store = \"\"", "").replace("[tenant.erp]", "[tenant.erp]\nshared = true");
    let tenant = tenant.replace("[tenant.wms]", "[tenant.wms]\nshared = true");
    let all: Vec<String> =
        (0..TENANTS).map(|n| tenant.replace("\"nordlys\"", &format!("\"t{n:03}\"")) + "\n").collect();
    let url = server.url_of(OWNER, PASSWORD);
    let database = format!(
        "store = \"{}\"\nstore_password_env = \"DB_PASSWORD\"\nscheduler = \"postgres\"\nlease_duration = \"5s\"\n",
        url.replace(&format!(":{PASSWORD}@"), "@")
    );
    for (what, head) in [("in a file", "store = \"sync.sqlite3\"\n"), ("in a database", database.as_str())] {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("sync.toml");
        std::fs::write(&file, format!("{head}{}", all.concat())).unwrap();
        std::fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
        let fresh = logins(&systems, &folder).await;
        if what == "in a database" {
            let mut connection = PgConnection::connect(&url).await.unwrap();
            sqlx::raw_sql("UPDATE wms_erp.due SET due = 0, claimed_until = 0, running = NULL")
                .execute(&mut connection)
                .await
                .unwrap();
        }
        let again = logins(&systems, &folder).await;
        println!("{what}: {fresh} logins in {SECONDS} s, and {again} when all were due for long");
        assert!(fresh <= MOST && again <= MOST, "{what}: {fresh} and {again} logins in {SECONDS} s");
    }
}
