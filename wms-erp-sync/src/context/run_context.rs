use std::fmt;

use chrono::{DateTime, Utc};
use futures::stream::{BoxStream, StreamExt, TryStreamExt};
use tokio_util::sync::CancellationToken;

use super::RunError;
use super::changes::Changes;
use super::hold::HoldReason;
use super::permit::Permit;
use super::run::Run;
use crate::document::{AskedFor, Held, Own, ProcessDocument};
use crate::plan::{FieldChange, PlannedWrite};
use crate::port::{ErpPort, PortError, WmsPort};
use crate::process_id::Process;
use crate::tenant::Tenant;

/// What one run of a process may use: both sides, documents of its own, held records, permits to write, counts.
///
/// A run works record by record: [`check_stop`](Self::check_stop), read and decide, ask for a [`permit`](Self::permit),
/// write, and [`commit`](Self::commit) what was done. After a run is stopped or killed, the next one continues from
/// what it has committed. An effect must therefore be repeatable, or be looked up before it is made.
pub struct RunContext<'a>(&'a Run<'a>);

impl fmt::Debug for RunContext<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (tenant, process) = (&self.0.tenant.name, self.process());
        f.debug_struct("RunContext")
            .field("tenant", tenant)
            .field("process", &process)
            .finish_non_exhaustive()
    }
}

impl<'a> RunContext<'a> {
    pub(crate) fn new(run: &'a Run<'a>) -> Self {
        Self(run)
    }

    /// What the built-in processes use besides.
    pub(crate) fn run(&self) -> &'a Run<'a> {
        self.0
    }

    /// The tenant, with its settings.
    pub fn tenant(&self) -> &'a Tenant {
        self.0.tenant
    }

    /// The process that runs.
    pub fn process(&self) -> Process {
        self.0.process
    }

    /// The ERP. Nothing can be written through it without a lease, as in a plan.
    pub fn erp(&self) -> &'a dyn ErpPort {
        &*self.0.erp
    }

    /// The WMS. Nothing can be written through it without a lease, as in a plan.
    pub fn wms(&self) -> &'a dyn WmsPort {
        &*self.0.wms
    }

    /// The time, by the engine's clock.
    pub fn now(&self) -> DateTime<Utc> {
        self.0.now()
    }

    /// Whether nothing is written, here or there: the run only shows what it would do. Ask this for effects without a
    /// [`permit`](Self::permit), such as notifications.
    pub fn is_plan(&self) -> bool {
        self.0.is_plan()
    }

    /// Cancelled when the engine stops; for code that waits.
    pub fn cancellation(&self) -> &'a CancellationToken {
        self.0.cancel
    }

    /// Returns an error if the run must stop. Call it between records, never within one.
    ///
    /// # Errors
    /// [`RunError::Cancelled`], [`RunError::LeaseLost`]: return it from `run`.
    pub fn check_stop(&self) -> Result<(), RunError> {
        self.0.check_stop()
    }

    /// The document with this key, any text without NUL, also the empty one where there is one document of its kind. A
    /// damaged document counts as missing, and a person gets a notice about it.
    ///
    /// # Errors
    /// If the store fails, or a later version wrote the document: return it from `run`.
    pub async fn read<D: ProcessDocument>(&self, key: &str) -> Result<Option<D>, RunError> {
        let found = self.0.read::<Own<D>>(&Own::<D>::key(self.process(), key)).await?;
        Ok(found.map(|Own(document)| document))
    }

    /// The documents with these keys, in their order, read together.
    ///
    /// # Errors
    /// Those of [`read`](Self::read).
    pub async fn read_all<D: ProcessDocument>(&self, keys: &[&str]) -> Result<Vec<Option<D>>, RunError> {
        let keys: Vec<_> = keys.iter().map(|key| Own::<D>::key(self.process(), key)).collect();
        let found = self.0.read_all::<Own<D>>(&keys).await?;
        Ok(found.into_iter().map(|found| found.map(|Own(document)| document)).collect())
    }

    /// All documents of a kind whose keys begin so, with their keys, in the order of these. They are read in portions;
    /// documents that are committed behind the last one in the meantime are returned, too.
    pub fn documents<'s, D: ProcessDocument>(
        &'s self,
        beginning: &str,
    ) -> BoxStream<'s, Result<(String, D), RunError>> {
        let all = self.0.stream(Own::<D>::beginning(self.process(), beginning));
        all.map_ok(|(key, Own(document))| (key.key, document)).boxed()
    }

    /// Changes of the process's documents and held records, to be [committed](Self::commit) together.
    pub fn changes(&self) -> Changes {
        Changes::of(self.process())
    }

    /// Commits changes: all of them or none. In a plan, only the plan itself sees them.
    ///
    /// # Errors
    /// [`RunError::LeaseLost`] if another engine has taken over, and nothing was changed; if the store fails: return
    /// it from `run`.
    pub async fn commit(&self, changes: Changes) -> Result<(), RunError> {
        self.0.commit(changes.into_batch()).await
    }

    /// Whether a write may be made. Ask right before it, once for each; a plan shows these writes.
    ///
    /// `record` is the name of the record, as it would be held; `what` the write in a few words; `fields` what it changes. All of them
    /// must be the same in a plan and when it is applied, so they hold no times and no random numbers.
    ///
    /// # Errors
    /// [`RunError::LeaseLost`], [`RunError::Cancelled`]: return it from `run`.
    pub async fn permit(
        &self,
        record: impl Into<String>,
        what: impl Into<String>,
        fields: Vec<FieldChange>,
    ) -> Result<Permit, RunError> {
        self.0.confirm().await?;
        let (process, record, what) = (self.process(), record.into(), what.into());
        Ok(self.0.permit(|| PlannedWrite { process, record, what, ordered: None, fields }))
    }

    /// Holds a record, or keeps it held: a person finds it with its remedy, and [`held_to_try`](Self::held_to_try)
    /// gives it when it is to be tried again. One that a person has dismissed for the very same reason stays dismissed.
    ///
    /// # Errors
    /// If the store fails: return it from `run`.
    pub async fn hold(
        &self,
        changes: &mut Changes,
        record: &str,
        reason: impl Into<HoldReason>,
    ) -> Result<(), RunError> {
        self.0.hold(changes.batch(), record, reason.into()).await
    }

    /// The held records that are to be tried now: their time has come, or a person has asked for them or for the whole run. Each of
    /// them is to be [released](Changes::release) or held again.
    ///
    /// # Errors
    /// If the store fails: return it from `run`.
    pub async fn held_to_try(&self) -> Result<Vec<Held>, RunError> {
        self.0.held_to_try().await
    }

    /// Whether a person has approved what a safety limit of this process blocks
    /// ([`Operator::release`](crate::Operator::release)). It is valid until a run that has asked for it ends
    /// successfully.
    ///
    /// # Errors
    /// If the store fails: return it from `run`.
    pub async fn is_approved(&self) -> Result<bool, RunError> {
        let asked = self.0.asked(AskedFor::Release).await?;
        let is_approved = !asked.is_empty();
        self.0.tally().fulfilled.add(asked);
        Ok(is_approved)
    }

    /// What a failed call for one record means: a reason to hold the record, or the end of the run, where every other call would
    /// fail too. Such an end is the third failure of the network in a row, the second whose answer did not come in time
    /// ([`PortError::timed_out`]), and the fifth of these in one run.
    ///
    /// # Errors
    /// The error that ends the run: return it from `run`.
    pub fn record_failed(&self, error: PortError) -> Result<HoldReason, RunError> {
        Ok(HoldReason::from(&self.0.record_failed(error)?))
    }

    /// Counts records that were read.
    pub fn count_read(&self, records: u64) {
        self.0.tally().read += records;
    }

    /// Counts records that needed no write.
    pub fn count_unchanged(&self, records: u64) {
        self.0.tally().unchanged += records;
    }

    /// Counts records that were written or, in a plan, would be written.
    pub fn count_written(&self, records: u64) {
        self.0.tally().written += records;
    }

    /// Counts records that this process does not handle.
    pub fn count_skipped(&self, records: u64) {
        self.0.tally().skipped += records;
    }

    /// Adds a remark about a record to the report of the run; about the whole run, if the record is empty.
    pub fn remark(&self, record: impl Into<String>, what: impl Into<String>) {
        self.0.reason(record, None, what, "");
    }
}
