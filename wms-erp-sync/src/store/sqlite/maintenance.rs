//! A look at a whole file, and a copy of it.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, Row, SqliteConnection};

use super::failure::{explain, failure, file_failure, problem as wrong, refusal, unopened};
use super::{SqliteStore, open, schema, stale_log};
use crate::store::StoreError;

/// Documents that are read at once.
const PAGE: i64 = 500;

/// What a file holds, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StoreCheck {
    /// The version of its schema.
    pub schema: i64,
    /// How many documents could be read.
    pub documents: u64,
    /// What is wrong, at most [`StoreCheck::MAX_PROBLEMS`].
    pub problems: Vec<StoreProblem>,
}

/// Something that is wrong with a file or a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StoreProblem {
    /// Where: tenant, table and key; empty where it is about the whole file.
    pub place: String,
    /// What is wrong there.
    pub what: String,
    /// Whether nothing is damaged: a later version of this software wrote the document.
    pub newer: bool,
}

impl StoreCheck {
    /// How many problems are reported.
    pub const MAX_PROBLEMS: usize = 1000;

    /// Whether something is damaged, rather than only written by a later version of this software.
    pub fn is_damaged(&self) -> bool {
        self.problems.iter().any(|problem| !problem.newer)
    }

    /// Whether nothing is wrong.
    pub fn is_ok(&self) -> bool {
        self.problems.is_empty()
    }

    fn add(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.push(StoreProblem { place: place.into(), what: what.into(), newer: false });
    }

    fn push(&mut self, problem: StoreProblem) {
        if self.problems.len() < Self::MAX_PROBLEMS {
            self.problems.push(problem);
        }
    }
}

/// Says of a document, by its table, key and text, what is wrong with it, and whether a later version of this program wrote it.
pub(crate) type DocumentProblem = fn(&str, &str, &str) -> Option<(String, bool)>;

impl SqliteStore {
    /// Looks at a file without writing into it, and asks about each document by its table, key and text what is wrong with it.
    pub(crate) async fn look_at(path: &Path, problem: DocumentProblem) -> Result<StoreCheck, StoreError> {
        if let Err(error) = std::fs::metadata(path) {
            return Err(refusal(path, "it is not there, or cannot be reached", error));
        }
        let is_alone = path.canonicalize().and_then(|path| stale_log::is_beside(&path));
        let is_alone = is_alone.map_err(|error| refusal(path, "it cannot be read", error))?;
        let options =
            SqliteConnectOptions::new().filename(path).read_only(true).busy_timeout(open::BUSY_TIMEOUT);
        // A log beside it that is not its own must not be looked at.
        let options = options.immutable(is_alone);
        let mut connection = options.connect().await.map_err(|error| explain(path, error))?;
        let checked = check(path, &mut connection, problem).await;
        // It was read only: nothing is lost with it.
        let _ = connection.close().await;
        checked
    }

    /// Copies the store into a new file, while it is in use: everything that was committed when the copy began, and
    /// nothing else. The copy is its owner's alone.
    ///
    /// # Errors
    ///
    /// [`StoreError::Open`] if the file exists already or cannot be created; [`StoreError::Disk`] if there is no room for it,
    /// [`StoreError::Backend`] if the copy fails otherwise. Nothing is left behind then.
    pub async fn backup(&self, to: impl AsRef<Path>) -> Result<(), StoreError> {
        let to = to.as_ref();
        let Some(name) = to.to_str() else {
            return Err(wrong(to, "its name is not UTF-8: name another file"));
        };
        create_new(to)?;
        let copied = self.copy(to, name).await;
        if copied.is_err() {
            // The error is reported; the empty file would be taken for a copy.
            let _ = std::fs::remove_file(to);
        }
        copied
    }

    async fn copy(&self, to: &Path, name: &str) -> Result<(), StoreError> {
        const ACTION: &str = "copy the store";
        let mut reading = self.read(ACTION).await?;
        // It is the copy that wants room.
        reading.path = to;
        let copied = sqlx::query("VACUUM INTO ?").bind(name).execute(reading.connection()).await;
        reading.end(copied)?;
        let file = std::fs::File::open(to).map_err(|error| file_failure(to, ACTION, error))?;
        tokio::task::spawn_blocking(move || file.sync_all())
            .await
            .map_err(io::Error::other)
            .and_then(|synced| synced)
            .map_err(|error| file_failure(to, ACTION, error))
    }
}

fn create_new(path: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.write(true).create_new(true).open(path).map(drop).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => refusal(path, "it exists already: name another file", error),
        _ => unopened(path, "it cannot be created", error),
    })
}

async fn check(
    path: &Path,
    connection: &mut SqliteConnection,
    problem: DocumentProblem,
) -> Result<StoreCheck, StoreError> {
    let failed = |error| explain(path, error);
    if !schema::is_ours(connection).await.map_err(failed)? {
        return Err(wrong(path, "it is a SQLite database of other software"));
    }
    let found = schema::version(connection).await.map_err(failed)?;
    if found > schema::KNOWN {
        return Err(StoreError::NewerSchema { found, known: schema::KNOWN });
    }
    let mut checked = StoreCheck { schema: found, documents: 0, problems: Vec::new() };
    match sqlx::query_scalar::<_, String>("PRAGMA integrity_check").fetch_all(&mut *connection).await {
        Ok(lines) => lines.into_iter().filter(|line| line != "ok").for_each(|line| checked.add("", line)),
        Err(error) => checked.add("", failure(path, "check it", error).to_string()),
    }
    if found > 0
        && let Err(error) = documents(connection, problem, &mut checked).await
    {
        checked.add("", failure(path, "read its documents", error).to_string());
    }
    Ok(checked)
}

async fn documents(
    connection: &mut SqliteConnection,
    problem: DocumentProblem,
    checked: &mut StoreCheck,
) -> Result<(), sqlx::Error> {
    let sql = "SELECT tenant, shelf, key, value FROM document WHERE (tenant, shelf, key) > (?, ?, ?)
               ORDER BY tenant, shelf, key LIMIT ?";
    let mut last = [String::new(), String::new(), String::new()];
    loop {
        let [tenant, shelf, key] = &last;
        let query = sqlx::query(sql).bind(tenant.clone()).bind(shelf.clone()).bind(key.clone()).bind(PAGE);
        let rows = query.fetch_all(&mut *connection).await?;
        for row in &rows {
            // As bytes: a text that is not UTF-8 is a problem of its document.
            let bytes = |at: usize| row.try_get_unchecked::<Vec<u8>, _>(at);
            let name = |at| bytes(at).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            last = [name(0)?, name(1)?, name(2)?];
            checked.documents += 1;
            match String::from_utf8(bytes(3)?) {
                Ok(value) => {
                    if let Some((what, newer)) = problem(&last[1], &last[2], &value) {
                        checked.push(StoreProblem { place: last.join("/"), what, newer });
                    }
                }
                Err(_) => checked.add(last.join("/"), "it is not UTF-8"),
            }
        }
        if rows.is_empty() {
            return Ok(());
        }
    }
}
