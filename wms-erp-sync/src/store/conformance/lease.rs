//! Leases: one holder at a time, under a number that only ever grows.

#![expect(missing_docs, reason = "the name of a case is its promise")]

use super::{LeaseKey, Subject, TENANT, Verdict, Violation, ensure, ensure_eq, one};
use crate::store::Lease;

fn key() -> LeaseKey {
    LeaseKey::new(TENANT, "orders")
}

pub async fn a_lease_says_what_it_is(subject: Subject) -> Verdict {
    let lease = subject.store.try_acquire(&key(), "host 7").await?;
    let lease = lease.ok_or_else(|| Violation("a lease that nobody holds is free".to_owned()))?;
    ensure_eq!(*lease.key(), key(), "its key");
    ensure_eq!(lease.owner(), "host 7", "its owner");
    ensure!(lease.epoch() > 0, "the first epoch is greater than 0");
    ensure_eq!(lease.fence().epoch, lease.epoch(), "the epoch of its fence");
    Ok(())
}

pub async fn a_held_lease_is_busy(subject: Subject) -> Verdict {
    let lease = subject.acquire(&key()).await?;
    for owner in ["another", "conformance"] {
        let second = subject.store.try_acquire(&key(), owner).await?;
        ensure!(second.is_none(), "a held lease was given to {owner}, too");
    }
    subject.store.commit(TENANT, std::slice::from_ref(lease.fence()), one("a", "1")).await?;
    ensure!(subject.store.try_acquire(&key(), "another").await?.is_none(), "a commit freed the lease");
    Ok(())
}

pub async fn a_released_lease_is_free(subject: Subject) -> Verdict {
    for _ in 0..3 {
        let lease = subject.acquire(&key()).await?;
        subject.store.release(lease).await?;
    }
    Ok(())
}

pub async fn a_dropped_lease_is_free(subject: Subject) -> Verdict {
    for _ in 0..3 {
        drop(subject.acquire(&key()).await?);
    }
    Ok(())
}

pub async fn leases_of_different_keys_are_independent(subject: Subject) -> Verdict {
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
        let second = subject.store.try_acquire(&LeaseKey::new(tenant, name), "another").await?;
        ensure!(second.is_none(), "the lease of {name:?} at {tenant:?} is not held by itself");
    }
    Ok(())
}

pub async fn epochs_strictly_increase(subject: Subject) -> Verdict {
    let mut last = 0;
    for round in 0..20 {
        let lease = subject.acquire(&key()).await?;
        ensure!(lease.epoch() > last, "epoch {} came after epoch {last}", lease.epoch());
        last = lease.epoch();
        match round % 2 {
            0 => subject.store.release(lease).await?,
            _ => drop(lease),
        }
    }
    Ok(())
}

pub async fn a_held_lease_can_be_renewed(subject: Subject) -> Verdict {
    let lease = subject.acquire(&key()).await?;
    for _ in 0..3 {
        subject.store.renew(&lease).await?;
    }
    subject.store.commit(TENANT, std::slice::from_ref(lease.fence()), one("a", "1")).await?;
    Ok(())
}

/// What a holder that was away too long still has in its hands.
async fn lost(subject: &Subject) -> Result<Lease, Violation> {
    let lease = subject.acquire(&key()).await?;
    let lost = Lease::new(lease.fence().clone(), lease.owner(), ());
    subject.store.release(lease).await?;
    Ok(lost)
}

pub async fn a_lost_lease_cannot_be_renewed(subject: Subject) -> Verdict {
    let lost = lost(&subject).await?;
    let _successor = subject.acquire(&key()).await?;
    match subject.store.renew(&lost).await {
        Err(error) if error.is_stale_epoch() => Ok(()),
        other => Err(Violation(format!("renewing a lost lease must fail with StaleEpoch, not {other:?}"))),
    }
}

pub async fn releasing_a_lost_lease_leaves_its_successor_alone(subject: Subject) -> Verdict {
    let lost = lost(&subject).await?;
    let successor = subject.acquire(&key()).await?;
    subject.store.release(lost).await?;
    let third = subject.store.try_acquire(&key(), "another").await?;
    ensure!(third.is_none(), "releasing a lost lease freed its successor's");
    subject.store.renew(&successor).await?;
    Ok(())
}
