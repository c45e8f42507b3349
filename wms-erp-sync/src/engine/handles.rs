//! The handles by which people reach one tenant. What they do and ask is in the module `operator`.

use super::Engine;

impl Engine {
    /// What a person does for a tenant: retry, dismiss, pause, take over.
    pub fn operator<'e>(&'e self, tenant: &'e str) -> Operator<'e> {
        Operator { engine: self, tenant }
    }

    /// What a person asks of a tenant: how it is doing, what is held and why, in what both sides differ, what a run would
    /// write. Changes nothing, here or there.
    pub fn inspect<'e>(&'e self, tenant: &'e str) -> Inspector<'e> {
        Inspector { engine: self, tenant }
    }
}

/// What a person does for one tenant. Whether the engine has a tenant of this name, each method finds out.
#[derive(Debug, Clone, Copy)]
pub struct Operator<'e> {
    pub(crate) engine: &'e Engine,
    pub(crate) tenant: &'e str,
}

/// What a person asks of one tenant. Whether the engine has a tenant of this name, each method finds out.
#[derive(Debug, Clone, Copy)]
pub struct Inspector<'e> {
    pub(crate) engine: &'e Engine,
    pub(crate) tenant: &'e str,
}
