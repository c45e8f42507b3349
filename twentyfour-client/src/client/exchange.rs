//! The one way that every operation takes: session, request, answer, and one more try with a new session.

use asmx_soap::retry::Attempts;
use std::sync::Arc;

use asmx_soap::http::{Answer, Endpoint, send};
use asmx_soap::{Effect, Secret, Value};
use futures::{FutureExt, StreamExt};
use http::header::{COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderValue};
use tracing::Instrument;

use super::event::Report;
use super::{Client, Items, Shared};
use crate::error::{Error, ErrorKind, FailedRecord, classify};
use crate::operation::ServiceOperation;
use crate::operation::auth::Login;
use crate::retry;
use crate::session::Held;
use crate::types::APIException;

/// An answer whose first item, if any, is here: from now on it can only break, not be refused.
struct Begun<O: ServiceOperation> {
    first: Option<Result<O::Item, Error>>,
    answer: Answer<O>,
    ended: bool,
}

impl Client {
    /// Executes any operation, one of this crate's or one of your own, and gives the items of its answer.
    ///
    /// The session is made when there is none, and once more when the service says that it is over: that is said
    /// before anything is executed, so it is done for writes, too.
    ///
    /// ```
    /// # use twentyfour_client::{Client, Error, NAMESPACE};
    /// use asmx_soap::{Effect, Operation, element};
    /// # use twentyfour_client::asmx_soap;
    /// use futures::TryStreamExt;
    /// use twentyfour_client::operation::{Service, ServiceOperation};
    ///
    /// element! {
    ///     /// Asks for the names of the departments.
    ///     pub struct GetDepartmentNames in NAMESPACE {}
    /// }
    /// impl Operation for GetDepartmentNames {
    ///     type Item = String;
    ///     const RESULT: &'static [&'static str] = &["GetDepartmentNamesResult"];
    ///     const ITEM: &'static str = "string";
    ///     const EFFECT: Effect = Effect::Read;
    /// }
    /// impl ServiceOperation for GetDepartmentNames {
    ///     const SERVICE: Service = Service::new("ClientService", "/Client/V001/ClientService.asmx");
    /// }
    ///
    /// async fn departments(client: &Client) -> Result<Vec<String>, Error> {
    ///     client.execute(&GetDepartmentNames {}).await?.try_collect().await
    /// }
    /// ```
    ///
    /// # Errors
    /// Whatever keeps the answer from beginning; what breaks it later comes as an item of the stream.
    pub async fn execute<O: ServiceOperation + 'static>(
        &self,
        operation: &O,
    ) -> Result<Items<O::Item>, Error> {
        Ok(self.begin(operation).await?.into_stream())
    }

    /// Executes an operation whose answer is not a list.
    ///
    /// # Errors
    /// Whatever keeps the answer from being read to its end.
    pub async fn execute_one<O: ServiceOperation + 'static>(
        &self,
        operation: &O,
    ) -> Result<Option<O::Item>, Error> {
        let mut so_far = Attempts::default();
        loop {
            let done = match self.begin_once(operation).await {
                Ok(begun) => begun.into_one().await,
                Err(error) => Err(error),
            };
            match done {
                Ok(item) => return Ok(item),
                Err(error) => self.pause(operation, error, &mut so_far).await?,
            }
        }
    }

    /// As [`execute_one`](Self::execute_one), for operations that always answer something.
    pub(crate) async fn execute_required<O: ServiceOperation + 'static>(
        &self,
        operation: &O,
    ) -> Result<O::Item, Error> {
        self.execute_one(operation).await?.ok_or_else(|| Error::new(O::NAME, ErrorKind::NoResult))
    }

    async fn begin<O: ServiceOperation + 'static>(&self, operation: &O) -> Result<Begun<O>, Error> {
        let mut so_far = Attempts::default();
        loop {
            match self.begin_once(operation).await {
                Ok(begun) => return Ok(begun),
                Err(error) => self.pause(operation, error, &mut so_far).await?,
            }
        }
    }

    /// Waits before the next attempt, or gives the error back if there is none.
    async fn pause<O: ServiceOperation>(
        &self,
        operation: &O,
        error: Error,
        so_far: &mut Attempts,
    ) -> Result<(), Error> {
        let shared = &self.shared;
        so_far.made += 1;
        // Where the login failed, the operation itself has not been sent.
        let effect = if error.operation() == O::NAME { operation.effect() } else { Effect::Read };
        let Some(wait) = retry::wait(&shared.retry, effect, &error, so_far, shared.clock.now()) else {
            return Err(error);
        };
        tracing::debug!(operation = O::NAME, attempt = so_far.made, ?wait, %error, "trying again");
        shared.clock.sleep(wait).await;
        so_far.waited += wait;
        Ok(())
    }

    async fn begin_once<O: ServiceOperation + 'static>(&self, operation: &O) -> Result<Begun<O>, Error> {
        if !O::NEEDS_SESSION {
            return self.send(operation, None).await;
        }
        let Shared { session, clock, .. } = &*self.shared;
        let mut held = self.session().await?;
        let mut renewed = false;
        loop {
            match self.send(operation, Some(&held.id)).await {
                Err(error) if error.is_not_authenticated() && renewed && held.fresh => {
                    session.judged(false, clock.now());
                    return Err(error);
                }
                Err(error) if error.is_not_authenticated() && !session.is_hopeless(clock.now()) => {
                    tracing::debug!(operation = O::NAME, "the session is over");
                    session.forget(&held.id);
                    held = self.session().await?;
                    renewed = true;
                }
                Ok(begun) => {
                    session.judged(true, clock.now());
                    return Ok(begun);
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Sends one request with this session and no other, and reads its answer to the end.
    pub(crate) async fn ask<O: ServiceOperation + 'static>(
        &self,
        operation: &O,
        session: Option<&Secret>,
    ) -> Result<Option<O::Item>, Error> {
        self.send(operation, session).await?.into_one().await
    }

    /// Sends one request, and waits for as much of the answer as it takes to know that it is one.
    async fn send<O: ServiceOperation + 'static>(
        &self,
        operation: &O,
        session: Option<&Secret>,
    ) -> Result<Begun<O>, Error> {
        let span = tracing::debug_span!("erp_request", operation = O::NAME);
        self.send_within(operation, session).instrument(span).await
    }

    async fn send_within<O: ServiceOperation + 'static>(
        &self,
        operation: &O,
        session: Option<&Secret>,
    ) -> Result<Begun<O>, Error> {
        let shared = &self.shared;
        let url = format!("{}{}", shared.base_url.as_str().trim_end_matches('/'), O::SERVICE.path());
        let path = format!("{}{}", shared.base_url.path().trim_end_matches('/'), O::SERVICE.path());
        let endpoint = Endpoint::new(&url).headers(self.headers(session, &path)?).limits(shared.limits);
        let tenant = shared.session.tenant();
        let wait = shared.budget.take(&tenant, self.priority, &*shared.clock).await;
        let wait = wait.map_err(|quota| Error::new(O::NAME, ErrorKind::Quota(quota)))?;
        if !wait.is_zero() {
            shared.clock.sleep(wait).await;
        }
        let mut report = Report::new(self.observer.as_ref(), O::SERVICE, O::NAME);
        let sent = send(&*self.http, endpoint, operation).await;
        if let Ok(answer) = &sent {
            let levels = report.answered(answer.status(), answer.headers());
            shared.budget.report(levels, shared.clock.now());
            shared.session.take_cookies(answer.headers(), &shared.base_url, &path, shared.clock.now());
        }
        drop(report);
        let begun = match sent {
            Ok(answer) => Self::first(answer).await,
            Err(error) => Err(classify(O::NAME, error)),
        };
        if let Err(error) = &begun
            && let ErrorKind::Quota(quota) = error.kind()
        {
            shared.budget.block(quota, shared.clock.now());
        }
        begun
    }

    async fn first<O: ServiceOperation>(mut answer: Answer<O>) -> Result<Begun<O>, Error> {
        match next(&mut answer).await {
            Ok(first) => Ok(Begun { ended: first.is_none(), first: first.map(Ok), answer }),
            Err(error) if error.is_item() => Ok(Begun { first: Some(Err(error)), answer, ended: false }),
            Err(error) => Err(error),
        }
    }

    fn headers(&self, session: Option<&Secret>, path: &str) -> Result<HeaderMap, Error> {
        let mut headers = HeaderMap::new();
        headers.insert(USER_AGENT, self.shared.user_agent.clone());
        if let Some(cookie) = self.shared.session.cookie_header(session, path) {
            let mut cookie = HeaderValue::from_str(cookie.expose()).map_err(|_| {
                let what = "the session id cannot be sent as a cookie".to_owned();
                Error::new("Login", ErrorKind::NotAuthenticated(what))
            })?;
            cookie.set_sensitive(true);
            headers.insert(COOKIE, cookie);
        }
        Ok(headers)
    }

    /// The session, made now if there is none. Callers that ask while it is being made wait for the same login.
    pub(crate) async fn session(&self) -> Result<Held, Error> {
        let client = self.clone();
        let session = self.shared.session.get_or_login(|attempt| {
            async move {
                let (session, base_url) = (&client.shared.session, client.base_url());
                let result = match session.recall(&attempt, base_url).await {
                    Some(id) => Ok(Held { id, fresh: false }),
                    None => client.log_in(&attempt.credentials).await.map(|id| Held { id, fresh: true }),
                };
                session.conclude(&attempt, base_url, &result).await;
                result
            }
            .boxed()
        });
        match session {
            Ok(session) => Ok(session),
            Err(flight) => flight.await,
        }
    }

    async fn log_in(&self, credentials: &crate::Credentials) -> Result<Secret, Error> {
        let login = Login { credential: Some(credentials.into()) };
        // The service answers wrong credentials with an empty result, or none.
        let session = self.ask(&login, None).await.map_err(|error| error.without(&credentials.password))?;
        let session = session.filter(|session| !session.expose().trim().is_empty());
        session.ok_or_else(|| Error::new("Login", ErrorKind::WrongCredentials))
    }
}

impl<O: ServiceOperation + 'static> Begun<O> {
    async fn into_one(mut self) -> Result<Option<O::Item>, Error> {
        let first = self.first.take().transpose()?;
        while next(&mut self.answer).await?.is_some() {}
        Ok(first)
    }

    fn into_stream(self) -> Items<O::Item> {
        futures::stream::unfold(self, |mut begun| async move {
            if let Some(first) = begun.first.take() {
                return Some((first, begun));
            }
            if begun.ended {
                return None;
            }
            let item = next(&mut begun.answer).await.transpose()?;
            begun.ended = item.as_ref().is_err_and(|error| !error.is_item());
            Some((item, begun))
        })
        .boxed()
    }
}

/// The next item of an answer. All that a client gives out comes through here: an item of a read that the service could
/// not give has nothing in it but its id and an `APIException`, and is an error, whatever the operation. Where something
/// was saved, the exception is the answer.
///
/// A list without its result element is no empty list. .NET writes an empty list as an empty element, and leaves the element
/// out for a null: a public client's test (n99) has seen that where the service had not understood the request. The
/// contract marks each result as optional (`minOccurs="0"`), which the generator of `.asmx` contracts writes for all of them.
async fn next<O: ServiceOperation>(answer: &mut Answer<O>) -> Result<Option<O::Item>, Error> {
    let item = answer.next().await.map_err(|error| classify(O::NAME, error))?;
    if item.is_none() && O::EFFECT == Effect::Read && !O::RESULT.is_empty() && !answer.saw_result() {
        return Err(Error::new(O::NAME, ErrorKind::NoResult));
    }
    if O::EFFECT == Effect::Read
        && let Some(item) = &item
        && let Some(exception) = item.part::<APIException>()
    {
        let failed = FailedRecord { record: O::Item::XSD.name, id: item.id(), exception: exception.clone() };
        return Err(Error::new(O::NAME, ErrorKind::Record(failed)));
    }
    Ok(item)
}

// Clients and their streams travel between tasks.
const _: fn() = || {
    fn travels<T: Send + Sync + 'static>() {}
    travels::<Client>();
    travels::<Arc<Error>>();
};
