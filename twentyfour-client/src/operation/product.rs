//! Operations of the product service.

use asmx_soap::{Effect, Operation, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::types::*;

element! {
    /// `SetStockQuantity`.
    pub struct SetStockQuantity in NAMESPACE {
        /// Product id.
        "productId" product_id: ProductId,
        /// Stock quantity.
        "stockQuantity" stock_quantity: Decimal,
    }

    /// `GetProducts`.
    pub struct GetProducts in NAMESPACE {
        /// Search params.
        "searchParams" search_params: Option<ProductSearchParameters>,
        /// Return properties.
        "returnProperties"/"string" return_properties: Vec<String>,
    }

    /// `SaveProducts`.
    pub struct SaveProducts in NAMESPACE {
        /// Products.
        "products"/"Product" products: Vec<Product>,
    }

    /// `DeleteProducts`.
    pub struct DeleteProducts in NAMESPACE {
        /// Products.
        "products"/"Product" products: Vec<Product>,
    }

    /// `GetPriceList`.
    pub struct GetPriceList in NAMESPACE {
        /// Price list id.
        "priceListId" price_list_id: i32,
    }

    /// `GetAllPriceLists`.
    pub struct GetAllPriceLists in NAMESPACE {

    }

    /// `GetCategories`.
    pub struct GetCategories in NAMESPACE {
        /// Return properties.
        "returnProperties"/"string" return_properties: Vec<String>,
    }

    /// `SaveCategories`.
    pub struct SaveCategories in NAMESPACE {
        /// Categories.
        "categories"/"Category" categories: Vec<Category>,
    }

    /// `GetDiscountMatrixPriceGroup`.
    pub struct GetDiscountMatrixPriceGroup in NAMESPACE {

    }

    /// `GetDiscountMatrixCategory`.
    pub struct GetDiscountMatrixCategory in NAMESPACE {

    }
}

impl Operation for SetStockQuantity {
    type Item = bool;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "SetStockQuantityResult";
    const EFFECT: Effect = Effect::Idempotent;
}

impl Operation for GetProducts {
    type Item = Product;
    const RESULT: &'static [&'static str] = &["GetProductsResult"];
    const ITEM: &'static str = "Product";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for SaveProducts {
    type Item = Product;
    const RESULT: &'static [&'static str] = &["SaveProductsResult"];
    const ITEM: &'static str = "Product";
    const EFFECT: Effect = Effect::Creates;
}

impl Operation for DeleteProducts {
    type Item = Product;
    const RESULT: &'static [&'static str] = &["DeleteProductsResult"];
    const ITEM: &'static str = "Product";
    const EFFECT: Effect = Effect::Idempotent;
}

impl Operation for GetPriceList {
    type Item = KeyValuePair;
    const RESULT: &'static [&'static str] = &["GetPriceListResult"];
    const ITEM: &'static str = "KeyValuePair";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetAllPriceLists {
    type Item = ProductPriceList;
    const RESULT: &'static [&'static str] = &["GetAllPriceListsResult"];
    const ITEM: &'static str = "ProductPriceList";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetCategories {
    type Item = Category;
    const RESULT: &'static [&'static str] = &["GetCategoriesResult"];
    const ITEM: &'static str = "Category";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for SaveCategories {
    type Item = Category;
    const RESULT: &'static [&'static str] = &["SaveCategoriesResult"];
    const ITEM: &'static str = "Category";
    const EFFECT: Effect = Effect::Idempotent;
}

impl Operation for GetDiscountMatrixPriceGroup {
    type Item = Discount;
    const RESULT: &'static [&'static str] = &["GetDiscountMatrixPriceGroupResult"];
    const ITEM: &'static str = "Discount";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetDiscountMatrixCategory {
    type Item = Discount;
    const RESULT: &'static [&'static str] = &["GetDiscountMatrixCategoryResult"];
    const ITEM: &'static str = "Discount";
    const EFFECT: Effect = Effect::Read;
}
