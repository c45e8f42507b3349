//! Documents of a host's own processes. They share one table, in which each process has its own part, and each kind its own.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Document, DocumentKey, Range};
use crate::process_id::Process;
use crate::store::Table;

/// One kind of document that a host's own process remembers.
///
/// Fields may be added with a default without a new version. Whatever an earlier version of the process would be read wrongly by
/// takes a new [`VERSION`](Self::VERSION), and [`migrate`](Self::migrate) reads the ones before it. No kind has a field named `v`,
/// where the version is kept, or `is`, where the content is kept of what is no object.
///
/// ```
/// use serde::{Deserialize, Serialize};
/// use wms_erp_sync::ProcessDocument;
///
/// #[derive(Serialize, Deserialize)]
/// struct Reported {
///     line: u64,
/// }
///
/// impl ProcessDocument for Reported {
///     const KIND: &'static str = "reported";
/// }
/// ```
pub trait ProcessDocument: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The name of the kind, a part of its keys in the store: lowercase letters, digits, `-` and `_`. It must not change. Another
    /// name does not compile where the kind is used.
    const KIND: &'static str;

    /// The version that this program writes, from 1 on.
    const VERSION: u32 = 1;

    /// The content of an earlier version, in JSON, as content of this one.
    ///
    /// # Errors
    /// What is wrong with it: the document counts as damaged then.
    fn migrate(from: u32, json: String) -> Result<String, String> {
        let _ = from;
        Ok(json)
    }
}

/// Whether a name can be a part of a key.
const fn is_kind(name: &str) -> bool {
    let (mut at, bytes) = (0, name.as_bytes());
    while at < bytes.len() {
        if !matches!(bytes[at], b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_') {
            return false;
        }
        at += 1;
    }
    at > 0
}

/// A document of a host's own process.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent, bound = "D: ProcessDocument")]
pub(crate) struct Own<D>(pub(crate) D);

impl<D: ProcessDocument> Document for Own<D> {
    const TABLE: Table = Table::Own;
    const VERSION: u32 = D::VERSION;
    type Key = OwnKey;

    fn migrate(from: u32, content: Value) -> Result<Value, String> {
        let json = D::migrate(from, content.to_string())?;
        serde_json::from_str(&json).map_err(|error| error.to_string())
    }
}

impl<D: ProcessDocument> Own<D> {
    /// The key of a document of this kind.
    pub(crate) fn key(process: Process, key: &str) -> OwnKey {
        const {
            assert!(is_kind(D::KIND), "the name of a kind contains only lowercase letters, digits, - and _");
        };
        OwnKey { process, kind: D::KIND.to_owned(), key: key.to_owned() }
    }

    /// The documents of this kind whose keys begin so.
    pub(crate) fn beginning(process: Process, key: &str) -> Range<Self> {
        Range::within(&Self::key(process, key).text())
    }
}

/// Which document of which process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnKey {
    process: Process,
    kind: String,
    /// As the process chose it.
    pub(crate) key: String,
}

impl DocumentKey for OwnKey {
    fn write(&self, text: &mut String) {
        self.process.write(text);
        for part in [&self.kind, &self.key] {
            text.push('/');
            text.push_str(part);
        }
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '/');
        let process = Process::read(parts.next()?)?;
        let (kind, key) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        is_kind(&kind).then_some(Self { process, kind, key })
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::sync::Arc;

    use futures::TryStreamExt;
    use serde_json::json;

    use super::*;
    use crate::document::Documents;
    use crate::store::{Batch, MemoryStore, Store, StoreError};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Count {
        number: u32,
    }

    impl ProcessDocument for Count {
        const KIND: &'static str = "count";
        const VERSION: u32 = 2;

        fn migrate(_from: u32, json: String) -> Result<String, String> {
            let content: Value = serde_json::from_str(&json).map_err(|error| error.to_string())?;
            Ok(json!({ "number": content.get("text").and_then(Value::as_str).ok_or("no text")?.len() })
                .to_string())
        }
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Line(String);

    impl ProcessDocument for Line {
        const KIND: &'static str = "line";
    }

    fn process(name: &str) -> Process {
        Process::custom(name).unwrap()
    }

    #[test]
    fn a_kind_has_no_name_that_could_be_taken_for_another_ones_key() {
        for (name, expected) in [
            ("a", true),
            ("a-1_b", true),
            ("", false),
            ("a/b", false),
            ("A", false),
            ("é", false),
            ("a b", false),
        ] {
            assert_eq!(is_kind(name), expected, "{name}");
        }
    }

    #[tokio::test]
    async fn each_process_and_each_kind_has_a_part_of_the_table_to_itself() {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let (one, two) = (process("a"), process("a-b"));
        let mut batch = Batch::new();
        for (process, number) in [(one, 1), (two, 2)] {
            batch.set(&Own::<Count>::key(process, "x/1"), &Own(Count { number }));
            batch.set(&Own::<Line>::key(process, "x/1"), &Own(Line(process.to_string())));
        }
        store.commit("acme", &[], batch).await.unwrap();
        let text = store.get("acme", Table::Own, &["a/count/x/1", "a/line/x/1"]).await.unwrap();
        let expected = [r#"{"v":2,"number":1}"#, r#"{"v":1,"is":"a"}"#].map(|text| Some(text.to_owned()));
        assert_eq!(text, expected);

        let documents = Documents::new(&store, "acme");
        for (process, number) in [(one, 1), (two, 2)] {
            for beginning in ["", "x/", "x/1"] {
                let mut all = pin!(documents.stream(Own::<Count>::beginning(process, beginning)));
                let (key, found) = all.try_next().await.unwrap().unwrap();
                assert_eq!((key.key.as_str(), found.unwrap().0), ("x/1", Count { number }));
                assert!(all.try_next().await.unwrap().is_none(), "{process} {beginning}");
            }
            assert_eq!(documents.count(&Own::<Count>::beginning(process, "y")).await.unwrap(), 0);
        }
    }

    #[tokio::test]
    async fn earlier_versions_are_migrated_and_later_ones_refused() {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let mut batch = Batch::new();
        batch.put(Table::Own, "a/count/1", r#"{"v":1,"text":"four"}"#);
        batch.put(Table::Own, "a/count/2", r#"{"v":1}"#).put(Table::Own, "a/count/3", r#"{"v":3}"#);
        store.commit("acme", &[], batch).await.unwrap();
        let keys = ["1", "2", "3"].map(|key| Own::<Count>::key(process("a"), key));
        let found = Documents::new(&store, "acme").get::<Own<Count>>(&keys).await.unwrap();
        assert!(matches!(
            &found[..],
            [
                Some(Ok(Own(Count { number: 4 }))),
                Some(Err(StoreError::Corrupt { .. })),
                Some(Err(StoreError::NewerDocument { found: 3, known: 2, .. }))
            ]
        ));
    }
}
