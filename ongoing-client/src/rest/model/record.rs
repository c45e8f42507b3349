//! One declaration per type of the service gives the struct, its writer, its reader, and the table that contract tests walk.

use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserializer, Serializer};

use super::field::Json;
use super::info::{FieldInfo, RecordInfo, Shape};
use crate::soap::verdict::plain;

/// An object of the REST API: what a body or an answer is made of.
///
/// What is read may lack every member; members that this version does not know are skipped. What is written has the
/// members that are set, and those that the service demands.
pub trait Record: Default + Sized {
    /// The names of the schemas in the vendor's document that have these members.
    const SCHEMAS: &'static [&'static str];
    /// Its members, in the order of the document.
    const FIELDS: &'static [FieldInfo];

    /// Writes the goods owner's id into it, where it has one and that is not set.
    fn sign(&mut self, goods_owner_id: i32) {
        let _ = goods_owner_id;
    }

    /// What an answer says about why it was refused, if it says that it was.
    fn refusal(&self) -> Option<String> {
        None
    }

    /// Reads the member with this name. False if there is none.
    ///
    /// # Errors
    /// If the value does not fit.
    fn take<'de, M: MapAccess<'de>>(&mut self, name: &str, from: &mut M) -> Result<bool, M::Error>;

    /// Writes the members that are set.
    ///
    /// # Errors
    /// Those of the writer.
    fn put<M: SerializeMap>(&self, to: &mut M) -> Result<(), M::Error>;
}

impl RecordInfo {
    /// That of a type.
    pub const fn of<T: Record>() -> Self {
        Self { schemas: T::SCHEMAS, fields: T::FIELDS }
    }
}

/// Declares types of the service, in the order of its document. `T` is always written, `Option<T>` when set, `Vec<T>`
/// unless it is empty. Names in brackets are those of the schemas, where they are not the type's own. A type that `signs` a
/// member has the goods owner's id there; one that is `judged` by a member says there whether the operation succeeded.
macro_rules! record {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident $(($($schema:literal),+))? $(signs $owner:ident)? $(judged $success:ident $said:ident)? {
            $( $(#[$field_meta:meta])* $wire:literal $field:ident: $type:ty ),* $(,)?
        }
    )*) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct $name {
            $( $(#[$field_meta])* pub $field: $type, )*
        }

        impl $crate::rest::model::Record for $name {
            const SCHEMAS: &'static [&'static str] = $crate::rest::model::record::schemas!($name $($($schema),+)?);
            const FIELDS: &'static [$crate::rest::model::FieldInfo] =
                &[$( $crate::rest::model::FieldInfo::new::<$type>($wire) ),*];

            $(
                fn sign(&mut self, goods_owner_id: i32) {
                    if self.$owner == 0 {
                        self.$owner = goods_owner_id;
                    }
                }
            )?

            $(
                fn refusal(&self) -> Option<String> {
                    let refused = self.$success == Some(false);
                    refused.then(|| $crate::rest::model::record::Said::said(&self.$said))
                }
            )?

            fn take<'de, M: serde::de::MapAccess<'de>>(
                &mut self,
                name: &str,
                from: &mut M,
            ) -> Result<bool, M::Error> {
                match name {
                    $( $wire => $crate::rest::model::field::Field::take(&mut self.$field, from)?, )*
                    _ => return Ok(false),
                }
                Ok(true)
            }

            fn put<M: serde::ser::SerializeMap>(&self, to: &mut M) -> Result<(), M::Error> {
                $( $crate::rest::model::field::Field::put(&self.$field, $wire, to)?; )*
                Ok(())
            }
        }
    )* };
}

macro_rules! schemas {
    ($name:ident) => {
        &[stringify!($name)]
    };
    ($name:ident $($schema:literal),+) => {
        &[$($schema),+]
    };
}

pub(in crate::rest) use {record, schemas};

impl<T: Record> Json for T {
    const SHAPE: Shape = Shape::Record(RecordInfo::of::<T>);

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Members(PhantomData))
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut members = to.serialize_map(None)?;
        self.put(&mut members)?;
        members.end()
    }
}

struct Members<T>(PhantomData<T>);

impl<'de, T: Record> Visitor<'de> for Members<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", T::SCHEMAS.first().copied().unwrap_or("an object"))
    }

    fn visit_map<M: MapAccess<'de>>(self, mut members: M) -> Result<T, M::Error> {
        let mut record = T::default();
        while let Some(name) = members.next_key::<String>()? {
            if !record.take(&name, &mut members)? {
                members.next_value::<serde::de::IgnoredAny>()?;
            }
        }
        Ok(record)
    }
}

/// What a service says about a refusal.
pub(in crate::rest) trait Said {
    fn said(&self) -> String;
}

impl Said for Option<String> {
    fn said(&self) -> String {
        self.as_deref().map(plain).unwrap_or_default()
    }
}

impl<T: Record> Said for Vec<T> {
    fn said(&self) -> String {
        self.iter().filter_map(Record::refusal).collect::<Vec<_>>().join(" / ")
    }
}
