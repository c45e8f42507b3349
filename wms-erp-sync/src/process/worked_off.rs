//! How much of its spool a run has worked off.

use crate::context::RunError;
use crate::context::run::Run;
use crate::document::Phase;

/// Counts what is worked off. How many records there are is asked of the store once, and only if there is more than a page.
#[derive(Debug, Default)]
pub(super) struct WorkedOff {
    done: u64,
    total: Option<u64>,
}

impl WorkedOff {
    /// The next page has so many, of at most `size`.
    pub(super) async fn begin(&mut self, run: &Run<'_>, length: usize, size: usize) -> Result<(), RunError> {
        if self.total.is_none() {
            self.total = Some(match length < size {
                true => length as u64,
                false => {
                    let spooled = run.documents().spooled(&[run.process]).await?;
                    spooled.into_iter().sum()
                }
            });
        }
        Ok(())
    }

    /// So many more are done.
    pub(super) async fn add(&mut self, run: &Run<'_>, count: usize) {
        self.done += count as u64;
        let total = self.total.filter(|total| *total >= self.done);
        run.progress(Phase::Writing, self.done, total).await;
    }
}
