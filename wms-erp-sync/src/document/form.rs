//! How a document is written: its JSON, with its version in front.
//!
//! What is a JSON object has the version among its fields, `{"v":1,"number":"K-500",…}`; anything else is put into one,
//! `{"v":1,"is":"5"}`. Version 0.1.0 wrote neither.

use serde::Deserialize;
use serde_json::Value;

use super::Document;
use crate::store::StoreError;

const HEAD: &str = "{\"v\":";
const IS: &str = ",\"is\":";

#[derive(Deserialize)]
struct Envelope<D> {
    is: D,
}

/// The text of a document. Nothing that is remembered has what JSON cannot hold.
pub(super) fn write<D: Document>(document: &D) -> Result<String, serde_json::Error> {
    let mut text = Vec::with_capacity(128);
    text.extend_from_slice(HEAD.as_bytes());
    serde_json::to_writer(&mut text, &D::VERSION)?;
    let at = text.len();
    serde_json::to_writer(&mut text, document)?;
    match &text[at..] {
        b"{}" => drop(text.remove(at)),
        [b'{', ..] => text[at] = b',',
        _ => {
            text.splice(at..at, IS.bytes());
            text.push(b'}');
        }
    }
    String::from_utf8(text).map_err(serde::ser::Error::custom)
}

/// Reads a document of this version or an earlier one.
///
/// # Errors
/// [`StoreError::Corrupt`]; [`StoreError::NewerDocument`].
pub(super) fn read<D: Document>(key: &str, text: &str) -> Result<D, StoreError> {
    match head(text) {
        Some((version, rest)) if version == u64::from(D::VERSION) => match rest.starts_with(IS) {
            true => serde_json::from_str::<Envelope<D>>(text).map(|envelope| envelope.is),
            false => serde_json::from_str(text),
        }
        .map_err(|error| damaged::<D>(key, error.to_string())),
        _ => read_other(key, text),
    }
}

/// What a mark says, whatever is in it; any other document as it can be read.
pub(super) fn read_or_mark<D: Document>(key: &str, text: &str) -> Result<D, StoreError> {
    match read(key, text) {
        Err(error) if D::IS_MARK => serde_json::from_str("{}").map_err(|_| error),
        found => found,
    }
}

/// What version 0.1.0 kept as XML.
pub(super) fn unversioned_xml(text: &str) -> Option<Value> {
    text.starts_with('<').then(|| Value::String(text.to_owned()))
}

/// Reads a document of an earlier version, or one whose version does not stand first.
fn read_other<D: Document>(key: &str, text: &str) -> Result<D, StoreError> {
    let (version, content) = open::<D>(text).map_err(|detail| damaged::<D>(key, detail))?;
    let known = D::VERSION;
    if version > u64::from(known) {
        return Err(StoreError::NewerDocument { place: place::<D>(key), found: version, known });
    }
    let content = match u32::try_from(version) {
        Ok(from) if from < known => D::migrate(from, content),
        _ => Ok(content),
    };
    let document =
        content.and_then(|content| serde_json::from_value(content).map_err(|error| error.to_string()));
    document.map_err(|detail| damaged::<D>(key, detail))
}

/// The version and the content. A mark of version 0.1.0 is `null`.
fn open<D: Document>(text: &str) -> Result<(u64, Value), String> {
    let content = match serde_json::from_str(text) {
        Ok(content) => content,
        Err(error) => D::unversioned(text).ok_or_else(|| error.to_string())?,
    };
    let Value::Object(mut fields) = content else {
        let content =
            if D::IS_MARK && content.is_null() { Value::Object(serde_json::Map::new()) } else { content };
        return Ok((0, content));
    };
    let Some(version) = fields.remove("v") else { return Ok((0, Value::Object(fields))) };
    let version = version.as_u64().ok_or_else(|| format!("its version is {version}"))?;
    Ok((version, fields.remove("is").unwrap_or(Value::Object(fields))))
}

/// The version that stands first, and what is behind it.
fn head(text: &str) -> Option<(u64, &str)> {
    let rest = text.strip_prefix(HEAD)?;
    let end = rest.find(|char: char| !char.is_ascii_digit())?;
    Some((rest[..end].parse().ok()?, &rest[end..]))
}

fn place<D: Document>(key: &str) -> String {
    format!("{}/{key}", D::TABLE)
}

fn damaged<D: Document>(key: &str, detail: String) -> StoreError {
    StoreError::Corrupt { place: place::<D>(key), detail }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;
    use crate::store::Table;

    /// A kind in its third version: the first had no unit, the second a whole number.
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Weight {
        grams: String,
        unit: String,
    }

    impl Document for Weight {
        const TABLE: Table = Table::Stock;
        const VERSION: u32 = 2;
        type Key = String;

        fn migrate(from: u32, content: Value) -> Result<Value, String> {
            let grams = match from {
                0 => content,
                _ => content.get("grams").cloned().ok_or("no weight")?,
            };
            Ok(serde_json::json!({ "grams": grams.to_string(), "unit": "g" }))
        }
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(transparent)]
    struct Words(Vec<String>);

    impl Document for Words {
        const TABLE: Table = Table::Due;
        type Key = String;

        fn unversioned(text: &str) -> Option<Value> {
            text.strip_prefix('<').map(|text| vec![text.to_owned()].into())
        }
    }

    super::super::kind::marks! {
        /// A mark.
        Here: Due "here/" by String;
    }

    #[test]
    fn the_version_stands_among_the_fields_or_around_the_value() {
        let weight = Weight { grams: "5".into(), unit: "g".into() };
        let text = write(&weight).unwrap();
        assert_eq!(text, r#"{"v":2,"grams":"5","unit":"g"}"#);
        assert_eq!(read::<Weight>("a", &text).unwrap(), weight);
        let words = Words(vec!["is".into(), "\"}".into()]);
        let text = write(&words).unwrap();
        assert_eq!(text, r#"{"v":1,"is":["is","\"}"]}"#);
        assert_eq!(read::<Words>("a", &text).unwrap(), words);
        assert_eq!(write(&Here {}).unwrap(), r#"{"v":1}"#);
    }

    #[test]
    fn where_the_version_stands_does_not_matter_to_the_reader() {
        let weight = Weight { grams: "5".into(), unit: "g".into() };
        assert_eq!(read::<Weight>("a", r#"{ "unit": "g", "v": 2, "grams": "5" }"#).unwrap(), weight);
        assert_eq!(read::<Words>("a", r#"{"is": ["a"], "v": 1}"#).unwrap(), Words(vec!["a".into()]));
    }

    #[test]
    fn each_earlier_version_is_migrated() {
        let weight = Weight { grams: "5".into(), unit: "g".into() };
        for text in ["5", r#"{"v":1,"grams":5}"#] {
            assert_eq!(read::<Weight>("a", text).unwrap(), weight, "{text}");
        }
        assert_eq!(read::<Words>("a", r#"["a"]"#).unwrap(), Words(vec!["a".into()]));
        assert_eq!(read::<Words>("a", "<a").unwrap(), Words(vec!["a".into()]));
        assert_eq!(read::<Here>("a", "null").unwrap(), Here {});
        let error = read::<Weight>("a", r#"{"v":1}"#).unwrap_err().to_string();
        assert!(error.contains("stock/a") && error.contains("no weight"), "{error}");
    }

    #[test]
    fn a_newer_version_is_refused_and_what_is_none_is_damaged() {
        for text in [r#"{"v":3,"grams":"5","unit":"g"}"#, r#"{"new":1,"v":3}"#, r#"{"v":4294967299}"#] {
            let error = read::<Weight>("a", text).unwrap_err();
            assert!(
                matches!(&error, StoreError::NewerDocument { place, known: 2, .. } if place == "stock/a"),
                "{error}"
            );
            let said = error.to_string();
            assert!(said.contains("stock/a") && said.contains("version 2"), "{said}");
        }
        for text in
            ["", "{", r#"{"v":2"#, r#"{"v":"2"}"#, r#"{"v":-1}"#, r#"{"v":2}"#, r#"{"v":}"#, "{\"half\": a"]
        {
            let error = read::<Weight>("a", text).unwrap_err();
            assert!(
                matches!(&error, StoreError::Corrupt { place, .. } if place == "stock/a"),
                "{text}: {error}"
            );
        }
    }

    #[test]
    fn a_mark_says_all_by_being_there() {
        for text in ["", "null", "7", "{\"half\": a", r#"{"v":7}"#] {
            assert_eq!(read_or_mark::<Here>("here/a", text).unwrap(), Here {}, "{text}");
        }
        assert!(read_or_mark::<Words>("a", "{").is_err());
    }
}
