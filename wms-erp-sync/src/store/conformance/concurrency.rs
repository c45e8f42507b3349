//! Many at once: nothing is lost, nothing doubled.

#![expect(missing_docs, reason = "the name of a case is its promise")]

use std::sync::Arc;

use futures::future::{try_join, try_join_all};

use super::{CaseResult, LeaseKey, Scan, Subject, TENANT, TTL, Table, Violation, acquire, ensure, ensure_eq};
use crate::store::{Batch, Lease};

pub async fn commits_of_many_tasks_all_land(subject: Subject) -> CaseResult {
    const TASKS: usize = 8;
    const COMMITS: usize = 25;
    let tasks = (0..TASKS).map(|task| {
        let store = Arc::clone(&subject.store);
        spawn(async move {
            let lease = acquire(&*store, &LeaseKey::new(TENANT, format!("task {task}"))).await?;
            for commit in 0..COMMITS {
                let mut batch = Batch::new();
                batch.put(Table::Order, format!("{task}/{commit:02}"), "1").put(
                    Table::Cursor,
                    format!("{task}"),
                    format!("{commit}"),
                );
                store.commit(TENANT, std::slice::from_ref(lease.fence()), batch).await?;
            }
            Ok(())
        })
    });
    try_join_all(tasks).await?;
    ensure_eq!(
        subject.store.count(TENANT, Table::Order, "").await?,
        (TASKS * COMMITS) as u64,
        "the documents of all tasks"
    );
    for cursor in subject.store.scan(TENANT, Table::Cursor, Scan::first(100)).await? {
        ensure_eq!(cursor.value, format!("{}", COMMITS - 1), "the last commit of task {}", cursor.key);
    }
    Ok(())
}

pub async fn of_many_who_ask_one_gets_the_lease(subject: Subject) -> CaseResult {
    let key = LeaseKey::new(TENANT, "orders");
    let mut last = 0;
    for _ in 0..10 {
        let tasks = (0..8).map(|_| {
            let (store, key) = (Arc::clone(&subject.store), key.clone());
            spawn(async move { Ok(store.try_acquire(&key, "one of many", TTL).await?) })
        });
        let leases: Vec<Lease> = try_join_all(tasks).await?.into_iter().flatten().collect();
        ensure_eq!(leases.len(), 1, "how many got the lease");
        ensure!(leases[0].epoch() > last, "epoch {} came after epoch {last}", leases[0].epoch());
        last = leases[0].epoch();
        for lease in leases {
            subject.store.release(lease).await?;
        }
    }
    Ok(())
}

pub async fn a_scan_sees_a_commit_whole_or_not(subject: Subject) -> CaseResult {
    const COMMITS: usize = 60;
    let store = &subject.store;
    let writer = async {
        for commit in 0..COMMITS {
            let mut batch = Batch::new();
            batch.delete_prefix(Table::Order, "");
            for part in 0..3 {
                batch.put(Table::Order, format!("{commit:02}/{part}"), format!("{commit}"));
            }
            store.commit(TENANT, &[], batch).await?;
            tokio::task::yield_now().await;
        }
        Ok(())
    };
    let reader = async {
        for _ in 0..COMMITS {
            let found = store.scan(TENANT, Table::Order, Scan::first(100)).await?;
            let whole = found.is_empty()
                || (found.len() == 3 && found.iter().all(|part| part.value == found[0].value));
            ensure!(whole, "a scan saw a part of a commit: {found:?}");
            tokio::task::yield_now().await;
        }
        Ok(())
    };
    // In one task, so that they take turns wherever the store waits, and every run is alike.
    try_join(writer, reader).await.map(drop)
}

/// Runs on the runtime's other threads, too.
async fn spawn<T: Send + 'static>(
    work: impl Future<Output = Result<T, Violation>> + Send + 'static,
) -> Result<T, Violation> {
    tokio::spawn(work)
        .await
        .unwrap_or_else(|panic| Err(Violation(format!("a task of the case failed: {panic}"))))
}
