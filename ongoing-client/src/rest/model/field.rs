//! Values of the REST API, and how fields of a Rust type stand for them.

use asmx_soap::{Base64, Presence, XsDateTime};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rust_decimal::Decimal;
use serde::de::{Error as _, MapAccess};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::info::{FieldInfo, Shape};
use crate::model::{
    ArticleSystemId, InOrderId, InOrderLineId, InvoiceId, OrderId, OrderLineId, ReturnOrderId,
    ReturnOrderLineId, ShipmentId,
};
use crate::rest::wire::{Number, Time};

/// A value that JSON can hold.
pub trait Json: Sized {
    /// What the vendor's document calls it.
    const SHAPE: Shape;

    /// Reads it.
    ///
    /// # Errors
    /// If the value does not fit.
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error>;

    /// Writes it.
    ///
    /// # Errors
    /// Those of the writer.
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error>;

    /// Whether it stands for "not set": the service answers `""` and `null` for that, inconsistently.
    fn is_unset(&self) -> bool {
        false
    }
}

/// How a field stands for a member: `T`, `Option<T>` or `Vec<T>`.
pub trait Field: Sized {
    /// What it holds; of a list, what each item is.
    const SHAPE: Shape;
    /// How often the value stands there.
    const PRESENCE: Presence;

    /// Reads the member's value.
    ///
    /// # Errors
    /// If the value does not fit.
    fn take<'de, M: MapAccess<'de>>(&mut self, from: &mut M) -> Result<(), M::Error>;

    /// Writes the member, if it is set.
    ///
    /// # Errors
    /// Those of the writer.
    fn put<M: SerializeMap>(&self, name: &'static str, to: &mut M) -> Result<(), M::Error>;
}

impl<T: Json> Field for T {
    const SHAPE: Shape = <T as Json>::SHAPE;
    const PRESENCE: Presence = Presence::Required;

    fn take<'de, M: MapAccess<'de>>(&mut self, from: &mut M) -> Result<(), M::Error> {
        if let Some(Wire(value)) = from.next_value::<Option<Wire<T>>>()? {
            *self = value;
        }
        Ok(())
    }

    fn put<M: SerializeMap>(&self, name: &'static str, to: &mut M) -> Result<(), M::Error> {
        to.serialize_entry(name, &Wire(self))
    }
}

impl<T: Json> Field for Option<T> {
    const SHAPE: Shape = <T as Json>::SHAPE;
    const PRESENCE: Presence = Presence::Optional;

    fn take<'de, M: MapAccess<'de>>(&mut self, from: &mut M) -> Result<(), M::Error> {
        let value = from.next_value::<Option<Wire<T>>>()?;
        *self = value.map(|Wire(value)| value).filter(|value| !value.is_unset());
        Ok(())
    }

    fn put<M: SerializeMap>(&self, name: &'static str, to: &mut M) -> Result<(), M::Error> {
        self.as_ref().map_or(Ok(()), |value| to.serialize_entry(name, &Wire(value)))
    }
}

impl<T: Json> Field for Vec<T> {
    const SHAPE: Shape = <T as Json>::SHAPE;
    const PRESENCE: Presence = Presence::Repeated;

    /// A list without items may come as null, and an item may be null.
    fn take<'de, M: MapAccess<'de>>(&mut self, from: &mut M) -> Result<(), M::Error> {
        let items = from.next_value::<Option<Vec<Option<Wire<T>>>>>()?.unwrap_or_default();
        *self = items.into_iter().flatten().map(|Wire(item)| item).collect();
        Ok(())
    }

    fn put<M: SerializeMap>(&self, name: &'static str, to: &mut M) -> Result<(), M::Error> {
        if self.is_empty() {
            return Ok(());
        }
        let items: Vec<Wire<&T>> = self.iter().map(Wire).collect();
        to.serialize_entry(name, &items)
    }
}

impl Json for String {
    const SHAPE: Shape = Shape::Text;

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::deserialize(from)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }

    fn is_unset(&self) -> bool {
        self.is_empty()
    }
}

impl Json for bool {
    const SHAPE: Shape = Shape::Boolean;

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::deserialize(from)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bool(*self)
    }
}

impl Json for i32 {
    const SHAPE: Shape = Shape::Integer;

    /// A whole number may come with a fraction of zero, as every number may.
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Number(number) = Number::deserialize(from)?;
        let whole = number.is_integer().then(|| Self::try_from(number).ok()).flatten();
        whole.ok_or_else(|| D::Error::custom(format_args!("{number} is no whole number of 32 bits")))
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i32(*self)
    }
}

impl Json for Decimal {
    const SHAPE: Shape = Shape::Decimal;

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Number::deserialize(from).map(|number| number.0)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Number(*self).serialize(to)
    }
}

impl Json for XsDateTime {
    const SHAPE: Shape = Shape::Time;

    /// An empty text is the smallest time, which stands for "not set".
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        if text.is_empty() { Ok(Self::default()) } else { text.parse().map_err(D::Error::custom) }
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Time(*self).serialize(to)
    }

    fn is_unset(&self) -> bool {
        self.is_minimum()
    }
}

/// Content of a file: base64 on the wire.
impl Json for Base64 {
    const SHAPE: Shape = Shape::Text;

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut text = String::deserialize(from)?;
        text.retain(|letter| !letter.is_ascii_whitespace());
        // What it holds is not repeated in an error.
        STANDARD.decode(text).map(Self).map_err(|_| D::Error::custom("no base64"))
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(&self.0))
    }

    fn is_unset(&self) -> bool {
        self.0.is_empty()
    }
}

macro_rules! ids {
    ($($id:ident)*) => { $(
        impl Json for $id {
            const SHAPE: Shape = Shape::Integer;

            fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                <i32 as Json>::read(from).map(Self)
            }

            fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                self.0.write(to)
            }
        }
    )* };
}

ids!(ArticleSystemId InOrderId InOrderLineId InvoiceId OrderId OrderLineId ReturnOrderId ReturnOrderLineId ShipmentId);

/// A list that replaces another one: it is written also when it is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeList<T>(pub Vec<T>);

impl<T> Default for WholeList<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> From<Vec<T>> for WholeList<T> {
    fn from(items: Vec<T>) -> Self {
        Self(items)
    }
}

impl<T: Json> Field for WholeList<T> {
    const SHAPE: Shape = <T as Json>::SHAPE;
    const PRESENCE: Presence = Presence::Repeated;

    fn take<'de, M: MapAccess<'de>>(&mut self, from: &mut M) -> Result<(), M::Error> {
        self.0.take(from)
    }

    fn put<M: SerializeMap>(&self, name: &'static str, to: &mut M) -> Result<(), M::Error> {
        let items: Vec<Wire<&T>> = self.0.iter().map(Wire).collect();
        to.serialize_entry(name, &items)
    }
}

/// Words of the document: one that this version does not know is kept as it is.
macro_rules! words {
    ($($words:ident)*) => { $(
        impl $crate::rest::model::Json for $words {
            const SHAPE: $crate::rest::model::Shape = $crate::rest::model::Shape::Words(Self::WORDS);

            fn read<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                <String as $crate::rest::model::Json>::read(from).map(|word| Self::from(word.as_str()))
            }

            fn write<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }
    )* };
}

pub(super) use words;

impl FieldInfo {
    pub(in crate::rest) const fn new<T: Field>(name: &'static str) -> Self {
        Self { name, shape: T::SHAPE, presence: T::PRESENCE }
    }
}

/// A value on the wire.
#[derive(Debug, Clone)]
pub(in crate::rest) struct Wire<T>(pub(in crate::rest) T);

impl<'de, T: Json> Deserialize<'de> for Wire<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::read(from).map(Self)
    }
}

impl<T: Json> Serialize for Wire<&T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write(to)
    }
}
