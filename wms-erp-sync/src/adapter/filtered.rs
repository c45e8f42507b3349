//! Lists of the ERP by a filter, of which records make the answer unreadable, or do not say which they are: the list is asked for
//! once more with nothing but ids, and what was not read is asked for by its id.

use std::collections::HashSet;
use std::fmt::Display;
use std::hash::Hash;

use futures::StreamExt;
use futures::future::BoxFuture;
use futures::stream;
use twentyfour_client::Items;
use twentyfour_client::error::Error;

use super::halves::{by_id, identified, is_unnamed, is_unreadable};
use super::twentyfour_error::translate;
use crate::port::{PortError, Records};

/// How a list by a filter can be asked for otherwise.
pub(super) struct Otherwise<I, T> {
    /// The id of a record.
    pub(super) id: fn(&T) -> Option<I>,
    /// Asks for the same list with nothing but ids.
    pub(super) ids: BoxFuture<'static, Result<Items<T>, Error>>,
    /// Asks for what the list asks for, by ids.
    pub(super) by_id: Box<dyn Fn(Vec<I>) -> Items<T> + Send>,
}

/// A list on its way.
struct Filtered<I, T> {
    list: Items<T>,
    id: fn(&T) -> Option<I>,
    otherwise: Option<Otherwise<I, T>>,
    /// What was read, by its id alone: four bytes a record, whatever it holds.
    read: Vec<I>,
    /// What could not be read and says which it is.
    failed: HashSet<String>,
    /// Why something is missing.
    lost: Option<Error>,
    rest: Option<Records<T>>,
}

/// The records of a list by a filter.
pub(super) fn by_filter<I, T>(
    list: Result<Items<T>, Error>,
    otherwise: Otherwise<I, T>,
) -> Result<Records<T>, PortError>
where
    I: Copy + Eq + Hash + Display + Send + Sync + 'static,
    T: Send + 'static,
{
    let (list, lost) = match list {
        Ok(list) => (list, None),
        Err(error) if is_unreadable(&error) => (stream::empty().boxed(), Some(error)),
        Err(error) => return Err(translate(error)),
    };
    let (id, otherwise) = (otherwise.id, Some(otherwise));
    let filtered =
        Filtered { list, id, otherwise, read: Vec::new(), failed: HashSet::new(), lost, rest: None };
    let records = stream::unfold(Some(filtered), move |filtered| async move {
        let mut filtered = filtered?;
        let record = filtered.next().await?;
        let goes_on = record.as_ref().err().is_none_or(PortError::is_item);
        Some((identified(record, id), goes_on.then_some(filtered)))
    });
    Ok(records.boxed())
}

impl<I: Copy + Eq + Hash + Display + Send + Sync + 'static, T: Send + 'static> Filtered<I, T> {
    async fn next(&mut self) -> Option<Result<T, PortError>> {
        if let Some(rest) = &mut self.rest {
            return rest.next().await;
        }
        while let Some(record) = self.list.next().await {
            match record {
                Ok(record) => {
                    self.read.extend((self.id)(&record));
                    return Some(Ok(record));
                }
                Err(error) if is_unnamed(&error) => self.lost = Some(error),
                Err(error) if is_unreadable(&error) => {
                    self.lost = Some(error);
                    break;
                }
                Err(error) => {
                    self.failed.extend(error.record_id().map(str::to_owned));
                    return Some(Err(self.placed(error)));
                }
            }
        }
        let (lost, otherwise) = (self.lost.take()?, self.otherwise.take()?);
        let rest = self.find(lost, otherwise).await;
        self.rest.insert(rest).next().await
    }

    /// What the list lacks: read by id, or why nothing more can be read.
    async fn find(&mut self, lost: Error, otherwise: Otherwise<I, T>) -> Records<T> {
        let mut listed = match otherwise.ids.await {
            Ok(listed) => listed,
            Err(error) if is_unreadable(&error) => return self.ending(lost),
            Err(error) => return self.ending(error),
        };
        let read: HashSet<I> = self.read.iter().copied().collect();
        let (mut missing, mut is_unsure) = (Vec::new(), false);
        while let Some(record) = listed.next().await {
            match record {
                Ok(record) => missing.extend((self.id)(&record).filter(|id| !read.contains(id))),
                Err(error) if error.is_item() => is_unsure = true,
                Err(error) if is_unreadable(&error) => return self.ending(lost),
                Err(error) => return self.ending(error),
            }
        }
        missing.retain(|id| self.failed.is_empty() || !self.failed.contains(&id.to_string()));
        is_unsure |= missing.is_empty() && lost.is_item();
        let unsure = is_unsure.then(|| Err(self.placed(lost)));
        by_id(&missing, self.id, otherwise.by_id).chain(stream::iter(unsure)).boxed()
    }

    /// Nothing but this error.
    fn ending(&self, error: Error) -> Records<T> {
        stream::iter([Err(self.placed(error))]).boxed()
    }

    /// An error with the place where the list stood. One that names its record needs none.
    fn placed(&self, error: Error) -> PortError {
        let place = match (error.record_id(), self.read.last()) {
            (Some(_), _) => None,
            (None, Some(last)) => {
                Some(format!("behind record {last}, the {}th of the list", self.read.len()))
            }
            (None, None) => Some("at its beginning".to_owned()),
        };
        let is_answer = error.is_item() || is_unreadable(&error);
        let translated = translate(error);
        match place.filter(|_| is_answer) {
            Some(place) => PortError { message: format!("{} {place}", translated.message), ..translated },
            None => translated,
        }
    }
}
