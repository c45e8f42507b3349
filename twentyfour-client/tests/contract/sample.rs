//! Elements made from the contract, and what this crate must understand by them.

use asmx_test_server::Node;
use twentyfour_client::NAMESPACE;

use crate::wsdl::{Field, SENTINELS, Shape, Wsdl};

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
pub(crate) fn element(
    wsdl: &Wsdl,
    name: &str,
    fields: &[Field],
    choices: &mut Choices,
    depth: usize,
) -> Node {
    let mut node = Node::new(name.to_owned());
    for field in fields.iter().filter(|field| field.xsd.is_some()) {
        if let Some(item) = wsdl.list(field) {
            let items: Vec<_> =
                (0..choices.count(depth)).map(|_| value(wsdl, item, choices, depth + 1)).collect();
            if !items.is_empty() {
                node = node.with(Node::new(field.name.clone()).with_all(items));
            }
        } else if (field.required && !field.nillable) || choices.is_present(depth) {
            node = node.with(value(wsdl, field, choices, depth));
        }
    }
    node
}

/// An element with something in it.
pub(crate) fn value(wsdl: &Wsdl, field: &Field, choices: &mut Choices, depth: usize) -> Node {
    match wsdl.shape(field.xsd.as_deref().unwrap()) {
        Shape::Complex(fields) => element(wsdl, &field.name, fields, choices, depth + 1),
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
        "short" => (i64::from(a) * 100 - i64::from(b)).clamp(-32_767, 32_767).to_string(),
        "int" => {
            (i64::from(a) * 1_000_003 - i64::from(b) * 7).clamp(-2_147_483_647, i32::MAX.into()).to_string()
        }
        "long" => (i64::from(a) * 1_000_000_007_003 - i64::from(b)).to_string(),
        "decimal" => format!("{}{a}.{b:03}{}", if c % 2 == 0 { "-" } else { "" }, c % 9 + 1),
        "double" => format!("{a}.5"),
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
        "guid" => format!("{:08x}-0000-4000-8000-{:012x}", a + 1, u64::from(b)),
        "base64Binary" => ["AAEC", "JVBERg==", "aMO4"][a as usize % 3].to_owned(),
        other => panic!("the contract has a type that was not known: {other}"),
    }
}

/// The value of a scalar type that stands for "not set", where it has one.
pub(crate) fn sentinel(xsd: &str) -> Option<&'static str> {
    let [text, short, int, decimal, double, time, guid] = SENTINELS;
    Some(match xsd {
        "string" => text,
        "short" => short,
        "int" => int,
        "long" => "-9223372036854775808",
        "decimal" => decimal,
        "double" => double,
        "dateTime" => time,
        "guid" => guid,
        _ => return None,
    })
}

/// What is understood by an element, written again: without what is not set, with what absence means.
pub(crate) fn understood(wsdl: &Wsdl, fields: &[Field], node: &Node) -> Node {
    let mut out = Node::new(node.name.clone());
    for field in fields.iter().filter(|field| field.xsd.is_some()) {
        let child = node.child(&field.name).filter(|child| !child.nil);
        let understood = match wsdl.list(field) {
            Some(item) => {
                let items = child.map(|list| list.all(&item.name)).into_iter().flatten();
                let items: Vec<_> = items.filter_map(|one| understood_value(wsdl, item, one)).collect();
                (!items.is_empty()).then(|| Node::new(field.name.clone()).with_all(items))
            }
            None => {
                child.and_then(|child| understood_value(wsdl, field, child)).or_else(|| absent(wsdl, field))
            }
        };
        out.children.extend(understood);
    }
    out
}

/// What is understood by one value; `None` if it says that there is none.
pub(crate) fn understood_value(wsdl: &Wsdl, field: &Field, node: &Node) -> Option<Node> {
    if node.nil {
        return None;
    }
    match wsdl.shape(field.xsd.as_deref()?) {
        Shape::Complex(fields) => Some(understood(wsdl, fields, node)),
        Shape::Enumeration(_) => (!node.text.is_empty()).then(|| node.clone()),
        Shape::Scalar(xsd) => {
            (!node.text.is_empty() && sentinel(xsd) != Some(node.text.as_str())).then(|| node.clone())
        }
    }
}

fn absent(wsdl: &Wsdl, field: &Field) -> Option<Node> {
    let text = match field.meaning_of_absence() {
        Some("0.0") => "0",
        Some(text) => text,
        None if field.required && !field.nillable => match wsdl.shape(field.xsd.as_deref()?) {
            Shape::Scalar("boolean") => "false",
            Shape::Scalar(xsd @ ("guid" | "dateTime")) => sentinel(xsd)?,
            _ => "0",
        },
        None => return None,
    };
    Some(Node::leaf(field.name.clone(), text))
}

/// An element as this crate writes it, for comparison.
pub(crate) fn parse(xml: &str) -> Vec<String> {
    lines(&Node::parse(xml).unwrap())
}

/// One line for each element, in document order.
pub(crate) fn lines(node: &Node) -> Vec<String> {
    fn add(node: &Node, depth: usize, lines: &mut Vec<String>) {
        lines.push(format!("{depth} {} {:?}", node.name, node.text));
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
    let xml = node.clone().in_namespace(NAMESPACE).to_xml();
    let name = 1 + node.name.len();
    format!("{} xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"{}", &xml[..name], &xml[name..])
}

/// Turns the children of every element around: a reader must not care, a writer must put them right.
pub(crate) fn reversed(mut node: Node) -> Node {
    let is_list =
        node.children.len() > 1 && node.children.iter().all(|child| child.name == node.children[0].name);
    if !is_list {
        node.children.reverse();
    }
    node.children = node.children.into_iter().map(reversed).collect();
    node
}
