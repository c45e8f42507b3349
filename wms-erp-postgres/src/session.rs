//! What one transaction says to the database, in as few round trips as possible.

use futures::TryStreamExt;
use sqlx::postgres::PgRow;
use sqlx::{AssertSqlSafe, Either, FromRow, PgConnection, Row};

use crate::value::{Value, filled};

/// How transactions begin. A process that stands still in the middle of one (a paused machine) must not keep the others from a lease
/// until someone finds it: the server ends what stands still for five seconds.
const BEGIN: &str = "BEGIN; SET LOCAL idle_in_transaction_session_timeout = 5000; ";
/// How those begin that write: with their number, by which the outcome of a commit can be looked up.
const NUMBER: &str = "SELECT pg_current_xact_id()::text; ";

/// A connection in a transaction, or before it: a transaction begins with its first statement.
///
/// Only what writes, and what [binds](Self::connection) values, needs one. A statement with its values in it is a message of its own,
/// and may be the only one: behind a pooler, each goes to any server.
#[derive(Debug)]
pub(crate) struct Session<'a> {
    connection: &'a mut PgConnection,
    writes: bool,
    has_begun: bool,
    /// The number of a transaction that writes, once it has begun.
    number: Option<String>,
    /// Statements that go with the next one.
    later: String,
}

impl<'a> Session<'a> {
    pub(crate) fn new(connection: &'a mut PgConnection, writes: bool) -> Self {
        Self { connection, writes, has_begun: false, number: None, later: String::new() }
    }

    /// The rows that a statement answers with, which has these values.
    pub(crate) async fn rows<T>(
        &mut self,
        statement: &str,
        values: &[Value<'_>],
    ) -> Result<Vec<T>, sqlx::Error>
    where
        T: for<'r> FromRow<'r, PgRow>,
    {
        let statement = filled(statement, values)?;
        let rows = self.send(self.writes, &statement).await?;
        rows.iter().map(T::from_row).collect()
    }

    /// The first of the rows.
    pub(crate) async fn row<T>(
        &mut self,
        statement: &str,
        values: &[Value<'_>],
    ) -> Result<Option<T>, sqlx::Error>
    where
        T: for<'r> FromRow<'r, PgRow>,
    {
        Ok(self.rows(statement, values).await?.into_iter().next())
    }

    /// Executes a statement together with the next one, or with the commit.
    pub(crate) fn later(&mut self, statement: &str, values: &[Value<'_>]) -> Result<(), sqlx::Error> {
        self.later.push_str(&filled(statement, values)?);
        self.later.push_str("; ");
        Ok(())
    }

    /// The connection, in the transaction: for statements whose values are bound.
    pub(crate) async fn connection(&mut self) -> Result<&mut PgConnection, sqlx::Error> {
        if !self.has_begun || !self.later.is_empty() {
            self.send(true, "").await?;
        }
        Ok(self.connection)
    }

    /// The number of the transaction, if there is anything to be committed that was written.
    pub(crate) async fn number(&mut self) -> Result<Option<String>, sqlx::Error> {
        if self.writes && self.number.is_none() && !self.later.is_empty() {
            // To be known before the commit is sent.
            self.send(true, "").await?;
        }
        Ok(self.number.clone())
    }

    pub(crate) async fn commit(mut self) -> Result<(), sqlx::Error> {
        match self.has_begun {
            true => self.send(true, "COMMIT").await.map(drop),
            false => Ok(()),
        }
    }

    /// Undoes what was done; the connection can be used again then.
    pub(crate) async fn roll_back(mut self) -> Result<(), sqlx::Error> {
        self.later.clear();
        match self.has_begun {
            true => self.send(true, "ROLLBACK").await.map(drop),
            false => Ok(()),
        }
    }

    /// Sends what is to be sent, in one message, and gives the rows of the last statement in it.
    async fn send(&mut self, in_transaction: bool, statement: &str) -> Result<Vec<PgRow>, sqlx::Error> {
        let begins = in_transaction && !self.has_begun;
        let mut text = String::new();
        if begins {
            text.push_str(BEGIN);
            text.push_str(if self.writes { NUMBER } else { "" });
        }
        text.push_str(&std::mem::take(&mut self.later));
        text.push_str(statement);
        let (mut rows, mut last) = (Vec::new(), Vec::new());
        let mut results = sqlx::raw_sql(AssertSqlSafe(text)).fetch_many(&mut *self.connection);
        while let Some(result) = results.try_next().await? {
            match result {
                Either::Right(row) if begins && self.writes && self.number.is_none() => {
                    self.number = Some(row.try_get(0)?);
                }
                Either::Right(row) => rows.push(row),
                // The end of a statement.
                Either::Left(_) => last = std::mem::take(&mut rows),
            }
        }
        self.has_begun |= begins;
        Ok(last)
    }
}
