//! Stores that are broken on purpose: the suite must find each of them out.

#[path = "broken_store.rs"]
mod store;

use std::collections::BTreeSet;

use futures::FutureExt;
use wms_erp_sync::store::conformance::{CASES, Subject, clock};

use self::store::{Broken, Fault};

/// Each fault, and a case that is there to find it.
const FAULTS: &[(Fault, &str)] = &[
    (Fault::IgnoresEpochs, "fence::a_stale_fence_is_refused_and_nothing_written"),
    (Fault::ChecksEpochsAfterWriting, "fence::a_stale_fence_is_refused_and_nothing_written"),
    (Fault::ChecksTheFirstFenceOnly, "fence::one_stale_fence_among_several_refuses_all"),
    (Fault::ForgetsEpochsAfterRelease, "lease::epochs_strictly_increase"),
    (Fault::GivesAHeldLeaseAgain, "lease::a_held_lease_is_busy"),
    (Fault::NeverExpires, "expiry::an_expired_lease_goes_to_the_next_who_asks"),
    (Fault::NeverExpires, "expiry::a_dropped_lease_is_free_when_its_time_is_over"),
    (Fault::IgnoresTheDuration, "expiry::a_lease_lasts_as_long_as_was_asked_for"),
    (Fault::RenewsTheDead, "expiry::an_expired_lease_cannot_be_renewed"),
    (Fault::RenewsTheDead, "lease::a_released_lease_cannot_be_renewed"),
    (Fault::RenewsWithoutEffect, "expiry::a_renewed_lease_lasts_from_its_renewal"),
    (Fault::ForgetsEpochsAfterRelease, "expiry::epochs_increase_across_expiry_release_and_reopening"),
    (Fault::AcceptsALateCommit, "expiry::a_late_holder_commits_nothing_once_there_is_a_successor"),
    (Fault::KeepsLeasesOfAClockThatWasAhead, "expiry::a_clock_that_was_set_back_keeps_no_lease"),
    (Fault::FreesLeasesAtAnyStepBack, "expiry::a_small_step_back_of_the_clock_takes_no_lease_away"),
    (Fault::ConfusesLeasesOfTenants, "lease::leases_of_different_keys_are_independent"),
    (Fault::LosesTheLastWriteOfABatch, "batch::a_batch_lands_whole"),
    (Fault::LosesWritesBehindTheThousandth, "batch::thousands_of_documents_at_once"),
    (Fault::WritesPutsBeforeDeletes, "batch::writes_are_done_in_order"),
    (Fault::CommitsWriteByWrite, "concurrency::a_scan_sees_a_commit_whole_or_not"),
    (Fault::ReordersAScan, "document::a_scan_ascends_by_bytes"),
    (Fault::ForgetsTheLimit, "document::a_scan_stays_within_prefix_after_and_limit"),
    (Fault::RepeatsTheLastKeyOfAPage, "document::pages_of_a_scan_have_neither_gaps_nor_repetitions"),
    (Fault::TakesPercentAsPattern, "batch::delete_prefix_removes_just_its_keys"),
    (Fault::AnswersInKeyOrder, "document::get_answers_in_the_order_asked"),
    (Fault::IgnoresCase, "document::keys_that_look_alike_are_different"),
    (Fault::TrimsValues, "document::values_come_back_unchanged"),
    (Fault::LeaksBetweenTenants, "document::tenants_are_apart"),
    (Fault::LeaksBetweenTables, "document::tables_are_apart"),
    (Fault::LeavesTheOrderToAUnion, "document::tables_that_are_scanned_together_are_found_as_one_by_one"),
    (Fault::LeaksBetweenTenants, "document::one_document_of_many_tenants_is_found_in_their_order"),
    (Fault::ForgetsWhenClosed, "durability::a_store_opened_again_has_everything"),
    (Fault::TakesEmptyBatchesForDone, "fence::a_stale_fence_is_refused_without_writes_too"),
    (Fault::RefusesToRemoveNothing, "batch::removing_what_is_not_there_is_fine"),
    (Fault::RefusesOperators, "fence::a_commit_without_fences_is_an_operators"),
    (Fault::RenewsALostLease, "lease::a_lost_lease_cannot_be_renewed"),
    (Fault::NeverRenews, "lease::a_held_lease_can_be_renewed"),
    (Fault::ReleasesWhoeverHolds, "lease::releasing_a_lost_lease_leaves_its_successor_alone"),
    (Fault::KeepsReleasedLeases, "lease::a_released_lease_is_free"),
    (Fault::KeepsReleasedLeases, "lease::a_lease_is_released_by_what_it_says"),
    (Fault::KeepsLeasesThatACommitGivesBack, "lease::a_commit_gives_a_lease_back_with_its_writes"),
    (Fault::GivesBackBeforeFencesAreChecked, "lease::a_refused_commit_gives_no_lease_back"),
    (Fault::ReleasesWhoeverHolds, "lease::a_commit_that_gives_a_lost_lease_back_leaves_its_successor_alone"),
    (Fault::LosesTheOwner, "lease::a_lease_says_what_it_is"),
    (Fault::ReplacesNothing, "document::a_later_put_replaces_an_earlier_one"),
    (Fault::CountsOneTooMany, "document::count_agrees_with_scan"),
    (Fault::LeasesAreEachHandlesOwn, "durability::two_handles_exclude_each_other"),
    (Fault::RefusesEmptyBatches, "batch::an_empty_batch_is_fine"),
    (Fault::RefusesSeveralFences, "fence::a_current_fence_lets_a_commit_through"),
    (
        Fault::CommitsWriteByWrite,
        "cancellation::a_commit_dropped_at_any_point_is_done_or_not_and_the_next_one_lands",
    ),
    (
        Fault::StaysLockedAfterADroppedCommit,
        "cancellation::a_commit_dropped_at_any_point_is_done_or_not_and_the_next_one_lands",
    ),
    (
        Fault::KeepsALeaseWhoseTakingWasDropped,
        "cancellation::a_lease_whose_taking_was_dropped_is_free_in_time",
    ),
    (Fault::StaysLockedAfterADroppedRead, "cancellation::reads_that_are_dropped_leave_the_store_readable"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_suite_finds_every_broken_store_out() {
    let mut idle: BTreeSet<_> = CASES.iter().map(|case| case.name).collect();
    for (fault, expected) in FAULTS {
        let found = violations(Some(*fault)).await;
        assert!(found.contains(expected), "{fault:?} was not found by {expected}, but by {found:?}");
        idle.retain(|case| !found.contains(case));
    }
    assert!(idle.is_empty(), "no fault was found by {idle:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_suite_finds_nothing_in_the_same_store_unbroken() {
    assert_eq!(violations(None).await, [""; 0]);
}

/// The cases that fail over a store with this fault. One that panics has not told what is wrong, and does not count.
async fn violations(fault: Option<Fault>) -> Vec<&'static str> {
    let mut found = Vec::new();
    for case in CASES {
        let clock = clock();
        let store = Broken::new(fault, clock.clone());
        let first = store.clone();
        let subject = Subject::new(store).going_by(clock).opening_again(move || {
            let second = first.another_handle();
            async move { Ok(second) }
        });
        let verdict = std::panic::AssertUnwindSafe((case.run)(subject)).catch_unwind().await;
        if let Ok(Err(_)) = verdict {
            found.push(case.name);
        }
    }
    found
}
