//! What went wrong, in the words of the store, and whether it passes.

use sqlx::Error;
use wms_erp_sync::store::StoreError;

/// Why a transaction was not committed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The store says no.
    Store(StoreError),
    /// The database failed.
    Database(Error),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Database(error)
    }
}

/// Whether the same may work on another connection: the connection broke (class 08, or a pooler's error), the server is shutting
/// down, starting or ended the connection (57P01 to 57P05; 25P03 where this process stood still), or it undid the transaction in favour of others (40001, 40P01).
pub(crate) fn is_passing(error: &Error) -> bool {
    match error {
        Error::Io(_) | Error::Tls(_) | Error::Protocol(_) | Error::WorkerCrashed => true,
        Error::Database(database) => database.code().is_some_and(|code| {
            code.starts_with("08") || code.starts_with("57P") || matches!(&*code, "40001" | "40P01" | "25P03")
        }),
        _ => false,
    }
}

/// What is left of a transaction that failed for good. Without room nothing is wrong with the database but that: disk_full and io_error,
/// <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
pub(crate) fn failed(place: &str, action: &'static str, error: Error) -> StoreError {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    match code.as_deref() {
        Some("53100" | "58030") => {
            StoreError::Disk { place: place.to_owned(), action, source: Box::new(error) }
        }
        _ => StoreError::backend(action, error),
    }
}
