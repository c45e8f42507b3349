//! Settings in a form that stays the same as long as they mean the same.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::Serialize;
use serde_json::Value;

/// Settings by their paths (`contact.phones`), each value as JSON with sorted keys. What is as in `default` is left out, so
/// that a setting which a later version adds changes nothing until it is used. Lists keep their order: there it counts.
pub(crate) fn canonical<T: Serialize + Debug>(settings: &T, default: &T) -> BTreeMap<String, String> {
    let mut paths = BTreeMap::new();
    match (serde_json::to_value(settings), serde_json::to_value(default)) {
        (Ok(settings), Ok(default)) => collect(&mut paths, "", &settings, &default),
        // No setting is of a kind that cannot be written. Were there one, no change of it may be missed.
        _ => drop(paths.insert(String::new(), format!("{settings:?}"))),
    }
    paths
}

/// The same as one text.
pub(crate) fn canonical_text(paths: &BTreeMap<String, String>) -> String {
    let lines: Vec<String> = paths.iter().map(|(path, value)| format!("{path}={value}")).collect();
    lines.join("\n")
}

fn collect(paths: &mut BTreeMap<String, String>, path: &str, value: &Value, default: &Value) {
    match (value, default) {
        _ if value == default => {}
        (Value::Object(fields), Value::Object(defaults)) => {
            for (name, value) in fields {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                collect(paths, &path, value, defaults.get(name).unwrap_or(&Value::Null));
            }
        }
        _ => drop(paths.insert(path.to_owned(), sorted(value).to_string())),
    }
}

/// The same value with its keys in order, whatever features another crate has switched on in `serde_json`.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields: BTreeMap<&String, Value> =
                fields.iter().map(|(name, value)| (name, sorted(value))).collect();
            fields.into_iter().map(|(name, value)| (name.clone(), value)).collect()
        }
        Value::Array(items) => items.iter().map(sorted).collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[derive(Debug, Clone, Default, Serialize)]
    struct Settings {
        name: String,
        inner: Inner,
        table: HashMap<String, u32>,
    }

    #[derive(Debug, Clone, Default, Serialize)]
    struct Inner {
        list: Vec<&'static str>,
        limit: Option<u32>,
    }

    /// The same a version later, in another order.
    #[derive(Debug, Clone, Default, Serialize)]
    struct Later {
        inner: LaterInner,
        table: HashMap<String, u32>,
        new: bool,
        name: String,
    }

    #[derive(Debug, Clone, Serialize)]
    struct LaterInner {
        new: Vec<&'static str>,
        limit: Option<u32>,
        list: Vec<&'static str>,
    }

    impl Default for LaterInner {
        fn default() -> Self {
            Self { new: vec!["first"], limit: None, list: Vec::new() }
        }
    }

    fn form<T: Serialize + Debug + Default>(settings: &T) -> BTreeMap<String, String> {
        canonical(settings, &T::default())
    }

    #[test]
    fn a_setting_more_with_its_default_changes_nothing_and_a_value_does() {
        let table: HashMap<String, u32> = (0..50).map(|n| (format!("key {n}"), n)).collect();
        let mut settings = Settings { name: "a".to_owned(), table: table.clone(), ..Settings::default() };
        settings.inner.list = vec!["b", "a"];
        let mut later = Later { name: "a".to_owned(), table, ..Later::default() };
        later.inner.list = vec!["b", "a"];
        assert_eq!(form(&settings), form(&later), "fields and keys in any order, defaults left out");

        let before = form(&later);
        later.inner.new = vec!["second"];
        assert_eq!(form(&later).len(), before.len() + 1);
        later.inner.new = LaterInner::default().new;
        later.inner.list.reverse();
        assert_ne!(form(&later), before, "the order of a list counts");
        assert!(form(&Settings::default()).is_empty() && form(&Later::default()).is_empty());
    }
}
