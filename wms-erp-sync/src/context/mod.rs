//! What one run may use: documents, held records, permits to write, leases, a tally.

pub(crate) mod damaged;
mod documents;
mod error;
mod heartbeat;
pub(crate) mod hold;
pub(crate) mod holding;
pub(crate) mod lease;
pub(crate) mod overlay;
pub(crate) mod pauses;
pub(crate) mod permit;
pub(crate) mod queue;
pub(crate) mod run;
mod turn;
pub(crate) mod vendor_wait;
pub(crate) mod writes;

pub use error::RunError;
