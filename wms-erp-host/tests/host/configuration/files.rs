//! The files of a configuration: itself, those of passwords, and the store.

use wms_erp_host::Exit;

use super::{WHOLE, rig};
use crate::rig::Rig;

#[tokio::test]
async fn a_password_file_holds_one_line_and_no_byte_order_mark() {
    let rig = rig().await;
    rig.configure(&WHOLE.replace("password = \"hemmelig\"", "password_file = \"pass.txt\""));
    let file = rig.file().with_file_name("pass.txt");
    for (content, words) in [
        ("\u{feff}hemmelig\n", Some("byte-order mark")),
        ("hemmelig\nkommentar\n", Some("more than one line")),
        ("\nhemmelig", Some("more than one line")),
        ("hemmelig\r\n", None),
        ("hem melig", None),
    ] {
        std::fs::write(&file, content).unwrap();
        let ran = rig.host(&["held"]).await;
        match words {
            Some(words) => {
                assert_eq!(ran.exit, Exit::Usage, "{content:?}");
                assert!(
                    ran.err.contains("tenant.erp.password_file: the file pass.txt")
                        && ran.err.contains(words),
                    "{}",
                    ran.err
                );
                assert!(!ran.err.contains("hemmelig"), "{}", ran.err);
            }
            None => assert_eq!(ran.exit, Exit::Done, "{content:?}: {}", ran.err),
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_password_that_everybody_can_read_and_a_start_in_the_future_are_noted() {
    use std::os::unix::fs::PermissionsExt;
    let rig = Rig::start().await;
    let good = rig.configuration();
    let since = good.lines().find(|line| line.starts_with("since")).unwrap();
    let mode = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    rig.configure(&good.replace(since, "since = \"2026-04-01\""));
    mode(&rig.file(), 0o644);
    let ran = rig.host(&["check"]).await;
    let notes = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        notes.contains("tenant.erp.password: every user of this machine can read the password: chmod 600"),
        "{notes}"
    );
    assert!(notes.contains("tenant.orders.since: is in the future"), "{notes}");
    rig.configure(&good);
    mode(&rig.file(), 0o640);
    assert!(!rig.host(&["check"]).await.out.contains("note:"));
}

#[tokio::test]
async fn a_file_that_is_not_there_is_named() {
    let rig = rig().await;
    std::fs::remove_file(rig.file()).unwrap();
    let ran = rig.host(&["once"]).await;
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Usage, ""));
    assert!(ran.err.contains("sync.toml") && ran.err.contains("cannot be read"), "{}", ran.err);
}

#[tokio::test]
async fn an_empty_file_says_what_is_missing() {
    let rig = rig().await;
    rig.configure("");
    let ran = rig.host(&["once"]).await;
    assert_eq!(ran.exit, Exit::Usage);
    assert!(ran.err.contains("store: is missing") && ran.err.contains("[[tenant]]"), "{}", ran.err);
}

#[tokio::test]
async fn a_store_that_cannot_be_opened_is_told_by_its_line() {
    let rig = rig().await;
    std::fs::write(
        rig.folder.path().join("notes.txt"),
        "not a database, but long enough to look like a file",
    )
    .unwrap();
    for (store, words) in
        [("nowhere/sync.sqlite3", "does not exist"), (".", "folder"), ("notes.txt", "not a SQLite database")]
    {
        rig.configure(&WHOLE.replace("sync.sqlite3", store));
        let ran = rig.host(&["once"]).await;
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Usage, ""), "{store}");
        assert!(ran.err.contains("sync.toml:1: store: ") && ran.err.contains(words), "{store}: {}", ran.err);
    }
}

#[tokio::test]
async fn paths_are_relative_to_the_file() {
    let rig = rig().await;
    rig.configure(WHOLE);
    assert_eq!(rig.host(&["held"]).await.exit, Exit::Done);
    assert!(rig.folder.path().join("sync.sqlite3").is_file());
}
