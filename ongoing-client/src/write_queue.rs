//! One write at a time for each goods owner, across all clients of the process.
//!
//! The vendor runs the writes of a goods owner one after another anyway, and lets those that queue up on its side time
//! out: "make all calls sequentially", its page on parallel requests advises. A queue on this side loses none.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, Weak};

use tokio::sync::oneshot;

/// So many urgent writes in a row let one that can wait go first.
const MAX_URGENT_IN_A_ROW: u8 = 8;

/// By base URL and goods owner.
type Queues = HashMap<(String, i32), Weak<WriteQueue>>;

static QUEUES: LazyLock<Mutex<Queues>> = LazyLock::new(Mutex::default);

/// The queue of one goods owner of one system. First come, first served; but bulk data waits for the rest.
#[derive(Debug, Default)]
pub(crate) struct WriteQueue {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    taken: bool,
    urgent: VecDeque<oneshot::Sender<Turn>>,
    bulk: VecDeque<oneshot::Sender<Turn>>,
    urgent_in_a_row: u8,
}

/// The right to write; dropped, it goes to the next.
#[derive(Debug)]
pub(crate) struct Turn(Option<Arc<WriteQueue>>);

impl WriteQueue {
    /// The queue that all clients with this base URL and goods owner share.
    pub(crate) fn of(base_url: &str, goods_owner: i32) -> Arc<Self> {
        let mut queues = lock(&QUEUES);
        queues.retain(|_, queue| queue.strong_count() > 0);
        let entry = queues.entry((base_url.to_owned(), goods_owner)).or_default();
        entry.upgrade().unwrap_or_else(|| {
            let queue = Arc::new(Self::default());
            *entry = Arc::downgrade(&queue);
            queue
        })
    }

    /// Waits for the right to write. A caller that gives up waiting loses its place and nothing else.
    pub(crate) async fn turn(self: &Arc<Self>, bulk: bool) -> Turn {
        let turn = {
            let mut state = lock(&self.state);
            if !std::mem::replace(&mut state.taken, true) {
                return Turn(Some(Arc::clone(self)));
            }
            let (give, turn) = oneshot::channel();
            if bulk { &mut state.bulk } else { &mut state.urgent }.push_back(give);
            turn
        };
        // A sender is only dropped with its queue, which this call keeps alive.
        turn.await.unwrap_or(Turn(None))
    }

    fn pass_on(self: Arc<Self>) {
        let mut turn = Turn(Some(Arc::clone(&self)));
        loop {
            let Some(next) = lock(&self.state).next() else {
                turn.0 = None;
                return;
            };
            match next.send(turn) {
                Ok(()) => return,
                Err(back) => turn = back,
            }
        }
    }
}

impl State {
    fn next(&mut self) -> Option<oneshot::Sender<Turn>> {
        let bulk_first = self.urgent_in_a_row >= MAX_URGENT_IN_A_ROW && !self.bulk.is_empty();
        let next = if bulk_first { None } else { self.urgent.pop_front() };
        match next {
            Some(next) => {
                self.urgent_in_a_row = self.urgent_in_a_row.saturating_add(1);
                Some(next)
            }
            None => {
                self.urgent_in_a_row = 0;
                let next = self.bulk.pop_front();
                self.taken = next.is_some();
                next
            }
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(queue) = self.0.take() {
            queue.pass_on();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
