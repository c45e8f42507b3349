use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attributes;

use crate::namespaces::Namespace;

/// The start tag of an element whose content has not been read yet.
pub struct Tag<'a> {
    /// All between `<` and `>`, or `/>`.
    pub(crate) whole: &'a [u8],
    /// How long the name with its prefix is.
    pub(crate) qualified: usize,
    pub(crate) local: &'a [u8],
    pub(crate) namespace: Namespace,
    pub(crate) nil: bool,
    pub(crate) empty: bool,
}

impl<'a> Tag<'a> {
    /// Whether the local name is `name`.
    #[inline]
    pub fn is(&self, name: &str) -> bool {
        self.local == name.as_bytes()
    }

    /// The local name.
    pub fn name(&self) -> &'a str {
        std::str::from_utf8(self.local).unwrap_or_default()
    }

    /// Whether the element says `xsi:nil="true"`.
    #[inline]
    pub fn is_nil(&self) -> bool {
        self.nil
    }

    /// The value of the attribute `name` that has no prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.attributes()
            .flatten()
            .filter(|attribute| attribute.key.into_inner() == name)
            .find_map(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok())
            .map(Cow::into_owned)
    }

    /// The name with its prefix, as it must stand in the end tag.
    pub(crate) fn qualified(&self) -> &'a [u8] {
        &self.whole[..self.qualified]
    }

    /// Repeated attributes are not looked for: that takes time by the square of their number.
    pub(crate) fn attributes(&self) -> Attributes<'a> {
        let mut attributes =
            Attributes::new(std::str::from_utf8(self.whole).unwrap_or_default(), self.qualified);
        attributes.with_checks(false);
        attributes
    }
}

impl std::fmt::Debug for Tag<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tag").field("name", &self.name()).field("nil", &self.nil).finish_non_exhaustive()
    }
}
