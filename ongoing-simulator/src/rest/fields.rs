//! Reading JSON with the models in hand: they are closed, so that a member that is not theirs refuses the request.

use chrono::NaiveDateTime;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::Failure;
use super::query;
use crate::clock::Zone;

/// The members of one object.
pub(super) struct Fields<'a> {
    zone: &'a Zone,
    /// The model's name in the vendor's document, for messages.
    model: &'static str,
    members: &'a Map<String, Value>,
}

type Read<T> = Result<T, Failure>;

impl<'a> Fields<'a> {
    /// An object of a model whose members are named in `known`, blanks between them.
    pub(super) fn of(zone: &'a Zone, model: &'static str, known: &str, value: &'a Value) -> Read<Self> {
        let Some(members) = value.as_object() else {
            return Err(Failure::bad(format!("{model}: an object was expected.")));
        };
        match members.keys().find(|name| !known.split_ascii_whitespace().any(|known| known == *name)) {
            Some(strange) => {
                Err(Failure::bad(format!("Could not find member '{strange}' on object of type '{model}'.")))
            }
            None => Ok(Self { zone, model, members }),
        }
    }

    pub(super) fn text(&self, name: &str) -> Read<Option<String>> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => self.unreadable(name, "a string"),
        }
    }

    /// Numbers may be written as strings: the vendor's own sample does it.
    pub(super) fn decimal(&self, name: &str) -> Read<Option<Decimal>> {
        let text = match self.value(name) {
            None => return Ok(None),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::String(text)) => text.trim().to_owned(),
            Some(_) => return self.unreadable(name, "a number"),
        };
        let number = text.parse().or_else(|_| Decimal::from_scientific(&text));
        number.map(Some).or_else(|_| self.unreadable(name, "a number"))
    }

    pub(super) fn int(&self, name: &str) -> Read<Option<i32>> {
        let Some(number) = self.decimal(name)? else { return Ok(None) };
        match i32::try_from(number) {
            Ok(whole) if number.is_integer() => Ok(Some(whole)),
            _ => self.unreadable(name, "a whole number"),
        }
    }

    pub(super) fn bool(&self, name: &str) -> Read<Option<bool>> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => self.unreadable(name, "true or false"),
        }
    }

    /// A time of the warehouse's own clock.
    pub(super) fn time(&self, name: &str) -> Read<Option<NaiveDateTime>> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        match query::local(self.zone, &text) {
            Some(time) => Ok(Some(time)),
            None => self.unreadable(name, "a date or time"),
        }
    }

    pub(super) fn child(&self, name: &str, model: &'static str, known: &str) -> Read<Option<Self>> {
        self.value(name).map(|value| Fields::of(self.zone, model, known, value)).transpose()
    }

    /// The objects of a list; nothing, if there is no list.
    pub(super) fn list(&self, name: &str, model: &'static str, known: &str) -> Read<Option<Vec<Self>>> {
        let Some(value) = self.value(name) else { return Ok(None) };
        let Some(items) = value.as_array() else { return self.unreadable(name, "a list") };
        items.iter().map(|item| Fields::of(self.zone, model, known, item)).collect::<Read<_>>().map(Some)
    }

    /// A value that the model requires.
    pub(super) fn required<T>(&self, name: &str, value: Option<T>) -> Read<T> {
        value.ok_or_else(|| Failure::bad(format!("{}: '{name}' is required.", self.model)))
    }

    /// null is the same as nothing.
    fn value(&self, name: &str) -> Option<&'a Value> {
        self.members.get(name).filter(|value| !value.is_null())
    }

    fn unreadable<T>(&self, name: &str, expected: &str) -> Read<T> {
        Err(Failure::bad(format!("{}: '{name}' is not {expected}.", self.model)))
    }
}
