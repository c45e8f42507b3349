use asmx_soap::{DecodeErrorKind, Fault};
use proptest::prelude::*;

use crate::shop::decode;

fn v11(detail: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault>{detail}</soap:Fault></soap:Body></soap:Envelope>"#
    )
}

#[test]
fn both_versions_are_read() {
    let old = decode(v11(
        "<faultcode>soap:Server</faultcode><faultstring>Broken ---> Inner &amp; last</faultstring><detail><x/></detail>",
    ));
    assert_eq!(old.fault.as_deref(), Some("Server: Broken ---> Inner & last"));
    assert_eq!((old.end, old.saw_result), (Ok(()), false));
    let new = decode(
        r#"<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><e:Fault>
            <e:Code><e:Value>e:Receiver</e:Value><e:Subcode><e:Value>e:Deep</e:Value></e:Subcode></e:Code>
            <e:Reason><e:Text xml:lang="en">First</e:Text><e:Text xml:lang="no">Andre</e:Text></e:Reason>
            <e:Detail><faultstring>not this</faultstring></e:Detail>
        </e:Fault></e:Body></e:Envelope>"#,
    );
    assert_eq!(new.fault.as_deref(), Some("Receiver: First"));
}

#[test]
fn a_poor_fault_is_still_a_fault() {
    for (inside, expected) in [
        ("", ": "),
        ("<faultstring/>", ": "),
        ("<faultcode>Client</faultcode>", "Client: "),
        ("<faultstring><![CDATA[a < b]]></faultstring>", ": a < b"),
        (
            "<faultstring>see <b>there</b></faultstring><faultcode>s:Server</faultcode>",
            r#"Server: (unreadable: element "b" where text was expected)"#,
        ),
        ("<unknown><faultstring>no</faultstring></unknown>text", ": "),
    ] {
        let decoded = decode(v11(inside));
        assert_eq!((decoded.end, decoded.fault.as_deref()), (Ok(()), Some(expected)), "{inside}");
    }
    assert_eq!(
        decode(v11("").replace("<soap:Fault></soap:Fault>", "<soap:Fault/>")).fault.as_deref(),
        Some(": ")
    );
    // A fault that is cut off is not a fault, but not an answer either.
    let xml = v11("<faultstring>Broken</faultstring>");
    let end = xml.find("</soap:Fault>").expect("its end");
    assert_eq!(decode(&xml[..end]).end, Err(DecodeErrorKind::Truncated));
}

#[test]
fn a_fault_may_follow_items_and_ends_the_answer() {
    let xml = crate::shop::answer("<Item><Id>1</Id></Item>")
        .replace("</soap:Body>", "<soap:Fault><faultstring>Too late</faultstring></soap:Fault></soap:Body>");
    let decoded = decode(xml);
    assert_eq!((decoded.ids(), decoded.fault.as_deref()), (vec![1], Some(": Too late")));
    // Only the envelope's own fault counts.
    let stranger = decode(v11("").replace("soap:Fault", "Fault"));
    assert_eq!(stranger.end, Err(DecodeErrorKind::UnexpectedBody("{}Fault".to_owned())));
}

#[test]
fn the_innermost_cause_is_shown() {
    let fault = Fault::new(
        "Server",
        "System.Web.Services.Protocols.SoapException: Server was unable to process request. ---> \
        System.Exception: Not authenticated\n   at Company.Service.Login()\n   --- End of inner exception stack trace ---",
    );
    assert!(fault.reason().starts_with("System.Exception: Not authenticated"), "{}", fault.reason());
    assert_eq!(fault.to_string(), "the server answered with a fault: System.Exception: Not authenticated");
    assert!(fault.mentions("NOT AUTHENTICATED") && !fault.mentions("quota"));
    assert_eq!(Fault::new("", "").to_string(), "the server answered with a fault: (no text)");
}

proptest! {
    #[test]
    fn any_text_is_shown_in_one_line(text: String) {
        let shown = Fault::new("Server", text).to_string();
        prop_assert_eq!(shown.lines().count(), 1);
    }
}
