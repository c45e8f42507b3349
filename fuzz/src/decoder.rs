//! Any answer, whole and in pieces.

use asmx_soap::{DecodeError, Decoder, Effect, Limits, Operation, XsDateTime, element, from_xml, to_xml};
use rust_decimal::Decimal;

element! {
    /// An item.
    pub struct Item in "urn:s" {
        /// Identifies it.
        "Id" id: i32,
        /// Its name.
        "Name" name: Option<String>,
        /// What it costs.
        "Price" price: Option<Decimal>,
        /// When it changed.
        "At" at: Option<XsDateTime>,
        /// A default that vanishes.
        "Unit" unit: Option<i16> = 1,
        /// A list in a wrapper.
        "Tags"/"string" tags: Vec<String>,
        /// More of them.
        "Item" items: Vec<Item>,
    }

    /// Asks.
    pub struct Get in "urn:s" {}
}

impl Operation for Get {
    type Item = Item;
    const RESULT: &'static [&'static str] = &["GetResult"];
    const ITEM: &'static str = "Item";
    const EFFECT: Effect = Effect::Read;
}

type Decoded = (Vec<Result<Item, DecodeError>>, Result<(), DecodeError>);

fn decode<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Decoded {
    let mut limits = Limits::default();
    limits.item_bytes = 4096;
    let mut decoder = Decoder::<Get>::new(limits);
    let mut items = Vec::new();
    for piece in pieces.map(Some).chain([None]) {
        match piece {
            Some(piece) => decoder.push(piece).expect("far below the limit"),
            None => decoder.end(),
        }
        loop {
            match decoder.next() {
                Ok(Some(item)) => items.push(Ok(item)),
                Ok(None) => break,
                Err(error) if error.is_item() => items.push(Err(error)),
                Err(error) => return (items, Err(error)),
            }
        }
    }
    (items, Ok(()))
}

/// See the top of this file.
pub fn run(data: &[u8]) {
    let Some((size, answer)) = data.split_first() else { return };
    let (items, end) = decode(std::iter::once(answer));
    let (same, end_in_pieces) = decode(answer.chunks(usize::from(*size).max(1)));
    assert_eq!((&items, end.is_ok()), (&same, end_in_pieces.is_ok()), "{end:?} {end_in_pieces:?}");
    for item in items.into_iter().flatten() {
        // A text may hold what a service sends and XML cannot carry.
        if let Ok(xml) = to_xml(&item) {
            let back: Item = from_xml(&xml).expect("what was written can be read");
            assert_eq!(to_xml(&back), Ok(xml));
        }
    }
}
