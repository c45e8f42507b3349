use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::document::report::Requests;
use crate::process_id::Process;

/// Counts the requests of one run, and says what they are for. Clones count together.
#[derive(Debug, Clone)]
pub struct Meter {
    process: Process,
    counters: Arc<Counters>,
}

#[derive(Debug, Default)]
struct Counters {
    erp: AtomicU64,
    wms: AtomicU64,
    session: AtomicU64,
}

impl Meter {
    /// A meter for a run of this process, with nothing counted yet.
    pub fn new(process: Process) -> Self {
        Self { process, counters: Arc::default() }
    }

    /// The process that the requests are for: a port may let those go first that people wait for.
    pub fn process(&self) -> Process {
        self.process
    }

    /// One request to the ERP.
    pub fn erp(&self) {
        self.counters.erp.fetch_add(1, Ordering::Relaxed);
    }

    /// One request to the WMS.
    pub fn wms(&self) {
        self.counters.wms.fetch_add(1, Ordering::Relaxed);
    }

    /// One request that only opened or checked a session with the ERP.
    pub fn session(&self) {
        self.counters.session.fetch_add(1, Ordering::Relaxed);
    }

    /// How many there were.
    pub fn requests(&self) -> Requests {
        Requests {
            erp: self.counters.erp.load(Ordering::Relaxed),
            wms: self.counters.wms.load(Ordering::Relaxed),
            session: self.counters.session.load(Ordering::Relaxed),
        }
    }
}
