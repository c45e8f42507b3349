//! Reading a request the way .NET's `XmlSerializer` does with the contract in hand: elements that are misnamed, of
//! another namespace, or too late in the sequence are skipped without a word; values that cannot be read are a fault.

use std::cell::RefCell;
use std::str::FromStr;

use asmx_test_server::{Fault, Node};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;

use crate::clock::Zone;

/// How requests are read in this warehouse.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) zone: &'a Zone,
    pub(super) any_element_order: bool,
    /// Where the paths of skipped elements are noted.
    pub(super) skipped: &'a RefCell<Vec<String>>,
}

impl<'a> Reader<'a> {
    /// The elements of one type. `contract` names them in order; a value type that may be nil has a `?` behind it.
    pub(super) fn fields<'n>(self, node: &'n Node, contract: &[&'static str]) -> Fields<'n>
    where
        'a: 'n,
    {
        let mut taken: Vec<(&'static str, &'n Node)> = Vec::with_capacity(node.children.len());
        let mut reached = 0;
        for child in &node.children {
            let at = contract.iter().position(|name| name.trim_end_matches('?') == child.name);
            let at = at.filter(|_| node.is_home_of(child));
            match at {
                Some(at) if at >= reached || self.any_element_order => {
                    reached = at;
                    taken.push((contract[at], child));
                }
                _ => self.skipped.borrow_mut().push(format!("{}/{}", node.name, child.name)),
            }
        }
        Fields { reader: self, taken }
    }
}

/// The elements of one type that the serializer has taken.
pub(super) struct Fields<'n> {
    pub(super) reader: Reader<'n>,
    taken: Vec<(&'static str, &'n Node)>,
}

impl<'n> Fields<'n> {
    /// The element, unless it is absent or nil.
    pub(super) fn node(&self, name: &str) -> Option<&'n Node> {
        self.all(name).next()
    }

    /// All elements of a repeated name.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &'n Node> {
        let found = self.taken.iter().filter(move |(taken, _)| taken.trim_end_matches('?') == name);
        found.map(|(_, node)| *node).filter(|node| !node.nil)
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.node(name).map(|node| node.text.clone())
    }

    pub(super) fn decimal(&self, name: &str) -> Result<Option<Decimal>, Fault> {
        self.value(name, |text| {
            let plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+'));
            plain.then(|| Decimal::from_str(text).ok()).flatten()
        })
    }

    pub(super) fn int(&self, name: &str) -> Result<Option<i32>, Fault> {
        self.value(name, |text| text.parse().ok())
    }

    pub(super) fn long(&self, name: &str) -> Result<Option<i64>, Fault> {
        self.value(name, |text| text.parse().ok())
    }

    pub(super) fn bool(&self, name: &str) -> Result<Option<bool>, Fault> {
        self.value(name, |text| match text {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        })
    }

    /// A time as the warehouse's local time. .NET's minimum date, which unset fields carry, is none.
    pub(super) fn local(&self, name: &str) -> Result<Option<NaiveDateTime>, Fault> {
        let zone = self.reader.zone;
        let value = self.value(name, |text| parse_time(text, zone))?;
        Ok(value.filter(|time| time.year() > 1))
    }

    /// A time as a moment.
    pub(super) fn moment(&self, name: &str) -> Result<Option<DateTime<Utc>>, Fault> {
        Ok(self.local(name)?.map(|local| self.reader.zone.to_utc(local)))
    }

    /// A value of an enumeration. Left out, it is the first value, as .NET's default is.
    pub(super) fn choice<T: Copy>(&self, name: &str, values: &[(&str, T)]) -> Result<T, Fault> {
        let read = self.value(name, |text| values.iter().find(|(value, _)| *value == text).map(|(_, t)| *t));
        match read {
            Ok(found) => {
                found.or_else(|| values.first().map(|(_, value)| *value)).ok_or_else(|| unreadable(name))
            }
            Err(_) => {
                let text = self.text(name).unwrap_or_default();
                Err(Fault::unreadable(format!(
                    "There is an error in XML document. ---> Instance validation error: '{text}' is not a valid value for {name}."
                )))
            }
        }
    }

    /// The texts of a list: `<name><string>…`.
    pub(super) fn strings(&self, name: &str) -> Vec<String> {
        let items = self.node(name).into_iter().flat_map(|list| list.all("string"));
        items.filter(|item| !item.nil).map(|item| item.text.clone()).collect()
    }

    fn value<T>(&self, name: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Fault> {
        let Some((contract, node)) = self.taken.iter().find(|(taken, _)| taken.trim_end_matches('?') == name)
        else {
            return Ok(None);
        };
        if node.nil && contract.ends_with('?') {
            return Ok(None);
        }
        match parse(node.text.trim()) {
            Some(value) => Ok(Some(value)),
            None => Err(unreadable(name)),
        }
    }
}

fn parse_time(text: &str, zone: &Zone) -> Option<NaiveDateTime> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(zone.to_local(moment.with_timezone(&Utc)));
    }
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok().or_else(|| {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(|date| date.and_time(NaiveTime::MIN))
    })
}

fn unreadable(name: &str) -> Fault {
    Fault::unreadable(format!(
        "There is an error in XML document. ---> Input string was not in a correct format: {name}."
    ))
}
