//! Kits (structure products): one row of the ERP that the warehouse picks as several articles.

mod code;

use std::collections::{BTreeMap, HashSet};

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use twentyfour_client::types::ProductId;

pub(crate) use code::PartCode;
pub use code::row_of_code;

/// The kits of a company, and how their rows go over.
///
/// The ERP's contract does not say what a product is made of, so the table is a setting. It is checked when it is made.
///
/// ```
/// use wms_erp_mapping::{Kit, KitLines, Kits, OrderSettings};
///
/// let starter_set = Kit::new(4711.into()).with_part(88.into(), 2.into()).with_part(89.into(), 1.into());
/// let mut settings = OrderSettings::default();
/// settings.kits = Kits::new([starter_set])?.with_lines(KitLines::Parts);
/// assert!(settings.kits.is_kit(4711.into()) && !settings.kits.is_kit(88.into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kits {
    table: BTreeMap<ProductId, Vec<KitPart>>,
    lines: KitLines,
}

/// How the row of a kit goes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum KitLines {
    /// As one line with the article of the kit, like any other row: the table has no effect.
    #[default]
    OneLine,
    /// As a line for each of its parts. The kit itself has no article then, and no stock is compared of it.
    Parts,
}

/// A kit, and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Kit {
    /// The product of the kit.
    pub product: ProductId,
    /// What is in one of it.
    pub parts: Vec<KitPart>,
}

/// A part of a kit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct KitPart {
    /// The product of the part.
    pub product: ProductId,
    /// How many of it are in one kit; above zero, with at most four decimals.
    pub quantity: Decimal,
}

impl Kit {
    /// A kit without parts.
    pub fn new(product: ProductId) -> Self {
        Self { product, parts: Vec::new() }
    }

    /// The same with one more part.
    #[must_use]
    pub fn with_part(mut self, product: ProductId, quantity: Decimal) -> Self {
        self.parts.push(KitPart { product, quantity });
        self
    }
}

/// Why a table of kits is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KitError {
    /// A kit stands in the table twice.
    #[error("kit {kit} is in the table twice")]
    Twice {
        /// The kit.
        kit: ProductId,
    },
    /// A kit has no parts.
    #[error("kit {kit} has no parts")]
    Empty {
        /// The kit.
        kit: ProductId,
    },
    /// A kit is a part of itself.
    #[error("kit {kit} is a part of itself")]
    Itself {
        /// The kit.
        kit: ProductId,
    },
    /// A part of a kit is a kit, too.
    #[error("part {part} of kit {kit} is a kit itself: name the parts of that one instead")]
    Nested {
        /// The kit.
        kit: ProductId,
        /// The part.
        part: ProductId,
    },
    /// A part stands in a kit twice.
    #[error("part {part} is in kit {kit} twice: add up its quantities")]
    PartTwice {
        /// The kit.
        kit: ProductId,
        /// The part.
        part: ProductId,
    },
    /// The quantity of a part is not above zero, or has more than four decimals.
    #[error("the quantity of part {part} of kit {kit} must be above zero, with at most four decimals")]
    Quantity {
        /// The kit.
        kit: ProductId,
        /// The part.
        part: ProductId,
    },
    /// The codes of the lines would be longer than the WMS takes.
    #[error(
        "part {part} of kit {kit} makes the codes of its lines longer than the WMS takes: ids, quantity and number of \
         parts may have {} digits together",
        code::DIGITS
    )]
    TooLong {
        /// The kit.
        kit: ProductId,
        /// The part.
        part: ProductId,
    },
}

impl KitError {
    /// The kit in which something is wrong.
    pub fn kit(&self) -> ProductId {
        match self {
            Self::Twice { kit }
            | Self::Empty { kit }
            | Self::Itself { kit }
            | Self::Nested { kit, .. }
            | Self::PartTwice { kit, .. }
            | Self::Quantity { kit, .. }
            | Self::TooLong { kit, .. } => *kit,
        }
    }
}

impl Kits {
    /// A table of kits. Their rows go over as one line, until [`with_lines`](Self::with_lines) says otherwise.
    ///
    /// # Errors
    /// If a kit stands in it twice, has no parts, or contains itself or another kit, a part stands in a kit twice, or a quantity
    /// is not above zero.
    pub fn new(kits: impl IntoIterator<Item = Kit>) -> Result<Self, KitError> {
        let mut table = BTreeMap::new();
        for Kit { product: kit, parts } in kits {
            if table.contains_key(&kit) {
                return Err(KitError::Twice { kit });
            }
            if parts.is_empty() {
                return Err(KitError::Empty { kit });
            }
            table.insert(kit, parts);
        }
        for (kit, parts) in &table {
            check(*kit, parts, &table)?;
        }
        Ok(Self { table, lines: KitLines::default() })
    }

    /// The same table, whose rows go over in this way.
    #[must_use]
    pub fn with_lines(self, lines: KitLines) -> Self {
        Self { lines, ..self }
    }

    /// How rows of kits go over.
    pub fn lines(&self) -> KitLines {
        self.lines
    }

    /// The kits and their parts, by the kits' ids, whether they go over as parts or not.
    pub fn iter(&self) -> impl Iterator<Item = (ProductId, &[KitPart])> {
        self.table.iter().map(|(kit, parts)| (*kit, &parts[..]))
    }

    /// Whether the rows of this product go over as those of its parts.
    pub fn is_kit(&self, product: ProductId) -> bool {
        self.parts(product).is_some()
    }

    /// The parts as which the rows of this product go over; none if it goes over as itself.
    pub fn parts(&self, product: ProductId) -> Option<&[KitPart]> {
        self.table.get(&product).filter(|_| self.lines == KitLines::Parts).map(Vec::as_slice)
    }
}

fn check(
    kit: ProductId,
    parts: &[KitPart],
    table: &BTreeMap<ProductId, Vec<KitPart>>,
) -> Result<(), KitError> {
    let mut seen = HashSet::new();
    for KitPart { product: part, quantity } in parts {
        let part = *part;
        if part == kit {
            return Err(KitError::Itself { kit });
        }
        if table.contains_key(&part) {
            return Err(KitError::Nested { kit, part });
        }
        if !seen.insert(part) {
            return Err(KitError::PartTwice { kit, part });
        }
        if *quantity <= Decimal::ZERO || quantity.normalize().scale() > 4 {
            return Err(KitError::Quantity { kit, part });
        }
        if !code::fits(kit, part, *quantity, parts.len()) {
            return Err(KitError::TooLong { kit, part });
        }
    }
    Ok(())
}

/// A table that has no effect is as good as none: it is part of fingerprints.
impl Serialize for Kits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let effective = self.table.iter().filter(|_| self.lines == KitLines::Parts);
        serializer.collect_map(effective.map(|(kit, parts)| {
            let parts = parts.iter().map(|part| (part.product.0, part.quantity.normalize().to_string()));
            (kit.0, parts.collect::<Vec<_>>())
        }))
    }
}
