//! The plumbing, seen over real TCP.

mod disturbed;
mod documents;
mod left_out;
mod served;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::{Call, Control, Node, Reply, Server, Service};

const NS: &str = "urn:counter";

/// Counts: `Add` adds one and answers the sum, `List` answers three items.
#[derive(Default)]
struct Counter(AtomicUsize);

impl Service for Counter {
    fn call(&self, call: &Call) -> Reply {
        match call.operation.as_str() {
            "Add" => {
                let sum = self.0.fetch_add(1, Ordering::SeqCst) + 1;
                Reply::element(
                    Node::new("AddResponse").in_namespace(NS).with(Node::leaf("AddResult", sum.to_string())),
                )
                .header("X-Left", "9")
            }
            "List" => {
                let items = (1..=3).map(|n| Node::leaf("int", n.to_string()));
                let list =
                    Node::new("ListResponse").in_namespace(NS).with(Node::new("ListResult").with_all(items));
                Reply::written(list.to_xml())
            }
            "Fail" => Reply::fault("Out of paper"),
            "GET /list" => Reply::http(200, "application/json", JSON),
            _ if call.is_soap() => Reply::unknown_action(call),
            _ => Reply::http(404, "application/json", format!("{:?}", call.query_pairs())),
        }
    }

    fn knows(&self, _path: &str, action: &str) -> bool {
        !action.ends_with("Nonsense")
    }
}

/// Rows within a list, a comma and a bracket in a text, and a number whose zeros count.
const JSON: &str =
    r#"{"list": [{"id": 1, "rows": [1.50, 2]}, {"id": 2, "rows": ["a,]\"b"]}, {"id": 3}], "none": []}"#;

struct Bench {
    server: Server,
    counter: Arc<Counter>,
}

impl Bench {
    async fn new() -> Self {
        let counter = Arc::new(Counter::default());
        let server = Server::start(Arc::clone(&counter) as Arc<dyn Service>).await.unwrap();
        Self { server, counter }
    }

    fn control(&self) -> &Control {
        self.server.control()
    }

    fn sum(&self) -> usize {
        self.counter.0.load(Ordering::SeqCst)
    }

    /// Everything that comes back until the connection ends; empty when it broke without an answer.
    async fn send(&self, request: String) -> String {
        let mut stream = TcpStream::connect(self.server.address()).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        // A reset is as good an end as a close.
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8(answer).unwrap()
    }

    async fn soap(&self, operation: &str) -> String {
        self.send(post(
            operation,
            &format!("<{operation} xmlns=\"{NS}\"><Password>tiger</Password></{operation}>"),
        ))
        .await
    }
}

fn post(operation: &str, body: &str) -> String {
    post_raw(
        &format!("Content-Type: text/xml; charset=utf-8\r\nSOAPAction: \"{NS}/{operation}\"\r\n"),
        &super::envelope(body),
    )
}

fn post_raw(headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "POST /Counter.asmx HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
    )
}
