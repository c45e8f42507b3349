//! What was asked and answered.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use asmx_soap::http::{HttpError, HttpErrorKind, HttpService, Request, Response};
use async_trait::async_trait;
use futures::{StreamExt, stream};
use serde::{Deserialize, Serialize};

use super::pseudonym::Pseudonyms;
use super::treatment::{MASK, Treatment};
use super::{harmless, json, xml};

/// Which of the two systems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CapsuleSide {
    /// 24SevenOffice.
    Erp,
    /// Ongoing WMS.
    Wms,
}

/// A request, and what came of it: bodies only, since headers carry sessions and passwords.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Exchange {
    /// Which system was asked.
    pub side: CapsuleSide,
    /// The operation of SOAP, or the method and the path of REST.
    pub operation: String,
    /// The query of REST, and the body, cut into lines where that reads well: joined, they are what was sent.
    pub request: Vec<String>,
    /// What came of it.
    pub answer: RecordedAnswer,
}

/// What came of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RecordedAnswer {
    /// The HTTP status; none if no answer came.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub status: Option<u16>,
    /// The media type of the answer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub content_type: Option<String>,
    /// How long the vendor asked us to wait.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub retry_after: Option<String>,
    /// The body, in lines as those of a request.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub body: Vec<String>,
    /// Where the exchange stopped, if it did: `connect`, `certificate`, `timeout`, `interrupted` or `invalid`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub broken: Option<String>,
}

/// Requests that only open or check a session: they hold nothing but secrets.
const SESSION: &[&str] = &[
    "Login",
    "AuthenticateByToken",
    "HasSession",
    "GetIdentity",
    "GetIdentities",
    "SetIdentity",
    "SetIdentityById",
];

const KINDS: &[(HttpErrorKind, &str)] = &[
    (HttpErrorKind::Invalid, "invalid"),
    (HttpErrorKind::Connect, "connect"),
    (HttpErrorKind::Certificate, "certificate"),
    (HttpErrorKind::Timeout, "timeout"),
    (HttpErrorKind::Interrupted, "interrupted"),
];

pub(super) fn word(kind: HttpErrorKind) -> String {
    let found = KINDS.iter().find(|(known, _)| *known == kind);
    found.map_or("interrupted", |(_, word)| word).to_owned()
}

pub(super) fn broken(word: &str) -> HttpError {
    let found = KINDS.iter().find(|(_, known)| *known == word);
    HttpError::new(found.map_or(HttpErrorKind::Interrupted, |(kind, _)| *kind), "as it was recorded")
}

/// What a request asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Asked {
    pub(super) side: CapsuleSide,
    pub(super) operation: String,
    pub(super) query: String,
    pub(super) body: String,
}

impl Asked {
    /// Reads a request. Its address and its headers are left out, but for the name of the operation.
    pub(super) fn of(side: CapsuleSide, request: &Request) -> Self {
        let action = request.headers().get("soapaction").and_then(|action| action.to_str().ok());
        let body = String::from_utf8_lossy(request.body()).into_owned();
        let (operation, query) = match action {
            Some(action) => (action.trim_matches('"').rsplit('/').next().unwrap_or_default().to_owned(), ""),
            None => {
                let path = request.uri().path();
                let path = path.split_once("/api/v1").map_or(path, |(_, path)| path);
                (format!("{} {path}", request.method()), request.uri().query().unwrap_or_default())
            }
        };
        Self { side, operation, query: query.to_owned(), body }
    }

    pub(super) fn is_of_session(&self) -> bool {
        self.side == CapsuleSide::Erp && SESSION.contains(&self.operation.as_str())
    }

    /// With secrets masked, and with pseudonyms where they are given, as one text.
    pub(super) fn text(&self, pseudonyms: Option<&Pseudonyms>) -> String {
        let query: Vec<String> = self.query.split('&').map(|pair| parameter(pair, pseudonyms)).collect();
        let body = rewrite(&self.body, pseudonyms);
        match self.query.is_empty() {
            true => body,
            false => format!("?{}\n{body}", query.join("&")),
        }
    }
}

/// One parameter of a query.
fn parameter(pair: &str, pseudonyms: Option<&Pseudonyms>) -> String {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let name_alone = name.trim_end_matches("[]");
    let treatment = match harmless::field("", name_alone, value) {
        // What a query asks for by number stays.
        Treatment::Hide if value.chars().all(|char| char.is_ascii_digit()) => Treatment::Keep,
        treatment => treatment,
    };
    match (treatment, pseudonyms) {
        (Treatment::Mask, _) => format!("{name}={}", MASK),
        (_, None) => pair.to_owned(),
        (treatment, Some(pseudonyms)) => format!("{name}={}", pseudonyms.text(value, treatment)),
    }
}

/// A body in either format.
fn rewrite(body: &str, pseudonyms: Option<&Pseudonyms>) -> String {
    match body.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        true => xml::rewrite(body, pseudonyms),
        false => json::rewrite(body, pseudonyms),
    }
}

/// A text in lines that joined are the text.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut begin = 0;
    let bytes = text.as_bytes();
    for at in 1..bytes.len() {
        let is_break = matches!((bytes[at - 1], bytes[at]), (b'\n', _) | (b'>', b'<') | (b',', b'"' | b'{'));
        // A value stays with its tag: an element that holds a text is one line.
        if is_break && text.is_char_boundary(at) {
            lines.push(text[begin..at].to_owned());
            begin = at;
        }
    }
    if begin < text.len() {
        lines.push(text[begin..].to_owned());
    }
    lines
}

/// An exchange as it took place.
#[derive(Clone)]
pub(super) struct Raw {
    pub(super) asked: Asked,
    answer: RecordedAnswer,
}

impl Raw {
    /// Under pseudonyms.
    pub(super) fn hidden(&self, pseudonyms: &Pseudonyms) -> Exchange {
        let Asked { side, operation, .. } = &self.asked;
        let body: String = self.answer.body.concat();
        let retry_after = self.answer.retry_after.as_ref();
        Exchange {
            side: *side,
            operation: operation.clone(),
            request: lines(&self.asked.text(Some(pseudonyms))),
            answer: RecordedAnswer {
                body: lines(&rewrite(&body, Some(pseudonyms))),
                retry_after: retry_after.map(|text| text.chars().take(40).collect()),
                ..self.answer.clone()
            },
        }
    }

    /// Why there was no whole answer, if there was none.
    pub(super) fn failure(&self) -> Option<&str> {
        self.answer.broken.as_deref()
    }
}

/// Records what clients ask and are answered: give its stacks to [`wrap_http`](ongoing_client::Client::wrap_http) of both
/// clients. It keeps people's data until the capsule is made of it, and never shows it.
#[derive(Clone, Default)]
pub struct Recorder(Arc<Mutex<Vec<Raw>>>);

impl Recorder {
    /// A recorder that has recorded nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A stack around another that records what goes through it.
    pub fn stack(&self, side: CapsuleSide, inner: Arc<dyn HttpService>) -> Arc<dyn HttpService> {
        Arc::new(Recording { side, inner, recorder: self.clone() })
    }

    pub(super) fn recorded(&self) -> Vec<Raw> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, asked: Asked, answer: RecordedAnswer) {
        if !asked.is_of_session() {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(Raw { asked, answer });
        }
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recorder(…)")
    }
}

#[derive(Debug)]
struct Recording {
    side: CapsuleSide,
    inner: Arc<dyn HttpService>,
    recorder: Recorder,
}

#[async_trait]
impl HttpService for Recording {
    async fn call(&self, request: Request) -> Result<Response, HttpError> {
        let asked = Asked::of(self.side, &request);
        let nothing = RecordedAnswer {
            status: None,
            content_type: None,
            retry_after: None,
            body: Vec::new(),
            broken: None,
        };
        let response = match self.inner.call(request).await {
            Ok(response) => response,
            Err(error) => {
                self.recorder.keep(asked, RecordedAnswer { broken: Some(word(error.kind())), ..nothing });
                return Err(error);
            }
        };
        let (head, mut body) = response.into_parts();
        let header = |name: &str| Some(head.headers.get(name)?.to_str().ok()?.to_owned());
        let (mut bytes, mut pieces, mut broken) = (Vec::new(), Vec::new(), None);
        // The answers about one order are small.
        while let Some(piece) = body.next().await {
            match &piece {
                Ok(piece) => bytes.extend_from_slice(piece),
                Err(error) => broken = Some(word(error.kind())),
            }
            pieces.push(piece);
        }
        let answer = RecordedAnswer {
            status: Some(head.status.as_u16()),
            content_type: header("content-type"),
            retry_after: header("retry-after"),
            body: vec![String::from_utf8_lossy(&bytes).into_owned()],
            broken,
        };
        self.recorder.keep(asked, answer);
        Ok(Response::from_parts(head, stream::iter(pieces).boxed()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_joined_are_the_text() {
        for text in
            ["", "a", "<a><b>x</b>\r\n</a>", "{\"a\":1,\"b\":[{},{\"å\":\"ø,\\\"\"}]}", ">>><<<,,\"\""]
        {
            assert_eq!(lines(text).concat(), text);
        }
        assert_eq!(lines("<a><b>x</b><c/></a>"), ["<a>", "<b>x</b>", "<c/>", "</a>"]);
    }
}
