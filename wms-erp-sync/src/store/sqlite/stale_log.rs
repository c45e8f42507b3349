//! A write-ahead log that belongs to another file. A process that was killed leaves its log beside the store. If a backup is then put in
//! the store's place, SQLite takes the log for the backup's, and damages it with pages of the store that is gone.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::schema::APPLICATION_ID;

/// The header of a file up to the number of its application (SQLite's file format, 1.3).
const HEADER: usize = 72;
/// Where in it the versions of the format are, for writing and for reading.
const VERSIONS: usize = 18;
/// A file without a log. A store has one as long as it is used, and a backup is made without.
const WITHOUT_LOG: [u8; 2] = [1, 1];

/// Whether the log beside a store is not its own. The path has no links in it, as SQLite names the log.
pub(super) fn is_beside(path: &Path) -> io::Result<bool> {
    Ok(log(path).try_exists()? && is_store_without_log(path)?)
}

/// Removes such a log: the store that it belongs to is gone.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    if !is_beside(path)? {
        return Ok(());
    }
    // The index first: if this is interrupted, what is left is still recognised.
    match std::fs::remove_file(beside(path, "-shm")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => std::fs::remove_file(log(path))?,
    }
    let store = path.display();
    tracing::warn!(target: "wms_erp_sync", %store, "a backup was put in the store's place: the log of the store before was removed");
    Ok(())
}

fn log(path: &Path) -> PathBuf {
    beside(path, "-wal")
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn is_store_without_log(path: &Path) -> io::Result<bool> {
    let mut header = [0; HEADER];
    match File::open(path)?.read_exact(&mut header) {
        Ok(()) => {
            Ok(header[VERSIONS..].starts_with(&WITHOUT_LOG)
                && header.ends_with(&APPLICATION_ID.to_be_bytes()))
        }
        // It is empty, or no database.
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}
