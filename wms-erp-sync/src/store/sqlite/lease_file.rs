//! The locks of leases: they end with the process that holds them.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::failure::file_failure;
use crate::store::{LeaseKey, StoreError};

/// The folder of lock files beside a database.
#[derive(Debug)]
pub(super) struct LeaseFiles {
    folder: PathBuf,
}

/// The lock under which the database is opened.
const OPENING: &str = "opening.lock";

impl LeaseFiles {
    /// Whether leases of `database` have ever been given out. Then there was a database, too.
    pub(super) fn were_given(database: &Path) -> io::Result<bool> {
        let entries = match std::fs::read_dir(folder(database)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error),
        };
        for entry in entries {
            if entry?.file_name() != OPENING {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The folder for `database`, created if need be.
    pub(super) fn beside(database: &Path) -> io::Result<Self> {
        let folder = folder(database);
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(&folder)?;
        Ok(Self { folder })
    }

    /// The lock of `key`, or `None` when this or another process has it. It lasts as long as the file is open.
    ///
    /// Lock files are never removed: removing one while another process opens it would let two hold "the" lock.
    pub(super) fn try_lock(&self, key: &LeaseKey) -> Result<Option<File>, StoreError> {
        let failed = |error| file_failure(&self.folder, "lock a lease file", error);
        let file = self.file(&file_name(key)).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    /// Waits for the lock under which the database is opened and migrated. Blocks the thread.
    pub(super) fn lock_opening(&self) -> io::Result<File> {
        let file = self.file(OPENING)?;
        file.lock()?;
        Ok(file)
    }

    fn file(&self, name: &str) -> io::Result<File> {
        let mut options = OpenOptions::new();
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.write(true).create(true).truncate(false).open(self.folder.join(name))
    }
}

fn folder(database: &Path) -> PathBuf {
    let mut folder = database.as_os_str().to_owned();
    folder.push(".leases");
    folder.into()
}

/// A name that is safe on every system and its key's alone: what can be read of it, then a hash of the exact names
/// (file systems ignore case, forbid characters, and limit the length).
fn file_name(key: &LeaseKey) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(key.tenant.len() as u64).to_le_bytes());
    hasher.update(key.tenant.as_bytes());
    hasher.update(key.name.as_bytes());
    let hash = hasher.finalize().to_hex();
    format!("{}-{}-{}.lock", readable(&key.tenant), readable(&key.name), &hash[..32])
}

fn readable(name: &str) -> String {
    let plain = |char: char| if char.is_ascii_alphanumeric() { char.to_ascii_lowercase() } else { '_' };
    name.chars().take(32).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_that_look_alike_get_files_of_their_own() {
        let long = "x".repeat(4_000);
        let keys = [
            ("acme", "orders"),
            ("ACME", "orders"),
            ("acmeo", "rders"),
            ("a/b", "orders"),
            ("a\\b", "orders"),
            ("..", "orders"),
            ("", "orders"),
            ("Ærø", "orders"),
            ("CON", ""),
            (&long, "orders"),
            (&long[1..], "orders"),
        ];
        let names: HashSet<_> =
            keys.iter().map(|(tenant, name)| file_name(&LeaseKey::new(*tenant, *name))).collect();
        assert_eq!(names.len(), keys.len());
        for name in names {
            assert!(name.len() < 128, "{name}");
            assert!(
                name.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-.".contains(&byte))
            );
        }
    }
}
