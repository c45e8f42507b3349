use crate::value::{FieldInfo, Value};

/// An element with children in a fixed order: a complex type of the contract, or the element of an operation.
///
/// Made by [`element!`](crate::element).
pub trait Element: Value + Default {
    /// The type's name in the contract.
    const NAME: &'static str;
    /// The namespace of its children.
    const NAMESPACE: &'static str;
    /// Its children, in contract order.
    const FIELDS: &'static [FieldInfo];
}

/// Declares elements of a contract, once: the struct, its writer, its reader, and the table that contract tests walk.
///
/// Fields stand in contract order, each with its wire name. `T` is always written, `Option<T>` when set, `Vec<T>` once
/// per item; `"List"/"item"` is a list inside a wrapper element, which is left out when the list is empty. A value
/// behind `=` is what the service means when it leaves the element out. `by field`, behind the name, says which field
/// identifies a value of the type ([`Value::id`](crate::Value::id)). Behind the braces, `beside { name: T }` adds fields that
/// the contract has no place for: they are neither read nor written, and a caller that makes the value some other way fills them.
///
/// ```
/// asmx_soap::element! {
///     /// One row of an order.
///     pub struct Row by row_id in "urn:shop" {
///         /// Identifies the row.
///         "RowId" row_id: Option<i32>,
///         /// What the row is.
///         "Type" kind: Option<String> = "Normal".to_owned(),
///         /// Its tags.
///         "Tags"/"string" tags: Vec<String>,
///     }
/// }
/// let row = Row { row_id: Some(7), tags: vec!["a".into(), "b".into()], ..Row::default() };
/// let xml = asmx_soap::to_xml(&row)?;
/// assert_eq!(xml, r#"<Row xmlns="urn:shop"><RowId>7</RowId><Tags><string>a</string><string>b</string></Tags></Row>"#);
/// let back: Row = asmx_soap::from_xml(&xml)?;
/// assert_eq!(back.kind.as_deref(), Some("Normal"));
/// assert_eq!(asmx_soap::Value::id(&back).as_deref(), Some("7"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[macro_export]
macro_rules! element {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident $(($xsd:literal))? $(by $key:ident)? in $namespace:tt {
            $(
                $(#[$field_meta:meta])*
                $wire:literal $(/ $item:literal)? $field:ident : $type:ty $(= $default:expr)?
            ),* $(,)?
        }
        $( beside { $( $(#[$beside_meta:meta])* $beside:ident : $beside_type:ty ),* $(,)? } )?
    )*) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct $name {
            $( $(#[$field_meta])* pub $field: $type, )*
            $( $( $(#[$beside_meta])* pub $beside: $beside_type, )* )?
        }

        impl $crate::Element for $name {
            const NAME: &'static str = $crate::__name!($name $($xsd)?);
            const NAMESPACE: &'static str = $namespace;
            const FIELDS: &'static [$crate::FieldInfo] = &[$(
                $crate::FieldInfo::new($wire, <$type as $crate::Field>::XSD, <$type as $crate::Field>::PRESENCE)
                    .with_item($crate::__option!($($item)?))
                    .with_default($crate::__option!($($default)?; some))
            ),*];
        }

        impl $name {
            /// The field that identifies a value of the type, if one does.
            const IDENTIFIED_BY: &'static str = concat!("" $(, stringify!($key))?);

            fn read_children(
                &mut self,
                reader: &mut $crate::Reader<'_>,
                tag: &$crate::Tag<'_>,
            ) -> Result<(), $crate::DecodeError> {
                #[allow(unused_mut, reason = "an element may be declared without fields")]
                let mut failed = None;
                let place = reader.place();
                while let Some(child) = reader.child(tag, $namespace)? {
                    $(
                        if child.is($wire) {
                            let taken =
                                $crate::__take!(self.$field, reader, child, $namespace, $wire $(, $item)?);
                            if let Err(error) = taken {
                                let is_key = Self::IDENTIFIED_BY == stringify!($field);
                                reader.step_behind(&mut failed, error.kept_id(is_key), place)?;
                            }
                            continue;
                        }
                    )*
                    reader.skip(&child)?;
                }
                failed.map_or(Ok(()), Err)
            }
        }

        impl $crate::Value for $name {
            const XSD: $crate::Xsd = $crate::Xsd::new($crate::__name!($name $($xsd)?), $crate::XsdKind::Complex(|| <Self as $crate::Element>::FIELDS));

            fn read(
                reader: &mut $crate::Reader<'_>,
                tag: &$crate::Tag<'_>,
            ) -> Result<Option<Self>, $crate::DecodeError> {
                #[allow(unused_mut, reason = "an element may be declared without fields")]
                let mut this = Self::default();
                if let Err(error) = this.read_children(reader, tag) {
                    // What was read until then, and behind it, tells which record it is.
                    return Err($crate::DecodeError::of(error, $crate::Value::id(&this)));
                }
                if tag.is_nil() {
                    return Ok(None);
                }
                $( $( this.$field.get_or_insert_with(|| $default); )? )*
                Ok(Some(this))
            }

            fn part<Part: ::std::any::Any>(&self) -> Option<&Part> {
                $(
                    let field: &dyn ::std::any::Any = &self.$field;
                    if let Some(part) = field.downcast_ref::<Option<Part>>() {
                        return part.as_ref();
                    }
                )*
                None
            }

            $(
                fn id(&self) -> Option<String> {
                    self.$key.as_ref().and_then($crate::Value::id)
                }
            )?

            fn key() -> Option<&'static str> {
                $(
                    if Self::IDENTIFIED_BY == stringify!($field) {
                        return <$type as $crate::Field>::key().or(Some($wire));
                    }
                )*
                None
            }

            fn write(&self, writer: &mut $crate::Writer, name: &'static str) {
                writer.open(name);
                $( $crate::__put!(&self.$field, writer, $wire $(, $item)?); )*
                writer.close(name);
            }
        }
    )* };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __name {
    ($name:ident) => {
        stringify!($name)
    };
    ($name:ident $xsd:literal) => {
        $xsd
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __option {
    () => {
        None
    };
    ($value:literal) => {
        Some($value)
    };
    (; some) => {
        false
    };
    ($value:expr; some) => {
        true
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __take {
    ($to:expr, $reader:ident, $tag:ident, $namespace:expr, $wire:literal) => {
        $crate::Field::take(&mut $to, $reader, &$tag).map_err(|error| error.within($wire))
    };
    ($to:expr, $reader:ident, $tag:ident, $namespace:expr, $wire:literal, $item:literal) => {
        loop {
            match $reader.child(&$tag, $namespace) {
                Ok(Some(item)) if item.is($item) => {
                    if let Err(error) = $crate::Field::take(&mut $to, $reader, &item) {
                        break Err(error.within($item).within($wire));
                    }
                }
                Ok(Some(item)) => $reader.skip(&item)?,
                Ok(None) => break Ok(()),
                Err(error) => break Err(error.within($wire)),
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __put {
    ($from:expr, $writer:ident, $wire:literal) => {
        $crate::Field::put($from, $writer, $wire);
    };
    ($from:expr, $writer:ident, $wire:literal, $item:literal) => {
        if !$from.is_empty() {
            $writer.open($wire);
            $crate::Field::put($from, $writer, $item);
            $writer.close($wire);
        }
    };
}
