//! The code of a part's line.
//!
//! It says all that is needed to count kits again: which row the part is of, of which kit, how many are in one, and how many
//! different parts there are. So a shipment is measured by the table with which its order went over, whatever the table says by
//! now, and also where our own store was lost meanwhile.

use std::fmt;

use rust_decimal::Decimal;
use twentyfour_client::types::{ProductId, RowId};

/// ExternalOrderLineCode takes 40 characters (a public model of the GetOrder answer). Ten are left for the row's id, four for colons.
pub(super) const DIGITS: usize = 26;

/// `31:4711:88:2.5:3`: row 31 is kit 4711, which has 2.5 of part 88, one of 3 different parts. The code of an ordinary line is
/// its row's id, without a colon, so the two never coincide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PartCode {
    pub(crate) row: RowId,
    pub(crate) kit: ProductId,
    pub(crate) part: ProductId,
    /// How many of the part are in one kit.
    pub(crate) quantity: Decimal,
    /// How many different parts the kit has.
    pub(crate) parts: usize,
}

impl fmt::Display for PartCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { row, kit, part, quantity, parts } = self;
        write!(f, "{row}:{kit}:{part}:{}:{parts}", quantity.normalize())
    }
}

impl PartCode {
    /// None for a code that is not exactly as this writes it.
    pub(crate) fn read(code: &str) -> Option<Self> {
        let mut fields = code.trim().split(':');
        let read = Self {
            row: fields.next()?.parse().ok()?,
            kit: fields.next()?.parse().ok()?,
            part: fields.next()?.parse().ok()?,
            quantity: fields.next()?.parse().ok()?,
            parts: fields.next()?.parse().ok()?,
        };
        let is_one = fields.next().is_none() && read.quantity > Decimal::ZERO && read.parts > 0;
        (is_one && read.to_string() == code.trim()).then_some(read)
    }
}

/// Whether the codes of a part are short enough, whatever the row's id.
pub(super) fn fits(kit: ProductId, part: ProductId, quantity: Decimal, parts: usize) -> bool {
    let digits = [kit.to_string(), part.to_string(), quantity.normalize().to_string(), parts.to_string()];
    digits.iter().map(String::len).sum::<usize>() <= DIGITS
}

/// The row of the ERP's order that a line of the WMS was made for, by the line's code; a kit's row has several lines.
///
/// ```
/// use wms_erp_mapping::row_of_code;
/// assert_eq!(row_of_code("31"), Some(31.into()));
/// assert_eq!(row_of_code("31:4711:88:2:3"), Some(31.into()));
/// assert_eq!(row_of_code("31-B"), None);
/// ```
pub fn row_of_code(code: &str) -> Option<RowId> {
    code.trim().parse().ok().or_else(|| PartCode::read(code).map(|part| part.row))
}
