//! One budget of requests for all processes behind one address, counted in the engine's store.

mod division;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use metrics::gauge;
use twentyfour_client::{Ledger, Portion, Usage};

use self::division::LastLook;

use crate::document::{Document, Documents, RequestShare};
use crate::store::{Batch, Store, StoreError};

/// So many processes behind one address, those of the last day among them.
const MOST: usize = 10_000;

/// Counts the requests of all processes that share an address and a store: 24SevenOffice allows 7200 an hour to all that comes from
/// one address.
///
/// ```no_run
/// # fn with(store: std::sync::Arc<dyn wms_erp_sync::store::Store>) {
/// use std::sync::Arc;
/// use wms_erp_sync::adapter::StoreLedger;
/// use wms_erp_sync::twentyfour::RequestBudget;
///
/// let ledger = StoreLedger::new(store, "default api.24sevenoffice.com", "replica-1");
/// let budget = RequestBudget::shared(7200, Arc::new(ledger));
/// # }
/// ```
///
/// A process takes a three-hundredth of the limit at a time; what is little goes to the urgent ones
/// ([`Priority`](twentyfour_client::Priority)), whichever process they are in. What the service's headers say that
/// others behind the address have sent counts for all. While the store cannot be reached, a process sends no more than
/// a hundredth of the limit, for urgent work alone, for ten minutes; the others leave that much to it. Together, they
/// never send more than the limit, whatever happens to one of them: what it had claimed counts as sent until the hour
/// is over, what was left to it is free again after a quarter of an hour.
#[derive(Debug)]
pub struct StoreLedger {
    store: Arc<dyn Store>,
    /// What the shares are kept under, in place of a tenant.
    place: String,
    process: String,
    memory: Mutex<Memory>,
}

#[derive(Debug, Default)]
struct Memory {
    look: Option<LastLook>,
    /// What other programs have sent in that hour, by what this process has found out.
    foreign: u32,
    /// The same in the hour before that.
    foreign_before: u32,
    /// Since when the store cannot be reached.
    away: Option<DateTime<Utc>>,
    last: Option<BudgetState>,
}

/// A budget as its ledger saw it last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct BudgetState {
    /// When that was.
    pub at: DateTime<Utc>,
    /// Requests an hour.
    pub limit: u32,
    /// How many are left in the hour for all processes.
    pub left: u32,
    /// How many processes take from it.
    pub processes: u32,
    /// How many requests of the hour other programs behind the address have sent, at least.
    pub foreign: u32,
    /// Since when the store, and with it the count of all, could not be reached.
    pub away: Option<DateTime<Utc>>,
}

impl StoreLedger {
    /// The ledger of an address, by a name of its own; of all that use it, `process` is this one. Give the name of the vendor's host as
    /// part of the address where there are several: each counts by itself.
    pub fn new(store: Arc<dyn Store>, address: &str, process: impl Into<String>) -> Self {
        let (place, process) = (RequestShare::place(address), process.into());
        Self { store, place, process, memory: Mutex::default() }
    }

    /// What it saw last; `None` before the first request.
    pub fn state(&self) -> Option<BudgetState> {
        self.memory().last
    }

    /// How many requests an hour all processes behind the address have together, of `limit`, as their shares in the store say now: without
    /// what others behind the address send, by the vendor's own count, and without what is kept for times in which the store cannot be
    /// reached. It claims nothing.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn supply(&self, limit: u32, now: DateTime<Utc>) -> Result<u32, StoreError> {
        let page = Documents::new(&self.store, &self.place).page(&RequestShare::all(), MOST).await?;
        let shares: Vec<RequestShare> = page.into_iter().filter_map(|(_, share)| share.ok()).collect();
        Ok(division::supply(limit, &shares, now))
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn counted(&self, usage: &Usage) -> Result<Portion, StoreError> {
        let (mut foreign, foreign_before) = self.memory().foreign_in(usage.hour);
        let usual = division::portion(usage.limit);
        for more in [usual, 1, 0] {
            let own = RequestShare { foreign_before, ..division::claim(usage, more, foreign) };
            self.write(&own).await?;
            let others = self.others(usage.now).await?;
            let found = division::foreign(usage, &others);
            if found > foreign {
                foreign = found;
                let own = RequestShare { foreign, ..own.clone() };
                self.write(&own).await?;
            }
            let own = RequestShare { foreign, ..own };
            let left = division::left(usage.limit, &own, &others);
            let blocked = division::blocked(&others, usage.now);
            if more == 0 || blocked.is_none() && division::stands(left, usage.limit, usage.priority) {
                let (at, hour, granted) = (usage.now, usage.hour, own.claimed);
                let all = u32::try_from(left + i64::from(more)).unwrap_or_default();
                let portion = Portion { up_to: own.claimed, left: all, blocked };
                self.note(usage, LastLook { at, hour, granted, left }, portion, foreign, &others);
                return Ok(portion);
            }
        }
        Ok(Portion { up_to: usage.used, left: 0, blocked: None })
    }

    async fn write(&self, own: &RequestShare) -> Result<(), StoreError> {
        let mut batch = Batch::new();
        batch.set(&self.process, own);
        self.store.commit(&self.place, &[], batch).await
    }

    /// The shares of the others. One that cannot be read is written anew by its owner; until then the reserve is kept for
    /// it.
    async fn others(&self, now: DateTime<Utc>) -> Result<Vec<RequestShare>, StoreError> {
        let page = Documents::new(&self.store, &self.place).page(&RequestShare::all(), MOST).await?;
        let (mut others, mut over) = (Vec::new(), Batch::new());
        for (process, share) in page.into_iter().filter(|(process, _)| *process != self.process) {
            match share {
                Ok(share) if division::is_over(&share, now) => drop(over.remove::<RequestShare>(&process)),
                Ok(share) => others.push(share),
                Err(newer @ StoreError::NewerDocument { .. }) => return Err(newer),
                Err(_) => others.push(RequestShare {
                    hour: DateTime::<Utc>::MIN_UTC,
                    claimed: 0,
                    foreign: 0,
                    foreign_before: 0,
                    blocked: None,
                    seen: now,
                }),
            }
        }
        if !over.is_empty() {
            self.store.commit(&self.place, &[], over).await?;
        }
        Ok(others)
    }

    fn note(&self, usage: &Usage, look: LastLook, portion: Portion, foreign: u32, others: &[RequestShare]) {
        let state = BudgetState {
            at: usage.now,
            limit: usage.limit,
            left: portion.left,
            processes: division::processes(others, usage.now),
            foreign,
            away: None,
        };
        let mut memory = self.memory();
        let (_, before) = memory.foreign_in(usage.hour);
        (memory.look, memory.foreign, memory.foreign_before) = (Some(look), foreign, before);
        memory.last = Some(state);
        if let Some(since) = memory.away.take() {
            tracing::info!(target: "wms_erp_sync", %since, "the requests of all processes are counted together again");
        }
        drop(memory);
        self.measure(&state);
    }

    /// Without the store: what was granted, and what the others leave to a process that is alone.
    fn alone(&self, usage: &Usage, error: &StoreError) -> Portion {
        let mut memory = self.memory();
        let up_to = division::alone(usage, memory.look);
        let left = up_to.saturating_sub(usage.used);
        let since = *memory.away.get_or_insert_with(|| {
            let left = division::reserve(usage.limit);
            tracing::warn!(
                target: "wms_erp_sync",
                "the requests of all processes behind this address cannot be counted together: {error}; until they can, \
                 this one sends at most {left} more, only for orders and their status"
            );
            usage.now
        });
        let known = memory.last.map_or(1, |last| last.processes);
        let (foreign, _) = memory.foreign_in(usage.hour);
        let (at, limit, away) = (usage.now, usage.limit, Some(since));
        let state = BudgetState { at, limit, left, processes: known, foreign, away };
        memory.last = Some(state);
        drop(memory);
        self.measure(&state);
        Portion { up_to, left, blocked: None }
    }

    fn measure(&self, state: &BudgetState) {
        let address = || RequestShare::address(&self.place).unwrap_or_default().to_owned();
        let set = |name: &'static str, value: u32| gauge!(name, "address" => address()).set(f64::from(value));
        set("wms_erp_sync_request_limit", state.limit);
        set("wms_erp_sync_requests_left", state.left);
        set("wms_erp_sync_requests_foreign", state.foreign);
        set("wms_erp_sync_request_processes", state.processes);
        set("wms_erp_sync_request_count_away", u32::from(state.away.is_some()));
    }
}

impl Memory {
    /// What other programs have sent in an hour, and in the one before.
    fn foreign_in(&self, hour: DateTime<Utc>) -> (u32, u32) {
        match self.look.map(|look| hour - look.hour) {
            Some(passed) if passed == TimeDelta::zero() => (self.foreign, self.foreign_before),
            Some(passed) if passed == TimeDelta::hours(1) => (0, self.foreign),
            _ => (0, 0),
        }
    }
}

#[async_trait]
impl Ledger for StoreLedger {
    async fn claim(&self, usage: Usage) -> Portion {
        match self.counted(&usage).await {
            Ok(portion) => portion,
            Err(error) => self.alone(&usage, &error),
        }
    }
}
