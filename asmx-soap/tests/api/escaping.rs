use asmx_soap::{from_xml, to_xml};
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
            assert_eq!((error.character, &*error.element), (first, "String"));
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
    // .NET's writer lets them through as references; whoever passes such a text on is told then.
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
fn a_number_that_is_no_character_costs_its_item_and_no_other() {
    for bad in
        ["&#0;", "&#xD83D;", "&#56842;", "&#xD83D;x&#xDE0A;", "&#xD83D;<b>&#0;</b>", "&#xD83D;&amp;&#x0;"]
    {
        let items = format!("<Item><Name>a{bad}b</Name></Item><Item><Name>&#xD83D;&#xDE0A;</Name></Item>");
        let mut decoder = asmx_soap::Decoder::<crate::shop::GetItems>::new(asmx_soap::Limits::default());
        decoder.push(crate::shop::answer(&items).as_bytes()).expect("room");
        decoder.end();
        let error = decoder.next().expect_err("no character");
        assert!(error.is_item() && error.to_string().starts_with("Item/Name: "), "{bad}: {error}");
        let next = decoder.next().expect("the next can be read").expect("there is one");
        assert_eq!(next.name.as_deref(), Some("😊"), "{bad}");
    }
}
