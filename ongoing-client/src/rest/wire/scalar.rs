//! Numbers and times in JSON.

use std::fmt;

use asmx_soap::XsDateTime;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A decimal. Numbers of up to 15 digits survive JSON's floating point unharmed; longer ones are written as text,
/// which the service takes too (its own sample does it).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::rest) struct Number(pub(in crate::rest) Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let number = self.0.normalize();
        let exact = number.mantissa().unsigned_abs() < 1_000_000_000_000_000;
        match (number.is_integer().then(|| number.to_i64()).flatten(), number.to_f64()) {
            (Some(whole), _) if exact => to.serialize_i64(whole),
            (None, Some(float)) if exact => to.serialize_f64(float),
            _ => to.collect_str(&self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reads;
        impl Visitor<'_> for Reads {
            type Value = Number;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Number, E> {
                Ok(Number(number.into()))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Number, E> {
                Ok(Number(number.into()))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Number, E> {
                // The shortest text that means this float is the decimal that was written, up to 15 digits.
                let text = number.to_string();
                let decimal = text.parse().ok().or_else(|| Decimal::from_f64(number));
                decimal.map(Number).ok_or_else(|| E::custom("a number that is too large"))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Number, E> {
                text.trim().parse().map(Number).map_err(E::custom)
            }
        }
        from.deserialize_any(Reads)
    }
}

/// A time or a date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::rest) struct Time(pub(in crate::rest) XsDateTime);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map(Self).map_err(D::Error::custom)
    }
}
