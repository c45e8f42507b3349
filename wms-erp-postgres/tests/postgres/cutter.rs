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
                // Most of its rounds it only looks: the time that takes is what lies between two cuts.
                let nth = if random.u8(..20) == 0 { random.i64(..4) } else { 1_000 };
                sqlx::query(sql).bind(&name).bind(nth).execute(&mut connection).await.unwrap();
            }
        }))
    }
}

impl Drop for Cutter {
    fn drop(&mut self) {
        self.0.abort();
    }
}
