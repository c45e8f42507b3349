//! Any text as any scalar.

use asmx_soap::{Base64, Element, XsDateTime, element, enumeration, from_xml, to_xml};
use rust_decimal::Decimal;
use uuid::Uuid;

enumeration! {
    /// Words.
    pub enum Word = One {
        /// One.
        One,
        /// Two.
        Two,
    }
}

macro_rules! one_of_each {
    ($($name:ident: $type:ty),*) => {
        element! { $(
            /// One value.
            pub struct $name in "urn:s" {
                /// It.
                "V" value: Option<$type>,
            }
        )* }

        /// See the top of this file. Of bytes that are no text, what stands before the first wrong one.
        pub fn run(data: &[u8]) {
            let text = data.utf8_chunks().next().map_or("", |chunk| chunk.valid());
            $( check::<$name>(text); )*
        }
    };
}

one_of_each! {
    Short: i16, Int: i32, Long: i64, Number: Decimal, Double: f64, Truth: bool, Time: XsDateTime, Guid: Uuid,
    Text: String, Bytes: Base64, Known: Word
}

fn check<E: Element + PartialEq + std::fmt::Debug>(text: &str) {
    let xml = format!(r#"<{name} xmlns="urn:s"><V>{text}</V></{name}>"#, name = E::NAME);
    let Ok(value) = from_xml::<E>(&xml) else { return };
    // A text may hold what a service sends and XML cannot carry.
    if let Ok(written) = to_xml(&value) {
        assert_eq!(from_xml::<E>(&written).as_ref(), Ok(&value), "{written}");
    }
}
