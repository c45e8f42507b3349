//! Moving tenants from one store to another.

mod answer;

use std::sync::Arc;
use std::time::Duration;

pub use answer::{DamagedDocument, ImportError, ImportStep, ImportedTenant};

use super::problem::problem;
use super::{Phase, RequestShare};
use crate::clock::Clock;
use crate::process_id::Process;
use crate::store::{Batch, Document, Lease, LeaseKey, LeaseState, Portable, Scan, StoreError, Table};

/// Who holds the leases meanwhile.
const OWNER: &str = "import-store";
/// The lease that says, as long as it is held, that not everything is there yet.
const MARK: &str = "import-store";
/// For how long the leases of the store that is moved from are taken; they are renewed after a third of that.
const LEASE: Duration = Duration::from_secs(60);
/// How long an import waits for the leases of one that was killed, and how often it looks.
const WAIT: Duration = Duration::from_secs(90);
const LOOK: Duration = Duration::from_secs(5);
/// So many damaged documents are named.
const MAX_DAMAGED: usize = 1_000;
/// Documents at a time.
const PAGE: usize = 500;

/// Moves one tenant, or all, from one store to another, and compares count and hash. An interrupted import continues when this is
/// called again; what has been imported is only compared. Nothing is removed from `from`. The shares of requests of an address
/// ([`StoreLedger`](crate::adapter::StoreLedger)) belong to no tenant and to their hour only: they stay where they are.
///
/// Neither store may be one that an engine [serves](crate::Engine::serve), even if nothing runs.
/// During the import, the leases of the tenant's processes keep engines out of both stores; in `to` they stay taken when the process
/// dies, until the import has been done to its end, so that no engine begins with half of what is known. Every lease has a greater
/// epoch in `to` than it ever had in `from`.
///
/// # Errors
/// [`ImportError`]; what was imported before stays.
pub async fn import_store(
    from: &dyn Portable,
    to: &dyn Portable,
    tenant: Option<&str>,
    clock: &Arc<dyn Clock>,
) -> Result<Vec<ImportedTenant>, ImportError> {
    import_store_with(from, to, tenant, clock, &|_| ()).await
}

/// As [`import_store`], and says for each page of documents how far it has come.
///
/// # Errors
/// As [`import_store`].
pub async fn import_store_with(
    from: &dyn Portable,
    to: &dyn Portable,
    tenant: Option<&str>,
    clock: &Arc<dyn Clock>,
    report: &(dyn Fn(ImportStep<'_>) + Send + Sync),
) -> Result<Vec<ImportedTenant>, ImportError> {
    let mut tenants = from.tenants().await?;
    // Counts of this hour, which services write without leases and count anew where they find none.
    tenants.retain(|tenant| RequestShare::address(tenant).is_none());
    not_served(from).await?;
    not_served(to).await?;
    // Of the service itself there may be no more than the lease that says that it is at work.
    if from.size("").await? == 0 {
        tenants.retain(|tenant| !tenant.is_empty());
    }
    if let Some(meant) = tenant {
        tenants.retain(|tenant| tenant == meant);
        if tenants.is_empty() {
            return Err(ImportError::UnknownTenant { place: from.place(), tenant: meant.to_owned() });
        }
    }
    let mut imported = Vec::new();
    for tenant in &tenants {
        imported.push(Import { from, to, tenant, clock, report }.run().await?);
    }
    // One that was started meanwhile goes on with the store that is left.
    not_served(from).await?;
    Ok(imported)
}

/// Fails if an engine serves it. One that runs nothing holds no lease of a tenant.
async fn not_served(store: &dyn Portable) -> Result<(), ImportError> {
    let leases = store.leases("").await?;
    match leases.into_iter().find(|state| state.held && state.key.is_of_service()) {
        Some(LeaseState { key, owner, .. }) => Err(ImportError::InUse { place: store.place(), key, owner }),
        None => Ok(()),
    }
}

struct Import<'a> {
    from: &'a dyn Portable,
    to: &'a dyn Portable,
    tenant: &'a str,
    clock: &'a Arc<dyn Clock>,
    report: &'a (dyn Fn(ImportStep<'_>) + Send + Sync),
}

/// How many documents are done of how many.
#[derive(Debug)]
struct Counted {
    phase: Phase,
    done: u64,
    total: u64,
}

/// What a table holds.
#[derive(Debug, PartialEq, Eq)]
struct Digest {
    count: u64,
    hash: blake3::Hash,
}

impl Import<'_> {
    async fn run(&self) -> Result<ImportedTenant, ImportError> {
        let mut held = Held { leases: Vec::new(), renewed: self.clock.monotonic() };
        let imported = self.with_leases(&mut held).await;
        for lease in held.leases {
            // They end by themselves.
            let _ = self.from.release(lease).await;
        }
        imported
    }

    async fn with_leases(&self, held: &mut Held) -> Result<ImportedTenant, ImportError> {
        for key in self.keys().await? {
            held.leases.push(self.take(&key).await?);
        }
        let mark = LeaseKey::new(self.tenant, MARK);
        let is_begun = self.to.leases(self.tenant).await?.iter().any(|state| state.held && state.key == mark);
        // Read whole before anything is written: what cannot be read stops here.
        let (digests, total) = self.digest(self.from, Phase::Reading, held).await?;
        if total.documents != self.from.size(self.tenant).await? {
            let (place, tenant) = (self.from.place(), self.tenant.to_owned());
            return Err(ImportError::UnknownTables { place, tenant });
        }
        if !is_begun && self.to.size(self.tenant).await? > 0 {
            let (_, there) = self.digest(self.to, Phase::Comparing, held).await?;
            if there != total {
                let (place, tenant) = (self.to.place(), self.tenant.to_owned());
                return Err(ImportError::Occupied { place, tenant });
            }
            self.release_reserved().await?;
            return Ok(ImportedTenant { was_there: true, ..total });
        }
        let fence = self.reserve(&mark, 0).await?;
        if let Err(error) = self.reserve_all(held).await {
            // Nothing has been written, unless an earlier one was broken off.
            if !is_begun {
                self.release_reserved().await?;
            }
            return Err(error);
        }
        let mut copied = Counted { phase: Phase::Copying, done: 0, total: total.documents };
        for table in Table::ALL {
            self.copy(*table, &fence, held, &mut copied).await?;
            self.remove_others(*table, &fence, held).await?;
        }
        let (there, _) = self.digest(self.to, Phase::Comparing, held).await?;
        for ((table, here), (_, there)) in digests.iter().zip(&there) {
            if here != there {
                return Err(ImportError::Different { tenant: self.tenant.to_owned(), table: *table });
            }
        }
        // The mark first: what stays reserved after it is only released.
        self.to.release(fence).await?;
        self.release_reserved().await?;
        Ok(total)
    }

    /// The leases of the tenant: those that either store knows, and those of processes that have never run.
    async fn keys(&self) -> Result<Vec<LeaseKey>, StoreError> {
        let mut names: Vec<String> = Process::ALL.iter().map(|process| process.as_str().to_owned()).collect();
        for store in [self.from, self.to] {
            names.extend(store.leases(self.tenant).await?.into_iter().map(|state| state.key.name));
        }
        names.sort_unstable();
        names.dedup();
        Ok(names
            .into_iter()
            .filter(|name| name != MARK)
            .map(|name| LeaseKey::new(self.tenant, name))
            .filter(|key| !key.is_of_service())
            .collect())
    }

    /// Keeps engines from the store that is moved from. The leases of an import that was killed end in a while.
    async fn take(&self, key: &LeaseKey) -> Result<Lease, ImportError> {
        let mut waited = Duration::ZERO;
        loop {
            if let Some(lease) = self.from.try_acquire(key, OWNER, LEASE).await? {
                return Ok(lease);
            }
            let owner = owner(self.from, key).await?;
            if owner != OWNER || waited >= WAIT {
                return Err(ImportError::InUse { place: self.from.place(), key: key.clone(), owner });
            }
            self.clock.sleep(LOOK).await;
            waited += LOOK;
        }
    }

    async fn reserve(&self, key: &LeaseKey, above: u64) -> Result<Lease, ImportError> {
        match self.to.reserve(key, OWNER, above).await? {
            Some(lease) => Ok(lease),
            None => {
                let owner = owner(self.to, key).await?;
                Err(ImportError::InUse { place: self.to.place(), key: key.clone(), owner })
            }
        }
    }

    async fn reserve_all(&self, held: &Held) -> Result<(), ImportError> {
        for lease in &held.leases {
            self.reserve(lease.key(), lease.epoch()).await?;
        }
        Ok(())
    }

    async fn release_reserved(&self) -> Result<(), ImportError> {
        for state in self.to.leases(self.tenant).await? {
            if state.held && state.owner == OWNER {
                // Taken once more, since only what was given out here can be given back.
                let lease = self.reserve(&state.key, state.epoch).await?;
                self.to.release(lease).await?;
            }
        }
        Ok(())
    }

    async fn copy(
        &self,
        table: Table,
        fence: &Lease,
        held: &mut Held,
        copied: &mut Counted,
    ) -> Result<(), ImportError> {
        let mut pages = Pages::new(self.from, self.tenant, table);
        while let Some(page) = pages.next(self, held).await? {
            let keys: Vec<&str> = page.iter().map(|document| document.key.as_str()).collect();
            let there = self.to.get(self.tenant, table, &keys).await?;
            let mut batch = Batch::new();
            for (document, there) in page.iter().zip(there) {
                if there.as_ref() != Some(&document.value) {
                    batch.put(table, document.key.as_str(), document.value.as_str());
                }
            }
            self.write(fence, batch).await?;
            self.count(copied, page.len());
        }
        Ok(())
    }

    /// Says that so many more documents are done.
    fn count(&self, counted: &mut Counted, more: usize) {
        counted.done += more as u64;
        let Counted { phase, done, total } = *counted;
        (self.report)(ImportStep { tenant: self.tenant, phase, done, total: total.max(done) });
    }

    /// What an earlier import, broken off, has brought that is not there any more.
    async fn remove_others(&self, table: Table, fence: &Lease, held: &mut Held) -> Result<(), ImportError> {
        if self.to.count(self.tenant, table, "").await? == self.from.count(self.tenant, table, "").await? {
            return Ok(());
        }
        let mut pages = Pages::new(self.to, self.tenant, table);
        while let Some(page) = pages.next(self, held).await? {
            let keys: Vec<&str> = page.iter().map(|document| document.key.as_str()).collect();
            let there = self.from.get(self.tenant, table, &keys).await?;
            let mut batch = Batch::new();
            for (key, _) in keys.iter().zip(there).filter(|(_, there)| there.is_none()) {
                batch.delete(table, *key);
            }
            self.write(fence, batch).await?;
        }
        Ok(())
    }

    async fn write(&self, fence: &Lease, batch: Batch) -> Result<(), StoreError> {
        if batch.is_empty() {
            return Ok(());
        }
        self.to.commit(self.tenant, std::slice::from_ref(fence.fence()), batch).await
    }

    /// What each table holds, and all of them.
    async fn digest(
        &self,
        store: &dyn Portable,
        phase: Phase,
        held: &mut Held,
    ) -> Result<(Vec<(Table, Digest)>, ImportedTenant), ImportError> {
        let mut counted = Counted { phase, done: 0, total: store.size(self.tenant).await? };
        let (mut tables, mut all, mut documents) = (Vec::new(), blake3::Hasher::new(), 0);
        let mut damaged = Vec::new();
        for table in Table::ALL {
            let (mut count, mut hasher) = (0, blake3::Hasher::new());
            let mut pages = Pages::new(store, self.tenant, *table);
            while let Some(page) = pages.next(self, held).await? {
                self.count(&mut counted, page.len());
                for Document { key, value } in page {
                    count += 1;
                    let place = || format!("{}/{table}/{key}", self.tenant);
                    if value.contains('\0') || key.contains('\0') {
                        return Err(ImportError::Unwritable { place: place() });
                    }
                    if damaged.len() < MAX_DAMAGED
                        && let Some((what, _)) = problem(table.as_str(), &key, &value)
                    {
                        damaged.push(DamagedDocument { place: place(), what });
                    }
                    for text in [key, value] {
                        hasher.update(&(text.len() as u64).to_le_bytes());
                        hasher.update(text.as_bytes());
                    }
                }
            }
            let hash = hasher.finalize();
            all.update(table.as_str().as_bytes()).update(hash.as_bytes());
            documents += count;
            tables.push((*table, Digest { count, hash }));
        }
        let (tenant, hash) = (self.tenant.to_owned(), all.finalize().to_hex().to_string());
        Ok((tables, ImportedTenant { tenant, documents, hash, was_there: false, damaged }))
    }
}

async fn owner(store: &dyn Portable, key: &LeaseKey) -> Result<String, StoreError> {
    let states = store.leases(&key.tenant).await?;
    Ok(states.into_iter().find(|state| state.key == *key).map_or_else(String::new, |state| state.owner))
}

/// The leases of the store that is moved from.
struct Held {
    leases: Vec<Lease>,
    renewed: Duration,
}

impl Held {
    async fn keep(&mut self, store: &dyn Portable, clock: &dyn Clock) -> Result<(), StoreError> {
        let now = clock.monotonic();
        if now.saturating_sub(self.renewed) >= LEASE / 3 {
            for lease in &mut self.leases {
                *lease = store.renew(lease, LEASE).await?;
            }
            self.renewed = now;
        }
        Ok(())
    }
}

/// The documents of a table, page by page.
struct Pages<'a> {
    store: &'a dyn Portable,
    tenant: &'a str,
    table: Table,
    last: Option<String>,
}

impl<'a> Pages<'a> {
    fn new(store: &'a dyn Portable, tenant: &'a str, table: Table) -> Self {
        Self { store, tenant, table, last: None }
    }

    async fn next(
        &mut self,
        import: &Import<'_>,
        held: &mut Held,
    ) -> Result<Option<Vec<Document>>, ImportError> {
        held.keep(import.from, &**import.clock).await?;
        let scan = Scan { after: self.last.as_deref(), ..Scan::first(PAGE) };
        let page = self.store.scan(self.tenant, self.table, scan).await?;
        let Some(last) = page.last() else { return Ok(None) };
        self.last = Some(last.key.clone());
        Ok(Some(page))
    }
}
