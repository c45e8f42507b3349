//! Fences: who has lost the lease writes nothing any more.

#![expect(missing_docs, reason = "the name of a case is its promise")]

use super::{CaseResult, LeaseKey, Subject, TENANT, Violation, ensure_eq, one};
use crate::store::{Batch, Fence, StoreError, Table};

fn key() -> LeaseKey {
    LeaseKey::new(TENANT, "orders")
}

pub async fn a_current_fence_lets_a_commit_through(subject: Subject) -> CaseResult {
    let lease = subject.acquire(&key()).await?;
    let other = subject.acquire(&LeaseKey::new("another tenant", "article_writer")).await?;
    subject.store.commit(TENANT, std::slice::from_ref(lease.fence()), one("a", "1")).await?;
    subject.store.commit(TENANT, &[lease.fence().clone(), other.fence().clone()], one("b", "1")).await?;
    ensure_eq!(subject.all_keys().await?, ["a", "b"], "both commits");
    Ok(())
}

pub async fn a_stale_fence_is_refused_and_nothing_written(subject: Subject) -> CaseResult {
    subject.put(&[("kept", "1"), ("p/kept", "1")]).await?;
    let stale = stale(&subject).await?;
    let successor = subject.acquire(&key()).await?;
    let mut batch = one("new", "1");
    batch.put(Table::Order, "kept", "2").delete(Table::Order, "kept").delete_prefix(Table::Order, "p/");
    batch.put(Table::Event, "new", "1");
    match subject.store.commit(TENANT, std::slice::from_ref(&stale), batch).await {
        Err(StoreError::StaleEpoch { key: refused, held, current }) => {
            ensure_eq!(refused, key(), "the lease that the error names");
            ensure_eq!((held, current), (stale.epoch, successor.epoch()), "the epochs that the error names");
        }
        other => {
            return Err(Violation(format!("a stale fence must be refused with StaleEpoch, not {other:?}")));
        }
    }
    ensure_eq!(subject.all_keys().await?, ["kept", "p/kept"], "the documents after a refused commit");
    ensure_eq!(subject.get("kept").await?.as_deref(), Some("1"), "the value after a refused commit");
    ensure_eq!(
        subject.store.count(TENANT, Table::Event, "").await?,
        0,
        "the other table after a refused commit"
    );
    subject.store.commit(TENANT, std::slice::from_ref(successor.fence()), one("new", "1")).await?;
    Ok(())
}

pub async fn an_epoch_never_given_out_is_refused(subject: Subject) -> CaseResult {
    refused(&subject, &[Fence { key: key(), epoch: 0 }]).await?;
    refused(&subject, &[Fence { key: key(), epoch: 1 }]).await?;
    let lease = subject.acquire(&key()).await?;
    refused(&subject, &[Fence { key: key(), epoch: lease.epoch() + 1 }]).await?;
    refused(&subject, &[Fence { key: LeaseKey::new("another", "orders"), epoch: lease.epoch() }]).await?;
    refused(&subject, &[Fence { key: LeaseKey::new(TENANT, "stock"), epoch: lease.epoch() }]).await
}

pub async fn one_stale_fence_among_several_refuses_all(subject: Subject) -> CaseResult {
    let stale = stale(&subject).await?;
    let _successor = subject.acquire(&key()).await?;
    let other = subject.acquire(&LeaseKey::new(TENANT, "article_writer")).await?;
    refused(&subject, &[stale.clone(), other.fence().clone()]).await?;
    refused(&subject, &[other.fence().clone(), stale]).await
}

pub async fn a_stale_fence_is_refused_without_writes_too(subject: Subject) -> CaseResult {
    let stale = stale(&subject).await?;
    let _successor = subject.acquire(&key()).await?;
    match subject.store.commit(TENANT, &[stale], Batch::new()).await {
        Err(error) if error.is_stale_epoch() => Ok(()),
        other => Err(Violation(format!("an empty commit with a stale fence must be refused, not {other:?}"))),
    }
}

pub async fn a_commit_without_fences_is_an_operators(subject: Subject) -> CaseResult {
    let lease = subject.acquire(&key()).await?;
    subject.store.commit(TENANT, &[], one("pause", "1")).await?;
    ensure_eq!(subject.get("pause").await?.as_deref(), Some("1"), "what the operator wrote");
    subject.store.commit(TENANT, std::slice::from_ref(lease.fence()), one("a", "1")).await?;
    Ok(())
}

/// The fence of a lease that was given back.
async fn stale(subject: &Subject) -> Result<Fence, Violation> {
    let lease = subject.acquire(&key()).await?;
    let fence = lease.fence().clone();
    subject.store.release(lease).await?;
    Ok(fence)
}

async fn refused(subject: &Subject, fences: &[Fence]) -> CaseResult {
    match subject.store.commit(TENANT, fences, one("refused", "1")).await {
        Err(error) if error.is_stale_epoch() => {}
        other => return Err(Violation(format!("{fences:?} must be refused with StaleEpoch, not {other:?}"))),
    }
    ensure_eq!(subject.get("refused").await?, None, "what the refused commit would have written");
    Ok(())
}
