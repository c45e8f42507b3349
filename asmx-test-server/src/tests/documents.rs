use super::super::{Node, control::mask};

#[test]
fn reads_namespaces_entities_cdata_and_nil() {
    let xml = "\u{feff}<?xml version='1.0'?><!-- c --><a:Order xmlns:a='urn:a' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'>
        <a:Title>Fish &amp; &#67;hips <![CDATA[<fresh>]]></a:Title>
        <a:Paid i:nil='true'/>
        <b:Title xmlns:b='urn:b'>other</b:Title>
        <Title>none</Title>
        <a:Row/><a:Row/>
    </a:Order>";
    let order = Node::parse(xml).unwrap();
    assert_eq!((&*order.name, order.namespace.as_deref()), ("Order", Some("urn:a")));
    assert_eq!(order.text_of("Title"), Some("Fish & Chips <fresh>"));
    assert!(order.child("Paid").unwrap().nil);
    assert_eq!(order.text_of("Paid"), None);
    assert_eq!(order.all("Title").count(), 1, "elements of other namespaces do not count");
    assert_eq!(order.all("Row").count(), 2);
    assert_eq!(order.text, "", "white space between children is not text");
}

#[test]
fn keeps_white_space_that_is_content() {
    assert_eq!(Node::parse("<a>  x\n </a>").unwrap().text, "  x\n ");
    assert_eq!(Node::parse("<a> </a>").unwrap().text, " ");
}

#[test]
fn refuses_what_is_not_one_plain_document() {
    let deep = format!("{}{}", "<a>".repeat(200), "</a>".repeat(200));
    for (xml, problem) in [
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "DTD"),
        ("<a>&b;</a>", "entity"),
        ("<a><b></a>", "b"),
        ("<a>", "unexpected end"),
        ("", "no root"),
        ("<a/><b/>", "second root"),
        ("<a/>text", "outside"),
        ("<p:a/>", "prefix"),
        (deep.as_str(), "too deep"),
    ] {
        let error = Node::parse(xml).unwrap_err();
        assert!(error.to_string().contains(problem), "{xml}: {error}");
    }
}

#[test]
fn writes_inherited_namespaces_escapes_and_nil() {
    let node = Node::new("A")
        .in_namespace("urn:a")
        .with(Node::leaf("B", "1 < 2 & \"3\"\r\n"))
        .with(Node::nil("C"))
        .with(Node::new("D").in_namespace("urn:d").with(Node::new("E")));
    assert_eq!(
        node.to_xml(),
        "<A xmlns=\"urn:a\"><B>1 &lt; 2 &amp; &quot;3&quot;&#xD;\n</B><C xsi:nil=\"true\" /><D xmlns=\"urn:d\"><E /></D></A>"
    );
}

#[test]
fn what_is_written_reads_back() {
    let node = Node::new("A")
        .in_namespace("urn:a")
        .with(Node::leaf("B", "æøå ]]> &amp; \t\r\n"))
        .with(Node::nil("C"));
    let envelope = Node::parse(&super::super::envelope(&node.to_xml())).unwrap();
    let back = &envelope.children[0].children[0];
    assert_eq!(back.text_of("B"), Some("æøå ]]> &amp; \t\r\n"));
    assert!(back.child("C").unwrap().nil);
}

#[test]
fn masks_passwords_in_any_dress() {
    assert_eq!(mask("<Password>tiger</Password><a>b</a>"), "<Password>***</Password><a>b</a>");
    assert_eq!(
        mask("<n:UserPassword x='y'><![CDATA[ti<ger]]></n:UserPassword>"),
        "<n:UserPassword x='y'>***</n:UserPassword>"
    );
    assert_eq!(mask("<Password/><a>b</a>"), "<Password/><a>b</a>");
    assert_eq!(mask("<Password>tiger"), "<Password>***");
    assert_eq!(mask("no xml"), "no xml");
}
