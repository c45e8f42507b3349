//! The engine is stopped before and after every call that it makes in a day, started again, and ends where it would have
//! ended.

mod day;
mod exchange;
mod ports;
mod store;
mod wire;
pub(crate) mod world;

use std::sync::Arc;

use futures::StreamExt;
use wms_erp_sync::clock::ManualClock;
use wms_erp_sync::store::{MemoryStore, SqliteStore, Store};

use day::Day;
use wire::{Moment, Wire};

/// Set, the engine is stopped on either side of every single call; else once between any two calls with an effect. Calls
/// that only read leave nothing behind, so that a new engine could not tell more places than these apart.
const EVERY_CALL: &str = "CRASH_AT_EVERY_CALL";

fn every_call() -> bool {
    std::env::var_os(EVERY_CALL).is_some()
}

/// Where the undisturbed day ends, and the places to stop at.
async fn undisturbed() -> (String, Vec<(usize, Moment)>) {
    let wire = Arc::new(Wire::counting());
    let end = Day::start().await.live(MemoryStore::new(), Arc::clone(&wire)).await;
    let (calls, effects) = (wire.calls(), wire.effects());
    assert!(calls > 200 && effects.len() > 100, "a day of {calls} calls is no day");
    let places = if every_call() {
        (0..calls).flat_map(|call| [(call, Moment::Before), (call, Moment::After)]).collect()
    } else {
        let after = effects.iter().map(|call| (*call, Moment::After));
        std::iter::once((effects[0], Moment::Before)).chain(after).collect()
    };
    (end, places)
}

/// Lives the day once for each point, some at a time, and compares its end with the undisturbed one.
async fn compare<S: Store + Clone>(
    points: impl Iterator<Item = (usize, Moment)>,
    store: impl AsyncFn(ManualClock) -> S,
    expected: &str,
) -> usize {
    let lives = futures::stream::iter(points).map(|(call, moment)| {
        let store = &store;
        async move {
            let (day, wire) = (Day::start().await, Arc::new(Wire::cut(call, moment)));
            let store = store(day.clock()).await;
            let life = tokio::spawn({
                let wire = Arc::clone(&wire);
                async move { day.live(store, wire).await }
            });
            (format!("stopped {moment:?} call {call}"), wire, life.await)
        }
    });
    let mut lives = std::pin::pin!(lives.buffer_unordered(4));
    let mut count = 0;
    while let Some((place, wire, end)) = lives.next().await {
        let place = format!("{place}, {}", wire.place());
        let end = end.unwrap_or_else(|error| panic!("{place}: {error}"));
        assert!(wire.was_cut(), "{place}: never came to it");
        assert_eq!(end, expected, "{place}");
        count += 1;
    }
    count
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s01_stopped_anywhere_the_day_ends_as_if_nothing_had_happened() {
    let (expected, places) = undisturbed().await;
    let count =
        compare(places.iter().copied(), async |clock| MemoryStore::new().with_clock(clock), &expected).await;
    assert_eq!(count, places.len());
    println!("stopped at {count} places, in memory");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s01_stopped_anywhere_on_sqlite_too() {
    let (expected, places) = undisturbed().await;
    let directory = tempfile::tempdir().unwrap();
    let number = std::sync::atomic::AtomicUsize::new(0);
    let open = async |clock| {
        let number = number.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let store = SqliteStore::open(directory.path().join(format!("{number}.sqlite3"))).await.unwrap();
        store.with_clock(clock)
    };
    // A prime, so that in the course of the day all sorts of calls are met.
    let step = if every_call() { 1 } else { 5 };
    let count = compare(places.into_iter().step_by(step), open, &expected).await;
    assert!(count > 35, "{count}");
    println!("stopped at {count} places, on SQLite");
}
