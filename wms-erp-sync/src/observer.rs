//! Observers of what happens, as it happens.

use std::fmt::Debug;

use crate::document::report::Report;
use crate::document::{Class, OrderEventKind, Phase};
use crate::process_id::Process;
use crate::record_id::RecordId;

/// Observes everything that the engine does and finds.
///
/// Calls come from within runs: be quick, and put work that takes time somewhere else. Events name fields and
/// quantities, never people's data.
pub trait Observer: Send + Sync + Debug + 'static {
    /// Something happened.
    fn on_event(&self, event: &Event<'_>);
}

/// Something that happened.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A run began.
    #[non_exhaustive]
    RunBegan {
        /// The tenant.
        tenant: &'a str,
        /// The process.
        process: Process,
        /// Identifies the run; it is also on the `run` span that all its log lines and requests are in.
        run: &'a str,
    },
    /// A run ended.
    #[non_exhaustive]
    RunEnded {
        /// The tenant.
        tenant: &'a str,
        /// As in [`RunBegan`](Self::RunBegan).
        run: &'a str,
        /// What it did.
        report: &'a Report,
    },
    /// A run lost a lease: another engine has taken it over, or it could not be renewed in time. The run stops. One that happens
    /// now and then costs nothing; one that happens again and again means that engines get in each other's way.
    LeaseLost {
        /// The tenant.
        tenant: &'a str,
        /// The process whose run it was.
        process: Process,
        /// As in [`RunBegan`](Self::RunBegan).
        run: &'a str,
        /// What the lease is for: the process's name, or a name like `article_writer`.
        lease: &'a str,
    },
    /// A run, a plan, a comparison, a takeover or a backfill has come so far. Reported for each page that is read, and for each record
    /// that is written.
    #[non_exhaustive]
    Progress {
        /// The tenant.
        tenant: &'a str,
        /// The process whose records they are.
        process: Process,
        /// Whether it is a run. Otherwise it is work that no [`RunBegan`](Self::RunBegan) reports.
        is_run: bool,
        /// What it does.
        phase: Phase,
        /// Records that it has done in this phase.
        done: u64,
        /// How many there are, if that is known; a little more or less may come.
        total: Option<u64>,
    },
    /// A record is held, for the first time or again.
    #[non_exhaustive]
    Held {
        /// The tenant.
        tenant: &'a str,
        /// The process.
        process: Process,
        /// The record.
        record: &'a str,
        /// The class of the obstacle.
        class: Class,
        /// What it is, in one line.
        what: &'a str,
    },
    /// A run has seen that an order of ours has changed in the WMS. Each change is reported once, when the answer that shows it has been
    /// kept. A host that is announced changes, such as by webhooks, finds out here whether this one was.
    #[non_exhaustive]
    ChangedInWms {
        /// The tenant.
        tenant: &'a str,
        /// The process.
        process: Process,
        /// The order's id in the ERP.
        order: &'a RecordId,
        /// Its number in the WMS.
        number: &'a str,
        /// What has changed.
        change: WmsChange,
    },
    /// Something happened to an order.
    #[non_exhaustive]
    Order {
        /// The tenant.
        tenant: &'a str,
        /// The order's id in the ERP.
        order: &'a RecordId,
        /// What it was.
        kind: OrderEventKind,
        /// More about it, in one line.
        detail: &'a str,
    },
}

/// What has changed about an order in the WMS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WmsChange {
    /// Its status: it was sent, cancelled or reopened. Ongoing has webhooks for that.
    Status,
    /// Something about an order whose status has not changed since it was sent: tracking that came later, or other quantities. Ongoing
    /// announces neither.
    AfterSent,
}

/// Ignores everything.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct NoObserver;

impl Observer for NoObserver {
    fn on_event(&self, _event: &Event<'_>) {}
}
