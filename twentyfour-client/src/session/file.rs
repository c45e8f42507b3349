use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use asmx_soap::Secret;
use async_trait::async_trait;

use super::store::{SessionKey, SessionStore, SessionStoreError};

/// Sessions in a file of their own, which only its owner can read.
///
/// A restart then need not log in again. The file is replaced as a whole, so it is never half written; of two processes
/// that save at the same time one loses, and logs in once more. On Unix it is made with the rights `0600`, and one that
/// others can read is refused; elsewhere the folder must see to that.
#[derive(Debug)]
pub struct FileSessionStore {
    path: PathBuf,
    turn: Mutex<()>,
}

impl FileSessionStore {
    /// A store in this file, which is made when the first session is saved. Its folder must exist.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), turn: Mutex::new(()) }
    }

    /// The lines of the file: a key each, and its session.
    fn lines(&self) -> io::Result<Vec<(String, Secret)>> {
        let text = match fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        refuse_if_others_can_read(&self.path)?;
        let line = |line: &str| line.rsplit_once('\t').map(|(key, id)| (key.to_owned(), Secret::new(id)));
        Ok(text.lines().filter_map(line).collect())
    }

    fn write(&self, lines: &[(String, Secret)]) -> io::Result<()> {
        let draft = self.path.with_extension(format!("{}.tmp", std::process::id()));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        // One that a crash left behind may have other rights.
        let _ = fs::remove_file(&draft);
        let mut file = options.open(&draft)?;
        for (key, session) in lines {
            writeln!(file, "{key}\t{}", session.expose())?;
        }
        file.sync_all()?;
        fs::rename(&draft, &self.path)
    }
}

#[async_trait]
impl SessionStore for FileSessionStore {
    async fn load(&self, key: &SessionKey) -> Result<Option<Secret>, SessionStoreError> {
        let key = line_key(key)?;
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(self.lines()?.into_iter().find(|(known, _)| *known == key).map(|(_, session)| session))
    }

    async fn save(&self, key: &SessionKey, session: &Secret) -> Result<(), SessionStoreError> {
        let key = line_key(key)?;
        if session.expose().contains(char::is_control) {
            return Err("the session id contains control characters".into());
        }
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lines = self.lines()?;
        lines.retain(|(known, _)| *known != key);
        lines.push((key, session.clone()));
        Ok(self.write(&lines)?)
    }
}

fn line_key(key: &SessionKey) -> Result<String, SessionStoreError> {
    let SessionKey { base_url, application_id, username, identity_id } = key;
    let identity = identity_id.unwrap_or_default();
    if username.contains(char::is_control) || base_url.contains(char::is_control) {
        return Err("the user name contains control characters".into());
    }
    Ok(format!("{base_url}\t{application_id}\t{identity}\t{username}"))
}

#[cfg(unix)]
fn refuse_if_others_can_read(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    match fs::metadata(path)?.permissions().mode() & 0o077 {
        0 => Ok(()),
        _ => Err(io::Error::new(
            ErrorKind::PermissionDenied,
            format!(
                "users other than its owner have permissions on {}; remove them (chmod 600)",
                path.display()
            ),
        )),
    }
}

#[cfg(not(unix))]
fn refuse_if_others_can_read(_: &Path) -> io::Result<()> {
    Ok(())
}
