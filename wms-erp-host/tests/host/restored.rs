//! A backup of the database that is hours old, put back with the database's own tools.

use std::path::Path;
use std::process::Command;

use chrono::TimeDelta;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use wms_erp_host::sandbox::company;

use crate::killed::{people, picture};
use crate::postgres::server::{OWNER, PASSWORD, Server, programs};
use crate::rig::Rig;

fn tool(server: &Server, name: &str, arguments: &[&str]) {
    let mut command = Command::new(programs().unwrap().join(name));
    let database = server.url_of(OWNER, PASSWORD);
    let ran = command.args(arguments).args(["--dbname", &database]).output().unwrap();
    assert!(ran.status.success(), "{name}: {}", String::from_utf8_lossy(&ran.stderr));
}

fn back_up(server: &Server, schema: &str, to: &Path) {
    tool(server, "pg_dump", &["--format=custom", "--schema", schema, "--file", to.to_str().unwrap()]);
}

async fn restore(server: &Server, schema: &str, from: &Path) {
    let mut connection = PgConnection::connect(&server.url_of(OWNER, PASSWORD)).await.unwrap();
    let sql = format!("DROP SCHEMA {schema} CASCADE");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    tool(server, "pg_restore", &[from.to_str().unwrap()]);
}

fn numbers(rig: &Rig) -> Vec<String> {
    let mut numbers: Vec<String> =
        rig.systems.wms.orders().iter().map(|order| order.number().to_owned()).collect();
    numbers.sort_unstable();
    numbers
}

/// What was done since the backup is not known any more: an order sent for the first time, one edited, one shipped short and one in full,
/// both reported to the ERP, a stock counted, an order withdrawn.
#[tokio::test]
async fn a_restored_database_costs_requests_and_never_a_second_order() {
    let Some(server) = Server::running() else {
        return crate::skipped("PostgreSQL 15 or later is not installed (Debian: postgresql)");
    };
    let hours = TimeDelta::hours(2);
    let mut rig = Rig::start().await;
    rig.set("DB_PASSWORD", PASSWORD);
    let (schema, url) =
        (server.schema(), server.url_of(OWNER, PASSWORD).replace(&format!(":{PASSWORD}@"), "@"));
    let dump = rig.folder.path().join("backup");
    rig.configure_store(&format!(
        "store = \"{url}\"\nstore_password_env = \"DB_PASSWORD\"\nstore_schema = \"{schema}\""
    ));
    Box::pin(rig.once()).await;
    let known = numbers(&rig);
    back_up(&server, &schema, &dump);

    rig.correct_the_country();
    for hour in [0, 1, 2] {
        rig.clock.advance(hours);
        people(&rig.systems, hour);
        Box::pin(rig.once()).await;
    }
    rig.clock.advance(hours);
    Box::pin(rig.once()).await;
    let (end, sent) = (picture(&rig.systems), numbers(&rig));
    assert!(sent.len() > known.len(), "one is sent after the backup: {known:?} {sent:?}");
    let status = |order: i32| {
        let order = rig.systems.erp.books().order(order).unwrap();
        order.text("OrderStatus").map(str::to_owned)
    };
    assert_eq!(status(company::FROM_BERGEN).as_deref(), Some("OrderState_Sent"));
    let saves = || rig.systems.erp.count("SaveInvoices");
    let (saved, requests) = (saves(), rig.requests());

    restore(&server, &schema, &dump).await;
    for _ in 0..2 {
        rig.clock.advance(hours);
        Box::pin(rig.once()).await;
        assert_eq!(picture(&rig.systems), end, "nothing is other than it was");
        assert_eq!(numbers(&rig), sent, "and nothing there twice");
    }
    assert_eq!(saves(), saved, "what was reported to the ERP is not reported again");
    assert!(rig.requests() > requests, "it costs requests");
    let writes = rig.writes();
    rig.clock.advance(hours);
    Box::pin(rig.once()).await;
    assert_eq!(rig.writes(), writes, "nothing is left to do");
}
