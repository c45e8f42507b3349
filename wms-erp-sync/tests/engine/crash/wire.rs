//! Counts calls, and cuts the engine off at one of them.

use std::future::Future;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tokio::sync::Notify;

/// On which side of a call the engine is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    Before,
    After,
}

/// What every call passes.
pub(crate) struct Wire {
    calls: AtomicUsize,
    cut: Option<(usize, Moment)>,
    was_cut: AtomicBool,
    /// Which engine lives: the one that was stopped does nothing more.
    life: AtomicUsize,
    place: Mutex<String>,
    /// The calls that have an effect beyond the engine.
    effects: Mutex<Vec<usize>>,
    stopped: Notify,
}

impl std::fmt::Debug for Wire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wire").field("cut", &self.cut).finish_non_exhaustive()
    }
}

impl Wire {
    pub(crate) fn counting() -> Self {
        let (calls, was_cut) = (AtomicUsize::new(0), AtomicBool::new(false));
        let (place, effects, stopped) = (Mutex::default(), Mutex::default(), Notify::new());
        Self { calls, cut: None, was_cut, life: AtomicUsize::new(0), place, effects, stopped }
    }

    pub(crate) fn cut(call: usize, moment: Moment) -> Self {
        Self { cut: Some((call, moment)), ..Self::counting() }
    }

    /// How many calls have passed.
    pub(crate) fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    /// Which calls had an effect beyond the engine: those between two of them leave nothing behind that a new engine
    /// could find.
    pub(crate) fn effects(&self) -> Vec<usize> {
        self.effects.lock().unwrap().clone()
    }

    pub(crate) fn was_cut(&self) -> bool {
        self.was_cut.load(Ordering::SeqCst)
    }

    /// The call at which it was cut.
    pub(crate) fn place(&self) -> String {
        self.place.lock().unwrap().clone()
    }

    /// Returns when the engine is to be dropped.
    pub(crate) async fn stopped(&self) {
        self.stopped.notified().await;
    }

    pub(crate) fn life(&self) -> usize {
        self.life.load(Ordering::SeqCst)
    }

    /// Never comes back for an engine that was stopped.
    pub(crate) async fn alive(&self, life: usize) {
        if life != self.life() {
            std::future::pending::<()>().await;
        }
    }

    /// Lets a call pass that changes something; at the cut it never comes back.
    pub(crate) async fn pass<T>(&self, name: &str, call: impl Future<Output = T>) -> T {
        self.effects.lock().unwrap().push(self.calls());
        self.ask(name, call).await
    }

    /// The same for one that only reads.
    pub(crate) async fn ask<T>(&self, name: &str, call: impl Future<Output = T>) -> T {
        let number = self.calls.fetch_add(1, Ordering::SeqCst);
        if self.cut == Some((number, Moment::Before)) {
            self.stop(name).await;
        }
        let answer = call.await;
        if self.cut == Some((number, Moment::After)) {
            self.stop(name).await;
        }
        answer
    }

    async fn stop(&self, name: &str) {
        name.clone_into(&mut self.place.lock().unwrap());
        self.was_cut.store(true, Ordering::SeqCst);
        self.life.fetch_add(1, Ordering::SeqCst);
        self.stopped.notify_one();
        std::future::pending::<()>().await;
    }
}
