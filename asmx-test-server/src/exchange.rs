//! What a vendor's simulator is asked, and what it answers.

use std::{any::Any, fmt};

use bytes::Bytes;

use super::{node::Node, soap::Fault};

/// The vendor's half of a simulator.
///
/// Called on a task of the runtime, so it must not block; its state lives behind a mutex.
pub trait Service: Send + Sync {
    /// Acts on a request and answers it.
    fn call(&self, call: &Call) -> Reply;

    /// Whether there is such a SOAP action at that path; asked before the body is read. A service that says yes to
    /// all answers [`Reply::unknown_action`] itself.
    fn knows(&self, path: &str, action: &str) -> bool {
        let _ = (path, action);
        true
    }

    /// Notes that a request is there, before anything is made to go wrong with it. What is returned is dropped when
    /// its answer leaves: a service can see by that which requests are under way at the same time.
    fn arrives(&self, call: &Call) -> Box<dyn Any + Send> {
        let _ = call;
        Box::new(())
    }
}

/// A request. To a path that ends in `.asmx` it is a SOAP operation, to any other plain HTTP.
#[derive(Clone)]
#[non_exhaustive]
pub struct Call {
    /// Number of the request at this server, from 1.
    pub number: u64,
    /// HTTP method, in capitals.
    pub method: String,
    /// Path, as sent.
    pub path: String,
    /// Query, without the question mark; empty when there is none.
    pub query: String,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The SOAP operation, or `"GET /path"` for plain HTTP.
    pub operation: String,
    /// The whole SOAP action; empty for plain HTTP.
    pub action: String,
    /// The operation's element; an empty node for plain HTTP.
    pub body: Node,
    /// The body as received.
    pub raw: Bytes,
}

/// Headers and body are left out: they carry passwords and session ids.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut call = f.debug_struct("Call");
        call.field("number", &self.number).field("operation", &self.operation).field("path", &self.path);
        call.finish_non_exhaustive()
    }
}

impl Call {
    /// Whether this is a SOAP operation.
    pub fn is_soap(&self) -> bool {
        !self.action.is_empty()
    }

    /// The first header of that name (in lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header == name).map(|(_, value)| value.as_str())
    }

    /// A cookie's value, by its exact name.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let cookies = self.headers.iter().filter(|(header, _)| header == "cookie");
        cookies
            .flat_map(|(_, value)| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }

    /// The parameters of the query in order, percent-decoded.
    pub fn query_pairs(&self) -> Vec<(String, String)> {
        let pairs = self.query.split('&').filter(|pair| !pair.is_empty());
        pairs
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(key, value)| (percent_decode(key), percent_decode(value)))
            .collect()
    }
}

/// What goes back, before anything is made to go wrong with it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Answer {
    /// The response element, put into an envelope.
    Element(Box<Node>),
    /// The response element as written by [`Node::write`]: for long lists, which need no tree then.
    Written(String),
    /// A SOAP fault, with HTTP status 500.
    Fault(Fault),
    /// Plain HTTP.
    Http {
        /// Status code.
        status: u16,
        /// `Content-Type`; none is sent when it is empty.
        content_type: String,
        /// Body.
        body: Bytes,
    },
}

/// An answer with the headers that go with it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Reply {
    /// What is answered.
    pub answer: Answer,
    /// Further headers.
    pub headers: Vec<(String, String)>,
}

impl Reply {
    /// A SOAP answer.
    pub fn element(node: Node) -> Self {
        Answer::Element(Box::new(node)).into()
    }

    /// A SOAP answer that is written already.
    pub fn written(xml: String) -> Self {
        Answer::Written(xml).into()
    }

    /// A `soap:Server` fault with ASP.NET's prefix in front of the text.
    pub fn fault(text: impl AsRef<str>) -> Self {
        Fault::server(text).into()
    }

    /// Plain HTTP.
    pub fn http(status: u16, content_type: impl Into<String>, body: impl Into<Bytes>) -> Self {
        Answer::Http { status, content_type: content_type.into(), body: body.into() }.into()
    }

    /// ASP.NET's fault for a SOAP action that the service does not have.
    pub fn unknown_action(call: &Call) -> Self {
        let action = &call.action;
        Fault::client(format!("Server did not recognize the value of HTTP Header SOAPAction: {action}."))
            .into()
    }

    /// Adds a header.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The HTTP status that the answer goes out with.
    pub fn status(&self) -> u16 {
        match &self.answer {
            Answer::Element(_) | Answer::Written(_) => 200,
            Answer::Fault(_) => 500,
            Answer::Http { status, .. } => *status,
        }
    }
}

impl From<Answer> for Reply {
    fn from(answer: Answer) -> Self {
        Self { answer, headers: Vec::new() }
    }
}

impl From<Fault> for Reply {
    fn from(fault: Fault) -> Self {
        Answer::Fault(fault).into()
    }
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        let digit = |at: usize| tail.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &tail[2..];
            }
            (b'+', ..) => bytes.push(b' '),
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
