use quick_xml::events::BytesStart;

use crate::reader::too_large;
use crate::{DecodeError, DecodeErrorKind};

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The namespace declarations in force. Most tags declare nothing, so the common case costs one comparison.
#[derive(Debug, Clone, Default)]
pub(crate) struct Namespaces {
    declared: Vec<Declared>,
}

#[derive(Debug, Clone)]
struct Declared {
    depth: usize,
    prefix: Box<str>,
    uri: Box<str>,
}

impl Namespaces {
    /// Takes the declarations of one tag, and tells whether it is `xsi:nil`.
    pub(crate) fn declare(
        &mut self,
        tag: &BytesStart<'_>,
        depth: usize,
        most: usize,
    ) -> Result<bool, DecodeError> {
        let mut nil = None;
        for (count, attribute) in tag.attributes().with_checks(false).enumerate() {
            if count >= most {
                return Err(too_large("attributes", most));
            }
            let attribute = attribute.map_err(DecodeError::malformed)?;
            let key = attribute.key.into_inner();
            let prefix: &str = match key {
                "xmlns" => "",
                _ => match key.strip_prefix("xmlns:") {
                    Some(prefix) => prefix,
                    None => {
                        if key.ends_with(":nil") && matches!(attribute.value.trim_ascii(), "true" | "1") {
                            nil = Some(key[..key.len() - 4].to_owned());
                        }
                        continue;
                    }
                },
            };
            let uri = attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map_err(DecodeError::malformed)?;
            self.declared.push(Declared { depth, prefix: prefix.into(), uri: uri.as_ref().into() });
        }
        match nil {
            Some(prefix) => {
                let namespace = self.resolve(&prefix)?;
                Ok(self.is(namespace, XSI))
            }
            None => Ok(false),
        }
    }

    /// The declaration that `prefix` refers to; none for the empty prefix without a default namespace.
    #[inline]
    pub(crate) fn resolve(&self, prefix: &str) -> Result<Option<u16>, DecodeError> {
        let found = self.declared.iter().rposition(|declared| *declared.prefix == *prefix);
        match found {
            Some(index) => Ok(u16::try_from(index).ok()),
            None if prefix.is_empty() => Ok(None),
            None => Err(DecodeError::new(DecodeErrorKind::Malformed(format!(
                "the prefix {:?} is not declared",
                prefix.chars().take(32).collect::<String>()
            )))),
        }
    }

    #[inline]
    pub(crate) fn is(&self, namespace: Option<u16>, uri: &str) -> bool {
        namespace.and_then(|index| self.declared.get(usize::from(index))).is_some_and(|d| *d.uri == *uri)
    }

    pub(crate) fn len(&self) -> usize {
        self.declared.len()
    }

    pub(crate) fn truncate(&mut self, length: usize) {
        self.declared.truncate(length);
    }

    /// Forgets what the element at `depth` declared.
    #[inline]
    pub(crate) fn leave(&mut self, depth: usize) {
        while self.declared.last().is_some_and(|declared| declared.depth >= depth) {
            self.declared.pop();
        }
    }
}
