/// Declares the enumerations of a contract: the words, and `Unknown` for a word that came later, which survives a round
/// trip.
///
/// A type that is called otherwise in the contract has that name in brackets behind its own. Without a default, a field that
/// was not set is refused when it is written ([`EncodeErrorKind::NotSet`](crate::EncodeErrorKind::NotSet)): no operation sends
/// a word that no one chose. `pub enum RowType = Normal` has `Normal` as its default.
///
/// ```
/// asmx_soap::enumeration! {
///     /// What a row is.
///     pub enum RowType {
///         /// A product.
///         Normal,
///         /// A text in bold letters.
///         TextBold = "Text_Bold",
///     }
/// }
/// assert_eq!(RowType::TextBold.as_str(), "Text_Bold");
/// assert_eq!(RowType::from("Gift"), RowType::Unknown("Gift".to_owned()));
///
/// asmx_soap::element! {
///     /// Sets what a row is. The contract requires the word.
///     pub struct SetType in "urn:shop" {
///         /// The word.
///         "Type" row_type: RowType,
///     }
/// }
/// let error = asmx_soap::to_xml(&SetType::default()).unwrap_err();
/// assert_eq!((error.element.as_str(), error.kind), ("Type", asmx_soap::EncodeErrorKind::NotSet));
/// let xml = asmx_soap::to_xml(&SetType { row_type: RowType::Normal }).unwrap();
/// assert!(xml.contains("<Type>Normal</Type>"), "{xml}");
/// ```
#[macro_export]
macro_rules! enumeration {
    ($(
        $(#[$meta:meta])*
        pub enum $name:ident $(($xsd:literal))? $(= $default:ident)? {
            $( $(#[$variant_meta:meta])* $variant:ident $(= $wire:literal)? ),* $(,)?
        }
    )*) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$variant_meta])* $variant, )*
            /// A word that this version does not know; it is written as it was read.
            Unknown(String),
        }

        impl $name {
            /// The known words, in contract order.
            pub const WORDS: &'static [&'static str] = &[$( $crate::__name!($variant $($wire)?) ),*];

            /// The word on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $crate::__name!($variant $($wire)?), )*
                    Self::Unknown(word) => word,
                }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                $crate::__word!($($default)?)
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                $( if word == $crate::__name!($variant $($wire)?) { return Self::$variant; } )*
                Self::Unknown(word.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::Value for $name {
            const XSD: $crate::Xsd =
                $crate::Xsd::new($crate::__name!($name $($xsd)?), $crate::XsdKind::Enumeration(Self::WORDS));

            fn read(
                reader: &mut $crate::Reader<'_>,
                tag: &$crate::Tag<'_>,
            ) -> Result<Option<Self>, $crate::DecodeError> {
                let word = reader.text(tag)?;
                let word = word.trim_ascii();
                Ok((!tag.is_nil() && !word.is_empty()).then(|| Self::from(word)))
            }

            fn write(&self, writer: &mut $crate::Writer, name: &'static str) {
                match self.as_str() {
                    "" => writer.not_set(name),
                    word => writer.text(name, word),
                }
            }
        }
    )* };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __word {
    () => {
        Self::Unknown(String::new())
    };
    ($default:ident) => {
        Self::$default
    };
}

/// Declares ids of a contract as types of their own, so that they cannot be mixed up.
///
/// ```
/// asmx_soap::newtype! {
///     /// Identifies an order.
///     pub struct OrderId(i32);
/// }
/// assert_eq!(OrderId(7).to_string(), "7");
/// assert_eq!("7".parse(), Ok(OrderId(7)));
/// ```
#[macro_export]
macro_rules! newtype {
    ($( $(#[$meta:meta])* pub struct $name:ident($inner:ty); )*) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub $inner);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = <$inner as std::str::FromStr>::Err;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<$inner> for $name {
            fn from(inner: $inner) -> Self {
                Self(inner)
            }
        }

        impl $crate::Value for $name {
            const XSD: $crate::Xsd = <$inner as $crate::Value>::XSD;

            fn read(
                reader: &mut $crate::Reader<'_>,
                tag: &$crate::Tag<'_>,
            ) -> Result<Option<Self>, $crate::DecodeError> {
                Ok(<$inner as $crate::Value>::read(reader, tag)?.map(Self))
            }

            fn id(&self) -> Option<String> {
                $crate::Value::id(&self.0)
            }

            fn write(&self, writer: &mut $crate::Writer, name: &'static str) {
                $crate::Value::write(&self.0, writer, name);
            }
        }
    )* };
}
