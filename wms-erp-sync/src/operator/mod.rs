//! What people do ([`Operator`](crate::Operator)) and ask ([`Inspector`](crate::Inspector)): a file for each subject, with the methods
//! of the handles that belong to it.

mod apply;
mod backfill;
mod check;
mod day;
mod drift;
mod find;
mod held;
mod history;
mod pause;
mod planning;
mod purge;
mod quantities;
mod rename;
mod request;
mod status;
mod stock_journal;
mod takeover;
mod vendor_wait;
mod why;
mod why_goods;

pub use apply::Applied;
pub use backfill::{Backfill, BackfillReport};
pub use check::CheckReport;
pub use day::DayActivity;
pub use drift::Drift;
#[cfg(feature = "clients")]
pub(crate) use planning::plan_over;
pub use quantities::LineQuantities;
pub use status::{
    AgeLimits, Cursor, Failure, LeaseHolder, Overdue, ProcessStatus, Status, Warning, WarningKind,
};
pub use stock_journal::{ArticleNow, JournalEntry, JournalKind, JournalQuery, StockJournal};
pub use takeover::Takeover;
#[cfg(feature = "clients")]
pub(crate) use vendor_wait::keep as keep_vendor_waits;
pub use why::Why;
pub use why_goods::WhyGoods;
