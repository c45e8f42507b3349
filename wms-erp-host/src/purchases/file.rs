//! Which files of the folder are read: those that are complete, and new or changed.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use wms_erp_sync::port::{PortError, PurchaseOrder};

use super::{Mistake, failed, orders};

/// A file that was changed less than this ago may still be being written.
const SETTLED: TimeDelta = TimeDelta::seconds(60);
/// A larger file is no list of purchase orders.
const LARGEST: u64 = 32 * 1024 * 1024;

/// The files that were read, as they were, by their names.
pub(super) type Stamps = BTreeMap<String, Stamp>;

/// When a file was last changed, and its size.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Stamp {
    changed: DateTime<Utc>,
    size: u64,
}

/// What a look found.
pub(super) struct Looked {
    pub(super) orders: Vec<Result<PurchaseOrder, Mistake>>,
    /// The files that need not be read again.
    pub(super) stamps: Stamps,
}

/// A file that is complete, by its age.
struct Candidate {
    stamp: Stamp,
    name: String,
    path: PathBuf,
}

pub(super) fn look(folder: &Path, known: &Stamps, now: DateTime<Utc>) -> Result<Looked, PortError> {
    let candidates = candidates(folder, now).map_err(|error| failed(folder, "read", error))?;
    let (mut found, mut stamps) = (Vec::new(), Stamps::new());
    let mut is_behind_one = false;
    for Candidate { stamp, name, path } in candidates {
        let is_known = known.get(&name) == Some(&stamp);
        if is_known && !is_behind_one {
            stamps.insert(name, stamp);
            continue;
        }
        is_behind_one = true;
        match read(&name, &path, &stamp) {
            // It changes right now.
            Ok(None) => {}
            Ok(Some(bytes)) => {
                let orders = orders::read(&name, &bytes);
                if orders.iter().all(Result::is_ok) {
                    stamps.insert(name, stamp);
                }
                found.extend(orders);
            }
            Err(mistake) => found.push(Err(mistake)),
        }
    }
    Ok(Looked { orders: found, stamps })
}

/// The files that have not been changed lately, oldest first.
fn candidates(folder: &Path, now: DateTime<Utc>) -> io::Result<Vec<Candidate>> {
    let mut candidates = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_csv = path.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("csv"));
        let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|_| is_csv) else { continue };
        // It may have been moved away since.
        let Ok(stamp) = stamp(&path) else { continue };
        let Some(stamp) = stamp.filter(|stamp| now.signed_duration_since(stamp.changed) >= SETTLED) else {
            continue;
        };
        candidates.push(Candidate { stamp, name: name.to_owned(), path });
    }
    candidates
        .sort_by(|one, other| (&one.stamp.changed, &one.name).cmp(&(&other.stamp.changed, &other.name)));
    Ok(candidates)
}

/// `None` if it is no file.
fn stamp(path: &Path) -> io::Result<Option<Stamp>> {
    let data = fs::metadata(path)?;
    let changed = data.modified()?.into();
    Ok(data.is_file().then_some(Stamp { changed, size: data.len() }))
}

/// The content of a file that is complete; `None` if it changed while it was read.
fn read(name: &str, path: &Path, before: &Stamp) -> Result<Option<Vec<u8>>, Mistake> {
    let mistake = |what: String, remedy: &str| Mistake {
        record: format!("file {name}"),
        what: format!("{name}{what}"),
        remedy: remedy.to_owned(),
    };
    if before.size > LARGEST {
        let what = format!(" is too large: {} bytes", before.size);
        return Err(mistake(what, "divide it into files of at most 32 MiB, or remove it"));
    }
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes));
    if let Err(error) = read {
        return Err(mistake(format!(" cannot be read: {error}"), "give this service access to the file"));
    }
    if stamp(path).ok().flatten().as_ref() != Some(before) {
        return Ok(None);
    }
    if !bytes.ends_with(b"\n") {
        let what = " does not end with a line break: it may not be complete".to_owned();
        let remedy = "write it to the end, with a line break behind the last row; write it under another name, and rename it when it is complete";
        return Err(mistake(what, remedy));
    }
    Ok(Some(bytes))
}
