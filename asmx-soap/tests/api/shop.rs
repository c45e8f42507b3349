//! A small service to test with.

use asmx_soap::{
    Base64, DecodeError, DecodeErrorKind, Decoder, Effect, Limits, Operation, XsDateTime, element,
    enumeration, newtype,
};
use rust_decimal::Decimal;
use uuid::Uuid;

newtype! {
    /// Identifies an item.
    pub struct ItemId(i32);
}

enumeration! {
    /// What an item is.
    pub enum Kind {
        /// A thing.
        Normal,
        /// A text.
        TextBold = "Text_Bold",
    }
}

element! {
    /// Everything that a scalar can be.
    pub struct Scalars in "urn:shop" {
        /// Short.
        "Short" short: Option<i16>,
        /// Int.
        "Int" int: Option<i32>,
        /// Long.
        "Long" long: Option<i64>,
        /// Decimal.
        "Decimal" decimal: Option<Decimal>,
        /// Double.
        "Double" double: Option<f64>,
        /// Boolean.
        "Boolean" boolean: Option<bool>,
        /// Date time.
        "DateTime" date_time: Option<XsDateTime>,
        /// Guid.
        "Guid" guid: Option<Uuid>,
        /// String.
        "String" string: Option<String>,
        /// Bytes.
        "Bytes" bytes: Option<Base64>,
        /// Kind.
        "Kind" kind: Option<Kind>,
        /// Id.
        "Id" id: Option<ItemId>,
    }

    /// An item.
    pub struct Item in "urn:shop" {
        /// Identifies it.
        "Id" id: ItemId,
        /// Its name.
        "Name" name: Option<String>,
        /// What it costs.
        "Price" price: Option<Decimal>,
        /// What it is.
        "Kind" kind: Option<Kind> = Kind::Normal,
        /// How many are in a box.
        "Unit" unit: Option<i16> = 1,
        /// Words about it.
        "Tags"/"string" tags: Vec<String>,
        /// Its numbers, without a wrapper.
        "Ean" eans: Vec<i64>,
        /// What it is made of.
        "Parts"/"Item" parts: Vec<Item>,
        /// What it replaces.
        "Replaces" replaces: Option<Box<Item>>,
    }

    /// Asks for items.
    pub struct GetItems in "urn:shop" {
        /// Which ones.
        "Name" name: Option<String>,
    }
}

impl Operation for GetItems {
    type Item = Item;
    const RESULT: &'static [&'static str] = &["GetItemsResult"];
    const ITEM: &'static str = "Item";
    const EFFECT: Effect = Effect::Read;
}

/// An answer with this inside the result.
pub(crate) fn answer(items: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soap:Body><GetItemsResponse xmlns="urn:shop"><GetItemsResult>{items}</GetItemsResult></GetItemsResponse></soap:Body></soap:Envelope>"#
    )
}

/// What came out of an answer: the items and their errors, then how it ended.
#[derive(Debug, PartialEq)]
pub(crate) struct Decoded {
    pub(crate) items: Vec<Result<Item, DecodeError>>,
    pub(crate) end: Result<(), DecodeErrorKind>,
    pub(crate) fault: Option<String>,
    pub(crate) saw_result: bool,
}

impl Decoded {
    pub(crate) fn ids(&self) -> Vec<i32> {
        self.items.iter().map(|item| item.as_ref().map_or(-1, |item| item.id.0)).collect()
    }
}

pub(crate) fn decode(xml: impl AsRef<[u8]>) -> Decoded {
    decode_pieces([xml.as_ref()], Limits::default())
}

pub(crate) fn decode_pieces<'a>(pieces: impl IntoIterator<Item = &'a [u8]>, limits: Limits) -> Decoded {
    let mut decoder = Decoder::<GetItems>::new(limits);
    let mut items = Vec::new();
    let mut end = Ok(());
    for piece in pieces {
        end = decoder.push(piece).map_err(|error| error.kind().clone());
        if end.is_ok() {
            end = drain(&mut decoder, &mut items);
        }
        if end.is_err() {
            break;
        }
    }
    if end.is_ok() {
        decoder.end();
        end = drain(&mut decoder, &mut items);
        assert!(end.is_err() || decoder.is_done(), "after the end there is an error or nothing more");
    }
    if let Err(kind) = &end {
        let again = decoder.next().map_err(|error| error.kind().clone());
        assert_eq!(again.as_ref().err(), Some(kind), "a final error comes again");
    }
    let fault = decoder.fault().map(|fault| format!("{}: {}", fault.code, fault.text));
    Decoded { items, end, fault, saw_result: decoder.saw_result() }
}

fn drain(
    decoder: &mut Decoder<GetItems>,
    items: &mut Vec<Result<Item, DecodeError>>,
) -> Result<(), DecodeErrorKind> {
    loop {
        match decoder.next() {
            Ok(Some(item)) => items.push(Ok(item)),
            Ok(None) => return Ok(()),
            Err(error) if error.is_item() => items.push(Err(error)),
            Err(error) => return Err(error.kind().clone()),
        }
    }
}
