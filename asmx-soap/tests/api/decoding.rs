use asmx_soap::{DecodeErrorKind, Limits, Operation, Secret, element};

use crate::shop::{Decoded, answer, decode, decode_pieces};

const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";

fn body(inside: &str) -> String {
    format!(r#"<s:Envelope xmlns:s="{ENVELOPE}"><s:Body>{inside}</s:Body></s:Envelope>"#)
}

fn good(decoded: &Decoded) -> bool {
    decoded.end.is_ok() && decoded.fault.is_none()
}

#[test]
fn empty_and_absent_results_are_told_apart() {
    for (inside, saw_result) in [
        (r#"<GetItemsResponse xmlns="urn:shop"/>"#, false),
        (r#"<GetItemsResponse xmlns="urn:shop"></GetItemsResponse>"#, false),
        (r#"<GetItemsResponse xmlns="urn:shop"><Other/></GetItemsResponse>"#, false),
        (
            r#"<GetItemsResponse xmlns="urn:shop"><GetItemsResult xmlns="urn:other"/></GetItemsResponse>"#,
            false,
        ),
        (r#"<GetItemsResponse xmlns="urn:shop"><GetItemsResult/></GetItemsResponse>"#, true),
        (r#"<GetItemsResponse xmlns="urn:shop"><GetItemsResult> </GetItemsResult></GetItemsResponse>"#, true),
        (
            r#"<GetItemsResponse xmlns="urn:shop"><GetItemsResult x:nil="true" xmlns:x="http://www.w3.org/2001/XMLSchema-instance"/></GetItemsResponse>"#,
            true,
        ),
        (
            r#"<GetItemsResponse xmlns="urn:shop"><GetItemsResult><Item x:nil="true" xmlns:x="http://www.w3.org/2001/XMLSchema-instance"/></GetItemsResult></GetItemsResponse>"#,
            true,
        ),
        ("", false),
    ] {
        let decoded = decode(body(inside));
        assert!(good(&decoded) && decoded.items.is_empty(), "{inside}: {decoded:?}");
        assert_eq!(decoded.saw_result, saw_result, "{inside}");
    }
    for whole in [
        format!(r#"<s:Envelope xmlns:s="{ENVELOPE}"/>"#),
        format!(r#"<s:Envelope xmlns:s="{ENVELOPE}"><s:Body/></s:Envelope>"#),
    ] {
        let decoded = decode(whole);
        assert!(good(&decoded) && !decoded.saw_result, "{decoded:?}");
    }
}

#[test]
fn both_versions_any_prefix_headers_and_strangers() {
    for (version, prefix) in [(ENVELOPE, "soap"), ("http://www.w3.org/2003/05/soap-envelope", "SOAP-ENV")] {
        let decoded = decode(format!(
            r#"<{prefix}:Envelope xmlns:{prefix}="{version}" xmlns:n="urn:shop">
                <{prefix}:Header><Item xmlns="urn:shop"><Id>9</Id></Item><{prefix}:Body/></{prefix}:Header>
                <{prefix}:Body><n:GetItemsResponse><n:More>7</n:More><n:GetItemsResult>
                    <n:Item><n:Id>1</n:Id></n:Item>
                    <Item><Id>8</Id></Item> <n:Count>1</n:Count> <!-- <n:Item/> --> <?n Item?>
                    <n:Item><n:Id>2</n:Id></n:Item>
                </n:GetItemsResult></n:GetItemsResponse></{prefix}:Body>
            </{prefix}:Envelope>"#
        ));
        assert!(good(&decoded), "{decoded:?}");
        assert_eq!(decoded.ids(), [1, 2]);
    }
    let unprefixed = decode(format!(
        r#"<Envelope xmlns="{ENVELOPE}"><Body><GetItemsResponse xmlns="urn:shop"><GetItemsResult><Item><Id>1</Id></Item></GetItemsResult></GetItemsResponse></Body></Envelope>"#
    ));
    assert_eq!((good(&unprefixed), unprefixed.ids()), (true, vec![1]));
}

#[test]
fn an_unreadable_item_is_passed_over_alone() {
    let decoded = decode(answer(concat!(
        "<Item><Id>1</Id></Item>",
        "<Item><Id>x</Id><Name>lost</Name><Parts><Item><Id>5</Id></Item></Parts></Item>",
        "<Item><Id>2</Id></Item>",
        "<Item><Id><b>3</b></Id><Item><Id>4</Id></Item></Item>",
        "<Item><Id><b/></Id></Item>",
        "<Item><Parts><Item><Price>much</Price></Item></Parts></Item>",
        "<Item><Id>6</Id></Item>",
    )));
    assert!(good(&decoded), "{decoded:?}");
    assert_eq!(decoded.ids(), [1, -1, 2, -1, -1, -1, 6]);
    let errors: Vec<_> =
        decoded.items.iter().filter_map(|item| item.as_ref().err()).map(ToString::to_string).collect();
    assert_eq!(
        errors,
        [
            r#"Item/Id: "x" is not a valid int"#,
            r#"Item/Id: element "b" where text was expected"#,
            r#"Item/Id: element "b" where text was expected"#,
            r#"Item/Parts/Item/Price: "much" is not a valid decimal"#,
        ]
    );
}

#[test]
fn an_unreadable_item_that_is_not_all_here_is_waited_for() {
    let bad = "<Item><Id>x</Id><Name>a long name that comes later</Name></Item>";
    let xml = answer(&format!("{bad}<Item><Id>2</Id></Item>"));
    let at = xml.find("</Id>").expect("the bad id") + "</Id>".len();
    let decoded = decode_pieces([&xml.as_bytes()[..at], &xml.as_bytes()[at..]], Limits::default());
    assert_eq!((good(&decoded), decoded.ids()), (true, vec![-1, 2]));
    // When the rest never comes, that is what is said.
    assert_eq!(decode(&xml[..at]).end, Err(DecodeErrorKind::Truncated));
}

#[test]
fn truncation_is_never_a_success() {
    let xml = answer(
        "<Item><Id>1</Id><Name>Bj\u{f8}rn &amp; <![CDATA[S\u{f8}nn]]> 😀</Name><!-- c --></Item><Item><Id>x</Id></Item>\n<Item><Id>2</Id></Item>",
    );
    let whole = decode(&xml);
    assert_eq!((good(&whole), whole.ids()), (true, vec![1, -1, 2]));
    for length in 0..xml.len() {
        for pieces in [vec![&xml.as_bytes()[..length]], xml.as_bytes()[..length].chunks(7).collect()] {
            let part = decode_pieces(pieces, Limits::default());
            assert_eq!(part.end, Err(DecodeErrorKind::Truncated), "after {length} bytes");
            assert!(whole.items.starts_with(&part.items), "after {length} bytes: {part:?}");
        }
    }
}

#[test]
fn what_is_not_the_answer_is_named() {
    let kind = |xml: &str| decode(xml).end.expect_err(xml);
    let not = |root: &str| DecodeErrorKind::NotAnEnvelope(root.to_owned());
    let unexpected = |what: &str| DecodeErrorKind::UnexpectedBody(what.to_owned());
    for html in [
        "<html><body>Down</body></html>",
        "<!DOCTYPE html><html>",
        "<!doctype HTML PUBLIC \"-//W3C\">\n<html>",
        "<!DOCTYPE html",
    ] {
        assert_eq!(kind(html), not("html"), "{html}");
    }
    assert_eq!(kind("<HTML><br></HTML>"), not("HTML"));
    assert_eq!(kind("Service Unavailable"), not("text"));
    assert_eq!(kind("{\"error\": true}"), not("text"));
    assert_eq!(kind("&amp;"), not("text"));
    assert_eq!(kind(r#"<Envelope xmlns="urn:other"/>"#), not("Envelope"));
    assert_eq!(kind("<Envelope/>"), not("Envelope"));
    assert_eq!(kind(r#"<GetItemsResponse xmlns="urn:shop"/>"#), not("GetItemsResponse"));
    assert_eq!(
        kind(&body(r#"<GetItemsResponse xmlns="urn:other"/>"#)),
        unexpected("{urn:other}GetItemsResponse")
    );
    assert_eq!(
        kind(&body(r#"<GetOtherResponse xmlns="urn:shop"/>"#)),
        unexpected("{urn:shop}GetOtherResponse")
    );
    assert_eq!(kind(&body("Sorry")), unexpected("text"));
    assert_eq!(kind(&answer("Sorry")), unexpected("text"));
    assert_eq!(kind(&answer("<![CDATA[Sorry]]>")), unexpected("text"));
    for empty in ["", " \n ", "<?xml version=\"1.0\"?>", "<!-- nothing -->"] {
        assert_eq!(kind(empty), DecodeErrorKind::Truncated, "{empty:?}");
    }
}

#[test]
fn what_follows_the_envelope_is_an_error() {
    let xml = answer("<Item><Id>1</Id></Item>");
    for (more, fine) in [
        ("", true),
        ("\r\n", true),
        ("<!-- served by 7 --><?x?>", true),
        ("x", false),
        ("<x/>", false),
        ("</x>", false),
        ("<x", false),
    ] {
        let decoded = decode(format!("{xml}{more}"));
        assert_eq!((decoded.end.is_ok(), decoded.ids()), (fine, vec![1]), "{more}: {decoded:?}");
    }
    let twice =
        decode(format!("{xml}{}", xml.trim_start_matches("<?xml version=\"1.0\" encoding=\"utf-8\"?>")));
    assert_eq!((twice.end.is_err(), twice.ids()), (true, vec![1]), "{twice:?}");
}

#[test]
fn malformed_answers_say_so() {
    for inside in [
        "<Item><Id>1</id></Item>",
        "<Item><Id>1</Item>",
        "<Item></Item></Item>",
        "<Item><Name>a</x/Name></Item>",
        "<Item><Name></Name a='1'></Item>",
        "<Item><Parts></x/Parts></Item>",
        "<x><y></x></y>",
        "</GetItemsResponse>",
        "<Item><Id a></Id></Item>",
        "<Item><Id a=1>1</Id></Item>",
        "<Item><Id>&</Id></Item>",
        "<Item><Id>& </Id></Item>",
        "<Item><Id>&#99999999999;</Id></Item>",
        "<Item><!x></Item>",
        "<Item><></></Item>",
        "<Item>< Id>1</ Id></Item>",
        "<:Item/>",
        "<Item:/>",
    ] {
        let end = decode(answer(inside)).end;
        let fine = matches!(end, Err(DecodeErrorKind::Malformed(_) | DecodeErrorKind::UndeclaredPrefix(_)));
        assert!(fine, "{inside}: {end:?}");
    }
}

#[test]
fn only_utf_8_is_read() {
    let xml = answer("<Item><Id>1</Id></Item>");
    for (declared, fine) in [
        ("UTF-8", true),
        ("us-ascii", true),
        ("utf-16", false),
        ("iso-8859-1", false),
        ("windows-1252", false),
    ] {
        let decoded = decode(xml.replace("utf-8", declared));
        match fine {
            true => assert_eq!((good(&decoded), decoded.ids()), (true, vec![1])),
            false => assert_eq!(decoded.end, Err(DecodeErrorKind::Encoding(declared.to_owned()))),
        }
    }
    assert_eq!(decode(format!("\u{feff}{xml}")).ids(), [1]);
    let wide = |bytes: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
        let mark = if mark { "\u{feff}" } else { "" };
        format!("{mark}{xml}").encode_utf16().flat_map(bytes).collect()
    };
    for bytes in [
        wide(u16::to_le_bytes, true),
        wide(u16::to_be_bytes, true),
        wide(u16::to_le_bytes, false),
        wide(u16::to_be_bytes, false),
    ] {
        for size in [1, 2, 1000] {
            let decoded = decode_pieces(bytes.chunks(size), Limits::default());
            assert_eq!(decoded.end, Err(DecodeErrorKind::Encoding("utf-16".to_owned())), "{size}");
        }
    }
}

element! {
    /// Logs in.
    pub struct Login in "urn:shop/" {
        /// The password.
        "Password" password: Option<Secret>,
    }
}

impl Operation for Login {
    type Item = Secret;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "LoginResult";
    const EFFECT: asmx_soap::Effect = asmx_soap::Effect::Idempotent;
}

#[test]
fn an_item_may_stand_right_in_the_answer() {
    let mut decoder = asmx_soap::Decoder::<Login>::new(Limits::default());
    decoder
        .push(
            body(r#"<LoginResponse xmlns="urn:shop/"><LoginResult>abc</LoginResult></LoginResponse>"#)
                .as_bytes(),
        )
        .expect("room");
    assert_eq!(decoder.next().expect("an item"), Some(Secret::new("abc")));
    assert!(decoder.saw_result());
    assert_eq!(Login::soap_action(), r#""urn:shop/Login""#);
}

#[test]
fn secrets_are_not_shown() {
    let login = Login { password: Some(Secret::new("canary")) };
    let request = asmx_soap::envelope(&login).expect("writable");
    assert!(
        request.contains(
            "<soap:Body><Login xmlns=\"urn:shop/\"><Password>canary</Password></Login></soap:Body>"
        ),
        "{request}"
    );
    assert!(!format!("{login:?}").contains("canary"));
    let mut decoder = asmx_soap::Decoder::<Login>::new(Limits::default());
    decoder
        .push(
            body(r#"<LoginResponse xmlns="urn:shop/"><LoginResult>can<b>canary</b></LoginResult>"#)
                .as_bytes(),
        )
        .expect("room");
    let error = decoder.next();
    assert!(!format!("{error:?} {decoder:?}").contains("canary"), "{error:?} {decoder:?}");
    let refused =
        asmx_soap::envelope(&Login { password: Some(Secret::new("canary\0")) }).expect_err("not writable");
    assert!(!format!("{refused:?} {refused}").contains("canary"));
}
