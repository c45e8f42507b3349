//! Writing JSON the way the service does: what is unset is now null, now an empty text.

use std::cell::Cell;

use asmx_soap::XsDateTime;
use chrono::{DateTime, NaiveDateTime, Utc};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};

use crate::world::Coded;

/// Writes the values of one record.
pub(super) struct Whim(Cell<usize>);

impl Whim {
    /// The same for the same record, so that a test does not depend on chance.
    pub(super) fn of(id: i32) -> Self {
        Self(Cell::new(usize::try_from(id).unwrap_or_default()))
    }

    pub(super) fn text(&self, text: &Option<String>) -> Value {
        match text.as_deref().filter(|text| !text.is_empty()) {
            Some(text) => json!(text),
            None => {
                self.0.set(self.0.get() + 1);
                if self.0.get().is_multiple_of(2) { Value::Null } else { json!("") }
            }
        }
    }

    pub(super) fn coded(&self, coded: Option<&Coded>) -> Value {
        match coded {
            Some(Coded { code, name }) => {
                json!({ "code": self.text(&Some(code.clone())), "name": self.text(&Some(name.clone())) })
            }
            None => Value::Null,
        }
    }

    pub(super) fn notification(&self, value: &Option<String>, flag: Option<bool>) -> Value {
        json!({ "toBeNotified": flag.unwrap_or_default(), "value": self.text(value) })
    }
}

/// A quantity has a fraction, even if it is none: `2.0`.
pub(super) fn number(number: Decimal) -> Value {
    json!(number.to_f64())
}

pub(super) fn optional(value: Option<Decimal>) -> Value {
    value.map_or(Value::Null, number)
}

/// UTC, with as many digits of the second's fraction as there are.
pub(super) fn time(time: DateTime<Utc>) -> Value {
    json!(XsDateTime::from(time).to_string())
}

/// A date alone, though the document says `date-time`: the vendor's own answers have it so.
pub(super) fn date(time: Option<NaiveDateTime>) -> Value {
    time.map_or(Value::Null, |time| json!(time.date().to_string()))
}
