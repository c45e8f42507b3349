//! A disk without room, and a store that cannot be written: how each command ends, and what it says.

use std::process::{Output, Stdio};

use wms_erp_host::sandbox::company;

use crate::child::{Street, service};
use crate::skipped;

/// One run of the service, with what it printed.
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Ran {
    fn from(done: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: done.status.code(), out: text(done.stdout), err: text(done.stderr) }
    }
}

impl Ran {
    /// It says where there is no room and what to do, in one line each, and nothing else.
    fn assert_says_there_is_no_room(&self, what: &str) {
        let Self { code, out, err } = self;
        assert_eq!((*code, out.as_str()), (Some(1), ""), "{what}: {err}");
        let [said, remedy] = &err.lines().collect::<Vec<_>>()[..] else { panic!("{what}: {err}") };
        assert!(said.contains("sync.sqlite3: failed to "), "{what}: {err}");
        assert!(said.contains("since the disk is full or fails"), "{what}: {err}");
        assert!(remedy.contains("→ make room on that disk"), "{what}: {err}");
    }
}

/// The service, which may not write files beyond so many bytes.
async fn limited(street: &Street, bytes: u64, arguments: &[&str]) -> Ran {
    let mut command = tokio::process::Command::new("sh");
    let script = format!(r#"trap "" XFSZ; exec prlimit --fsize={bytes}: "$0" "$@""#);
    command.args(["-c", &script, service()]).args(arguments).arg("--config").arg(street.file());
    command.env_remove("RUST_LOG").stdin(Stdio::null()).kill_on_drop(true);
    command.output().await.unwrap().into()
}

async fn free(street: &Street, arguments: &[&str]) -> Ran {
    street.host(arguments).output().await.unwrap().into()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_there_is_no_room_for_is_1_and_is_made_once_there_is() {
    let street = Street::start().await;
    for command in [&["once"][..], &["status"], &["held"], &["retry", "--all"], &["show", "10001"], &["run"]]
    {
        let ran = limited(&street, 4096, command).await;
        ran.assert_says_there_is_no_room(&format!("{command:?}"));
    }
    assert_eq!(street.systems.wms.control().count(""), 0, "what cannot be remembered is not begun");
    let ran = free(&street, &["once"]).await;
    assert_eq!((ran.code, street.systems.wms.orders().len()), (Some(0), 4), "{}{}", ran.out, ran.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_cannot_grow_can_be_read_and_what_must_be_remembered_is_1() {
    let street = Street::start().await;
    let books = street.systems.erp.books();
    books.patch_order(company::FROM_OLA, |order| order.set("Addresses.Delivery.Country", "Atlantis"));
    assert_eq!(free(&street, &["once"]).await.code, Some(3));
    books.patch_order(company::FROM_OLA, |order| order.set("Addresses.Delivery.Country", "Norge"));
    let wms = &street.systems.wms;
    let written = wms.control().count("ProcessOrder");

    let once = limited(&street, 40_000, &["once"]).await;
    assert_eq!(once.code, Some(1), "{}", once.err);
    for words in ["failed to take a lease, since the disk is full or fails", "sync.sqlite3", "→ make room"]
    {
        // A table wraps its lines.
        let out = once.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(out.contains(words), "{words}: {}", once.out);
    }
    assert!(!once.err.contains("panicked"), "{}", once.err);
    for command in [&["status"][..], &["held"], &["show", "10004"]] {
        let ran = limited(&street, 40_000, command).await;
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{command:?}");
        assert!(!ran.out.is_empty(), "{command:?}");
    }
    for command in [
        &["retry", "10004"][..],
        &["retry", "--all"],
        &["dismiss", "10004", "--reason", "known"],
        &["pause", "nordlys", "--until", "2999-01-01", "--reason", "no room"],
    ] {
        limited(&street, 40_000, command).await.assert_says_there_is_no_room(&format!("{command:?}"));
    }
    assert_eq!(wms.control().count("ProcessOrder"), written, "what cannot be remembered is not written");

    // The correction may stand in the same minute as the order: it is asked for by a person.
    assert_eq!(free(&street, &["retry", "10004"]).await.code, Some(0));
    let ran = free(&street, &["once"]).await;
    assert_eq!((ran.code, wms.orders().len()), (Some(0), 4), "{}{}", ran.out, ran.err);
    assert_eq!(wms.control().count("ProcessOrder"), written + 1, "each order once");
}

/// Runs a script in a shell that may mount file systems that no one else sees: `$D` is the folder of the configuration, and
/// `host` the service with it. `None` where this machine allows no such thing.
async fn with_mounts(street: &Street, script: &str) -> Option<Ran> {
    let unshare = |script: &str| {
        let mut command = tokio::process::Command::new("unshare");
        command
            .args(["--map-root-user", "--mount", "sh", "-c", script])
            .stdin(Stdio::null())
            .kill_on_drop(true);
        command
    };
    let allowed = unshare("mount -t tmpfs -o size=64k none /mnt").output().await;
    if !allowed.is_ok_and(|done| done.status.success()) {
        skipped("no file system can be mounted here");
        return None;
    }
    let folder = street.file().parent().unwrap().to_owned();
    let script = format!("host() {{ \"$S\" \"$@\" --config \"$D/sync.toml\"; }}\n{script}");
    let mut command = unshare(&script);
    command.env("D", folder).env("S", service()).env_remove("RUST_LOG");
    Some(command.output().await.unwrap().into())
}

/// A small disk, filled to its last byte: before there is a store, and after it was in use.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_1_and_once_there_is_room_all_goes_on() {
    let street = Street::start().await;
    let script = r#"
        cp "$D/sync.toml" "$D.toml" && mount -t tmpfs -o size=3m none "$D" && cp "$D.toml" "$D/sync.toml" || exit 99
        chmod 600 "$D/sync.toml"
        full() {
            cat /dev/zero >"$D/filler" 2>/dev/null
            for command in once status held "retry --all" "show 10001"; do
                host $command >"$D.out" 2>&1; echo "$command: $? $(tr -s '\n ' ' ' <"$D.out")"
            done
            rm "$D/filler"
        }
        full
        host once >/dev/null; echo "then once: $?"
        full
        host once >/dev/null; echo "then once: $?"
        rm -f "$D.out" "$D.toml"
    "#;
    let Some(ran) = with_mounts(&street, script).await else { return };
    let Ran { code, out, err } = &ran;
    assert_eq!(*code, Some(0), "{out}{err}");
    assert!(!out.contains("panicked") && !err.contains("panicked"), "{out}{err}");
    let says = |line: &str| {
        let words =
            ["sync.sqlite3: failed to ", "since the disk is full or fails", "→ make room on that disk"];
        words.iter().all(|words| line.contains(words))
    };
    let (new, used) = out.split_once("then once: 0").unwrap_or_else(|| panic!("{out}{err}"));
    assert_eq!(new.lines().filter(|line| line.contains(": 1 ") && says(line)).count(), 5, "{out}{err}");
    // Whether one that was in use can still be read depends on the files that SQLite left beside it.
    let ended: Vec<&str> =
        used.lines().filter(|line| line.contains(": 1 ") || line.contains(": 0 ")).collect();
    assert!(ended[0].starts_with("once: 1 "), "{out}{err}");
    assert!(ended.iter().all(|line| line.contains(": 0 ") || says(line)), "{out}{err}");
    assert_eq!(ended.len(), 5, "{out}{err}");
    assert_eq!(out.matches("then once: 0").count(), 2, "{out}{err}");
    assert_eq!(street.systems.wms.control().count("ProcessOrder"), 4, "each order once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_on_a_read_only_file_system_is_2_and_says_what_to_do() {
    let street = Street::start().await;
    assert_eq!(free(&street, &["once"]).await.code, Some(0));
    let script = r#"
        mount --bind "$D" "$D" && mount -o remount,bind,ro "$D" || exit 99
        for command in once status held "retry --all" "show 10001" run "store check"; do
            host $command >"$D.out" 2>"$D.err"; echo "$command: $? $(cat "$D.out" "$D.err" | tr '\n' ' ')"
        done
        rm -f "$D.out" "$D.err"
    "#;
    let Some(ran) = with_mounts(&street, script).await else { return };
    let Ran { code, out, err } = &ran;
    assert_eq!(*code, Some(0), "{out}{err}");
    for command in ["once", "status", "held", "retry --all", "show 10001", "run"] {
        let line = out.lines().find(|line| line.starts_with(&format!("{command}: "))).unwrap_or_default();
        assert!(line.starts_with(&format!("{command}: 2 ")), "{command}: {out}");
        for words in
            ["sync.toml:1: store: ", "sync.sqlite3: its file system is read-only: mount it for writing"]
        {
            assert!(line.contains(words), "{command}, {words}: {out}");
        }
    }
    let checked = out.lines().find(|line| line.starts_with("store check: ")).unwrap_or_default();
    assert!(checked.starts_with("store check: 0 ") || checked.contains("readable and writable"), "{out}");
    assert_eq!(free(&street, &["once"]).await.code, Some(0));
}
