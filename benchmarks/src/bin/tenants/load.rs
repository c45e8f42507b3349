//! What is in the stores before anything is measured: the service itself loads some tenants, all others are copies of the first one.

use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use wms_erp_benchmarks::process::Served;
use wms_erp_sync::clock::{Clock, SystemClock};
use wms_erp_sync::store::{Batch, Scan, SqliteStore, Store, Table};

use super::database::Database;
use super::process::Service;
use super::{Done, systems};

/// How often it is looked whether all is loaded.
const LOOK: Duration = Duration::from_secs(5);
/// How many documents are copied at once.
const PAGE: usize = 1000;
/// What must not be copied: whom a tenant speaks for is found out by its first run.
const IDENTITY: [&str; 2] = ["identity", "goods_owner"];

/// What it took to load.
pub(super) struct Load {
    pub(super) seconds: f64,
    pub(super) cpu_seconds: f64,
}

/// Has a service load the first tenants; then it is tomorrow in all systems, so that none of it counts as changed. At the end all
/// tenants are in the store of the configuration.
pub(super) fn load(
    folder: &Path,
    systems: &mut Served,
    (loaded, tenants): (u32, u32),
    database: Option<&Database>,
) -> Done<Load> {
    std::fs::write(folder.join("sync.toml"), systems::configuration(None))?;
    systems::run_every(folder, systems::interval(loaded))?;
    systems::admit(folder, 0..loaded)?;
    let begun = SystemClock.monotonic();
    let service = Service::start(folder, "load")?;
    while !is_loaded(&service, loaded)? {
        sleep(LOOK);
    }
    let load = Load {
        seconds: (SystemClock.monotonic() - begun).as_secs_f64(),
        cpu_seconds: service.look()?.cpu_seconds,
    };
    service.stop()?;
    systems.tell("tomorrow")?;
    systems.tell("copy")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(copy(&folder.join(systems::FILE), loaded..tenants))?;
    systems::admit(folder, loaded..tenants)?;
    if let Some(database) = database {
        database.import(&folder.join(systems::FILE))?;
    }
    std::fs::write(folder.join("sync.toml"), systems::configuration(database))?;
    Ok(load)
}

/// Whether every process has done all its work and then found nothing more to do.
fn is_loaded(service: &Service, loaded: u32) -> Done<bool> {
    let written = |seen: &super::process::Seen| seen.records("written");
    let before = service.look()?;
    let enough = systems::PROCESSES.iter().all(|process| before.runs(process) >= f64::from(loaded));
    if !enough || written(&before) < f64::from(loaded) {
        return Ok(false);
    }
    // Two rounds of each in which nothing was written.
    let rounds = |seen: &super::process::Seen| {
        systems::PROCESSES.iter().map(|process| seen.runs(process)).fold(f64::INFINITY, f64::min)
    };
    loop {
        sleep(LOOK);
        let now = service.look()?;
        if written(&now) > written(&before) {
            return Ok(false);
        }
        if rounds(&now) - rounds(&before) >= 2.0 * f64::from(loaded) {
            return Ok(true);
        }
    }
}

/// Gives each of these tenants what the first one has.
async fn copy(file: &Path, tenants: std::ops::Range<u32>) -> Done {
    let store = SqliteStore::open(file).await?;
    let mut documents = Vec::new();
    for table in Table::ALL {
        let mut after: Option<String> = None;
        loop {
            let scan = Scan::first(PAGE);
            let scan = after.as_deref().map_or(scan, |after| scan.after(after));
            let page = store.scan("t0", *table, scan).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.key.clone());
            documents.extend(page.into_iter().map(|document| (*table, document)));
        }
    }
    documents
        .retain(|(table, document)| *table != Table::Tenant || !IDENTITY.contains(&document.key.as_str()));
    for tenant in tenants {
        let mut batch = Batch::new();
        for (table, document) in &documents {
            batch.put(*table, &document.key, &document.value);
        }
        store.commit(&format!("t{tenant}"), &[], batch).await?;
    }
    store.close().await;
    Ok(())
}
