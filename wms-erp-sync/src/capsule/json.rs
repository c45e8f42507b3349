//! JSON with its texts replaced, and not a sign changed besides.

use super::harmless;
use super::pseudonym::Pseudonyms;
use super::treatment::{MASK, Treatment};

/// The document with secrets masked, and with pseudonyms where they are given. It need not be well-formed.
pub(super) fn rewrite(json: &str, pseudonyms: Option<&Pseudonyms>) -> String {
    rewrite_by(json, pseudonyms, harmless::field)
}

/// The same, where something else says what is to become of a field.
pub(super) fn rewrite_by(
    json: &str,
    pseudonyms: Option<&Pseudonyms>,
    field: impl Fn(&str, &str, &str) -> Treatment,
) -> String {
    let mut out = String::with_capacity(json.len());
    // The names that lead to the value; in a list, its name goes on.
    let mut path: Vec<String> = Vec::new();
    let mut name = String::new();
    let mut rest = json;
    while let Some(at) = rest.find(['"', '{', '[', '}', ']']) {
        out.push_str(&between(&rest[..at], &path, &name, pseudonyms, &field));
        let sign = rest.as_bytes()[at];
        rest = &rest[at..];
        match sign {
            b'"' => {
                let (literal, behind) = literal(rest);
                match behind.trim_start().starts_with(':') {
                    true => {
                        name = literal.trim_matches('"').to_owned();
                        out.push_str(literal);
                    }
                    false => {
                        let parent = path.last().map_or("", String::as_str);
                        out.push_str(&text(literal, |value| field(parent, &name, value), pseudonyms));
                    }
                }
                rest = behind;
                continue;
            }
            b'{' => path.push(name.clone()),
            b'}' => name = path.pop().unwrap_or_default(),
            _ => {}
        }
        out.push(char::from(sign));
        rest = &rest[1..];
    }
    out.push_str(&between(rest, &path, &name, pseudonyms, &field));
    out
}

/// What stands outside of texts: numbers, words and signs. Anything else there is no JSON.
fn between(
    part: &str,
    path: &[String],
    name: &str,
    pseudonyms: Option<&Pseudonyms>,
    field: &impl Fn(&str, &str, &str) -> Treatment,
) -> String {
    let value = part.trim_matches(|char: char| char.is_whitespace() || ",:".contains(char));
    let Some(pseudonyms) = pseudonyms.filter(|_| !value.is_empty()) else {
        let parent = path.last().map_or("", String::as_str);
        return match !value.is_empty() && field(parent, name, value) == Treatment::Mask {
            true => part.replacen(value, "0", 1),
            false => part.to_owned(),
        };
    };
    let is_number = |item: &str| item.chars().all(|char| char.is_ascii_digit() || ".eE+-".contains(char));
    let is_json = |item: &str| ["true", "false", "null", ""].contains(&item) || is_number(item);
    let parent = path.last().map_or("", String::as_str);
    if field(parent, name, value) == Treatment::Mask {
        return part.replacen(value, "0", 1);
    }
    match value.split(',').all(|item| is_json(item.trim())) {
        true => {
            pseudonyms.text(value, Treatment::Keep);
            part.to_owned()
        }
        false => pseudonyms.text(part, Treatment::Prose),
    }
}

/// The text that begins here, with its quotes, and what stands behind it.
fn literal(text: &str) -> (&str, &str) {
    let mut is_escaped = false;
    for (at, char) in text.char_indices().skip(1) {
        match char {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return text.split_at(at + 1),
            _ => {}
        }
    }
    (text, "")
}

fn text(literal: &str, treatment: impl Fn(&str) -> Treatment, pseudonyms: Option<&Pseudonyms>) -> String {
    let (mut chars, mut raw) = (Vec::new(), Vec::new());
    let mut rest = literal;
    while let Some(first) = rest.chars().next() {
        let (taken, char) = match rest.strip_prefix('\\') {
            Some(behind) => escaped(rest, behind),
            None => (first.len_utf8(), first),
        };
        chars.push(char);
        raw.push(&rest[..taken]);
        rest = &rest[taken..];
    }
    let value: String = chars.iter().collect();
    let treatment = treatment(value.trim_matches('"'));
    if treatment == Treatment::Mask {
        return format!("\"{MASK}\"");
    }
    let Some(pseudonyms) = pseudonyms else { return literal.to_owned() };
    let replaced = pseudonyms.chars(&chars, treatment);
    let mut out = String::with_capacity(literal.len());
    for ((old, new), raw) in chars.iter().zip(replaced).zip(raw) {
        if *old == new { out.push_str(raw) } else { out.push(new) }
    }
    out
}

/// How long an escape is, and which character it stands for: half of a surrogate stands for none, and stays.
fn escaped(rest: &str, behind: &str) -> (usize, char) {
    let Some(second) = behind.chars().next() else { return (rest.len(), '\\') };
    let number = behind.strip_prefix('u').and_then(|hex| hex.get(..4)).filter(|_| second == 'u');
    match number.and_then(|hex| u32::from_str_radix(hex, 16).ok()) {
        Some(number) => (6, char::from_u32(number).unwrap_or('\\')),
        None => (1 + second.len_utf8(), '\\'),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use ongoing_client::rest::model::{FieldInfo, GetOrderModel, GetReturnOrderModel, Record, Shape};

    use super::super::pseudonym::PseudonymKey;
    use super::*;

    fn hide(json: &str) -> String {
        rewrite(json, Some(&Pseudonyms::new(PseudonymKey::new([7; 32]))))
    }

    const ORDER: &str = r#"{"orderInfo": {"orderId": 7, "orderNumber":"10002","orderStatus":{"number":450,"text":"Sendt"},
        "remark":"Ring K\u00e5re \ud83d\n\"Kari\"", "goodsOwner": {"id": 159, "code": "ACME"}}, "consignee": {"name": "Kari Nordmann",
        "countryCode":"NO", "mobilePhone": "+47 912 34 567"}, "tags": ["Kari"], "picked": 1.50}"#;

    #[test]
    fn names_numbers_and_harmless_values_stay_and_all_else_goes() {
        let hidden = hide(ORDER);
        for gone in ["Kari", "K\\u00e5re", "Nordmann", "912 34 567", "ACME", "159"] {
            assert!(!hidden.contains(gone), "{hidden}");
        }
        for kept in [
            "\"orderNumber\":\"10002\"",
            "Sendt",
            "\\ud83d\\n\\\"",
            "\"NO\"",
            "+47 9",
            "1.50}",
            "\"number\":450",
        ] {
            assert!(hidden.contains(kept), "{hidden}");
        }
        let read = |text: &str| text.replace("\\ud83d", "");
        assert!(serde_json::from_str::<serde_json::Value>(&read(&hidden)).is_ok(), "{hidden}");
    }

    #[test]
    fn without_pseudonyms_only_secrets_are_masked() {
        let masked = rewrite(ORDER, None);
        assert_eq!(masked, ORDER.replace("159", "0").replace("ACME", "capsule"));
        assert_eq!(rewrite("[]", None), "[]");
    }

    #[test]
    fn whatever_is_cut_off_or_no_json_gives_nothing_away() {
        for cut in (0..ORDER.len()).filter(|cut| ORDER.is_char_boundary(*cut)) {
            let hidden = hide(&ORDER[..cut]);
            assert!(!hidden.contains("Kari") && !hidden.contains("Nordm"), "{hidden}");
        }
        for text in ["Kari Nordmann", "{Kari", "\"Kari", "[1, Kari]", "{\"a\": Kari}", "<h1>Kari</h1>"] {
            assert!(!hide(text).contains("Kari"), "{}", hide(text));
        }
    }

    /// A member with a marker in every text, however deep.
    fn marked(fields: &'static [FieldInfo], depth: usize, names: &mut BTreeSet<&'static str>) -> String {
        let members = fields.iter().filter_map(|field| {
            let value = match field.shape {
                Shape::Record(_) if depth == 0 => return None,
                Shape::Record(record) => marked(record().fields, depth - 1, names),
                Shape::Text => {
                    names.insert(field.name);
                    format!("\"Mark{}mark\"", field.name)
                }
                _ => return None,
            };
            let name = field.name;
            Some(match field.presence {
                asmx_soap::Presence::Repeated => format!("\"{name}\": [{value}]"),
                _ => format!("\"{name}\": {value}"),
            })
        });
        let members: Vec<String> = members.collect();
        format!("{{{}}}", members.join(","))
    }

    /// Which fields of a type keep a text that says something of people if it can.
    fn kept(fields: &'static [FieldInfo]) -> Vec<&'static str> {
        let mut names = BTreeSet::new();
        let record = marked(fields, 5, &mut names);
        assert!(names.len() > 10, "{names:?}");
        let hidden = hide(&record);
        assert!(serde_json::from_str::<serde_json::Value>(&hidden).is_ok(), "{hidden}");
        names.into_iter().filter(|name| hidden.contains(&format!("Mark{name}mark"))).collect()
    }

    #[test]
    fn of_a_return_over_rest_only_these_texts_stay() {
        assert_eq!(
            kept(GetReturnOrderModel::FIELDS),
            [
                "articleNumber",
                "customerOrderRowNumber",
                "orderNumber",
                "returnOrderNumber",
                "returnOrderRowNumber"
            ]
        );
    }

    #[test]
    fn of_an_order_over_rest_only_these_texts_stay() {
        assert_eq!(
            kept(GetOrderModel::FIELDS),
            [
                "articleKind",
                "articleNumber",
                "code",
                "countryCode",
                "currencyCode",
                "customerNumber",
                "goodsOwnerOrderId",
                "name",
                "orderNumber",
                "productCode",
                "rowNumber",
                "text",
            ]
        );
        for (object, is_kept) in [("wayOfDelivery", true), ("consignee", false)] {
            let one = format!("{{\"{object}\": {{\"name\": \"Markmark\"}}}}");
            assert_eq!(hide(&one).contains("Markmark"), is_kept, "{object}");
        }
    }
}
