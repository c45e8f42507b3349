use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A purchase order, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PurchaseOrder {
    /// Its number, unique for a goods owner of the WMS, and at most 50 characters there.
    pub number: String,
    /// Who delivers.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub supplier: Option<PurchaseSupplier>,
    /// The supplier's own number for it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub supplier_order_number: Option<String>,
    /// When the goods are expected.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub expected: Option<NaiveDate>,
    /// A reference.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reference: Option<String>,
    /// A remark for the staff of the warehouse.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub remark: Option<String>,
    /// Whether the goods will not come: it is cancelled in the WMS, if nothing has been received.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub withdrawn: bool,
    /// All of its lines.
    #[serde(default)]
    pub lines: Vec<PurchaseOrderLine>,
}

impl PurchaseOrder {
    /// A purchase order with what it cannot do without.
    pub fn new(number: impl Into<String>, lines: Vec<PurchaseOrderLine>) -> Self {
        Self {
            number: number.into(),
            supplier: None,
            supplier_order_number: None,
            expected: None,
            reference: None,
            remark: None,
            withdrawn: false,
            lines,
        }
    }

    /// The same without white space around its texts and without texts that are empty, so that the same order is always the same.
    pub(crate) fn tidy(self) -> Self {
        let text =
            |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let supplier = self
            .supplier
            .map(|supplier| PurchaseSupplier { number: text(supplier.number), name: text(supplier.name) });
        let lines = self.lines.into_iter().map(|line| PurchaseOrderLine {
            number: line.number.trim().to_owned(),
            article: line.article.trim().to_owned(),
            quantity: line.quantity.normalize(),
            expected: line.expected,
            text: text(line.text),
        });
        Self {
            number: self.number.trim().to_owned(),
            supplier: supplier.filter(|supplier| *supplier != PurchaseSupplier::default()),
            supplier_order_number: text(self.supplier_order_number),
            reference: text(self.reference),
            remark: text(self.remark),
            lines: lines.collect(),
            ..self
        }
    }
}

/// Who delivers a purchase order. The WMS finds a supplier by its number, or else by its name, and creates it if it is new.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PurchaseSupplier {
    /// The number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<String>,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
}

impl PurchaseSupplier {
    /// A supplier; what is `None` is not known.
    pub fn new(number: Option<String>, name: Option<String>) -> Self {
        Self { number, name }
    }
}

/// A line of a purchase order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PurchaseOrderLine {
    /// Its number: unique in the purchase order, and always the same.
    pub number: String,
    /// The number of the article.
    pub article: String,
    /// How much is expected in all, whatever has been received already; more than zero.
    pub quantity: Decimal,
    /// When the goods of this line are expected, if that is another day.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub expected: Option<NaiveDate>,
    /// A comment for the staff of the warehouse.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<String>,
}

impl PurchaseOrderLine {
    /// A line with what it cannot do without.
    pub fn new(number: impl Into<String>, article: impl Into<String>, quantity: Decimal) -> Self {
        Self { number: number.into(), article: article.into(), quantity, expected: None, text: None }
    }
}
