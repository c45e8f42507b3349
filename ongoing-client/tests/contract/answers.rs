//! Every answer that the contract allows is read for what it means: each part present, absent, nil, or "not set".

use asmx_test_server::Node;

use crate::contract::{schema_for, validate};
use crate::declared::{Declared, operations, types};
use crate::sample::{
    Choices, compare, document, element, lines, parse, reversed, sentinel, understood, understood_value,
    value,
};
use crate::wsdl::{Field, Wsdl};
use crate::{lenient, the_contract};

#[test]
fn each_part_of_each_type_is_read_present_absent_nil_and_not_set() {
    let Some((_, wsdl)) = the_contract() else { return };
    let mut forms = 0;
    for declared in types() {
        let name = declared.xsd.name;
        let fields = &wsdl.types[name];
        let whole = element(&wsdl, name, name, &mut Choices::Everything(0), 0);
        for field in fields {
            for (form, variant) in variants(&wsdl, &whole, field) {
                forms += 1;
                let place = format!("{name}.{} {form}", field.name);
                let read = (declared.rewrite)(&document(&reversed(variant.clone())));
                let read = read.unwrap_or_else(|error| panic!("{place}: {error}"));
                let expected = lines(&understood(&wsdl, name, fields, &variant));
                compare(&parse(&read), &expected).unwrap_or_else(|error| panic!("{place}: {error}"));
            }
        }
    }
    println!("Ongoing SOAP: {forms} forms of fields read");
    assert!(forms > 7_000, "only {forms} forms");
}

/// An element with one of its fields in each of its forms.
fn variants(wsdl: &Wsdl, whole: &Node, field: &Field) -> Vec<(&'static str, Node)> {
    let with = |replacement: Option<Node>| {
        let mut node = whole.clone();
        node.children.retain(|child| child.name != field.name);
        node.children.extend(replacement);
        node
    };
    let mut variants = vec![
        ("present", whole.clone()),
        ("absent", with(None)),
        ("nil", with(Some(Node::nil(field.name.clone())))),
        ("empty", with(Some(Node::new(field.name.clone())))),
    ];
    if let Some(sentinel) = sentinel(&field.xsd) {
        variants.push(("not set", with(Some(Node::leaf(field.name.clone(), sentinel)))));
    }
    if let Some(item) = wsdl.list(field) {
        let one = value(wsdl, item, &mut Choices::Everything(90), 1);
        let list = Node::new(field.name.clone()).with(Node::nil(item.name.clone())).with(one);
        variants.push(("with a nil item", with(Some(list))));
    }
    variants
}

const NONE: Vec<Vec<String>> = Vec::new();

#[test]
fn each_operation_s_answer_is_found_and_valid() {
    let Some((path, wsdl)) = the_contract() else { return };
    let schema = schema_for(&lenient(&path, "answers")).remove(0);
    for operation in operations() {
        let Some((result, item)) = wsdl.answer(operation.name) else {
            let nothing = Node::new(format!("{}Response", operation.name));
            validate(&schema, &document(&nothing)).unwrap();
            assert_eq!(read(&operation, &nothing), NONE, "{}", operation.name);
            continue;
        };
        let mut choices = Choices::Everything(3);
        let count = if result.is_empty() { 1 } else { 3 };
        let items: Vec<_> = (0..count).map(|_| value(&wsdl, &item, &mut choices, 0)).collect();
        let response = |inside: Vec<Node>| {
            let name = format!("{}Response", operation.name);
            let [outer, list] = result.as_slice() else { return Node::new(name).with_all(inside) };
            let mut node = Node::new(outer.clone());
            for field in &wsdl.types[&wsdl.response(operation.name).unwrap().xsd] {
                match field.name == *list {
                    true => node = node.with(Node::new(list.clone()).with_all(inside.clone())),
                    false if field.required => node = node.with(value(&wsdl, field, &mut Choices::Least, 0)),
                    false => {}
                }
            }
            Node::new(name).with(node)
        };
        let whole = response(items.clone());
        validate(&schema, &document(&whole)).unwrap();
        let expected =
            items.iter().filter_map(|node| understood_value(&wsdl, &item, node)).map(|node| lines(&node));
        assert_eq!(read(&operation, &whole), expected.collect::<Vec<_>>(), "{}", operation.name);

        let bare = Node::new(whole.name.clone());
        assert_eq!(read(&operation, &bare), NONE, "{}: no result", operation.name);
        let outer = result.first().unwrap_or(&item.name);
        let nil = bare.with(Node::nil(outer.clone()));
        assert_eq!(read(&operation, &nil), NONE, "{}: nil result", operation.name);
        if !result.is_empty() {
            assert_eq!(read(&operation, &response(Vec::new())), NONE, "{}: empty list", operation.name);
        }
    }
}

/// The items that are read from an answer, each as [`lines`].
fn read(operation: &Declared, response: &Node) -> Vec<Vec<String>> {
    let envelope = format!(
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>{}</soap:Body></soap:Envelope>",
        document(response)
    );
    let items = (operation.answer)(&envelope).unwrap();
    let named = |xml: &String| {
        let mut value = Node::parse(xml).unwrap().children.remove(0);
        value.name = operation.item.0.into();
        lines(&value)
    };
    items.iter().map(named).collect()
}
