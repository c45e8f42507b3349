//! What differs between two mapped values, field by field, for plans and reports.

use std::collections::BTreeMap;
use std::fmt;

use asmx_soap::{Element, EncodeError, to_xml};

/// A field that two values do not agree on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct FieldDiff {
    /// The field, in the vendor's words: `Customer/City`. Lines carry their code:
    /// `CustomerOrderLines/CustomerOrderLine[17]/NumberOfItems`.
    pub field: String,
    /// What the old value holds; `None` if it leaves the field out.
    pub old: Option<String>,
    /// What the new value holds; `None` if it leaves the field out.
    pub new: Option<String>,
}

impl fmt::Display for FieldDiff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, old, new } = self;
        match (old, new) {
            (Some(old), Some(new)) => write!(f, "{field}: {old:?} → {new:?}"),
            (None, Some(new)) => write!(f, "{field}: → {new:?}"),
            (Some(old), None) => write!(f, "{field}: {old:?} →"),
            (None, None) => f.write_str(field),
        }
    }
}

/// The fields in which two values differ, in contract order; what was added comes last.
///
/// It compares what would be written, so it works for every type of either vendor. The values may be personal data.
///
/// # Errors
/// If a text holds a character that XML cannot carry. What this crate maps never does.
pub fn diff<E: Element>(old: &E, new: &E) -> Result<Vec<FieldDiff>, EncodeError> {
    let (old, new) = (fields(old)?, fields(new)?);
    let was: BTreeMap<&str, &str> = old.iter().map(|(field, text)| (field.as_str(), text.as_str())).collect();
    let is: BTreeMap<&str, &str> = new.iter().map(|(field, text)| (field.as_str(), text.as_str())).collect();
    let gone_or_changed = old.iter().filter(|(field, text)| is.get(field.as_str()) != Some(&text.as_str()));
    let added = new.iter().filter(|(field, _)| !was.contains_key(field.as_str()));
    let differing = gone_or_changed.chain(added).map(|(field, _)| FieldDiff {
        field: field.clone(),
        old: was.get(field.as_str()).map(ToString::to_string),
        new: is.get(field.as_str()).map(ToString::to_string),
    });
    Ok(differing.collect())
}

/// The fields that would be written for a value, each with its text, in contract order.
///
/// # Errors
/// If a text holds a character that XML cannot carry. What this crate maps never does.
pub fn fields<E: Element>(value: &E) -> Result<Vec<(String, String)>, EncodeError> {
    let xml = to_xml(value)?;
    let root = parse(&mut xml.as_str());
    let mut fields = Vec::new();
    if let Some(root) = root {
        flatten(&root, String::new(), &mut fields);
    }
    Ok(fields)
}

/// What a repeated element is known by, so that a line that moved is still the same line.
const KEYS: &[&str] = &["ExternalOrderLineCode", "RowId", "LanguageCode"];

/// An element as the writer of `asmx-soap` writes it: a name, then text or children.
struct Node<'a> {
    name: &'a str,
    text: &'a str,
    children: Vec<Self>,
}

fn flatten(node: &Node<'_>, path: String, fields: &mut Vec<(String, String)>) {
    if node.children.is_empty() {
        fields.push((path, unescape(node.text)));
        return;
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for child in &node.children {
        let repeated = node.children.iter().filter(|other| other.name == child.name).count() > 1;
        let key = KEYS
            .iter()
            .find_map(|key| child.children.iter().find(|grandchild| grandchild.name == *key))
            .map(|key| unescape(key.text));
        let mut step = match key {
            Some(key) => format!("{}[{key}]", child.name),
            None => child.name.to_owned(),
        };
        let times = seen.entry(step.clone()).and_modify(|times| *times += 1).or_insert(1);
        if *times > 1 || (repeated && !step.ends_with(']')) {
            step = format!("{step}#{times}");
        }
        let path = if path.is_empty() { step } else { format!("{path}/{step}") };
        flatten(child, path, fields);
    }
}

/// Reads one element off the front. Only ever given what our own writer wrote; it stops where that is not so.
fn parse<'a>(xml: &mut &'a str) -> Option<Node<'a>> {
    let rest = xml.strip_prefix('<')?;
    let (tag, after) = rest.split_once('>')?;
    let name = tag.split(' ').next()?;
    *xml = after;
    let mut node = Node { name, text: "", children: Vec::new() };
    loop {
        if let Some(closing) = xml.strip_prefix("</") {
            *xml = closing.split_once('>')?.1;
            return Some(node);
        }
        if xml.starts_with('<') {
            node.children.push(parse(xml)?);
        } else {
            let end = xml.find('<')?;
            (node.text, *xml) = xml.split_at(end);
        }
    }
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#xD;", "\r")
        .replace("&amp;", "&")
}
