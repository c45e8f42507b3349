//! Searches for products and saves of them that have what they need.

use asmx_soap::XsDateTime;

use super::{Category, Product, ProductSearchParameters};
use crate::types::ProductId;

impl ProductSearchParameters {
    /// All products; of products alone the service gives all without a filter.
    pub fn all() -> Self {
        Self::default()
    }

    /// Products changed after this time. Change times are rounded, so ask with an overlap.
    pub fn changed_after(time: impl Into<XsDateTime>) -> Self {
        Self { date_changed: Some(time.into()), ..Self::default() }
    }

    /// The products with these ids, at most 1000; [`get_products_by_id`](crate::Client::get_products_by_id) takes any
    /// number.
    pub fn by_ids(ids: impl IntoIterator<Item = ProductId>) -> Self {
        Self { product_ids: ids.into_iter().collect(), ..Self::default() }
    }

    /// Products whose number contains this.
    pub fn by_no(no: impl Into<String>) -> Self {
        Self { no: Some(no.into()), ..Self::default() }
    }
}

impl Product {
    /// A new product: without a name and a category the service refuses it.
    pub fn create(name: impl Into<String>, category_id: i32) -> Self {
        Self { name: Some(name.into()), category_id: Some(category_id), ..Self::default() }
    }

    /// A change of a product: what is not set besides stays as it is.
    pub fn change(id: ProductId) -> Self {
        Self { id: Some(id), ..Self::default() }
    }
}

impl Category {
    /// A new category: without a name the service refuses it.
    pub fn create(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..Self::default() }
    }
}
