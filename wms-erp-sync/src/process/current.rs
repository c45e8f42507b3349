//! What is to be written beside what is there now, field by field, as a plan shows it.

use std::collections::BTreeMap;

use asmx_soap::{Element, FieldPath, XsDateTime};
use rust_decimal::Decimal;
use wms_erp_mapping::fields;

use crate::plan::{CurrentValue, FieldChange};

/// The fields of a record as one of the systems answered with it, by their paths.
#[derive(Debug, Default)]
pub(super) struct Stored(BTreeMap<String, String>);

impl Stored {
    pub(super) fn of<E: Element>(record: &E) -> Self {
        // What was read can be written, but for characters that no answer holds.
        Self(fields(record).unwrap_or_default().into_iter().collect())
    }

    fn text(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(|text| text.trim())
    }

    /// Whether the record has any field below this path, such as those of a line.
    fn has(&self, path: &str) -> bool {
        let mut behind = self.0.range(path.to_owned()..);
        behind.next().is_some_and(|(found, _)| found.starts_with(path))
    }

    /// What is there of a field of a line that is written as `field`, such as `[17]/NumberOfItems`: the answer has the lines at `lines`,
    /// and calls the field as `named` says.
    pub(super) fn of_line<'s>(
        &'s self,
        lines: &str,
        field: &str,
        named: fn(&str) -> &str,
        is_answered: impl Fn(&str) -> bool,
    ) -> Current<'s> {
        let Some((code, name)) = field.split_once("]/") else {
            return Current::Not(CurrentValue::NotAnswered);
        };
        let line = format!("{lines}{code}]/");
        if !self.has(&line) {
            return Current::Not(CurrentValue::New);
        }
        let name = named(name);
        self.current(&format!("{line}{name}"), is_answered(&format!("{lines}/{name}")))
    }

    /// The field at this path of the answer, which is empty only where answers would have it.
    pub(super) fn current(&self, path: &str, is_answered: bool) -> Current<'_> {
        match self.text(path) {
            Some(text) => Current::Text(text),
            None if is_answered => Current::Text(""),
            None => Current::Not(CurrentValue::NotAnswered),
        }
    }
}

/// What is there now of one field.
pub(super) enum Current<'s> {
    /// This text; empty if there is nothing.
    Text(&'s str),
    /// No value, for this reason.
    Not(CurrentValue),
}

/// All fields of a value that would be written, each beside what is there now.
pub(super) fn beside<'s, E: Element>(value: &E, current: impl Fn(&str) -> Current<'s>) -> Vec<FieldChange> {
    // What cannot be written is refused when it is written; a plan shows what it can.
    let written = fields(value).unwrap_or_default().into_iter();
    let change = |(field, new): (String, String)| {
        if is_instruction(&field) {
            return FieldChange::without_old(field, Some(new), CurrentValue::Instruction);
        }
        match current(&field) {
            Current::Text(old) => {
                // One value that is written in two ways is no change.
                let old = match is_same::<E>(&field, old, &new) {
                    true => Some(new.clone()),
                    false => (!old.is_empty()).then(|| old.to_owned()),
                };
                FieldChange::new(field, old, Some(new))
            }
            Current::Not(why) => FieldChange::without_old(field, Some(new), why),
        }
    };
    written.map(change).collect()
}

/// All fields of a record that the write creates.
pub(super) fn created<E: Element>(value: &E) -> Vec<FieldChange> {
    beside(value, |_| Current::Not(CurrentValue::New))
}

/// Whether a field says how the record is found or written: it is sent, and stored nowhere.
fn is_instruction(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    ["Operation", "OperationType", "Identification", "IdentificationType"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

/// Whether two texts are the same value of the field. No number is the same as zero, and not said the same as no.
pub(super) fn is_same<E: Element>(path: &str, old: &str, new: &str) -> bool {
    let xsd = FieldPath::<E>::find(&name_of(path)).map(|field| field.xsd().name);
    let (old, new) = (old.trim(), new.trim());
    match xsd.unwrap_or("string") {
        "decimal" | "int" | "short" | "long" => is_same_number(old, new),
        "boolean" => matches!(old, "true" | "1") == matches!(new, "true" | "1"),
        "dateTime" => is_same_time(old, new),
        _ => old == new,
    }
}

/// The name of a field for all lines: `Lines.Line.Quantity` for `Lines/Line[17]/Quantity`.
fn name_of(path: &str) -> String {
    let steps = path.split('/').map(|step| step.split(['[', '#']).next().unwrap_or_default());
    steps.collect::<Vec<_>>().join(".")
}

pub(super) fn is_same_number(old: &str, new: &str) -> bool {
    let number = |text: &str| if text.is_empty() { Some(Decimal::ZERO) } else { text.parse().ok() };
    number(old) == number(new)
}

/// Both are local times of the warehouse, whether they say their offset or not.
pub(super) fn is_same_time(old: &str, new: &str) -> bool {
    let time = |text: &str| text.parse::<XsDateTime>().ok().map(|time| time.naive());
    time(old) == time(new)
}

#[cfg(test)]
mod tests {
    use ongoing_client::model::{ArticleDefinition, CustomerOrder};

    use super::*;

    #[test]
    fn one_value_written_in_two_ways_is_the_same() {
        let is_same = is_same::<CustomerOrder>;
        assert!(
            is_same("OrderInfo/FreightPrice", "12.50", "12.5") && is_same("OrderInfo/FreightPrice", "", "0")
        );
        assert!(
            !is_same("OrderInfo/FreightPrice", "", "0.5") && !is_same("OrderInfo/FreightPrice", "x", "1")
        );
        assert!(is_same("OrderInfo/ArrivalDate", "2026-03-02T00:00:00", "2026-03-02T00:00:00+01:00"));
        assert!(is_same("Customer/NotifyBySMS", "", "false") && !is_same("Customer/NotifyBySMS", "", "true"));
        assert!(!is_same("OrderInfo/FreeText1", "12.50", "12.5"), "a text is a text");
        let quantity = "CustomerOrderLines/CustomerOrderLine[17]/NumberOfItems";
        assert!(is_same(quantity, "5.000", "5") && !is_same(quantity, "5", "6"));
    }

    #[test]
    fn each_field_says_what_is_there_now_or_why_that_is_not_said() {
        let article = ArticleDefinition {
            weight: Some("0.5".parse().unwrap()),
            article_name: Some("Kaffe".to_owned()),
            bar_code: Some(String::new()),
            is_obsolete: Some(false),
            ..ArticleDefinition::by_product_code("17", "K-500")
        };
        let fields = beside(&article, |path| match path {
            "Weight" => Current::Text("0.500"),
            "ArticleName" => Current::Text("Te"),
            "BarCode" => Current::Text(""),
            "IsObsolete" => Current::Not(CurrentValue::NotAnswered),
            _ => Current::Not(CurrentValue::New),
        });
        let said = |name: &str| fields.iter().find(|field| field.field == name).unwrap();
        assert!(!said("Weight").is_change() && said("Weight").old.as_deref() == Some("0.5"));
        assert!(said("ArticleName").is_change() && said("ArticleName").old.as_deref() == Some("Te"));
        assert!(!said("BarCode").is_change());
        assert_eq!((said("IsObsolete").current, &said("IsObsolete").old), (CurrentValue::NotAnswered, &None));
        assert_eq!(said("ProductCode").current, CurrentValue::New);
        for name in ["ArticleOperation", "ArticleIdentification"] {
            assert_eq!(said(name).current, CurrentValue::Instruction);
            assert!(!said(name).is_change());
        }
    }

    #[test]
    fn a_line_is_there_if_any_field_of_it_is() {
        let stored = Stored(BTreeMap::from([("Lines/Line[17]/Quantity".to_owned(), " 5 ".to_owned())]));
        assert!(
            stored.has("Lines/Line[17]/") && !stored.has("Lines/Line[1]/") && !stored.has("Lines/Line[2]/")
        );
        assert_eq!(stored.text("Lines/Line[17]/Quantity"), Some("5"));
    }
}
