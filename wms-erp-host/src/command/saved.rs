//! Files that commands leave behind: their owner's alone, whole or not at all, and never over something else.

use std::io::Write;
use std::path::Path;

use super::HostError;

/// What a file holds.
pub(super) struct Kind {
    /// What it is called.
    pub(super) what: &'static str,
    /// Whether a text is one: an older one may be replaced.
    pub(super) is_one: fn(&[u8]) -> bool,
}

/// What people ordered is confidential: the file is its owner's alone, also where an older one was not. It appears
/// whole or not at all.
pub(super) fn keep(file: &Path, text: &[u8], kind: &Kind) -> Result<(), HostError> {
    may_be_written(file, kind)?;
    let failed = |error: std::io::Error| HostError::File { file: file.to_owned(), source: error };
    let folder =
        file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    // Readable by its owner only, and not to be found by its name before it is complete.
    let mut new = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    new.write_all(text).and_then(|()| new.as_file().sync_all()).map_err(failed)?;
    new.persist(file).map(drop).map_err(|error| failed(error.error))
}

/// Only an older file of the kind may be replaced: a file of another kind was named by mistake, and a link may lead anywhere.
pub(super) fn may_be_written(file: &Path, kind: &Kind) -> Result<(), HostError> {
    let Kind { what: name, is_one } = kind;
    let refused = |what: &str| {
        let file = file.display();
        Err(HostError::Usage(format!("{file}: {what}; the {name} was not saved: name another file")))
    };
    let found = match std::fs::symlink_metadata(file) {
        Ok(found) => found,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(HostError::File { file: file.to_owned(), source: error }),
    };
    if found.is_symlink() {
        return refused("it is a link");
    }
    if !found.is_file() {
        return refused("it is not a file");
    }
    let text = std::fs::read(file).map_err(|source| HostError::File { file: file.to_owned(), source })?;
    match is_one(&text) {
        true => Ok(()),
        false => refused(&format!("it exists and is not a {name}")),
    }
}
