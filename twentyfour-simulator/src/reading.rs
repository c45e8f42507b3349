//! Requests, read the way .NET's `XmlSerializer` reads them: in contract order, silently skipping what stands in the
//! wrong place, under a wrong name or in a wrong namespace.

use asmx_test_server::{Fault, Node};

use super::{
    options::Zone,
    record::{Record, Value},
    scalar,
    schema::{Field, Kind, Type},
};

/// Reads an element into a record of that type.
pub(super) fn read(node: &Node, of: &'static Type, zone: &Zone) -> Result<Record, Fault> {
    let mut record = Record::new(of);
    let mut next = 0;
    for child in node.children.iter().filter(|child| node.is_home_of(child)) {
        let Some(at) = of.position(&child.name).filter(|at| *at >= next) else { continue };
        next = at + 1;
        if !child.nil {
            record.values[at] = value(child, &of.fields[at], zone)?;
        }
    }
    Ok(record)
}

fn value(node: &Node, field: &'static Field, zone: &Zone) -> Result<Value, Fault> {
    let items = |name: &'static str| node.all(name).filter(|item| !item.nil);
    Ok(match field.kind {
        Kind::Record(of) => Value::Record(Box::new(read(node, of, zone)?)),
        Kind::Records(of) => {
            Value::Records(items(of.name).map(|item| read(item, of, zone)).collect::<Result<_, _>>()?)
        }
        Kind::Ints => {
            Value::Texts(items("int").map(|item| scalar_of(item, Kind::Int)).collect::<Result<_, _>>()?)
        }
        Kind::Texts => Value::Texts(items("string").map(|item| item.text.clone()).collect()),
        Kind::Many(of) => {
            Value::Texts(items(of.name).map(|item| scalar_of(item, field.kind)).collect::<Result<_, _>>()?)
        }
        Kind::Time => {
            let (time, offset) = scalar::read_time(&node.text).ok_or_else(|| invalid(node, "dateTime"))?;
            let text = scalar::print_time(time);
            match offset {
                _ if scalar::is_default(field, &text) => Value::Absent,
                Some(offset) => Value::Text(scalar::print_time(time - offset)),
                None => Value::Text(scalar::print_time(
                    zone.to_utc(time).ok_or_else(|| invalid(node, "dateTime"))?,
                )),
            }
        }
        kind => {
            let text = scalar_of(node, kind)?;
            // A sentinel is how .NET says "not given"; a default that means something may be meant.
            let not_given = field.default_is_sentinel() && scalar::is_default(field, &text);
            if not_given { Value::Absent } else { Value::Text(text) }
        }
    })
}

fn scalar_of(node: &Node, kind: Kind) -> Result<String, Fault> {
    scalar::read(kind, &node.text).ok_or_else(|| {
        invalid(
            node,
            match kind {
                Kind::OneOf(of) | Kind::Many(of) => of.name,
                Kind::Int => "int",
                Kind::Short => "short",
                Kind::Long => "long",
                Kind::Decimal => "decimal",
                Kind::Double => "double",
                Kind::Bool => "boolean",
                Kind::Guid => "guid",
                _ => "string",
            },
        )
    })
}

fn invalid(node: &Node, of: &str) -> Fault {
    let text = &node.text;
    Fault::unreadable(format!(
        "There is an error in the XML document. ---> Instance validation error: '{text}' is not a valid value for {of}."
    ))
}
