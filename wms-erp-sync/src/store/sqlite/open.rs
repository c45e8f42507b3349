//! Opening the file: every way in which that can go wrong has a name.

use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use super::failure::{explain, problem, unopened};
use super::{LeaseFiles, Place, Readers, SqliteStore, Writer, schema, stale_log};
use crate::clock::SystemClock;
use crate::store::StoreError;

/// How long a statement waits for a writer of another process.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

pub(super) async fn open(path: &Path) -> Result<SqliteStore, StoreError> {
    refuse_lost(path)?;
    let path = create(path)?;
    let leases = LeaseFiles::beside(&path)
        .map_err(|error| unopened(&path, "its folder of lease files cannot be created", error))?;
    let leases = Arc::new(leases);
    let options = SqliteConnectOptions::new()
        .filename(&path)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY_TIMEOUT)
        .disable_statement_logging();
    prepare(&path, &options, Arc::clone(&leases)).await?;
    let readers = Arc::new(Readers::new(options.clone()));
    let writer = Arc::new(Writer::new(options));
    let place = Place::of(path.clone()).map_err(|error| unopened(&path, "it cannot be inspected", error))?;
    Ok(SqliteStore {
        place: Arc::new(place),
        leases,
        given: Arc::default(),
        clock: Arc::new(SystemClock),
        readers,
        writer,
    })
}

/// Refuses to create a new store where one has been before: everything would be transferred a second time. Looks for leases
/// first, since another process may be creating the file at this moment.
fn refuse_lost(path: &Path) -> Result<(), StoreError> {
    let real = real_path(path);
    if !LeaseFiles::were_given(&real)
        .map_err(|error| unopened(path, "its lease files cannot be read", error))?
    {
        return Ok(());
    }
    let what = match std::fs::metadata(&real) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => "is gone",
        Ok(file) if file.len() == 0 => "is empty",
        _ => return Ok(()),
    };
    let problem_there = format!(
        "the file {what}, but it was in use before: put it or its latest backup back; to start with an empty store, remove the \
         folder {}.leases",
        real.display()
    );
    Err(problem(path, &problem_there))
}

/// Where the file is, or will be, beyond links.
fn real_path(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let folder = |path: &Path| path.parent().unwrap_or_else(|| Path::new("")).join("");
    let target = std::fs::read_link(path).map_or_else(|_| path.to_owned(), |link| folder(path).join(link));
    match folder(&target).join(".").canonicalize() {
        Ok(folder) => folder.join(target.file_name().unwrap_or_default()),
        Err(_) => target,
    }
}

/// Makes sure that the file is there and can be written, and returns its one true path: the lease files of two opens
/// must be the same, also when one of them goes through a link.
fn create(path: &Path) -> Result<PathBuf, StoreError> {
    if path.is_dir() {
        return Err(problem(path, "it is a folder: name a file in it"));
    }
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.read(true).write(true).create(true).truncate(false).open(path) {
        Ok(_) => path.canonicalize().map_err(|error| unopened(path, "its path cannot be resolved", error)),
        Err(error) => Err(match error.kind() {
            io::ErrorKind::NotFound => unopened(path, "the folder does not exist: create it first", error),
            io::ErrorKind::NotADirectory => {
                unopened(path, "a part of the path is a file, not a folder", error)
            }
            io::ErrorKind::PermissionDenied => {
                unopened(path, "the file must be readable and writable by this user", error)
            }
            io::ErrorKind::ReadOnlyFilesystem => unopened(
                path,
                "its file system is read-only: mount it for writing, or name another file",
                error,
            ),
            _ => unopened(path, "the file cannot be opened for writing", error),
        }),
    }
}

/// Checks whose file it is, and brings it to the current schema: one process after the other.
async fn prepare(
    path: &Path,
    options: &SqliteConnectOptions,
    leases: Arc<LeaseFiles>,
) -> Result<(), StoreError> {
    let opening = tokio::task::spawn_blocking(move || leases.lock_opening())
        .await
        .map_err(io::Error::other)
        .and_then(|locked| locked)
        .map_err(|error| unopened(path, "its lease files cannot be locked", error))?;
    stale_log::remove(path).map_err(|error| {
        unopened(
            path,
            "it is a backup, and the log of the store before cannot be removed from beside it",
            error,
        )
    })?;
    let mut connection = options.connect().await.map_err(|error| explain(path, error))?;
    let prepared = prepare_connection(path, &mut connection).await;
    connection.close().await.map_err(|error| explain(path, error))?;
    drop(opening);
    prepared
}

async fn prepare_connection(path: &Path, connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let failed = |error| explain(path, error);
    // Looked at before anything is changed: WAL mode would be written into a file of another program, too.
    if !schema::is_ours(connection).await.map_err(failed)? {
        return Err(problem(path, "it is a SQLite database of other software: name another file"));
    }
    let found = schema::version(connection).await.map_err(failed)?;
    if found > schema::KNOWN {
        return Err(StoreError::NewerSchema { found, known: schema::KNOWN });
    }
    let mode: String =
        sqlx::query_scalar("PRAGMA journal_mode = WAL").fetch_one(&mut *connection).await.map_err(failed)?;
    if mode != "wal" {
        return Err(problem(path, "its file system does not support write-ahead logging: use a local disk"));
    }
    schema::migrate(connection, schema::MIGRATIONS).await.map_err(failed)
}
