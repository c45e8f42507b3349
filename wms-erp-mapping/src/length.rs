use asmx_soap::{Element, EncodeError};

use crate::fields;

/// A value that is longer than the WMS is known to take.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TooLong {
    /// The field, as [`diff`](crate::diff) names it.
    pub field: String,
    /// The length of its value, in characters.
    pub length: usize,
    /// How many it may have.
    pub limit: usize,
}

/// What of a mapped value the WMS is likely to refuse for its length, so that a check can say so before a person waits
/// for the goods. Nothing is cut: what the WMS says when it is sent counts.
///
/// # Errors
/// If a text holds a character that XML cannot carry. What this crate maps never does.
pub fn too_long<E: Element>(value: &E) -> Result<Vec<TooLong>, EncodeError> {
    let fields = fields(value)?;
    let found = fields.into_iter().filter_map(|(field, text)| {
        let limit = LIMITS.iter().find(|(name, _)| field.rsplit('/').next() == Some(name))?.1;
        let length = text.chars().count();
        (length > limit).then_some(TooLong { field, length, limit })
    });
    Ok(found.collect())
}

/// GoodsOwnerOrderNumber: developer.ongoingwarehouse.com/UpdateOrder. The others: a public model of the GetOrder answer.
const LIMITS: &[(&str, usize)] = &[
    ("GoodsOwnerOrderNumber", 50),
    ("ReferenceNumber", 50),
    ("CustomerNumber", 50),
    ("ExternalOrderLineCode", 40),
];
