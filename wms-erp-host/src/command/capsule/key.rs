//! The key of a customer's pseudonyms: a file of its owner's beside the configuration.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use wms_erp_sync::capsule::PseudonymKey;
use wms_erp_sync::visible;

use crate::command::{HostError, Surroundings};
use crate::web::entropy;

/// Where it is unless another place is named.
pub(super) fn beside(config: &Path, tenant: &str) -> PathBuf {
    // A tenant's name may have signs that names of files cannot have.
    let name: String = tenant
        .chars()
        .map(|char| if char.is_alphanumeric() || "-_.".contains(char) { char } else { '_' })
        .collect();
    config.with_file_name(format!("{name}.capsule-key"))
}

/// The key, which is made if there is none.
pub(super) fn read_or_make(file: &Path, around: &mut Surroundings<'_>) -> Result<PseudonymKey, HostError> {
    let failed = |source: io::Error| HostError::File { file: file.to_owned(), source };
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return make(file).map_err(failed),
        Err(error) => return Err(failed(error)),
    };
    if around.outside.is_open_to_all(file) {
        let name = file.display().to_string();
        let name = visible(&name);
        writeln!(
            around.err,
            "every user of this machine can read the key of the pseudonyms: chmod 600 {name}"
        )?;
    }
    PseudonymKey::from_hex(&text).ok_or_else(|| {
        let what = "it is not a key of pseudonyms, which has 64 hexadecimal digits: name another file with --key, or move it away";
        HostError::Usage(format!("{}: {what}", file.display()))
    })
}

/// A new key, in a file that is not there yet.
fn make(file: &Path) -> io::Result<PseudonymKey> {
    let key = PseudonymKey::new(entropy()?);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut new = options.open(file)?;
    writeln!(new, "{}", key.to_hex())?;
    new.sync_all()?;
    Ok(key)
}
