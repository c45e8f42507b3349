//! The part of WSDL that document/literal services of ASP.NET use.

use std::collections::BTreeMap;
use std::path::Path;

use asmx_test_server::Node;

/// What a contract says.
pub(crate) struct Wsdl {
    /// The path of the service on its host.
    pub(crate) path: String,
    pub(crate) operations: Vec<Operation>,
    /// The elements of requests and answers, by name.
    pub(crate) elements: BTreeMap<String, Vec<Field>>,
    pub(crate) types: BTreeMap<String, Vec<Field>>,
    pub(crate) enumerations: BTreeMap<String, Vec<String>>,
}

pub(crate) struct Operation {
    pub(crate) name: String,
    pub(crate) soap_action: String,
}

#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) name: String,
    /// The local name of its type; `None` is any type.
    pub(crate) xsd: Option<String>,
    pub(crate) required: bool,
    pub(crate) unbounded: bool,
    pub(crate) nillable: bool,
    pub(crate) default: Option<String>,
}

/// What a type is, in the words of this crate.
pub(crate) enum Shape<'a> {
    Scalar(&'a str),
    Enumeration(&'a [String]),
    Complex(&'a [Field]),
}

impl Wsdl {
    pub(crate) fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap();
        let definitions = Node::parse(&text).unwrap();
        let mut wsdl = Self {
            path: String::new(),
            operations: Vec::new(),
            elements: BTreeMap::new(),
            types: BTreeMap::new(),
            enumerations: BTreeMap::new(),
        };
        for schema in &definitions.child("types").unwrap().children {
            for item in &schema.children {
                let name = item.attribute("name").unwrap_or_default().to_owned();
                match &*item.name {
                    "element" => {
                        let fields = item.children.first().map(fields).unwrap_or_default();
                        wsdl.elements.insert(name, fields);
                    }
                    "complexType" => {
                        wsdl.types.insert(name, fields(item));
                    }
                    "simpleType" if name != "guid" => {
                        let words = item.children[0]
                            .children
                            .iter()
                            .map(|word| word.attribute("value").unwrap().to_owned());
                        wsdl.enumerations.insert(name, words.collect());
                    }
                    _ => {}
                }
            }
        }
        // The first binding is SOAP 1.1.
        for operation in definitions.child("binding").unwrap().all("operation") {
            let soap = operation.children.iter().find(|child| child.name == "operation").unwrap();
            wsdl.operations.push(Operation {
                name: operation.attribute("name").unwrap().to_owned(),
                soap_action: soap.attribute("soapAction").unwrap().to_owned(),
            });
        }
        let port = definitions.child("service").and_then(|service| service.child("port")).unwrap();
        let location = port.children[0].attribute("location").unwrap();
        wsdl.path = location.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap();
        wsdl
    }

    /// The fields of an operation's request.
    pub(crate) fn request(&self, operation: &str) -> &[Field] {
        &self.elements[operation]
    }

    /// Where the answer keeps its items: the elements on the way, and the item's field.
    pub(crate) fn answer(&self, operation: &str) -> (Vec<String>, &Field) {
        let result = &self.elements[&format!("{operation}Response")][0];
        match self.list(result) {
            Some(item) => (vec![result.name.clone()], item),
            None => (Vec::new(), result),
        }
    }

    /// The item of a field that is a list inside a wrapper element.
    pub(crate) fn list(&self, field: &Field) -> Option<&Field> {
        match self.types.get(field.xsd.as_deref()?)?.as_slice() {
            [item] if item.unbounded => Some(item),
            _ => None,
        }
    }

    pub(crate) fn shape<'a>(&'a self, xsd: &'a str) -> Shape<'a> {
        if let Some(words) = self.enumerations.get(xsd) {
            return Shape::Enumeration(words);
        }
        self.types.get(xsd).map_or(Shape::Scalar(xsd), |fields| Shape::Complex(fields))
    }
}

impl Field {
    /// The value that absence stands for, unless that is "not set".
    pub(crate) fn meaning_of_absence(&self) -> Option<&str> {
        self.default.as_deref().filter(|default| !SENTINELS.contains(default))
    }
}

/// The values that stand for "not set", one for each scalar type.
pub(crate) const SENTINELS: [&str; 7] = [
    "",
    "-32768",
    "-2147483648",
    "-79228162514264337593543950335",
    "-1.7976931348623157E+308",
    "0001-01-01T00:00:00",
    "00000000-0000-0000-0000-000000000000",
];

fn fields(complex: &Node) -> Vec<Field> {
    let sequence = complex.children.iter().find(|child| child.name == "sequence");
    let fields = sequence.map(|sequence| sequence.children.as_slice()).unwrap_or_default();
    fields
        .iter()
        .map(|field| Field {
            name: field.attribute("name").unwrap().to_owned(),
            xsd: field.attribute("type").map(|name| name.rsplit(':').next().unwrap().to_owned()),
            required: field.attribute("minOccurs") == Some("1"),
            unbounded: field.attribute("maxOccurs") == Some("unbounded"),
            nillable: field.attribute("nillable") == Some("true"),
            default: field.attribute("default").map(str::to_owned),
        })
        .collect()
}
