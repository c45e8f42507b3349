//! Records of a list that could not be read. Each is held under its own id where that is known; nothing is ever made of its
//! absence.

use std::collections::BTreeMap;

use futures::StreamExt;
use futures::stream::Fuse;

use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::document::{Class, Held, HeldKey, Phase};
use crate::port::{PortError, Records};
use crate::store::Batch;
use crate::tenant::Tenant;

/// What a held record waits for that the WMS has and that could not be read there.
pub(crate) const READABLE: &str = "readable";

/// Our id of a record that the WMS names; `None` if it is none of ours.
type OwnId = fn(&str, &Tenant) -> Option<i32>;

/// A list on its way.
pub(crate) struct Reading<T> {
    records: Fuse<Records<T>>,
    unread: Unread,
    own_id: Option<OwnId>,
    /// Whether it ends at the first record that cannot be read, which is then not reported.
    only_whole: bool,
    /// What is done with them, how many have come, and how many are expected, if that is known.
    phase: Phase,
    come: u64,
    expected: Option<u64>,
}

impl<T> Reading<T> {
    pub(crate) fn of(records: Records<T>) -> Self {
        let (records, unread, phase) = (records.fuse(), Unread::default(), Phase::Reading);
        Self { records, unread, own_id: None, only_whole: false, phase, come: 0, expected: None }
    }

    /// The same, where each is compared with one of about so many.
    pub(crate) fn comparing(self, expected: usize) -> Self {
        Self { phase: Phase::Comparing, expected: Some(expected as u64), ..self }
    }

    /// A list of the WMS, whose records we know by ids of our own.
    pub(crate) fn of_wms(records: Records<T>, own_id: OwnId) -> Self {
        Self { own_id: Some(own_id), ..Self::of(records) }
    }

    /// A list that is of use only if all of it can be read: it ends with the first record that cannot, and reports none.
    pub(crate) fn of_whole(records: Records<T>) -> Self {
        Self { only_whole: true, ..Self::of(records) }
    }

    /// Takes the next records, at most `most`; none are left when it gives none. Unreadable ones are reported and passed
    /// over.
    pub(crate) async fn next(&mut self, run: &Run<'_>, most: usize) -> Result<Vec<T>, RunError> {
        let mut batch = Vec::new();
        while batch.len() < most {
            run.check_stop()?;
            match self.records.next().await {
                Some(Ok(record)) => batch.push(record),
                Some(Err(error)) if error.is_item() && self.only_whole => {
                    self.unread.unknowns += 1;
                    break;
                }
                Some(Err(error)) if error.is_item() => self.note(run, error),
                Some(Err(error)) => return Err(error.into()),
                None => break,
            }
        }
        run.tally().read += batch.len() as u64;
        if !batch.is_empty() {
            self.come += batch.len() as u64;
            run.progress(self.phase, self.come, self.expected.filter(|expected| *expected >= self.come))
                .await;
        }
        Ok(batch)
    }

    fn note(&mut self, run: &Run<'_>, error: PortError) {
        let ours =
            self.own_id.zip(error.record.as_deref()).map(|(own_id, record)| own_id(record, run.tenant));
        match ours {
            None => self.unread.note(run, &error),
            Some(Some(id)) => self.unread.note(run, &error.of_record(id.to_string())),
            // A record of another system is no business of ours, readable or not.
            Some(None) => run.tally().skipped += 1,
        }
    }

    /// Records that could not be read.
    pub(crate) fn unreadable(&self) -> u64 {
        self.unread.count()
    }

    /// Whether every record could be read. If not, a cursor must not move beyond what has not been seen.
    pub(crate) fn is_whole(&self) -> bool {
        self.unread.is_none()
    }

    /// Which could not be read.
    pub(crate) fn unread(&self) -> &Unread {
        &self.unread
    }
}

/// All records of a stream that is known to be short.
pub(crate) async fn collect<T>(run: &Run<'_>, records: Records<T>) -> Result<Vec<T>, RunError> {
    Ok(collect_whole(run, records).await?.0)
}

/// The same, and whether every record could be read. If not, one that is missing may still exist.
pub(crate) async fn collect_whole<T>(run: &Run<'_>, records: Records<T>) -> Result<(Vec<T>, bool), RunError> {
    let (all, unread) = collect_known(run, records).await?;
    Ok((all, unread.is_none()))
}

/// The same, and which could not be read.
pub(crate) async fn collect_known<T>(
    run: &Run<'_>,
    mut records: Records<T>,
) -> Result<(Vec<T>, Unread), RunError> {
    let (mut all, mut unread) = (Vec::new(), Unread::default());
    while let Some(record) = records.next().await {
        match record {
            Ok(record) => all.push(record),
            Err(error) if error.is_item() => unread.note(run, &error),
            Err(error) => return Err(error.into()),
        }
    }
    Ok((all, unread))
}

/// The records of a list that could not be read.
#[derive(Debug, Default)]
pub(crate) struct Unread {
    known: BTreeMap<String, HoldReason>,
    /// The last one that did not tell which it is, and how many did not.
    unknown: Option<HoldReason>,
    unknowns: u64,
}

impl Unread {
    fn note(&mut self, run: &Run<'_>, error: &PortError) {
        let record = error.record.as_deref().unwrap_or_default();
        let obstacle = HoldReason::from(error);
        run.count_failed(record);
        run.reason(record, Some(Class::Transient), obstacle.what.as_str(), obstacle.remedy.as_str());
        if record.is_empty() {
            self.unknown = Some(obstacle);
            self.unknowns += 1;
        } else {
            self.known.insert(record.to_owned(), obstacle);
        }
    }

    pub(crate) fn is_none(&self) -> bool {
        self.count() == 0
    }

    fn count(&self) -> u64 {
        self.known.len() as u64 + self.unknowns
    }

    /// Why a record that is missing in the answer may be missing; `None` if it is not there.
    pub(crate) fn may_be(&self, record: impl ToString) -> Option<&HoldReason> {
        self.known.get(&record.to_string()).or(self.unknown.as_ref())
    }

    /// Whether this very record could not be read.
    pub(crate) fn is_known(&self, record: impl ToString) -> bool {
        self.known.contains_key(&record.to_string())
    }

    /// Whether there is one that is not known by its id.
    pub(crate) fn has_unnamed(&self) -> bool {
        self.unknowns > 0
    }

    /// The ids that are known.
    pub(crate) fn ids<I: std::str::FromStr>(&self) -> impl Iterator<Item = I> {
        self.known.keys().filter_map(|id| id.parse().ok())
    }

    /// Holds those whose ids are known, once a run each: they are tried again by their ids when they are due, and let go by
    /// the transport that reads them well.
    pub(crate) async fn hold(&self, run: &Run<'_>, batch: &mut Batch) -> Result<(), RunError> {
        for (record, obstacle) in &self.known {
            let is_new = run.tally().unread.insert(record.clone());
            if is_new {
                run.hold(batch, record, obstacle.clone()).await?;
            }
        }
        Ok(())
    }

    /// Holds those of these ids that the WMS has and that could not be read there, until they can be read. One that is held for
    /// something else stays so.
    pub(crate) async fn hold_until_readable(
        &self,
        run: &Run<'_>,
        batch: &mut Batch,
        ids: &[i32],
    ) -> Result<(), RunError> {
        let records: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let keys: Vec<HeldKey> = records.iter().map(|record| HeldKey::new(run.process, record)).collect();
        let held = run.read_all::<Held>(&keys).await?;
        for (record, held) in records.into_iter().zip(held) {
            let Some(obstacle) = self.known.get(&record) else { continue };
            let is_new = run.tally().unread.insert(record.clone());
            if is_new && held.is_none_or(|held| held.class == Class::Transient) {
                run.hold(batch, &record, obstacle.clone().waiting_for(READABLE)).await?;
            }
        }
        Ok(())
    }
}

/// Lets those go that waited for being readable, were asked for in this run, and have not been among what could not be read.
/// What was read may have had them held for something else meanwhile: that stays.
pub(crate) async fn release_readable(
    run: &Run<'_>,
    batch: &mut Batch,
    asked: &[Held],
) -> Result<(), RunError> {
    let waits = |held: &&Held| held.waits_for.as_deref() == Some(READABLE);
    let unread = run.tally().unread.clone();
    let waited = asked.iter().filter(waits).filter(|held| !unread.contains(&held.record));
    let keys: Vec<_> = waited.map(|held| run.held_key(&held.record)).collect();
    let held = run.read_all::<Held>(&keys).await?;
    held.iter().flatten().filter(waits).for_each(|held| run.release(batch, &held.record));
    Ok(())
}
