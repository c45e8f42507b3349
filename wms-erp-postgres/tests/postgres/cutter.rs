//! Connections that end in the middle of everything.

use std::sync::Arc;

use fastrand::Rng;
use sqlx::{Connection, PgConnection};
use tokio::task::JoinHandle;

use crate::server::Server;
use crate::url;

/// Cuts connections again and again, as long as it lives.
#[derive(Debug)]
pub(crate) struct Cutter(JoinHandle<()>);

impl Cutter {
    /// For the connections of this name.
    pub(crate) fn start(server: Arc<Server>, name: String) -> Self {
        Self(tokio::spawn(async move {
            let mut connection = PgConnection::connect(&url(&server)).await.unwrap();
            let mut random = Rng::with_seed(name.bytes().map(u64::from).sum());
            let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1
                       ORDER BY backend_start LIMIT 1 OFFSET $2";
            loop {
                // The server waits: to make a connection takes long where much else is done, and who is cut before that five times in a
                // row is right to give up.
                let pause = 0.05 + random.f64() * random.f64();
                sqlx::query("SELECT pg_sleep($1)").bind(pause).execute(&mut connection).await.unwrap();
                let nth = random.i64(0..3);
                sqlx::query(sql).bind(&name).bind(nth).execute(&mut connection).await.unwrap();
            }
        }))
    }
}

impl Drop for Cutter {
    fn drop(&mut self) {
        // It cuts until the test is over: one that has failed has cut nothing for who knows how long.
        assert!(!self.0.is_finished() || std::thread::panicking(), "the cutter has failed");
        self.0.abort();
    }
}
