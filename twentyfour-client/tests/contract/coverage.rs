//! Every operation, field, order, type, word and meaningful default of the contracts is declared as it stands there.

use std::collections::BTreeSet;

use asmx_soap::{FieldInfo, Presence, XsdKind};
use asmx_test_server::Node;
use twentyfour_client::NAMESPACE;

use crate::declared::{Declared, operations, types};
use crate::wsdl::{Field, Shape, Wsdl};

/// Fields that are left out on purpose, each with the reason.
const LEFT_OUT: [(&str, &str, &str); 1] = [(
    "PageOfSyncCompany",
    "Context",
    "its type is any type, so that nothing can be said about what it holds",
)];

#[derive(Default)]
struct Walk {
    differences: Vec<String>,
    seen: BTreeSet<(&'static str, String)>,
    operations: usize,
    types: usize,
    fields: usize,
    words: usize,
    left_out: Vec<String>,
}

#[test]
fn all_of_the_contracts_is_declared_as_it_stands_there() {
    let Some(contracts) = crate::contracts() else { return };
    let declared = operations();
    let mut walk = Walk::default();
    for (service, _, wsdl) in &contracts {
        walk.service(service, wsdl, &declared);
    }
    for operation in &declared {
        let known = contracts.iter().find(|(service, ..)| *service == operation.service);
        if !known.is_some_and(|(_, _, wsdl)| wsdl.operations.iter().any(|one| one.name == operation.name)) {
            walk.differs(operation.service, operation.name, "is in no contract");
        }
    }
    println!(
        "24SevenOffice: {} services, {} operations, {} types, {} fields, {} words; left out: {:?}",
        contracts.len(),
        walk.operations,
        walk.types,
        walk.fields,
        walk.words,
        walk.left_out
    );
    assert!(walk.differences.is_empty(), "{:#?}", walk.differences);
    assert_eq!((walk.operations, walk.left_out.len()), (declared.len(), LEFT_OUT.len()));
}

#[test]
fn absence_means_what_the_contracts_say() {
    let Some(contracts) = crate::contracts() else { return };
    let mut checked = 0;
    for declared in types() {
        let empty = format!("<{} xmlns=\"{NAMESPACE}\"/>", declared.xsd.name);
        let read = Node::parse(&(declared.rewrite)(&empty).unwrap()).unwrap();
        let XsdKind::Complex(fields) = declared.xsd.kind else { unreachable!("only elements are listed") };
        let fields = fields();
        for (_, _, wsdl) in &contracts {
            let Some(in_contract) = wsdl.types.get(declared.xsd.name) else { continue };
            // Two services have a Category each.
            if !in_contract.iter().all(|field| {
                fields.iter().any(|own| own.name == field.name) || is_left_out(declared.xsd.name, &field.name)
            }) {
                continue;
            }
            for field in in_contract.iter().filter(|field| !field.required) {
                let meaning = field.meaning_of_absence().map(|text| if text == "0.0" { "0" } else { text });
                let place = format!("{}.{}", declared.xsd.name, field.name);
                assert_eq!(read.text_of(&field.name), meaning, "{place}");
                checked += 1;
            }
        }
    }
    assert!(checked > 250, "only {checked} fields were checked");
}

fn is_left_out(owner: &str, field: &str) -> bool {
    LEFT_OUT.iter().any(|(left_owner, left_field, _)| *left_owner == owner && *left_field == field)
}

impl Walk {
    fn differs(&mut self, service: &str, place: &str, what: impl std::fmt::Display) {
        self.differences.push(format!("{service}: {place} {what}"));
    }

    fn service(&mut self, service: &'static str, wsdl: &Wsdl, declared: &[Declared]) {
        for operation in &wsdl.operations {
            let own = declared.iter().find(|own| own.service == service && own.name == operation.name);
            let Some(own) = own else {
                self.differs(service, &operation.name, "is not declared");
                continue;
            };
            self.operations += 1;
            if own.soap_action != format!("\"{}\"", operation.soap_action) {
                self.differs(service, own.name, format!("has the action {}", own.soap_action));
            }
            if own.path != wsdl.path {
                self.differs(service, own.name, format!("is at {}, and not at {}", own.path, wsdl.path));
            }
            self.fields(service, wsdl, own.name, own.fields, wsdl.request(own.name));
            let (path, item) = wsdl.answer(own.name);
            if path != own.result || item.name != own.item.0 {
                self.differs(service, own.name, format!("answers in {path:?} / {}", item.name));
            }
            self.shape(service, wsdl, own.name, own.item.1, item.xsd.as_deref());
        }
    }

    fn fields(
        &mut self,
        service: &'static str,
        wsdl: &Wsdl,
        owner: &str,
        own: &[FieldInfo],
        contract: &[Field],
    ) {
        let (kept, left_out): (Vec<_>, Vec<_>) =
            contract.iter().partition(|field| !is_left_out(owner, &field.name));
        self.left_out.extend(left_out.iter().map(|field| format!("{owner}.{}", field.name)));
        let names: Vec<_> = own.iter().map(|field| field.name).collect();
        let expected: Vec<_> = kept.iter().map(|field| field.name.as_str()).collect();
        if names != expected {
            return self.differs(service, owner, format!("has {names:?}, and not {expected:?}"));
        }
        for (own, field) in own.iter().zip(kept) {
            self.fields += 1;
            let place = format!("{owner}.{}", own.name);
            let list = wsdl.list(field);
            let item = list.unwrap_or(field);
            let presence = match (list.is_some(), field.required && !field.nillable) {
                (true, _) => Presence::Repeated,
                (false, true) => Presence::Required,
                (false, false) => Presence::Optional,
            };
            if own.presence != presence {
                self.differs(service, &place, format!("is {:?}, and not {presence:?}", own.presence));
            }
            if own.item != list.map(|item| item.name.as_str()) {
                self.differs(service, &place, format!("is a list of {:?}", own.item));
            }
            if own.has_default != field.meaning_of_absence().is_some() {
                self.differs(service, &place, format!("has the default {:?}", field.default));
            }
            self.shape(service, wsdl, &place, own.xsd, item.xsd.as_deref());
        }
    }

    fn shape(
        &mut self,
        service: &'static str,
        wsdl: &Wsdl,
        place: &str,
        own: asmx_soap::Xsd,
        xsd: Option<&str>,
    ) {
        if xsd != Some(own.name) {
            return self.differs(service, place, format!("is a {}, and not a {xsd:?}", own.name));
        }
        match (wsdl.shape(own.name), own.kind) {
            (Shape::Scalar(_), XsdKind::Scalar) => {}
            (Shape::Enumeration(words), XsdKind::Enumeration(own_words)) => {
                if self.seen.insert((service, own.name.to_owned())) {
                    self.types += 1;
                    self.words += words.len();
                    if words != own_words {
                        self.differs(
                            service,
                            own.name,
                            format!("has the words {own_words:?}, and not {words:?}"),
                        );
                    }
                }
            }
            (Shape::Complex(contract), XsdKind::Complex(own_fields)) => {
                if self.seen.insert((service, own.name.to_owned())) {
                    self.types += 1;
                    self.fields(service, wsdl, own.name, own_fields(), contract);
                }
            }
            _ => self.differs(service, place, format!("is another sort of type than {}", own.name)),
        }
    }
}
