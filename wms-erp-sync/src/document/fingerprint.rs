use serde::{Deserialize, Serialize};

/// What a source record looked like when it was last transferred, and by which mapping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fingerprint {
    /// Hash of the source record.
    pub(crate) source: String,
    /// The mapping's version and a hash of its settings.
    pub(crate) mapping: String,
}

impl Fingerprint {
    /// Of nothing that was written: like no other.
    pub(crate) fn none() -> Self {
        Self { source: String::new(), mapping: String::new() }
    }

    pub(crate) fn of(source_xml: &str, mapping: &MappingMark) -> Self {
        Self { source: hash(source_xml), mapping: mapping.now.clone() }
    }

    /// The fingerprint as one text.
    pub(crate) fn text(&self) -> String {
        format!("{}/{}", self.source, self.mapping)
    }
}

/// Changes whenever the mapping or its settings do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MappingMark {
    now: String,
    /// What an earlier version of this program wrote for the same mapping with the same settings.
    earlier: Option<String>,
}

impl MappingMark {
    pub(crate) fn new(now: String, earlier: Option<String>) -> Self {
        Self { now, earlier }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.now
    }

    /// Replaces what an earlier version wrote for this very mapping. Tells whether it did.
    pub(crate) fn renew(&self, fingerprint: &mut Fingerprint) -> bool {
        let is_earlier = self.earlier.as_ref() == Some(&fingerprint.mapping);
        if is_earlier {
            fingerprint.mapping.clone_from(&self.now);
        }
        is_earlier
    }

    /// Whether this text of a fingerprint stands for these records with this mapping, as this or an earlier version wrote
    /// it.
    pub(crate) fn is_text_of(&self, text: &str, fingerprint: &Fingerprint) -> bool {
        let earlier =
            self.earlier.as_ref().is_some_and(|mapping| text == format!("{}/{mapping}", fingerprint.source));
        earlier || text == fingerprint.text()
    }
}

/// The first 128 bits of BLAKE3, in hexadecimal digits.
pub(crate) fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..32].to_owned()
}
