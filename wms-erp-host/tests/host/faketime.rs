//! A wrong clock for a process of its own, by Debian's libfaketime: whatever the process asks, the time of day is another one. Waiting
//! and measuring time (the monotonic clock) stay as they are, as on a machine whose clock was set wrong.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use tokio::process::Command;
use wms_erp_sync::clock::{Clock, SystemClock};

/// What is preloaded.
#[derive(Debug, Clone)]
pub(crate) struct Faketime(PathBuf);

impl Faketime {
    /// The library where Debian's package has put it; for programs with several threads.
    pub(crate) fn installed() -> Option<Self> {
        let machines = std::fs::read_dir("/usr/lib").ok()?.flatten();
        let mut found = machines.map(|entry| entry.path().join("faketime/libfaketimeMT.so.1"));
        found.find(|path| path.exists()).map(Self)
    }

    /// Shows a program a clock that is so many seconds ahead, or behind. With 0 it sees the machine's.
    pub(crate) fn set(&self, command: &mut Command, ahead: i32) {
        if ahead == 0 {
            return;
        }
        command.env("LD_PRELOAD", &self.0).env("FAKETIME", format!("{ahead:+}"));
        // Files keep their times, and time passes as usual.
        command.env("FAKETIME_DONT_FAKE_MONOTONIC", "1").env("NO_FAKE_STAT", "1");
    }
}

/// What the library leaves behind of a program that was killed. Another one with its number would not start.
pub(crate) fn clean_up(process: u32) {
    for name in [format!("faketime_shm_{process}"), format!("sem.faketime_sem_{process}")] {
        // It may have had no such clock, or cleaned up itself.
        let _ = std::fs::remove_file(Path::new("/dev/shm").join(name));
    }
}

#[tokio::test]
async fn a_program_sees_the_wrong_time() {
    let Some(faketime) = Faketime::installed() else {
        return crate::skipped("libfaketime is not installed (Debian: libfaketime)");
    };
    for ahead in [300, -300] {
        let mut command = Command::new("date");
        faketime.set(command.args(["-u", "+%Y-%m-%dT%H:%M:%SZ"]), ahead);
        let told = command.output().await.unwrap();
        let told: DateTime<Utc> = String::from_utf8(told.stdout).unwrap().trim().parse().unwrap();
        let off = (told - SystemClock.now()).num_seconds() - i64::from(ahead);
        assert!(off.abs() < 60, "{told}: {off} s off");
    }
}
