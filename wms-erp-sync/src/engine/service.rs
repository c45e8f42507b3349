//! That an engine serves, for those that must know it of a store: one in which nothing runs at the moment is in use all the same.

use std::convert::Infallible;
use std::time::Duration;

use super::Engine;
use crate::context::holding::Holding;
use crate::context::lease::{HeldLease, LeaseWait};
use crate::port::with_causes;
use crate::store::{LeaseKey, StoreError};

/// So many services share a store.
const MOST: usize = 1_000;
/// How long giving the lease back may take at the end. It runs out by itself otherwise.
const GIVING_BACK: Duration = Duration::from_secs(1);

impl Engine {
    /// Does this, and keeps a lease meanwhile that says so. Where the store cannot give one, the work goes on without.
    pub(super) async fn noted_in_store<T>(&self, work: impl Future<Output = T>) -> T {
        let mut lease = None;
        let done = tokio::select! {
            biased;
            done = work => done,
            never = self.keep_noted(&mut lease) => match never {},
        };
        if let Some(lease) = lease {
            tokio::select! {
                biased;
                () = lease.give_back() => {}
                () = self.inner.clock.sleep_in_background(GIVING_BACK) => {}
            }
        }
        done
    }

    async fn keep_noted(&self, lease: &mut Option<HeldLease>) -> Infallible {
        let holding = Holding::default();
        loop {
            if holding.check().is_err() {
                // Another one's by now, after a standstill.
                *lease = None;
            }
            if lease.is_none() {
                match self.place_among_services().await {
                    Ok(mut found) => {
                        if let Some(found) = &mut found {
                            found.join(&holding);
                        }
                        *lease = found;
                    }
                    Err(error) => {
                        let error = with_causes(&error);
                        tracing::debug!(target: "wms_erp_sync", error, "that this engine serves is not noted in the store yet");
                    }
                }
            }
            self.inner.clock.sleep_in_background(self.inner.leases.duration / 3).await;
        }
    }

    /// The first that is free. By number, so that their leases do not grow in number with every start.
    async fn place_among_services(&self) -> Result<Option<HeldLease>, StoreError> {
        for number in 1..=MOST {
            let LeaseKey { tenant, name } = LeaseKey::of_service(number);
            let lease = self.inner.leases.take(&tenant, &name, LeaseWait::of(Duration::ZERO)).await?;
            if lease.is_some() {
                return Ok(lease);
            }
        }
        Ok(None)
    }
}
