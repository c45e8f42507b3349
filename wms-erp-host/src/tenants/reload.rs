//! Asking a service to read its tenants again.

use std::sync::Arc;

use tokio::sync::Notify;

/// Asks a service that runs to read its tenants again. Clones ask the same service.
#[derive(Debug, Clone, Default)]
pub struct Reload(Arc<Notify>);

impl Reload {
    /// Asks once; until that is heard, asking again changes nothing.
    pub fn ask(&self) {
        self.0.notify_one();
    }

    /// Waits until that is asked for.
    pub(crate) async fn asked(&self) {
        self.0.notified().await;
    }
}
