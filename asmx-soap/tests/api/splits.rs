//! How an answer is cut into pieces makes no difference.

use asmx_soap::{DecodeErrorKind, Limits};
use proptest::prelude::*;

use crate::shop::{Decoded, answer, decode, decode_pieces};

/// Everything awkward that an answer may have in it.
fn awkward() -> String {
    let items = answer(concat!(
        "<Item><Id>1</Id><Name>Blåbærsyltetøy – 😀👩‍🔧 &amp; &lt;tag&gt; &#229;&#x1F600; <![CDATA[<Item> & ]] ]> ]]></Name><!-- </Item> --></Item>\r\n",
        "<?pi <Item> ?><Item ><Tags><string>a</string><string a='>' b=\"/>\"/><string xsi:nil=\"true\" /></Tags ></Item >",
        "<Item><Id>x</Id><Name>lost</Name></Item>",
        "<p:Item xmlns:p=\"urn:shop\"><p:Id>3</p:Id><Id xmlns=\"urn:o\">4</Id><q:Id xmlns:q=\"urn:q\"/></p:Item>",
        "<Other><Item><Id>5</Id></Item></Other><Item/><Item><Id><b>6</b></Id></Item>",
        "<!-- between --><Item><Name>\r\n&#xD;\n\r</Name><Parts><Item><Parts><Item><Id>7</Id></Item></Parts></Item></Parts></Item>",
    ));
    format!("\u{feff}{items}\n<!-- æøå -->\n")
}

fn whole() -> Decoded {
    let whole = decode(awkward());
    assert_eq!((&whole.end, whole.ids()), (&Ok(()), vec![1, 0, -1, 3, 0, -1, 0]));
    let names: Vec<_> = whole.items.iter().flatten().filter_map(|item| item.name.as_deref()).collect();
    assert_eq!(names, ["Blåbærsyltetøy – 😀👩‍🔧 & <tag> å😀 <Item> & ]] ]> ", "\n\r\n\n"]);
    whole
}

#[test]
fn at_every_position() {
    let (whole, xml) = (whole(), awkward().into_bytes());
    for at in 0..=xml.len() {
        let (first, second) = xml.split_at(at);
        assert_eq!(decode_pieces([first, second], Limits::default()), whole, "split at {at}");
    }
}

#[test]
fn in_pieces_of_every_size() {
    let (whole, xml) = (whole(), awkward().into_bytes());
    for size in 1..64 {
        assert_eq!(decode_pieces(xml.chunks(size), Limits::default()), whole, "pieces of {size}");
    }
}

#[test]
fn a_byte_order_mark_is_one_at_the_start_only() {
    for (xml, ids) in [
        (answer("<Item><Id>1</Id></Item>\u{feff}<Item><Id>2</Id></Item>"), vec![1]),
        (format!("{}\u{feff}", answer("<Item><Id>1</Id></Item>")), vec![1]),
    ] {
        for at in 0..=xml.len() {
            let (first, second) = xml.as_bytes().split_at(at);
            let decoded = decode_pieces([first, second], Limits::default());
            let text = DecodeErrorKind::UnexpectedBody("text".to_owned());
            assert_eq!((decoded.ids(), &decoded.end), (ids.clone(), &Err(text)), "split at {at}");
        }
    }
}

#[test]
fn limits_do_not_depend_on_it_either() {
    let mut limits = Limits::default();
    limits.item_bytes = 300;
    let xml = answer(&format!("<Item><Id>1</Id></Item><Item><Name>{}</Name></Item>", "x".repeat(300)));
    let whole = decode_pieces([xml.as_bytes()], limits);
    assert!(whole.end.is_err() && whole.ids() == [1], "{whole:?}");
    for size in 1..200 {
        assert_eq!(decode_pieces(xml.as_bytes().chunks(size), limits), whole, "pieces of {size}");
    }
}

proptest! {
    #[test]
    fn at_random(sizes in prop::collection::vec(1_usize..40, 1..400)) {
        let xml = awkward().into_bytes();
        let mut pieces = Vec::new();
        let mut rest = &*xml;
        for size in sizes.iter().cycle() {
            let (piece, more) = rest.split_at((*size).min(rest.len()));
            pieces.push(piece);
            rest = more;
            if rest.is_empty() {
                break;
            }
        }
        prop_assert_eq!(decode_pieces(pieces, Limits::default()), whole());
    }

    #[test]
    fn damaged_answers_fail_alike_and_never_panic(at in 0_usize..1300, with: u8, size in 1_usize..50) {
        let mut xml = awkward().into_bytes();
        let at = at % xml.len();
        xml[at] = with;
        let whole = decode(&xml);
        let pieces = decode_pieces(xml.chunks(size), Limits::default());
        prop_assert_eq!(&whole.items, &pieces.items);
        prop_assert_eq!(whole.end.is_ok(), pieces.end.is_ok(), "{:?} {:?}", whole.end, pieces.end);
    }
}
