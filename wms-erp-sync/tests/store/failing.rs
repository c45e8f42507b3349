//! Commits that fail inside SQLite and on the disk: the store must work again as soon as the cause is gone.

use std::path::Path;

use sqlx::{ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use wms_erp_sync::store::{Batch, LeaseKey, SqliteStore, Store, StoreError, Table};

use super::LEASE;

/// Lets every write of a document fail, with SQLite undoing the transaction by itself, as it does when the disk is full, or
/// undoing the statement only.
async fn refuse_writes(path: &Path, how: &str) -> SqliteConnection {
    let mut raw = SqliteConnectOptions::new().filename(path).connect().await.unwrap();
    for event in ["INSERT", "DELETE"] {
        let sql = format!(
            "CREATE TRIGGER refuse_{event} BEFORE {event} ON document BEGIN SELECT RAISE({how}, 'no room'); END"
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut raw).await.unwrap();
    }
    raw
}

async fn allow_writes(mut raw: SqliteConnection) {
    sqlx::raw_sql("DROP TRIGGER refuse_INSERT; DROP TRIGGER refuse_DELETE").execute(&mut raw).await.unwrap();
    raw.close().await.unwrap();
}

fn one(key: &str) -> Batch {
    let mut batch = Batch::new();
    batch.put(Table::Order, key, "1");
    batch
}

#[tokio::test]
async fn after_a_commit_that_sqlite_undid_by_itself_the_store_goes_on() {
    for how in ["ROLLBACK", "ABORT", "FAIL"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sync.sqlite3");
        let store = SqliteStore::open(&path).await.unwrap();
        let key = LeaseKey::new("acme", "orders");
        let lease = store.try_acquire(&key, "test", LEASE).await.unwrap().unwrap();
        let fences = std::slice::from_ref(lease.fence());
        store.commit("acme", fences, one("before")).await.unwrap();

        let refusing = refuse_writes(&path, how).await;
        for _ in 0..2 {
            let error = store.commit("acme", fences, one("meanwhile")).await.unwrap_err();
            assert!(matches!(error, StoreError::Backend { .. }), "{how}: {error:?}");
        }
        allow_writes(refusing).await;

        store.commit("acme", fences, one("after")).await.unwrap_or_else(|error| panic!("{how}: {error:?}"));
        store.release(lease).await.unwrap();
        assert!(store.try_acquire(&key, "test", LEASE).await.unwrap().is_some(), "{how}");
        let found = store.get("acme", Table::Order, &["before", "meanwhile", "after"]).await.unwrap();
        let found: Vec<bool> = found.iter().map(Option::is_some).collect();
        assert_eq!(found, [true, false, true], "{how}");
    }
}

/// The same with the limit of a real disk: the process may not write files beyond a size, until the limit is lifted.
#[cfg(target_os = "linux")]
mod disk {
    use std::io::{BufRead, BufReader, Lines};
    use std::path::Path;
    use std::process::{Child, ChildStdout, Command, Stdio};

    use wms_erp_sync::store::{Batch, LeaseKey, Scan, SqliteStore, Store, Table};

    /// Set for the process whose disk is full: the file that it works on.
    const FILE: &str = "WMS_ERP_SYNC_TEST_FULL_DISK_FILE";
    /// Documents in each of its commits: enough for SQLite to write while the commit is still being put together.
    const PARTS: usize = 40;

    /// No test by itself: the process with the limit runs this, and commits until it is killed.
    #[tokio::test]
    #[ignore = "run by the test below, in a process of its own"]
    async fn tenant_of_a_full_disk() {
        let Some(path) = std::env::var_os(FILE) else { return };
        let store = SqliteStore::open(path).await.unwrap();
        for commit in 0_u64.. {
            println!("\n{} {commit}", if commit_once(&store, commit).await { "committed" } else { "failed" });
        }
    }

    async fn commit_once(store: &SqliteStore, commit: u64) -> bool {
        let key = LeaseKey::new("acme", "orders");
        let Ok(Some(lease)) = store.try_acquire(&key, "tenant", crate::LEASE).await else { return false };
        let mut batch = Batch::new();
        for part in 0..PARTS {
            batch.put(Table::Order, format!("{commit:06}/{part:02}"), "x".repeat(1_000));
        }
        let committed = store.commit("acme", std::slice::from_ref(lease.fence()), batch).await.is_ok();
        store.release(lease).await.unwrap();
        committed
    }

    #[tokio::test]
    async fn when_the_disk_has_room_again_the_store_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sync.sqlite3");
        let mut process = Tenant::start(&path);
        let mut committed = Vec::new();
        for round in 0..3 {
            let failed = process.next("failed", &mut committed);
            process.next("failed", &mut committed);
            process.limit("unlimited");
            let after = process.next("committed", &mut committed);
            assert!(after > failed, "round {round}");
            process.limit("200000");
        }
        drop(process);
        assert!(committed.len() > 3, "there was room at the beginning: {committed:?}");

        let store = SqliteStore::open(&path).await.unwrap();
        for commit in committed {
            let prefix = format!("{commit:06}/");
            assert_eq!(store.count("acme", Table::Order, &prefix).await.unwrap(), PARTS as u64, "{commit}");
        }
        let all = store.scan("acme", Table::Order, Scan::first(usize::MAX)).await.unwrap();
        assert_eq!(all.len() % PARTS, 0, "a commit is there in part");
    }

    struct Tenant {
        process: Child,
        output: Lines<BufReader<ChildStdout>>,
    }

    impl Tenant {
        /// A process for which a write beyond 200 kB of a file fails, instead of ending it.
        fn start(path: &Path) -> Self {
            let mut process = Command::new("sh")
                .args(["-c", r#"trap "" XFSZ; exec prlimit --fsize=200000: "$0" "$@""#])
                .arg(std::env::current_exe().unwrap())
                .args(["--exact", "failing::disk::tenant_of_a_full_disk", "--ignored", "--nocapture"])
                .env(FILE, path)
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let output = BufReader::new(process.stdout.take().unwrap()).lines();
            Self { process, output }
        }

        fn limit(&self, bytes: &str) {
            let pid = self.process.id().to_string();
            let limit = format!("--fsize={bytes}:");
            assert!(Command::new("prlimit").args(["--pid", &pid, &limit]).status().unwrap().success());
        }

        /// Waits for a commit that ends so, and notes those that were confirmed until then.
        fn next(&mut self, end: &str, committed: &mut Vec<u64>) -> u64 {
            for line in self.output.by_ref().take(20_000) {
                let line = line.unwrap();
                let Some((word, commit)) = line.split_once(' ') else { continue };
                let Ok(commit) = commit.parse() else { continue };
                if word == "committed" {
                    committed.push(commit);
                }
                if word == end {
                    return commit;
                }
            }
            panic!("no commit has {end}");
        }
    }

    impl Drop for Tenant {
        fn drop(&mut self) {
            self.process.kill().unwrap();
            self.process.wait().unwrap();
        }
    }
}
