//! Every answer that the contract allows is read for what it means: each part present, absent, nil, or "not set".

use asmx_test_server::Node;
use twentyfour_client::NAMESPACE;

use crate::contract::{has_validator, schema_for, skipped, validate};
use crate::declared::{operations, types};
use crate::sample::{
    Choices, compare, document, element, lines, parse, reversed, sentinel, understood, understood_value,
    value,
};
use crate::wsdl::{Field, Wsdl};

#[test]
fn each_part_of_each_type_is_read_present_absent_nil_and_not_set() {
    let Some(contracts) = crate::contracts() else { return };
    let mut forms = 0;
    for (service, _, wsdl) in &contracts {
        for declared in types() {
            let Some(fields) = wsdl.types.get(declared.xsd.name) else { continue };
            let asmx_soap::XsdKind::Complex(own) = declared.xsd.kind else { continue };
            if own().iter().any(|own| fields.iter().all(|field| field.name != own.name)) {
                // The other service's type of this name.
                continue;
            }
            let whole = element(wsdl, declared.xsd.name, fields, &mut Choices::Everything(0), 0);
            for field in fields {
                for (form, variant) in variants(wsdl, &whole, field) {
                    forms += 1;
                    let read = (declared.rewrite)(&document(&reversed(variant.clone())));
                    let place = format!("{service}: {}.{} {form}", declared.xsd.name, field.name);
                    let read = read.unwrap_or_else(|error| panic!("{place}: {error}"));
                    let same = compare(&parse(&read), &lines(&understood(wsdl, fields, &variant)));
                    same.unwrap_or_else(|error| panic!("{place}: {error}"));
                }
            }
        }
    }
    println!("24SevenOffice: {forms} forms of fields read");
    assert!(forms > 1_300, "only {forms} forms");
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
    ];
    variants.push(("empty", with(Some(Node::new(field.name.clone())))));
    if let Some(sentinel) = field.xsd.as_deref().and_then(sentinel) {
        variants.push(("not set", with(Some(Node::leaf(field.name.clone(), sentinel)))));
    }
    if let Some(item) = wsdl.list(field) {
        let list = Node::new(field.name.clone()).with(Node::nil(item.name.clone())).with(value(
            wsdl,
            item,
            &mut Choices::Everything(90),
            1,
        ));
        variants.push(("with a nil item", with(Some(list))));
    }
    variants
}

#[test]
fn each_operation_s_answer_is_found_and_valid() {
    let Some(contracts) = crate::contracts() else { return };
    let validates = has_validator();
    if !validates {
        skipped("there is no xmllint (Debian: libxml2-utils)");
    }
    for operation in operations() {
        let (_, path, wsdl) = contracts.iter().find(|(service, ..)| *service == operation.service).unwrap();
        let (result, item) = wsdl.answer(operation.name);
        let mut choices = Choices::Everything(3);
        let items: Vec<_> =
            (0..if result.is_empty() { 1 } else { 3 }).map(|_| value(wsdl, item, &mut choices, 0)).collect();
        let body = result
            .iter()
            .rev()
            .fold(items.clone(), |inside, name| vec![Node::new(name.clone()).with_all(inside)]);
        let response = Node::new(format!("{}Response", operation.name)).with_all(body);
        if validates {
            validate(&schema_for(path)[0], &document(&response)).unwrap();
        }
        let expected: Vec<_> = items
            .iter()
            .filter_map(|node| understood_value(wsdl, item, node))
            .flat_map(|node| lines(&node))
            .collect();
        assert_eq!(read(&operation, &response), expected, "{}", operation.name);

        let bare = Node::new(response.name.clone());
        assert_eq!(read(&operation, &bare), [""; 0], "{}: no result", operation.name);
        let outer = result.first().unwrap_or(&item.name);
        let nil = bare.clone().with(Node::nil(outer.clone()));
        assert_eq!(read(&operation, &nil), [""; 0], "{}: nil result", operation.name);
        if !result.is_empty() {
            let empty = bare.with(Node::new(outer.clone()));
            assert_eq!(read(&operation, &empty), [""; 0], "{}: empty result", operation.name);
        }
    }
}

fn read(operation: &crate::declared::Declared, response: &Node) -> Vec<String> {
    let envelope = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soap:Body>{}</soap:Body></soap:Envelope>",
        response.clone().in_namespace(NAMESPACE).to_xml()
    );
    let item = |xml: &String| {
        let mut value = Node::parse(xml).unwrap().children.remove(0);
        value.name = operation.item.0.into();
        lines(&value)
    };
    (operation.answer)(&envelope).unwrap().iter().flat_map(item).collect()
}
