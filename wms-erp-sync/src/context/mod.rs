//! What one run may use: documents, held records, permits to write, leases, a tally.

mod changes;
pub(crate) mod damaged;
mod documents;
mod error;
pub(crate) mod glance;
mod heartbeat;
pub(crate) mod hold;
pub(crate) mod holding;
pub(crate) mod lease;
mod marks;
pub(crate) mod overlay;
pub(crate) mod pauses;
pub(crate) mod permit;
mod process_error;
mod progress;
pub(crate) mod queue;
pub(crate) mod run;
mod run_context;
mod turn;
pub(crate) mod vendor_wait;
pub(crate) mod writes;

pub use changes::Changes;
pub use error::RunError;
pub use hold::HoldReason;
pub use permit::Permit;
pub use process_error::{ProcessError, ProcessErrorKind};
pub use run_context::RunContext;
