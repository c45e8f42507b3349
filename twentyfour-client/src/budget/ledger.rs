//! A budget that several processes share: where it is counted, and what they say to each other about it.

use std::fmt::Debug;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::Priority;

/// Counts a budget that several processes share, such as the replicas of a service behind one address. Each process takes
/// small portions of the hour from it, and asks again when one is used up.
///
/// # Contract
/// - All processes together are given no more than [`limit`](Usage::limit) requests an hour.
/// - It always answers. Where the count cannot be reached, it decides what is safe without it.
/// - It is asked by one task of a process at a time.
#[async_trait]
pub trait Ledger: Debug + Send + Sync {
    /// Takes a portion for this process.
    async fn claim(&self, usage: Usage) -> Portion;
}

/// What a process has used when it asks for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Usage {
    /// The time.
    pub now: DateTime<Utc>,
    /// The beginning of the hour that is counted.
    pub hour: DateTime<Utc>,
    /// How many requests an hour all processes have together.
    pub limit: u32,
    /// How many this process has sent in the hour.
    pub used: u32,
    /// What the service says is left in the hour, less what this process has sent since. It counts what others behind the
    /// address send, too.
    pub remaining: Option<u32>,
    /// Until when the service refuses requests.
    pub blocked: Option<DateTime<Utc>>,
    /// How urgent the request is for which more is wanted.
    pub priority: Priority,
}

/// What a process may send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Portion {
    /// How many requests it may have sent in the hour, all in all. No more than it has [used](Usage::used) already: none.
    pub up_to: u32,
    /// How many are left in the hour for all processes together, those of this portion among them.
    pub left: u32,
    /// Until when the service refuses requests, where another process has found out.
    pub blocked: Option<DateTime<Utc>>,
}

impl Usage {
    /// For tests of a ledger: nothing used, of so many an hour, in the hour of `now`.
    pub fn new(now: DateTime<Utc>, limit: u32, priority: Priority) -> Self {
        let hour = super::hour_of(now);
        Self { now, hour, limit, used: 0, remaining: None, blocked: None, priority }
    }
}

impl Priority {
    /// How many of so many requests an hour it leaves to more urgent ones.
    pub fn kept_back(self, limit: u32) -> u32 {
        match self {
            Self::Low => limit / 5,
            Self::Normal => limit / 20,
            Self::High => 0,
        }
    }
}
