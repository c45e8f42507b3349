//! Sends operations, and turns what comes back into a result or an error.

use asmx_soap::Effect;
use asmx_soap::http::{Answer, Call, send};
use futures::StreamExt;
use futures::stream::{self, BoxStream};

use super::{Verdict, WsiOperation};
use crate::{Client, Error, RequestEvent};

pub(crate) async fn execute<O: WsiOperation>(client: &Client, mut operation: O) -> Result<O::Item, Error> {
    operation.sign(&client.shared.account);
    let _turn = match O::EFFECT {
        Effect::Read => None,
        _ => Some(client.shared.writes.turn(O::BULK).await),
    };
    let mut answer = open(client, &operation).await?;
    let mut first = None;
    // Read to the end, so that an answer that breaks off behind its item is not taken for a whole one.
    while let Some(item) = answer.next().await.map_err(|error| failed::<O>(client, error))? {
        first.get_or_insert(item);
    }
    let Some(item) = first else { return Err(Error::no_result(O::NAME)) };
    match O::verdict(&item) {
        Verdict::Accepted => Ok(item),
        Verdict::Refused(message) => Err(Error::refused(O::NAME, &message, &client.shared.account)),
        Verdict::Unspoken => Err(Error::unspoken(O::NAME)),
    }
}

enum State<O: WsiOperation> {
    Start(O),
    Reading(Box<Answer<O>>),
    Done,
}

pub(crate) fn execute_list<O: WsiOperation>(
    client: Client,
    mut operation: O,
) -> BoxStream<'static, Result<O::Item, Error>> {
    operation.sign(&client.shared.account);
    let start = State::Start(operation);
    let items = stream::unfold((client, start), |(client, state)| async move {
        let mut answer = match state {
            State::Start(operation) => match open(&client, &operation).await {
                Ok(answer) => Box::new(answer),
                Err(error) => return Some((Err(error), (client, State::Done))),
            },
            State::Reading(answer) => answer,
            State::Done => return None,
        };
        let next = answer.next().await;
        match next {
            Ok(Some(item)) => {
                let item = match O::verdict(&item) {
                    Verdict::Accepted => Ok(item),
                    Verdict::Refused(_) | Verdict::Unspoken => Err(Error::refused_item(O::NAME)),
                };
                Some((item, (client, State::Reading(answer))))
            }
            Ok(None) if answer.saw_result() => None,
            Ok(None) => Some((Err(Error::no_result(O::NAME)), (client, State::Done))),
            Err(error) => {
                let error = failed::<O>(&client, error);
                let state = if error.is_item() { State::Reading(answer) } else { State::Done };
                Some((Err(error), (client, state)))
            }
        }
    });
    items.boxed()
}

async fn open<O: WsiOperation>(client: &Client, operation: &O) -> Result<Answer<O>, Error> {
    let shared = &client.shared;
    let call = Call { url: &shared.service_url, headers: http::HeaderMap::new(), limits: shared.limits };
    client.notify(&RequestEvent::new(O::NAME, O::EFFECT));
    tracing::debug!(operation = O::NAME, "sending");
    send(&*shared.http, call, operation).await.map_err(|error| failed::<O>(client, error))
}

fn failed<O: WsiOperation>(client: &Client, error: asmx_soap::http::Error) -> Error {
    Error::soap(O::NAME, error, &client.shared.account)
}
