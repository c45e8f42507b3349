//! What people do and ask: retry, dismiss, pause, status, why, drift, plans.

mod act;
mod apply;
mod backfill;
mod check;
mod drift;
mod inspect;
mod pause;
mod planning;
mod purge;
mod request;
mod status;
mod takeover;
mod vendor_wait;
mod why;

pub use act::Operator;
pub use apply::Applied;
pub use backfill::{Backfill, BackfillReport};
pub use check::CheckReport;
pub use drift::Drift;
pub use inspect::Inspector;
pub use purge::PurgeReport;
pub use status::{AgeLimits, Cursor, Failure, Overdue, ProcessStatus, Status, Warning, WarningKind};
pub use takeover::Takeover;
pub use why::Why;
