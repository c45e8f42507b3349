//! What SQLite and the file system say, in our words.

use std::error::Error;
use std::io;
use std::path::Path;

use crate::store::StoreError;

/// SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_READONLY and SQLITE_NOTADB: https://sqlite.org/rescode.html
const IOERR: u32 = 10;
const CORRUPT: u32 = 11;
const FULL: u32 = 13;
const CANTOPEN: u32 = 14;
const READONLY: u32 = 8;
const NOTADB: u32 = 26;
/// SQLITE_IOERR_SHORT_READ and SQLITE_IOERR_CORRUPTFS: the file is shorter than it says, or is damaged.
const NOT_WHOLE: [u32; 2] = [522, 8458];

/// The code of an error, with its detail: the lowest byte alone is its sort.
fn code(error: &sqlx::Error) -> Option<u32> {
    error.as_database_error()?.code()?.parse().ok()
}

fn is_of_the_disk(code: u32) -> bool {
    code & 0xFF == FULL || (code & 0xFF == IOERR && !NOT_WHOLE.contains(&code))
}

/// What was refused of a store that is open. That it is damaged is no passing failure.
pub(super) fn failure(path: &Path, action: &'static str, error: sqlx::Error) -> StoreError {
    match code(&error) {
        Some(code) if is_of_the_disk(code) => disk(path, action, error),
        Some(code) if [CORRUPT, NOTADB].contains(&(code & 0xFF)) => StoreError::Corrupt {
            place: "the database file".to_owned(),
            detail: error.as_database_error().map(|error| error.message().to_owned()).unwrap_or_default(),
        },
        _ => StoreError::backend(action, error),
    }
}

/// The same of a file beside the database.
pub(super) fn file_failure(path: &Path, action: &'static str, error: io::Error) -> StoreError {
    if is_full(&error) { disk(path, action, error) } else { StoreError::backend(action, error) }
}

/// What SQLite says of a store that is to be opened.
pub(super) fn explain(path: &Path, error: sqlx::Error) -> StoreError {
    let Some(code) = code(&error) else { return refusal(path, "SQLite refuses it", error) };
    match code & 0xFF {
        _ if is_of_the_disk(code) => disk(path, OPEN, error),
        NOTADB => refusal(path, "it is not a SQLite database: name another file", error),
        CORRUPT => refusal(path, "it is damaged: restore it from a copy", error),
        CANTOPEN | READONLY => {
            let problem =
                "it and its folder must be readable and writable by this user: SQLite has files beside it";
            refusal(path, problem, error)
        }
        _ => refusal(path, "SQLite refuses it", error),
    }
}

/// What the file system says of a store that is to be opened, and what to do, unless it has no room.
pub(super) fn unopened(path: &Path, problem: &str, error: io::Error) -> StoreError {
    if is_full(&error) { disk(path, OPEN, error) } else { refusal(path, problem, error) }
}

pub(super) fn problem(path: &Path, problem: &str) -> StoreError {
    StoreError::Open { place: path.display().to_string(), problem: problem.to_owned(), source: None }
}

pub(super) fn refusal(path: &Path, problem: &str, source: impl Error + Send + Sync + 'static) -> StoreError {
    let source = Some(source.into());
    StoreError::Open { place: path.display().to_string(), problem: problem.to_owned(), source }
}

const OPEN: &str = "open the store";

fn disk(path: &Path, action: &'static str, source: impl Error + Send + Sync + 'static) -> StoreError {
    StoreError::Disk { place: path.display().to_string(), action, source: source.into() }
}

/// No room on the disk, none left to this user, or a file that must not grow any more.
fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}
