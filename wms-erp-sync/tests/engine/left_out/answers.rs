//! What both systems answer, and which fields stand in it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use asmx_soap::http::{HttpError, HttpService, Request, Response};
use asmx_test_server::{Call, Mischief, Node, Rule};
use async_trait::async_trait;
use futures::{StreamExt, stream};

/// A side of the integration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Erp,
    Wms,
}

/// A field of the answers to one kind of request.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Field {
    pub(super) side: Side,
    /// The operation of SOAP, or the method and the path of REST with `*` in place of each id.
    pub(super) request: String,
    /// As [`Mischief::LeaveOut`] has it.
    pub(super) path: String,
}

impl Field {
    /// From now on, no answer has it.
    pub(super) fn left_out(&self) -> Rule {
        let request = self.request.clone();
        let rule = Rule::new(Mischief::LeaveOut { field: self.path.clone(), everywhere: true });
        rule.when(move |call: &Call| kind(&call.operation) == request).always()
    }
}

/// The operation without ids.
fn kind(operation: &str) -> String {
    let is_id = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts = operation.split('/').map(|part| if is_id(part) { "*" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// Learns the fields of all answers that pass by.
#[derive(Debug, Clone, Default)]
pub(super) struct Answers(Arc<Mutex<Seen>>);

#[derive(Debug, Default)]
struct Seen {
    /// Each field, and whether it is one of several items of a list: without those, the list is shorter, and nothing tells.
    fields: BTreeMap<Field, bool>,
}

impl Answers {
    /// An HTTP stack whose answers are learned from.
    pub(super) fn of(&self, side: Side, inner: Arc<dyn HttpService>) -> Arc<dyn HttpService> {
        Arc::new(Learning { side, inner, answers: self.clone() })
    }

    /// The fields that were seen, without the items of lists.
    pub(super) fn fields(&self) -> BTreeSet<Field> {
        let seen = self.0.lock().unwrap();
        seen.fields.iter().filter(|(_, is_item)| !**is_item).map(|(field, _)| field.clone()).collect()
    }

    fn learn(&self, side: Side, request: &str, body: &[u8]) {
        let body = String::from_utf8_lossy(body);
        let note = &mut |path: &str, is_item: bool| {
            let field = Field { side, request: request.to_owned(), path: path.to_owned() };
            *self.0.lock().unwrap().fields.entry(field).or_default() |= is_item;
        };
        if let Ok(json) = serde_json::from_str(&body) {
            learn_json(&json, "", note);
        } else if let Ok(envelope) = Node::parse(&body)
            && let Some(answer) = envelope.children.iter().find_map(|body| body.children.first())
        {
            learn_xml(answer, &format!("/{}", answer.name), note);
        }
    }
}

fn learn_xml(node: &Node, path: &str, note: &mut dyn FnMut(&str, bool)) {
    for child in &node.children {
        let path = format!("{path}/{}", child.name);
        let is_item = node.children.iter().filter(|other| other.name == child.name).count() > 1;
        note(&path, is_item);
        learn_xml(child, &path, note);
    }
}

fn learn_json(value: &serde_json::Value, path: &str, note: &mut dyn FnMut(&str, bool)) {
    match value {
        serde_json::Value::Array(items) => items.iter().for_each(|item| learn_json(item, path, note)),
        serde_json::Value::Object(properties) => {
            for (name, value) in properties {
                let path = format!("{path}/{name}");
                note(&path, false);
                learn_json(value, &path, note);
            }
        }
        _ => {}
    }
}

#[derive(Debug)]
struct Learning {
    side: Side,
    inner: Arc<dyn HttpService>,
    answers: Answers,
}

#[async_trait]
impl HttpService for Learning {
    async fn call(&self, request: Request) -> Result<Response, HttpError> {
        let action = request.headers().get("soapaction").and_then(|action| action.to_str().ok());
        let operation = match action {
            Some(action) => action.trim_matches('"').rsplit('/').next().unwrap_or_default().to_owned(),
            None => format!("{} {}", request.method(), request.uri().path()),
        };
        let (head, mut body) = self.inner.call(request).await?.into_parts();
        let mut bytes = Vec::new();
        while let Some(piece) = body.next().await {
            bytes.extend_from_slice(&piece?);
        }
        self.answers.learn(self.side, &kind(&operation), &bytes);
        Ok(Response::from_parts(head, stream::iter([Ok(bytes.into())]).boxed()))
    }
}
