//! Items whose XML is broken: they are passed over alone, where that is safe.

use asmx_soap::{DecodeErrorKind, Decoder, Effect, Limits, Operation, element};
use rust_decimal::Decimal;

element! {
    /// What identifies a book.
    pub struct Head by number in "urn:shop" {
        /// Its title.
        "Title" title: Option<String>,
        /// Its number.
        "Number" number: Option<String>,
    }

    /// A chapter, which has an id of its own.
    pub struct Chapter by id in "urn:shop" {
        /// Id.
        "ChapterId" id: Option<i32>,
        /// How long it is.
        "Pages" pages: Option<i32>,
    }

    /// A book.
    pub struct Book by head in "urn:shop" {
        /// What it costs.
        "Price" price: Option<Decimal>,
        /// Its chapters.
        "Chapters"/"Chapter" chapters: Vec<Chapter>,
        /// Which one it is.
        "Head" head: Option<Head>,
        /// A word about it.
        "Remark" remark: Option<String>,
    }

    /// Asks for books.
    pub struct GetBooks in "urn:shop" {}

    /// Saves books.
    pub struct SaveBooks in "urn:shop" {}
}

impl Operation for GetBooks {
    type Item = Book;
    const RESULT: &'static [&'static str] = &["GetBooksResult"];
    const ITEM: &'static str = "Book";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for SaveBooks {
    type Item = Book;
    const RESULT: &'static [&'static str] = &["SaveBooksResult"];
    const ITEM: &'static str = "Book";
    const EFFECT: Effect = Effect::Idempotent;
}

fn answer(operation: &str, books: &str) -> String {
    format!(
        r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><{operation}Response xmlns="urn:shop"><{operation}Result>{books}</{operation}Result></{operation}Response></s:Body></s:Envelope>"#
    )
}

/// The numbers of the books; those that could not be read with a question mark; and how it ended.
fn read<O: Operation<Item = Book>>(
    xml: &[u8],
    piece: usize,
    limits: Limits,
) -> (Vec<String>, Option<DecodeErrorKind>) {
    let mut decoder = Decoder::<O>::new(limits);
    let mut books = Vec::new();
    for piece in xml.chunks(piece).chain([&b""[..]]) {
        decoder.push(piece).expect("room");
        if piece.is_empty() {
            decoder.end();
        }
        loop {
            match decoder.next() {
                Ok(Some(book)) => books.push(book.head.and_then(|head| head.number).unwrap_or_default()),
                Ok(None) => break,
                Err(error) if error.is_item() => books.push(format!("{}?", error.id().unwrap_or_default())),
                Err(error) => return (books, Some(error.kind().clone())),
            }
        }
    }
    assert!(decoder.is_done() && decoder.saw_result());
    (books, None)
}

fn get(books: &str) -> (Vec<String>, Option<DecodeErrorKind>) {
    let xml = answer("GetBooks", books);
    let whole = read::<GetBooks>(xml.as_bytes(), xml.len(), Limits::default());
    for piece in [1, 7, 64] {
        assert_eq!(read::<GetBooks>(xml.as_bytes(), piece, Limits::default()), whole, "{books}");
    }
    whole
}

fn book(number: &str) -> String {
    format!("<Book><Head><Number>{number}</Number></Head></Book>")
}

#[test]
fn a_broken_item_is_passed_over_alone_wherever_it_stands_and_however_it_is_broken() {
    for broken in [
        "a<b",
        "a</b",
        "a<",
        "a & b",
        "&unknown;",
        "&#x;",
        "<!-- a",
        "<![CDATA[ a",
        "</Wrong>",
        "</Book",
        "<x:y/>",
        "<? a",
        "<a b=\"",
        "&",
        "\u{0}<a \u{1}='",
    ] {
        let bad = format!("<Book><Head><Number>7</Number></Head><Remark>{broken}</Remark></Book>");
        let (one, two) = (book("1"), book("2"));
        for (books, expected) in [
            (format!("{one}{bad}{two}"), ["1", "7?", "2"]),
            (format!("{bad}{one}{two}"), ["7?", "1", "2"]),
            (format!("{one}{two}{bad}"), ["1", "2", "7?"]),
        ] {
            assert_eq!(get(&books), (expected.map(str::to_owned).to_vec(), None), "{broken}");
        }
    }
}

#[test]
fn a_lost_end_tag_costs_no_other_item() {
    let (one, two) = (book("1"), book("2"));
    let bad = "<Book><Head><Number>7</Number></Head></_Book>";
    assert_eq!(get(&format!("{one}{bad}{two}")).0, ["1", "7?", "2"]);
    assert_eq!(get(&format!("{one}{two}{bad}")).0, ["1", "2", "7?"]);
    assert_eq!(get(&format!("{bad}{bad}{one}")).0, ["7?", "7?", "1"]);
}

#[test]
fn the_id_is_named_where_it_stands_before_or_behind_what_is_broken_and_never_guessed() {
    for (bad, expected) in [
        ("<Remark>a<b</Remark><Head><Number>7</Number></Head>", "7?"),
        ("<Head><Title>a<b</Title><Number>7</Number></Head>", "7?"),
        ("<Head><Number>7</Number><Title>a<b</Title></Head>", "7?"),
        ("<Remark>a<b</Remark><Head><Number>7</Number><Number>8</Number></Head>", "?"),
        ("<Remark>a<b</Remark>", "?"),
        // A value that does not fit is no matter of XML, and the id of a chapter is not the book's.
        ("<Price>much</Price><Head><Number>7</Number></Head>", "7?"),
        ("<Chapters><Chapter><ChapterId>3</ChapterId><Pages>x</Pages></Chapter></Chapters>", "?"),
        ("<Chapters><Chapter><ChapterId>3</ChapterId><Pages>a<b</Pages></Chapter></Chapters>", "?"),
        ("<Head><Number>7</Number><Number><b/></Number></Head>", "7?"),
    ] {
        let books = format!("{}<Book>{bad}</Book>{}", book("1"), book("2"));
        assert_eq!(get(&books).0, ["1", expected, "2"], "{bad}");
    }
}

#[test]
fn what_passes_the_bounds_of_an_item_is_passed_over_alone_within_the_bytes_of_one() {
    let mut limits = Limits::default();
    limits.item_bytes = 500;
    limits.item_elements = 20;
    limits.depth = 12;
    limits.attributes = 4;
    let read_with = |inside: &str, piece: usize| {
        let bad = format!("<Book><Head><Number>7</Number></Head>{inside}</Book>");
        let xml = answer("GetBooks", &format!("{}{bad}{}", book("1"), book("2")));
        read::<GetBooks>(xml.as_bytes(), piece, limits)
    };
    for piece in [1, 100, 10_000] {
        for inside in [
            "<Other/>".repeat(30),
            format!("{}{}", "<O>".repeat(20), "</O>".repeat(20)),
            "<O a='' b='' c='' d='' e=''/>".to_owned(),
        ] {
            let (books, end) = read_with(&inside, piece);
            assert_eq!((books, end), (["1", "7?", "2"].map(str::to_owned).to_vec(), None), "{inside:.20}");
        }
        // Whoever sends without an end is not read to the end.
        for inside in ["x".repeat(5000), "<Other/>".repeat(5000), format!("a<b{}", "x".repeat(5000))] {
            let (books, end) = read_with(&inside, piece);
            assert_eq!(books, ["1"], "{inside:.20}");
            assert!(end.is_some(), "{inside:.20}");
        }
    }
}

#[test]
fn what_is_broken_outside_of_items_or_cut_off_or_was_a_write_fails_as_a_whole() {
    let bad = "<Book><Head><Number>7</Number></Head><Remark>a<b</Remark></Book>";
    let xml = answer("SaveBooks", &format!("{}{bad}{}", book("1"), book("2")));
    let (books, end) = read::<SaveBooks>(xml.as_bytes(), xml.len(), Limits::default());
    assert_eq!(books, ["1"]);
    assert!(matches!(end, Some(DecodeErrorKind::Malformed(_))), "{end:?}");
    for between in ["<", "</Wrong>", "&amp;", "<_Book></Book>"] {
        let (books, end) = get(&format!("{}{between}{}", book("1"), book("2")));
        assert!(end.is_some(), "{between}: {books:?}");
    }
    let doctype = get("<Book><Remark><!DOCTYPE x></Remark></Book>").1;
    assert_eq!(doctype, Some(DecodeErrorKind::Doctype));
    let xml = answer("GetBooks", &format!("{}{bad}{}", book("1"), book("2")));
    for length in 0..xml.len() {
        let (books, end) = read::<GetBooks>(&xml.as_bytes()[..length], 7, Limits::default());
        assert!(end.is_some(), "after {length} bytes: {books:?}");
    }
}
