//! A WSDL, as far as document/literal services of ASP.NET use it.

use std::collections::BTreeMap;
use std::path::Path;

use asmx_test_server::Node;

/// What the contract says.
pub(crate) struct Wsdl {
    /// The names and actions of all operations.
    pub(crate) operations: Vec<(String, String)>,
    /// The elements of requests and answers, by name.
    elements: BTreeMap<String, Vec<Field>>,
    pub(crate) types: BTreeMap<String, Vec<Field>>,
    enumerations: BTreeMap<String, Vec<String>>,
    /// The attribute that a type demands, with the type of it.
    attributes: BTreeMap<String, (String, String)>,
}

#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) name: String,
    /// The local name of its type.
    pub(crate) xsd: String,
    pub(crate) required: bool,
    pub(crate) unbounded: bool,
    pub(crate) nillable: bool,
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
            operations: Vec::new(),
            elements: BTreeMap::new(),
            types: BTreeMap::new(),
            enumerations: BTreeMap::new(),
            attributes: BTreeMap::new(),
        };
        let mut bases = BTreeMap::new();
        for item in &definitions.child("types").unwrap().children[0].children {
            let name = item.attribute("name").unwrap_or_default().to_owned();
            match &*item.name {
                "element" => {
                    wsdl.elements.insert(name, item.children.first().map(fields).unwrap_or_default());
                }
                "complexType" => {
                    let extension = item.at(&["complexContent", "extension"]);
                    if let Some(extension) = extension {
                        bases.insert(name.clone(), local(extension.attribute("base").unwrap()));
                    }
                    if let Some(attribute) = item.child("attribute") {
                        let of = |what| local(attribute.attribute(what).unwrap());
                        wsdl.attributes.insert(name.clone(), (of("name"), of("type")));
                    }
                    wsdl.types.insert(name, fields(extension.unwrap_or(item)));
                }
                "simpleType" => {
                    let words = item.children[0].children.iter();
                    let words = words.map(|word| word.attribute("value").unwrap().to_owned());
                    wsdl.enumerations.insert(name, words.collect());
                }
                other => panic!("the schema has a {other}, which this test does not know"),
            }
        }
        for (name, base) in bases {
            let inherited = wsdl.types[&base].clone();
            wsdl.types.get_mut(&name).unwrap().splice(0..0, inherited);
        }
        // The first binding is SOAP 1.1.
        for operation in definitions.child("binding").unwrap().all("operation") {
            let soap = operation.children.iter().find(|child| child.name == "operation").unwrap();
            let (name, action) = (operation.attribute("name"), soap.attribute("soapAction"));
            wsdl.operations.push((name.unwrap().to_owned(), action.unwrap().to_owned()));
        }
        wsdl
    }

    /// The fields of an operation's request.
    pub(crate) fn request(&self, operation: &str) -> &[Field] {
        &self.elements[operation]
    }

    /// The one element in the answer of an operation; some answer nothing.
    pub(crate) fn response(&self, operation: &str) -> Option<&Field> {
        self.elements[&format!("{operation}Response")].first()
    }

    /// Where the answer keeps its items: the elements on the way, and the item's field. A result that holds a list is
    /// looked into, whatever stands beside the list.
    pub(crate) fn answer(&self, operation: &str) -> Option<(Vec<String>, Field)> {
        let result = self.response(operation)?;
        let inside = self.types.get(&result.xsd).map(Vec::as_slice).unwrap_or_default();
        // A result that says whether it is one is read whole, and an order is no list of its lines.
        let is_whole = inside.len() > 4 || inside.iter().any(|field| field.name == "Success");
        let list = inside.iter().find_map(|field| Some((field, self.list(field)?)));
        Some(match list {
            Some((field, item)) if !is_whole => (vec![result.name.clone(), field.name.clone()], item.clone()),
            _ => (Vec::new(), result.clone()),
        })
    }

    /// The item of a field that is a list inside a wrapper element: ASP.NET names the types of those alike.
    pub(crate) fn list(&self, field: &Field) -> Option<&Field> {
        field.xsd.starts_with("ArrayOf").then(|| &self.types[&field.xsd][0])
    }

    pub(crate) fn shape<'a>(&'a self, xsd: &'a str) -> Shape<'a> {
        if let Some(words) = self.enumerations.get(xsd) {
            return Shape::Enumeration(words);
        }
        self.types.get(xsd).map_or(Shape::Scalar(xsd), |fields| Shape::Complex(fields))
    }

    /// The attribute that a type demands, with its words.
    pub(crate) fn attribute(&self, xsd: &str) -> Option<(&str, &[String])> {
        let (name, kind) = self.attributes.get(xsd)?;
        Some((name, &self.enumerations[kind]))
    }
}

fn fields(complex: &Node) -> Vec<Field> {
    let sequence = complex.child("sequence").map(|sequence| sequence.children.as_slice()).unwrap_or_default();
    let fields = sequence.iter().map(|field| Field {
        name: field.attribute("name").unwrap().to_owned(),
        xsd: local(field.attribute("type").unwrap()),
        required: field.attribute("minOccurs") == Some("1"),
        unbounded: field.attribute("maxOccurs") == Some("unbounded"),
        nillable: field.attribute("nillable") == Some("true"),
    });
    fields.collect()
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap().to_owned()
}
