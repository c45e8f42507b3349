use std::collections::BTreeSet;

use serde::{Serialize, Serializer};
use twentyfour_client::types::{Product, ProductId};

/// Which products are no goods (freight, fees, services), and what becomes of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct NonStock {
    /// What becomes of them.
    pub treatment: NonStockTreatment,
    /// Products that count as no goods whatever the ERP says.
    #[serde(serialize_with = "as_numbers")]
    pub products: BTreeSet<ProductId>,
    /// Product categories (`CategoryId`) whose products count as no goods whatever the ERP says.
    pub categories: BTreeSet<i32>,
}

fn as_numbers<S: Serializer>(ids: &BTreeSet<ProductId>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(ids.iter().map(|id| id.0))
}

/// What becomes of products that are no goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[non_exhaustive]
pub enum NonStockTreatment {
    /// They become articles with `IsStockArticle = false`, and their lines come over with `DoPick = false`.
    #[default]
    NotPicked,
    /// They go over like any other product.
    LikeAnyOther,
}

impl NonStock {
    /// Whether the product is goods. What the ERP does not say counts as goods.
    pub fn is_stock(&self, product: &Product) -> bool {
        is_stock_controlled(product)
            && !product.id.is_some_and(|id| self.products.contains(&id))
            && !product.category_id.is_some_and(|id| self.categories.contains(&id))
    }

    pub(crate) fn goes_as_stock(&self, product: &Product) -> bool {
        self.treatment == NonStockTreatment::LikeAnyOther || self.is_stock(product)
    }
}

/// Whether the ERP keeps stock of the product. Only an explicit "no" is one.
pub fn is_stock_controlled(product: &Product) -> bool {
    product.stock_controlled != Some(false)
}
