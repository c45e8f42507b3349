//! Elements made from the contract, and what this crate must understand by them.

use asmx_test_server::Node;
use ongoing_client::NAMESPACE;

use crate::coverage::is_answer;
use crate::wsdl::{Field, Shape, Wsdl};

/// How deep types that contain themselves are made.
const DEPTH: usize = 5;

/// Which parts a sample has, and what is in them.
pub(crate) enum Choices {
    /// Everything, twice where there can be more.
    Everything(u32),
    /// What stands at the top, and in it only what must be there.
    Least,
    /// As the bytes say; when they are used up, as little as can be.
    Chance(std::vec::IntoIter<u8>),
}

impl Choices {
    fn next(&mut self) -> u32 {
        match self {
            Self::Everything(counter) => {
                *counter += 1;
                *counter
            }
            Self::Least => 0,
            Self::Chance(bytes) => bytes.next().unwrap_or_default().into(),
        }
    }

    fn is_present(&mut self, depth: usize) -> bool {
        match self {
            Self::Everything(_) => depth < DEPTH,
            Self::Least => depth == 0,
            Self::Chance(_) => depth < DEPTH && !self.next().is_multiple_of(3),
        }
    }

    fn count(&mut self, depth: usize) -> usize {
        match self {
            Self::Everything(_) if depth < DEPTH => 2,
            Self::Chance(_) if depth < DEPTH => (self.next() % 3) as usize,
            _ => 0,
        }
    }
}

/// An element of a complex type, its children in contract order.
pub(crate) fn element(wsdl: &Wsdl, name: &str, xsd: &str, choices: &mut Choices, depth: usize) -> Node {
    let Shape::Complex(fields) = wsdl.shape(xsd) else { panic!("{xsd} is not complex") };
    let mut node = with_fields(wsdl, name, fields, choices, depth);
    if let Some((attribute, words)) = wsdl.attribute(xsd) {
        let word = &words[choices.next() as usize % words.len()];
        node.attributes.push((attribute.to_owned(), word.clone()));
    }
    node
}

/// An element with these children, in contract order.
pub(crate) fn with_fields(
    wsdl: &Wsdl,
    name: &str,
    fields: &[Field],
    choices: &mut Choices,
    depth: usize,
) -> Node {
    let mut node = Node::new(name.to_owned());
    for field in fields {
        if let Some(item) = wsdl.list(field) {
            let items: Vec<_> =
                (0..choices.count(depth)).map(|_| value(wsdl, item, choices, depth + 1)).collect();
            if !items.is_empty() {
                node = node.with(Node::new(field.name.clone()).with_all(items));
            }
        } else if field.unbounded {
            node = node.with_all((0..choices.count(depth)).map(|_| value(wsdl, field, choices, depth + 1)));
        } else if (field.required && !field.nillable) || choices.is_present(depth) {
            node = node.with(value(wsdl, field, choices, depth));
        }
    }
    node
}

/// An element with something in it.
pub(crate) fn value(wsdl: &Wsdl, field: &Field, choices: &mut Choices, depth: usize) -> Node {
    match wsdl.shape(&field.xsd) {
        Shape::Complex(_) => element(wsdl, &field.name, &field.xsd, choices, depth + 1),
        Shape::Enumeration(words) => {
            Node::leaf(field.name.clone(), words[choices.next() as usize % words.len()].clone())
        }
        Shape::Scalar(xsd) => Node::leaf(field.name.clone(), scalar(xsd, choices)),
    }
}

fn scalar(xsd: &str, choices: &mut Choices) -> String {
    let (a, b, c) = (choices.next(), choices.next(), choices.next());
    match xsd {
        "string" => {
            let words = [
                "Kaffe",
                "Blåbær & bringebær",
                "<ø>",
                "\"Sjø\"",
                " rund ",
                "linje 1\nlinje 2",
                "\u{1F600}",
                "]]>",
                "'",
            ];
            format!("{}{}", words[a as usize % words.len()], words[b as usize % words.len()])
        }
        "boolean" => (a % 2 == 0).to_string(),
        "int" => {
            (i64::from(a) * 1_000_003 - i64::from(b) * 7).clamp(-2_147_483_647, i32::MAX.into()).to_string()
        }
        "long" => (i64::from(a) * 1_000_000_000_003 - i64::from(b) * 7).to_string(),
        "decimal" => format!("{}{a}.{b:03}{}", if c % 2 == 0 { "-" } else { "" }, c % 9 + 1),
        "dateTime" => {
            let zone = ["", "Z", "+02:00"][c as usize % 3];
            let fraction = ["", ".25", ".123456"][b as usize % 3];
            format!(
                "20{:02}-{:02}-{:02}T12:{:02}:00{fraction}{zone}",
                a % 90 + 1,
                b % 12 + 1,
                c % 28 + 1,
                a % 60
            )
        }
        "base64Binary" => ["AAEC", "JVBERg==", "aMO4"][a as usize % 3].to_owned(),
        other => panic!("the contract has a type that was not known: {other}"),
    }
}

/// The value of a scalar type that stands for "not set", where it has one.
pub(crate) fn sentinel(xsd: &str) -> Option<&'static str> {
    Some(match xsd {
        "string" => "",
        "int" => "-2147483648",
        "long" => "-9223372036854775808",
        "decimal" => "-79228162514264337593543950335",
        "dateTime" => "0001-01-01T00:00:00",
        _ => return None,
    })
}

/// What is understood by an element of the type `owner`, written again: without what is not set. What a request always
/// has is written with the smallest value of its type.
pub(crate) fn understood(wsdl: &Wsdl, owner: &str, fields: &[Field], node: &Node) -> Node {
    let mut out = Node::new(node.name.clone());
    out.attributes.clone_from(&node.attributes);
    for field in fields {
        let child = node.child(&field.name).filter(|child| !child.nil);
        if let Some(item) = wsdl.list(field) {
            let items = child.map(|list| list.all(&item.name)).into_iter().flatten();
            let items: Vec<_> = items.filter_map(|one| understood_value(wsdl, item, one)).collect();
            out.children.extend((!items.is_empty()).then(|| Node::new(field.name.clone()).with_all(items)));
        } else if field.unbounded {
            let items = node.all(&field.name);
            out.children.extend(items.filter_map(|one| understood_value(wsdl, field, one)));
        } else {
            let value = child.and_then(|child| understood_value(wsdl, field, child));
            out.children.extend(value.or_else(|| absent(wsdl, owner, field)));
        }
    }
    out
}

/// What is understood by one value; `None` if it says that there is none.
pub(crate) fn understood_value(wsdl: &Wsdl, field: &Field, node: &Node) -> Option<Node> {
    if node.nil {
        return None;
    }
    let xsd = field.xsd.as_str();
    match wsdl.shape(xsd) {
        Shape::Complex(fields) => {
            let mut value = understood(wsdl, xsd, fields, node);
            if let (true, Some((attribute, words))) = (node.attributes.is_empty(), wsdl.attribute(xsd)) {
                value.attributes.push((attribute.to_owned(), words[0].clone()));
            }
            Some(value)
        }
        Shape::Enumeration(_) => (!node.text.is_empty()).then(|| node.clone()),
        Shape::Scalar(xsd) => {
            (!node.text.is_empty() && sentinel(xsd) != Some(node.text.as_str())).then(|| node.clone())
        }
    }
}

fn absent(wsdl: &Wsdl, owner: &str, field: &Field) -> Option<Node> {
    if !field.required || field.nillable || is_answer(owner) {
        return None;
    }
    let leaf = |text: &str| Node::leaf(field.name.clone(), text);
    Some(match wsdl.shape(&field.xsd) {
        Shape::Scalar("boolean") => leaf("false"),
        Shape::Scalar("dateTime") => leaf("0001-01-01T00:00:00"),
        Shape::Scalar(_) => leaf("0"),
        Shape::Enumeration(words) => leaf(&words[0]),
        Shape::Complex(fields) => understood(wsdl, &field.xsd, fields, &Node::new(field.name.clone())),
    })
}

/// An element as this crate writes it, for comparison.
pub(crate) fn parse(xml: &str) -> Vec<String> {
    lines(&Node::parse(xml).unwrap())
}

/// One line for each element, in document order.
pub(crate) fn lines(node: &Node) -> Vec<String> {
    fn add(node: &Node, depth: usize, lines: &mut Vec<String>) {
        let attributes = node.attributes.iter().filter(|(name, _)| !name.starts_with("xmlns"));
        let attributes: String = attributes.map(|(name, value)| format!(" {name}={value}")).collect();
        lines.push(format!("{depth} {}{attributes} {:?}", node.name, node.text));
        node.children.iter().for_each(|child| add(child, depth + 1, lines));
    }
    let mut out = Vec::new();
    add(node, 0, &mut out);
    out
}

/// The first line that differs.
pub(crate) fn compare(found: &[String], expected: &[String]) -> Result<(), String> {
    let end = found.len().max(expected.len());
    match (0..end).find(|at| found.get(*at) != expected.get(*at)) {
        Some(at) => Err(format!("found {:?}, and not {:?}", found.get(at), expected.get(at))),
        None => Ok(()),
    }
}

/// The element as a document of its own.
pub(crate) fn document(node: &Node) -> String {
    let mut xml = format!(
        "<{} xmlns=\"{NAMESPACE}\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"",
        node.name
    );
    content(node, &mut xml);
    xml
}

/// What follows an element's name. (`Node` writes no attributes.)
fn content(node: &Node, xml: &mut String) {
    for (name, value) in &node.attributes {
        *xml += &format!(" {name}=\"{value}\"");
    }
    if node.nil {
        *xml += " xsi:nil=\"true\"";
    }
    *xml += ">";
    *xml += &node.text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    for child in &node.children {
        *xml += &format!("<{}", child.name);
        content(child, xml);
    }
    *xml += &format!("</{}>", node.name);
}

/// Turns the children of every element around, and leaves those of one name in their order: a reader must not care, a
/// writer must put them right.
pub(crate) fn reversed(mut node: Node) -> Node {
    let mut names: Vec<_> = node.children.iter().map(|child| child.name.clone()).collect();
    names.dedup();
    let mut children = Vec::new();
    for name in names.into_iter().rev() {
        children.extend(node.all(&name).cloned().map(reversed));
    }
    node.children = children;
    node
}
