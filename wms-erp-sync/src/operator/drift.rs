//! Both sides compared whole, whatever the cursors and fingerprints say: what differs, and what to do about it. Nothing is
//! written, here or there.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

use crate::context::RunError;
use crate::context::hold::DISMISSED;
use crate::context::overlay::Overlay;
use crate::context::permit::Writes;
use crate::context::run::Run;
use crate::document::{Dismissal, Dismissed, Held};
use crate::engine::{Engine, Trigger};
use crate::port::{Meter, Requests};
use crate::process::shelf::Shelf;
use crate::process_id::Process;
use crate::store::{Store, Table};

/// In what two whole sides differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Drift {
    /// The tenant.
    pub tenant: String,
    /// When the comparison began. What people do meanwhile may look like a difference.
    pub at: DateTime<Utc>,
    /// The processes that were compared, in the order of work.
    pub processes: Vec<ProcessDrift>,
    /// Requests that were made.
    pub requests: Requests,
}

impl Drift {
    /// How many differences of one kind are told in detail, for each process; the counts are complete.
    pub const MOST_DETAILS: usize = 100;

    /// Whether nothing differs, and everything could be read.
    pub fn is_none(&self) -> bool {
        self.processes.iter().all(|process| process.kinds.is_empty() && process.unreadable == 0)
    }

    /// Whether a person has to look: something could not be read, or differs, and that very difference was not dismissed.
    pub fn needs_attention(&self) -> bool {
        self.processes
            .iter()
            .any(|process| process.unreadable > 0 || process.kinds.values().sum::<u64>() > process.dismissed)
    }
}

/// In what the two sides of one process differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ProcessDrift {
    /// Which process.
    pub process: Process,
    /// Records that were compared.
    pub compared: u64,
    /// Of those, the ones that are the same on both sides.
    pub equal: u64,
    /// Records that are not meant to be on both sides, such as orders from before the start.
    pub skipped: u64,
    /// Records that could not be read. What is said to be missing may be among them.
    pub unreadable: u64,
    /// How many differences there are of each kind, the dismissed ones too.
    pub kinds: BTreeMap<DriftKind, u64>,
    /// How many of them a person has dismissed as they are.
    #[serde(default)]
    pub dismissed: u64,
    /// The differences, kind by kind, at most [`Drift::MOST_DETAILS`] of each.
    pub differences: Vec<Difference>,
}

/// Sorts of differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DriftKind {
    /// The ERP has it, the WMS should have it, and never got it.
    Missing,
    /// The WMS had it from us, and has it no more.
    Lost,
    /// Both have it, and it is not the same.
    Different,
    /// More than one record of a side stands for the same record of the other.
    Ambiguous,
    /// The WMS has cancelled it, and the ERP still counts on it.
    Cancelled,
    /// The WMS has sent it, and the ERP does not say so.
    NotReported,
    /// The WMS still works on it, and in the ERP it is over.
    OverInErp,
    /// The WMS has it, and nothing in the ERP stands for it.
    Stranger,
}

impl DriftKind {
    /// The word in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Lost => "lost",
            Self::Different => "different",
            Self::Ambiguous => "ambiguous",
            Self::Cancelled => "cancelled",
            Self::NotReported => "not_reported",
            Self::OverInErp => "over_in_erp",
            Self::Stranger => "stranger",
        }
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Difference {
    /// The process whose business it is.
    pub process: Process,
    /// The record: an order's or a product's id, or an article's number in the WMS.
    pub record: String,
    /// What sort of difference it is.
    pub kind: DriftKind,
    /// What differs, in one line. It names fields, quantities and statuses, never people's data.
    pub what: String,
    /// What to do about it, in plain words.
    pub repair: String,
    /// That a person has dismissed this very difference: the record was held for it, has not changed in the ERP since, and
    /// is not held for anything else now.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub dismissed: Option<Dismissal>,
}

impl Engine {
    pub(crate) async fn drift(&self, tenant: &str, processes: &[Process]) -> Result<Drift, RunError> {
        let tenant = self.tenant(tenant)?;
        let at = self.inner.clock.now();
        let (meter, cancel, planned) =
            (Meter::new(Process::Articles), CancellationToken::new(), Mutex::default());
        let overlay: Arc<dyn Store> = Arc::new(Overlay::over(Arc::clone(&self.inner.store)));
        let run = self.prepare(&tenant, Process::Articles, Trigger::Person, &meter, None, &overlay, &cancel);
        let run = Run { writes: Writes::Noted(&planned), ..run };
        self.check_identity(&run).await?;
        let wanted = |process| processes.contains(&process) && tenant.is_on(process);
        let mut found = Found::new(Process::ALL.into_iter().filter(|process| wanted(*process)));
        if [Process::Articles, Process::Suppliers, Process::Stock].into_iter().any(wanted) {
            let stock = tenant.stock.clone().unwrap_or_default();
            let shelf = Shelf::read(&run, &stock).await?;
            if wanted(Process::Articles) || wanted(Process::Suppliers) {
                crate::process::articles::drift::compare(&run, &shelf, &mut found).await?;
            }
            if wanted(Process::Stock) {
                crate::process::stock::drift::compare(&run, &shelf, &mut found).await?;
            }
        }
        if let Some(settings) = &tenant.orders
            && (wanted(Process::Orders) || wanted(Process::OrderStatus))
        {
            crate::process::orders::drift::compare(&run, settings, &mut found).await?;
        }
        let processes = found.into_processes();
        Ok(Drift { tenant: tenant.name.clone(), at, processes, requests: meter.requests() })
    }
}

/// What was found so far.
pub(crate) struct Found(BTreeMap<Process, Counted>);

#[derive(Default)]
pub(crate) struct Counted {
    compared: u64,
    equal: u64,
    skipped: u64,
    unreadable: u64,
    dismissed: u64,
    kinds: BTreeMap<DriftKind, (u64, Vec<Difference>)>,
}

impl Found {
    fn new(processes: impl Iterator<Item = Process>) -> Self {
        Self(processes.map(|process| (process, Counted::default())).collect())
    }

    /// Counts for a process, if it was asked for.
    pub(crate) fn count(&mut self, process: Process, count: impl FnOnce(&mut Counted)) {
        if let Some(counted) = self.0.get_mut(&process) {
            count(counted);
        }
    }

    pub(crate) fn compared(&mut self, process: Process, equal: bool) {
        self.count(process, |counted| {
            counted.compared += 1;
            counted.equal += u64::from(equal);
        });
    }

    pub(crate) fn skipped(&mut self, process: Process) {
        self.count(process, |counted| counted.skipped += 1);
    }

    pub(crate) fn unreadable(&mut self, process: Process, records: u64) {
        self.count(process, |counted| counted.unreadable += records);
    }

    pub(crate) fn add(
        &mut self,
        process: Process,
        record: impl ToString,
        kind: DriftKind,
        what: impl Into<String>,
        repair: impl Into<String>,
    ) {
        self.add_dismissed(process, record, kind, what, repair, None);
    }

    /// The same, where a person may have dismissed it.
    pub(crate) fn add_dismissed(
        &mut self,
        process: Process,
        record: impl ToString,
        kind: DriftKind,
        what: impl Into<String>,
        repair: impl Into<String>,
        dismissed: Option<Dismissed>,
    ) {
        self.count(process, |counted| {
            counted.dismissed += u64::from(dismissed.is_some());
            let (count, details) = counted.kinds.entry(kind).or_default();
            *count += 1;
            if details.len() < Drift::MOST_DETAILS {
                let (record, what, repair) = (record.to_string(), what.into(), repair.into());
                let dismissed =
                    dismissed.map(|dismissed| Dismissal::new(process, record.as_str(), dismissed));
                details.push(Difference { process, record, kind, what, repair, dismissed });
            }
        });
    }

    fn into_processes(self) -> Vec<ProcessDrift> {
        let told = self.0.into_iter().map(|(process, counted)| {
            let kinds = counted.kinds.iter().map(|(kind, (count, _))| (*kind, *count)).collect();
            ProcessDrift {
                process,
                compared: counted.compared,
                equal: counted.equal,
                skipped: counted.skipped,
                unreadable: counted.unreadable,
                kinds,
                dismissed: counted.dismissed,
                differences: counted.kinds.into_values().flat_map(|(_, details)| details).collect(),
            }
        });
        told.collect()
    }
}

/// What is held of these records, in their order.
pub(crate) async fn held(
    run: &Run<'_>,
    process: Process,
    records: impl Iterator<Item = i32>,
) -> Result<Vec<Option<Held>>, RunError> {
    let keys: Vec<String> = records.map(|record| format!("{process}/{record}")).collect();
    run.get_all(Table::Held, &keys).await
}

/// What was dismissed of these records, in their order.
pub(crate) async fn dismissed(
    run: &Run<'_>,
    process: Process,
    records: impl Iterator<Item = i32>,
) -> Result<Vec<Option<Dismissed>>, RunError> {
    let keys: Vec<String> = records.map(|record| format!("{DISMISSED}{process}/{record}")).collect();
    run.get_all(Table::Control, &keys).await
}

/// A record that is held has a remedy of its own.
pub(crate) fn repair_of(held: Option<&Held>, otherwise: impl Into<String>) -> String {
    match held {
        Some(held) if held.remedy.is_empty() => format!("it is held: {}", held.what),
        Some(held) => format!("it is held: {}; {}", held.what, held.remedy),
        None => otherwise.into(),
    }
}
