//! Lets the time of a test pass no faster than the database answers.

use sqlx::{Connection, PgConnection};

use crate::server::Server;
use crate::url;

/// How many answers each step takes: more than the scheduler waits for at the end of a run.
const ANSWERS: usize = 4;

/// What a scheduler notes at the end of a run takes some answers of the database, and its looks take one: a clock that is moved at each
/// look would pass minutes meanwhile.
#[derive(Debug, Default)]
pub(crate) struct Pace(Option<PgConnection>);

impl Pace {
    /// One step.
    pub(crate) async fn step(&mut self) {
        let server = Server::running().unwrap();
        let connection = match &mut self.0 {
            Some(connection) => connection,
            none => none.insert(PgConnection::connect(&url(&server)).await.unwrap()),
        };
        for _ in 0..ANSWERS {
            sqlx::raw_sql("SELECT 1").execute(&mut *connection).await.unwrap();
        }
    }
}
