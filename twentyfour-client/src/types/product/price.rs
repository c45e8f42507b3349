//! Price lists and discounts.

use asmx_soap::element;
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::types::CompanyId;

element! {
    /// A price list.
    #[non_exhaustive]
    pub struct ProductPriceList in NAMESPACE {
        /// Identifies the price list.
        "Id" id: i32,
        /// Its name.
        "Name" name: Option<String>,
        /// Whether its prices are with VAT.
        "IncVat" inc_vat: bool,
        /// The currency of its prices.
        "Currency" currency: Option<String>,
    }

    /// A discount for a price group or a category.
    #[non_exhaustive]
    pub struct Discount in NAMESPACE {
        /// The price group that it is for.
        "PriceGroupId" price_group_id: Option<i32>,
        /// The category of products that it is for.
        "CategoryId" category_id: Option<i32>,
        /// The customer that it is for.
        "CustomerId" customer_id: Option<CompanyId>,
        /// The discount, in per cent.
        "Value" value: Decimal,
    }
}
