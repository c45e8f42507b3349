//! In what both sides of a process differ.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::context::RunError;
use crate::context::run::Run;
use crate::document::{Dismissal, Dismissed, Held, HeldKey};
use crate::process::wms_articles::WmsArticles;
use crate::process_id::Process;

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
    /// The differences, kind by kind, at most [`ProcessDrift::MAX_DETAILS`] of each.
    pub differences: Vec<Difference>,
}

impl ProcessDrift {
    /// How many differences of one kind are listed; the counts are complete.
    pub const MAX_DETAILS: usize = 100;
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
    /// The WMS answered it without what is needed to compare it.
    Unclear,
    /// The WMS has it, and nothing in the ERP stands for it.
    #[serde(rename = "stranger")]
    Unmatched,
}

impl DriftKind {
    /// The name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Lost => "lost",
            Self::Different => "different",
            Self::Ambiguous => "ambiguous",
            Self::Cancelled => "cancelled",
            Self::NotReported => "not_reported",
            Self::OverInErp => "over_in_erp",
            Self::Unclear => "unclear",
            Self::Unmatched => "stranger",
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

/// What a comparison of both sides has found so far. What is reported for a process that was not asked for is left out.
#[derive(Debug)]
pub struct Comparison {
    processes: BTreeMap<Process, Counted>,
    /// The articles of the WMS, once a process has asked for them.
    in_wms: Option<Arc<WmsArticles>>,
}

#[derive(Debug, Default)]
struct Counted {
    compared: u64,
    equal: u64,
    skipped: u64,
    unreadable: u64,
    dismissed: u64,
    kinds: BTreeMap<DriftKind, (u64, Vec<Difference>)>,
}

impl Comparison {
    /// For these processes. What is found for others is left out.
    pub(crate) fn new(processes: impl Iterator<Item = Process>) -> Self {
        Self { processes: processes.map(|process| (process, Counted::default())).collect(), in_wms: None }
    }

    /// Whether a process was asked for.
    pub(crate) fn is_wanted(&self, process: Process) -> bool {
        self.processes.contains_key(&process)
    }

    /// The articles of the WMS, read whole, once for all processes.
    pub(crate) async fn in_wms(&mut self, run: &Run<'_>) -> Result<Arc<WmsArticles>, RunError> {
        if let Some(in_wms) = &self.in_wms {
            return Ok(Arc::clone(in_wms));
        }
        let stock = run.tenant.stock.clone().unwrap_or_default();
        let in_wms = Arc::new(WmsArticles::read(run, &stock).await?);
        self.in_wms = Some(Arc::clone(&in_wms));
        Ok(in_wms)
    }

    /// Counts for a process, if it was asked for.
    fn count(&mut self, process: Process, count: impl FnOnce(&mut Counted)) {
        if let Some(counted) = self.processes.get_mut(&process) {
            count(counted);
        }
    }

    /// Counts a record that was compared, and whether it is the same on both sides.
    pub fn compared(&mut self, process: Process, equal: bool) {
        self.count(process, |counted| {
            counted.compared += 1;
            counted.equal += u64::from(equal);
        });
    }

    /// Counts a record that is not meant to be on both sides.
    pub fn skipped(&mut self, process: Process) {
        self.count(process, |counted| counted.skipped += 1);
    }

    /// Counts records that could not be read.
    pub fn unreadable(&mut self, process: Process, records: u64) {
        self.count(process, |counted| counted.unreadable += records);
    }

    /// Adds a difference: what differs, in one line that names fields, quantities and statuses, never people's data, and what to do
    /// about it.
    pub fn add(
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
        dismissed: Option<Dismissal>,
    ) {
        self.count(process, |counted| {
            counted.dismissed += u64::from(dismissed.is_some());
            let (count, details) = counted.kinds.entry(kind).or_default();
            *count += 1;
            if details.len() < ProcessDrift::MAX_DETAILS {
                let (record, what, repair) = (record.to_string(), what.into(), repair.into());
                details.push(Difference { process, record, kind, what, repair, dismissed });
            }
        });
    }

    pub(crate) fn into_processes(self) -> Vec<ProcessDrift> {
        let told = self.processes.into_iter().map(|(process, counted)| {
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
    let keys: Vec<HeldKey> = records.map(|record| HeldKey::of(process, record)).collect();
    run.read_all(&keys).await
}

/// What was dismissed of these records, in their order.
pub(crate) async fn dismissed(
    run: &Run<'_>,
    process: Process,
    records: impl Iterator<Item = i32>,
) -> Result<Vec<Option<Dismissed>>, RunError> {
    let keys: Vec<HeldKey> = records.map(|record| HeldKey::of(process, record)).collect();
    run.read_all(&keys).await
}

/// A record that is held has a remedy of its own.
pub(crate) fn repair_of(held: Option<&Held>, otherwise: impl Into<String>) -> String {
    match held {
        Some(held) if held.remedy.is_empty() => format!("it is held: {}", held.what),
        Some(held) => format!("it is held: {}; {}", held.what, held.remedy),
        None => otherwise.into(),
    }
}
