//! Anything inside a fault.

use asmx_soap::{Decoder, Effect, Limits, Operation, element};

element! {
    /// Asks.
    pub struct Get in "urn:s" {}
}

impl Operation for Get {
    type Item = String;
    const RESULT: &'static [&'static str] = &["GetResult"];
    const ITEM: &'static str = "string";
    const EFFECT: Effect = Effect::Read;
}

/// See the top of this file.
pub fn run(data: &[u8]) {
    for version in ["http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"] {
        let mut decoder = Decoder::<Get>::new(Limits::default());
        let start = format!(r#"<s:Envelope xmlns:s="{version}"><s:Body><s:Fault>"#);
        for piece in [start.as_bytes(), data, b"</s:Fault></s:Body></s:Envelope>"] {
            decoder.push(piece).expect("far below the limit");
        }
        decoder.end();
        match decoder.next() {
            Ok(item) => assert_eq!(item, None),
            Err(error) => assert!(!error.is_item(), "{error}"),
        }
        if let Some(fault) = decoder.fault() {
            assert_eq!(fault.to_string().lines().count(), 1);
            let _ = (fault.reason(), fault.mentions("quota"));
        }
    }
}
