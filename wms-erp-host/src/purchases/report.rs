//! What was received, as a file: whole or not at all, and under a name by which a repetition replaces it.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use chrono::SecondsFormat;
use csv::Writer;
use sha2::{Digest, Sha256};
use tempfile::Builder;
use wms_erp_sync::port::Received;

const COLUMNS: [&str; 8] =
    ["report", "order", "finished", "line", "article", "expected", "received", "last_received"];
/// File systems take names of 255 bytes.
const LONGEST: usize = 200;

pub(super) fn write(folder: &Path, report: &Received) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let content = content(report)?;
    let mut file = Builder::new().prefix(".report-").suffix(".tmp").tempfile_in(folder)?;
    file.write_all(&content)?;
    file.as_file().sync_all()?;
    readable_by_others(file.as_file())?;
    file.persist(folder.join(format!("{}.csv", name(&report.id)))).map_err(|error| error.error)?;
    // The name is to outlive a power cut, too.
    #[cfg(unix)]
    fs::File::open(folder)?.sync_all()?;
    Ok(())
}

/// A temporary file is its owner's alone, and the report is for another program.
fn readable_by_others(file: &fs::File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    let _ = file;
    Ok(())
}

fn content(report: &Received) -> io::Result<Vec<u8>> {
    let mut rows = Writer::from_writer(Vec::new());
    rows.write_record(COLUMNS)?;
    for line in &report.lines {
        let last = line.last_received.map(|time| time.to_rfc3339_opts(SecondsFormat::Secs, true));
        rows.write_record([
            report.id.as_str(),
            report.number.as_str(),
            if report.finished { "yes" } else { "no" },
            line.number.as_str(),
            line.article.as_str(),
            &line.expected.to_string(),
            &line.received.to_string(),
            last.as_deref().unwrap_or_default(),
        ])?;
    }
    rows.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// The id as the name of a file: what not every file system takes is written as `%` and its code.
fn name(id: &str) -> String {
    let mut name = String::new();
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => name.push(char::from(byte)),
            byte => name += &format!("%{byte:02X}"),
        }
    }
    if name.len() > LONGEST {
        let hash = Sha256::digest(id.as_bytes());
        name.truncate(LONGEST - 20);
        for byte in hash.iter().take(8) {
            name += &format!("{byte:02x}");
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn every_id_is_a_file_name_and_two_ids_are_two() {
        assert_eq!(name("P-1-2-abcd"), "P-1-2-abcd");
        assert_eq!(name("../P/1 å"), "%2E%2E%2FP%2F1%20%C3%A5");
        let long = |end: &str| name(&format!("{}{end}", "å".repeat(100)));
        assert!(long("1").len() <= 200 && long("1") != long("2"));
    }
}
