//! Every operation of the vendor's document has a method, with its parameters, what it sends, and what it is answered with.

use std::collections::BTreeSet;

use asmx_soap::Presence;
use ongoing_client::rest::model::{FieldInfo, RecordInfo, Shape};
use ongoing_client::rest::operation::{AnswerInfo, OperationInfo, all};
use serde_json::Value;

use super::openapi::document;

struct Walk<'a> {
    document: &'a Value,
    differences: Vec<String>,
    seen: BTreeSet<String>,
    operations: usize,
    parameters: usize,
    members: usize,
}

#[test]
fn every_operation_parameter_and_member_of_the_document_is_declared() {
    let Some(document) = document() else { return };
    let mut walk = Walk {
        document: &document,
        differences: Vec::new(),
        seen: BTreeSet::new(),
        operations: 0,
        parameters: 0,
        members: 0,
    };
    let mut missing = Vec::new();
    let paths = document["paths"].as_object().unwrap();
    for (path, verbs) in paths {
        let path = path.strip_prefix("/api/v1").unwrap();
        for (verb, operation) in verbs.as_object().unwrap() {
            let method = verb.to_uppercase();
            match all().find(|own| own.path == path && own.method == method) {
                Some(own) => walk.operation(own, operation),
                None => missing.push(format!("{method} {path}")),
            }
        }
    }
    let total: usize = paths.values().map(|verbs| verbs.as_object().unwrap().len()).sum();
    println!(
        "Ongoing REST: {} paths, {} of {total} operations, {} parameters, {} types, {} members",
        paths.len(),
        walk.operations,
        walk.parameters,
        walk.seen.len(),
        walk.members,
    );
    assert!(missing.is_empty(), "operations without a method: {missing:#?}");
    assert!(walk.differences.is_empty(), "{:#?}", walk.differences);
    assert_eq!(all().count(), total, "an operation is not in the document, or twice");
    let names: BTreeSet<_> = all().map(|own| own.name).collect();
    assert_eq!(names.len(), total, "two operations have one method");
    let listed: BTreeSet<_> = super::contract_records::schemas().into_iter().map(str::to_owned).collect();
    let records: BTreeSet<_> =
        walk.seen.iter().filter(|name| name.as_str() != "PostArticleStructureKind").collect();
    assert!(listed.iter().eq(records), "the other test leaves types out, or has more");
}

impl Walk<'_> {
    fn differs(&mut self, place: &str, what: impl std::fmt::Display) {
        self.differences.push(format!("{place} {what}"));
    }

    fn operation(&mut self, own: &OperationInfo, operation: &Value) {
        self.operations += 1;
        let place = format!("{} {}", own.method, own.path);
        let none = Vec::new();
        let parameters = operation["parameters"].as_array().unwrap_or(&none);
        let of = |kind: &str| {
            parameters.iter().filter(move |parameter| parameter["in"] == *kind).collect::<Vec<_>>()
        };
        self.places(&place, own, &of("path"));
        self.query(&place, own, &of("query"));
        let body = &operation["requestBody"]["content"]["application/json"]["schema"];
        match own.body {
            Some(record) if !body.is_null() => self.record(&format!("{place} (body)"), record, body),
            None if body.is_null() => {}
            _ => self.differs(&place, "sends something else"),
        }
        let answer = &operation["responses"]["200"]["content"]["application/json"]["schema"];
        match own.answer {
            AnswerInfo::One(record) => self.record(&format!("{place} (answer)"), record, answer),
            AnswerInfo::List(record) if answer["type"] == "array" => {
                self.record(&format!("{place} (answer)"), record, &answer["items"]);
            }
            AnswerInfo::Nothing if answer["x-untyped-response"] == true => {}
            other => self.differs(&place, format!("is answered with {other:?}")),
        }
    }

    /// The path names its parameters; the document may list them in another order.
    fn places(&mut self, place: &str, own: &OperationInfo, parameters: &[&Value]) {
        let names: Vec<_> = own.path.split('{').skip(1).map(|part| part.split('}').next().unwrap()).collect();
        if names.len() != own.places.len() || names.len() != parameters.len() {
            return self.differs(place, format!("has {} parameters in its path", own.places.len()));
        }
        for (name, shape) in names.into_iter().zip(own.places) {
            self.parameters += 1;
            match parameters.iter().find(|parameter| parameter["name"] == name) {
                Some(parameter) => self.shape(place, *shape, &parameter["schema"]),
                None => self.differs(place, format!("has no {name} in its path")),
            }
        }
    }

    fn query(&mut self, place: &str, own: &OperationInfo, parameters: &[&Value]) {
        let fields: Vec<&FieldInfo> = own.query.iter().copied().flatten().collect();
        let owner = own.names_owner.then_some("goodsOwnerId");
        let named: BTreeSet<_> = fields.iter().map(|field| field.name).chain(owner).collect();
        let expected: BTreeSet<_> =
            parameters.iter().map(|parameter| parameter["name"].as_str().unwrap()).collect();
        if named != expected {
            return self.differs(place, format!("asks with {named:?}, and not {expected:?}"));
        }
        self.parameters += named.len();
        for field in fields {
            let place = format!("{place}?{}", field.name);
            let parameter = parameters.iter().find(|parameter| parameter["name"] == field.name).unwrap();
            let (is_list, schema) = list(&parameter["schema"]);
            let required = parameter["required"] == true;
            if (field.presence == Presence::Required) != required
                || (field.presence == Presence::Repeated) != is_list
            {
                self.differs(&place, format!("is {:?}", field.presence));
            }
            self.shape(&place, field.shape, schema);
        }
    }

    fn record(&mut self, place: &str, own: RecordInfo, schema: &Value) {
        let Some(name) = reference(schema) else { return self.differs(place, "is no type of its own") };
        if !own.schemas.contains(&name) {
            return self.differs(place, format!("is a {:?}, and not a {name}", own.schemas));
        }
        if !self.seen.insert(name.to_owned()) {
            return;
        }
        let schema = &self.document["components"]["schemas"][name];
        let required: Vec<_> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let members = schema["properties"].as_object().unwrap();
        let names: BTreeSet<_> = own.fields.iter().map(|field| field.name).collect();
        let expected: BTreeSet<_> = members.keys().map(String::as_str).collect();
        if names != expected || own.fields.len() != members.len() {
            return self.differs(name, format!("has {names:?}, and not {expected:?}"));
        }
        for field in own.fields {
            self.members += 1;
            let place = format!("{name}.{}", field.name);
            let (is_list, schema) = list(&members[field.name]);
            let nullable = members[field.name]["nullable"] == true;
            let fits = match field.presence {
                Presence::Repeated => is_list,
                Presence::Required => !is_list && !nullable,
                Presence::Optional => !is_list && !required.contains(&field.name),
                _ => false,
            };
            if !fits {
                self.differs(&place, format!("is {:?}", field.presence));
            }
            self.shape(&place, field.shape, schema);
        }
    }

    fn shape(&mut self, place: &str, own: Shape, schema: &Value) {
        let fits = match own {
            Shape::Record(record) => return self.record(place, record(), schema),
            Shape::Words(words) => {
                let Some(name) = reference(schema) else { return self.differs(place, "is no list of words") };
                self.seen.insert(name.to_owned());
                let listed = self.document["components"]["schemas"][name]["enum"].as_array();
                listed.is_some_and(|listed| listed.iter().filter_map(Value::as_str).eq(words.iter().copied()))
            }
            Shape::Text => schema["type"] == "string" && schema["format"].is_null(),
            Shape::Time => schema["type"] == "string" && schema["format"] == "date-time",
            Shape::Integer => schema["type"] == "integer" && schema["format"] == "int32",
            Shape::Decimal => schema["type"] == "number",
            Shape::Boolean => schema["type"] == "boolean",
            _ => false,
        };
        if !fits {
            self.differs(place, format!("is {own:?}, and not {schema}"));
        }
    }
}

fn list(schema: &Value) -> (bool, &Value) {
    if schema["type"] == "array" { (true, &schema["items"]) } else { (false, schema) }
}

/// The name of the schema that a schema refers to.
fn reference(schema: &Value) -> Option<&str> {
    let reference = schema.get("$ref").or_else(|| schema.get("allOf")?.get(0)?.get("$ref"))?;
    reference.as_str()?.strip_prefix("#/components/schemas/")
}
