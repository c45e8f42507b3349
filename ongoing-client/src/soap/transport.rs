//! Sends operations, and turns what comes back into a result or an error.

use asmx_soap::Effect;
use asmx_soap::http::{Answer, Endpoint, send};
use asmx_soap::retry::Attempts;
use futures::StreamExt;
use futures::stream::{self, BoxStream};
use tracing::Instrument;

use super::{Verdict, WsiOperation};
use crate::retry;
use crate::{Client, Error, RequestEvent};

/// The result, or `None` if it is there and nil.
pub(crate) async fn execute<O: WsiOperation>(
    client: &Client,
    mut operation: O,
) -> Result<Option<O::Item>, Error> {
    operation.sign(&client.shared.account);
    let mut so_far = Attempts::default();
    loop {
        match execute_once(client, &operation).await {
            Ok(item) => return Ok(item),
            Err(error) => pause(client, &operation, error, &mut so_far).await?,
        }
    }
}

async fn execute_once<O: WsiOperation>(client: &Client, operation: &O) -> Result<Option<O::Item>, Error> {
    let _turn = match O::EFFECT {
        Effect::Read => None,
        _ => Some(client.shared.writes.turn(O::BULK).await),
    };
    let mut answer = open(client, operation).await?;
    let mut first = None;
    // Read to the end, so that an answer that breaks off behind its item is not taken for a whole one.
    while let Some(item) = answer.next().await.map_err(|error| failed::<O>(client, error))? {
        first.get_or_insert(item);
    }
    let nothing = || O::without_result().filter(|_| answer.saw_response());
    let item = match first.or_else(nothing) {
        Some(item) => item,
        None if answer.saw_result() => return Ok(None),
        None => return Err(Error::no_result(O::NAME)),
    };
    match O::verdict(&item) {
        Verdict::Accepted => Ok(Some(item)),
        Verdict::Refused(message) => Err(Error::refused(O::NAME, &message, &client.shared.account)),
        Verdict::NotLoggedOn(message) => Err(Error::not_logged_on(O::NAME, &message, &client.shared.account)),
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
        let (next, answer) = match state {
            State::Start(operation) => match start_list(&client, &operation).await {
                Ok((first, answer)) => (first, answer),
                Err(error) => return Some((Err(error), (client, State::Done))),
            },
            State::Reading(mut answer) => {
                let next = answer.next().await;
                (next.map_err(|error| failed::<O>(&client, error)), answer)
            }
            State::Done => return None,
        };
        match next {
            Ok(Some(item)) => {
                let item = match O::verdict(&item) {
                    Verdict::Accepted => Ok(item),
                    _ => Err(Error::refused_item(O::NAME)),
                };
                Some((item, (client, State::Reading(answer))))
            }
            Ok(None) if answer.saw_result() => None,
            Ok(None) => Some((Err(Error::no_result(O::NAME)), (client, State::Done))),
            Err(error) => {
                let state = if error.is_item() { State::Reading(answer) } else { State::Done };
                Some((Err(error), (client, state)))
            }
        }
    });
    items.boxed()
}

type Started<O> = (Result<Option<<O as asmx_soap::Operation>::Item>, Error>, Box<Answer<O>>);

/// Sends a list's request until its first item is there: up to then it can be repeated unnoticed.
async fn start_list<O: WsiOperation>(client: &Client, operation: &O) -> Result<Started<O>, Error> {
    let mut so_far = Attempts::default();
    loop {
        let error = match open(client, operation).await {
            Err(error) => error,
            Ok(mut answer) => match answer.next().await.map_err(|error| failed::<O>(client, error)) {
                Err(error) if !error.is_item() => error,
                first => return Ok((first, Box::new(answer))),
            },
        };
        pause(client, operation, error, &mut so_far).await?;
    }
}

/// Waits before the next attempt, or gives the error back if there is none.
async fn pause<O: WsiOperation>(
    client: &Client,
    operation: &O,
    error: Error,
    so_far: &mut Attempts,
) -> Result<(), Error> {
    let shared = &client.shared;
    so_far.made += 1;
    let Some(wait) = retry::wait(&shared.retry, operation.effect(), &error, so_far, shared.clock.now())
    else {
        return Err(error);
    };
    tracing::debug!(operation = O::NAME, attempt = so_far.made, ?wait, %error, "trying again");
    shared.clock.sleep(wait).await;
    so_far.waited += wait;
    Ok(())
}

async fn open<O: WsiOperation>(client: &Client, operation: &O) -> Result<Answer<O>, Error> {
    let shared = &client.shared;
    let endpoint = Endpoint::new(&shared.service_url).limits(shared.limits);
    client.notify(&RequestEvent::new(O::NAME, O::EFFECT));
    tracing::debug!(operation = O::NAME, "sending");
    let span = tracing::debug_span!("wms_request", operation = O::NAME);
    send(&*client.http, endpoint, operation)
        .instrument(span)
        .await
        .map_err(|error| failed::<O>(client, error))
}

fn failed<O: WsiOperation>(client: &Client, error: asmx_soap::http::Error) -> Error {
    Error::soap(O::NAME, error, &client.shared.account)
}
