//! The five processes. Each reads what may have changed, spools it, decides, acts, commits.

mod article_number;
pub(crate) mod article_writer;
mod articles;
pub(crate) mod became_ours;
mod change_cursor;
mod mapping;
mod order_status;
pub(crate) mod orders;
mod rewrite;
mod status_writer;
pub(crate) mod stock;
mod suppliers;

use futures::StreamExt;
use futures::stream::Fuse;

use crate::engine::RunError;
use crate::engine::run::Run;
use crate::port::{PortError, Records};
use crate::process::Process;

/// How many records are looked up, decided and spooled together. Bounds memory, and requests that take ids.
pub(crate) const BATCH: usize = 1000;

pub(crate) async fn run(run: &Run<'_>) -> Result<(), RunError> {
    match run.process {
        Process::Articles => articles::run(run).await,
        Process::Suppliers => suppliers::run(run).await,
        Process::Orders => orders::run(run).await,
        Process::OrderStatus => order_status::run(run).await,
        Process::Stock => stock::run(run).await,
    }
}

/// A list on its way.
pub(crate) struct Reading<T> {
    records: Fuse<Records<T>>,
    unreadable: u64,
}

impl<T> Reading<T> {
    pub(crate) fn of(records: Records<T>) -> Self {
        Self { records: records.fuse(), unreadable: 0 }
    }

    /// Takes the next records, at most `most`; none are left when it gives none. Unreadable ones are reported and passed
    /// over.
    pub(crate) async fn next(&mut self, run: &Run<'_>, most: usize) -> Result<Vec<T>, RunError> {
        let mut batch = Vec::new();
        while batch.len() < most {
            run.check_stop()?;
            match self.records.next().await {
                Some(Ok(record)) => batch.push(record),
                Some(Err(error)) if error.is_item() => {
                    self.unreadable += 1;
                    report_unreadable(run, &error);
                }
                Some(Err(error)) => return Err(error.into()),
                None => break,
            }
        }
        run.tally().read += batch.len() as u64;
        Ok(batch)
    }

    /// Records that could not be read.
    pub(crate) fn unreadable(&self) -> u64 {
        self.unreadable
    }

    /// Whether every record could be read. If not, a cursor must not move beyond what nobody has seen.
    pub(crate) fn is_whole(&self) -> bool {
        self.unreadable == 0
    }
}

/// All records of a stream that is known to be short.
async fn collect<T>(run: &Run<'_>, records: Records<T>) -> Result<Vec<T>, RunError> {
    Ok(collect_whole(run, records).await?.0)
}

/// The same, and whether every record could be read. If not, one that is missing may still exist.
pub(crate) async fn collect_whole<T>(
    run: &Run<'_>,
    mut records: Records<T>,
) -> Result<(Vec<T>, bool), RunError> {
    let (mut all, mut is_whole) = (Vec::new(), true);
    while let Some(record) = records.next().await {
        match record {
            Ok(record) => all.push(record),
            Err(error) if error.is_item() => {
                is_whole = false;
                report_unreadable(run, &error);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok((all, is_whole))
}

fn report_unreadable(run: &Run<'_>, error: &PortError) {
    run.tally().failed += 1;
    run.reason("", Some(crate::record::Class::Transient), error.full_message(), error.remedy.clone());
}
