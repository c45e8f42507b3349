//! Types of the product service.

use asmx_soap::{Secret, XsDateTime, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::types::*;

element! {
    /// `ProductSearchParameters`.
    pub struct ProductSearchParameters in NAMESPACE {
        /// Id.
        "Id" id: Option<ProductId>,
        /// Category id.
        "CategoryId" category_id: Option<i32>,
        /// No.
        "No" no: Option<String>,
        /// Ean1.
        "EAN1" ean1: Option<String>,
        /// Name.
        "Name" name: Option<String>,
        /// Price.
        "Price" price: Option<Decimal>,
        /// Date changed.
        "DateChanged" date_changed: Option<XsDateTime>,
        /// Product ids.
        "ProductIds"/"int" product_ids: Vec<ProductId>,
    }

    /// `Product`.
    #[non_exhaustive]
    pub struct Product in NAMESPACE {
        /// Cash price inc tax.
        "CashPriceIncTax" cash_price_inc_tax: Option<f64>,
        /// Web price.
        "WebPrice" web_price: Option<Decimal>,
        /// Supplier id.
        "SupplierId" supplier_id: Option<CompanyId>,
        /// Id.
        "Id" id: Option<ProductId>,
        /// Name.
        "Name" name: Option<String>,
        /// Tax rate.
        "TaxRate" tax_rate: Option<Decimal>,
        /// Stock.
        "Stock" stock: Option<Decimal>,
        /// Status id.
        "StatusId" status_id: Option<i32>,
        /// Category id.
        "CategoryId" category_id: Option<i32>,
        /// Price group id.
        "PriceGroupID" price_group_id: Option<i32>,
        /// In price.
        "InPrice" in_price: Option<Decimal>,
        /// Description.
        "Description" description: Option<String>,
        /// Description long.
        "DescriptionLong" description_long: Option<String>,
        /// Cost.
        "Cost" cost: Option<Decimal>,
        /// Ean1.
        "EAN1" ean1: Option<String>,
        /// Price.
        "Price" price: Option<Decimal>,
        /// No.
        "No" no: Option<String>,
        /// Date changed.
        "DateChanged" date_changed: Option<XsDateTime>,
        /// Api exception.
        "APIException" api_exception: Option<APIException>,
        /// Weight.
        "Weight" weight: Option<Decimal>,
        /// Minimum stock.
        "MinimumStock" minimum_stock: Option<Decimal>,
        /// Order proposal.
        "OrderProposal" order_proposal: Option<Decimal>,
        /// Stock location.
        "StockLocation" stock_location: Option<String>,
        /// Supplier product code.
        "SupplierProductCode" supplier_product_code: Option<String>,
        /// Supplier product name.
        "SupplierProductName" supplier_product_name: Option<String>,
        /// Web.
        "Web" web: Option<bool>,
        /// Product code.
        "ProductCode" product_code: Option<String>,
        /// Stock controlled.
        "StockControlled" stock_controlled: Option<bool>,
        /// New offer.
        "NewOffer" new_offer: Option<bool>,
        /// New product.
        "NewProduct" new_product: Option<bool>,
    }

    /// `KeyValuePair`.
    pub struct KeyValuePair in NAMESPACE {
        /// Key.
        "Key" key: Option<String>,
        /// Value.
        "Value" value: Option<String>,
    }

    /// `ProductPriceList`.
    #[non_exhaustive]
    pub struct ProductPriceList in NAMESPACE {
        /// Id.
        "Id" id: i32,
        /// Name.
        "Name" name: Option<String>,
        /// Inc vat.
        "IncVat" inc_vat: bool,
        /// Currency.
        "Currency" currency: Option<String>,
    }

    /// `Category`.
    pub struct Category in NAMESPACE {
        /// Id.
        "Id" id: Option<i32>,
        /// Name.
        "Name" name: Option<String>,
        /// No.
        "No" no: Option<String>,
        /// Parent id.
        "ParentId" parent_id: Option<i32>,
        /// Api exception.
        "APIException" api_exception: Option<APIException>,
    }

    /// `Discount`.
    #[non_exhaustive]
    pub struct Discount in NAMESPACE {
        /// Price group id.
        "PriceGroupId" price_group_id: Option<i32>,
        /// Category id.
        "CategoryId" category_id: Option<i32>,
        /// Customer id.
        "CustomerId" customer_id: Option<CompanyId>,
        /// Value.
        "Value" value: Decimal,
    }

    /// `APIException`.
    #[non_exhaustive]
    pub struct APIException in NAMESPACE {
        /// Kind.
        "Type" kind: Option<String>,
        /// Message.
        "Message" message: Option<String>,
        /// Stack trace.
        "StackTrace" stack_trace: Option<Secret>,
    }
}
