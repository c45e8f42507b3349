use serde::{Deserialize, Serialize};
use serde_json::Value;
use twentyfour_client::types::{Product, ProductId};

use super::form::unversioned_xml;
use super::{Document, DocumentKey, Fingerprint, Range, hash};
use crate::store::Table;

/// The article of a product in the WMS: written by us, or adopted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ArticleRecord {
    /// Its number there.
    pub(crate) number: String,
    /// Its id there, where it is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) system_id: Option<i32>,
    /// Whether a write was begun that gives it another number, and its outcome is not known.
    #[serde(skip_serializing_if = "super::is_false", default)]
    pub(crate) renumbering: bool,
    /// Whether it is kept in stock.
    pub(crate) stock: bool,
    /// The company that supplies it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) supplier: Option<i32>,
    pub(crate) fingerprint: Fingerprint,
}

impl Document for ArticleRecord {
    const TABLE: Table = Table::Article;
    type Key = ProductId;
}

/// Whose article has a number. The key is the number as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct NumberOwner(pub(crate) i32);

impl Document for NumberOwner {
    const TABLE: Table = Table::ArticleNumber;
    type Key = String;
}

/// The number that a product wants, as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct NumberClaim(pub(crate) String);

impl Document for NumberClaim {
    const TABLE: Table = Table::Intent;
    const PREFIX: &'static str = "claim/";
    type Key = ProductId;
}

/// That a product wants a number; whether the WMS knows the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Claimant(pub(crate) bool);

impl Document for Claimant {
    const TABLE: Table = Table::Intent;
    const PREFIX: &'static str = "number/";
    type Key = ClaimantKey;
}

/// Numbers are free text, so the key holds a hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClaimantKey {
    number: String,
    /// Who wants it.
    pub(crate) product: ProductId,
}

impl ClaimantKey {
    pub(crate) fn new(number: &str, product: ProductId) -> Self {
        Self { number: hash(number), product }
    }
}

impl DocumentKey for ClaimantKey {
    fn write(&self, text: &mut String) {
        (self.number.clone(), self.product).write(text);
    }

    fn read(text: &str) -> Option<Self> {
        let (number, product) = <(String, ProductId)>::read(text)?;
        Some(Self { number, product })
    }
}

impl Claimant {
    /// All products that want a number.
    pub(crate) fn of(number: &str) -> Range<Self> {
        Range::within(&format!("{}/", hash(number)))
    }
}

super::kind::marks! {
    /// A product whose article is to be looked at again, whether the product changed or not.
    DueArticle: Due "articles/" by ProductId;
}

/// A product that was read and not yet worked off, as the vendor's XML.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct SpooledProduct(String);

impl SpooledProduct {
    pub(crate) fn new(product: &Product) -> Self {
        Self(asmx_soap::keep(product))
    }

    /// The product. Another version of this program may have written what this one cannot read.
    pub(crate) fn product(&self) -> Result<Product, asmx_soap::DecodeError> {
        asmx_soap::from_xml(&self.0)
    }
}

impl Document for SpooledProduct {
    const TABLE: Table = Table::Spool;
    const PREFIX: &'static str = "articles/";
    type Key = ProductId;

    fn unversioned(text: &str) -> Option<Value> {
        unversioned_xml(text)
    }
}
