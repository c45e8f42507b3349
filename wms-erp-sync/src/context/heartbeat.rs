//! A lease that is kept alive for as long as it is held.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::clock::Clock;
use crate::port::with_causes;
use crate::store::{Fence, Lease, Store, StoreError};

/// A lease and how long it has been since the store last confirmed it. It goes by our own clocks, since that of the store
/// may be another one: the lease lasts no longer than its duration from the moment before the store was asked.
#[derive(Debug)]
pub(super) struct Kept {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    duration: Duration,
    fence: Fence,
    confirmed: Mutex<Moment>,
    is_lost: AtomicBool,
    /// Whether a commit has given it back.
    is_over: AtomicBool,
    /// One renewal at a time.
    lease: tokio::sync::Mutex<Lease>,
}

/// A moment by both of our clocks. The monotonic one cannot be set, and stands still while the machine sleeps; the other one
/// does not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    time: DateTime<Utc>,
    monotonic: Duration,
}

impl Moment {
    pub(super) fn now(clock: &dyn Clock) -> Self {
        Self { time: clock.now(), monotonic: clock.monotonic() }
    }
}

impl Kept {
    /// A lease that was asked for at this moment.
    pub(super) fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        duration: Duration,
        lease: Lease,
        asked: Moment,
    ) -> Self {
        let (fence, is_lost, is_over) =
            (lease.fence().clone(), AtomicBool::new(false), AtomicBool::new(false));
        let (confirmed, lease) = (Mutex::new(asked), tokio::sync::Mutex::new(lease));
        Self { store, clock, duration, fence, confirmed, is_lost, is_over, lease }
    }

    pub(super) fn fence(&self) -> &Fence {
        &self.fence
    }

    /// Whether the store has refused to renew it, or could not be asked for so long that it has run out.
    pub(super) fn is_lost(&self) -> bool {
        let confirmed = *self.confirmed.lock().unwrap_or_else(PoisonError::into_inner);
        if self.clock.monotonic().saturating_sub(confirmed.monotonic) >= self.duration {
            self.is_lost.store(true, Ordering::SeqCst);
        }
        self.is_lost.load(Ordering::SeqCst)
    }

    /// To be asked right before something is done that only the holder may do: whether it is still ours. When the heartbeat is
    /// late (the process was stopped, the machine slept), the store is asked now.
    pub(super) async fn confirm(&self) -> bool {
        if !self.is_lost() && self.age() >= self.duration / 2 {
            match self.renew().await {
                Ok(()) => {}
                Err(_) if self.age() >= self.duration => self.is_lost.store(true, Ordering::SeqCst),
                // It cannot be asked at the moment. Until the time is over the lease is ours.
                Err(_) => {}
            }
        }
        !self.is_lost()
    }

    /// Renews it again and again, a third of its duration apart, until it is lost. A renewal that fails for another reason is
    /// tried again sooner.
    pub(super) async fn beat(&self) {
        let third = self.duration / 3;
        let mut pause = third;
        while !self.is_lost() {
            self.clock.sleep_in_background(pause).await;
            pause = match self.renew().await {
                Ok(()) => third,
                Err(error) => {
                    let lease = self.fence.key.to_string();
                    tracing::warn!(target: "wms_erp_sync", lease, error = with_causes(&error), "a lease was not renewed");
                    third / 5
                }
            };
        }
    }

    /// Gives it back. What happens to it does not matter to anyone any more: at worst it runs out by itself.
    pub(super) async fn release(&self) {
        if self.is_over() {
            return;
        }
        let lease = self.lease.lock().await.clone();
        if let Err(error) = self.store.release(lease).await {
            let lease = self.fence.key.to_string();
            tracing::warn!(target: "wms_erp_sync", lease, error = with_causes(&error), "a lease was not released; it will expire");
        }
    }

    /// Whether a commit has given it back.
    pub(super) fn is_over(&self) -> bool {
        self.is_over.load(Ordering::SeqCst)
    }

    /// Does what gives it back, without a renewal meanwhile: that would find a lease that is over, and take it for lost.
    pub(super) async fn end_with<E>(&self, commit: impl Future<Output = Result<(), E>>) -> Result<(), E> {
        let _no_renewal = self.lease.lock().await;
        commit.await?;
        self.is_over.store(true, Ordering::SeqCst);
        Ok(())
    }

    async fn renew(&self) -> Result<(), StoreError> {
        let mut lease = self.lease.lock().await;
        let asked = Moment::now(&*self.clock);
        match self.store.renew(&lease, self.duration).await {
            Ok(renewed) => {
                *lease = renewed;
                *self.confirmed.lock().unwrap_or_else(PoisonError::into_inner) = asked;
                Ok(())
            }
            Err(error) => {
                if error.is_stale_epoch() {
                    self.is_lost.store(true, Ordering::SeqCst);
                }
                Err(error)
            }
        }
    }

    /// The time since it was confirmed, by the clock that says more.
    fn age(&self) -> Duration {
        let confirmed = *self.confirmed.lock().unwrap_or_else(PoisonError::into_inner);
        let monotonic = self.clock.monotonic().saturating_sub(confirmed.monotonic);
        monotonic.max((self.clock.now() - confirmed.time).to_std().unwrap_or_default())
    }
}
