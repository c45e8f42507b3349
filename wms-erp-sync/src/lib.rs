//! Keeps Ongoing WMS and 24SevenOffice in step.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "clients")]
pub mod adapter;
pub mod clock;
mod engine;
mod flow;
mod plan;
pub mod port;
mod process;
mod record;
mod report;
pub mod schedule;
pub mod store;
mod tenant;
mod zone;

pub use engine::{Engine, EngineBuilder, RunError, Trigger};
pub use plan::{FieldChange, Plan, PlannedWrite};
pub use process::{Process, UnknownProcess};
pub use record::{Class, Event, EventKind, Held};
pub use report::{Outcome, Reason, Report};
pub use tenant::{Articles, OrderStatus, Orders, Since, Stock, Suppliers, Tenant};
pub use tokio_util::sync::CancellationToken;
