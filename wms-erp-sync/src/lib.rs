#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "clients")]
pub mod adapter;
mod canonical;
#[cfg(feature = "clients")]
#[cfg_attr(docsrs, doc(cfg(feature = "clients")))]
pub mod capsule;
pub mod clock;
mod context;
mod document;
mod engine;
mod hooks;
mod language;
mod measure;
mod observer;
mod operator;
mod plan;
pub mod port;
mod process;
mod process_id;
mod record_id;
pub mod schedule;
pub mod store;
mod tenant;
mod visible;
mod zone;

pub use context::{Changes, HoldReason, Permit, ProcessError, ProcessErrorKind, RunContext, RunError};
pub use document::import::{
    DamagedDocument, ImportError, ImportStep, ImportedTenant, import_store, import_store_with,
};
pub use document::report::{Failing, Outcome, Reason, Report};
pub use document::{
    Class, DayCounts, Dismissal, Held, OrderEvent, OrderEventKind, Pause, Phase, ProcessDocument,
    RunProgress, UnknownEventKind, VendorWait,
};
pub use engine::{AddProcessError, Engine, EngineBuilder, Inspector, Operator, PurgeReport, Trigger};
pub use hooks::{
    Decision, HookChain, HookError, HookErrorKind, HookFields, Hooks, NoHooks, Selection, SentShipment,
    StatusUpdate, TrackingText, Variants,
};
pub use language::Language;
pub use observer::{Event, Observer, WmsChange};
pub use operator::{
    AgeLimits, Applied, ArticleNow, Backfill, BackfillReport, CheckReport, Cursor, DayActivity, Drift,
    Failure, JournalEntry, JournalKind, JournalQuery, LeaseHolder, LineQuantities, Overdue, ProcessStatus,
    Status, StockJournal, Takeover, Warning, WarningKind, Why, WhyGoods,
};
pub use plan::{CurrentValue, FieldChange, Plan, PlannedWrite};
pub use process::SyncProcess;
pub use process::inspect::{
    Choice, Comparison, Difference, Differing, DriftKind, Finding, ProcessDrift, Rating, TakeoverReport,
};
pub use process_id::{Process, ProcessName, ProcessNameError, UnknownProcess};
pub use record_id::RecordId;
pub use tenant::{
    Articles, ExpectedReceipts, FieldWithoutPlace, OrderStatusSettings, Orders, ReturnAction, Returns,
    ShortShipment, Since, Stock, Suppliers, Tenant,
};
pub use tokio_util::sync::CancellationToken;
pub use visible::{is_control, visible};
pub use zone::moment;

/// What both clients are made of, whose types the mapping's further fields use.
pub use asmx_soap as soap;
/// The client of the WMS, whose types the settings and the ports use.
pub use ongoing_client as ongoing;

/// Both vendors' systems, simulated in the own process over real HTTP, for tests and demos.
#[cfg(feature = "simulator")]
#[cfg_attr(docsrs, doc(cfg(feature = "simulator")))]
pub mod simulator {
    pub use ongoing_simulator as ongoing;
    pub use twentyfour_simulator as twentyfour;
}

/// The client of the ERP, whose types the settings and the ports use.
pub use twentyfour_client as twentyfour;
/// The mapping, whose settings are part of a tenant's.
pub use wms_erp_mapping as mapping;
pub use wms_erp_mapping::{TimeZone, UnknownTimeZone};

/// The manual.
pub mod manual {
    #[doc = include_str!("../docs/guide.md")]
    pub mod guide {}
    #[doc = include_str!("../docs/operator.md")]
    pub mod operator {}
    #[doc = include_str!("../docs/go-live.md")]
    pub mod go_live {}
}
