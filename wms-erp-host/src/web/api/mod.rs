//! `/api/v1`: what the page does, for programs.

mod act;
mod budget;
mod document;
mod openapi;
mod polling;
mod read;
mod reload;
mod request;
mod stock;
mod work;

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::call::{Answer, Call, Failure, with_type};
use crate::language::ENGLISH;
pub(crate) use act::{dismiss, pause, release, resume, retry};
pub(crate) use budget::budget;
pub(crate) use openapi::show as describe;
pub(crate) use read::{activities, held, order, orders, tenant, tenants};
pub(crate) use reload::{reload, reloaded};
pub(crate) use stock::stock_journal;
pub(crate) use work::{apply, drift, job, plan};

/// What all addresses of the API begin with.
pub(crate) const PREFIX: &str = "/api/";
/// How many items a list has, unless it is asked for fewer or more.
const USUAL: usize = 100;
const MAX_ITEMS: usize = 500;

/// A refusal, as RFC 9457 has it.
pub(crate) fn problem(failure: &Failure) -> Response<Body> {
    let status = failure.status();
    let problem = document::Problem {
        r#type: "about:blank".to_owned(),
        title: status.canonical_reason().unwrap_or_default().to_owned(),
        status: status.as_u16(),
        detail: failure.what(&ENGLISH),
        remedy: failure.remedy(&ENGLISH),
    };
    let text = serde_json::to_string(&problem).unwrap_or_default();
    with_type(status, "application/problem+json", text)
}

fn json<T: Serialize>(status: StatusCode, document: &T) -> Answer {
    let text = serde_json::to_string(document).map_err(std::io::Error::from)?;
    Ok(with_type(status, "application/json", text))
}

/// Work that goes on: where its result will be.
fn accepted<T: Serialize>(location: &str, document: &T) -> Answer {
    let mut response = json(StatusCode::ACCEPTED, document)?;
    if let Ok(location) = HeaderValue::from_str(location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}

/// What the request says.
fn asked<T: DeserializeOwned>(call: &Call) -> Result<T, Failure> {
    // Serde takes a list for the fields of a document in their order, too: their order is no part of the API.
    if call.body.iter().find(|byte| !b" \t\r\n".contains(byte)) != Some(&b'{') {
        return Err(Failure::Bad("the body must be a JSON object".into()));
    }
    serde_json::from_slice(&call.body)
        .map_err(|error| Failure::Bad(format!("the body cannot be read: {error}").into()))
}

/// The same, where it may say nothing.
fn asked_if_any<T: DeserializeOwned>(call: &Call) -> Result<Option<T>, Failure> {
    let is_nothing = call.body.is_empty() || serde_json::from_slice::<()>(&call.body).is_ok();
    if is_nothing { Ok(None) } else { asked(call).map(Some) }
}

/// How many items are asked for.
fn limit(call: &Call) -> Result<usize, Failure> {
    let wrong = || Failure::Bad(format!("limit must be a number from 1 to {MAX_ITEMS}").into());
    match call.query.iter().find(|(key, _)| key == "limit") {
        None => Ok(USUAL),
        Some((_, text)) => {
            text.parse().ok().filter(|limit| (1..=MAX_ITEMS).contains(limit)).ok_or_else(wrong)
        }
    }
}
