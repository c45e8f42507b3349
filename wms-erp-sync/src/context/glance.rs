//! What a run sees of the small tables of its tenant: all of them in one look at the store.
//!
//! A run that finds nothing new asks some twenty times whether anything is held, due, spooled or asked for, and nothing is. So the
//! first question looks at all these tables at once, and the next ones are answered from that, until the run has done anything else
//! than look: a request to a vendor, a commit to that table, a lease that it took or gave back, or a second that has passed. What
//! others write meanwhile is seen as if the run had asked that much earlier.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;

use super::holding::Holding;
use crate::clock::Clock;
use crate::store::{Batch, Document, Fence, Op, Scan, Store, StoreError, StoreLayer, Table};

/// The tables of what is on its way.
const TABLES: [Table; 6] =
    [Table::Control, Table::Tenant, Table::Cursor, Table::Held, Table::Due, Table::Spool];
/// A table that holds more is asked each time.
const FEW: usize = 24;
/// A run that looks so often has work to do: then each look would be of use once.
const LOOKS: u32 = 8;
/// Nothing is remembered for longer.
const FRESH: Duration = Duration::from_secs(1);

/// The store of one run.
#[derive(Debug)]
pub(crate) struct Glance {
    store: Arc<dyn Store>,
    tenant: String,
    clock: Arc<dyn Clock>,
    holding: Holding,
    seen: Mutex<Option<Seen>>,
    looks: AtomicU32,
}

/// What was seen, and when.
#[derive(Debug)]
struct Seen {
    moves: u64,
    at: Duration,
    /// The tables that hold little.
    tables: HashMap<Table, Vec<Document>>,
}

impl Glance {
    pub(crate) fn of_run(
        store: &Arc<dyn Store>,
        tenant: &str,
        clock: &Arc<dyn Clock>,
        holding: &Holding,
    ) -> Self {
        let (store, clock, holding) = (Arc::clone(store), Arc::clone(clock), holding.clone());
        Self {
            store,
            tenant: tenant.to_owned(),
            clock,
            holding,
            seen: Mutex::default(),
            looks: AtomicU32::new(0),
        }
    }

    fn seen(&self) -> MutexGuard<'_, Option<Seen>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers from what is known of a table; `None` where the store is to be asked.
    async fn known<T>(
        &self,
        tenant: &str,
        table: Table,
        answer: impl FnOnce(&[Document]) -> T,
    ) -> Result<Option<T>, StoreError> {
        if tenant != self.tenant || !TABLES.contains(&table) {
            return Ok(None);
        }
        // Before the store is asked: what happens meanwhile makes it old.
        let (moves, at) = (self.holding.moves(), self.clock.monotonic());
        let is_fresh = |seen: &Seen| seen.moves == moves && at.saturating_sub(seen.at) < FRESH;
        if !self.seen().as_ref().is_some_and(is_fresh) {
            if self.looks.fetch_add(1, Ordering::Relaxed) >= LOOKS {
                return Ok(None);
            }
            let found = self.store.scan_tables(tenant, &TABLES, FEW + 1).await?;
            let few = TABLES.into_iter().zip(found).filter(|(_, documents)| documents.len() <= FEW);
            *self.seen() = Some(Seen { moves, at, tables: few.collect() });
        }
        Ok(self.seen().as_ref().and_then(|seen| seen.tables.get(&table)).map(|documents| answer(documents)))
    }

    fn forget(&self, tables: &[Table]) {
        if let Some(seen) = &mut *self.seen() {
            seen.tables.retain(|table, _| !tables.contains(table));
        }
    }
}

#[async_trait]
impl StoreLayer for Glance {
    fn inner(&self) -> &dyn Store {
        &self.store
    }

    async fn get(
        &self,
        tenant: &str,
        table: Table,
        keys: &[&str],
    ) -> Result<Vec<Option<String>>, StoreError> {
        let value = |documents: &[Document], key: &str| {
            documents.iter().find(|document| document.key == key).map(|document| document.value.clone())
        };
        // What people ask for may be asked for again at any moment, and is then not to be taken for done.
        let known = match table {
            Table::Control => None,
            _ => {
                let answer =
                    |documents: &[Document]| keys.iter().map(|key| value(documents, key)).collect::<Vec<_>>();
                self.known(tenant, table, answer).await?
            }
        };
        match known {
            Some(found) => Ok(found),
            None => self.store.get(tenant, table, keys).await,
        }
    }

    async fn scan(&self, tenant: &str, table: Table, scan: Scan<'_>) -> Result<Vec<Document>, StoreError> {
        let answer = |documents: &[Document]| {
            let wanted = documents.iter().filter(|document| {
                document.key.starts_with(scan.prefix)
                    && scan.after.is_none_or(|after| document.key.as_str() > after)
            });
            wanted.take(scan.limit).cloned().collect::<Vec<_>>()
        };
        match self.known(tenant, table, answer).await? {
            Some(found) => Ok(found),
            None => self.store.scan(tenant, table, scan).await,
        }
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        let table = |op: &Op| match op {
            Op::Put { table, .. } | Op::Delete { table, .. } | Op::DeletePrefix { table, .. } => Some(*table),
            Op::Release(_) => None,
        };
        let tables: Vec<Table> = batch.ops().iter().filter_map(table).collect();
        self.forget(&tables);
        let committed = self.store.commit(tenant, fences, batch).await;
        // What was seen while it was written is of before.
        self.forget(&tables);
        committed
    }

    async fn scan_tables(
        &self,
        tenant: &str,
        tables: &[Table],
        limit: usize,
    ) -> Result<Vec<Vec<Document>>, StoreError> {
        self.store.scan_tables(tenant, tables, limit).await
    }

    async fn get_of_tenants(
        &self,
        tenants: &[&str],
        table: Table,
        key: &str,
    ) -> Result<Vec<Option<String>>, StoreError> {
        self.store.get_of_tenants(tenants, table, key).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::ManualClock;
    use crate::store::MemoryStore;

    fn one(table: Table, key: &str) -> Batch {
        let mut batch = Batch::new();
        batch.put(table, key, "1");
        batch
    }

    async fn held(glance: &Glance) -> usize {
        StoreLayer::scan(glance, "acme", Table::Held, Scan::first(100).prefix("a")).await.unwrap().len()
    }

    #[tokio::test]
    async fn what_others_write_is_seen_once_the_run_has_done_anything_or_a_second_has_passed() {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
        let manual = ManualClock::new(chrono::DateTime::UNIX_EPOCH);
        let (clock, holding): (Arc<dyn Clock>, _) = (Arc::new(manual.clone()), Holding::default());
        let glance = Glance::of_run(&store, "acme", &clock, &holding);
        let writes = |key: &'static str| store.commit("acme", &[], one(Table::Held, key));
        assert_eq!(held(&glance).await, 0);
        writes("a1").await.unwrap();
        assert_eq!(held(&glance).await, 0, "as it was a moment before");
        manual.advance(FRESH);
        assert_eq!(held(&glance).await, 1, "a second has passed");
        writes("a2").await.unwrap();
        holding.note_move();
        assert_eq!(held(&glance).await, 2, "a vendor was asked, or a lease taken");
        writes("a3").await.unwrap();
        StoreLayer::commit(&glance, "acme", &[], one(Table::Held, "a4")).await.unwrap();
        assert_eq!(held(&glance).await, 4, "the run has written there itself");
        // People may ask again while a request of theirs is being done.
        StoreLayer::scan(&glance, "acme", Table::Control, Scan::first(9)).await.unwrap();
        store.commit("acme", &[], one(Table::Control, "retry/a")).await.unwrap();
        let asked = StoreLayer::get(&glance, "acme", Table::Control, &["retry/a"]).await.unwrap();
        assert_eq!(asked, [Some("1".to_owned())]);
    }

    #[tokio::test]
    async fn a_table_that_holds_much_and_another_tenant_are_asked_each_time() {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
        let clock: Arc<dyn Clock> = Arc::new(ManualClock::new(chrono::DateTime::UNIX_EPOCH));
        let glance = Glance::of_run(&store, "acme", &clock, &Holding::default());
        let mut batch = Batch::new();
        for number in 0..=FEW {
            batch.put(Table::Held, format!("a{number:03}"), "1");
        }
        store.commit("acme", &[], batch).await.unwrap();
        assert_eq!(held(&glance).await, FEW + 1);
        store.commit("acme", &[], one(Table::Held, "a999")).await.unwrap();
        assert_eq!(held(&glance).await, FEW + 2);
        store.commit("beta", &[], one(Table::Held, "a")).await.unwrap();
        let found = StoreLayer::get(&glance, "beta", Table::Held, &["a"]).await.unwrap();
        assert_eq!(found, [Some("1".to_owned())]);
    }
}
