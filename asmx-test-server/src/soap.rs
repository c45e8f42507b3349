//! SOAP 1.1 on the server's side: opening a request's envelope, closing an answer's, and faults.

use super::node::Node;

const SOAP_11: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const SOAP_12: &str = "http://www.w3.org/2003/05/soap-envelope";

/// A SOAP 1.1 fault.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// `soap:Client`, `soap:Server` or `soap:VersionMismatch`.
    pub code: String,
    /// The fault's text.
    pub text: String,
}

impl Fault {
    /// A fault with any code, for what a service says in its own words.
    pub fn new(code: impl Into<String>, text: impl Into<String>) -> Self {
        Self { code: code.into(), text: text.into() }
    }

    /// The server's failure: an exception in the service, prefixed the way ASP.NET does.
    pub fn server(text: impl AsRef<str>) -> Self {
        let text = format!("Server was unable to process request. ---> {}", text.as_ref());
        Self { code: "soap:Server".into(), text }
    }

    /// The client's mistake.
    pub fn client(text: impl Into<String>) -> Self {
        Self { code: "soap:Client".into(), text: text.into() }
    }

    /// A request whose parameters cannot be read into the service's types.
    pub fn unreadable(text: impl AsRef<str>) -> Self {
        Self::client(format!("Server was unable to read request. ---> {}", text.as_ref()))
    }

    /// The fault in its envelope.
    pub fn to_envelope(&self) -> String {
        let fault = Node::new("soap:Fault").with_all([
            Node::leaf("faultcode", &*self.code),
            Node::leaf("faultstring", &*self.text),
            Node::new("detail"),
        ]);
        envelope(&fault.to_xml())
    }
}

/// Puts written body content into an envelope, which declares the prefixes `soap`, `xsi` and `xsd`.
pub fn envelope(body: &str) -> String {
    let mut out = String::with_capacity(body.len() + 320);
    out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"");
    out.push_str(SOAP_11);
    out.push_str(
        "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"><soap:Body>",
    );
    out.push_str(body);
    out.push_str("</soap:Body></soap:Envelope>");
    out
}

/// The operation's element of a request, for the action that its header names.
pub(super) fn open(text: &str, action: &str) -> Result<Node, Fault> {
    let root = Node::parse(text)
        .map_err(|error| Fault::unreadable(format!("There is an error in the XML: {error}")))?;
    match (root.namespace.as_deref(), &*root.name) {
        (Some(SOAP_11), "Envelope") => {}
        (Some(SOAP_12), "Envelope") => {
            let text = "Possible SOAP version mismatch: this service is called with SOAP 1.1 envelopes.";
            return Err(Fault { code: "soap:VersionMismatch".into(), text: text.into() });
        }
        _ => {
            return Err(Fault::unreadable(
                "Request format is invalid: Missing required soap:Envelope element.",
            ));
        }
    }
    let mut parts = root.children;
    let body = parts
        .iter_mut()
        .find(|part| part.name == "Body" && part.namespace.as_deref() == Some(SOAP_11))
        .ok_or_else(|| Fault::unreadable("Request format is invalid: Missing required soap:Body element."))?;
    if body.children.is_empty() {
        return Err(Fault::unreadable("The soap:Body element is empty."));
    }
    let element = body.children.swap_remove(0);
    let namespace = element.namespace.as_deref().unwrap_or_default();
    let expected = action.strip_suffix(&*element.name).and_then(|rest| rest.strip_suffix('/'));
    if expected.map(|rest| rest.trim_end_matches('/')) != Some(namespace.trim_end_matches('/')) {
        return Err(Fault::unreadable(format!(
            "<{} xmlns='{namespace}'> was not expected for the action {action}.",
            element.name
        )));
    }
    Ok(element)
}
