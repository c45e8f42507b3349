use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attributes;

use crate::limits::too_large;
use crate::{DecodeError, DecodeErrorKind};

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The namespace declarations in force. Most tags declare nothing and have no prefix, so that case costs nothing.
#[derive(Debug, Default)]
pub(crate) struct Namespaces {
    declared: Vec<Declared>,
    /// Where the default namespace in force was declared.
    default: Option<usize>,
}

#[derive(Debug)]
struct Declared {
    depth: usize,
    prefix: Box<str>,
    uri: Box<str>,
}

/// The namespace of an element: which declaration its prefix refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Namespace {
    None,
    Xml,
    Declared(usize),
}

impl Namespaces {
    /// Takes the declarations of one tag, and tells whether it is `xsi:nil`.
    pub(crate) fn declare(
        &mut self,
        attributes: Attributes<'_>,
        depth: usize,
        most: usize,
    ) -> Result<bool, DecodeError> {
        let mut nil = None;
        for (count, attribute) in attributes.enumerate() {
            if count >= most {
                return Err(too_large("attributes", most));
            }
            let attribute = attribute.map_err(DecodeError::malformed)?;
            let key = attribute.key.into_inner();
            let (prefix, local) = key.split_once(':').unwrap_or(("", key));
            let prefix = match (prefix, local) {
                ("", "xmlns") => "",
                ("xmlns", prefix) => prefix,
                (prefix, "nil") => {
                    if matches!(attribute.value.trim_ascii(), "true" | "1") {
                        nil = Some(prefix);
                    }
                    continue;
                }
                _ => continue,
            };
            let uri = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(DecodeError::malformed)?;
            self.declared.push(Declared { depth, prefix: prefix.into(), uri: uri.as_ref().into() });
            self.changed();
        }
        // The prefix of `nil` may be declared behind it, in the same tag.
        match nil {
            None | Some("") => Ok(false),
            Some(prefix) => self.resolve(prefix).map(|namespace| self.is(namespace, XSI)),
        }
    }

    /// The namespace of an element without a prefix.
    #[inline]
    pub(crate) fn unprefixed(&self) -> Namespace {
        self.default.map_or(Namespace::None, Namespace::Declared)
    }

    /// The namespace that `prefix` refers to.
    pub(crate) fn resolve(&self, prefix: &str) -> Result<Namespace, DecodeError> {
        if prefix == "xml" {
            return Ok(Namespace::Xml);
        }
        match self.declared.iter().rposition(|declared| *declared.prefix == *prefix) {
            Some(index) => Ok(Namespace::Declared(index)),
            None => {
                Err(DecodeError::new(DecodeErrorKind::UndeclaredPrefix(prefix.chars().take(32).collect())))
            }
        }
    }

    #[inline]
    pub(crate) fn is(&self, namespace: Namespace, uri: &str) -> bool {
        self.uri(namespace) == uri
    }

    /// The namespace's name; empty without one.
    #[inline]
    pub(crate) fn uri(&self, namespace: Namespace) -> &str {
        match namespace {
            Namespace::None => "",
            Namespace::Xml => XML,
            Namespace::Declared(index) => self.declared.get(index).map_or("", |declared| &declared.uri),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.declared.len()
    }

    pub(crate) fn truncate(&mut self, length: usize) {
        self.declared.truncate(length);
        self.changed();
    }

    /// Forgets what the element at `depth` declared.
    #[inline]
    pub(crate) fn leave(&mut self, depth: usize) {
        if self.declared.last().is_some_and(|declared| declared.depth >= depth) {
            let outside = self.declared.partition_point(|declared| declared.depth < depth);
            self.truncate(outside);
        }
    }

    fn changed(&mut self) {
        self.default = self.declared.iter().rposition(|declared| declared.prefix.is_empty());
    }
}
