//! What a kind of document is.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{DocumentKey, Range};
use crate::store::Table;

/// One kind of document: where documents of this kind are kept, by which keys, and in which version.
///
/// Fields may be added with a default without a new version. Whatever an earlier version of this program would read wrongly
/// takes a new [`VERSION`](Self::VERSION), and [`migrate`](Self::migrate) reads the ones before it. No kind has a field
/// named `v`, where the version is kept, or `is`, where the content is kept of what is no object.
pub(crate) trait Document: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The table.
    const TABLE: Table;
    /// What all keys of this kind begin with, where a table holds several kinds.
    const PREFIX: &'static str = "";
    /// The version that this program writes. Version 0.1.0 wrote none, which counts as 0.
    const VERSION: u32 = 1;
    /// Whether all that it says is said by its being there: then nothing in it can be damaged. A mark has no second version:
    /// what is to say more is another kind.
    const IS_MARK: bool = false;
    /// What it is kept by.
    type Key: DocumentKey;

    /// The content of an earlier version as content of this one.
    ///
    /// # Errors
    /// What is wrong with it.
    fn migrate(_from: u32, content: Value) -> Result<Value, String> {
        Ok(content)
    }

    /// The content of a document that version 0.1.0 wrote, where that is no JSON.
    fn unversioned(_text: &str) -> Option<Value> {
        None
    }

    /// Whether it is a fact about the tenant itself.
    fn is_of_tenant() -> bool {
        Self::TABLE == Table::Tenant
    }

    /// All documents of this kind.
    fn all() -> Range<Self> {
        Range::within("")
    }
}

/// Declares kinds that say all by being there.
macro_rules! marks {
    ($($(#[doc = $doc:literal])+ $name:ident: $table:ident $prefix:literal by $key:ty;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
        pub(crate) struct $name {}

        impl $crate::document::Document for $name {
            const TABLE: $crate::store::Table = $crate::store::Table::$table;
            const PREFIX: &'static str = $prefix;
            const IS_MARK: bool = true;
            type Key = $key;
        }
    )+};
}
pub(super) use marks;
