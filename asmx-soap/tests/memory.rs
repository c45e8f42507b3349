//! Hostile answers take little memory. One test, since the peak is the whole process's; it is known on Linux only.

#![cfg(target_os = "linux")]
#![expect(clippy::expect_used, reason = "a test that cannot go on ends like this")]

use asmx_soap::{DecodeErrorKind, Decoder, Effect, Limits, Operation, element};

element! {
    /// A large struct behind a short tag.
    pub struct R in "urn:m" {
        /// Text.
        "A" a: Option<String>,
        /// Text.
        "B" b: Option<String>,
        /// Text.
        "C" c: Option<String>,
        /// More of them.
        "R" r: Vec<R>,
    }

    /// Asks.
    pub struct Get in "urn:m" {}
}

impl Operation for Get {
    type Item = R;
    const RESULT: &'static [&'static str] = &["GetResult"];
    const ITEM: &'static str = "R";
    const EFFECT: Effect = Effect::Read;
}

const START: &str = r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><GetResponse xmlns="urn:m"><GetResult>"#;

/// The largest size that the process has had, in bytes.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
    line.trim().trim_end_matches(" kB").parse::<usize>().expect("a number") << 10
}

/// Feeds the same piece until an error comes, and says what had arrived by then.
fn feed(begin: &str, again: &str) -> (usize, DecodeErrorKind) {
    let mut limits = Limits::default();
    limits.item_bytes = 1 << 20;
    let mut decoder = Decoder::<Get>::new(limits);
    let piece = again.repeat((16 << 10) / again.len());
    decoder.push(format!("{START}{begin}").as_bytes()).expect("room");
    for number in 0..1 << 16 {
        decoder.push(piece.as_bytes()).expect("room");
        loop {
            match decoder.next() {
                Ok(Some(_)) => {}
                Ok(None) => break,
                Err(error) => return (number * piece.len(), error.kind().clone()),
            }
        }
    }
    (usize::MAX, DecodeErrorKind::Truncated)
}

#[test]
fn memory_is_bounded_by_the_limits_and_not_by_the_answer() {
    read_items(100);
    let short = peak();
    read_items(10_000);
    assert!(peak() - short < 1 << 20, "a long answer takes {} bytes more than a short one", peak() - short);
    for (what, begin, again, most) in [
        ("a gigabyte of text", "<R><A>", "xxxxxxxxxxxxxxxx", 8 << 20),
        ("of character data", "<R><A><![CDATA[", "xxxxxxxxxxxxxxxx", 8 << 20),
        ("of text in pieces", "<R><A>", "x&amp;", 8 << 20),
        ("of comment", "<!--", "xxxxxxxxxxxxxxxx", 8 << 20),
        ("of tag name", "<", "xxxxxxxxxxxxxxxx", 8 << 20),
        ("of attributes", "<R ", "a='' ", 8 << 20),
        ("of depth", "", "<R>", 8 << 20),
        ("of depth in a skipped element", "<Other>", "<R>", 8 << 20),
        ("of skipped elements", "<Other>", "<R/>", 8 << 20),
        ("of document type", "<!DOCTYPE x [", "<!ENTITY a 'b'>", 8 << 20),
        // Here structs are larger than their XML, and the number of elements is the bound.
        ("of empty structs", "<R>", "<R/>", 40 << 20),
    ] {
        let (arrived, kind) = feed(begin, again);
        let grown = peak() - short;
        assert!(arrived < 3 << 20, "{what}: refused only after {arrived} bytes with {kind:?}");
        assert!(grown < most, "{what}: {grown} bytes more");
    }
}

fn read_items(count: usize) {
    let item = format!("<R><A>{}</A><R><B>b</B></R></R>", "x".repeat(700));
    let mut decoder = Decoder::<Get>::new(Limits::default());
    decoder.push(START.as_bytes()).expect("room");
    let piece = item.repeat(20);
    let mut items = 0;
    for _ in 0..count / 20 {
        decoder.push(piece.as_bytes()).expect("room");
        while decoder.next().expect("an item").is_some() {
            items += 1;
        }
    }
    assert_eq!(items, count);
}
