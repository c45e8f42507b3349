//! How the requests of an hour are divided among the processes behind one address. Arithmetic only.
//!
//! Each process claims a small portion ahead of use: it writes down how many it may have sent in the hour, and reads what the
//! others have written. One that would exceed the limit by that takes its claim back. Of two that claim at the same moment at
//! least one sees the other, so all claims that stand are within the limit: no lock is needed, and no clock but for the hour.
//!
//! Besides, a hundredth of the limit is kept for each process that is known, the one that claims among them. That is what a process may
//! send while it cannot reach the store: no more than that is sent without being counted.

use chrono::{DateTime, TimeDelta, Utc};
use twentyfour_client::{Priority, Usage};

use crate::document::RequestShare;

/// A process is known to the others for so long after it wrote last. Those that have ended are forgotten then.
const KNOWN: TimeDelta = TimeDelta::minutes(15);
/// For so long after it last reached the store, a process that cannot reach it sends what was left to it. Less than [`KNOWN`]: clocks
/// differ.
const ALONE: TimeDelta = TimeDelta::minutes(10);

/// What one process claims at a time, of so many requests an hour.
pub(super) fn portion(limit: u32) -> u32 {
    (limit / 300).max(1)
}

/// What is left to each process for the time in which it cannot reach the store.
pub(super) fn reserve(limit: u32) -> u32 {
    (limit / 100).max(1)
}

/// The claim of a process that has used so many and wants so many more.
pub(super) fn claim(usage: &Usage, more: u32, foreign: u32) -> RequestShare {
    RequestShare {
        hour: usage.hour,
        claimed: usage.used.saturating_add(more),
        foreign,
        foreign_before: 0,
        blocked: usage.blocked.filter(|until| *until > usage.now),
        seen: usage.now,
    }
}

/// What is left of the limit behind this claim, those of the others, and what is kept for each of them. Below zero: too much is
/// claimed.
pub(super) fn left(limit: u32, own: &RequestShare, others: &[RequestShare]) -> i64 {
    let of_hour = || others.iter().filter(|other| other.hour == own.hour);
    let claimed: i64 = of_hour().map(|other| i64::from(other.claimed)).sum();
    let foreign = of_hour().chain([own]).map(|share| share.foreign).max().unwrap_or_default();
    let kept = i64::from(reserve(limit)) * i64::from(processes(others, own.seen));
    i64::from(limit) - i64::from(own.claimed) - claimed - i64::from(foreign) - kept
}

/// Whether a claim for a request so urgent may stand.
pub(super) fn stands(left: i64, limit: u32, priority: Priority) -> bool {
    left >= i64::from(priority.kept_back(limit))
}

/// How many requests the service counts in the hour that no process of ours can have sent. Other programs behind the address have,
/// or the limit is another one.
pub(super) fn foreign(usage: &Usage, others: &[RequestShare]) -> u32 {
    let Some(remaining) = usage.remaining else { return 0 };
    let of_hour = others.iter().filter(|other| other.hour == usage.hour);
    let ours = of_hour.fold(usage.used, |sum, other| sum.saturating_add(other.claimed));
    usage.limit.saturating_sub(remaining).saturating_sub(ours)
}

/// How many requests an hour all processes have together: what others behind the address send, by the count of the service, and what is
/// kept for each process is no part of it. Others are taken to send what they sent in the hour before, until they send more.
pub(super) fn supply(limit: u32, shares: &[RequestShare], now: DateTime<Utc>) -> u32 {
    let hour = shares.iter().map(|share| share.hour).max().unwrap_or_default();
    let foreign = shares.iter().filter_map(|share| match hour - share.hour {
        age if age == TimeDelta::zero() => Some(share.foreign.max(share.foreign_before)),
        age if age <= TimeDelta::hours(1) => Some(share.foreign),
        _ => None,
    });
    let is_recent = now - hour < TimeDelta::hours(2);
    let foreign = foreign.max().filter(|_| is_recent).unwrap_or_default();
    let known = shares.iter().filter(|share| is_known(share, now)).count();
    let kept = reserve(limit).saturating_mul(u32::try_from(known.max(1)).unwrap_or(u32::MAX));
    limit.saturating_sub(foreign).saturating_sub(kept)
}

/// Until when the service refuses requests, as the one that found out says.
pub(super) fn blocked(others: &[RequestShare], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    others.iter().filter_map(|other| other.blocked).filter(|until| *until > now).max()
}

/// How many processes share the limit: those of these that are known, and the one that asks.
pub(super) fn processes(others: &[RequestShare], now: DateTime<Utc>) -> u32 {
    let known = others.iter().filter(|other| is_known(other, now)).count();
    u32::try_from(known).unwrap_or(u32::MAX - 1) + 1
}

fn is_known(share: &RequestShare, now: DateTime<Utc>) -> bool {
    (now - share.seen).abs() < KNOWN
}

/// Whether it belongs to a process that ended long ago.
pub(super) fn is_over(share: &RequestShare, now: DateTime<Utc>) -> bool {
    now - share.seen > TimeDelta::days(1)
}

/// What a process knows of the last time at which it reached the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LastLook {
    pub(super) at: DateTime<Utc>,
    pub(super) hour: DateTime<Utc>,
    /// How many it was granted in that hour.
    pub(super) granted: u32,
    /// What was left then.
    pub(super) left: i64,
}

/// How many a process may have sent in the hour that cannot reach the store.
pub(super) fn alone(usage: &Usage, last: Option<LastLook>) -> u32 {
    let Some(last) = last else { return usage.used };
    let is_same_hour = last.hour == usage.hour;
    let granted = if is_same_hour { last.granted } else { 0 };
    // Where more was claimed than there is, nothing was kept for it in that hour.
    let is_kept = (usage.now - last.at).abs() < ALONE && (last.left >= 0 || !is_same_hour);
    granted.saturating_add(if is_kept { reserve(usage.limit) } else { 0 })
}

#[cfg(test)]
mod tests;
