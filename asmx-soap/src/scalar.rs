//! The scalars of XML schema, as .NET's `XmlSerializer` writes and reads them.
//!
//! A service of this kind has no `null` for numbers and dates: it sends a sentinel instead, the smallest value of the
//! type. These, and the empty text, are read as "not set".

use rust_decimal::Decimal;
use uuid::Uuid;

use crate::value::{Value, Xsd, XsdKind};
use crate::{DecodeError, Reader, Tag, Writer, XsDateTime};

/// `Decimal.MinValue`, as .NET writes it.
const DECIMAL_MIN: &str = "-79228162514264337593543950335";

macro_rules! scalar {
    ($type:ty, $xsd:literal, $parse:expr) => {
        scalar!($type, $xsd, $parse, |value, writer, name| writer.plain(name, format_args!("{value}")));
    };
    ($type:ty, $xsd:literal, $parse:expr, |$value:ident, $writer:ident, $name:ident| $write:expr) => {
        impl Value for $type {
            const XSD: Xsd = Xsd::new($xsd, XsdKind::Scalar);

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

            fn id(&self) -> Option<String> {
                Some(self.to_string())
            }

            #[inline]
            fn write(&self, $writer: &mut Writer, $name: &'static str) {
                let $value = self;
                $write;
            }
        }
    };
}

scalar!(i16, "short", |text| integer(text).map(|n| unless(n, i16::MIN)));
scalar!(i32, "int", |text| integer(text).map(|n| unless(n, i32::MIN)));
scalar!(i64, "long", |text| integer(text).map(|n| unless(n, i64::MIN)));
scalar!(
    Decimal,
    "decimal",
    |text| match text {
        DECIMAL_MIN => Some(None),
        text => decimal(text).map(|n| unless(n, Decimal::MIN)),
    },
    |value, writer, name| write_decimal(value, writer, name)
);
scalar!(Uuid, "guid", |text| Uuid::try_parse(text).ok().map(|id| unless(id, Uuid::nil())));
scalar!(XsDateTime, "dateTime", |text| text.parse().ok().map(|t: XsDateTime| (!t.is_minimum()).then_some(t)));
scalar!(bool, "boolean", |text| match text {
    "true" | "1" => Some(Some(true)),
    "false" | "0" => Some(Some(false)),
    _ => None,
});

/// Not a number, and minus infinity, are read as "not set", like `Double.MinValue`: no amount is any of them.
impl Value for f64 {
    const XSD: Xsd = Xsd::new("double", XsdKind::Scalar);

    fn read(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<Option<Self>, DecodeError> {
        let text = reader.text(tag)?;
        let number = match text.trim_ascii() {
            "" | "NaN" => return Ok(None),
            "INF" => Self::INFINITY,
            // Rust also reads words for it that XML does not have.
            text if text.bytes().any(|byte| byte.is_ascii_alphabetic() && !matches!(byte, b'e' | b'E')) => {
                match text {
                    "-INF" => return Ok(None),
                    text => return Err(DecodeError::value("double", text)),
                }
            }
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
    const XSD: Xsd = Xsd::new("string", XsdKind::Scalar);

    /// An empty text is "not set": the service cannot tell the two apart either.
    #[inline]
    fn read(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<Option<Self>, DecodeError> {
        let keeps_empty = reader.keeps_empty();
        let text = reader.text(tag)?;
        Ok((!tag.is_nil() && (keeps_empty || !text.is_empty())).then(|| text.to_owned()))
    }

    fn id(&self) -> Option<String> {
        Some(self.clone())
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

/// `xs:decimal`: digits and a dot. An exponent is no decimal by the standard, but some writers send one. Digits beyond
/// the 28th are rounded, as .NET does.
fn decimal(text: &str) -> Option<Decimal> {
    if let Some(number) = short_decimal(text.as_bytes()) {
        return Some(number);
    }
    let digits = text.trim_start_matches(['+', '-']);
    if text.len() - digits.len() > 1
        || !digits.starts_with(|first: char| first == '.' || first.is_ascii_digit())
    {
        return None;
    }
    match digits.bytes().find(|byte| !matches!(byte, b'0'..=b'9' | b'.')) {
        None => text.parse().ok(),
        Some(b'e' | b'E') => Decimal::from_scientific(text).ok(),
        Some(_) => None,
    }
}

/// Up to 18 digits: nearly every number that a business has.
fn short_decimal(text: &[u8]) -> Option<Decimal> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.len() > 19 {
        return None;
    }
    let (mut number, mut count, mut scale) = (0_i64, 0, None);
    for byte in digits {
        match byte {
            b'0'..=b'9' if count < 18 => number = number * 10 + i64::from(byte - b'0'),
            b'.' if scale.is_none() => {
                scale = Some(count);
                continue;
            }
            _ => return None,
        }
        count += 1;
    }
    let scale = scale.map_or(0, |before| count - before);
    (count > 0).then(|| Decimal::new(if negative { -number } else { number }, scale))
}

/// Writes a decimal without an exponent, with the places it has. What fits in 64 bits is written without `fmt`.
fn write_decimal(value: &Decimal, writer: &mut Writer, name: &'static str) {
    let (Ok(mut rest), scale @ 0..=18) = (u64::try_from(value.mantissa().unsigned_abs()), value.scale())
    else {
        return writer.plain(name, format_args!("{value}"));
    };
    let negative = value.is_sign_negative() && rest != 0;
    let mut text = [0; 22];
    let mut at = text.len();
    let mut put = |byte| {
        at -= 1;
        text[at] = byte;
    };
    let mut place = 0;
    while rest > 0 || place <= scale {
        put(b'0' + (rest % 10) as u8);
        rest /= 10;
        place += 1;
        if place == scale {
            put(b'.');
        }
    }
    if negative {
        put(b'-');
    }
    writer.ascii(name, &text[at..]);
}
