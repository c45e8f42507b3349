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
use crate::store::Store;

/// Makes an [`Engine`].
#[derive(Debug)]
pub struct EngineBuilder {
    pub(super) store: Arc<dyn Store>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) owner: String,
    pub(super) patience: Duration,
    pub(super) observer: Arc<dyn Observer>,
}

impl EngineBuilder {
    /// Another clock than the machine's.
    #[must_use]
    pub fn clock(self, clock: impl Clock) -> Self {
        Self { clock: Arc::new(clock), ..self }
    }

    /// The name that leases are taken under, for people to read.
    #[must_use]
    pub fn owner(self, owner: impl Into<String>) -> Self {
        Self { owner: owner.into(), ..self }
    }

    /// How long a run waits for another engine that works on the same process. 30 seconds unless told otherwise.
    #[must_use]
    pub fn patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Somebody who is told everything as it happens.
    #[must_use]
    pub fn observer(self, observer: impl Observer) -> Self {
        Self { observer: Arc::new(observer), ..self }
    }

    /// The engine.
    pub fn build(self) -> Engine {
        let Self { store, clock, owner, patience, observer } = self;
        let leases = LeaseKeeper {
            store: Arc::clone(&store),
            clock: Arc::clone(&clock),
            owner,
            queues: Queues::default(),
        };
        Engine {
            inner: Arc::new(Inner {
                store,
                clock,
                leases,
                processes: built_in(),
                patience,
                observer,
                runs: AtomicU64::new(0),
                tenants: RwLock::new(BTreeMap::new()),
                scheduler: Mutex::default(),
                streaks: Mutex::default(),
                identified: Mutex::new(HashSet::new()),
            }),
        }
    }
}
