//! The tenants that are served, for all who ask.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use wms_erp_sync::{Language, Process, Tenant, TimeZone};

use crate::alarm::ReceiptSettings;
use crate::config::{Configured, ShownSection};
use crate::web::TokenHash;

/// A tenant, as it is configured.
#[derive(Debug, Clone)]
pub(crate) struct Served {
    pub(crate) tenant: Tenant,
    /// The processes that are on, with their intervals.
    pub(crate) intervals: Vec<(Process, Duration)>,
    /// What is shown of its configuration.
    pub(crate) settings: Vec<ShownSection>,
    /// What the token of its webhooks is recognised by.
    pub(crate) hook: Option<TokenHash>,
    /// By what the interval of what webhooks announce is multiplied while they are reliable; 1 for not at all.
    pub(crate) polling_factor: u32,
    /// For whom its daily receipts are.
    pub(crate) receipt: Option<ReceiptSettings>,
    /// In which language its people read, where that is said.
    pub(crate) language: Option<Language>,
}

impl From<Configured> for Served {
    fn from(configured: Configured) -> Self {
        let Configured { tenant, intervals, settings, hook, polling_factor, receipt, language } = configured;
        Self { tenant, intervals, settings, hook, polling_factor, receipt, language }
    }
}

impl Served {
    pub(crate) fn name(&self) -> &str {
        &self.tenant.name
    }

    /// By whose clocks its people live.
    pub(crate) fn zone(&self) -> TimeZone {
        self.tenant.erp_zone
    }

    /// The processes that are on.
    pub(crate) fn on(&self) -> Vec<Process> {
        self.intervals.iter().map(|(process, _)| *process).collect()
    }
}

/// The tenants that are served now, by name. Clones are the same list.
#[derive(Debug, Clone)]
pub(crate) struct Tenants(Arc<RwLock<Arc<[Served]>>>);

impl From<Vec<Served>> for Tenants {
    fn from(tenants: Vec<Served>) -> Self {
        let all = Self(Arc::new(RwLock::new(Arc::new([]))));
        all.set(tenants);
        all
    }
}

impl Tenants {
    /// As they are now.
    pub(crate) fn now(&self) -> Arc<[Served]> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Serves these and no others from now on.
    pub(crate) fn set(&self, mut tenants: Vec<Served>) {
        tenants.sort_by(|one, other| one.name().cmp(other.name()));
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = tenants.into();
    }
}
