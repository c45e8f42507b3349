//! How far a stream of changes has been read.

use chrono::{DateTime, TimeDelta, Utc};

use crate::context::RunError;
use crate::context::run::{Run, WHOLE_EVERY};
use crate::document::{Progress, StreamKey};
use crate::store::Batch;

/// How records are read. One that was read wrongly stays as it was taken until it changes, so a read that was mended is
/// followed by one of everything: what was right is found unchanged, and what was not is done again.
///
/// - 2: an item that the ERP answered with its own error is no record any more. Until then it was taken for one that has
///   nothing but its id.
const READING: u32 = 2;

/// The beginning of the last read that saw everything that it asked for, and where the one at hand begins.
#[derive(Debug)]
pub(super) struct ChangeCursor {
    key: StreamKey,
    now: Progress,
    last: Option<Progress>,
}

impl ChangeCursor {
    /// To be asked before the read begins: what changes during a read belongs to the next one too.
    pub(super) async fn load(
        run: &Run<'_>,
        key: StreamKey,
        settings: impl Into<String>,
    ) -> Result<Self, RunError> {
        let (began, settings) = (run.now(), format!("{}/reading {READING}", settings.into()));
        let last = run.read::<Progress>(&key).await?;
        // A clock that was ahead has left a cursor in the future, and it is not known what was missed.
        let last = last.filter(|last| {
            let whole = last.whole.is_some_and(|whole| began - whole < WHOLE_EVERY);
            last.settings == settings && last.began <= began && whole
        });
        let whole = Some(last.as_ref().and_then(|last| last.whole).unwrap_or(began));
        Ok(Self { key, now: Progress { began, whole, settings }, last })
    }

    /// The other side tells nothing that is older: then everything is read.
    pub(super) fn reaching(mut self, reach: TimeDelta) -> Self {
        if self.last.as_ref().is_some_and(|last| self.now.began - last.began >= reach) {
            self.last = None;
            self.now.whole = Some(self.now.began);
        }
        self
    }

    /// When the read at hand began.
    pub(super) fn began(&self) -> DateTime<Utc> {
        self.now.began
    }

    /// When the last read began; none if everything is read.
    pub(super) fn last_began(&self) -> Option<DateTime<Utc>> {
        self.last.as_ref().map(|last| last.began)
    }

    /// The same for a read that began earlier, perhaps of everything.
    pub(super) fn of_read(mut self, began: DateTime<Utc>, whole: bool) -> Self {
        self.now.began = began;
        if whole {
            self.now.whole = Some(began);
        }
        self
    }

    /// Where to read from; none means everything.
    pub(super) fn since(&self, overlap: TimeDelta) -> Option<DateTime<Utc>> {
        self.last.as_ref().map(|last| last.began - overlap)
    }

    /// Moves on, once all of it was read.
    pub(super) fn advance(self, batch: &mut Batch) {
        batch.set(&self.key, &self.now);
    }
}
