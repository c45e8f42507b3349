//! The store in PostgreSQL keeps the promises of a store: directly, behind a pooler, and while its connections are cut.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what a test does")]

mod clocks;
mod cutter;
mod heartbeat;
mod import;
mod opening;
mod pace;
mod paused;
mod pooler;
mod requests;
mod schedule;
mod server;
mod tidy;
mod time;

use std::io::Write;
use std::sync::Arc;

use wms_erp_postgres::{PostgresStore, PostgresStoreBuilder};
use wms_erp_sync::store::MemoryStore;
use wms_erp_sync::store::conformance::{Subject, clock};

use self::cutter::Cutter;
use self::server::{OWNER, PASSWORD, Server};

/// Runs the rest of a test on a server, or passes it with a line that says that it was skipped.
macro_rules! server_or_skip {
    () => {
        match $crate::server::Server::running() {
            Some(server) => server,
            None => {
                return $crate::say_skipped("PostgreSQL 15 or later is not installed (Debian: postgresql)");
            }
        }
    };
}
use server_or_skip;

/// Says that a test was not run, past the capture of test output: a line that is captured is shown of no test that passes.
fn say_skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}

/// As the owner.
fn url(server: &Server) -> String {
    server.url_of(OWNER, PASSWORD)
}

/// A subject on a schema of its own.
async fn subject(server: &Server, url: &str) -> Subject {
    let (clock, schema) = (clock(), server.schema());
    let builder = |url: &str| -> PostgresStoreBuilder {
        PostgresStore::builder(url).unwrap().schema(schema.as_str()).clock(clock.clone()).connections(4)
    };
    let store = builder(url).open().await.unwrap();
    let again = builder(url);
    Subject::new(store).going_by(clock.clone()).opening_again(move || again.clone().open())
}

/// Where there is no server, another store stands in, so that the line is all that is seen.
fn skipped() -> Subject {
    say_skipped("PostgreSQL 15 or later, or pgbouncer, is not installed (Debian: postgresql, pgbouncer)");
    let clock = clock();
    let store = MemoryStore::new().with_clock(clock.clone());
    let again = store.clone();
    Subject::new(store).going_by(clock).opening_again(move || {
        let again = again.clone();
        async move { Ok(again) }
    })
}

wms_erp_sync::store_conformance!(directly, async {
    match Server::running() {
        Some(server) => subject(&server, &url(&server)).await,
        None => skipped(),
    }
});

wms_erp_sync::store_conformance!(behind_pgbouncer, async {
    match Server::running().and_then(|server| Some((pooler::pooled(&server)?, server))) {
        Some((url, server)) => subject(&server, &url).await,
        None => skipped(),
    }
});

wms_erp_sync::store_conformance!(while_connections_are_cut, async {
    let Some(server) = Server::running() else { return skipped() };
    let name = server.schema();
    let subject = subject(&server, &format!("{}?application_name={name}", url(&server))).await;
    subject.keeping(Cutter::start(Arc::clone(&server), name))
});
