//! Sends a request and reads the JSON that comes back.

use asmx_soap::Effect;
use asmx_soap::http::Response;
use asmx_soap::retry::Attempts;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures::StreamExt;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use http::{Method, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tracing::Instrument;

use super::RestClient;
use super::items::{Page, Paging, Unread};
use super::readable::readable;
use crate::retry;
use crate::soap::verdict::plain;
use crate::{Error, RequestEvent};

/// How much of an error's body is read: its words are at the beginning, and its status says the rest.
const ERROR_PAGE: usize = 1 << 20;

/// What is sent, beside where to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Call {
    /// `GET /orders`, for errors and reports.
    pub(super) name: &'static str,
    pub(super) method: &'static Method,
    pub(super) effect: Effect,
    /// Whether other writes go first.
    pub(super) bulk: bool,
}

impl Call {
    pub(super) const fn get(name: &'static str) -> Self {
        Self { name, method: &Method::GET, effect: Effect::Read, bulk: false }
    }

    pub(super) const fn put(name: &'static str) -> Self {
        Self { name, method: &Method::PUT, effect: Effect::Idempotent, bulk: false }
    }

    pub(super) const fn patch(name: &'static str) -> Self {
        Self { name, method: &Method::PATCH, effect: Effect::Idempotent, bulk: false }
    }

    /// A second one is refused, which would hide that the first one was done.
    pub(super) const fn delete(name: &'static str) -> Self {
        Self { name, method: &Method::DELETE, effect: Effect::Creates, bulk: false }
    }

    pub(super) const fn post(name: &'static str) -> Self {
        Self { name, method: &Method::POST, effect: Effect::Creates, bulk: false }
    }

    /// A second one does something else, or might.
    pub(super) const fn once(self) -> Self {
        Self { effect: Effect::Creates, ..self }
    }

    pub(super) const fn bulk(self) -> Self {
        Self { bulk: true, ..self }
    }
}

impl RestClient {
    /// Sends without a body and reads JSON.
    pub(super) async fn ask<T: DeserializeOwned>(&self, call: Call, path: &str) -> Result<T, Error> {
        self.exchange(call, path, None).await.and_then(|answer| self.read(call, &answer))
    }

    /// Asks for one page of a list.
    pub(super) async fn page<T: DeserializeOwned>(
        &self,
        call: Call,
        path: &str,
        paging: Paging,
        id: fn(&T) -> Option<i32>,
    ) -> Result<Page<T>, Error> {
        let body = self.exchange(call, path, None).await?;
        Page::read(without_bom(&body), paging, id).map_err(|error| self.unreadable(call, error))
    }

    /// One item of a list that cannot be read.
    pub(super) fn unread(&self, call: Call, unread: Unread) -> Error {
        Error::unread_item(call.name, unread.error, unread.record)
            .without_password(&self.client.shared.account)
    }

    /// Sends JSON and reads JSON.
    pub(super) async fn tell<T: DeserializeOwned>(
        &self,
        call: Call,
        path: &str,
        body: &(impl Serialize + Sync),
    ) -> Result<T, Error> {
        let answer = self.tell_and_ignore(call, path, body).await?;
        self.read(call, &answer)
    }

    /// Sends JSON; what comes back is not looked at. (Several answers of this API are declared without a type.)
    pub(super) async fn tell_and_ignore(
        &self,
        call: Call,
        path: &str,
        body: &(impl Serialize + Sync),
    ) -> Result<Vec<u8>, Error> {
        match serde_json::to_vec(body) {
            Ok(body) => self.exchange(call, path, Some(body)).await,
            Err(error) => Err(Error::unwritable(call.name, error)),
        }
    }

    pub(super) async fn exchange(
        &self,
        call: Call,
        path: &str,
        body: Option<Vec<u8>>,
    ) -> Result<Vec<u8>, Error> {
        let shared = &self.client.shared;
        let mut so_far = Attempts::default();
        loop {
            let span = tracing::debug_span!("wms_request", operation = call.name);
            let error = match self.once(call, path, body.as_deref()).instrument(span).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            so_far.made += 1;
            let Some(wait) = retry::wait(&shared.retry, call.effect, &error, &so_far, shared.clock.now())
            else {
                return Err(error);
            };
            tracing::debug!(operation = call.name, attempt = so_far.made, ?wait, %error, "trying again");
            shared.clock.sleep(wait).await;
            so_far.waited += wait;
        }
    }

    async fn once(&self, call: Call, path: &str, body: Option<&[u8]>) -> Result<Vec<u8>, Error> {
        let shared = &self.client.shared;
        let _turn = match call.effect {
            Effect::Read => None,
            _ => Some(shared.writes.turn(call.bulk).await),
        };
        let request = http::Request::builder()
            .method(call.method)
            .uri(format!("{}/api/v1{path}", shared.base_url))
            .header(ACCEPT, "application/json")
            .header(AUTHORIZATION, self.authorization());
        let request = match body {
            Some(body) => {
                request.header(CONTENT_TYPE, "application/json; charset=utf-8").body(body.to_vec().into())
            }
            // IIS, where ASP.NET services run, answers a change that does not say its length with 411.
            None if call.effect != Effect::Read => {
                request.header(CONTENT_LENGTH, "0").body(Vec::new().into())
            }
            None => request.body(Vec::new().into()),
        };
        let request = request.map_err(|error| Error::unwritable(call.name, error))?;
        self.client.notify(&RequestEvent::new(call.name, call.effect));
        tracing::debug!(operation = call.name, "sending");
        let response =
            self.client.http.call(request).await.map_err(|error| Error::sending(call.name, error))?;
        self.receive(call, response).await
    }

    async fn receive(&self, call: Call, response: Response) -> Result<Vec<u8>, Error> {
        let shared = &self.client.shared;
        let (head, mut body) = response.into_parts();
        let mut bytes = Vec::new();
        while let Some(piece) = body.next().await {
            bytes.extend_from_slice(&piece.map_err(|error| Error::sending(call.name, error))?);
            if !head.status.is_success() && bytes.len() > ERROR_PAGE {
                break;
            }
            if bytes.len() > shared.limits.item_bytes.saturating_mul(4) {
                return Err(Error::too_large(call.name));
            }
        }
        if head.status.is_success() {
            return Ok(bytes);
        }
        let refuses = call.effect != Effect::Read && is_refusal(head.status);
        let said = said(&bytes);
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).into_owned();
        let error = match said {
            Some(said) if refuses => Error::refused(call.name, &plain(&said), &shared.account),
            said => Error::rest(call.name, head.status, said.as_deref(), &shared.account),
        };
        Err(error.with_answer(head.status, &head.headers, text, &shared.account))
    }

    pub(super) fn read<T: DeserializeOwned>(&self, call: Call, body: &[u8]) -> Result<T, Error> {
        let read = serde_json::from_slice(without_bom(body));
        // Nearly no answer holds what is no character: it is looked for only where something cannot be read.
        let read = match read {
            Err(error) if !error.is_data() => {
                serde_json::from_slice(&readable(without_bom(body))).map_err(|_| error)
            }
            read => read,
        };
        read.map_err(|error| self.unreadable(call, error))
    }

    pub(super) fn unreadable(&self, call: Call, error: serde_json::Error) -> Error {
        let error = match error.classify() {
            serde_json::error::Category::Data => Error::unreadable(call.name, error),
            _ => Error::not_json(call.name, error),
        };
        error.without_password(&self.client.shared.account)
    }

    fn authorization(&self) -> HeaderValue {
        let credentials = &self.client.shared.account.credentials;
        let pair = format!("{}:{}", credentials.username, credentials.password.expose());
        // Base64 has no character that a header cannot carry.
        let value = HeaderValue::from_str(&format!("Basic {}", STANDARD.encode(pair)));
        let mut value = value.unwrap_or(HeaderValue::from_static(""));
        value.set_sensitive(true);
        value
    }
}

/// Statuses by which the service can refuse a record; no list of them is documented.
fn is_refusal(status: StatusCode) -> bool {
    matches!(status.as_u16(), 400 | 404 | 409 | 412 | 422)
}

/// The message in an error's body: no model of it is documented, and its keys vary.
fn said(body: &[u8]) -> Option<String> {
    let body: serde_json::Value = serde_json::from_slice(&readable(without_bom(body))).ok()?;
    let keys = ["message", "Message", "error", "Error", "ExceptionMessage"];
    let text = keys.iter().find_map(|key| body.get(key)?.as_str()).or_else(|| body.as_str())?;
    Some(text.to_owned()).filter(|text| !text.trim().is_empty())
}

fn without_bom(body: &[u8]) -> &[u8] {
    body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body)
}
