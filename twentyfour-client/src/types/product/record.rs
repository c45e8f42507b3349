//! A product, and how to find it.

use asmx_soap::{XsDateTime, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::properties::selectable;
use crate::types::{APIException, CompanyId, ProductId};

element! {
    /// Which products to find. Filters that are set must all hold; without any, all products are found.
    pub struct ProductSearchParameters in NAMESPACE {
        /// The product with this id.
        "Id" id: Option<ProductId>,
        /// Products of this category.
        "CategoryId" category_id: Option<i32>,
        /// Products whose number contains this; compare the number again where it must be exact.
        "No" no: Option<String>,
        /// Products with this barcode.
        "EAN1" ean1: Option<String>,
        /// Products whose name contains this; `%` stands for anything.
        "Name" name: Option<String>,
        /// Products with this price.
        "Price" price: Option<Decimal>,
        /// Products changed after this time. Change times are rounded, so ask with an overlap; deleted
        /// products never show.
        "DateChanged" date_changed: Option<XsDateTime>,
        /// The products with these ids; 1000 are seen to work.
        "ProductIds"/"int" product_ids: Vec<ProductId>,
    }
}

selectable! {
    /// A product: an article, a service, a fee. Only the properties that were asked for are filled in.
    #[non_exhaustive]
    pub struct Product by id in NAMESPACE {
        /// The cash price with VAT.
        "CashPriceIncTax" cash_price_inc_tax: Option<f64>,
        /// The price in a web shop.
        "WebPrice" web_price: Option<Decimal>,
        /// The company that supplies it; there is one supplier at most.
        "SupplierId" supplier_id: Option<CompanyId>,
        /// Identifies it permanently. Not set creates a product; an id that is not in use creates one with that
        /// id.
        "Id" id: Option<ProductId>,
        /// Its name, at most 125 characters. Needed to create one.
        "Name" name: Option<String>,
        /// The VAT rate, in per cent.
        "TaxRate" tax_rate: Option<Decimal>,
        /// The quantity in stock. Written with [`set_stock_quantity`](crate::Client::set_stock_quantity).
        "Stock" stock: Option<Decimal>,
        /// 1 is active, 0 is expired.
        "StatusId" status_id: Option<i32>,
        /// The category that it belongs to; each belongs to one. Needed to create one.
        "CategoryId" category_id: Option<i32>,
        /// The price group that discounts are given by.
        "PriceGroupID" price_group_id: Option<i32>,
        /// What it is bought for.
        "InPrice" in_price: Option<Decimal>,
        /// A description, at most 500 characters.
        "Description" description: Option<String>,
        /// A long description.
        "DescriptionLong" description_long: Option<String>,
        /// What it costs besides the price it is bought for.
        "Cost" cost: Option<Decimal>,
        /// The barcode, at most 50 characters. There is no second one.
        "EAN1" ean1: Option<String>,
        /// The sales price, without VAT.
        "Price" price: Option<Decimal>,
        /// The number that people know it by, at most 100 characters: free text, often empty, not unique.
        "No" no: Option<String>,
        /// When it was last changed, rounded to about a minute.
        "DateChanged" date_changed: Option<XsDateTime>,
        /// Why a save of it was refused.
        "APIException" api_exception: Option<APIException>,
        /// Its weight; the vendor states no unit.
        "Weight" weight: Option<Decimal>,
        /// The stock below which it should be ordered.
        "MinimumStock" minimum_stock: Option<Decimal>,
        /// How many the vendor proposes to order.
        "OrderProposal" order_proposal: Option<Decimal>,
        /// Where it lies, at most 100 characters.
        "StockLocation" stock_location: Option<String>,
        /// The supplier's number for it, at most 50 characters.
        "SupplierProductCode" supplier_product_code: Option<String>,
        /// The supplier's name for it, at most 250 characters.
        "SupplierProductName" supplier_product_name: Option<String>,
        /// Whether it is shown in a web shop.
        "Web" web: Option<bool>,
        /// A code of its own; it is not the number.
        "ProductCode" product_code: Option<String>,
        /// Whether its stock is kept: `false` for freight, fees and services; `None` if it was never said.
        "StockControlled" stock_controlled: Option<bool>,
        /// Whether a web shop shows it as an offer.
        "NewOffer" new_offer: Option<bool>,
        /// Whether a web shop shows it as new.
        "NewProduct" new_product: Option<bool>,
    }
}
