use std::collections::HashSet;
use std::hash::Hash;

use asmx_soap::DecodeError;
use futures::StreamExt;

use crate::client::{Client, Items};
use crate::error::{Error, InvalidRequest};
use crate::operation::ServiceOperation;

/// How many ids go into one request. 24SevenOffice documents it for orders; companies and products are seen to take
/// as many.
pub(super) const IDS: usize = 1000;

impl Client {
    /// Accepts any number of ids, requests them in portions, each once. The next request is sent when the items of the one
    /// before are taken; nothing is sent for no ids, since an empty list would be no filter at all.
    pub(super) fn in_portions<I, O>(
        &self,
        ids: impl IntoIterator<Item = I>,
        request: impl Fn(Vec<I>) -> O + Send + 'static,
    ) -> Items<O::Item>
    where
        I: Copy + Eq + Hash + Send + 'static,
        O: ServiceOperation + 'static,
    {
        let mut seen = HashSet::new();
        let ids: Vec<I> = ids.into_iter().filter(|id| seen.insert(*id)).collect();
        let portions: Vec<O> = ids.chunks(IDS).map(|ids| request(ids.to_vec())).collect();
        let client = self.clone();
        let begin = move |operation: O| {
            let client = client.clone();
            async move {
                client
                    .execute(&operation)
                    .await
                    .unwrap_or_else(|error| futures::stream::once(futures::future::ready(Err(error))).boxed())
            }
        };
        let items = futures::stream::iter(portions).then(begin).flatten();
        until_broken(items.boxed())
    }
}

impl Client {
    /// Sends a save, and gives what came back: an item that cannot be read is one item's loss.
    pub(super) async fn save<O: ServiceOperation + 'static>(
        &self,
        operation: &O,
        nothing: bool,
    ) -> Result<Vec<Result<O::Item, DecodeError>>, Error> {
        if nothing {
            return Ok(Vec::new());
        }
        let mut items = self.execute(operation).await?;
        let mut returned = Vec::new();
        while let Some(item) = items.next().await {
            returned.push(match item {
                Ok(item) => Ok(item),
                Err(error) => Err(error.into_item()?),
            });
        }
        Ok(returned)
    }
}

/// Ends a stream behind the first error that is not an item's own: what follows would look complete and is not.
pub(super) fn until_broken<T: Send + 'static>(items: Items<T>) -> Items<T> {
    futures::stream::unfold(Some(items), |items| async move {
        let mut items = items?;
        let item = items.next().await?;
        let broken = item.as_ref().is_err_and(|error| !error.is_item());
        Some((item, (!broken).then_some(items)))
    })
    .boxed()
}

/// Refuses lists that are longer than the service takes.
pub(super) fn at_most_a_portion(
    operation: &'static str,
    lists: &[(&'static str, usize)],
) -> Result<(), Error> {
    match lists.iter().find(|(_, given)| *given > IDS) {
        Some(&(what, given)) => {
            Err(Error::invalid(operation, InvalidRequest::TooManyIds { what, given, limit: IDS }))
        }
        None => Ok(()),
    }
}
