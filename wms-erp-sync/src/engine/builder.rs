use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

use super::{Engine, Inner};
use crate::clock::Clock;
use crate::context::lease::LeaseKeeper;
use crate::context::queue::Queues;
use crate::observer::Observer;
use crate::process::built_in;
use crate::schedule::Scheduler;
use crate::store::Store;

/// For shorter, the time for a few calls to the store would matter.
const MIN_LEASE_DURATION: Duration = Duration::from_secs(1);

/// Builds an [`Engine`].
#[derive(Debug)]
pub struct EngineBuilder {
    pub(super) store: Arc<dyn Store>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) owner: String,
    pub(super) lease_wait: Duration,
    pub(super) lease_duration: Duration,
    pub(super) observer: Arc<dyn Observer>,
    pub(super) scheduler: Option<Arc<dyn Scheduler>>,
}

impl EngineBuilder {
    /// Sets the clock; the machine's clock by default.
    #[must_use]
    pub fn clock(self, clock: impl Clock) -> Self {
        Self { clock: Arc::new(clock), ..self }
    }

    /// Sets the owner's name on leases, for people to read.
    #[must_use]
    pub fn owner(self, owner: impl Into<String>) -> Self {
        Self { owner: owner.into(), ..self }
    }

    /// Sets the duration of leases: 60 seconds by default, at least a second. A lease is renewed after each third of
    /// that time, for as long as it is held. An engine that hangs for longer (a paused machine, a store that cannot be
    /// reached) loses it: another engine takes over, and the run stops
    /// ([`RunError::LeaseLost`](crate::RunError::LeaseLost)).
    #[must_use]
    pub fn lease_duration(self, duration: Duration) -> Self {
        Self { lease_duration: duration.max(MIN_LEASE_DURATION), ..self }
    }

    /// Sets how long a run waits for another run of this engine on the same process; a run that a person requested also
    /// waits for other engines. 30 seconds by default.
    #[must_use]
    pub fn lease_wait(self, lease_wait: Duration) -> Self {
        Self { lease_wait, ..self }
    }

    /// Sets the scheduler from which [`status`](crate::Inspector::status) takes the next runs while this engine does
    /// not [serve](Engine::serve): one that keeps its times in a database.
    #[must_use]
    pub fn scheduler(self, scheduler: Arc<dyn Scheduler>) -> Self {
        Self { scheduler: Some(scheduler), ..self }
    }

    /// Adds an observer, which receives every event as it happens.
    #[must_use]
    pub fn observer(self, observer: impl Observer) -> Self {
        Self { observer: Arc::new(observer), ..self }
    }

    /// The engine.
    pub fn build(self) -> Engine {
        let Self { store, clock, owner, lease_wait, lease_duration, observer, scheduler } = self;
        let leases = LeaseKeeper {
            store: Arc::clone(&store),
            clock: Arc::clone(&clock),
            owner,
            duration: lease_duration,
            queues: Queues::default(),
        };
        Engine {
            inner: Arc::new(Inner {
                store,
                clock,
                leases,
                built_in: built_in(),
                own: RwLock::default(),
                lease_wait,
                observer,
                runs: AtomicU64::new(0),
                tenants: RwLock::new(BTreeMap::new()),
                scheduler: Mutex::new(scheduler),
                streaks: Mutex::default(),
                presence: Default::default(),
                identified: Mutex::new(HashSet::new()),
                purged: Mutex::default(),
            }),
        }
    }
}
