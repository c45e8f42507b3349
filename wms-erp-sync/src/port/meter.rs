use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};

/// Counts the requests of one run. Clones count together.
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<Counters>);

#[derive(Debug, Default)]
struct Counters {
    erp: AtomicU64,
    wms: AtomicU64,
    session: AtomicU64,
}

impl Meter {
    /// One request to the ERP.
    pub fn erp(&self) {
        self.0.erp.fetch_add(1, Ordering::Relaxed);
    }

    /// One request to the WMS.
    pub fn wms(&self) {
        self.0.wms.fetch_add(1, Ordering::Relaxed);
    }

    /// One request that only opened or checked a session with the ERP.
    pub fn session(&self) {
        self.0.session.fetch_add(1, Ordering::Relaxed);
    }

    /// How many there were.
    pub fn requests(&self) -> Requests {
        Requests {
            erp: self.0.erp.load(Ordering::Relaxed),
            wms: self.0.wms.load(Ordering::Relaxed),
            session: self.0.session.load(Ordering::Relaxed),
        }
    }
}

/// Requests of a run, per side; each attempt counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Requests {
    /// To the ERP, those of its Authenticate service not counted.
    pub erp: u64,
    /// To the WMS.
    pub wms: u64,
    /// To the ERP's Authenticate service.
    #[serde(default)]
    pub session: u64,
}
