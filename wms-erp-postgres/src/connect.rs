//! Opening the database: every way in which that can go wrong has a name.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Connection};
use wms_erp_sync::clock::{Clock, SystemClock};
use wms_erp_sync::store::StoreError;

use crate::connections::Connections;
use crate::failure::{Failure, failed, is_passing};
use crate::schema::{self, Sql};
use crate::session::Session;
use crate::transaction::{Work, timed_out};
use crate::{DatabaseClock, PostgresStore};

/// The oldest version that the tests run on.
const OLDEST: i32 = 150_000;
/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);
/// How often it is tried.
const ATTEMPTS: u32 = 5;
/// The end of "failed to …".
const OPEN: &str = "open the store";

/// Opens a [`PostgresStore`].
#[derive(Clone)]
pub struct PostgresStoreBuilder {
    options: PgConnectOptions,
    place: String,
    schema: String,
    connections: u32,
    clock: Option<Arc<dyn Clock>>,
    sets: Option<DatabaseClock>,
}

impl PostgresStore {
    /// A database by its URL, `postgres://user@host:port/database`, with the parameters that
    /// [sqlx](sqlx::postgres::PgConnectOptions) knows, such as `sslmode=verify-full` and `sslrootcert`.
    ///
    /// # Errors
    ///
    /// [`StoreError::Open`] if it is no such URL. The URL is not repeated: it may hold a password.
    pub fn builder(url: &str) -> Result<PostgresStoreBuilder, StoreError> {
        let is_url = url.starts_with("postgres://") || url.starts_with("postgresql://");
        let options = PgConnectOptions::from_str(url).ok().filter(|_| is_url);
        let options = options.ok_or_else(|| {
            problem("of PostgreSQL", "its address is not of the form postgres://user@host:port/database")
        })?;
        // Poolers know only some parameters of a connection, and a named statement is known to one server only.
        let options =
            options.extra_float_digits(None).statement_cache_capacity(0).disable_statement_logging();
        let options = match options.get_application_name() {
            Some(_) => options,
            None => options.application_name("wms-erp"),
        };
        let database = options.get_database().unwrap_or_else(|| options.get_username());
        let place = format!("postgres://{}:{}/{database}", options.get_host(), options.get_port());
        Ok(PostgresStoreBuilder {
            options,
            place,
            schema: "wms_erp".to_owned(),
            connections: 8,
            clock: None,
            sets: None,
        })
    }
}

impl PostgresStoreBuilder {
    /// The password of the user, instead of one in the URL.
    #[must_use]
    pub fn password(self, password: &str) -> Self {
        Self { options: self.options.password(password), ..self }
    }

    /// The schema with the tables: `wms_erp` by default. It is created if it is missing.
    #[must_use]
    pub fn schema(self, schema: impl Into<String>) -> Self {
        Self { schema: schema.into(), ..self }
    }

    /// How many connections there are at most: 8 by default.
    #[must_use]
    pub fn connections(self, connections: u32) -> Self {
        Self { connections: connections.max(1), ..self }
    }

    /// Another clock than the database's decides when a lease is over: for tests.
    #[must_use]
    pub fn clock(self, clock: impl Clock) -> Self {
        Self { clock: Some(Arc::new(clock)), ..self }
    }

    /// Lets a clock follow that of the database.
    #[must_use]
    pub fn sets(self, clock: &DatabaseClock) -> Self {
        Self { sets: Some(clock.clone()), ..self }
    }

    /// Connects, and creates the tables or brings them to the current version, once, also when several processes start at the same
    /// time.
    ///
    /// # Errors
    ///
    /// [`StoreError::Open`] says what is wrong with the address, the user, his rights or the database;
    /// [`StoreError::NewerSchema`] if a later version of this software has changed the tables; [`StoreError::Disk`] if the disk of
    /// the database has no room.
    pub async fn open(self) -> Result<PostgresStore, StoreError> {
        let Self { options, place, schema, connections, clock, sets } = self;
        if !schema::is_name(&schema) {
            let what = "the name of a schema contains only a to z, 0 to 9 and _, does not begin with a \
                digit or pg_, and has at most 63 characters";
            return Err(problem(&place, what));
        }
        let place: Arc<str> = Arc::from(format!("{place} (schema {schema})"));
        reach(&options).await.map_err(|error| match failed(&place, OPEN, error) {
            StoreError::Backend { source, .. } => explain(&place, source),
            error => error,
        })?;
        let pool = PgPoolOptions::new().max_connections(connections).connect_lazy_with(options);
        let connections = Arc::new(Connections::new(pool));
        let (sql, given) = (Arc::new(Sql::new(&schema)), Arc::default());
        let store = PostgresStore { connections, place, sql, clock, sets, given };
        match store.prepare().await {
            Ok(()) => Ok(store),
            Err(StoreError::Backend { source, .. }) => Err(explain(&store.place, source)),
            Err(error) => Err(error),
        }
    }
}

impl fmt::Debug for PostgresStoreBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresStoreBuilder")
            .field("place", &self.place)
            .field("schema", &self.schema)
            .finish_non_exhaustive()
    }
}

impl PostgresStore {
    async fn prepare(&self) -> Result<(), StoreError> {
        if self.transaction(&Look { store: self }).await? {
            return Ok(());
        }
        self.transaction(&Migrate { sql: &self.sql }).await
    }
}

/// Whether the tables are there as they should be.
struct Look<'a> {
    store: &'a PostgresStore,
}

#[async_trait]
impl Work for Look<'_> {
    type Output = bool;

    fn action(&self) -> &'static str {
        OPEN
    }

    fn writes(&self) -> bool {
        false
    }

    async fn run(&self, session: &mut Session<'_>) -> Result<bool, Failure> {
        let sql = "SELECT current_setting('server_version_num')::int, current_setting('server_encoding')";
        let (version, encoding): (i32, String) =
            session.row(sql, &[]).await?.ok_or(sqlx::Error::RowNotFound)?;
        if version < OLDEST {
            return Err(problem(&self.store.place, "it is older than PostgreSQL 15").into());
        }
        if encoding != "UTF8" {
            let what = format!("its encoding is {encoding}: create the database with ENCODING 'UTF8'");
            return Err(problem(&self.store.place, &what).into());
        }
        // A clock that follows it has the time before anything goes by it.
        self.store.now(session).await?;
        self.store.sql.is_current(session).await
    }
}

struct Migrate<'a> {
    sql: &'a Sql,
}

#[async_trait]
impl Work for Migrate<'_> {
    type Output = ();

    fn action(&self) -> &'static str {
        "create its tables"
    }

    async fn run(&self, session: &mut Session<'_>) -> Result<(), Failure> {
        self.sql.migrate(session).await
    }
}

/// Connects once, to learn what is wrong: a pool waits for a server that refuses, and then only says that it has waited.
async fn reach(options: &PgConnectOptions) -> Result<(), sqlx::Error> {
    let mut attempt = 1;
    loop {
        let connected = tokio::select! {
            connected = options.connect() => connected,
            () = SystemClock.sleep(CONNECT) => Err(timed_out()),
        };
        match connected {
            // Whatever its end is like, it is over.
            Ok(connection) => {
                let _ = connection.close().await;
                return Ok(());
            }
            Err(error) if attempt >= ATTEMPTS || !is_passing(&error) => return Err(error),
            Err(_) => attempt += 1,
        }
    }
}

fn explain(place: &str, source: Box<dyn std::error::Error + Send + Sync>) -> StoreError {
    let code = source
        .downcast_ref::<sqlx::Error>()
        .and_then(sqlx::Error::as_database_error)
        .and_then(|error| error.code().map(std::borrow::Cow::into_owned));
    let problem = match code.as_deref() {
        Some("28P01" | "28000") => "it refuses this user: check user, password and pg_hba.conf",
        Some("3D000") => "there is no such database: create it",
        Some("42501") => {
            "the user lacks a right: let the owner of the schema open it once, and grant what the README of wms-erp-postgres lists"
        }
        Some("53300") => "it has no connection left: raise max_connections, or put a pooler in front of it",
        _ => "it cannot be reached, or refuses the connection: see the cause",
    };
    StoreError::Open { place: place.to_owned(), problem: problem.to_owned(), source: Some(source) }
}

fn problem(place: &str, problem: &str) -> StoreError {
    StoreError::Open { place: place.to_owned(), problem: problem.to_owned(), source: None }
}
