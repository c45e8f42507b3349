use serde::{Deserialize, Serialize};

/// What a source record looked like when it was last brought over, and by which mapping.
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

    pub(crate) fn of(source_xml: &str, mapping: &str) -> Self {
        Self { source: hash(source_xml), mapping: mapping.to_owned() }
    }
}

/// The first 128 bits of BLAKE3, in hexadecimal digits.
pub(crate) fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..32].to_owned()
}

/// An article that we brought to the WMS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ArticleRecord {
    /// Its number there.
    pub(crate) number: String,
    /// Its id there, where it was told.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) system_id: Option<i32>,
    /// Whether it is kept in stock.
    pub(crate) stock: bool,
    /// The company that supplies it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) supplier: Option<i32>,
    pub(crate) fingerprint: Fingerprint,
}
