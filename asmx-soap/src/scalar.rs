//! The scalars of XML schema, as .NET's `XmlSerializer` writes and reads them.
//!
//! A service of this kind has no `null` for numbers and dates: it sends a sentinel instead, the smallest value of the
//! type. These, and the empty text, are read as "not set".

use rust_decimal::Decimal;
use uuid::Uuid;

use crate::value::{Value, Xsd, XsdKind};
use crate::{DecodeError, Reader, Tag, Writer, XsDateTime};

macro_rules! scalar {
    ($type:ty, $xsd:literal, $parse:expr) => {
        impl Value for $type {
            const XSD: Xsd = Xsd { name: $xsd, kind: XsdKind::Scalar };

            #[inline]
            fn read(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<Option<Self>, DecodeError> {
                let text = reader.text(tag)?;
                let text = text.trim_ascii();
                if tag.is_nil() || text.is_empty() {
                    return Ok(None);
                }
                let parse: fn(&str) -> Option<Option<$type>> = $parse;
                parse(text).ok_or_else(|| DecodeError::value($xsd, text))
            }

            #[inline]
            fn write(&self, writer: &mut Writer, name: &'static str) {
                writer.plain(name, format_args!("{self}"));
            }
        }
    };
}

scalar!(i16, "short", |text| integer(text).map(|n| unless(n, i16::MIN)));
scalar!(i32, "int", |text| integer(text).map(|n| unless(n, i32::MIN)));
scalar!(i64, "long", |text| integer(text).map(|n| unless(n, i64::MIN)));
scalar!(Decimal, "decimal", |text| decimal(text).map(|n| unless(n, Decimal::MIN)));
scalar!(Uuid, "guid", |text| Uuid::try_parse(text).ok().map(|id| unless(id, Uuid::nil())));
scalar!(XsDateTime, "dateTime", |text| text.parse().ok().map(|t: XsDateTime| (!t.is_minimum()).then_some(t)));
scalar!(bool, "boolean", |text| match text {
    "true" | "1" => Some(Some(true)),
    "false" | "0" => Some(Some(false)),
    _ => None,
});

impl Value for f64 {
    const XSD: Xsd = Xsd { name: "double", kind: XsdKind::Scalar };

    fn read(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<Option<Self>, DecodeError> {
        let text = reader.text(tag)?;
        let number = match text.trim_ascii() {
            "" => return Ok(None),
            "INF" => Self::INFINITY,
            "-INF" => Self::NEG_INFINITY,
            text => text.parse().map_err(|_| DecodeError::value("double", text))?,
        };
        // .NET prints Double.MinValue with 15, 16 or 17 digits; fewer are a little smaller than it, or overflow.
        Ok((!tag.is_nil() && number > -1.797e308).then_some(number))
    }

    fn write(&self, writer: &mut Writer, name: &'static str) {
        match *self {
            Self::INFINITY => writer.text(name, "INF"),
            Self::NEG_INFINITY => writer.text(name, "-INF"),
            number => writer.plain(name, format_args!("{number}")),
        }
    }
}

impl Value for String {
    const XSD: Xsd = Xsd { name: "string", kind: XsdKind::Scalar };

    /// An empty text is "not set": the service cannot tell the two apart either.
    #[inline]
    fn read(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<Option<Self>, DecodeError> {
        let text = reader.text(tag)?;
        Ok((!tag.is_nil() && !text.is_empty()).then(|| text.to_owned()))
    }

    #[inline]
    fn write(&self, writer: &mut Writer, name: &'static str) {
        writer.text(name, self);
    }
}

fn unless<T: PartialEq>(value: T, sentinel: T) -> Option<T> {
    (value != sentinel).then_some(value)
}

fn integer<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

/// `xs:decimal`: digits and a dot. An exponent is no decimal by the standard, but some writers send one.
fn decimal(text: &str) -> Option<Decimal> {
    match text.bytes().position(|byte| matches!(byte, b'e' | b'E')) {
        None if text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+')) => {
            text.parse().ok()
        }
        None => None,
        Some(_) => Decimal::from_scientific(text).ok(),
    }
}
