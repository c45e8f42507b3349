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
mod status;
mod takeover;
mod vendor_wait;
mod why;
mod wish;

pub use act::Operator;
pub use apply::Applied;
pub use backfill::{Backfill, Backfilled};
pub use check::Checked;
pub use drift::Drift;
pub use inspect::Inspector;
pub use purge::Purged;
pub use status::{Cursor, Failure, Overdue, Patience, ProcessStatus, Status, Warning, WarningKind};
pub use takeover::Takeover;
pub use why::Why;
