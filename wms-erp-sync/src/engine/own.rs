//! The processes that a host adds to its tenants.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use super::Engine;
use crate::context::RunError;
use crate::process::SyncProcess;
use crate::process_id::Process;
use crate::tenant::Tenant;

/// Each tenant's own processes, in the order of work.
pub(super) type OwnProcesses = BTreeMap<String, BTreeMap<Process, Arc<dyn SyncProcess>>>;

/// Why a process was not added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AddProcessError {
    /// No tenant of that name is registered.
    #[error("there is no tenant {0:?}: register it before its processes")]
    UnknownTenant(String),
    /// A process of that name is there already.
    #[error(
        "the tenant {tenant:?} has a process {process} already: give this one another name, or remove that one first"
    )]
    #[non_exhaustive]
    Duplicate {
        /// The tenant.
        tenant: String,
        /// The process.
        process: Process,
    },
    /// It has the name of a built-in process.
    #[error("{0} is a built-in process: name your own with Process::custom")]
    BuiltIn(Process),
}

impl Engine {
    /// Adds a process of the host's own to a tenant. It counts from now on in everything that is done for the tenant, after the
    /// built-in processes, and stays until it or the tenant is removed; new settings of the tenant leave it alone. A scheduler is
    /// not informed: enter its key there too, with its interval.
    ///
    /// What it remembers and holds is in the store, by its name: if it is added again, also by another program, it
    /// continues where it was.
    ///
    /// # Errors
    /// [`AddProcessError`]; nothing has changed then.
    pub fn add_process(&self, tenant: &str, process: Arc<dyn SyncProcess>) -> Result<(), AddProcessError> {
        let id = process.id();
        if !matches!(id, Process::Custom(_)) {
            return Err(AddProcessError::BuiltIn(id));
        }
        // Under the lock: a tenant that is being removed takes its processes along.
        let tenants = self.inner.tenants.read().unwrap_or_else(PoisonError::into_inner);
        if !tenants.contains_key(tenant) {
            return Err(AddProcessError::UnknownTenant(tenant.to_owned()));
        }
        let mut own = self.inner.own.write().unwrap_or_else(PoisonError::into_inner);
        let of_tenant = own.entry(tenant.to_owned()).or_default();
        if of_tenant.contains_key(&id) {
            return Err(AddProcessError::Duplicate { tenant: tenant.to_owned(), process: id });
        }
        of_tenant.insert(id, process);
        Ok(())
    }

    /// Removes a process of the host's own from a tenant: no further run of it starts; a current one continues to its
    /// end. What it remembers and holds stays in the store. False when the tenant has no such process.
    pub fn remove_process(&self, tenant: &str, process: Process) -> bool {
        let mut own = self.inner.own.write().unwrap_or_else(PoisonError::into_inner);
        own.get_mut(tenant).is_some_and(|own| own.remove(&process).is_some())
    }

    /// The processes of a tenant that are on, the host's own included, in the order of work.
    ///
    /// # Errors
    /// [`RunError::UnknownTenant`].
    pub fn processes(&self, tenant: &str) -> Result<Vec<Process>, RunError> {
        let tenant = self.tenant(tenant)?;
        Ok(self.processes_on(&tenant))
    }

    pub(crate) fn processes_on(&self, tenant: &Tenant) -> Vec<Process> {
        let built_in = Process::ALL.iter().copied().filter(|process| tenant.is_on(*process));
        built_in.chain(self.own(&tenant.name).iter().map(|process| process.id())).collect()
    }

    /// Whether a process of a tenant is on.
    pub(crate) fn is_on(&self, tenant: &Tenant, process: Process) -> bool {
        tenant.is_on(process) || self.own_process(&tenant.name, process).is_some()
    }

    /// The host's own processes of a tenant, in the order of work.
    pub(crate) fn own(&self, tenant: &str) -> Vec<Arc<dyn SyncProcess>> {
        let own = self.inner.own.read().unwrap_or_else(PoisonError::into_inner);
        own.get(tenant).into_iter().flat_map(BTreeMap::values).cloned().collect()
    }

    pub(super) fn own_process(&self, tenant: &str, process: Process) -> Option<Arc<dyn SyncProcess>> {
        let own = self.inner.own.read().unwrap_or_else(PoisonError::into_inner);
        own.get(tenant)?.get(&process).cloned()
    }
}
