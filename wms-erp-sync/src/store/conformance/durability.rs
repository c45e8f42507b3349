//! The same content, opened again.

#![expect(missing_docs, reason = "the name of a case is its promise")]

use std::sync::Arc;

use super::{
    CaseResult, LeaseKey, Subject, TENANT, TTL, Table, Violation, acquire, ensure, ensure_eq, one,
    say_skipped,
};
use crate::store::{MemoryStore, Scan, Store};

pub async fn a_store_opened_again_has_everything(mut subject: Subject) -> CaseResult {
    for number in 0..10 {
        subject.put(&[(&format!("{number}"), &format!("value {number}"))]).await?;
    }
    let Some(second) = reopened(&mut subject).await? else { return Ok(()) };
    let found = second.scan(TENANT, Table::Order, Scan::first(100)).await?;
    ensure_eq!(found.len(), 10, "how many documents there are");
    for document in found {
        ensure_eq!(document.value, format!("value {}", document.key), "the document {}", document.key);
    }
    Ok(())
}

pub async fn epochs_go_on_where_they_were(mut subject: Subject) -> CaseResult {
    let key = LeaseKey::new(TENANT, "orders");
    let mut last = 0;
    for _ in 0..5 {
        let lease = subject.acquire(&key).await?;
        last = lease.epoch();
        subject.store.release(lease).await?;
    }
    let Some(second) = reopened(&mut subject).await? else { return Ok(()) };
    let epoch = acquire(&*second, &key).await?.epoch();
    ensure!(epoch > last, "epoch {epoch} came after epoch {last}");
    Ok(())
}

pub async fn two_handles_exclude_each_other(subject: Subject) -> CaseResult {
    let Some(second) = beside(&subject).await? else { return Ok(()) };
    let key = LeaseKey::new(TENANT, "orders");
    let lease = subject.acquire(&key).await?;
    ensure!(
        second.try_acquire(&key, "second", TTL).await?.is_none(),
        "the second handle got a lease that the first holds"
    );
    subject.store.release(lease).await?;
    let lease = acquire(&*second, &key).await?;
    ensure!(
        subject.store.try_acquire(&key, "first", TTL).await?.is_none(),
        "the first handle got a lease that the second holds"
    );
    second.commit(TENANT, std::slice::from_ref(lease.fence()), one("a", "1")).await?;
    ensure_eq!(subject.get("a").await?.as_deref(), Some("1"), "what the other handle wrote");
    Ok(())
}

pub async fn a_stale_fence_is_refused_through_the_other_handle(subject: Subject) -> CaseResult {
    let Some(second) = beside(&subject).await? else { return Ok(()) };
    let key = LeaseKey::new(TENANT, "orders");
    let lease = subject.acquire(&key).await?;
    let stale = lease.fence().clone();
    subject.store.release(lease).await?;
    let _successor = acquire(&*second, &key).await?;
    match subject.store.commit(TENANT, &[stale], one("a", "1")).await {
        Err(error) if error.is_stale_epoch() => {}
        other => return Err(Violation(format!("a stale fence must be refused, not {other:?}"))),
    }
    ensure_eq!(subject.get("a").await?, None, "what the refused commit would have written");
    Ok(())
}

/// A second handle on the content, after the first is gone.
pub(super) async fn reopened(subject: &mut Subject) -> Result<Option<Arc<dyn Store>>, Violation> {
    // The place of the first handle is taken by a store that knows nothing.
    subject.store = Arc::new(MemoryStore::new());
    beside(subject).await
}

/// A second handle on the content beside the first.
async fn beside(subject: &Subject) -> Result<Option<Arc<dyn Store>>, Violation> {
    match &subject.again {
        Some(open) => Ok(Some(open().await?)),
        None => {
            say_skipped("how to open its content again (Subject::opening_again)");
            Ok(None)
        }
    }
}
