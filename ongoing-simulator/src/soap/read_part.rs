//! Parts that the contract repeats in many elements.

use asmx_test_server::{Fault, Node};

use super::fields::{Fields, Reader};
use crate::world::{CodedIdentification, CodedOperation, CodedReference};

/// Operation, identification, code and name, which the contract repeats under many names. `by` are the two values of
/// the identification.
pub(super) fn read_coded(
    reader: Reader<'_>,
    node: &Node,
    [operation, identification, code, name]: [&'static str; 4],
    operations: &[(&str, CodedOperation)],
    by: [&'static str; 2],
) -> Result<CodedReference, Fault> {
    let f = reader.fields(node, &[operation, identification, code, name]);
    let by = [(by[0], CodedIdentification::Code), (by[1], CodedIdentification::Name)];
    Ok(CodedReference {
        operation: f.choice(operation, operations)?,
        identification: f.choice(identification, &by)?,
        code: f.text(code),
        name: f.text(name),
    })
}

/// Reads a complex element when it is there; an empty one is there too.
pub(super) fn read_optional<T>(
    f: &Fields<'_>,
    name: &str,
    read: impl FnOnce(Reader<'_>, &Node) -> Result<T, Fault>,
) -> Result<Option<T>, Fault> {
    f.node(name).map(|node| read(f.reader, node)).transpose()
}
