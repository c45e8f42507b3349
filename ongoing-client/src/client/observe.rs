//! Requests, as seen from outside.

use std::sync::Arc;

use asmx_soap::Effect;

/// Is informed of each request.
pub type Observer = Arc<dyn Fn(&RequestEvent) + Send + Sync>;

/// A request that is being sent. A repeated request is an event of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RequestEvent {
    /// The operation, in the vendor's name.
    pub operation: &'static str,
    /// What it does.
    pub effect: Effect,
}

impl RequestEvent {
    pub(crate) fn new(operation: &'static str, effect: Effect) -> Self {
        Self { operation, effect }
    }

    /// Whether it may change something.
    pub fn is_write(&self) -> bool {
        self.effect != Effect::Read
    }
}
