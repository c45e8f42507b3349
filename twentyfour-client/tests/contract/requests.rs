//! Every request that can be written is valid by the schema inside the contract, as a real validator sees it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use crate::contract::{has_validator, schema_for, skipped, validate};
use crate::declared::{Declared, operations};
use crate::sample::{Choices, compare, document, element, lines, parse, reversed, understood};
use crate::wsdl::Wsdl;

struct Validator {
    services: HashMap<&'static str, (Wsdl, PathBuf)>,
    operations: Vec<Declared>,
}

impl Validator {
    fn new(name: &str) -> Option<Self> {
        if !has_validator() {
            skipped("there is no xmllint (Debian: libxml2-utils)");
            return None;
        }
        let services = crate::contracts()?;
        let services = services.into_iter().map(|(service, path, wsdl)| {
            let schema = lenient(&schema_for(&path)[0], name);
            (service, (wsdl, schema))
        });
        Some(Self { services: services.collect(), operations: operations() })
    }

    fn check(&self, operation: &Declared, xml: &str) -> Result<(), String> {
        validate(&self.services[operation.service].1, xml).map_err(|error| format!("{error}\n{xml}"))
    }

    /// Makes a request from the contract, reads it, writes it, and looks at what came out.
    fn round(&self, operation: &Declared, mut choices: Choices) -> Result<(), String> {
        let wsdl = &self.services[operation.service].0;
        let fields = wsdl.request(operation.name);
        let sample = element(wsdl, operation.name, fields, &mut choices, 0);
        let written = (operation.rewrite)(&document(&reversed(sample.clone())));
        self.check(operation, &written)?;
        compare(&parse(&written), &lines(&understood(wsdl, fields, &sample)))
    }
}

/// The schema, but an element that may be nil may also be left out: a service understands the same by both.
fn lenient(schema: &Path, name: &str) -> PathBuf {
    let text = std::fs::read_to_string(schema).unwrap();
    let lines = text.lines().map(|line| match line.contains("nillable=\"true\"") {
        true => line.replace("minOccurs=\"1\"", "minOccurs=\"0\""),
        false => line.to_owned(),
    });
    let path = schema.with_file_name(format!("lenient-{name}.xsd"));
    std::fs::write(&path, lines.collect::<Vec<_>>().join("\n")).unwrap();
    path
}

#[test]
fn a_request_with_everything_set_is_valid() {
    let Some(validator) = Validator::new("everything") else { return };
    for operation in &validator.operations {
        validator.round(operation, Choices::Everything(0)).unwrap();
    }
}

#[test]
fn a_request_with_nothing_set_but_what_must_be_is_valid() {
    let Some(validator) = Validator::new("least") else { return };
    for operation in &validator.operations {
        validator.check(operation, &(operation.least)()).unwrap();
        validator.round(operation, Choices::Least).unwrap();
    }
}

#[test]
fn a_request_with_anything_set_is_valid() {
    let Some(validator) = Validator::new("anything") else { return };
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let cases = (0..validator.operations.len(), proptest::collection::vec(any::<u8>(), 0..400));
    let run = runner.run(&cases, |(operation, bytes)| {
        let choices = Choices::Chance(bytes.into_iter());
        validator.round(&validator.operations[operation], choices).map_err(TestCaseError::fail)
    });
    run.unwrap();
}

#[test]
fn the_validator_finds_mistakes() {
    let Some(validator) = Validator::new("mistakes") else { return };
    let find = |name| validator.operations.iter().find(|operation| operation.name == name).unwrap();
    let written = (find("SetStockQuantity").least)();
    let swapped = written.replace("productId", "productID");
    validator.check(find("SetStockQuantity"), &written).unwrap();
    validator.check(find("SetStockQuantity"), &swapped).unwrap_err();
}
