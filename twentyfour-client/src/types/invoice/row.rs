//! The rows of an order.

use asmx_soap::{XsDateTime, element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::properties::selectable;
use crate::types::{ProductId, RowId, UserDefinedDimension};

selectable! {
    /// A row of an order. Only the properties that were asked for are filled in.
    #[non_exhaustive]
    pub struct InvoiceRow by row_id in NAMESPACE {
        /// The product. Needed for a `Normal` row; a text row has none.
        "ProductId" product_id: Option<ProductId>,
        /// Identifies the row; needed to change or delete it.
        "RowId" row_id: Option<RowId>,
        /// The VAT rate, in per cent. Read only.
        "VatRate" vat_rate: Option<Decimal>,
        /// The price of one, without VAT unless the order says otherwise.
        "Price" price: Option<Decimal>,
        /// The text of the row, at most 300 characters.
        "Name" name: Option<String>,
        /// The discount, in per cent.
        "DiscountRate" discount_rate: Option<Decimal>,
        /// How many were ordered: the quantity that goes on the invoice.
        "Quantity" quantity: Option<Decimal>,
        /// How many were delivered, where that is kept.
        "QuantityDelivered" quantity_delivered: Option<Decimal>,
        /// How many were ordered at first, where that is kept.
        "QuantityOrdered" quantity_ordered: Option<Decimal>,
        /// How many remain for a rest order; the vendor names -1 as the default.
        "QuantityRest" quantity_rest: Option<Decimal>,
        /// What one costs besides the price it is bought for.
        "Cost" cost: Option<Decimal>,
        /// What a save shall do with the row of an existing order.
        "ChangeState" change_state: Option<ChangeState> = ChangeState::None,
        /// The group of accounts that it is booked on.
        "TypeGroupId" type_group_id: Option<i32>,
        /// Its place among the rows.
        "SequenceNumber" sequence_number: Option<i16>,
        /// Whether it stays off the printed invoice; it counts all the same.
        "Hidden" hidden: Option<bool> = false,
        /// Whether it is a product or a text.
        "Type" kind: Option<RowType> = RowType::Normal,
        /// What one is bought for.
        "InPrice" in_price: Option<Decimal>,
        /// From when on the income is spread.
        "AccrualDate" accrual_date: Option<XsDateTime>,
        /// Over how many months the income is spread.
        "AccrualLength" accrual_length: Option<i32>,
        /// Whether it is booked on the project.
        "AccountProject" account_project: Option<bool>,
        /// The project that it is booked on.
        "ProjectId" project_id: Option<i32>,
        /// The department that it is booked on.
        "DepartmentId" department_id: Option<i32>,
        /// The product's number when the row was made. Read only: rows name products by id.
        "ProductNo" product_no: Option<String>,
        /// How its VAT is booked.
        "TaxSettings" tax_settings: Option<TaxSettings>,
        /// Dimensions of the customer's own that it is booked on.
        "UserDefinedDimensions"/"UserDefinedDimension" user_defined_dimensions: Vec<UserDefinedDimension>,
        /// The serial number of the goods; the youngest field of the contract.
        "SerialNumber" serial_number: Option<String>,
    }
}

element! {
    /// How VAT is booked.
    pub struct TaxSettings in NAMESPACE {
        /// The account.
        "TaxAccount" tax_account: Option<i32>,
        /// The code.
        "TaxCode" tax_code: Option<i32>,
        /// The rate, in per cent.
        "TaxRate" tax_rate: Option<Decimal>,
    }
}

enumeration! {
    /// What a save shall do with a row of an existing order.
    pub enum ChangeState = None {
        /// Nothing.
        None,
        /// Add it; it has no `RowId` yet.
        Add,
        /// Change it.
        Edit,
        /// Delete it.
        Delete,
    }

    /// What a row is.
    pub enum RowType = Normal {
        /// A product.
        Normal,
        /// A text; it has no product.
        Text,
        /// A text in bold letters; not in use any more, by the vendor's word.
        TextBold,
    }
}
