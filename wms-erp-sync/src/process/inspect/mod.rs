//! What a process answers when people ask: would it fail, in what do both sides differ, what was there before it.

mod drift;
mod finding;
mod takeover_report;

pub use drift::{Comparison, Difference, DriftKind, ProcessDrift};
pub(crate) use drift::{dismissed, held, repair_of};
pub(crate) use finding::unless_item;
pub use finding::{Finding, Rating};
pub use takeover_report::{Choice, Differing, TakeoverReport};
