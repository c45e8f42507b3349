//! Lists of the ERP of which one record makes the whole answer unreadable: the ids that were not read are asked for in
//! halves until that record is alone. It is an error of that record then, and the others are read.

use std::collections::{HashSet, VecDeque};
use std::fmt::Display;
use std::hash::Hash;

use asmx_soap::{DecodeErrorKind, Delivery};
use futures::StreamExt;
use twentyfour_client::Items;
use twentyfour_client::error::{Error, ErrorKind as ClientErrorKind};

use super::twentyfour_error::translate;
use crate::port::{ErrorKind, PortError, Records};

const REMEDY: &str =
    "nothing: it is requested again; if the problem persists, ask the support of 24SevenOffice";
/// So many further requests a list may cost: about five unreadable records among a thousand. With more than that it is the
/// answer that is broken, not a record, and the list fails as a whole.
const FURTHER_REQUESTS: u32 = 64;

/// What is left to ask for, and how.
struct Halves<I, T> {
    ask: Box<dyn Fn(Vec<I>) -> Items<T> + Send>,
    id: fn(&T) -> Option<I>,
    current: Items<T>,
    /// What the current request asked for and has not brought.
    asked: Vec<I>,
    read: HashSet<I>,
    waiting: VecDeque<Vec<I>>,
    further: u32,
    /// Why an item of the current answer cannot be read that does not say which it is.
    unnamed: Option<Error>,
}

/// The records with these ids.
pub(super) fn by_id<I, T>(
    ids: &[I],
    id: fn(&T) -> Option<I>,
    ask: impl Fn(Vec<I>) -> Items<T> + Send + 'static,
) -> Records<T>
where
    I: Copy + Eq + Hash + Display + Send + Sync + 'static,
    T: Send + 'static,
{
    let mut once = HashSet::new();
    let asked: Vec<I> = ids.iter().copied().filter(|id| once.insert(*id)).collect();
    let current = ask(asked.clone());
    let (read, waiting) = (HashSet::new(), VecDeque::new());
    let halves = Halves { ask: Box::new(ask), id, current, asked, read, waiting, further: 0, unnamed: None };
    futures::stream::unfold(Some(halves), move |halves| async move {
        let mut halves = halves?;
        let record = halves.next().await?;
        let goes_on = record.as_ref().err().is_none_or(PortError::is_item);
        Some((identified(record, id), goes_on.then_some(halves)))
    })
    .boxed()
}

/// A record, unless it does not say which it is: one that is taken for none is taken for one that is gone.
pub(super) fn identified<I, T>(
    record: Result<T, PortError>,
    id: fn(&T) -> Option<I>,
) -> Result<T, PortError> {
    let record = record?;
    if id(&record).is_some() {
        return Ok(record);
    }
    let what = "24SevenOffice: a record of the answer has no id";
    Err(PortError::new(ErrorKind::Unreadable, Delivery::Answered, what, REMEDY))
}

impl<I: Copy + Eq + Hash + Display + Send + Sync, T: Send + 'static> Halves<I, T> {
    async fn next(&mut self) -> Option<Result<T, PortError>> {
        loop {
            match self.current.next().await {
                Some(Ok(record)) => {
                    self.read.extend((self.id)(&record));
                    return Some(Ok(record));
                }
                Some(Err(error)) if is_unreadable(&error) => {
                    if let Some(failed) = self.halve(error) {
                        return Some(Err(failed));
                    }
                }
                // Which it is, shows when the others are here.
                Some(Err(error)) if is_unnamed(&error) => self.unnamed = Some(error),
                Some(Err(error)) => {
                    let known = error.record_id().filter(|_| error.is_item());
                    let found =
                        self.asked.iter().find(|id| known.is_some_and(|known| id.to_string() == known));
                    self.read.extend(found.copied());
                    return Some(Err(translate(error)));
                }
                None => match self.unnamed.take() {
                    Some(error) => {
                        if let Some(failed) = self.halve(error) {
                            return Some(Err(failed));
                        }
                    }
                    None => {
                        self.asked = self.waiting.pop_front()?;
                        self.current = (self.ask)(self.asked.clone());
                    }
                },
            }
        }
    }

    /// Divides what was not read; gives the error where there is nothing to divide.
    fn halve(&mut self, error: Error) -> Option<PortError> {
        self.unnamed = None;
        let was_alone = self.asked.len() == 1;
        let mut left: Vec<I> = self.asked.drain(..).filter(|id| !self.read.contains(id)).collect();
        // It ends here: whether a request follows is said by what is waiting.
        self.current = futures::stream::empty().boxed();
        match left[..] {
            // Everything that was asked for is here, and what is broken stands behind it.
            [] => return None,
            [alone] if was_alone => {
                let failed = PortError { kind: ErrorKind::Unreadable, ..translate(error) };
                return Some(failed.of_record(alone.to_string()));
            }
            _ => {}
        }
        self.further += 2;
        if self.further > FURTHER_REQUESTS {
            // An item's own error would be passed over, and this is about more than one.
            let kind = ErrorKind::Refused;
            return Some(PortError { kind, record: None, ..translate(error) });
        }
        let second = left.split_off(left.len().div_ceil(2));
        if !second.is_empty() {
            self.waiting.push_front(second);
        }
        self.waiting.push_front(left);
        None
    }
}

/// Whether the answer came and cannot be read, or could not be written, as opposed to one that did not come or says something
/// else.
pub(super) fn is_unreadable(error: &Error) -> bool {
    match error.kind() {
        ClientErrorKind::Decode(error) => {
            !error.is_item()
                && matches!(
                    error.kind(),
                    DecodeErrorKind::Malformed(_)
                        | DecodeErrorKind::Truncated
                        | DecodeErrorKind::UnknownEntity(_)
                        | DecodeErrorKind::UndeclaredPrefix(_)
                        | DecodeErrorKind::TooLarge { .. }
                )
        }
        _ => error.is_unwritten(),
    }
}

/// Whether an item cannot be read that does not say which it is.
pub(super) fn is_unnamed(error: &Error) -> bool {
    error.is_item() && error.record_id().is_none()
}
