//! With PostgreSQL's own tools.

use std::path::Path;
use std::process::Command;

use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::{judge, live};
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

#[tokio::test]
async fn a_restored_database_costs_requests_and_never_a_second_order() {
    let Some(server) = Server::running() else {
        return crate::skipped("PostgreSQL 15 or later is not installed (Debian: postgresql)");
    };
    let mut rig = Rig::start().await;
    rig.set("DB_PASSWORD", PASSWORD);
    let (schema, url) =
        (server.schema(), server.url_of(OWNER, PASSWORD).replace(&format!(":{PASSWORD}@"), "@"));
    let dump = rig.folder.path().join("backup");
    rig.configure_store(&format!(
        "store = \"{url}\"\nstore_password_env = \"DB_PASSWORD\"\nstore_schema = \"{schema}\""
    ));
    Box::pin(rig.once()).await;
    back_up(&server, &schema, &dump);
    let before = live(&rig).await;

    restore(&server, &schema, &dump).await;
    judge(&rig, &before).await;
}
