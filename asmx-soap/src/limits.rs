use crate::{DecodeError, DecodeErrorKind};

/// How much of an answer is believed before it is refused.
///
/// Every bound ends in a clear [`DecodeError`](crate::DecodeError), never in unbounded memory. All sizes are in bytes
/// of XML, after any HTTP content coding was undone.
///
/// ```
/// let mut limits = asmx_soap::Limits::default();
/// limits.total_bytes = 200 << 20;
/// assert_eq!(limits.depth, 64);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// How deep elements may nest, the envelope included.
    pub depth: usize,
    /// How large one item of a list, or one answer that is not a list, may be. A decoder buffers at most half as much again.
    pub item_bytes: usize,
    /// How many elements one item may have in it. Structs are larger than the XML of an empty element, so that bytes
    /// alone bound no memory.
    pub item_elements: usize,
    /// How large the whole answer may be.
    pub total_bytes: u64,
    /// How many attributes one tag may carry.
    pub attributes: usize,
}

impl Default for Limits {
    /// Depth 64, 16 MiB and 100,000 elements an item, 4 GiB an answer, 64 attributes a tag.
    fn default() -> Self {
        Self { depth: 64, item_bytes: 16 << 20, item_elements: 100_000, total_bytes: 4 << 30, attributes: 64 }
    }
}

/// One of the bounds is exceeded.
#[cold]
pub(crate) fn too_large(bound: &'static str, limit: usize) -> DecodeError {
    DecodeError::new(DecodeErrorKind::TooLarge { bound, limit: limit as u64 })
}
