//! Purchase orders from CSV files in a folder, and what was received as CSV files in a folder in it.
//!
//! The cursor says which files were read, as they were. A file with mistakes stays out of it, and is read each time; so are those that
//! are newer than one that is read, since of an order that stands in several files the newest counts.

mod file;
mod orders;
mod report;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use wms_erp_sync::clock::Clock;
use wms_erp_sync::ongoing::Delivery;
use wms_erp_sync::port::{ErrorKind, PortError, PurchaseOrderPage, PurchaseOrderSource, Received};

use file::{Looked, Stamps, look};

/// Where reports are written, in the folder.
const RECEIVED: &str = "received";

/// A folder with purchase orders.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    clock: Arc<dyn Clock>,
}

impl Folder {
    pub(crate) fn new(path: PathBuf, clock: Arc<dyn Clock>) -> Self {
        Self { path, clock }
    }

    /// Does what waits for the disk where that keeps nothing else waiting.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Path) -> Result<T, PortError> + Send + 'static,
    ) -> Result<T, PortError> {
        let path = self.path.clone();
        match tokio::task::spawn_blocking(move || work(&path)).await {
            Ok(done) => done,
            Err(error) => {
                let what = "the folder of purchase orders could not be looked at";
                Err(PortError::new(ErrorKind::Transient, Delivery::MaybeSent, what, "").with_source(error))
            }
        }
    }
}

#[async_trait]
impl PurchaseOrderSource for Folder {
    async fn changed(&self, cursor: Option<&str>) -> Result<PurchaseOrderPage, PortError> {
        // One that cannot be read is none of ours: then everything is read.
        let known: Stamps = cursor.and_then(|cursor| serde_json::from_str(cursor).ok()).unwrap_or_default();
        let now = self.clock.now();
        let Looked { orders, stamps } = self.work(move |path| look(path, &known, now)).await?;
        let orders = orders.into_iter().map(|order| order.map_err(PortError::from)).collect();
        Ok(PurchaseOrderPage::last(orders, serde_json::to_string(&stamps).ok()))
    }

    async fn received(&self, report: &Received) -> Result<(), PortError> {
        let report = report.clone();
        self.work(move |path| {
            let folder = path.join(RECEIVED);
            report::write(&folder, &report).map_err(|error| failed(&folder, "written to", error))
        })
        .await
    }

    async fn check(&self) -> Result<(), PortError> {
        self.work(|path| match std::fs::read_dir(path) {
            Ok(_) => Ok(()),
            Err(error) => Err(failed(path, "read", error)),
        })
        .await
    }
}

/// The folder itself cannot be used: a disk or a share that is not there now may come back.
fn failed(folder: &Path, done: &str, error: std::io::Error) -> PortError {
    let what = format!("the folder {} cannot be {done}", folder.display());
    let remedy = "create the folder, give this service access to it, or correct folder under [tenant.expected_receipts]";
    PortError::new(ErrorKind::Transient, Delivery::Answered, what, remedy).with_source(error)
}

/// Something in a file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mistake {
    /// The number of the order, or the file.
    record: String,
    /// Where it is, and what is wrong.
    what: String,
    /// What to write.
    remedy: String,
}

impl From<Mistake> for PortError {
    fn from(mistake: Mistake) -> Self {
        let Mistake { record, what, remedy } = mistake;
        Self::new(ErrorKind::Unreadable, Delivery::Answered, what, remedy).of_record(record)
    }
}
