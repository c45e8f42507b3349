//! Calls that are dropped half-way, as those of a run that is cut off are.

#![expect(missing_docs, reason = "the name of a case is its promise")]

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use super::{CaseResult, LeaseKey, Subject, TENANT, TTL, Table, ensure, ensure_eq};
use crate::store::{Batch, Scan};

/// No call wakes as often as this.
const MOST: usize = 10_000;
/// The same place may be met before or after the database has done its part.
const ROUNDS: usize = 3;

pub async fn a_commit_dropped_at_any_point_is_done_or_not_and_the_next_one_lands(
    subject: Subject,
) -> CaseResult {
    const PARTS: usize = 1_100;
    let key = LeaseKey::new(TENANT, "orders");
    let lease = subject.acquire(&key).await?;
    let fences = std::slice::from_ref(lease.fence());
    for _ in 0..ROUNDS {
        for polls in 0..MOST {
            let mut batch = Batch::new();
            batch.delete_prefix(Table::Order, "part/");
            for part in 0..PARTS {
                batch.put(Table::Order, format!("part/{part:04}"), format!("{polls}"));
            }
            batch.delete(Table::Order, "next").put(Table::Event, "part", format!("{polls}"));
            let done = cut_off(polls, subject.store.commit(TENANT, fences, batch)).await.transpose()?;

            let mut next = Batch::new();
            next.put(Table::Order, "next", format!("{polls}"));
            subject.store.commit(TENANT, fences, next).await?;
            ensure_eq!(
                subject.get("next").await?,
                Some(format!("{polls}")),
                "the commit after one that was dropped"
            );
            let scan = Scan::first(2 * PARTS).prefix("part/");
            let parts = subject.store.scan(TENANT, Table::Order, scan).await?;
            let of_it = parts.iter().filter(|part| part.value == format!("{polls}")).count();
            ensure!(
                of_it == 0 || of_it == parts.len() && of_it == PARTS,
                "a commit that was dropped after {polls} polls is there in part: {of_it} of {PARTS}"
            );
            ensure!(
                parts.is_empty() || parts.len() == PARTS,
                "a commit that was dropped after {polls} polls has removed a part: {} of {PARTS} are left",
                parts.len()
            );
            if done.is_some() {
                ensure_eq!(of_it, PARTS, "the documents of a commit that was confirmed");
                break;
            }
        }
    }
    Ok(())
}

pub async fn a_lease_whose_taking_was_dropped_is_free_in_time(subject: Subject) -> CaseResult {
    let key = LeaseKey::new(TENANT, "orders");
    let mut last = 0;
    for _ in 0..ROUNDS {
        for polls in 0..MOST {
            let taking = subject.store.try_acquire(&key, "dropped", TTL);
            let is_over = cut_off(polls, taking).await.transpose()?.is_some();
            if subject.pass(TTL).is_none() {
                return Ok(());
            }
            let lease = subject.acquire(&key).await?;
            ensure!(lease.epoch() > last, "epoch {} came after epoch {last}", lease.epoch());
            last = lease.epoch();
            subject.store.commit(TENANT, std::slice::from_ref(lease.fence()), Batch::new()).await?;
            subject.store.release(lease).await?;
            if is_over {
                break;
            }
        }
    }
    Ok(())
}

pub async fn reads_that_are_dropped_leave_the_store_readable(subject: Subject) -> CaseResult {
    const DOCUMENTS: usize = 2_000;
    let mut batch = Batch::new();
    for number in 0..DOCUMENTS {
        batch.put(Table::Order, format!("{number:04}"), "1");
    }
    subject.store.commit(TENANT, &[], batch).await?;
    for polls in 0..MOST {
        let scan = subject.store.scan(TENANT, Table::Order, Scan::first(DOCUMENTS));
        let scanned = cut_off(polls, scan).await.transpose()?;
        let got = cut_off(polls, subject.store.get(TENANT, Table::Order, &["0000", "1999"])).await;
        let got = got.transpose()?;
        let counted = cut_off(polls, subject.store.count(TENANT, Table::Order, "")).await.transpose()?;
        // What was written since is seen: no old picture is kept by a read that is over.
        let now = format!("{polls}");
        subject.put(&[("0000", &now)]).await?;
        ensure_eq!(subject.get("0000").await?, Some(now), "a document written after reads that were dropped");
        if scanned.is_some() && got.is_some() && counted.is_some() {
            break;
        }
    }
    ensure_eq!(subject.all_keys().await?.len(), DOCUMENTS, "the documents after reads that were dropped");
    Ok(())
}

/// The result of a call, or none if it has not ended when it has been polled so many times: then it is dropped.
async fn cut_off<T>(polls: usize, call: impl Future<Output = T>) -> Option<T> {
    let (mut call, mut left) = (pin!(call), polls);
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        call.as_mut().poll(context).map(Some)
    })
    .await
}
