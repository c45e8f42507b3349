//! Whether the file that is worked on is still the one that has its name.

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

use crate::store::StoreError;

/// The shortest database: a page.
const SHORTEST: u64 = 512;

/// A file as it was when it was opened.
#[derive(Debug)]
pub(super) struct Place {
    path: PathBuf,
    identity: Identity,
}

/// What stays the same as long as it is the same file: device and number. Elsewhere an open file cannot be replaced.
#[cfg(unix)]
type Identity = (u64, u64);
#[cfg(not(unix))]
type Identity = ();

impl Place {
    /// The place of a database that has just been prepared.
    pub(super) fn of(path: PathBuf) -> io::Result<Self> {
        let identity = identity(&std::fs::metadata(&path)?);
        Ok(Self { path, identity })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Fails once the file has been deleted, emptied or replaced: an open connection would go on with what no one will ever
    /// see again.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        match std::fs::metadata(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(self.lost("was deleted or moved away"))
            }
            Err(error) => Err(StoreError::backend("check its file", error)),
            Ok(found) if identity(&found) != self.identity => Err(self.lost("was replaced by another file")),
            Ok(found) if found.len() < SHORTEST => Err(self.lost("was emptied")),
            Ok(_) => Ok(()),
        }
    }

    /// The error for a file that is no longer what it was.
    pub(super) fn lost(&self, what: &'static str) -> StoreError {
        StoreError::Lost { place: self.path.display().to_string(), what }
    }
}

#[cfg(unix)]
fn identity(file: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (file.dev(), file.ino())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Identity {}
