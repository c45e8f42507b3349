//! Leases end by themselves, and a late holder writes nothing any more.

#![expect(missing_docs, reason = "the name of a case is its promise")]

use std::time::Duration;

use chrono::TimeDelta;

use super::durability::reopened;
use super::lease::refuses_to_renew;
use super::{CaseResult, LeaseKey, Subject, TENANT, TTL, Violation, acquire, ensure, ensure_eq, one};
use crate::store::Lease;

const SECOND: Duration = Duration::from_secs(1);

fn key() -> LeaseKey {
    LeaseKey::new(TENANT, "orders")
}

/// Lets time pass; a subject without a clock passes the case, which says that it was skipped.
macro_rules! pass {
    ($subject:expr, $time:expr) => {
        if $subject.pass($time).is_none() {
            return Ok(());
        }
    };
}

pub async fn a_lease_lasts_as_long_as_was_asked_for(subject: Subject) -> CaseResult {
    let other = LeaseKey::new(TENANT, "stock");
    for _ in 0..2 {
        let lease = subject.acquire(&key()).await?;
        let long = subject.store.try_acquire(&other, "patient", 10 * TTL).await?;
        let long = long.ok_or_else(|| Violation("a lease that is free was said to be busy".to_owned()))?;
        ensure_eq!(
            long.valid_until() - lease.valid_until(),
            TimeDelta::minutes(9),
            "how much longer it lasts"
        );
        pass!(subject, TTL - SECOND);
        ensure!(subject.is_busy(&key()).await?, "a lease ended a second too early");
        pass!(subject, SECOND);
        subject.store.release(subject.acquire(&key()).await?).await?;
        ensure!(subject.is_busy(&other).await?, "a longer lease ended with a shorter one");
        pass!(subject, 9 * TTL);
        subject.store.release(subject.acquire(&other).await?).await?;
    }
    Ok(())
}

pub async fn an_expired_lease_goes_to_the_next_who_asks(subject: Subject) -> CaseResult {
    let lease = subject.acquire(&key()).await?;
    pass!(subject, 100 * TTL);
    let successor = subject.acquire(&key()).await?;
    ensure!(successor.epoch() > lease.epoch(), "epoch {} came after {}", successor.epoch(), lease.epoch());
    ensure!(subject.is_busy(&key()).await?, "a lease that was taken over is not held");
    subject.store.commit(TENANT, std::slice::from_ref(successor.fence()), one("a", "1")).await?;
    subject.store.renew(&successor, TTL).await?;
    subject.store.release(successor).await?;
    subject.acquire(&key()).await.map(drop)
}

pub async fn a_renewed_lease_lasts_from_its_renewal(subject: Subject) -> CaseResult {
    let mut lease = subject.acquire(&key()).await?;
    for _ in 0..5 {
        pass!(subject, TTL - SECOND);
        let renewed = subject.store.renew(&lease, TTL).await?;
        ensure!(renewed.valid_until() > lease.valid_until(), "a renewed lease does not end later");
        lease = renewed;
    }
    pass!(subject, TTL - SECOND);
    ensure!(subject.is_busy(&key()).await?, "a renewed lease ended a second too early");
    pass!(subject, SECOND);
    subject.acquire(&key()).await.map(drop)
}

pub async fn an_expired_lease_cannot_be_renewed(subject: Subject) -> CaseResult {
    let lease = subject.acquire(&key()).await?;
    pass!(subject, TTL);
    refuses_to_renew(&subject, &lease, "an expired lease").await?;
    let _successor = subject.acquire(&key()).await?;
    refuses_to_renew(&subject, &lease, "an expired lease that another has").await
}

pub async fn a_late_holder_commits_nothing_once_there_is_a_successor(subject: Subject) -> CaseResult {
    let lease = subject.acquire(&key()).await?;
    pass!(subject, TTL);
    let late = std::slice::from_ref(lease.fence());
    subject.store.commit(TENANT, late, one("done", "1")).await?;
    let successor = subject.acquire(&key()).await?;
    refused(&subject, &lease).await?;
    subject.store.release(successor).await?;
    refused(&subject, &lease).await?;
    ensure_eq!(subject.all_keys().await?, ["done"], "what was committed before there was a successor");
    Ok(())
}

async fn refused(subject: &Subject, lease: &Lease) -> CaseResult {
    match subject.store.commit(TENANT, std::slice::from_ref(lease.fence()), one("late", "1")).await {
        Err(error) if error.is_stale_epoch() => Ok(()),
        other => Err(Violation(format!("a late holder's commit must fail with StaleEpoch, not {other:?}"))),
    }
}

pub async fn epochs_increase_across_expiry_release_and_reopening(mut subject: Subject) -> CaseResult {
    let mut last = 0;
    for round in 0..6 {
        let lease = subject.acquire(&key()).await?;
        ensure!(lease.epoch() > last, "epoch {} came after epoch {last}", lease.epoch());
        last = lease.epoch();
        match round % 2 {
            0 => subject.store.release(lease).await?,
            _ => pass!(subject, TTL),
        }
    }
    let _held = subject.acquire(&key()).await?;
    pass!(subject, TTL);
    let Some(second) = reopened(&mut subject).await? else { return Ok(()) };
    let epoch = acquire(&*second, &key()).await?.epoch();
    ensure!(epoch > last + 1, "epoch {epoch} came after epoch {}", last + 1);
    Ok(())
}

pub async fn a_dropped_lease_is_free_when_its_time_is_over(subject: Subject) -> CaseResult {
    for _ in 0..3 {
        drop(subject.acquire(&key()).await?);
        ensure!(subject.is_busy(&key()).await?, "dropping what a lease says has freed it");
        pass!(subject, TTL);
    }
    Ok(())
}

pub async fn a_clock_that_was_set_back_keeps_no_lease(subject: Subject) -> CaseResult {
    let lease = subject.acquire(&key()).await?;
    if subject.set_back(TimeDelta::days(1)).is_none() {
        return Ok(());
    }
    let successor = subject.acquire(&key()).await?;
    ensure!(successor.epoch() > lease.epoch(), "epoch {} came after {}", successor.epoch(), lease.epoch());
    refuses_to_renew(&subject, &lease, "a lease of a clock that was ahead").await?;
    refused(&subject, &lease).await?;
    ensure!(subject.is_busy(&key()).await?, "a lease by the clock that was set back is not held");
    Ok(())
}

pub async fn a_small_step_back_of_the_clock_takes_no_lease_away(subject: Subject) -> CaseResult {
    let lease = subject.acquire(&key()).await?;
    if subject.set_back(TimeDelta::seconds(5)).is_none() {
        return Ok(());
    }
    ensure!(subject.is_busy(&key()).await?, "a small step back of the clock has freed a lease");
    subject.store.renew(&lease, TTL).await?;
    pass!(subject, TTL);
    subject.acquire(&key()).await.map(drop)
}
