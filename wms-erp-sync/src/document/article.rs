use serde::{Deserialize, Serialize};

use super::Fingerprint;

/// An article that we brought to the WMS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ArticleRecord {
    /// Its number there.
    pub(crate) number: String,
    /// Its id there, where it was told.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) system_id: Option<i32>,
    /// Whether a write was begun that gives it another number, and its outcome is not known.
    #[serde(skip_serializing_if = "super::is_false", default)]
    pub(crate) renumbering: bool,
    /// Whether it is kept in stock.
    pub(crate) stock: bool,
    /// The company that supplies it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) supplier: Option<i32>,
    pub(crate) fingerprint: Fingerprint,
}
