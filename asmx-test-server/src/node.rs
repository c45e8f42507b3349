//! A small XML document: what a request is read into and what an answer is written from.

use std::{borrow::Cow, sync::Arc};

use quick_xml::{
    NsReader, XmlVersion,
    events::{BytesStart, Event},
    name::ResolveResult,
};

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// Deeper than any message of a vendor; keeps a hostile request from exhausting the stack.
const MAX_DEPTH: usize = 128;

/// One element with its text or children.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Node {
    /// Local name.
    pub name: Cow<'static, str>,
    /// Namespace: always known after parsing (`Some("")` is "none"); `None` writes the element into its parent's.
    pub namespace: Option<Arc<str>>,
    /// Whether `xsi:nil="true"` is set.
    pub nil: bool,
    /// Text content, unescaped. White space between children is not kept.
    pub text: String,
    /// Children in document order.
    pub children: Vec<Self>,
    /// Attributes without a prefix, in document order. Read only: answers have none.
    pub attributes: Vec<(String, String)>,
}

/// Why a text is not the XML that a service accepts.
#[derive(Debug, thiserror::Error)]
#[error("{problem} at byte {position}")]
#[non_exhaustive]
pub struct NodeError {
    /// What is wrong.
    pub problem: String,
    /// Where, in bytes from the start.
    pub position: u64,
}

impl Node {
    /// An empty element in the namespace of its later parent.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// An element with text.
    pub fn leaf(name: impl Into<Cow<'static, str>>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), ..Self::default() }
    }

    /// An element that is `xsi:nil`.
    pub fn nil(name: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), nil: true, ..Self::default() }
    }

    /// Puts the element, and what it contains, into a namespace.
    pub fn in_namespace(mut self, namespace: impl Into<Arc<str>>) -> Self {
        self.namespace = Some(namespace.into());
        self
    }

    /// Sets the text.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// Appends a child.
    pub fn with(mut self, child: Self) -> Self {
        self.children.push(child);
        self
    }

    /// Appends children.
    pub fn with_all(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }

    /// The first child of that name. A child of another namespace than the element's own does not count.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name && self.is_home_of(child))
    }

    /// All children of that name, as [`Node::child`] sees them.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name && self.is_home_of(child))
    }

    /// The text of the first child of that name, unless it is missing or nil.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).filter(|child| !child.nil).map(|child| child.text.as_str())
    }

    /// The node that is reached by child names, for example `["searchParams", "OrderIds"]`.
    pub fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |node, name| node.child(name))
    }

    /// The value of an attribute without a prefix.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether the child is in the element's own namespace.
    pub fn is_home_of(&self, child: &Self) -> bool {
        match (&self.namespace, &child.namespace) {
            (Some(own), Some(other)) => own == other,
            _ => true,
        }
    }

    /// Reads a document. Namespaces are resolved; entities other than the five of XML, and DTDs, are refused.
    ///
    /// # Errors
    /// If the text is not one well-formed element.
    pub fn parse(xml: &str) -> Result<Self, NodeError> {
        Parser { reader: NsReader::from_str(xml), open: Vec::new(), seen: Arc::from("") }.document()
    }

    /// The element as text. Its namespace becomes a default namespace declaration, which the children inherit;
    /// the prefix `xsi` of nil elements is left to the envelope to declare.
    pub fn to_xml(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, "");
        out
    }

    /// Appends the element to a text in which `inherited` is the default namespace.
    pub fn write(&self, out: &mut String, inherited: &str) {
        let namespace = self.namespace.as_deref().unwrap_or(inherited);
        out.push('<');
        out.push_str(&self.name);
        if namespace != inherited {
            out.push_str(" xmlns=\"");
            escape(namespace, out);
            out.push('"');
        }
        if self.nil {
            out.push_str(" xsi:nil=\"true\"");
        }
        if self.text.is_empty() && self.children.is_empty() {
            out.push_str(" />");
            return;
        }
        out.push('>');
        escape(&self.text, out);
        for child in &self.children {
            child.write(out, namespace);
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }
}

/// Characters that XML 1.0 forbids become character references, as .NET's `XmlTextWriter` writes them: such an
/// answer is not well-formed, and clients do meet it.
fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(character),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                out.push_str(&format!("&#x{:X};", u32::from(character)));
            }
            _ => out.push(character),
        }
    }
}

struct Parser<'a> {
    reader: NsReader<&'a [u8]>,
    open: Vec<Node>,
    /// The namespace seen last, shared between the nodes that are in it.
    seen: Arc<str>,
}

impl Parser<'_> {
    fn document(mut self) -> Result<Node, NodeError> {
        let mut root = None;
        loop {
            let event = self.reader.read_event().map_err(|error| self.wrong(error.to_string()))?.into_owned();
            match event {
                Event::Start(start) => {
                    let node = self.element(&start)?;
                    if root.is_some() {
                        return Err(self.wrong("a second root element"));
                    }
                    if self.open.len() == MAX_DEPTH {
                        return Err(self.wrong("elements nested too deep"));
                    }
                    self.open.push(node);
                }
                Event::Empty(start) => {
                    let node = self.element(&start)?;
                    self.close(node, &mut root)?;
                }
                Event::End(_) => {
                    let mut node =
                        self.open.pop().ok_or_else(|| self.wrong("an end tag without its start"))?;
                    if !node.children.is_empty() && node.text.trim().is_empty() {
                        node.text.clear();
                    }
                    self.close(node, &mut root)?;
                }
                Event::Text(text) => self.text(&text.xml10_content())?,
                Event::CData(text) => self.text(&text.xml10_content())?,
                Event::GeneralRef(reference) => {
                    let resolved = if reference.is_char_ref() {
                        reference.resolve_char_ref().ok().flatten().map(String::from)
                    } else {
                        let name = reference.xml10_content();
                        quick_xml::escape::resolve_predefined_entity(&name).map(String::from)
                    };
                    let text = resolved.ok_or_else(|| self.wrong("an entity that is not declared"))?;
                    self.text(&text)?;
                }
                Event::DocType(_) => return Err(self.wrong("a DTD, which is prohibited")),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
                Event::Eof if self.open.is_empty() => {
                    return root.ok_or_else(|| self.wrong("no root element"));
                }
                Event::Eof => return Err(self.wrong("unexpected end of file")),
            }
        }
    }

    fn element(&mut self, start: &BytesStart<'_>) -> Result<Node, NodeError> {
        let (resolved, local) = self.reader.resolver().resolve_element(start.name());
        let namespace = match resolved {
            ResolveResult::Bound(namespace) => namespace.0,
            ResolveResult::Unbound => "",
            ResolveResult::Unknown(prefix) => {
                return Err(self.wrong(format!("the undeclared prefix '{prefix}'")));
            }
        };
        let namespace = if *self.seen == *namespace { Arc::clone(&self.seen) } else { Arc::from(namespace) };
        let name = Cow::Owned(local.as_ref().to_owned());
        self.seen = Arc::clone(&namespace);
        let mut nil = false;
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.wrong(error.to_string()))?;
            let (resolved, local) = self.reader.resolver().resolve_attribute(attribute.key);
            let is_nil =
                local.as_ref() == "nil" && matches!(resolved, ResolveResult::Bound(ns) if ns.0 == XSI);
            let is_plain = matches!(resolved, ResolveResult::Unbound) && local.as_ref() != "xmlns";
            if is_nil || is_plain {
                let value = attribute
                    .normalized_value(XmlVersion::Explicit1_0)
                    .map_err(|error| self.wrong(error.to_string()))?;
                if is_nil {
                    nil = matches!(value.trim(), "true" | "1");
                } else {
                    attributes.push((local.as_ref().to_owned(), value.into_owned()));
                }
            }
        }
        Ok(Node { name, namespace: Some(namespace), nil, attributes, ..Node::default() })
    }

    fn close(&mut self, node: Node, root: &mut Option<Node>) -> Result<(), NodeError> {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(node),
            None if root.is_some() => return Err(self.wrong("a second root element")),
            None => *root = Some(node),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), NodeError> {
        match self.open.last_mut() {
            Some(node) => node.text.push_str(text),
            // A byte order mark is not text.
            None if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() => {}
            None => return Err(self.wrong("text outside of the root element")),
        }
        Ok(())
    }

    fn wrong(&self, problem: impl Into<String>) -> NodeError {
        NodeError { problem: problem.into(), position: self.reader.buffer_position() }
    }
}
