//! Leases: one holder at a time, under a number that only ever grows.

#![expect(missing_docs, reason = "the name of a case is its promise")]

use super::{CaseResult, LeaseKey, Subject, TENANT, TTL, Violation, ensure, ensure_eq, one};
use crate::store::{Batch, Fence, Lease, StoreError};

fn key() -> LeaseKey {
    LeaseKey::new(TENANT, "orders")
}

pub async fn a_lease_says_what_it_is(subject: Subject) -> CaseResult {
    let lease = subject.store.try_acquire(&key(), "host 7", TTL).await?;
    let lease = lease.ok_or_else(|| Violation("a lease that is not held is free".to_owned()))?;
    ensure_eq!(*lease.key(), key(), "its key");
    ensure_eq!(lease.owner(), "host 7", "its owner");
    ensure!(lease.epoch() > 0, "the first epoch is greater than 0");
    ensure_eq!(lease.fence().epoch, lease.epoch(), "the epoch of its fence");
    Ok(())
}

pub async fn a_held_lease_is_busy(subject: Subject) -> CaseResult {
    let lease = subject.acquire(&key()).await?;
    for owner in ["another", "conformance"] {
        let second = subject.store.try_acquire(&key(), owner, TTL).await?;
        ensure!(second.is_none(), "a held lease was given to {owner}, too");
    }
    subject.store.commit(TENANT, std::slice::from_ref(lease.fence()), one("a", "1")).await?;
    ensure!(subject.is_busy(&key()).await?, "a commit freed the lease");
    Ok(())
}

pub async fn held_leases_are_shown_with_their_owner_and_end(subject: Subject) -> CaseResult {
    // Stores keep milliseconds.
    let shown = |lease: &Lease| {
        (lease.key().clone(), lease.epoch(), lease.owner().to_owned(), lease.valid_until().timestamp_millis())
    };
    let all = async || -> Result<Vec<_>, StoreError> {
        Ok(subject.store.held_leases(TENANT).await?.iter().map(shown).collect())
    };
    ensure_eq!(all().await?.len(), 0, "no lease was given out");
    let mut held = Vec::new();
    for key in [LeaseKey::new(TENANT, "stock"), key(), LeaseKey::new("another", "orders")] {
        let lease = subject.store.try_acquire(&key, "host 7", TTL).await?;
        held.push(lease.ok_or_else(|| Violation("a lease that is not held is free".to_owned()))?);
    }
    ensure_eq!(all().await?, vec![shown(&held[1]), shown(&held[0])], "held, by name");
    let renewed = subject.store.renew(&held[1], 2 * TTL).await?;
    ensure_eq!(all().await?, vec![shown(&renewed), shown(&held[0])], "one renewed");
    subject.store.release(renewed).await?;
    ensure_eq!(all().await?, vec![shown(&held[0])], "one given back");
    Ok(())
}

pub async fn a_released_lease_is_free(subject: Subject) -> CaseResult {
    for _ in 0..3 {
        let lease = subject.acquire(&key()).await?;
        subject.store.release(lease).await?;
    }
    Ok(())
}

pub async fn leases_of_different_keys_are_independent(subject: Subject) -> CaseResult {
    let long = "x".repeat(300);
    let keys = [
        ("acme", "orders"),
        ("acme", "stock"),
        ("acme", "Orders"),
        ("ACME", "orders"),
        ("acm", "eorders"),
        ("acme/", "orders"),
        ("acme\\", "orders"),
        ("acme:", "orders"),
        ("..", "orders"),
        ("Ærø AS", "orders"),
        ("CON", "orders"),
        ("", "orders"),
        (&long, "orders"),
        (&long[1..], "orders"),
    ];
    let mut leases = Vec::new();
    for (tenant, name) in keys {
        leases.push(subject.acquire(&LeaseKey::new(tenant, name)).await?);
    }
    for (tenant, name) in keys {
        let key = LeaseKey::new(tenant, name);
        ensure!(
            subject.is_busy(&key).await?,
            "the lease of {name:?} at {tenant:?} is not held independently"
        );
    }
    Ok(())
}

pub async fn epochs_strictly_increase(subject: Subject) -> CaseResult {
    let mut last = 0;
    for _ in 0..20 {
        let lease = subject.acquire(&key()).await?;
        ensure!(lease.epoch() > last, "epoch {} came after epoch {last}", lease.epoch());
        last = lease.epoch();
        subject.store.release(lease).await?;
    }
    Ok(())
}

pub async fn a_held_lease_can_be_renewed(subject: Subject) -> CaseResult {
    let mut lease = subject.acquire(&key()).await?;
    for _ in 0..3 {
        let renewed = subject.store.renew(&lease, TTL).await?;
        ensure_eq!(renewed.fence(), lease.fence(), "the fence of a renewed lease");
        ensure_eq!(renewed.owner(), lease.owner(), "the owner of a renewed lease");
        lease = renewed;
    }
    subject.store.commit(TENANT, std::slice::from_ref(lease.fence()), one("a", "1")).await?;
    Ok(())
}

/// What a holder that was away too long still has in its hands.
async fn lost(subject: &Subject) -> Result<Lease, Violation> {
    let lease = subject.acquire(&key()).await?;
    subject.store.release(lease.clone()).await?;
    Ok(lease)
}

pub async fn a_lost_lease_cannot_be_renewed(subject: Subject) -> CaseResult {
    let lost = lost(&subject).await?;
    let _successor = subject.acquire(&key()).await?;
    refuses_to_renew(&subject, &lost, "a lost lease").await
}

pub async fn a_released_lease_cannot_be_renewed(subject: Subject) -> CaseResult {
    let lost = lost(&subject).await?;
    refuses_to_renew(&subject, &lost, "a released lease").await?;
    subject.acquire(&key()).await.map(drop)
}

pub(super) async fn refuses_to_renew(subject: &Subject, lease: &Lease, what: &str) -> CaseResult {
    match subject.store.renew(lease, TTL).await {
        Err(error) if error.is_stale_epoch() => Ok(()),
        other => Err(Violation(format!("renewing {what} must fail with StaleEpoch, not {other:?}"))),
    }
}

pub async fn releasing_a_lost_lease_leaves_its_successor_alone(subject: Subject) -> CaseResult {
    let lost = lost(&subject).await?;
    let successor = subject.acquire(&key()).await?;
    subject.store.release(lost).await?;
    ensure!(subject.is_busy(&key()).await?, "releasing a lost lease freed its successor's");
    subject.store.renew(&successor, TTL).await?;
    Ok(())
}

pub async fn a_lease_is_released_by_what_it_says(subject: Subject) -> CaseResult {
    let lease = subject.acquire(&key()).await?;
    let fence = Fence { key: key(), epoch: lease.epoch() };
    let same = Lease::new(fence, lease.owner(), lease.valid_until());
    drop(lease);
    subject.store.renew(&same, TTL).await?;
    subject.store.release(same.clone()).await?;
    subject.acquire(&key()).await?;
    subject.store.release(same).await?;
    ensure!(subject.is_busy(&key()).await?, "a lease that was released twice freed its successor's");
    Ok(())
}

/// A batch that writes, and gives these leases back.
fn last(leases: &[&Lease]) -> Batch {
    let mut batch = one("a", "1");
    for lease in leases {
        batch.release(lease.fence().clone());
    }
    batch
}

pub async fn a_commit_gives_a_lease_back_with_its_writes(subject: Subject) -> CaseResult {
    let lease = subject.acquire(&key()).await?;
    let other = subject.acquire(&LeaseKey::new("another", "article_writer")).await?;
    let kept = subject.acquire(&LeaseKey::new(TENANT, "stock")).await?;
    let fences = [&lease, &other, &kept].map(|lease| lease.fence().clone());
    subject.store.commit(TENANT, &fences, last(&[&lease, &other])).await?;
    ensure_eq!(subject.get("a").await?.as_deref(), Some("1"), "what the commit wrote");
    let held = subject.store.held_leases(TENANT).await?;
    ensure_eq!(held.iter().map(Lease::fence).collect::<Vec<_>>(), [kept.fence()], "the lease that was kept");
    refuses_to_renew(&subject, &lease, "a lease that a commit gave back").await?;
    for given_back in [&lease, &other] {
        let next = subject.acquire(given_back.key()).await?;
        ensure!(
            next.epoch() > given_back.epoch(),
            "epoch {} came after {}",
            next.epoch(),
            given_back.epoch()
        );
        ensure!(subject.is_busy(given_back.key()).await?, "the lease of the next holder is not held");
    }
    Ok(())
}

pub async fn a_refused_commit_gives_no_lease_back(subject: Subject) -> CaseResult {
    let lost = lost(&subject).await?;
    let _successor = subject.acquire(&key()).await?;
    let held = subject.acquire(&LeaseKey::new(TENANT, "article_writer")).await?;
    let fences = [held.fence().clone(), lost.fence().clone()];
    match subject.store.commit(TENANT, &fences, last(&[&held])).await {
        Err(error) if error.is_stale_epoch() => {}
        other => {
            return Err(Violation(format!("a stale fence must be refused with StaleEpoch, not {other:?}")));
        }
    }
    ensure!(subject.is_busy(held.key()).await?, "a refused commit gave a lease back");
    subject.store.renew(&held, TTL).await?;
    Ok(())
}

pub async fn a_commit_that_gives_a_lost_lease_back_leaves_its_successor_alone(
    subject: Subject,
) -> CaseResult {
    let lost = lost(&subject).await?;
    let successor = subject.acquire(&key()).await?;
    subject.store.commit(TENANT, &[], last(&[&lost])).await?;
    ensure_eq!(subject.get("a").await?.as_deref(), Some("1"), "what the commit wrote");
    ensure!(subject.is_busy(&key()).await?, "a lost lease that was given back freed its successor's");
    subject.store.renew(&successor, TTL).await?;
    Ok(())
}
