use asmx_soap::{DecodeError, Value};

use crate::error::{Error, ErrorKind};
use crate::types::{APIException, Category, Company, InvoiceOrder, Product};

/// What became of one item of a save: the item as the service gave it back, or why it was not saved.
///
/// The item that comes back echoes the request with the new id in it; computed values are missing. Read it again if
/// they matter.
pub type ItemResult<T> = Result<T, ItemError>;

/// Why one item of a save cannot be said to be saved. The other items are not affected.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ItemError {
    /// The service refused it.
    #[error("{0}")]
    Refused(APIException),
    /// The service gave it back in a form that cannot be read: it was probably saved. Read it before saving it again.
    #[error("the item came back in a form that cannot be read")]
    Unreadable(#[source] DecodeError),
    /// The service did not give it back. Read it before saving it again.
    #[error("the service did not report the result of the item")]
    Missing,
}

impl ItemError {
    /// Whether the same save may well succeed later: a database that is busy, for example.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Refused(refused) if refused.is_transient())
    }

    /// What a person should do about it, in a sentence.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Refused(refused) if refused.is_transient() => "Wait; the vendor's database did not answer.",
            Self::Refused(_) => "Read the vendor's reason and correct the record.",
            Self::Unreadable(_) | Self::Missing => {
                "Check the record in 24SevenOffice before you save it again."
            }
        }
    }
}

impl APIException {
    /// Whether it is a failure of the vendor's database and not of the item.
    pub fn is_transient(&self) -> bool {
        self.kind.as_deref().is_some_and(|kind| kind.contains("DataBaseServerException"))
    }
}

/// Shows the reason and its type in one line, never the stack trace.
impl std::fmt::Display for APIException {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let message = self.message.as_deref().and_then(|text| text.trim().lines().next());
        f.write_str(message.unwrap_or("refused without a reason"))?;
        match self.kind.as_deref().and_then(|kind| kind.rsplit('.').next()) {
            Some(kind) => write!(f, " ({kind})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for APIException {}

/// A type whose items a save gives back.
pub(crate) trait Saveable: Value {
    fn take_exception(&mut self) -> Option<APIException>;
    /// Whether `self` can be the echo of `sent`: nothing that both name differs.
    fn echoes(&self, sent: &Self) -> bool;
}

macro_rules! saveable {
    ($type:ident, $id:ident, $($same:ident)*) => {
        impl Saveable for $type {
            fn take_exception(&mut self) -> Option<APIException> {
                self.api_exception.take()
            }

            fn echoes(&self, sent: &Self) -> bool {
                (sent.$id.is_none() || self.$id.is_none() || self.$id == sent.$id)
                    $(&& (sent.$same.is_none() || self.$same.is_none() || self.$same == sent.$same))*
            }
        }
    };
}

saveable!(Product, id, no name);
saveable!(InvoiceOrder, order_id, customer_id external_status reference_number);
saveable!(Company, id, external_id name);
saveable!(Category, id, name);

/// Says for each item that was sent what became of it.
///
/// The order of the answer is promised nowhere. So items are matched by id where each has one, and by position only if
/// as many came back as were sent and no pair contradicts itself.
pub(crate) fn correlate<T: Saveable>(
    operation: &'static str,
    sent: &[T],
    returned: Vec<Result<T, DecodeError>>,
) -> Result<Vec<ItemResult<T>>, Error> {
    let uncorrelated = ErrorKind::Uncorrelated { sent: sent.len(), returned: returned.len() };
    let by_position = sent.len() == returned.len()
        && sent
            .iter()
            .zip(&returned)
            .all(|(sent, back)| back.as_ref().map_or(true, |back| back.echoes(sent)));
    if by_position {
        return Ok(returned.into_iter().map(|back| outcome(back)).collect());
    }
    let mut ids: Vec<_> = sent.iter().filter_map(Value::id).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() != sent.len() {
        return Err(Error::new(operation, uncorrelated));
    }
    let mut returned: Vec<_> = returned.into_iter().map(Some).collect();
    Ok(sent
        .iter()
        .map(|sent| {
            let found =
                returned.iter_mut().find(|back| matches!(back, Some(Ok(back)) if back.id() == sent.id()));
            found.and_then(Option::take).map_or(Err(ItemError::Missing), outcome)
        })
        .collect())
}

fn outcome<T: Saveable>(back: Result<T, DecodeError>) -> ItemResult<T> {
    let mut back = back.map_err(ItemError::Unreadable)?;
    match back.take_exception() {
        Some(refused) => Err(ItemError::Refused(refused)),
        None => Ok(back),
    }
}
