use asmx_soap::{EncodeErrorKind, from_xml, to_xml};
use proptest::prelude::*;

use crate::shop::Scalars;

fn forbidden(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

fn check(text: &str) {
    let written = to_xml(&Scalars { string: Some(text.to_owned()), ..Scalars::default() });
    match text.chars().find(|character| forbidden(*character)) {
        Some(first) => {
            let error = written.expect_err("not writable");
            assert_eq!((error.kind, &*error.element), (EncodeErrorKind::Character(first), "String"));
        }
        None => {
            let xml = written.expect("writable");
            let back: Scalars = from_xml(&xml).expect("readable");
            assert_eq!(back.string.unwrap_or_default(), text, "{xml}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_comes_back_or_is_refused(text: String) {
        check(&text);
    }

    #[test]
    fn awkward_text_too(parts in prop::collection::vec(prop::sample::select(vec![
        "&", "<", ">", "\"", "'", "\r", "\n", "\r\n", "\t", " ", "]]>", "<![CDATA[", "&amp;", "&#13;", "a", "ø", "–", "\u{EFFF}",
        "\u{F8FF}", "\u{FEFF}", "\u{FFFD}", "\u{FFFE}", "\u{FFFF}", "\u{1}", "\u{7F}", "\u{85}", "\u{2028}", "😀", "👩‍🔧", "\u{10FFFF}",
    ]), 0..12)) {
        check(&parts.concat());
    }
}

#[test]
fn control_characters_that_a_service_sends_are_read() {
    // .NET's writer lets them through as references; whoever passes such a text on learns of it then.
    let read: Scalars =
        from_xml(r#"<Scalars xmlns="urn:shop"><String>a&#x1F;b</String></Scalars>"#).expect("readable");
    assert_eq!(read.string.as_deref(), Some("a\u{1F}b"));
    let error = to_xml(&read).expect_err("not writable");
    assert_eq!(error.to_string(), "String: the character U+001F cannot be written in XML");
}

#[test]
fn entities_cdata_comments_and_line_ends() {
    for (xml, expected) in [
        ("a&amp;b&lt;c&gt;d&quot;e&apos;f", "a&b<c>d\"e'f"),
        ("&#229;&#xE5;&#x1F600;", "åå😀"),
        ("a&#55357;&#56842;b&#xD83D;&#xde0a;", "a😊b😊"),
        ("<![CDATA[<b>&amp;]]>", "<b>&amp;"),
        ("a<![CDATA[b]]>c<!-- d -->e<?f g?>h", "abceh"),
        ("one\r\ntwo\rthree\nfour&#xD;\nfive", "one\ntwo\nthree\nfour\r\nfive"),
        ("\r<![CDATA[\n]]>", "\n\n"),
        ("  kept  ", "  kept  "),
        ("&#xD;", "\r"),
        ("<![CDATA[]]>", ""),
        ("]]", "]]"),
    ] {
        let read: Scalars =
            from_xml(&format!(r#"<Scalars xmlns="urn:shop"><String>{xml}</String></Scalars>"#)).expect(xml);
        assert_eq!(read.string.unwrap_or_default(), expected, "{xml}");
    }
}

#[test]
fn what_is_no_character_is_replaced_and_costs_nothing() {
    for (bad, expected) in [
        (&b"a&#0;b"[..], "a\u{FFFD}b"),
        (b"a&#xD83D;b", "a\u{FFFD}b"),
        (b"&#xD83D;", "\u{FFFD}"),
        (b"&#56842;&#xD83D;&#xDE0A;", "\u{FFFD}😊"),
        (b"&#xD83D;&#xD83D;&#xDE0A;", "\u{FFFD}😊"),
        (b"&#xD83D;x&#xDE0A;", "\u{FFFD}x\u{FFFD}"),
        (b"&#xD83D;&amp;&#xDE0A;", "\u{FFFD}&\u{FFFD}"),
        (b"a&#x110000;b", "a\u{FFFD}b"),
        (b"Bj\xF8rn", "Bj\u{FFFD}rn"),
        (b"\xF8&amp;\xC3\xB8", "\u{FFFD}&ø"),
        (b"<![CDATA[\xF8<]]>", "\u{FFFD}<"),
        (b"\xF0\x9F\x98", "\u{FFFD}"),
        (b"\xED\xA0\xBD", "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ] {
        let (before, behind) = ("<Item><Name>ø</Name></Item><Item><Name>", "</Name><Id>7</Id></Item>");
        let whole = crate::shop::answer("@@");
        let (head, tail) = whole.split_once("@@").expect("the items");
        let item = [before.as_bytes(), bad, behind.as_bytes()].concat();
        let bytes =
            [head.as_bytes(), &item, &item, b"<Other a=\"\xFF\">\xFF</Other>", tail.as_bytes()].concat();
        for size in [1, 3, bytes.len()] {
            let mut decoder = asmx_soap::Decoder::<crate::shop::GetItems>::new(asmx_soap::Limits::default());
            let (mut names, mut ids) = (Vec::new(), 0);
            for piece in bytes.chunks(size) {
                decoder.push(piece).expect("room");
                while let Some(item) = decoder.next().unwrap_or_else(|error| panic!("{expected}: {error}")) {
                    names.push(item.name.unwrap_or_default());
                    ids += item.id.0;
                }
            }
            decoder.end();
            while let Some(item) = decoder.next().unwrap_or_else(|error| panic!("{expected}: {error}")) {
                names.push(item.name.unwrap_or_default());
                ids += item.id.0;
            }
            assert!(decoder.is_done());
            assert_eq!(
                (names, ids),
                (["ø", expected, "ø", expected].map(str::to_owned).into(), 14),
                "{size}"
            );
        }
    }
}
