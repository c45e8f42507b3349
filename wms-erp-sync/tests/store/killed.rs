//! A process that is killed in the middle of its commits: its lease is free at once, and its commits are whole.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use wms_erp_sync::store::{Batch, LeaseKey, Scan, SqliteStore, Store, StoreError, Table};

use super::LEASE;

/// Set for the process that is to be killed: the file that it works on.
const FILE: &str = "WMS_ERP_SYNC_TEST_KILLED_FILE";
/// Documents in each of its commits.
const PARTS: usize = 7;

fn key() -> LeaseKey {
    LeaseKey::new("acme", "orders")
}

/// No test by itself: the process that is killed runs this, and commits until it dies.
#[tokio::test]
#[ignore = "run by the test below, in a process of its own"]
async fn victim() {
    let Some(path) = std::env::var_os(FILE) else { return };
    let store = SqliteStore::open(path).await.unwrap();
    let lease = store.try_acquire(&key(), "victim", LEASE).await.unwrap().unwrap();
    for commit in 0_u64.. {
        let mut batch = Batch::new();
        for part in 0..PARTS {
            batch.put(Table::Order, format!("{part}"), format!("{commit}"));
        }
        batch.put(Table::Cursor, "done", format!("{commit}"));
        store.commit("acme", std::slice::from_ref(lease.fence()), batch).await.unwrap();
        println!("\ncommitted {commit} at {}", lease.epoch());
    }
}

#[tokio::test]
async fn after_a_kill_the_lease_is_free_and_the_commits_are_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sync.sqlite3");
    let mut last_epoch = 0;
    for round in 0..4_u64 {
        let (said, epoch) = kill_after(&path, 3 + 11 * round);
        assert!(epoch > last_epoch, "epoch {epoch} came after {last_epoch}");

        let store = SqliteStore::open(&path).await.unwrap();
        let lease = store.try_acquire(&key(), "successor", LEASE).await.unwrap().expect("free at once");
        assert!(lease.epoch() > epoch);
        last_epoch = lease.epoch();

        let done = store.get("acme", Table::Cursor, &["done"]).await.unwrap().remove(0).unwrap();
        assert!(
            done.parse::<u64>().unwrap() >= said,
            "commit {said} was confirmed, but only {done} is there"
        );
        let orders = store.scan("acme", Table::Order, Scan::first(100)).await.unwrap();
        assert_eq!(orders.len(), PARTS);
        assert!(
            orders.iter().all(|part| part.value == done),
            "a commit is there in part: {orders:?}, {done}"
        );
    }
}

#[tokio::test]
async fn while_another_process_lives_its_lease_is_busy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sync.sqlite3");
    let mut victim = Victim::start(&path);
    let (_, epoch) = victim.next_commit();
    let store = SqliteStore::open(&path).await.unwrap();
    assert!(store.try_acquire(&key(), "impatient", LEASE).await.unwrap().is_none());
    let other = LeaseKey::new("acme", "stock");
    assert!(store.try_acquire(&other, "another process", LEASE).await.unwrap().is_some());
    let stale = wms_erp_sync::store::Fence::new(key(), epoch - 1);
    let refused = store.commit("acme", &[stale], Batch::new()).await;
    assert!(matches!(refused, Err(StoreError::StaleEpoch { .. })), "{refused:?}");
    victim.next_commit();
}

/// What was committed last is in a log beside the file, which is none of the backup's.
#[tokio::test]
async fn a_backup_in_place_of_a_store_whose_process_was_killed_is_opened_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let [path, log, backup] =
        ["sync.sqlite3", "sync.sqlite3-wal", "backup.sqlite3"].map(|name| folder.path().join(name));
    let mut victim = Victim::start(&path);
    victim.next_commit();
    SqliteStore::open(&path).await.unwrap().backup(&backup).await.unwrap();
    let done = async || {
        let store = SqliteStore::open(&path).await.unwrap();
        store.get("acme", Table::Cursor, &["done"]).await.unwrap().remove(0).unwrap().parse::<u64>().unwrap()
    };
    for _ in 0..50 {
        victim.next_commit();
    }
    let before = done().await;
    drop(victim);
    assert!(log.exists());

    std::fs::rename(&backup, &path).unwrap();
    assert!(done().await < before, "it is older");
    let store = SqliteStore::open(&path).await.unwrap();
    store.commit("acme", &[], Batch::new()).await.unwrap();
    let orders = store.scan("acme", Table::Order, Scan::first(100)).await.unwrap();
    assert_eq!(orders.len(), PARTS);
    drop(store);
    done().await;
}

/// Kills a victim after it has confirmed so many commits; the last it confirmed, and its epoch.
fn kill_after(path: &Path, commits: u64) -> (u64, u64) {
    let mut victim = Victim::start(path);
    let mut last = victim.next_commit();
    for _ in 1..commits {
        last = victim.next_commit();
    }
    last
}

/// A process that commits in a loop, until it is dropped: then it is killed.
struct Victim {
    process: Child,
    output: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

impl Victim {
    fn start(path: &Path) -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "killed::victim", "--ignored", "--nocapture"])
            .env(FILE, path)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(process.stdout.take().unwrap()).lines();
        Self { process, output }
    }

    /// Waits for a commit: its number, and the epoch of the lease.
    fn next_commit(&mut self) -> (u64, u64) {
        for line in &mut self.output {
            let line = line.unwrap();
            if let Some((commit, epoch)) =
                line.strip_prefix("committed ").and_then(|line| line.split_once(" at "))
            {
                return (commit.parse().unwrap(), epoch.parse().unwrap());
            }
        }
        panic!("the process ended by itself");
    }
}

impl Drop for Victim {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}
