//! Readers share what they look at: however many ask for the same tenant at once, the store is read for the first of them, and once
//! more for all who came while it was.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What is looked at, by name.
#[derive(Debug)]
pub(super) struct Looks<T>(Mutex<HashMap<String, Arc<Place<T>>>>);

#[derive(Debug)]
struct Place<T> {
    /// How many have asked.
    asked: AtomicU64,
    /// The last look that others were waiting for.
    last: tokio::sync::Mutex<Option<Look<T>>>,
}

#[derive(Debug)]
struct Look<T> {
    /// Who asked with this number, or before, had asked when it began: it shows whatever they had done.
    covers: u64,
    found: Arc<T>,
}

impl<T> Default for Looks<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Looks<T> {
    /// What one finds who looks now: by an own look, or by that of another which began after this call.
    pub(super) async fn at(&self, name: &str, look: impl Future<Output = T>) -> Arc<T> {
        let place = self.place(name);
        let number = place.asked.fetch_add(1, Ordering::SeqCst) + 1;
        // Fair: one after the other. Who leaves without an answer leaves the place to the next.
        let mut last = place.last.lock().await;
        if let Some(look) = last.as_ref().filter(|look| look.covers >= number) {
            return Arc::clone(&look.found);
        }
        let covers = place.asked.load(Ordering::SeqCst);
        let found = Arc::new(look.await);
        // For those only who asked before it began. The place goes when no one is at it.
        *last = (covers > number).then(|| Look { covers, found: Arc::clone(&found) });
        found
    }

    fn place(&self, name: &str) -> Arc<Place<T>> {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // One that no one asks for is not needed any more, such as of a tenant that is gone.
        places.retain(|known, place| known == name || Arc::strong_count(place) > 1);
        let new = || Arc::new(Place { asked: AtomicU64::new(0), last: tokio::sync::Mutex::default() });
        Arc::clone(places.entry(name.to_owned()).or_insert_with(new))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use futures::FutureExt;
    use tokio::sync::Notify;

    use super::*;

    #[tokio::test]
    async fn who_asks_while_another_looks_shares_the_next_look_and_never_an_older_one() {
        let (looks, begun, go) =
            (Arc::new(Looks::default()), Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
        let ask = || {
            let (looks, begun, go) = (Arc::clone(&looks), Arc::clone(&begun), Arc::clone(&go));
            tokio::spawn(async move {
                let look = async {
                    let number = begun.fetch_add(1, Ordering::SeqCst) + 1;
                    go.notified().await;
                    number
                };
                *looks.at("acme", look).await
            })
        };
        let first = ask();
        tokio::task::yield_now().await;
        let others: Vec<_> = (0..20).map(|_| ask()).collect();
        tokio::task::yield_now().await;
        assert_eq!(begun.load(Ordering::SeqCst), 1);
        go.notify_one();
        assert_eq!(first.await.unwrap(), 1);
        go.notify_one();
        for other in others {
            assert_eq!(other.await.unwrap(), 2, "one look for all of them, and not the one that had begun");
        }
        // Another name waits for none of them, and nothing is kept for later.
        assert_eq!(*looks.at("other", async { 7 }).now_or_never().unwrap(), 7);
        assert_eq!(looks.0.lock().unwrap().keys().collect::<Vec<_>>(), ["other"]);
        go.notify_one();
        assert_eq!(ask().await.unwrap(), 3);
    }

    #[tokio::test]
    async fn one_who_leaves_leaves_the_look_to_the_next() {
        let looks = Arc::new(Looks::default());
        let stuck = tokio::spawn({
            let looks = Arc::clone(&looks);
            async move { looks.at("acme", std::future::pending::<usize>()).await }
        });
        tokio::task::yield_now().await;
        let next = tokio::spawn({
            let looks = Arc::clone(&looks);
            async move { *looks.at("acme", async { 5 }).await }
        });
        tokio::task::yield_now().await;
        stuck.abort();
        assert_eq!(next.await.unwrap(), 5);
    }
}
