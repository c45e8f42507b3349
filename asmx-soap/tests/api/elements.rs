use asmx_soap::{
    DecodeErrorKind, Element, EncodeErrorKind, Field, Nillable, Presence, XsdKind, element, from_xml, to_xml,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::shop::{Item, ItemId, Kind};

fn item(inside: &str) -> Item {
    let xml = format!(
        r#"<Item xmlns="urn:shop" xmlns:x="http://www.w3.org/2001/XMLSchema-instance" xmlns:s="urn:shop" xmlns:o="urn:other">{inside}</Item>"#
    );
    from_xml(&xml).unwrap_or_else(|error| panic!("{inside}: {error}"))
}

fn some() -> Item {
    Item {
        id: ItemId(7),
        name: Some("Bjørn & Sønn".to_owned()),
        price: Some(Decimal::new(1250, 2)),
        kind: Some(Kind::TextBold),
        unit: Some(6),
        tags: vec!["a".to_owned(), "b".to_owned()],
        eans: vec![1, 2],
        parts: vec![Item { id: ItemId(8), kind: Some(Kind::Normal), unit: Some(1), ..Item::default() }],
        replaces: Some(Box::new(Item {
            id: ItemId(9),
            kind: Some(Kind::Normal),
            unit: Some(1),
            ..Item::default()
        })),
    }
}

#[test]
fn writes_in_contract_order_and_leaves_out_what_is_not_set() {
    assert_eq!(
        to_xml(&some()).expect("writable"),
        concat!(
            r#"<Item xmlns="urn:shop"><Id>7</Id><Name>Bjørn &amp; Sønn</Name><Price>12.50</Price><Kind>Text_Bold</Kind>"#,
            "<Unit>6</Unit><Tags><string>a</string><string>b</string></Tags><Ean>1</Ean><Ean>2</Ean>",
            "<Parts><Item><Id>8</Id><Kind>Normal</Kind><Unit>1</Unit></Item></Parts>",
            "<Replaces><Id>9</Id><Kind>Normal</Kind><Unit>1</Unit></Replaces></Item>"
        )
    );
    assert_eq!(to_xml(&Item::default()).expect("writable"), r#"<Item xmlns="urn:shop"><Id>0</Id></Item>"#);
    assert_eq!(from_xml::<Item>(&to_xml(&some()).expect("writable")), Ok(some()));
}

proptest! {
    #[test]
    fn the_order_of_elements_and_strangers_among_them_do_not_matter(
        children in Just(vec![
            "<Id>7</Id>", "<Name>Bjørn &amp; Sønn</Name>", "<Price>12.50</Price>", "<Kind>Text_Bold</Kind>", "<Unit>6</Unit>",
            "<Tags><string>a</string><Id>5</Id><string>b</string></Tags>",
            "<Parts><Item><Id>8</Id></Item><Other/></Parts>", "<Replaces><Id>9</Id></Replaces>",
            "<Unknown><Id>1</Id></Unknown>", "<o:Id>2</o:Id>", "<o:Name><o:Id/></o:Name>", "stray text", "<!-- <Id>3</Id> -->",
            "<![CDATA[<Id>4</Id>]]>", "<?Id 6?>", "<Empty/>", "&amp;",
        ]).prop_shuffle(),
    ) {
        let read = item(&format!("<Ean>1</Ean>{}<Ean>2</Ean>", children.concat()));
        prop_assert_eq!(read, some());
    }
}

#[test]
fn names_count_in_their_namespace_whatever_the_prefix() {
    for xml in [
        r#"<Item xmlns="urn:shop"><Id>7</Id></Item>"#,
        r#"<a:Item xmlns:a="urn:shop"><a:Id>7</a:Id></a:Item>"#,
        r#"<a:Item xmlns:a="urn:shop" xmlns="urn:other"><a:Id>7</a:Id><Id>8</Id></a:Item>"#,
        r#"<a:Item xmlns:a="urn:shop"><b:Id xmlns:b="urn:shop">7</b:Id><Id>8</Id></a:Item>"#,
        r#"<Item xmlns="urn:shop"><Id>7</Id><Id xmlns="">8</Id></Item>"#,
        r#"<Item xmlns="urn:shop"><Id>7</Id><Id xmlns="urn:other">8</Id></Item>"#,
        r#"<Item xmlns='urn:&#115;hop'><Id>7</Id></Item>"#,
        r#"<a:Item xmlns:a="urn:other" xmlns:b="urn:shop" xmlns:c="urn:other" xmlns:a2="" ><x/></a:Item><!---->"#,
        r#"<Item xmlns="urn:shop"><x xmlns="urn:other" xmlns:a="urn:other"/><Id>7</Id></Item>"#,
        r#"<a:Item xmlns:a="urn:shop"><x xmlns:a="urn:other"><a:Id>8</a:Id></x><a:Id>7</a:Id></a:Item>"#,
        r#"<a:Item xmlns:a="urn:shop"><a:Name xmlns:a="urn:other"/><a:Id>7</a:Id></a:Item>"#,
        r#"<Item xmlns="urn:shop" xml:lang="no"><xml:Id>9</xml:Id><Id xml:space="preserve">7</Id></Item>"#,
        r#"<Item xmlns="urn:shop"><Id a="1" b = '>' c="&lt;">7</Id></Item>"#,
    ] {
        match from_xml::<Item>(xml) {
            Ok(read) => assert_eq!(read.id, ItemId(7), "{xml}"),
            Err(error) => assert!(xml.starts_with(r#"<a:Item xmlns:a="urn:other""#), "{xml}: {error}"),
        }
    }
    let error = from_xml::<Item>(r#"<Item xmlns="urn:shop"><p:Id>7</p:Id></Item>"#).expect_err("undeclared");
    assert_eq!(error.kind(), &DecodeErrorKind::UndeclaredPrefix("p".to_owned()));
    let error = from_xml::<Item>(r#"<Item xmlns="urn:other"/>"#).expect_err("another namespace");
    assert_eq!(error.to_string(), "unexpected {urn:other}Item in the SOAP envelope");
}

#[test]
fn nil_at_every_level_is_not_set() {
    let nothing = item("<Id>7</Id>");
    for inside in [
        r#"<Id>7</Id><Name x:nil="true"/><Price x:nil="1"></Price><Tags x:nil="true"/><Parts x:nil="true"/>"#,
        r#"<Id>7</Id><Replaces x:nil="true"/><Ean x:nil="true"/>"#,
        r#"<Id>7</Id><Tags><string x:nil="true"/></Tags><Parts><Item x:nil="true"/></Parts>"#,
        r#"<Id>7</Id><Name y:nil="true" xmlns:y="http://www.w3.org/2001/XMLSchema-instance"/>"#,
    ] {
        assert_eq!(item(inside), nothing, "{inside}");
    }
    // Only the schema's own attribute makes an element nil.
    for inside in
        [r#"<Name o:nil="true">n</Name>"#, r#"<Name nil="true">n</Name>"#, r#"<Name x:nil="false">n</Name>"#]
    {
        assert_eq!(item(inside).name.as_deref(), Some("n"), "{inside}");
    }
    let error =
        from_xml::<Item>(r#"<Item xmlns="urn:shop"><Name z:nil="true"/></Item>"#).expect_err("undeclared");
    assert_eq!(error.kind(), &DecodeErrorKind::UndeclaredPrefix("z".to_owned()));
    assert_eq!(
        from_xml::<Item>(
            r#"<Item xmlns="urn:shop" xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:nil="true"/>"#
        ),
        Ok(Item::default())
    );
}

#[test]
fn a_default_that_vanished_comes_back() {
    assert_eq!((item("").kind, item("").unit), (Some(Kind::Normal), Some(1)));
    assert_eq!(item("<Unit>12</Unit><Kind>Later</Kind>").kind, Some(Kind::Unknown("Later".to_owned())));
    // A sentinel, an empty element and nil mean the same as absence.
    assert_eq!(item("<Unit>-32768</Unit><Kind/>").unit, Some(1));
    assert_eq!(item(r#"<Unit x:nil="true"/><Kind> </Kind>"#).kind, Some(Kind::Normal));
}

#[test]
fn lists_with_and_without_a_wrapper() {
    assert_eq!(item("<Tags/><Parts></Parts>"), item(""));
    assert_eq!(
        item("<Tags><string>a</string></Tags><Tags><string/><string>b</string></Tags>").tags,
        ["a", "b"]
    );
    assert_eq!(item("<Ean>1</Ean><Name>n</Name><Ean>-9223372036854775808</Ean><Ean>2</Ean>").eans, [1, 2]);
}

#[test]
fn an_element_may_contain_itself() {
    let deep = (0..20).fold("<Id>1</Id>".to_owned(), |inside, _| format!("<Replaces>{inside}</Replaces>"));
    let mut read = &item(&deep);
    let mut depth = 0;
    while let Some(next) = &read.replaces {
        (read, depth) = (next, depth + 1);
    }
    assert_eq!((depth, read.id), (20, ItemId(1)));
}

#[test]
fn errors_name_the_place() {
    let read = |inside: &str| from_xml::<Item>(&format!(r#"<Item xmlns="urn:shop">{inside}</Item>"#));
    let error = read("<Parts><Item><Parts><Item><Price>x</Price></Item></Parts></Item></Parts>")
        .expect_err("no number");
    assert_eq!(error.path(), "Item/Parts/Item/Parts/Item/Price");
    assert!(error.is_item());
    assert_eq!(read("<Tags><string><b/></string></Tags>").expect_err("markup").path(), "Item/Tags/string");
}

#[test]
fn what_is_no_single_element_is_refused() {
    for xml in [
        "",
        "text",
        "<!-- -->",
        "<Other/>",
        r#"<Item xmlns="urn:shop"/><Item/>"#,
        r#"<Item xmlns="urn:shop"/>text"#,
        r#"<Item xmlns="urn:shop">"#,
        r#"</Item>"#,
        r#"<Item xmlns="urn:shop"></item>"#,
        "<>",
        "< Item/>",
    ] {
        assert!(from_xml::<Item>(xml).is_err(), "{xml}");
    }
    assert!(
        from_xml::<Item>("\u{feff}<?xml version='1.0'?>\n<!-- --><Item xmlns='urn:shop'/>\n<!-- -->\n")
            .is_ok()
    );
}

#[test]
fn declarations_can_be_walked() {
    let names: Vec<_> = Item::FIELDS.iter().map(|field| (field.name, field.item, field.presence)).collect();
    assert_eq!(
        names[..7],
        [
            ("Id", None, Presence::Required),
            ("Name", None, Presence::Optional),
            ("Price", None, Presence::Optional),
            ("Kind", None, Presence::Optional),
            ("Unit", None, Presence::Optional),
            ("Tags", Some("string"), Presence::Repeated),
            ("Ean", None, Presence::Repeated),
        ]
    );
    assert!(Item::FIELDS[4].has_default && !Item::FIELDS[1].has_default);
    let XsdKind::Complex(fields) = <Option<Box<Item>> as Field>::XSD.kind else { panic!("an element") };
    assert_eq!(fields().len(), Item::FIELDS.len());
}

element! {
    /// Changes an item.
    pub struct ChangeItem in "urn:shop" {
        /// Which one.
        "Id" id: i32,
        /// Into what.
        "Kind" kind: Kind,
        /// What it costs then; nil takes the price away.
        "Price" price: Nillable<Decimal>,
    }
}

#[test]
fn an_element_that_may_be_nil_is_written_and_read_back() {
    let change = ChangeItem { id: 7, kind: Kind::Normal, price: Nillable(None) };
    let xml = to_xml(&change).expect("writable");
    assert_eq!(
        xml,
        r#"<ChangeItem xmlns="urn:shop"><Id>7</Id><Kind>Normal</Kind><Price xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></ChangeItem>"#
    );
    assert_eq!(from_xml::<ChangeItem>(&xml), Ok(change.clone()));
    let priced = ChangeItem { price: Decimal::ONE.into(), ..change };
    let xml = to_xml(&priced).expect("writable");
    assert!(xml.ends_with("<Price>1</Price></ChangeItem>"), "{xml}");
    assert_eq!(from_xml::<ChangeItem>(&xml), Ok(priced));
    assert_eq!(<Nillable<Decimal> as Field>::PRESENCE, Presence::Required);
}

#[test]
fn an_enumeration_that_was_forgotten_is_refused_and_not_sent_as_its_first_word() {
    let change = ChangeItem { id: 7, ..ChangeItem::default() };
    let error = to_xml(&change).expect_err("no value was chosen");
    assert_eq!((&*error.element, error.kind), ("Kind", EncodeErrorKind::NotSet));
    assert_eq!(error.to_string(), "Kind: it must be set, but no value was chosen");
}
