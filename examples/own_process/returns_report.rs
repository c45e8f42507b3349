//! The process: returns that the warehouse has received become lines of a CSV file.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use async_trait::async_trait;
use chrono::TimeDelta;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use wms_erp_sync::ongoing::model::{GetReturnOrdersQuery, ReturnOrderLineInfo};
use wms_erp_sync::port::PortError;
use wms_erp_sync::{
    Class, FieldChange, HoldReason, Permit, Process, ProcessDocument, ProcessError, ProcessNameError,
    RunContext, RunError, SyncProcess, ongoing,
};

/// How far back it looks. Returns are corrected for some days.
const REACH: TimeDelta = TimeDelta::days(30);

#[derive(Debug)]
pub(crate) struct ReturnsReport {
    id: Process,
    /// The port has no returns: the process has a client of its own.
    wms: ongoing::Client,
    file: PathBuf,
}

/// What was reported of a line, so that each quantity is reported once.
#[derive(Serialize, Deserialize)]
struct Reported {
    quantity: Decimal,
}

impl ProcessDocument for Reported {
    const KIND: &'static str = "reported";
}

impl ReturnsReport {
    pub(crate) fn new(wms: ongoing::Client, file: PathBuf) -> Result<Self, ProcessNameError> {
        Ok(Self { id: Process::custom("returns-report")?, wms, file })
    }

    async fn report(
        &self,
        run: &RunContext<'_>,
        number: &str,
        line: &ReturnOrderLineInfo,
    ) -> Result<(), RunError> {
        let record = format!("{number}/{}", line.return_order_row_number.as_deref().unwrap_or_default());
        let quantity = line.returned_number_of_items.unwrap_or_default();
        let before = run.read::<Reported>(&record).await?.map(|reported| reported.quantity);
        if before.unwrap_or_default() == quantity {
            run.count_unchanged(1);
            return Ok(());
        }
        let mut changes = run.changes();
        let Some(article) = line.article_number.as_deref() else {
            let reason =
                HoldReason::new(Class::NeedsPerson, "the line has no article", "enter it in the warehouse");
            run.hold(&mut changes, &record, reason).await?;
            return run.commit(changes).await;
        };
        let text = |quantity: Decimal| quantity.normalize().to_string();
        let fields = vec![FieldChange::new("quantity", before.map(text), Some(text(quantity)))];
        match run.permit(record.as_str(), "report a return", fields).await? {
            Permit::Make => self.append(&format!("{record},{article},{}\n", text(quantity)))?,
            Permit::Noted => {}
            Permit::Refused(reason) => {
                run.hold(&mut changes, &record, reason).await?;
                return run.commit(changes).await;
            }
        }
        run.count_written(1);
        changes.set(&record, Reported { quantity })?.release(&record);
        run.commit(changes).await
    }

    /// Adds a line, unless it is there: a run that was killed before its commit has written it already.
    fn append(&self, line: &str) -> Result<(), ProcessError> {
        let there = match fs::read_to_string(&self.file) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
            read => read,
        };
        let written = there.and_then(|there| match there.split_inclusive('\n').any(|known| known == line) {
            true => Ok(()),
            false => {
                let mut file = OpenOptions::new().create(true).append(true).open(&self.file)?;
                file.write_all(line.as_bytes())?;
                file.sync_data()
            }
        });
        written.map_err(|error| {
            let what = format!("{} cannot be written", self.file.display());
            ProcessError::needs_person(what, "check the disk and its permissions").with_source(error)
        })
    }
}

#[async_trait]
impl SyncProcess for ReturnsReport {
    fn id(&self) -> Process {
        self.id
    }

    async fn run(&self, run: &RunContext<'_>) -> Result<(), RunError> {
        let query = GetReturnOrdersQuery::returned_from(run.now() - REACH);
        let found = self.wms.get_return_orders_by_query(query).await.map_err(PortError::from)?;
        // A person's retry needs nothing more: every line is looked at in every run. Asked for, it is done.
        run.held_to_try().await?;
        for order in found.return_orders {
            for line in &order.return_order_lines {
                run.check_stop()?;
                run.count_read(1);
                self.report(run, order.return_order_number.as_deref().unwrap_or_default(), line).await?;
            }
        }
        Ok(())
    }
}
