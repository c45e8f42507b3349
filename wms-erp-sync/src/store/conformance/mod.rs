//! What every [`Store`] must do, as tests: run them on a store of your own with
//! [`store_conformance!`](crate::store_conformance).
//!
//! ```
//! use wms_erp_sync::store::{MemoryStore, conformance::{Subject, clock}};
//!
//! // Where the tests are; the crate needs `tokio` with `macros` and `rt-multi-thread` for them.
//! wms_erp_sync::store_conformance!(memory, async {
//!     let clock = clock();
//!     let store = MemoryStore::new().with_clock(clock.clone());
//!     Subject::new(store.clone()).going_by(clock).opening_again(move || {
//!         let store = store.clone();
//!         async move { Ok(store) }
//!     })
//! });
//! ```

pub mod batch;
pub mod cancellation;
pub mod concurrency;
pub mod document;
pub mod durability;
pub mod expiry;
pub mod fence;
pub mod lease;

use std::any::Any;
use std::fmt;
use std::future::Future;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use futures::future::BoxFuture;

use super::{Batch, Lease, LeaseKey, Scan, Store, StoreError, Table};
use crate::clock::{Clock, ManualClock};

/// For how long the cases take a lease.
pub const TTL: Duration = Duration::from_secs(60);

/// A clock for a subject, at a time of its own.
pub fn clock() -> ManualClock {
    ManualClock::new(DateTime::UNIX_EPOCH + TimeDelta::days(20_000))
}

/// An empty store that a case is run on, and what is known of it.
pub struct Subject {
    store: Arc<dyn Store>,
    again: Option<Box<Again>>,
    clock: Option<ManualClock>,
    _keep: Vec<Box<dyn Any + Send + Sync>>,
}

type Again = dyn Fn() -> BoxFuture<'static, Result<Arc<dyn Store>, StoreError>> + Send + Sync;

impl Subject {
    /// A store, empty and not shared.
    pub fn new(store: impl Store) -> Self {
        Self { store: Arc::new(store), again: None, clock: None, _keep: Vec::new() }
    }

    /// Declares how the same content is opened a second time, beside the first handle or after it is gone. Without it
    /// the cases of [`durability`] check nothing, and say so.
    #[must_use]
    pub fn opening_again<S: Store, F>(mut self, open: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<S, StoreError>> + Send + 'static,
    {
        self.again = Some(Box::new(move || {
            let opening = open();
            Box::pin(async move { Ok(Arc::new(opening.await?) as Arc<dyn Store>) })
        }));
        self
    }

    /// Declares the clock by which the store, also one that is opened again, decides when a lease is over. Without it the
    /// cases of [`expiry`] check nothing, and say so.
    #[must_use]
    pub fn going_by(self, clock: ManualClock) -> Self {
        Self { clock: Some(clock), ..self }
    }

    /// Keeps something as long as the subject lives: a temporary folder, a container.
    #[must_use]
    pub fn keeping(mut self, thing: impl Any + Send + Sync) -> Self {
        self._keep.push(Box::new(thing));
        self
    }
}

impl<S: Store> From<S> for Subject {
    fn from(store: S) -> Self {
        Self::new(store)
    }
}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subject").field("store", &self.store).finish_non_exhaustive()
    }
}

/// What a store did that no store may do.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Violation(String);

impl From<StoreError> for Violation {
    fn from(error: StoreError) -> Self {
        Self(format!("the store failed where it should not: {error} ({error:?})"))
    }
}

/// How a case ends.
pub type CaseResult = Result<(), Violation>;

/// A case: its name, and what it does with a subject that is empty.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Case {
    /// The promise that is tested.
    pub name: &'static str,
    /// The test. It takes the subject for itself.
    pub run: fn(Subject) -> BoxFuture<'static, CaseResult>,
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// One `#[tokio::test]` per case, in a module `$name`. `$subject` is a future of a [`Subject`] or a [`Store`], empty and
/// new each time it is evaluated.
#[macro_export]
macro_rules! store_conformance {
    ($name:ident, $subject:expr) => {
        $crate::__store_conformance_cases! { ($crate::__store_conformance_tests) ($name, $subject) }
    };
}

/// The list of all cases; a new case is added here and nowhere else.
#[doc(hidden)]
#[macro_export]
macro_rules! __store_conformance_cases {
    (($($callback:tt)*) ($($argument:tt)*)) => {
        $($callback)*! {
            ($($argument)*)
            document::get_answers_in_the_order_asked
            document::a_later_put_replaces_an_earlier_one
            document::values_come_back_unchanged
            document::odd_keys_are_keys_like_others
            document::keys_that_look_alike_are_different
            document::a_scan_ascends_by_bytes
            document::pages_of_a_scan_have_neither_gaps_nor_repetitions
            document::a_scan_takes_its_prefix_literally
            document::a_scan_stays_within_prefix_after_and_limit
            document::count_agrees_with_scan
            document::tenants_are_apart
            document::tables_are_apart
            document::tables_that_are_scanned_together_are_found_as_one_by_one
            document::one_document_of_many_tenants_is_found_in_their_order
            batch::a_batch_lands_whole
            batch::writes_are_done_in_order
            batch::delete_prefix_removes_just_its_keys
            batch::removing_what_is_not_there_is_fine
            batch::an_empty_batch_is_fine
            batch::thousands_of_documents_at_once
            lease::a_lease_says_what_it_is
            lease::a_held_lease_is_busy
            lease::held_leases_are_shown_with_their_owner_and_end
            lease::a_released_lease_is_free
            lease::leases_of_different_keys_are_independent
            lease::epochs_strictly_increase
            lease::a_held_lease_can_be_renewed
            lease::a_lost_lease_cannot_be_renewed
            lease::a_released_lease_cannot_be_renewed
            lease::releasing_a_lost_lease_leaves_its_successor_alone
            lease::a_lease_is_released_by_what_it_says
            lease::a_commit_gives_a_lease_back_with_its_writes
            lease::a_refused_commit_gives_no_lease_back
            lease::a_commit_that_gives_a_lost_lease_back_leaves_its_successor_alone
            expiry::a_lease_lasts_as_long_as_was_asked_for
            expiry::an_expired_lease_goes_to_the_next_who_asks
            expiry::a_renewed_lease_lasts_from_its_renewal
            expiry::an_expired_lease_cannot_be_renewed
            expiry::a_late_holder_commits_nothing_once_there_is_a_successor
            expiry::epochs_increase_across_expiry_release_and_reopening
            expiry::a_dropped_lease_is_free_when_its_time_is_over
            expiry::a_clock_that_was_set_back_keeps_no_lease
            expiry::a_small_step_back_of_the_clock_takes_no_lease_away
            fence::a_current_fence_lets_a_commit_through
            fence::a_stale_fence_is_refused_and_nothing_written
            fence::an_epoch_never_given_out_is_refused
            fence::one_stale_fence_among_several_refuses_all
            fence::a_stale_fence_is_refused_without_writes_too
            fence::a_commit_without_fences_is_an_operators
            concurrency::commits_of_many_tasks_all_land
            concurrency::of_many_who_ask_one_gets_the_lease
            concurrency::a_scan_sees_a_commit_whole_or_not
            cancellation::a_commit_dropped_at_any_point_is_done_or_not_and_the_next_one_lands
            cancellation::a_lease_whose_taking_was_dropped_is_free_in_time
            cancellation::reads_that_are_dropped_leave_the_store_readable
            durability::a_store_opened_again_has_everything
            durability::epochs_go_on_where_they_were
            durability::two_handles_exclude_each_other
            durability::a_stale_fence_is_refused_through_the_other_handle
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __store_conformance_tests {
    (($name:ident, $subject:expr) $($room:ident::$case:ident)*) => {
        mod $name {
            #[allow(unused_imports, reason = "the subject may need nothing of what is around it")]
            use super::*;

            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    let subject = $crate::store::conformance::Subject::from($subject.await);
                    if let Err(violation) = $crate::store::conformance::$room::$case(subject).await {
                        panic!("{violation}");
                    }
                }
            )*
        }
    };
}

macro_rules! table_of_cases {
    (() $($room:ident::$case:ident)*) => {
        /// All cases, for those who run them in another way than by [`store_conformance!`](crate::store_conformance).
        pub const CASES: &[Case] = &[$(Case {
            name: concat!(stringify!($room), "::", stringify!($case)),
            run: |subject| Box::pin($room::$case(subject)),
        }),*];
    };
}

crate::__store_conformance_cases! { (table_of_cases) () }

/// Ends the case unless the condition holds.
macro_rules! ensure {
    ($condition:expr, $($promise:tt)+) => {
        if !$condition {
            return Err($crate::store::conformance::Violation(format!($($promise)+)));
        }
    };
}

/// Ends the case unless both are equal.
macro_rules! ensure_eq {
    ($found:expr, $expected:expr, $($promise:tt)+) => {
        match (&$found, &$expected) {
            (found, expected) => {
                $crate::store::conformance::ensure!(
                    *found == *expected,
                    "{}: found {found:?}, expected {expected:?}",
                    format_args!($($promise)+)
                );
            }
        }
    };
}

use {ensure, ensure_eq};

const TENANT: &str = "acme";

/// What a case does again and again, in few words.
impl Subject {
    async fn put(&self, documents: &[(&str, &str)]) -> CaseResult {
        let mut batch = Batch::new();
        for (key, value) in documents {
            batch.put(Table::Order, *key, *value);
        }
        Ok(self.store.commit(TENANT, &[], batch).await?)
    }

    async fn get(&self, key: &str) -> Result<Option<String>, Violation> {
        let mut found = self.store.get(TENANT, Table::Order, &[key]).await?;
        ensure_eq!(found.len(), 1, "get answers each key once");
        Ok(found.remove(0))
    }

    async fn keys(&self, scan: Scan<'_>) -> Result<Vec<String>, Violation> {
        let found = self.store.scan(TENANT, Table::Order, scan).await?;
        Ok(found.into_iter().map(|document| document.key).collect())
    }

    async fn all_keys(&self) -> Result<Vec<String>, Violation> {
        self.keys(Scan::first(100_000)).await
    }

    async fn acquire(&self, key: &LeaseKey) -> Result<Lease, Violation> {
        acquire(&*self.store, key).await
    }

    /// Whether another gets the lease.
    async fn is_busy(&self, key: &LeaseKey) -> Result<bool, Violation> {
        Ok(self.store.try_acquire(key, "another", TTL).await?.is_none())
    }

    /// Lets time pass. `None`: the subject does not say which clock it goes by.
    fn pass(&self, time: Duration) -> Option<()> {
        match &self.clock {
            Some(clock) => clock.advance(time),
            None => say_skipped("which clock it goes by (Subject::going_by)"),
        }
        self.clock.as_ref().map(drop)
    }

    /// Sets the clock back.
    fn set_back(&self, time: TimeDelta) -> Option<()> {
        self.pass(Duration::ZERO)?;
        let clock = self.clock.as_ref()?;
        clock.set(clock.now() - time);
        Some(())
    }
}

/// A case that checks nothing must not look like one that does: past the capture of test output, which hides what a test
/// that passes has said.
fn say_skipped(what: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: the subject does not say {what}");
}

async fn acquire(store: &dyn Store, key: &LeaseKey) -> Result<Lease, Violation> {
    let lease = store.try_acquire(key, "conformance", TTL).await?;
    lease.ok_or_else(|| Violation(format!("the lease {key} is free, but was said to be busy")))
}

/// A batch of one document.
fn one(key: &str, value: &str) -> Batch {
    let mut batch = Batch::new();
    batch.put(Table::Order, key, value);
    batch
}
