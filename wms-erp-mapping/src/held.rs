use chrono::NaiveDate;
use twentyfour_client::types::{OrderId, ProductId, RowId};

/// The whole record stays behind, because sending it would mean to guess or to lose something.
///
/// `Display` says what is wrong, [`remedy`](Self::remedy) what to do about it. The record is mapped again when its
/// source changes, or when the settings do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{cause}")]
#[non_exhaustive]
pub struct Hold {
    /// Why.
    pub cause: HoldCause,
}

/// Why a record is held.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum HoldCause {
    /// The order has no `OrderId`.
    #[error("the order has no id")]
    NoOrderId,
    /// The product has no `Id`, or 0.
    #[error("the product has no id")]
    NoProductId,
    /// The company has no `Id`, or 0.
    #[error("the supplier has no id")]
    NoSupplierNumber,
    /// Neither a delivery name nor a customer name.
    #[error("the order names neither a recipient nor a customer")]
    NoName,
    /// The customer is to be found by number, and the order has no `CustomerId`.
    #[error("the order has no customer number")]
    NoCustomerNumber,
    /// The delivery address says no country, and the settings ask for one.
    #[error("the delivery address has no country")]
    NoCountry,
    /// The delivery address names a country that is not known.
    #[error("the country {country:?} of the delivery address is not known")]
    UnknownCountry {
        /// What stands there (its first 60 characters).
        country: String,
    },
    /// No delivery date, and the settings ask for one.
    #[error("the order has no delivery date")]
    NoDeliveryDate,
    /// A delivery date that no calendar of the warehouse can hold.
    #[error("the delivery date {date} is out of range")]
    DeliveryDateOutOfRange {
        /// The date.
        date: NaiveDate,
    },
    /// No delivery method, and the settings ask for one.
    #[error("the order has no delivery method")]
    NoDeliveryMethod,
    /// A delivery method that is not in the table of the settings, which ask for one that is.
    #[error("the delivery method {method:?} is not in the table of delivery methods")]
    UnmappedDeliveryMethod {
        /// Its id and description.
        method: String,
    },
    /// No row is left that a warehouse could do something with.
    #[error("no row of the order is a product with a positive quantity")]
    NothingToPick,
    /// Every line is a freight, fee or service, and the settings send no such orders.
    #[error("no row of the order is a product that is kept in stock")]
    NothingInStock,
    /// Two rows have the same id; they could not be distinguished in the WMS.
    #[error("two rows of the order have the id {row}")]
    DuplicateRowId {
        /// The id.
        row: RowId,
    },
    /// A row without an id; what the WMS delivers could not be traced back to it.
    #[error("the row with product {product} has no id")]
    NoRowId {
        /// The row's product.
        product: ProductId,
    },
    /// A row of a type that came later than this version, with a product on it.
    #[error("{} with product {product} has the unknown type {kind:?}", Row(*.row))]
    UnknownRowType {
        /// The row.
        row: Option<RowId>,
        /// Its product.
        product: ProductId,
        /// The type.
        kind: String,
    },
    /// Articles are found by number, and the number of this product is not known.
    #[error("the article number of product {product} is not known")]
    UnknownProduct {
        /// The product.
        product: ProductId,
    },
    /// Several rows of one product, of which it cannot be said which was sent short.
    #[error("what was sent of product {product} may belong to any of the {}", Rows(rows))]
    AmbiguousShipment {
        /// The product.
        product: ProductId,
        /// The rows.
        rows: Vec<RowId>,
    },
    /// The WMS has sent an article that is no product of the ERP, while rows of the order lack something.
    #[error(
        "the WMS has sent the article {article:?}, which is not a known product, and rows of the order are \
         short"
    )]
    UnknownShippedArticle {
        /// Its number in the WMS, or the code of its line.
        article: String,
    },
    /// The lines of a kit's row in the WMS name two different lists of parts.
    #[error("the lines of row {row} in the WMS have two different lists of parts of kit {kit}")]
    MixedKit {
        /// The row.
        row: RowId,
        /// The product of the kit.
        kit: ProductId,
    },
    /// The quantity of a part of a kit is too large to compute with.
    #[error("the quantity of {} is out of range", Row(*.row))]
    QuantityOutOfRange {
        /// The row.
        row: Option<RowId>,
    },
    /// A price that is too large to compute with.
    #[error("the price of {} is out of range", Row(*.row))]
    PriceOutOfRange {
        /// The row.
        row: Option<RowId>,
    },
    /// The value of a further field cannot be converted, or does not fit its target.
    #[error("the value of {from} does not fit {to}")]
    FurtherField {
        /// Where the value comes from.
        from: String,
        /// Where it should go.
        to: String,
    },
}

impl Hold {
    pub(crate) fn new(cause: HoldCause) -> Self {
        Self { cause }
    }

    /// What a person should do, in plain words.
    pub fn remedy(&self) -> &'static str {
        self.cause.remedy()
    }
}

impl From<HoldCause> for Hold {
    fn from(cause: HoldCause) -> Self {
        Self::new(cause)
    }
}

impl HoldCause {
    /// A stable word for reports, statistics and filters.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::NoOrderId => "no_order_id",
            Self::NoProductId => "no_product_id",
            Self::NoSupplierNumber => "no_supplier_number",
            Self::NoName => "no_name",
            Self::NoCustomerNumber => "no_customer_number",
            Self::NoCountry => "no_country",
            Self::UnknownCountry { .. } => "unknown_country",
            Self::NoDeliveryDate => "no_delivery_date",
            Self::DeliveryDateOutOfRange { .. } => "delivery_date_out_of_range",
            Self::NoDeliveryMethod => "no_delivery_method",
            Self::UnmappedDeliveryMethod { .. } => "unmapped_delivery_method",
            Self::NothingToPick => "nothing_to_pick",
            Self::NothingInStock => "nothing_in_stock",
            Self::DuplicateRowId { .. } => "duplicate_row_id",
            Self::NoRowId { .. } => "no_row_id",
            Self::UnknownRowType { .. } => "unknown_row_type",
            Self::UnknownProduct { .. } => "unknown_product",
            Self::AmbiguousShipment { .. } => "ambiguous_shipment",
            Self::UnknownShippedArticle { .. } => "unknown_shipped_article",
            Self::MixedKit { .. } => "mixed_kit",
            Self::QuantityOutOfRange { .. } => "quantity_out_of_range",
            Self::PriceOutOfRange { .. } => "price_out_of_range",
            Self::FurtherField { .. } => "further_field",
        }
    }

    /// What a person should do, in plain words.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NoOrderId | Self::NoProductId | Self::NoSupplierNumber | Self::NoRowId { .. } => {
                "ask the ERP again for this record with its id among the properties; if it still has none, report it to \
                 the ERP vendor"
            }
            Self::NoName => "fill in the customer's or the recipient's name on the order in the ERP",
            Self::NoCustomerNumber => "choose the customer on the order in the ERP",
            Self::NoCountry => {
                "fill in the country of the delivery address on the order in the ERP, or set a default country"
            }
            Self::UnknownCountry { .. } => {
                "correct the country of the delivery address on the order in the ERP; a two-letter ISO code always works"
            }
            Self::NoDeliveryDate => "fill in the delivery date on the order in the ERP",
            Self::DeliveryDateOutOfRange { .. } => "correct the delivery date on the order in the ERP",
            Self::NoDeliveryMethod => {
                "choose a delivery method on the order in the ERP, or set a default delivery method"
            }
            Self::UnmappedDeliveryMethod { .. } => {
                "choose another delivery method on the order in the ERP, or add this one to the table of delivery methods"
            }
            Self::NothingToPick => {
                "add a product with a quantity to the order in the ERP, or take the order out of the pulled status"
            }
            Self::NothingInStock => {
                "take the order out of the pulled status in the ERP, or let orders without stock products through"
            }
            Self::DuplicateRowId { .. } => {
                "delete one of the two rows on the order in the ERP and enter it again"
            }
            Self::UnknownRowType { .. } => {
                "replace the row on the order in the ERP by a normal one, or update this software"
            }
            Self::UnknownProduct { .. } => {
                "check that the product still exists in the ERP and has an article in the WMS"
            }
            Self::AmbiguousShipment { .. } => {
                "put the product on one row of the order in the ERP, or correct the rows to what was sent; if the order is \
                 right as it is, set its status in the ERP by hand"
            }
            Self::UnknownShippedArticle { .. } => {
                "check in the WMS what was sent, and correct the rows of the order in the ERP; if the order \
                 is right as it is, \
                 set its status in the ERP by hand"
            }
            Self::MixedKit { .. } => {
                "check in the WMS what was sent; if the order is right as it is, set its status in the ERP by hand"
            }
            Self::QuantityOutOfRange { .. } => "correct the quantity of the row in the ERP",
            Self::PriceOutOfRange { .. } => "correct the price of the row in the ERP",
            Self::FurtherField { .. } => {
                "correct the value in the ERP, or choose another conversion or target for this further field"
            }
        }
    }
}

/// A row in a sentence.
struct Row(Option<RowId>);

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            Some(row) => write!(f, "row {row}"),
            None => f.write_str("a row without an id"),
        }
    }
}

/// Rows in a sentence.
struct Rows<'a>(&'a [RowId]);

impl std::fmt::Display for Rows<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ids: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        write!(f, "rows {}", ids.join(", "))
    }
}

/// The order's id, which everything else hangs on.
pub(crate) fn order_id(id: Option<OrderId>) -> Result<OrderId, Hold> {
    id.filter(|id| id.0 > 0).ok_or_else(|| HoldCause::NoOrderId.into())
}

pub(crate) fn product_id(id: Option<ProductId>) -> Result<ProductId, Hold> {
    id.filter(|id| id.0 > 0).ok_or_else(|| HoldCause::NoProductId.into())
}
