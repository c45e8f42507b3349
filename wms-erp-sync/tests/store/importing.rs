//! The import of a store says how far it has come.

use std::sync::{Arc, Mutex};

use tempfile::TempDir;
use wms_erp_sync::clock::{Clock, SystemClock};
use wms_erp_sync::store::{Batch, SqliteStore, Store, Table};
use wms_erp_sync::{ImportStep, Phase, import_store_with};

/// More than two pages.
const ORDERS: u64 = 1_200;

#[tokio::test]
async fn each_phase_counts_up_to_all_documents_of_the_tenant() {
    let folder = TempDir::new().unwrap();
    let open = async |name: &str| SqliteStore::open(folder.path().join(name)).await.unwrap();
    let (from, to) = (open("from").await, open("to").await);
    let mut batch = Batch::new();
    for order in 0..ORDERS {
        batch.put(Table::Order, format!("order/{order:06}"), "{\"v\":1}");
    }
    batch.put(Table::Due, "stock/1", "{}");
    from.commit("acme", &[], batch).await.unwrap();
    let steps = Mutex::new(Vec::new());
    let report = |step: ImportStep<'_>| {
        steps.lock().unwrap().push((step.tenant.to_owned(), step.phase, step.done, step.total));
    };
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let imported = import_store_with(&from, &to, None, &clock, &report).await.unwrap();
    assert_eq!(imported[0].documents, ORDERS + 1);
    let steps = steps.into_inner().unwrap();
    let phases: Vec<Phase> = steps.iter().map(|step| step.1).collect();
    let mut once = phases.clone();
    once.dedup();
    assert_eq!(once, [Phase::Reading, Phase::Copying, Phase::Comparing], "{phases:?}");
    for phase in once {
        let of: Vec<(u64, u64)> = steps
            .iter()
            .filter(|step| step.0 == "acme" && step.1 == phase)
            .map(|step| (step.2, step.3))
            .collect();
        assert!(of.len() > 2 && of.is_sorted(), "{phase}: {of:?}");
        assert!(of.iter().all(|(_, total)| *total == ORDERS + 1), "{phase}: {of:?}");
        assert_eq!(of.last(), Some(&(ORDERS + 1, ORDERS + 1)), "{phase}");
    }
}
