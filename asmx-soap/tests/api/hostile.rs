//! Answers made to hurt: each ends in an error of its own. What they cost is in `tests/memory.rs`.

use std::cell::Cell;

use asmx_soap::{
    DecodeError, DecodeErrorKind, Decoder, Effect, Element, FieldInfo, Limits, Operation, Reader, Tag, Value,
    Writer, Xsd, XsdKind,
};

use crate::shop::{GetItems, answer, decode, decode_pieces};

fn too_large(bound: &'static str, limit: u64) -> Result<(), DecodeErrorKind> {
    Err(DecodeErrorKind::TooLarge { bound, limit })
}

#[test]
fn document_types_and_entities_are_refused() {
    let bomb = r#"<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>"#;
    let xml = answer("<Item><Name>&lol2;</Name></Item>");
    for prolog in [
        bomb,
        "<!DOCTYPE Envelope SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE x [",
        "<!DOCTYPE x",
        "<!doctype x>",
    ] {
        assert_eq!(decode(format!("{prolog}{xml}")).end, Err(DecodeErrorKind::Doctype), "{prolog}");
    }
    let late = decode(answer("<Item><Name><!DOCTYPE x></Name></Item>"));
    assert_eq!(late.end, Err(DecodeErrorKind::Doctype));
    for name in ["lol2", "nbsp", "AMP", "%x"] {
        let unknown = decode(answer(&format!("<Item><Name>&{name};</Name></Item>")));
        assert_eq!(unknown.end, Err(DecodeErrorKind::UnknownEntity(name.to_owned())));
    }
    assert_eq!(
        decode(answer("<Other>&xxe;</Other>")).end,
        Err(DecodeErrorKind::UnknownEntity("xxe".to_owned()))
    );
}

#[test]
fn a_document_type_is_refused_at_once_and_not_read_to_its_end() {
    let mut decoder = Decoder::<GetItems>::new(Limits::default());
    decoder.push(b"<?xml version='1.0'?><!DOCTYPE bomb [<!ENTITY a 'aaaa").expect("room");
    assert_eq!(decoder.next().expect_err("refused").kind(), &DecodeErrorKind::Doctype);
}

#[test]
fn depth_is_bounded_where_it_is_read_and_where_it_is_skipped() {
    for (open, close) in [("<Replaces>", "</Replaces>"), ("<x>", "</x>"), ("<Name>", "</Name>")] {
        let item =
            |depth: usize| answer(&format!("<Item>{}{}</Item>", open.repeat(depth), close.repeat(depth)));
        assert_eq!(decode(item(100_000)).end, too_large("depth", 64), "{open}");
        if open != "<Name>" {
            assert_eq!(decode(item(59)).end, Ok(()), "{open}");
            assert_eq!(decode(item(60)).end, too_large("depth", 64), "{open}");
        }
    }
    let outside = format!("{}{}", "<x>".repeat(100_000), answer(""));
    assert_eq!(decode(outside).end, Err(DecodeErrorKind::NotAnEnvelope("x".to_owned())));
}

#[test]
fn attributes_are_bounded() {
    for (name, count) in [("Item", 65), ("Other", 65), ("Item", 1_000_000)] {
        let xml = answer(&format!("<{name}{}/>", " a=''".repeat(count)));
        assert_eq!(decode(xml).end, too_large("attributes", 64), "{name} {count}");
    }
    let declarations: String = (0..65).map(|number| format!(" xmlns:p{number}='urn:shop'")).collect();
    assert_eq!(decode(answer(&format!("<Item{declarations}/>"))).end, too_large("attributes", 64));
    let few: String = (0..64).map(|number| format!(" a{number}=''")).collect();
    assert_eq!(decode(answer(&format!("<Item{few}/>"))).end, Ok(()));
}

#[test]
fn elements_are_bounded() {
    let mut limits = Limits::default();
    limits.item_elements = 1000;
    for inside in ["<Parts><Item/></Parts>", "<Ean>1</Ean>", "<x/>", "<x></x>"] {
        let xml = answer(&format!("<Item>{}</Item>", inside.repeat(1000)));
        assert_eq!(decode_pieces([xml.as_bytes()], limits).end, too_large("item_elements", 1000), "{inside}");
    }
    // It is counted for each item.
    let xml = answer(&"<Item><Ean>1</Ean></Item>".repeat(1000));
    assert_eq!(decode_pieces([xml.as_bytes()], limits).items.len(), 1000);
}

#[test]
fn huge_things_are_refused_before_they_are_whole() {
    let mut limits = Limits::default();
    limits.item_bytes = 1 << 17;
    let mut unbounded = limits;
    unbounded.item_elements = usize::MAX;
    let start = answer("");
    let start = &start[..start.find("</GetItemsResult>").expect("the result")];
    for (what, begin, again) in [
        ("text", "<Item><Name>", "xxxxxxxxxxxxxxxx"),
        ("comment", "<!--", "----------------"),
        ("comment in an item", "<Item><!--", "> > > > > > > > "),
        ("character data", "<Item><Name><![CDATA[", "]] ]] ]] ]] ]] ]"),
        ("tag name", "<", "aaaaaaaaaaaaaaaa"),
        ("attribute", "<Item a='", ">>>>>>>>>>>>>>>>"),
        ("instruction", "<?x ", "????????????????"),
        ("entity name", "<Item><Name>&", "aaaaaaaaaaaaaaaa"),
        ("entities", "<Item><Name>", "&amp;&lt;&#229; "),
        ("skipped element", "<Other>", "<x>y</x><x>y</x>"),
        ("white space", "", "                "),
        ("comments", "", "<!--aaaaaaaaaa-->"),
    ] {
        let piece = again.repeat(1024);
        let pieces = [start.as_bytes(), begin.as_bytes()]
            .into_iter()
            .chain(std::iter::repeat_n(piece.as_bytes(), 1 << 10));
        let decoded = decode_pieces(pieces, unbounded);
        assert_eq!(decoded.end, too_large("item_bytes", 1 << 17), "{what}");
    }
}

#[test]
fn the_whole_answer_is_bounded() {
    let mut limits = Limits::default();
    limits.total_bytes = 10_000;
    let xml = answer(&"<Item><Id>1</Id></Item>".repeat(1000));
    let decoded = decode_pieces(xml.as_bytes().chunks(1000), limits);
    assert_eq!(decoded.end, too_large("total_bytes", 10_000));
    assert!(decoded.items.len() > 300, "what came before is not lost: {}", decoded.items.len());
}

thread_local! {
    static ATTEMPTS: Cell<u32> = const { Cell::new(0) };
}

/// Counts how often it is read.
#[derive(Debug, Clone, Default, PartialEq)]
struct Counted(usize);

impl Value for Counted {
    const XSD: Xsd = Xsd::new("Counted", XsdKind::Scalar);

    fn read(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<Option<Self>, DecodeError> {
        ATTEMPTS.set(ATTEMPTS.get() + 1);
        Ok(Some(Self(reader.text(tag)?.len())))
    }

    fn write(&self, writer: &mut Writer, name: &'static str) {
        writer.text(name, &"x".repeat(self.0));
    }
}

#[derive(Debug, Default)]
struct Trickle;

impl Value for Trickle {
    const XSD: Xsd = Xsd::new("Trickle", XsdKind::Complex(|| &[]));

    fn read(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<Option<Self>, DecodeError> {
        reader.skip(tag).map(|()| Some(Self))
    }

    fn write(&self, writer: &mut Writer, name: &'static str) {
        writer.text(name, "");
    }
}

impl Element for Trickle {
    const NAME: &'static str = "GetItems";
    const NAMESPACE: &'static str = "urn:shop";
    const FIELDS: &'static [FieldInfo] = &[];
}

impl Operation for Trickle {
    type Item = Counted;
    const RESULT: &'static [&'static str] = &["GetItemsResult"];
    const ITEM: &'static str = "Item";
    const EFFECT: Effect = Effect::Read;
}

#[test]
fn a_long_item_that_trickles_in_is_read_a_few_times_only() {
    let xml = answer(&format!("<Item>{}</Item>", "x".repeat(1 << 20)));
    let mut decoder = Decoder::<Trickle>::new(Limits::default());
    let mut found = Vec::new();
    for byte in xml.as_bytes() {
        decoder.push(&[*byte]).expect("room");
        found.extend(decoder.next().expect("no error"));
    }
    decoder.end();
    found.extend(decoder.next().expect("no error"));
    assert_eq!(found, [Counted(1 << 20)]);
    assert!(ATTEMPTS.get() < 50, "{} attempts", ATTEMPTS.get());
}
