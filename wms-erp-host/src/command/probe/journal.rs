//! The journal in a file beside the configuration, which one probe holds at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use wms_erp_probe::{Journal, Notes};

/// A file that survives the process.
#[derive(Debug)]
pub(super) struct FileJournal {
    file: File,
    path: PathBuf,
}

/// Why there is no journal.
#[derive(Debug)]
pub(super) enum Unopened {
    /// Another probe of this tenant is running.
    Busy,
    Failed(io::Error),
}

impl From<io::Error> for Unopened {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

/// Where the journal of a tenant is.
pub(super) fn path(config: &Path, tenant: &str) -> PathBuf {
    config.parent().unwrap_or_else(|| Path::new("")).join(format!("{tenant}.probe-journal"))
}

impl FileJournal {
    /// Opens it for this process alone, readable by its owner only, with what it says.
    pub(super) fn open(path: &Path) -> Result<(Self, Notes), Unopened> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Unopened::Busy),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        // The entry in the folder has to last as well.
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            File::open(folder)?.sync_all()?;
        }
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        let notes = Notes::read(&text).map_err(io::Error::other)?;
        // A line that was cut short was about something that was not begun.
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        file.set_len(whole as u64)?;
        file.seek(SeekFrom::End(0))?;
        Ok((Self { file, path: path.to_owned() }, notes))
    }

    /// Removes it, unless it names something that may still be there.
    pub(super) fn close(mut self) -> io::Result<()> {
        let mut text = String::new();
        self.file.seek(SeekFrom::Start(0))?;
        self.file.read_to_string(&mut text)?;
        match Notes::read(&text).map_err(io::Error::other)?.is_empty() {
            true => std::fs::remove_file(&self.path),
            false => Ok(()),
        }
    }
}

impl Journal for FileJournal {
    fn append(&mut self, line: &str) -> io::Result<()> {
        self.file.write_all(format!("{line}\n").as_bytes())?;
        self.file.sync_all()
    }
}
