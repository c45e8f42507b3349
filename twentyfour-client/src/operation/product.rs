//! Operations of the ProductService.

use asmx_soap::{Effect, Operation, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::types::*;

element! {
    /// Sets the stock of a product. The answer is whether it was done.
    pub struct SetStockQuantity in NAMESPACE {
        /// The product.
        "productId" product_id: ProductId,
        /// What the stock is from now on; no difference.
        "stockQuantity" stock_quantity: Decimal,
    }

    /// Asks for products.
    pub struct GetProducts in NAMESPACE {
        /// Which products; without filters all.
        "searchParams" search_params: Option<ProductSearchParameters>,
        /// Which of their properties, in the vendor's names.
        "returnProperties"/"string" return_properties: Vec<String>,
    }

    /// Creates or changes products. The answer is all of them, those refused with an `APIException`.
    pub struct SaveProducts in NAMESPACE {
        /// The products; those with an id are changed.
        "products"/"Product" products: Vec<Product>,
    }

    /// Deletes products.
    pub struct DeleteProducts in NAMESPACE {
        /// The products; each needs its id.
        "products"/"Product" products: Vec<Product>,
    }

    /// Asks for the prices of a price list: product id and price.
    pub struct GetPriceList in NAMESPACE {
        /// The price list.
        "priceListId" price_list_id: i32,
    }

    /// Asks for the price lists.
    pub struct GetAllPriceLists in NAMESPACE {}

    /// Asks for the categories of products.
    pub struct GetCategories in NAMESPACE {
        /// Which of their properties, in the vendor's names.
        "returnProperties"/"string" return_properties: Vec<String>,
    }

    /// Creates or changes categories of products.
    pub struct SaveCategories in NAMESPACE {
        /// The categories.
        "categories"/"Category" categories: Vec<Category>,
    }

    /// Asks for the discounts by price group.
    pub struct GetDiscountMatrixPriceGroup in NAMESPACE {}

    /// Asks for the discounts by category.
    pub struct GetDiscountMatrixCategory in NAMESPACE {}
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
